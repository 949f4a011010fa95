"""Whether someone came: noted by code or id, on the day itself and after it, taken back, and the step that was agreed."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.app.desk import outcomes
from bot.app.desk.outcomes import NoSuchCode, Noted, NothingNoted, NotYet
from bot.content.entries import StepKind
from bot.domain.appointment import Appointment, Outcome, State
from bot.domain.time import at
from bot.storage import appointment_rows, appointments, capacity, events
from bot.storage.database import Storage
from bot.storage.events import Event
from tests.domain.calendars import MONDAY
from tests.storage.counter import ALICE, KNOWN, TEN, book

DAY = at(date(2026, 11, 25), time(8))
"""The morning of the appointment, before it begins."""


@pytest.fixture
def made(storage: Storage) -> Appointment:
    """Alice's appointment on Wednesday."""
    with storage.transaction() as db:
        capacity.sync_roster(db, KNOWN)
        return book(db, ALICE, TEN, contact="c1", subject="ontslag-werkloos")


def outcome(storage: Storage, made: Appointment) -> Outcome:
    """What stands of an appointment."""
    found = appointment_rows.find(storage.db, made.id)
    assert found is not None
    return found.outcome


@pytest.mark.parametrize("by", ["code", "id"])
def test_an_outcome_is_noted_by_code_or_id_with_what_was_known_before(storage: Storage, made: Appointment, by: str) -> None:
    noted = outcomes.note(storage, f" {made.code} " if by == "code" else made.id, Outcome.NOT_SHOWN_UP, DAY)
    assert (noted.appointment.id, noted.appointment.outcome, noted.before) == (made.id, Outcome.NOT_SHOWN_UP, made.outcome)
    assert outcome(storage, made) is Outcome.NOT_SHOWN_UP


def test_noting_the_same_twice_changes_nothing(storage: Storage, made: Appointment) -> None:
    first = outcomes.note(storage, made.code, Outcome.SHOWN_UP, DAY)
    again = outcomes.note(storage, made.code, Outcome.SHOWN_UP, DAY + timedelta(hours=1))
    assert again == Noted(first.appointment, Outcome.SHOWN_UP)


def test_what_was_noted_last_is_taken_back_to_what_was_known_before(storage: Storage, made: Appointment) -> None:
    outcomes.note(storage, made.code, Outcome.SHOWN_UP, DAY)
    outcomes.note(storage, made.code, Outcome.NOT_SHOWN_UP, DAY + timedelta(minutes=1))
    back = outcomes.undo(storage, made.code, DAY + timedelta(minutes=2))
    assert (back.before, outcome(storage, made)) == (Outcome.NOT_SHOWN_UP, Outcome.SHOWN_UP)


def test_without_anything_noted_there_is_nothing_to_take_back(storage: Storage, made: Appointment) -> None:
    with pytest.raises(NothingNoted):
        outcomes.undo(storage, made.code, DAY)


def test_of_a_later_day_nobody_can_know_yet(storage: Storage, made: Appointment) -> None:
    with pytest.raises(NotYet) as refused:
        outcomes.note(storage, made.code, Outcome.SHOWN_UP, DAY - timedelta(days=1))
    assert (refused.value.appointment.id, outcome(storage, made)) == (made.id, made.outcome)


def test_an_appointment_that_was_called_off_has_no_outcome(storage: Storage, made: Appointment) -> None:
    with storage.transaction() as db:
        appointments.cancel(db, ALICE, made.id, MONDAY)
    assert appointment_rows.find(storage.db, made.id).state is State.CANCELLED  # type: ignore[union-attr]
    for code in (made.code, made.id, "ZZZZ"):
        with pytest.raises(NoSuchCode):
            outcomes.note(storage, code, Outcome.SHOWN_UP, DAY)


def test_the_step_after_it_counts_as_chosen_in_the_contact_that_led_to_it(storage: Storage, made: Appointment) -> None:
    with storage.transaction() as db:
        events.note(db, MONDAY, "c1", ALICE, "inwoner", "v1", Event("contact"))
    outcomes.step(storage, made.code, StepKind.REFERRAL, "Biblionet", "v2", DAY)
    rows = storage.db.execute(
        "SELECT contact, person, kind, topic, step, label, audience, detail, version FROM events WHERE kind = 'chosen' AND step = 'doorverwijzing'"
    ).fetchall()
    assert rows == [("c1", ALICE, "chosen", "ontslag-werkloos", "doorverwijzing", "Biblionet", "inwoner", made.id, "v2")]
