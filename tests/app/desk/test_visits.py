"""One appointment in the hands of staff: called off, moved, written about and booked by the same rules, with word to who can be reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from bot.app.desk import visits
from bot.app.desk.visits import AT_THE_DESK, NoSuchCode, NoSuchService
from bot.content.model import Knowledge
from bot.domain.appointment import Appointment, Booking, State
from bot.domain.messages import from_body
from bot.storage import appointment_rows, appointments, capacity, people
from bot.storage.appointments import NotBookable
from bot.storage.capacity import SlotTaken
from bot.storage.database import Storage
from tests.domain.calendars import DESK, MONDAY, calendar, location, slot
from tests.privacy import numbers
from tests.storage.counter import ALICE, BOB, TEN, WEDNESDAY

ELEVEN = slot("2026-11-25 11:00")
BSN_LIKE = numbers.bsn(Random(1))


@pytest.fixture
def known(shipped_knowledge: Knowledge) -> Knowledge:
    """Our texts with a small calendar: one adviser at one desk."""
    return replace(shipped_knowledge, calendar=calendar(location(seats={"advisers": 1})))


@pytest.fixture
def made(storage: Storage, known: Knowledge) -> Appointment:
    """Alice's appointment on Wednesday at ten; she can be reached."""
    with storage.transaction() as db:
        capacity.sync_roster(db, known.calendar)
        people.remember_address(db, ALICE, "telegram", "17", MONDAY)
        return appointments.book(db, known.calendar, Booking(ALICE, "talk", TEN, "telegram", trial=True), MONDAY)


def word_to(storage: Storage, person: str) -> list[tuple[str, list[str]]]:
    """What stands ready for somebody from the desk: the text and the words on its buttons."""
    rows = storage.db.execute("SELECT body FROM outbox WHERE person = ? AND kind = 'bericht' AND state = 'due'", (person,)).fetchall()
    replies = [from_body(str(body)) for (body,) in rows]
    return [(one.text, [button.label for button in one.buttons]) for one in replies]


def test_an_appointment_to_come_is_found_by_its_code_or_its_id(storage: Storage, made: Appointment) -> None:
    assert [visits.of_code(storage, name, MONDAY) for name in (f" {made.code.lower()} ", made.id)] == [made, made]
    for name, now in ((made.code, made.begin), ("ZZZZ", MONDAY)):
        with pytest.raises(NoSuchCode):
            visits.of_code(storage, name, now)


def test_what_we_call_off_gives_the_person_new_moments(storage: Storage, known: Knowledge, made: Appointment) -> None:
    done = visits.call_off(storage, known, made.code, MONDAY)
    assert (done.appointment.state, done.before, done.told) == (State.VOID, made, True)
    [(text, labels)] = word_to(storage, ALICE)
    assert "woensdag 25 november om 10.00 uur" in text
    assert labels[-3:] == ["Ander moment", "Bel mij", "Medewerker"]
    assert any("uur" in label for label in labels[:-3])


def test_who_called_to_say_that_they_do_not_come_hears_that_it_is_off(storage: Storage, known: Knowledge, made: Appointment) -> None:
    done = visits.cancelled(storage, known, made.code, MONDAY)
    assert (done.appointment.state, done.told) == (State.CANCELLED, True)
    [(text, labels)] = word_to(storage, ALICE)
    assert ("woensdag 25 november om 10.00 uur" in text, labels) == (True, ["Ander moment", "Bel mij", "Medewerker"])


def test_a_move_by_staff_keeps_the_code_and_names_both_moments(storage: Storage, known: Knowledge, made: Appointment) -> None:
    done = visits.move(storage, known, made.code, ELEVEN.begin, MONDAY)
    assert (done.appointment.wall, done.appointment.code, done.appointment.sequence) == ("2026-11-25T11:00", made.code, 1)
    [(text, _)] = word_to(storage, ALICE)
    assert ("10.00 uur" in text, "11.00 uur" in text) == (True, True)


