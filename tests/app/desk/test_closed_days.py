"""Closing with appointments: everyone affected gets new moments to tap, and nobody is reminded of a closed door."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from bot.app.desk import closed_days, correspondence, outcomes, promises
from bot.app.desk.agenda import agenda
from bot.content.entries import Notice
from bot.content.model import Knowledge
from bot.content.services import Closure, Hours
from bot.domain.appointment import Outcome
from bot.domain.time import ZONE
from bot.storage import appointment_rows, requests
from tests.conftest import Citizen

TUESDAY = Closure(datetime(2026, 11, 24, 0, 0), datetime(2026, 11, 25, 0, 0), "storm")  # noqa: DTZ001 - the wall clock

SATURDAY = datetime(2026, 11, 21, 11, 0, tzinfo=ZONE)


def booked(citizen: Citizen, moment: str) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.says(moment)
    citizen.taps("Bevestig afspraak")


def close(citizen: Citizen) -> list[tuple[str, bool]]:
    with citizen.reception.storage.transaction() as db:
        return [
            (one.wall, told) for one, told in closed_days.close(db, citizen.reception.snapshot.knowledge, "groningen", TUESDAY, citizen.now)
        ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("vandaag", "2026-11-21", "2026-11-21"),
        ("24 december", "2026-12-24", "2026-12-24"),
        ("24-12 t/m 3-1", "2026-12-24", "2027-01-03"),
        ("19 december tot en met 3 januari", "2026-12-19", "2027-01-03"),
        ("24 t/m 31 december", "2026-12-24", "2026-12-31"),
        ("25 en 26 december", "2026-12-25", "2026-12-26"),
        ("kerstvakantie", "2026-12-19", "2027-01-03"),
        ("2026-12-24 t/m 2027-01-03", "2026-12-24", "2027-01-03"),
        ("3 januari t/m 24 december", "2027-01-03", "2026-12-24"),
    ],
)
def test_a_stretch_is_read_as_people_write_it_weekends_and_all(text: str, first: str, last: str) -> None:
    assert closed_days.stretch_named(text, SATURDAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "binnenkort", "31 februari", "vandaag vanaf 13.00 uur", "woensdag tussen 2 en 4"])
def test_what_names_no_whole_days_is_no_stretch(text: str) -> None:
    assert closed_days.stretch_named(text, SATURDAY) is None


def test_who_is_affected_is_listed_and_others_are_left_alone(citizen: Citizen, other_citizen: Citizen) -> None:
    booked(citizen, "dinsdag 10 uur")
    booked(other_citizen, "woensdag 10 uur")
    assert close(citizen) == [("2026-11-24T10:00", True)]
    assert other_citizen.later(seconds=1) == []


def test_one_tap_moves_the_appointment_and_the_old_reminder_is_dead(citizen: Citizen) -> None:
    booked(citizen, "dinsdag 10 uur")
    close(citizen)
    citizen.later(seconds=1)
    assert citizen.text.startswith("Wij zijn op dinsdag 24 november om 10.00 uur onverwacht dicht.")
    chosen = citizen.labels[0]
    citizen.taps(chosen)
    assert citizen.text.startswith("Uw afspraak is verzet naar ")
    assert citizen.replies[-1].file is not None
    with citizen.reception.storage.transaction() as db:
        [made] = appointment_rows.upcoming(db, citizen.person, citizen.now)
    assert (made.sequence > 0, made.begin.date().isoformat() != "2026-11-24") == (True, True)
    citizen.now = datetime(2026, 11, 23, 10, 0, 1, tzinfo=citizen.now.tzinfo)
    assert [reply for reply in citizen.later(seconds=1) if "dinsdag 24 november" in reply.text] == []


def test_a_closed_day_is_not_offered_as_walk_in_either(citizen: Citizen) -> None:
    close(citizen)
    citizen.says("zijn jullie dinsdag open")
    assert "Dinsdag 24 november is het Werkcentrum dicht." in citizen.text


def test_who_asks_anything_on_a_day_that_staff_closed_reads_so_first(citizen: Citizen) -> None:
    close(citizen)
    citizen.now = datetime(2026, 11, 24, 9, 0, tzinfo=citizen.now.tzinfo)
    citizen.says("waar zitten jullie")
    assert "Dinsdag 24 november is het Werkcentrum dicht.\n\n" in citizen.text
    citizen.now = datetime(2026, 11, 25, 9, 0, tzinfo=citizen.now.tzinfo)
    citizen.says("waar zitten jullie")
    assert "is het Werkcentrum dicht" not in citizen.text


def shorter(citizen: Citizen) -> Knowledge:
    """The shipped content with Tuesdays closed."""
    known = citizen.reception.snapshot.knowledge
    place = known.calendar.locations["groningen"]
    week = {day: hours for day, hours in place.week.items() if day != 1}
    locations = {**known.calendar.locations, "groningen": replace(place, week=week)}
    return replace(known, calendar=replace(known.calendar, locations=locations))


def test_hours_that_were_shortened_in_the_file_reach_whom_they_touch(citizen: Citizen, other_citizen: Citizen) -> None:
    booked(citizen, "dinsdag 10 uur")
    booked(other_citizen, "woensdag 10 uur")
    with citizen.reception.storage.transaction() as db:
        assert closed_days.after_change(db, shorter(citizen), citizen.now) == 0
    citizen.later(seconds=1)
    assert citizen.text.startswith("Wij zijn op dinsdag 24 november om 10.00 uur onverwacht dicht.")
    assert other_citizen.later(seconds=1) == []


NOTICE = Notice("Wij zijn dicht door de sneeuw.", date(2026, 11, 24), date(2026, 11, 24), closes=True)


@pytest.mark.parametrize(
    "change",
    [
        {"week": {1: (Hours(time(13), time(16)),), 2: (Hours(time(10), time(16)),)}},
        {"exceptions": {date(2026, 11, 24): ()}},
        {"closures": (TUESDAY,)},
        {"seats": {"adviseurs": 0, "werkgeversadviseurs": 0}},
        {"closes_after": date(2026, 11, 23)},
        NOTICE,
    ],
    ids=["shorter hours", "an exception", "a closure", "fewer seats", "a location that ends", "a message of the day"],
)
def test_whatever_changes_in_the_calendar_finds_the_appointment_and_the_call_of_that_day(
    citizen: Citizen, other_citizen: Citizen, change: dict[str, Any] | Notice
) -> None:
    booked(citizen, "dinsdag 10 uur")
    promised(other_citizen, "dinsdag tussen 10 en 12 uur")
    known = citizen.reception.snapshot.knowledge
    if isinstance(change, Notice):
        changed = known.with_notice(change)
    else:
        locations = {id_: replace(place, **change) for id_, place in known.calendar.locations.items()}
        changed = replace(known, calendar=replace(known.calendar, locations=locations))
    hit = closed_days.unfitting(citizen.reception.storage, changed, citizen.now)
    calls = [] if isinstance(change, dict) and "seats" in change else ["2026-11-24T10:00"]
    assert ([one.wall for one in hit.visits], [one.call_from for one in hit.calls]) == (["2026-11-24T10:00"], calls)
    assert closed_days.unfitting(citizen.reception.storage, changed.with_notice(None), citizen.now).count == (
        0 if isinstance(change, Notice) else hit.count
    )


def promised(citizen: Citizen, words: str) -> None:
    """A call in that window."""
    citizen.says(f"bel mij {words}")
    citizen.says("06" + "12345678")
    citizen.says("ja")


def test_on_a_day_that_the_message_of_the_day_closes_nothing_is_open_or_offered(citizen: Citizen) -> None:
    snapshot = citizen.reception.snapshot
    citizen.reception.take(replace(snapshot, knowledge=snapshot.knowledge.with_notice(NOTICE)))
    citizen.says("zijn jullie dinsdag open")
    assert "Dinsdag 24 november is het Werkcentrum dicht." in citizen.text
    citizen.says("ik wil een afspraak over werk dinsdag om 10 uur")
    assert [label for label in citizen.labels if label.startswith("Dinsdag 24 november")] == []


def test_a_change_that_touches_more_than_five_people_waits_for_a_colleague(citizen: Citizen) -> None:
    people = [replace(citizen, name=f"p{number}", replies=[]) for number in range(6)]
    for number, one in enumerate(people):
        booked(one, f"dinsdag {10 + number // 2} uur")
    storage = citizen.reception.storage
    with storage.transaction() as db:
        assert closed_days.after_change(db, shorter(citizen), citizen.now) == 6
    assert [one.later(seconds=1) for one in people] == [[]] * 6
    assert closed_days.unfitting(storage, shorter(citizen), people[-1].now).count == 6
    told = closed_days.settle(storage, shorter(citizen), people[-1].now)
    assert [written for _, written in told.visits] == [True] * 6
    assert [len(one.later(minutes=1)) for one in people] == [1] * 6


def test_noting_who_came_elsewhere_leaves_who_lost_a_moment_in_the_list(citizen: Citizen) -> None:
    storage, known = citizen.reception.storage, citizen.reception.snapshot.knowledge
    booked(citizen, "maandag 10 uur")
    booked(citizen, "dinsdag 10 uur")
    close(citizen)
    now = datetime(2026, 11, 23, 11, 0, tzinfo=citizen.now.tzinfo)
    with storage.reading() as db:
        first, *_ = appointment_rows.between(db, now.replace(hour=0), now)
    outcomes.note(storage, first.code, Outcome.SHOWN_UP, now)
    assert [one.appointment.wall for one in agenda(storage, known, now.date(), now.date(), now).lost] == ["2026-11-24T10:00"]


def test_a_call_that_is_open_again_after_its_time_is_told_to_be_late(citizen: Citizen) -> None:
    promised(citizen, "dinsdag tussen 10 en 12 uur")
    storage = citizen.reception.storage
    citizen.now = datetime(2026, 11, 24, 11, 0, tzinfo=citizen.now.tzinfo)
    with storage.reading() as db:
        [request] = requests.unfinished(db)
    promises.done(storage, request.id, citizen.now)
    citizen.later(hours=2)
    correspondence.undo(storage, request.id, citizen.now)
    citizen.later(seconds=1)
    assert citizen.text.startswith("Wij zouden u bellen op dinsdag 24 november")
