"""What is done with a row: one tap, told, taken back all day; as it was seen, by who may, and never on somebody else's."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from bot.channels.desk.filters import mark
from bot.channels.desk.workplace import Workplace
from bot.content.services import PlaceKind
from bot.domain.appointment import Appointment, Booking
from bot.domain.availability import Slot
from bot.domain.time import at
from bot.storage import appointment_rows, appointments, capacity, outbox, people, requests
from bot.storage.requests import Request
from tests.balie.conftest import Clock, Staff, colleague
from tests.balie.page import Page

QUESTION = "Moet ik naar dat gesprek over mijn uitkering?"


@pytest.fixture
def call(desk: Workplace) -> Request:
    """A call promised for this afternoon."""
    return asked(desk, Request("bel", "p1", "c1", "bellen", "0600000001", "2026-11-23T12:00", "2026-11-23T14:00", "Werk zoeken"))


@pytest.fixture
def question(desk: Workplace) -> Request:
    """A written question."""
    return asked(desk, Request("vraag", "p1", "c1", "antwoord", question=QUESTION))


def asked(desk: Workplace, request: Request) -> Request:
    with desk.storage().transaction() as db:
        people.remember_address(db, request.person, "json", request.person, desk.now)
        requests.ask(db, request, desk.now)
    return found(desk, request.id)


def found(desk: Workplace, number: str) -> Request:
    with desk.storage().reading() as db:
        one = requests.find(db, number)
    assert one is not None
    return one


def booked(desk: Workplace) -> Appointment:
    """Anna, this afternoon at one."""
    service = next(one for one in desk.known.calendar.services.values() if PlaceKind.DESK in one.places)
    with desk.storage().transaction() as db:
        capacity.sync_roster(db, desk.known.calendar)
        slot = Slot(
            next(iter(desk.known.calendar.locations)),
            PlaceKind.DESK,
            at(desk.now.date(), desk.now.time().replace(hour=13, minute=0)),
            service.minutes,
        )
        wanted = Booking("p2", service.id, slot, "json", trial=True, name="Anna")
        return appointments.book(db, desk.known.calendar, wanted, desk.now - timedelta(days=1))


def outgoing(desk: Workplace, kind: str = "bericht") -> list[tuple[str, str, float]]:
    """Per message that waits: to whom, its text, and in how many seconds it leaves."""
    rows = desk.storage().db.execute(f"SELECT {outbox.COLUMNS} FROM outbox WHERE kind = ? AND state = 'due'", (kind,)).fetchall()
    told = [outbox.as_outgoing(row) for row in rows]
    return [(one.person, json.loads(one.body)["text"], (one.due_at - desk.now).total_seconds()) for one in told]


def do(staff: Staff, seen: Request | Appointment, act: str, **fields: str) -> Page:
    """The button of a row as it was seen."""
    room = "verzoek" if isinstance(seen, Request) else "bezoek"
    return Page(staff.post(f"/{room}/{seen.id}/{act}/", zag=mark(seen), **fields).content.decode())


def undo(staff: Staff, seen: Request | Appointment) -> list[str]:
    room = "verzoek" if isinstance(seen, Request) else "bezoek"
    return Page(staff.post(f"/{room}/{seen.id}/terug/").content.decode()).notices


def test_a_call_that_was_made_is_done_and_can_be_taken_back_all_day(desk: Workplace, kim: Staff, call: Request, clock: Clock) -> None:
    shown = do(kim, call, "klaar")
    assert shown.notices == ["Het staat op klaar. U vindt het onderaan, bij ‘Vandaag gedaan’. Zet terug"]
    assert (shown.headings[-1], bool(found(desk, "bel").done_at)) == ("Vandaag gedaan 1", True)
    clock.later(hours=5)
    kim.sign_in()
    assert (undo(kim, call), found(desk, "bel").done_at) == (["Het is teruggezet."], "")
    assert outgoing(desk) == []


def test_who_was_not_reached_hears_when_we_call_again_but_only_after_a_minute(desk: Workplace, kim: Staff, call: Request) -> None:
    [notice] = do(kim, call, "niet-bereikt").notices
    assert notice.startswith("Genoteerd: niet bereikt. Wij bellen opnieuw op maandag 23 november, 14.00 – 16.00 uur.")
    [(person, text, seconds)] = outgoing(desk)
    assert (person, seconds, "van 14.00 tot 16.00 uur" in text) == ("p1", 60.0, True)
    assert (found(desk, "bel").tries, found(desk, "bel").call_until) == (1, "2026-11-23T16:00")


def test_a_colleague_chooses_when_to_call_again_and_the_person_hears_that(desk: Workplace, kim: Staff, call: Request) -> None:
    offered = re.findall(r'<option value="(2026-11-[^"]+)">([^<]+)', kim.get("/").content.decode())
    assert (len(offered), offered[0]) == (12, ("2026-11-23T12:00/14:00", "Maandag 23 november, van 12.00 tot 14.00 uur"))
    key, label = offered[4]
    [notice] = do(kim, call, "niet-bereikt", venster=key).notices
    [(_, text, _)] = outgoing(desk)
    assert (f"{label[0].lower()}{label[1:]}".replace(",", "") in text, found(desk, "bel").call_from) == (True, key.partition("/")[0])
    assert notice.startswith("Genoteerd: niet bereikt. Wij bellen opnieuw op ")
    assert undo(kim, call) == ["Het is teruggezet. Er gaat geen bericht weg."]
    assert (outgoing(desk), found(desk, "bel")) == ([], call)


@pytest.mark.parametrize("told", ["2026-11-21T10:00/12:00", "2026-11-23T09:00/11:00", "2026-11-24T03:00/05:00", "morgen"])
def test_a_moment_at_which_we_cannot_call_is_not_promised(desk: Workplace, kim: Staff, call: Request, told: str) -> None:
    notices = do(kim, call, "niet-bereikt", venster=told).notices
    assert notices == ["Op dat moment kunnen wij niet bellen. Kies een ander moment. Er is niets veranderd."]
    assert (outgoing(desk), found(desk, "bel")) == ([], call)


def test_a_try_that_is_taken_back_within_the_minute_says_nothing_and_promises_what_was_promised(
    desk: Workplace, kim: Staff, call: Request
) -> None:
    do(kim, call, "niet-bereikt")
    assert undo(kim, call) == ["Het is teruggezet. Er gaat geen bericht weg."]
    assert (outgoing(desk), found(desk, "bel")) == ([], call)


def test_a_try_that_was_told_cannot_be_taken_back(desk: Workplace, kim: Staff, call: Request, clock: Clock) -> None:
    do(kim, call, "niet-bereikt")
    clock.later(seconds=61)
    with desk.storage().transaction() as db:
        [row] = outbox.due(db, "json", desk.now)
        outbox.mark(db, row.id, "sent", desk.now)
    assert undo(kim, call) == ["Dit kan niet meer terug: de persoon heeft het bericht al. Het nieuwe moment blijft staan."]
    assert found(desk, "bel").call_until == "2026-11-23T16:00"


def test_the_third_try_ends_it_and_can_be_taken_back_too(desk: Workplace, kim: Staff, call: Request) -> None:
    for _ in range(2):
        do(kim, found(desk, "bel"), "niet-bereikt")
    before = found(desk, "bel")
    [notice] = do(kim, before, "niet-bereikt").notices
    assert (notice.startswith("Genoteerd: 3 keer niet bereikt."), bool(found(desk, "bel").done_at)) == (True, True)
    undo(kim, call)
    assert found(desk, "bel") == before


def test_work_is_taken_up_handed_over_and_given_back(desk: Workplace, kim: Staff, call: Request) -> None:
    roelof = colleague(name="Roelof")
    from bot.channels.desk.models import Colleague  # noqa: PLC0415 - Django must be set up first

    do(kim, call, "pak")
    assert found(desk, "bel").taken_by == "Kim"
    do(kim, found(desk, "bel"), "geef", wie=str(Colleague.objects.get(email=roelof.email).pk))
    assert found(desk, "bel").taken_by == "Roelof"
    undo(kim, call)
    assert found(desk, "bel").taken_by == "Kim"
    undo(kim, call)
    assert found(desk, "bel").taken_by == ""


def test_what_is_put_off_waits_until_its_day_and_never_beyond_a_promise(
    desk: Workplace, kim: Staff, call: Request, question: Request
) -> None:
    assert do(kim, call, "weg", tot="2026-11-26").notices == [
        "Dat is te laat: wij beloofden te bellen voor maandag 23 november, 14.00 uur. Er is niets veranderd."
    ]
    assert do(kim, question, "weg", tot="2026-11-23").notices == ["Kies een dag na vandaag. Er is niets veranderd."]
    shown = do(kim, question, "weg", tot="2026-11-26")
    assert [heading for heading in shown.headings if heading[:4] in ("Wach", "Wegg")] == ["Wacht nu 0", "Weggezet 1"]
    with desk.storage().transaction() as db:
        requests.complain(db, "vraag", "wacht nog")
    assert found(desk, "vraag").later == ""


def test_a_note_is_masked_and_its_person_can_see_it(desk: Workplace, kim: Staff, call: Request) -> None:
    from tests import planted  # noqa: PLC0415 - secrets that are looked for after every run

    do(kim, call, "notitie", notitie=f"belt liever na vieren, {planted.BSN}")
    noted = found(desk, "bel").details
    assert (noted.startswith("belt liever na vieren"), planted.BSN in noted) == (True, False)


def test_two_colleagues_on_one_row_the_second_sees_what_the_first_did(desk: Workplace, kim: Staff, call: Request) -> None:
    other = colleague(name="Roelof")
    other.sign_in()
    do(kim, call, "pak")
    assert do(other, call, "klaar").notices == ["Kim deed hier net iets mee. Uw keuze is niet gedaan. Kijk hoe het nu staat."]
    assert (found(desk, "bel").done_at, found(desk, "bel").taken_by) == ("", "Kim")


def test_a_form_that_is_sent_twice_does_it_once(desk: Workplace, kim: Staff, call: Request) -> None:
    do(kim, call, "niet-bereikt")
    do(kim, call, "niet-bereikt")
    assert (found(desk, "bel").tries, len(outgoing(desk))) == (1, 1)


@pytest.mark.parametrize("address", ["/verzoek/anders/klaar/", "/verzoek/bel/wis/", "/bezoek/bel/kwam/", "/verzoek/bel/klaar/"])
def test_an_id_of_another_thing_or_a_mark_that_was_made_up_does_nothing(desk: Workplace, kim: Staff, call: Request, address: str) -> None:
    kim.post(address, zag="0" * 12)
    assert found(desk, "bel") == call


def test_who_came_is_noted_in_one_tap_and_taken_back(desk: Workplace, kim: Staff, clock: Clock) -> None:
    made = booked(desk)
    assert do(kim, made, "kwam").notices == ["Genoteerd: Anna is er. Zet terug"]
    assert undo(kim, made) == ["Het is teruggezet."]
    assert do(kim, reread(desk, made), "kwam-niet").notices == ["Genoteerd: Anna kwam niet. Zet terug"]
    assert do(kim, reread(desk, made), "stap", stap="doorverwijzing", **{"naar-wie": "Biblionet"}).notices == [
        "De volgende stap is opgeschreven."
    ]
    assert do(kim, reread(desk, made), "stap", stap="geen").notices == ["Er was niets ingevuld. Er is niets veranderd."]


def reread(desk: Workplace, made: Appointment) -> Appointment:
    with desk.storage().reading() as db:
        one = appointment_rows.find(db, made.id)
    assert one is not None
    return one


def test_an_appointment_of_later_cannot_have_been(desk: Workplace, kim: Staff, clock: Clock) -> None:
    made = booked(desk)
    clock.later(days=-1)
    kim.sign_in()
    assert do(kim, made, "kwam").notices == ["Deze afspraak is op een latere dag. Er is niets veranderd."]


def test_a_question_is_answered_after_it_was_seen_as_its_person_will(desk: Workplace, kim: Staff, question: Request) -> None:
    begun = Page(kim.get("/vraag/vraag/?begin=0").content.decode())
    assert "Wij zoeken het voor u uit." in begun.source
    text = "Ja, dat moet.\nNeem uw brief mee."
    looked = kim.client.post("/vraag/vraag/", {"tekst": text, "zag": mark(question), "doe": "bekijk"}).content.decode()
    assert ("Dit krijgt de persoon te lezen" in looked, QUESTION in looked, outgoing(desk)) == (True, True, [])
    sent = Page(kim.post("/vraag/vraag/", tekst=text, zag=mark(question), doe="verstuur").content.decode())
    assert sent.notices == ["Het antwoord staat klaar en gaat over een minuut weg. Zet terug"]
    [(person, told, seconds)] = outgoing(desk)
    assert (person, text in told, QUESTION in told, seconds) == ("p1", True, True, 60.0)
    assert undo(kim, question) == ["Het is teruggezet. Er gaat geen bericht weg."]
    assert (outgoing(desk), found(desk, "vraag").done_at) == ([], "")


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("  ", "Schrijf eerst een antwoord."),
        ("a" * 1001, "Dit is te lang: 1001 tekens, en er passen er 1000."),
    ],
)
def test_an_answer_that_cannot_go_is_told_beside_the_field_and_kept(
    desk: Workplace, kim: Staff, question: Request, text: str, mistake: str
) -> None:
    refused = kim.client.post("/vraag/vraag/", {"tekst": text, "zag": mark(question), "doe": "verstuur"})
    shown = Page(refused.content.decode())
    assert (refused.status_code, shown.mistakes, outgoing(desk)) == (400, [mistake], [])


def test_a_question_that_a_colleague_answered_meanwhile_is_not_answered_twice(desk: Workplace, kim: Staff, question: Request) -> None:
    other = colleague(name="Roelof")
    other.sign_in()
    do(kim, question, "pak")
    late = other.client.post("/vraag/vraag/", {"tekst": "Ja.", "zag": mark(question), "doe": "verstuur"})
    assert Page(late.content.decode()).mistakes == ["Een collega deed net iets met deze vraag. Kijk of uw antwoord nog klopt en ga verder."]
    kim.post("/vraag/vraag/", tekst="Ja.", zag=mark(found(desk, "vraag")), doe="verstuur")
    gone = Page(other.post("/vraag/vraag/", tekst="Nee.", zag="x", doe="verstuur").content.decode())
    assert gone.notices == ["Dit staat er niet meer: Kim deed er net iets mee. Er is niets veranderd."]
    assert len(outgoing(desk)) == 1


def test_who_cannot_be_written_to_keeps_an_open_question(desk: Workplace, kim: Staff, question: Request) -> None:
    with desk.storage().transaction() as db:
        people.mark_unreachable(db, "p1", desk.now)
    told = Page(kim.post("/vraag/vraag/", tekst="Ja.", zag=mark(question), doe="verstuur").content.decode())
    assert (told.notices, found(desk, "vraag").done_at) == (["Wij kunnen deze persoon geen bericht sturen. Er is niets verstuurd."], "")


def test_every_act_stands_in_the_trace_without_a_word_of_who_wrote(desk: Workplace, kim: Staff, question: Request) -> None:
    from bot.channels.desk.models import Deed  # noqa: PLC0415 - Django must be set up first

    do(kim, question, "notitie", notitie="belde over een brief")
    kim.post("/vraag/vraag/", tekst="Ja, dat moet.", zag=mark(found(desk, "vraag")), doe="verstuur")
    told = [(deed.who.name, deed.act, deed.object, deed.reason) for deed in Deed.objects.all()]
    assert told == [("Kim", "answer", "vraag", ""), ("Kim", "call", "vraag", "")]
    assert [word for deed in Deed.objects.values_list() for word in map(str, deed) if "brief" in word or "Ja, dat" in word] == []