def test_a_move_obeys_the_rules_of_the_calendar(storage: Storage, known: Knowledge, made: Appointment) -> None:
    with storage.transaction() as db:
        appointments.book(db, known.calendar, Booking(BOB, "talk", ELEVEN, "telegram", trial=True), MONDAY)
    with pytest.raises(SlotTaken):
        visits.move(storage, known, made.code, ELEVEN.begin, MONDAY)
    with pytest.raises(NotBookable):
        visits.move(storage, known, made.code, slot("2026-11-28 10:00").begin, MONDAY)
    assert appointment_rows.find(storage.db, made.id) == made


def test_who_cannot_be_reached_gets_no_word_and_staff_are_told(storage: Storage, known: Knowledge, made: Appointment) -> None:
    people.mark_unreachable(storage.db, ALICE, MONDAY)
    done = visits.message(storage, known, made.code, "Neem uw brief mee.", MONDAY)
    assert (done.told, word_to(storage, ALICE)) == (False, [])


def test_a_word_waits_for_who_takes_it_back(storage: Storage, known: Knowledge, made: Appointment) -> None:
    visits.message(storage, known, made.code, "Neem uw brief mee.", MONDAY, after=timedelta(minutes=1))
    (due,) = storage.db.execute("SELECT due_at FROM outbox WHERE kind = 'bericht'").fetchone()
    assert due == "2026-11-23T08:01:00.000Z"
    assert "Neem uw brief mee." in word_to(storage, ALICE)[0][0]


def test_who_calls_is_booked_without_a_chat(storage: Storage, known: Knowledge, made: Appointment) -> None:
    booked = visits.book(storage, known, "talk", ELEVEN.begin, MONDAY, name="Sanne", phone="0600000000")
    assert (booked.person, booked.channel, booked.name, booked.phone, booked.location) == ("", AT_THE_DESK, "Sanne", "0600000000", "desk")
    with pytest.raises(SlotTaken):
        visits.book(storage, known, "talk", TEN.begin, MONDAY)
    with pytest.raises(NoSuchService):
        visits.book(storage, known, "taart", TEN.begin, MONDAY)


def test_overruling_lets_go_of_how_soon_and_never_of_opening_hours(storage: Storage, known: Knowledge) -> None:
    soon = slot("2026-11-23 10:00").begin
    with pytest.raises(NotBookable):
        visits.book(storage, known, "talk", soon, MONDAY)
    assert visits.book(storage, known, "talk", soon, MONDAY, overrule=True).wall == "2026-11-23T10:00"
    with pytest.raises(NotBookable):
        visits.book(storage, known, "talk", slot("2026-11-28 10:00").begin, MONDAY, overrule=True)


def test_the_free_moments_of_a_day_are_those_that_can_be_booked(storage: Storage, known: Knowledge, made: Appointment) -> None:
    free = visits.free_on(storage, known, "talk", DESK, WEDNESDAY, MONDAY)
    walls = [f"{one.begin:%H:%M}" for one in free]
    assert (walls[0], walls == sorted(walls), "10:00" in walls) == ("10:30", True, False)
    moving = visits.free_on(storage, known, "talk", DESK, WEDNESDAY, MONDAY, moving=made.id)
    assert "10:15" in [f"{one.begin:%H:%M}" for one in moving]
    assert visits.free_on(storage, known, "taart", DESK, WEDNESDAY, MONDAY) == ()


def test_a_note_for_colleagues_is_masked(storage: Storage, known: Knowledge, made: Appointment) -> None:
    visits.remark(storage, made.id, f"bsn {BSN_LIKE} gezien", MONDAY)
    found = appointment_rows.find(storage.db, made.id)
    assert found is not None
    assert ("[bsn]" in found.details, BSN_LIKE in found.details) == (True, False)
    with pytest.raises(NoSuchCode):
        visits.remark(storage, "weg", "x", MONDAY)
