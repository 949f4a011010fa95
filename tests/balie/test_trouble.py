"""What goes wrong is one clear page: a file that is locked or gone, ten thousand rows, a screen that locked while somebody typed."""

from __future__ import annotations

import html
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.channels.desk.filters import mark
from bot.channels.desk.workplace import Workplace
from bot.content.folder import SHIPPED
from bot.storage import requests
from bot.storage.requests import Request
from tests.balie.conftest import PASSWORD, Clock, Staff
from tests.balie.page import Page
from tests.balie.test_acts import asked, found, outgoing

TYPED = "Ja, dat moet.\nNeem de <brief> mee."


def test_a_database_that_another_process_holds_does_nothing_by_half(desk: Workplace, kim: Staff) -> None:
    from bot.channels.desk.models import Deed  # noqa: PLC0415 - Django must be set up first

    call = asked(desk, Request("bel", "p1", "c", "bellen", "0600000001", "2026-11-23T12:00", "2026-11-23T14:00"))
    desk.storage().db.execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(desk.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    held = kim.client.post("/verzoek/bel/klaar/", {"zag": mark(call)})
    assert (held.status_code, Page(held.content.decode()).headings) == (503, ["De gegevens zijn nu niet te lezen"])
    other.execute("ROLLBACK")
    other.close()
    assert (found(desk, "bel"), Deed.objects.count()) == (call, 0)
    assert kim.client.post("/verzoek/bel/klaar/", {"zag": mark(call)}).status_code == 302


def test_ten_thousand_rows_are_a_page_that_says_so(desk: Workplace, kim: Staff) -> None:
    with desk.storage().transaction() as db:
        for number in range(10_000):
            requests.ask(db, Request(f"r{number}", f"p{number}", f"c{number}", "antwoord", question="?"), desk.now)
    shown = Page(kim.get("/").content.decode())
    assert (len(shown.rows), shown.headings[1], "de eerste 200" in shown.source) == (200, "Wacht nu 10000", True)


def test_a_screen_that_locks_while_somebody_answers_loses_no_word(desk: Workplace, kim: Staff, clock: Clock) -> None:
    question = asked(desk, Request("vraag", "p1", "c", "antwoord", question="Moet dat?"))
    clock.later(minutes=20)
    locked = kim.client.post("/vraag/vraag/", {"tekst": TYPED, "zag": mark(question), "doe": "verstuur"})
    assert (locked.status_code, Page(locked.content.decode()).headings, outgoing(desk)) == (403, ["Het scherm is op slot"], [])
    kept = {one: html_of(value) for one, value in re.findall(r'name="(houd-\w+|naar)" value="([^"]*)"', locked.content.decode())}
    assert (kept["naar"], kept["houd-tekst"]) == ("/vraag/vraag/", TYPED)
    wrong = kim.client.post("/slot/", {**kept, "password": "fout"})
    assert "houd-tekst" in wrong.content.decode()
    opened = kim.client.post("/slot/", {**kept, "password": PASSWORD})
    assert (Page(opened.content.decode()).headings, "<brief>" in opened.content.decode()) == (["Ga verder waar u was"], False)
    told = {one: html_of(value) for one, value in re.findall(r'name="(tekst|zag|doe)" value="([^"]*)"', opened.content.decode())}
    assert told == {"tekst": TYPED, "zag": mark(question), "doe": "verstuur"}
    kim.post("/vraag/vraag/", **told)
    assert [TYPED in text for _, text, _ in outgoing(desk)] == [True]


def html_of(value: str) -> str:

    return html.unescape(value)


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Forwarded-For", "X-Original-Url"])
def test_a_header_that_a_visitor_makes_up_changes_no_address(kim: Staff, header: str) -> None:
    answer = kim.get("/", headers={header: "elders.invalid"})
    assert (answer.status_code, b"elders.invalid" in answer.content) == (200, False)


def test_a_name_that_is_not_ours_is_no_host(kim: Staff) -> None:
    assert kim.get("/", headers={"Host": "elders.invalid"}).status_code == 400


@pytest.mark.parametrize("field", ["naam", "telefoon"])
def test_a_line_in_a_field_becomes_no_header(desk: Workplace, kim: Staff, field: str) -> None:
    told = {"dienst": "werkgesprek", "plek": "balie", "dag": "2026-11-24", "moment": "2026-11-24T10:00", field: "x\r\nSet-Cookie: a=b"}
    answer = kim.client.post("/agenda/boek/", told)
    assert (answer.status_code, "a=b" in str(answer.cookies)) == (302, False)


@pytest.mark.parametrize("address", ["/bestanden/../project.py", "/bestanden/balie/%2e%2e/%2e%2e/project.py", "/bestanden//etc/passwd"])
def test_only_our_own_files_are_files(kim: Staff, address: str) -> None:
    assert kim.get(address).status_code == 404


def test_a_form_that_is_too_large_is_refused(kim: Staff) -> None:
    assert kim.client.post("/zoek/", {"wat": "x" * 300_000}).status_code == 400


def test_content_that_changed_is_taken_over_and_content_with_mistakes_is_not(desk: Workplace, tmp_path: Path) -> None:
    from bot.channels.desk.server import renew  # noqa: PLC0415 - Django must be set up first

    root = tmp_path / "knowledge"
    root = tmp_path / "knowledge"
    shutil.copytree(SHIPPED, root)
    assert renew(SHIPPED) is False
    texts = root / "standaardantwoorden.yaml"
    texts.write_text("standaardantwoorden:\n  - titel: Alleen dit\n    tekst: Wij bellen u.\n", encoding="utf-8")
    assert (renew(root), [one.title for one in desk.known.replies]) == (True, ["Alleen dit"])
    texts.write_text("standaardantwoorden:\n  - titel: Zonder tekst\n", encoding="utf-8")
    assert (renew(root), [one.title for one in desk.known.replies]) == (False, ["Alleen dit"])


def test_what_may_not_be_kept_longer_goes(desk: Workplace, kim: Staff, clock: Clock) -> None:
    from django.contrib.sessions.models import Session  # noqa: PLC0415 - Django must be set up first

    from bot.channels.desk import trace  # noqa: PLC0415
    from bot.channels.desk.models import Colleague, Deed  # noqa: PLC0415

    kim.post("/zoek/", wat="anna")
    trace.forget(desk.now)
    assert (Deed.objects.count(), Session.objects.count(), Colleague.objects.count()) == (1, 1, 1)
    Colleague.objects.update(is_active=False, last_login=desk.now)
    clock.later(days=366)
    trace.forget(desk.now)
    assert (Deed.objects.count(), Session.objects.count(), Colleague.objects.count()) == (0, 0, 0)
