"""Another organisation sees what its person said yes to, and nothing else: every role, organisation, object and act."""

from __future__ import annotations

import pytest

from bot.app.desk import referrals
from bot.channels.desk.filters import mark
from bot.channels.desk.rights import Organisation
from bot.channels.desk.workplace import Workplace
from bot.domain.appointment import Appointment
from bot.storage import outbox, people, referral_rows, requests
from bot.storage.referral_rows import Consent, Partner, Referral
from bot.storage.requests import Request
from tests.balie.conftest import Clock, Staff, colleague
from tests.balie.page import Page
from tests.balie.test_acts import asked, booked, outgoing

HERS = Request(
    "bel", "p1", "c1", "bellen", "0600000001", "2026-11-23T12:00", "2026-11-23T14:00", "Werk zoeken", question="Kan dit sneller?"
)
TOLD = "- Onderwerp: Werk zoeken\n- Uw vraag: 'Kan dit sneller?'\n- Telefoonnummer: 0600000001"


@pytest.fixture
def call(desk: Workplace) -> Request:
    """A call about which the municipality could help."""
    return asked(desk, HERS)


def page(staff: Staff, address: str) -> Page:
    return Page(staff.get(address).content.decode())


def ask(staff: Staff, seen: Request | Appointment, to: str = "uwv") -> list[str]:
    return Page(staff.post(f"/doorgeven/{seen.id}/", naar=to, zag=mark(seen)).content.decode()).notices


def the_only(desk: Workplace) -> Referral:
    with desk.storage().reading() as db:
        [[one]] = referral_rows.by_object(db).values()
    return one


def says(desk: Workplace, consent: Consent) -> Referral:
    """The person, in their chat."""
    one = the_only(desk)
    with desk.storage().transaction() as db:
        referral_rows.answer(db, one.id, consent, desk.now)
    return the_only(desk)


def test_its_person_is_asked_with_what_goes_along_and_only_after_a_minute(desk: Workplace, kim: Staff, call: Request) -> None:
    shown = kim.get("/doorgeven/bel/").content.decode()
    assert [name in shown for name in ("Onderwerp: Werk zoeken", "0600000001", "Vraag of het naar de gemeente mag")] == [True] * 3
    [notice] = ask(kim, call)
    assert notice == "Over een minuut vragen wij de persoon of dit naar UWV mag. Tot er een ja is, blijft het bij ons. Zet terug"
    [(person, text, seconds)] = outgoing(desk)
    assert (person, seconds, TOLD in text, "Zegt u nee, of zegt u niets? Dan geven wij niets door." in text) == ("p1", 60.0, True, True)
    assert (the_only(desk).told, the_only(desk).consent) == (TOLD, Consent.ASKED)
    assert "gevraagd of dit naar UWV mag" in page(kim, "/").rows[0]


def test_an_appointment_is_passed_on_with_its_moment_and_name(desk: Workplace, kim: Staff) -> None:
    made = booked(desk)
    with desk.storage().transaction() as db:
        people.remember_address(db, made.person, "json", made.person, desk.now)
    ask(kim, made, "gemeente")
    assert the_only(desk).told.splitlines()[1:] == ["- Voornaam: Anna"]
    assert the_only(desk).told.startswith("- Afspraak: ")


@pytest.mark.parametrize("organisation", [one for one in Organisation if one is not Organisation.HOME])
@pytest.mark.parametrize("role", ["medewerker", "redacteur", "beheerder"])
def test_who_sees_it_and_takes_it_up(desk: Workplace, kim: Staff, call: Request, role: str, organisation: Organisation) -> None:
    ask(kim, call)
    theirs = colleague(role, organisation, name="Ali")
    theirs.sign_in()
    may = role != "redacteur"
    for consent in Consent:
        one = says(desk, consent)
        sees = may and organisation is Organisation.UWV and consent is Consent.YES
        listed = theirs.get("/doorgegeven/")
        assert (listed.status_code, "0600000001" in listed.content.decode()) == (200 if may else 403, sees), consent
        taken = theirs.client.post(f"/doorgegeven/{one.id}/opgepakt/").status_code
        assert taken == (302 if sees else 404 if may else 403), consent
    others = ["/", "/zoek/", "/agenda/", "/persoon/bel/", "/doorgeven/bel/", "/verzoek/bel/klaar/", f"/doorgeven/{one.id}/terug/"]
    assert [theirs.client.post(address).status_code for address in others] == [403] * len(others)


