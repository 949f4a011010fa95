"""Bugs that other appointment systems had, each shown not to be ours."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.app.exports import calendar_file
from bot.content.clock import WEEKDAYS
from bot.content.fields import Sheet
from bot.content.schema_calendar import read_calendar
from bot.content.services import Calendar
from bot.domain import formatting
from bot.domain.appointment import Appointment, Booking, Move, ReminderVerdict, judge_reminder
from bot.domain.availability import Refusal, Slot
from bot.domain.opening_hours import holiday_name, openings
from bot.domain.time import from_wall, wall
from bot.storage import appointment_rows, capacity, outbox
from bot.storage import appointments as agenda
from bot.storage import appointments as booking
from bot.storage.appointments import NoSuchAppointment, NotBookable, TooManyOpen
from bot.storage.capacity import SlotTaken, Sought
from bot.storage.database import Storage
from bot.understanding.dates.find_moment import Moment
from tests.domain.calendars import DESK, MONDAY, TEN_TO_FOUR, calendar, clocks, hours, location, service, slot

ALICE, BOB, CAROL = "alice", "bob", "carol"
TEN, ELEVEN = slot("2026-11-25 10:00"), slot("2026-11-25 11:00")
ONE_SEAT = calendar(location(seats={"advisers": 1}))
TWO_SEATS = calendar()


@pytest.fixture
def db() -> Iterator[Database]:
    """An agenda inside an open transaction."""
    storage = Storage(":memory:")
    with storage.transaction() as db:
        capacity.sync_roster(db, TWO_SEATS)
        yield db
    storage.close()


def book(
    db: Database, person: str, wanted: Slot = TEN, known: Calendar = ONE_SEAT, now: datetime = MONDAY, channel: str = "terminal"
) -> Appointment:
    """Book a talk."""
    return booking.book(db, known, Booking(person, "talk", wanted, channel, trial=True), now)


def free(db: Database, day: date, known: Calendar = ONE_SEAT, now: datetime = MONDAY) -> list[str]:
    """What is free on a day."""
    return [text[11:] for text in clocks(capacity.free(db, known, Sought(CAROL, "talk", DESK), now, Moment(date=day), 1000))]


def test_b1_two_people_who_see_the_same_last_moment_do_not_both_get_it(tmp_path: Path) -> None:
    """cal.com #13397: no lock between the check and the insert."""
    file = tmp_path / "werkbot.db"
    one, other = Storage(file), Storage(file)
    with one.transaction() as db:
        capacity.sync_roster(db, ONE_SEAT)
    seen = []
    for storage in (one, other):
        with storage.transaction() as db:
            seen.append(free(db, TEN.begin.date())[0])
    with one.transaction() as db:
        book(db, ALICE)
    with other.transaction() as db, pytest.raises(SlotTaken):
        book(db, BOB)
    assert seen == ["10:00", "10:00"]
    one.close()
    other.close()


def test_b2_an_appointment_never_sits_on_a_seat_of_another_pool_or_on_one_in_use(db: Database) -> None:
    """Easy!Appointments #845: "any provider" picked a wrong or occupied desk."""
    for person in (ALICE, BOB):
        book(db, person, known=TWO_SEATS)
    with pytest.raises(SlotTaken):
        book(db, CAROL, known=TWO_SEATS)
    rows = db.execute("SELECT DISTINCT pool, seat FROM cells ORDER BY seat").fetchall()
    assert rows == [("advisers", 1), ("advisers", 2)]


def test_b3_staff_book_by_the_same_rules(db: Database) -> None:
    """Easy!Appointments #1783: bookings made by staff skipped the check."""
    book(db, ALICE)
    with pytest.raises(SlotTaken):
        book(db, BOB, channel="balie")
    with pytest.raises(NotBookable):
        book(db, BOB, slot("2026-11-27 10:00"), channel="balie")


def test_b4_two_pending_requests_for_one_moment_are_not_both_confirmed(db: Database) -> None:
    """cal.com #10789: pending bookings did not count."""
    booking.hold(db, ONE_SEAT, ALICE, "talk", TEN, MONDAY)
    with pytest.raises(SlotTaken):
        booking.hold(db, ONE_SEAT, BOB, "talk", TEN, MONDAY)
    with pytest.raises(SlotTaken):
        book(db, BOB)
    assert book(db, ALICE).stands


