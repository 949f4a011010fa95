"""Every quarter of an hour of 2026-2029, whatever the server's zone: text, database, .ics and reminder tell the same time.

The short form takes the hours around the clock changes whole and samples the others; with WERKBOT_SOAK=1 every quarter is taken.
What the clock shows is computed here from the rule of the EU, not from a zone database.
"""

from __future__ import annotations

import os
import re
import time as clock
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.app.exports import calendar_file
from bot.content.services import Hours
from bot.domain import formatting
from bot.domain.appointment import Appointment, Booking
from bot.domain.availability import Slot
from bot.domain.time import elapsed, from_wall, local, moment, shown_once, stamp, wall
from bot.storage import appointment_rows, appointments, capacity, outbox
from bot.storage.database import Storage
from tests.domain.calendars import DESK, calendar, location, service

SOAK = os.environ.get("WERKBOT_SOAK") == "1"
ZONES = ("UTC", "Europe/Amsterdam", "America/New_York")
QUARTER = timedelta(minutes=15)
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 12, 31, tzinfo=UTC)
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")
ALWAYS = (Hours(time(0), time(23, 59)),)
KNOWN = calendar(
    location(week={weekday: ALWAYS for weekday in range(7)}, holidays={name: None for name in location().holidays}, seats={"advisers": 1}),
    services=(service(minutes=15),),
    grid_minutes=15,
)
AHEAD = timedelta(days=3)  # so long before each appointment is made


@pytest.fixture(params=ZONES)
def server_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The zone of the server, really set for this process."""
    monkeypatch.setenv("TZ", request.param)
    clock.tzset()
    yield request.param
    monkeypatch.undo()
    clock.tzset()


def turn(year: int, month: int) -> datetime:
    """The moment at which the clocks change: 1.00 UTC on the last Sunday (EU directive 2000/84/EC)."""
    last = date(year, month, 31)
    return datetime.combine(last - timedelta(days=last.isoweekday() % 7), time(1), UTC)


def shown(instant: datetime) -> datetime:
    """What the clock in the Netherlands shows, without a zone."""
    summer = turn(instant.year, 3) <= instant < turn(instant.year, 10)
    return (instant + timedelta(hours=2 if summer else 1)).replace(tzinfo=None)


def instants_showing(face: datetime) -> list[datetime]:
    """The moments at which the clock shows this: one, none in a skipped hour, two in a repeated one."""
    candidates = (face.replace(tzinfo=UTC) - timedelta(hours=hours) for hours in (2, 1))
    return [instant for instant in candidates if shown(instant) == face]


def quarters() -> Iterator[datetime]:
    """The moments to look at."""
    changes = {turn(year, month).date() for year in range(2026, 2030) for month in (3, 10)}
    for number in range(int((LAST - FIRST) / QUARTER)):
        instant = FIRST + number * QUARTER
        day = instant.date()
        around = {day, day + timedelta(days=1)} & changes
        if SOAK or (day in changes and instant.hour < 4) or (around and number % 4 == 0) or number % 997 == 0:
            yield instant


@pytest.mark.sweep
def test_the_clock_is_right_at_every_quarter(server_zone: str) -> None:
    assert next(quarters(), None) == FIRST
    for instant in quarters():
        face = shown(instant)
        assert local(instant).replace(tzinfo=None) == face
        assert wall(instant) == f"{face:%Y-%m-%dT%H:%M}"
        assert moment(stamp(instant)) == instant
        same = instants_showing(face)
        assert shown_once(local(instant)) is (len(same) == 1)
        assert elapsed(from_wall(wall(instant)), same[0]) == timedelta(0)


@pytest.mark.sweep
def test_text_database_calendar_file_and_reminder_tell_the_same_time_at_every_quarter(server_zone: str) -> None:
    storage = Storage(":memory:")
    with storage.transaction() as db:
        capacity.sync_roster(db, KNOWN)
        for number, instant in enumerate(quarters()):
            face = shown(instant)
            if (
                len(instants_showing(face)) != 1
                or len(instants_showing(face + QUARTER)) != 1
                or face.hour * 60 + face.minute > 23 * 60 + 30
            ):
                continue
            now = instant - AHEAD
            slot = Slot("desk", DESK, local(instant), 15)
            made = appointments.book(db, KNOWN, Booking(f"p{number}", "talk", slot, "c", trial=False), now)
            read = appointment_rows.find(db, made.id)
            assert read == made
            assert (made.wall, made.begin.astimezone(UTC)) == (f"{face:%Y-%m-%dT%H:%M}", instant)
            _check_text(made, face, now)
            _check_file(made, face, instant, now)
            _check_reminder(outbox.due(db, "c", instant, person=f"p{number}")[0].due_at, face)
        assert db.execute("SELECT count(*) FROM appointments").fetchone()[0] > 100
    storage.close()


def _check_text(made: Appointment, face: datetime, now: datetime) -> None:
    year = f" {face.year}" if shown(now).year != face.year else ""
    day = f"{DAYS[face.weekday()]} {face.day} {MONTHS[face.month - 1]}"
    time_told = f"{face.hour}.{face.minute:02d} uur"
    assert formatting.moment(made.begin, now) == f"{day}{year} om {time_told}"
    assert formatting.moment(made.begin.astimezone(UTC), now.astimezone(UTC)) == f"{day}{year} om {time_told}"
    assert formatting.moment_button(made.begin) == f"{day[0].upper()}{day[1:]}, {time_told}"


def _check_file(made: Appointment, face: datetime, instant: datetime, now: datetime) -> None:
    content = calendar_file(made, KNOWN.locations["desk"], "Afspraak", now).decode()
    told = re.findall(r"DT(?:START|END);TZID=Europe/Amsterdam:(\w+)", content)
    assert told == [f"{face:%Y%m%dT%H%M00}", f"{face + QUARTER:%Y%m%dT%H%M00}"]
    assert re.findall(r"DTSTAMP:(\w+)", content) == [f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"]


def _check_reminder(due: datetime, face: datetime) -> None:
    the_day_before = face - timedelta(days=1)
    same = instants_showing(the_day_before)
    if same:
        assert due == same[0]
    else:  # in the skipped hour: an hour later by the clock
        assert shown(due) == the_day_before + timedelta(hours=1)


def test_the_days_of_the_clock_changes_are_among_the_short_form() -> None:
    days = {instant.date() for instant in quarters()}
    assert {date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31), date(2028, 3, 26), date(2028, 10, 29)} <= days