def test_our_own_colleagues_have_no_such_page_and_take_nothing_up(desk: Workplace, kim: Staff, call: Request) -> None:
    ask(kim, call)
    one = says(desk, Consent.YES)
    assert (kim.get("/doorgegeven/").status_code, kim.client.post(f"/doorgegeven/{one.id}/opgepakt/").status_code) == (403, 403)


@pytest.mark.parametrize(
    ("consent", "told"),
    [(Consent.NO, "mag niet naar UWV"), (Consent.YES, "doorgegeven aan UWV"), (Consent.TAKEN_BACK, "mag niet meer naar UWV")],
)
def test_what_the_person_said_stands_beside_the_row_and_is_not_asked_again(
    desk: Workplace, kim: Staff, call: Request, consent: Consent, told: str
) -> None:
    ask(kim, call)
    says(desk, consent)
    assert told in page(kim, "/").rows[0]
    assert "Vraag of het naar UWV mag" not in kim.get("/doorgeven/bel/").content.decode()
    assert ask(kim, call) == ["Dit is al aan de persoon gevraagd. Wij vragen het niet nog een keer."]
    assert len(outgoing(desk)) == 1


def test_taken_up_is_told_to_us_and_can_be_put_back(desk: Workplace, kim: Staff, call: Request) -> None:
    ask(kim, call)
    one = says(desk, Consent.YES)
    ali = colleague("medewerker", "uwv", name="Ali")
    assert ali.sign_in()["Location"] == "/doorgegeven/"
    done = Page(ali.post(f"/doorgegeven/{one.id}/opgepakt/").content.decode())
    assert (done.notices, done.headings[-1]) == (["U pakt dit op. Zet terug"], "Opgepakt 1")
    assert "UWV pakt dit op" in page(kim, "/").rows[0]
    assert Page(ali.post(f"/doorgegeven/{one.id}/nog-niet/").content.decode()).headings[-1] == "Nog niet opgepakt 1"
    assert ali.client.post(f"/doorgegeven/{one.id}/weg/").status_code == 404


def test_a_question_that_has_not_left_is_taken_back_and_one_that_has_is_not(
    desk: Workplace, kim: Staff, call: Request, clock: Clock
) -> None:
    ask(kim, call)
    address = f"/doorgeven/{the_only(desk).id}/terug/"
    assert Page(kim.post(address).content.decode()).notices == ["Het is teruggezet. Er gaat geen bericht weg."]
    assert (outgoing(desk), Page(kim.post(address).content.decode()).notices) == ([], ["Dit staat er niet meer. Er is niets veranderd."])
    ask(kim, call)
    clock.later(seconds=61)
    with desk.storage().transaction() as db:
        [row] = outbox.due(db, "json", desk.now)
        outbox.mark(db, row.id, "sent", desk.now)
    told = Page(kim.post(f"/doorgeven/{the_only(desk).id}/terug/").content.decode()).notices
    assert told == ["Dit kan niet meer terug: de vraag staat al in de chat. Zonder ja geven wij niets door."]


def test_what_was_seen_otherwise_or_is_over_or_has_no_such_organisation_asks_nobody(desk: Workplace, kim: Staff, call: Request) -> None:
    assert kim.client.post("/doorgeven/bel/", {"naar": "krant", "zag": mark(call)}).status_code == 400
    kim.post("/doorgeven/bel/", naar="uwv", zag="anders")
    with desk.storage().transaction() as db:
        requests.finish(db, "bel", desk.now)
    assert ask(kim, call)[0].startswith("Dit staat er niet meer")
    assert outgoing(desk) == []


def test_who_cannot_be_written_to_is_asked_nothing(desk: Workplace, kim: Staff, call: Request) -> None:
    with desk.storage().transaction() as db:
        db.execute("DELETE FROM addresses")
    assert "Zonder ja in de chat geven wij niets door." in kim.get("/doorgeven/bel/").content.decode()
    assert ask(kim, call) == ["Wij kunnen deze persoon geen bericht sturen. Er is niets verstuurd."]
    with desk.storage().reading() as db:
        assert referral_rows.by_object(db) == {}


def test_the_partners_of_the_table_are_those_of_the_rows() -> None:
    assert {one.value for one in Partner} == {one.value for one in Organisation} - {"werkcentrum"}
    assert referrals.PUSH == "doorgeven"