def test_b5_two_first_bookers_share_the_seats_of_one_moment(db: Database) -> None:
    """cal.com #13360: two first bookers of a group made two sessions, each with all seats."""
    for person in (ALICE, BOB):
        booking.hold(db, TWO_SEATS, person, "talk", TEN, MONDAY)
    with pytest.raises(SlotTaken):
        booking.hold(db, TWO_SEATS, CAROL, "talk", TEN, MONDAY)
    assert [book(db, person, known=TWO_SEATS).stands for person in (ALICE, BOB)] == [True, True]


def test_b6_the_last_one_does_not_win_over_the_first(db: Database) -> None:
    """LibreBooking #147: both were told "confirmed", and the last one had it."""
    made = book(db, ALICE)
    with pytest.raises(SlotTaken):
        book(db, BOB)
    assert (appointment_rows.upcoming(db, ALICE, MONDAY), appointment_rows.upcoming(db, BOB, MONDAY)) == ([made], [])


def test_b7_a_hold_is_not_given_up_before_the_new_moment_is_sure(db: Database) -> None:
    """bcgov appointment_post.py: the draft was released and committed before the new check."""
    book(db, BOB, ELEVEN)
    kept = booking.hold(db, ONE_SEAT, ALICE, "talk", TEN, MONDAY)
    with pytest.raises(SlotTaken):
        book(db, ALICE, ELEVEN)
    assert booking.held(db, ALICE, MONDAY) == kept
    with pytest.raises(SlotTaken):
        book(db, CAROL)


