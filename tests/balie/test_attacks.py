"""Who may not, changes nothing, whatever they send; what people call themselves is text; and a file of an earlier version loses nothing."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from bot.app.desk import closed_days
from bot.channels.desk import example, workplace
from bot.channels.desk.filters import mark
from bot.channels.desk.rights import Organisation, Role, may
from bot.channels.desk.workplace import Workplace
from bot.storage import people, requests, schema
from bot.storage.backups import APPLICATION_ID
from bot.storage.requests import Request
from tests.balie.conftest import Staff, colleague
from tests.balie.page import Page
from tests.balie.test_acts import asked, booked, do
from tests.balie.test_rights import pages

SCRIPT = "<script>alert('x')</script>"
OBJECT = {"verzoek": "bel1", "vraag": "vraag3", "persoon": "bel1"}
ACTS = {"verzoek": ("pak", "geef", "klaar", "niet-bereikt", "weg", "notitie"), "bezoek": ("kwam", "kwam-niet", "stap", "notitie")}


def dump(path: Path | str) -> list[str]:
    """Everything that a file holds."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def attempts(desk: Workplace) -> list[tuple[str, object]]:
    """Every page with an object that is really there and every act on it, with the act that the page asks for."""
    with closing(sqlite3.connect(desk.database)) as connection:
        [(visit,)] = connection.execute("SELECT id FROM appointments WHERE name = 'Jan'").fetchall()
    closure = str(closed_days.coming(desk.storage(), desk.now)[0].made.id)
    found = []
    for address, view in pages():
        room = address.split("/")[1]
        number = {"dicht": closure, "beheer": "1"}.get(room) or OBJECT.get(room, visit)
        for act in ACTS.get(room, ("verzet", "afgezegd", "wij-niet")):
            found.append((address.replace("vraag1", number).replace("klaar", act).replace("/1/", f"/{number}/"), view.act))
    return list(dict.fromkeys(found))


def everything(desk: Workplace) -> dict[str, str]:
    """Fields with which some form somewhere would do something."""
    with desk.storage().reading() as db:
        seen = requests.find(db, "bel1")
    assert seen is not None
    told = {"zag": mark(seen), "doe": "verstuur", "tekst": "Ja.", "notitie": "x", "tot": "2026-11-26", "wie": "1", "stap": "zelf"}
    told |= {"code": seen.phone, "moment": "2026-11-24T10:00", "dag": "2026-11-24", "plek": "groningen", "van": "2026-11-24", "wat": "Jan"}
    told |= {"role": "beheerder", "name": "X", "email": "x@voorbeeld.invalid", "organisation": "werkcentrum", "dienst": "werkgesprek"}
    return told | {"programma": "A", "gemeente": desk.known.municipalities[0].name, "kwartaal": "2026-4", "aantal": "1", "onderwerp": "ww"}


@pytest.mark.parametrize(
    ("role", "organisation"),
    [(role, organisation) for role, organisation in product(Role, Organisation) if (role, organisation) != (Role.ADMIN, Organisation.HOME)],
)
def test_no_pair_of_role_object_and_act_that_may_not_changes_or_shows_anything(
    desk: Workplace, role: Role, organisation: Organisation
) -> None:
    example.fill(desk.storage(), desk.known, desk.now)
    staff = colleague(role, organisation)
    staff.sign_in()
    fields, before = everything(desk), dump(desk.database)
    tried = [(address, act) for address, act in attempts(desk) if act is not None and not may(role, organisation, act)]
    answers = [(address, staff.client.post(address, fields)) for address, _ in tried]
    answers += [(address, staff.client.get(address)) for address, _ in tried]
    assert len(tried) > 3
    assert [(address, answer.status_code) for address, answer in answers if answer.status_code != 403] == []
    shown = re.compile(rf"\b(?:{'|'.join(example.NAMES)})\b")  # a token of a form may hold three letters of a name
    assert [answer for _, answer in answers if shown.search(answer.content.decode())] == []
    assert dump(desk.database) == before


def test_no_form_is_taken_without_its_token_by_anybody(desk: Workplace) -> None:
    from django.test import Client  # noqa: PLC0415 - Django must be set up first

    example.fill(desk.storage(), desk.known, desk.now)
    ada = colleague("beheerder", name="Ada")
    ada.sign_in()
    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    strict.cookies = ada.client.cookies
    before, fields = dump(desk.database), everything(desk)
    posted = [(address, strict.post(address, fields)) for address, _ in attempts(desk)]
    assert len(posted) > 40
    wrong = [(address, one.status_code) for address, one in posted if "Dit formulier is te oud" not in one.content.decode()]
    assert [one for one in wrong if one[1] != 405] == []
    assert (dump(desk.database), ada.get("/").status_code) == (before, 200)


