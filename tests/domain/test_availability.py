"""Which moments can be booked: the grid, the rules of the calendar, the free moments in order of time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.content.services import Calendar, Closure, Hours
from bot.domain.availability import Refusal, Slot, bookable_days, capacity, cells, every_free_slot, last_day, overlap, refusal
from bot.domain.time import at
from tests.domain.calendars import DESK, MONDAY, PHONE, TEN_TO_FOUR, calendar, clocks, closure, hours, location, service, slot

TUESDAY = date(2026, 11, 24)


def free_on(
    known: Calendar, day: date, taken: dict[tuple[str, str], int] | None = None, now: datetime = MONDAY, service_id: str = "talk"
) -> list[str]:
    """The times that are free on one day."""
    found = every_free_slot(known, known.services[service_id], DESK, taken or {}, now, [day])
    return [f"{one.begin:%H:%M}" for one in found]


def every(minutes: int, first: str, last: str) -> list[str]:
    """Times from the first to the last, both included."""
    moment, end = datetime.fromisoformat(f"2026-01-01T{first}"), datetime.fromisoformat(f"2026-01-01T{last}")
    steps = int((end - moment) / timedelta(minutes=minutes))
    return [f"{moment + step * timedelta(minutes=minutes):%H:%M}" for step in range(steps + 1)]


@pytest.mark.parametrize(
    ("begin", "minutes", "buffer", "wanted"),
    [
        ("24 10:00", 15, 0, ["24T10:00", "24T10:05", "24T10:10"]),
        ("24 10:00", 10, 1, ["24T10:00", "24T10:05", "24T10:10"]),
        ("24 10:00", 10, 5, ["24T10:00", "24T10:05", "24T10:10"]),
        ("24 10:00", 3, 0, ["24T10:00"]),
        ("24 10:03", 2, 0, ["24T10:00"]),
        ("24 10:03", 3, 0, ["24T10:00", "24T10:05"]),
        ("24 23:50", 10, 5, ["24T23:50", "24T23:55", "25T00:00"]),
    ],
)
def test_an_appointment_occupies_every_cell_that_it_or_its_buffer_touches(begin: str, minutes: int, buffer: int, wanted: list[str]) -> None:
    assert cells(slot(f"2026-11-{begin}", minutes), buffer) == tuple(f"2026-11-{cell}" for cell in wanted)


def test_the_cells_of_a_slot_are_local_whatever_zone_its_moment_is_in() -> None:
    in_utc = Slot("desk", DESK, datetime(2026, 7, 7, 8, 0, tzinfo=UTC), 5)
    assert cells(in_utc, 0) == ("2026-07-07T10:00",)


@pytest.mark.parametrize(
    ("begin", "minutes", "why"),
    [
        ("2026-11-24 10:00", 30, None),
        ("2026-11-24 15:30", 30, None),
        ("2026-11-23 08:45", 30, Refusal.PAST),
        ("2026-11-23 09:00", 30, Refusal.PAST),
        ("2026-11-23 10:45", 30, Refusal.TOO_SOON),
        ("2026-11-23 11:00", 30, None),
        ("2027-01-04 10:00", 30, None),
        ("2027-01-05 10:00", 30, Refusal.BEYOND_HORIZON),
        ("2026-11-27 10:00", 30, Refusal.CLOSED),
        ("2026-12-25 10:00", 30, Refusal.CLOSED),
        ("2026-11-24 09:45", 30, Refusal.OUTSIDE_HOURS),
        ("2026-11-24 16:00", 30, Refusal.OUTSIDE_HOURS),
        ("2026-11-24 15:45", 30, Refusal.DOES_NOT_FIT),
        ("2026-11-24 10:00", 25, Refusal.DOES_NOT_FIT),
        ("2026-11-24 10:07", 30, Refusal.OFF_GRID),
    ],
)
def test_each_rule_refuses_with_its_own_reason(begin: str, minutes: int, why: Refusal | None) -> None:
    known = calendar()
    assert refusal(known, known.services["talk"], slot(begin, minutes), MONDAY) is why


def test_a_day_of_which_nobody_knows_is_refused_as_such_and_never_free() -> None:
    known = calendar(location(exceptions={TUESDAY: ()}, uncertain_days=frozenset({TUESDAY})))
    talk = known.services["talk"]
    assert refusal(known, talk, slot("2026-11-24 10:00"), MONDAY) is Refusal.UNCERTAIN
    assert list(every_free_slot(known, talk, DESK, {}, MONDAY, [TUESDAY])) == []


def test_a_place_that_does_not_exist_or_does_not_have_the_service_is_refused() -> None:
    known = calendar(location(), location(id="library", seats={"employers": 1}))
    talk, employer = known.services["talk"], known.services["employer"]
    assert refusal(known, talk, slot("2026-11-24 10:00", where="nowhere"), MONDAY) is Refusal.NO_SUCH_LOCATION
    assert refusal(known, talk, slot("2026-11-24 10:00", where="library"), MONDAY) is Refusal.NOT_HERE
    assert refusal(known, employer, slot("2026-11-24 10:00", 45, PHONE), MONDAY) is Refusal.NOT_HERE


def test_a_second_after_the_grid_is_off_the_grid() -> None:
    known = calendar()
    moment = at(TUESDAY, time(10, 0, 30))
    assert refusal(known, known.services["talk"], Slot("desk", DESK, moment, 30), MONDAY) is Refusal.OFF_GRID


def test_the_lead_time_counts_real_hours_across_a_clock_change() -> None:
    # Sunday 29 March 2026: from 2.00 to 3.00 no hour passes, so 1.30 to 4.30 is two hours.
    known = calendar(location(week={6: (Hours(time(0), time(8)),)}), lead_hours=3)
    now = at(date(2026, 3, 29), time(1, 30))
    assert free_on(known, date(2026, 3, 29), now=now)[0] == "05:30"
    assert refusal(known, known.services["talk"], slot("2026-03-29 05:15"), now) is Refusal.TOO_SOON


def test_in_the_night_of_a_clock_change_no_skipped_or_repeated_hour_is_offered() -> None:
    known = calendar(location(week={6: (Hours(time(0), time(6)),)}), lead_hours=0)
    spring = free_on(known, date(2026, 3, 29), now=at(date(2026, 3, 28), time(9)))
    autumn = free_on(known, date(2026, 10, 25), now=at(date(2026, 10, 24), time(9)))
    assert spring == [*every(15, "00:00", "01:15"), *every(15, "03:00", "05:30")]
    assert autumn == [*every(15, "00:00", "01:15"), *every(15, "03:00", "05:30")]
    assert refusal(known, known.services["talk"], slot("2026-03-29 02:30"), at(date(2026, 3, 28), time(9))) is Refusal.DOES_NOT_FIT


def test_every_day_has_every_moment_of_the_grid_at_which_the_service_fits() -> None:
    known = calendar()
    assert free_on(known, TUESDAY) == every(15, "10:00", "15:30")
    assert free_on(known, TUESDAY, service_id="long") == every(15, "10:00", "15:15")
    assert free_on(known, date(2026, 11, 27)) == []


def test_the_last_moment_ends_exactly_at_closing_time_and_its_buffer_may_run_on() -> None:
    known = calendar(services=(service(minutes=45, buffer_minutes=20),))
    assert free_on(known, TUESDAY)[-1] == "15:15"


@pytest.mark.parametrize(
    ("opened", "first_and_last"),
    [
        (Hours(time(10, 10), time(11, 40)), ["10:15", "11:00"]),
        (Hours(time(10, 0), time(10, 30)), ["10:00", "10:00"]),
        (Hours(time(9, 50), time(10, 35)), ["10:00", "10:00"]),
    ],
)
def test_hours_that_do_not_begin_or_end_on_the_grid_still_give_moments_on_it(opened: Hours, first_and_last: list[str]) -> None:
    found = free_on(calendar(location(week={1: (opened,)})), TUESDAY)
    assert [found[0], found[-1]] == first_and_last


def test_an_opening_that_is_shorter_than_the_service_gives_no_moment() -> None:
    assert free_on(calendar(location(week={1: (Hours(time(10), time(10, 29)),)})), TUESDAY) == []


def test_no_appointment_runs_through_a_break() -> None:
    known = calendar(location(week={1: hours((10, 12), (13, 14))}))
    assert free_on(known, TUESDAY) == [*every(15, "10:00", "11:30"), *every(15, "13:00", "13:30")]


def test_a_full_cell_takes_away_every_moment_that_touches_it() -> None:
    known = calendar()
    full = {("desk", "2026-11-24T11:00"): 2}
    assert free_on(known, TUESDAY, full) == [*every(15, "10:00", "10:30"), *every(15, "11:15", "15:30")]
    assert free_on(known, TUESDAY, {("desk", "2026-11-24T11:00"): 1}) == every(15, "10:00", "15:30")


def test_a_seat_may_differ_per_cell_so_that_no_room_is_lost() -> None:
    # One seat is taken at 10.00, the other at 10.15: each cell has a seat left.
    taken = {("desk", "2026-11-24T10:00"): 1, ("desk", "2026-11-24T10:15"): 1}
    assert free_on(calendar(), TUESDAY, taken)[0] == "10:00"


@pytest.mark.parametrize(
    ("shut", "seats"),
    [
        ([], 2),
        ([closure("2026-11-24 11:00", "2026-11-24 12:00", "advisers", 1)], 1),
        ([closure("2026-11-24 11:00", "2026-11-24 12:00", "advisers", 1)] * 2, 1),
        ([closure("2026-11-24 11:00", "2026-11-24 12:00", "advisers", seat) for seat in (1, 2)], 0),
        ([closure("2026-11-24 11:00", "2026-11-24 12:00", "advisers", 3)], 2),
        ([closure("2026-11-24 11:00", "2026-11-24 12:00", "advisers")], 0),
        ([closure("2026-11-24 11:00", "2026-11-24 12:00", "employers")], 2),
        ([closure("2026-11-24 11:04", "2026-11-24 11:05", "advisers", 1)], 1),
        ([closure("2026-11-24 11:05", "2026-11-24 11:30", "advisers", 1)], 2),
        ([closure("2026-11-24 10:00", "2026-11-24 11:00", "advisers", 1)], 2),
    ],
)
def test_a_closed_seat_or_pool_lowers_what_runs_side_by_side(shut: list[Closure], seats: int) -> None:
    assert capacity(location(closures=tuple(shut)), "advisers", "2026-11-24T11:00") == seats


def test_a_temporary_location_gives_moments_only_within_its_dates() -> None:
    known = calendar(location(opens_on=TUESDAY, closes_after=TUESDAY))
    assert [len(free_on(known, date(2026, 11, day))) for day in (23, 24, 25)] == [0, 23, 0]


def test_moments_of_several_locations_come_in_order_of_time_and_then_of_the_file() -> None:
    known = calendar(location(week={1: hours((10, 11))}), location(id="library", week={1: hours((9, 11))}), services=(service(minutes=60),))
    found = every_free_slot(known, known.services["talk"], DESK, {}, MONDAY, [TUESDAY])
    assert [(f"{one.begin:%H:%M}", one.location) for one in found][-2:] == [("10:00", "desk"), ("10:00", "library")]
    only = every_free_slot(known, known.services["talk"], DESK, {}, MONDAY, [TUESDAY], "library")
    assert {one.location for one in only} == {"library"}


def test_today_begins_at_the_lead_time_and_the_horizon_is_the_last_day() -> None:
    known = calendar(horizon_days=7)
    assert free_on(known, MONDAY.date())[0] == "11:00"
    assert last_day(known, MONDAY) == date(2026, 11, 30)
    assert list(bookable_days(known, MONDAY)) == [MONDAY.date() + timedelta(days=ahead) for ahead in range(8)]


def test_the_date_of_today_is_the_local_one() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert next(iter(bookable_days(calendar(), late))) == TUESDAY


def test_two_appointments_overlap_when_one_begins_before_the_other_is_over() -> None:
    ten = slot("2026-11-24 10:00")
    others = [slot(f"2026-11-24 {clock}") for clock in ("09:30", "09:45", "10:00", "10:15", "10:30")]
    assert [overlap(ten, other) for other in others] == [False, True, True, True, False]


def test_every_free_moment_is_one_that_the_rules_allow() -> None:
    known = calendar(location(week={weekday: TEN_TO_FOUR for weekday in range(7)}))
    free = list(every_free_slot(known, known.services["long"], PHONE, {}, MONDAY, bookable_days(known, MONDAY)))
    assert free
    for one in free:
        assert refusal(known, known.services["long"], one, MONDAY) is None, clocks([one])