def test_b8_writers_wait_for_each_other_and_nobody_sees_a_deadlock(tmp_path: Path) -> None:
    """ZMS ZMSKVR-1201: deadlocks while reserving."""
    file = tmp_path / "werkbot.db"
    known = calendar(location(seats={"advisers": 50}))
    storage = Storage(file)
    with storage.transaction() as db:
        capacity.sync_roster(db, known)
    storage.close()
    errors: list[sqlite3.OperationalError] = []
    together = threading.Barrier(3)

    def writer(name: str) -> None:
        own = Storage(file)
        together.wait()
        try:
            for number in range(10):
                with own.transaction() as db:
                    capacity.free(db, known, Sought(name, "talk", DESK), MONDAY, None, 4)
                    book(db, f"{name}{number}", known=known)
        except sqlite3.OperationalError as error:
            errors.append(error)
        own.close()

    threads = [threading.Thread(target=writer, args=(name,)) for name in (ALICE, BOB, CAROL)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    storage = Storage(file)
    assert storage.db.execute("SELECT count(*) FROM appointments").fetchone() == (30,)
    storage.close()


@pytest.mark.parametrize(("before", "after"), [("2026-03-26", "2026-03-30"), ("2026-10-22", "2026-10-26")])
def test_b9_after_a_clock_change_the_same_hours_are_free(db: Database, before: str, after: str) -> None:
    """cal.com #4702, Easy!Appointments #962: an hour off, or nothing free, after the change."""
    now = from_wall(f"{before}T07:00")
    first, second = (free(db, date.fromisoformat(day), now=now) for day in (before, after))
    assert (first, first[0], first[-1]) == (second, "10:00", "15:30")


def test_b10_ten_to_twelve_is_kept_as_ten_to_twelve(db: Database) -> None:
    """open-forms #3332: 11.50 became 9.50, local time sent as UTC."""
    known = calendar(location(week={weekday: TEN_TO_FOUR for weekday in range(7)}), grid_minutes=10)
    now = from_wall("2026-07-01T09:00")
    made = booking.book(db, known, Booking(ALICE, "talk", slot("2026-07-07 11:50"), "terminal", trial=True), now)
    file = calendar_file(made, known.locations["desk"], "Afspraak", now).decode()
    stored = db.execute("SELECT begin, ends FROM appointments").fetchone()
    assert stored == ("2026-07-07T11:50", "2026-07-07T12:20")
    assert "DTSTART;TZID=Europe/Amsterdam:20260707T115000\r\n" in file
    assert formatting.moment(made.begin, now) == "dinsdag 7 juli om 11.50 uur"


def test_b11_every_text_has_the_local_time_of_the_place_whatever_zone_it_is_asked_from(db: Database) -> None:
    """cal.com #29868: the page showed another zone than the e-mail."""
    made = book(db, ALICE)
    from_anywhere = {formatting.moment(made.begin.astimezone(zone), MONDAY.astimezone(zone)) for zone in (UTC, MONDAY.tzinfo)}
    assert from_anywhere == {"woensdag 25 november om 10.00 uur"}


def test_b12_the_day_of_an_appointment_just_after_midnight_is_its_own_day(db: Database) -> None:
    """Rallly #22, Nextcloud #6407: the day shifted by one for other zones."""
    night = calendar(location(week={weekday: hours((0, 8)) for weekday in range(7)}))
    made = booking.book(db, night, Booking(ALICE, "talk", slot("2026-11-25 00:15"), "terminal", trial=True), MONDAY)
    assert made.begin.astimezone(UTC).date() == date(2026, 11, 24)
    assert agenda.agenda(db, from_wall("2026-11-25T00:00"), from_wall("2026-11-26T00:00")) == [made]
    assert agenda.agenda(db, from_wall("2026-11-24T00:00"), from_wall("2026-11-25T00:00")) == []


def test_b13_no_test_is_skipped_or_asks_what_day_it_is() -> None:
    """cal.com date-ranges.test.ts: tests of the clock change were switched off because the calendar had moved on."""
    switched_off = re.compile(r"\b(mark\.skip|pytest\.skip|importorskip|xfail)")
    clock_read = re.compile(r"\b(datetime\.now|date\.today|datetime\.utcnow)\(")
    here = Path(__file__).resolve()
    others = [path for path in sorted(here.parents[0].rglob("*.py")) if path != here]
    assert len(others) > 150
    real_processes = ("channels", "cli", "gateway")  # they read the clock themselves; their tests look only at how long ago something was
    assert [path.name for path in others if switched_off.search(path.read_text("utf-8"))] == []
    assert [path.name for path in others if not set(real_processes) & set(path.parts) and clock_read.search(path.read_text("utf-8"))] == []


def test_b14_a_reminder_that_could_not_be_taken_back_is_still_not_sent(db: Database) -> None:
    """cal.com #6973, #17785: reminders came after a cancel or a move."""
    moved, cancelled = book(db, ALICE), book(db, BOB, ELEVEN)
    rows = outbox.due(db, "terminal", from_wall("2026-11-24T12:00"))
    for row in rows:  # claimed by a sender just before the change
        outbox.mark(db, row.id, "sending", MONDAY)
    booking.move(db, ONE_SEAT, Move(ALICE, moved.id, slot("2026-11-26 10:00"), "terminal"), MONDAY)
    booking.cancel(db, BOB, cancelled.id, MONDAY)
    verdicts = []
    for body in (json.loads(row.body) for row in rows):
        verdicts.append(judge_reminder(appointment_rows.find(db, body["appointment"]), body["sequence"], from_wall("2026-11-24T12:00")))
    assert verdicts == [ReminderVerdict.DROP, ReminderVerdict.DROP]
    assert [wall(row.due_at) for row in outbox.due(db, "terminal", from_wall("2026-11-30T00:00"))] == ["2026-11-25T10:00"]


def test_b15_a_reminder_is_never_due_at_once_because_its_time_has_gone_by(db: Database) -> None:
    """cal.com #10749: "24 hours before" was sent at once to who booked within 24 hours."""
    book(db, ALICE, slot("2026-11-24 10:00"), now=from_wall("2026-11-23T14:00"))
    assert outbox.due(db, "terminal", from_wall("2026-12-31T00:00")) == []


def test_b16_a_reminder_that_was_not_delivered_stands_beside_its_appointment(db: Database) -> None:
    """cal.com #17928: reminders were silently not sent."""
    made = book(db, ALICE)
    assert agenda.reminder_state_of(db, made) == "due"
    outbox.mark(db, outbox.due(db, "terminal", made.begin)[0].id, "dead", made.begin)
    assert [agenda.reminder_state_of(db, one) for one in agenda.agenda(db, MONDAY, MONDAY + timedelta(days=7))] == ["dead"]


def test_b17_a_missed_run_sends_late_and_a_second_run_sends_nothing(db: Database) -> None:
    """bcgov find_next_day_appointments: a missed run lost the reminders, a second run doubled them."""
    made = book(db, ALICE)
    evening = from_wall("2026-11-24T20:00")
    (row,) = outbox.due(db, "terminal", evening)
    assert judge_reminder(made, 0, evening) is ReminderVerdict.SEND_LATE
    outbox.mark(db, row.id, "sending", evening)
    assert outbox.due(db, "terminal", evening) == []
    outbox.mark(db, row.id, "sent", evening)
    assert outbox.due(db, "terminal", made.begin) == []


def test_b18_an_old_button_is_checked_by_the_rules_of_now(db: Database) -> None:
    """cal.com #14465: notice and limits were checked on the page, not at the confirmation."""
    booking.hold(db, ONE_SEAT, ALICE, "talk", TEN, MONDAY)
    refusals = []
    for moment in ("2026-11-25T08:30", "2026-11-25T10:30"):
        with pytest.raises(NotBookable) as refused:
            book(db, ALICE, now=from_wall(moment))
        refusals.append(refused.value.refusal)
    assert refusals == [Refusal.TOO_SOON, Refusal.PAST]
    book(db, BOB, ELEVEN)
    book(db, BOB, slot("2026-11-26 11:00"))
    with pytest.raises(TooManyOpen):
        book(db, BOB, slot("2026-11-30 11:00"))


def test_b19_the_last_moment_of_the_day_ends_before_closing_time(db: Database) -> None:
    """open-forms #3404: the last slot was offered though the appointment would pass closing time."""
    known = calendar(services=(service(minutes=50),))
    assert free(db, TEN.begin.date(), known)[-1] == "15:00"
    with pytest.raises(NotBookable):
        booking.book(db, known, Booking(ALICE, "talk", slot("2026-11-25 15:15", 50), "terminal", trial=True), MONDAY)


def test_b20_a_cancelled_moment_can_be_booked_again_at_once(db: Database) -> None:
    """Nextcloud Appointments #264: a cancelled slot vanished."""
    before = free(db, TEN.begin.date())
    for person in (ALICE, BOB, CAROL):
        booking.cancel(db, person, book(db, person).id, MONDAY)
    assert free(db, TEN.begin.date()) == before


def test_b21_the_first_booking_of_a_day_blocks_only_its_own_moments(db: Database) -> None:
    """django-appointment #3: the first booking of the day blocked the rest."""
    before = free(db, TEN.begin.date())
    book(db, ALICE, ELEVEN)
    assert [one for one in before if one not in free(db, TEN.begin.date())] == ["10:45", "11:00", "11:15"]


@pytest.mark.parametrize("number", range(7))
def test_b22_a_weekday_in_the_file_is_that_day_of_the_week(number: int) -> None:
    """django-appointment #172: weekdays were off by one (0 is Sunday, or Monday?)."""
    sheet = Sheet("afspraken.yaml")
    week = "".join(f"      {name}: {'10.00-16.00' if name == WEEKDAYS[number] else 'dicht'}\n" for name in WEEKDAYS)
    root = sheet.parse(
        "diensten:\n  - id: talk\n    naam: G\n    duur_minuten: 30\n    groep: a\n"
        f"locaties:\n  - id: desk\n    naam: B\n    adres: P\n    openingstijden:\n{week}    stoelen:\n      a: 1\n"
    )
    assert root is not None
    place = read_calendar(sheet, root).locations["desk"]
    monday = date(2026, 11, 23)
    opened = [f"{monday + timedelta(days=ahead):%A}" for ahead in range(7) if openings(place, monday + timedelta(days=ahead))]
    assert (sheet.problems, opened) == ([], [["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][number]])


def test_b23_the_limit_does_not_count_the_appointment_that_is_moved(db: Database) -> None:
    """cal.com #12346: at the limit one could not move."""
    made = book(db, ALICE)
    book(db, ALICE, slot("2026-11-26 10:00"))
    assert booking.move(db, ONE_SEAT, Move(ALICE, made.id, ELEVEN, "terminal"), MONDAY).stands


def test_b24_moving_makes_no_second_appointment_and_the_calendar_file_replaces_the_old_one(db: Database) -> None:
    """cal.com #22779, #28884: duplicates after a move; SEQUENCE stuck, UID changed."""
    versions = [book(db, ALICE)]
    for day in (26, 30):
        versions.append(booking.move(db, ONE_SEAT, Move(ALICE, versions[0].id, slot(f"2026-11-{day} 10:00"), "terminal"), MONDAY))
    versions.append(booking.cancel(db, ALICE, versions[0].id, MONDAY))
    files = [calendar_file(one, location(), "Afspraak", MONDAY, cancelled=not one.stands).decode() for one in versions]
    assert db.execute("SELECT count(*) FROM appointments").fetchone() == (1,)
    assert len({re.findall(r"UID:(.+)\r", file)[0] for file in files}) == 1
    assert [re.findall(r"SEQUENCE:(\d+)", file)[0] for file in files] == ["0", "1", "2", "3"]
    assert [re.findall(r"STATUS:(\w+)", file)[0] for file in files] == ["CONFIRMED"] * 3 + ["CANCELLED"]


def test_b25_nobody_is_told_that_it_is_cancelled_when_nothing_was(db: Database) -> None:
    """Easy!Appointments 1.6.0: the success page was shown though nothing had been deleted."""
    made = book(db, ALICE)
    for person, id_ in ((BOB, made.id), (ALICE, "nothing")):
        with pytest.raises(NoSuchAppointment):
            booking.cancel(db, person, id_, MONDAY)
    assert appointment_rows.find(db, made.id) == made
    gone = booking.cancel(db, ALICE, made.id, MONDAY)
    assert (gone.stands, appointment_rows.find(db, made.id)) == (False, gone)


def test_b26_one_sees_only_ones_own_and_the_file_says_no_more_than_needed(db: Database) -> None:
    """Easy!Appointments 1.6.0: the page to manage an appointment leaked personal data."""
    wanted = Booking(ALICE, "talk", TEN, "terminal", trial=True, name="Sanne", phone="n-u-m", subject="schulden", contact="c-1")
    made = booking.book(db, ONE_SEAT, wanted, MONDAY)
    file = calendar_file(made, location(), "Afspraak", MONDAY).decode()
    assert appointment_rows.upcoming(db, BOB, MONDAY) == []
    assert [word for word in ("Sanne", "n-u-m", "schulden", "c-1", ALICE, made.code) if word in file] == []


def test_b27_nothing_in_the_calendar_file_is_a_link_that_acts(db: Database) -> None:
    """Nextcloud Appointments #646: mail scanners opened the link and cancelled the appointment."""
    file = calendar_file(book(db, ALICE), location(), "Afspraak", MONDAY).decode()
    assert [word for word in ("http", "mailto", "URL", "ATTENDEE", "ORGANIZER") if word in file] == []


def test_b28_koningsdag_moves_from_a_sunday_and_5_may_is_a_choice() -> None:
    """vacanza/holidays #38 and #1590, openholidaysapi #52: a holiday on the wrong day, 5 May open or closed by surprise."""
    names = [
        holiday_name(date(2031, 4, 26)),
        holiday_name(date(2031, 4, 27)),
        holiday_name(date(2026, 5, 5)),
        holiday_name(date(2030, 5, 5)),
    ]
    assert names == ["koningsdag", "", "bevrijdingsdag", "bevrijdingsdag"]
    choices = ((), None, hours((10, 12)))
    opened = [openings(location(holidays={**location().holidays, "bevrijdingsdag": choice}), date(2026, 5, 5)) for choice in choices]
    assert opened == [(), TEN_TO_FOUR, hours((10, 12))]
    assert openings(replace(location(), exceptions={date(2026, 5, 5): TEN_TO_FOUR}), date(2026, 5, 5)) == TEN_TO_FOUR