def test_a_name_a_note_and_a_reason_of_html_are_text_wherever_they_stand(desk: Workplace) -> None:
    from bot.channels.desk.models import Colleague  # noqa: PLC0415 - Django must be set up first

    ada = colleague("beheerder", name="Ada")
    Colleague.objects.update(name=f"Ada {SCRIPT}")
    ada.sign_in()
    call = asked(desk, Request("bel", "p2", "c", "bellen", "0600000001", "2026-11-23T12:00", "2026-11-23T14:00", subject=SCRIPT))
    made = booked(desk)
    with desk.storage().transaction() as db:
        db.execute("UPDATE appointments SET name = ?, details = ?, question = ? WHERE id = ?", [SCRIPT, SCRIPT, SCRIPT, made.id])
    do(ada, call, "notitie", notitie=SCRIPT)
    ada.post("/dicht/sluit/", plek="groningen", dagen="1 december", reden=SCRIPT, doe="sluit")
    told = {"wat": "plaatsing", "gemeente": desk.known.municipalities[0].name, "kwartaal": "2026-4", "aantal": "1"}
    ada.post("/cijfers/invoer/", **told, programma=SCRIPT)
    ada.post("/agenda/boek/", dienst="werkgesprek", plek="balie", dag="2026-11-24", moment="2026-11-24T10:00", naam=SCRIPT)
    shown = ["/", "/?dag=2026-11-24", "/agenda/", f"/agenda/{made.id}/", "/persoon/bel/", "/dicht/", "/cijfers/", "/beheer/", "/account/"]
    sources = [ada.get(address).content.decode() for address in shown]
    sources.append(ada.post("/zoek/", wat=made.code).content.decode())
    sources.append(ada.client.post("/zoek/", {"wat": SCRIPT}).content.decode())
    assert [address for address, source in zip(shown, sources, strict=False) if "<script>" in source] == []
    assert sum("&lt;script&gt;" in source for source in sources) >= 9


def test_a_session_that_ended_takes_no_form_and_loses_no_row(desk: Workplace, kim: Staff) -> None:
    from django.contrib.sessions.models import Session  # noqa: PLC0415 - Django must be set up first

    call = asked(desk, Request("bel", "p1", "c", "bellen", "0600000001", "2026-11-23T12:00", "2026-11-23T14:00"))
    before = dump(desk.database)
    Session.objects.all().delete()
    answer = kim.client.post("/verzoek/bel/klaar/", {"zag": mark(call)})
    assert (answer.status_code, answer["Location"], dump(desk.database)) == (302, "/inloggen/", before)


def test_a_database_of_an_earlier_version_is_brought_up_to_date_with_a_copy_beside_it(desk: Workplace, kim: Staff) -> None:
    earlier = replace(desk, database=desk.database.with_name("eerder.db"), opened=[])
    old = Migrations(schema.migrations.name)
    for step in list(schema.migrations.pending(Database(memory=True)))[:-1]:
        old()(step.fn)
    before = Database(earlier.database)
    old.apply(before)
    before.execute(
        """INSERT INTO requests (id, person, contact, kind, question, asked_at)
        VALUES ('oud', 'p1', 'c1', 'antwoord', 'Geldt dit nog?', '2026-11-23T08:00:00+00:00')"""
    )
    before.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    before.conn.commit()
    before.close()
    workplace.settle(earlier)
    shown = Page(kim.get("/").content.decode())
    copies = list(desk.database.parent.glob("eerder.db.voor-migratie-*"))
    for storage in earlier.opened:
        storage.close()
    assert (["Geldt dit nog?" in row for row in shown.rows], len(copies)) == ([True], 1)


def test_a_line_in_a_name_becomes_no_header_of_a_message(desk: Workplace, kim: Staff) -> None:
    with desk.storage().transaction() as db:
        people.remember_address(db, "p1", "json", "p1", desk.now)
    question = asked(desk, Request("vraag", "p1", "c", "antwoord", question="?"))
    answer = kim.client.post("/vraag/vraag/", {"tekst": "Ja.\r\nSet-Cookie: a=b\r\n\r\nx", "zag": mark(question), "doe": "verstuur"})
    assert (answer.status_code, "a" in answer.cookies) == (302, False)
    away = kim.client.post("/aanwezig/", {"ik": "weg", "naar": "/\r\nSet-Cookie: a=b"})
    assert ("a" in away.cookies, re.findall(r"[\r\n]", away["Location"])) == (False, [])
