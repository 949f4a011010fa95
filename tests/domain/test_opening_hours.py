"""When a location is open: dates, exceptions, holidays, closures, the next walk-in."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.content.services import HOLIDAYS, Closure, Hours
from bot.domain import opening_hours
from bot.domain.opening_hours import (
    WalkIn,
    current,
    hours_groups,
    is_uncertain,
    missing_holidays,
    next_holiday,
    next_walk_in,
    openings,
    with_closure,
)
from bot.domain.time import at, from_wall
from tests.domain.calendars import ALL_CLOSED, TEN_TO_FOUR, calendar, hours, location
from tests.domain.holidays_by_law import dutch_holidays

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize("year", range(2026, 2041))
def test_the_holidays_of_every_year_are_those_of_the_law_and_the_computus(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=ahead) for ahead in range(366)]
    found = {day: set(opening_hours.holiday_names(day)) for day in days if opening_hours.holiday_names(day) and day.year == year}
    assert found == dutch_holidays(year)


def test_koningsdag_is_on_the_26th_when_the_27th_is_a_sunday() -> None:
    names = {day: opening_hours.holiday_name(day) for day in (date(2031, 4, 26), date(2031, 4, 27), date(2032, 4, 26), date(2032, 4, 27))}
    assert names == {date(2031, 4, 26): "koningsdag", date(2031, 4, 27): "", date(2032, 4, 26): "", date(2032, 4, 27): "koningsdag"}


def test_the_names_are_those_that_a_location_can_choose_for() -> None:
    assert {name for year in range(2026, 2041) for names in dutch_holidays(year).values() for name in names} == set(HOLIDAYS)


def test_the_next_holiday_of_a_name_is_told_from_today_on() -> None:
    assert next_holiday("koningsdag", date(2026, 4, 27)) == date(2026, 4, 27)
    assert next_holiday("koningsdag", date(2026, 4, 28)) == date(2027, 4, 27)
    assert next_holiday("dierendag", date(2026, 4, 28)) is None


def test_each_weekday_has_its_own_hours() -> None:
    week = {weekday: hours((weekday + 6, weekday + 8)) for weekday in range(7)}
    place = location(week=week)
    monday = date(2026, 11, 23)
    assert [openings(place, monday + timedelta(days=n)) for n in range(7)] == [hours((n + 6, n + 8)) for n in range(7)]


def test_a_weekday_that_is_missing_is_closed() -> None:
    assert openings(location(week={0: TEN_TO_FOUR}), TUESDAY) == ()


def test_a_date_of_its_own_goes_before_a_holiday_and_a_weekday() -> None:
    place = location(exceptions={TUESDAY: hours((12, 14)), date(2026, 12, 25): hours((10, 11)), date(2026, 11, 25): ()})
    assert openings(place, TUESDAY) == hours((12, 14))
    assert openings(place, date(2026, 12, 25)) == hours((10, 11))
    assert openings(place, date(2026, 11, 25)) == ()


def test_a_holiday_is_closed_as_usual_or_has_its_own_hours_as_chosen() -> None:
    place = location(holidays={**ALL_CLOSED, "kerstavond": hours((10, 13)), "bevrijdingsdag": None})
    assert openings(place, date(2026, 12, 24)) == hours((10, 13))
    assert openings(place, date(2026, 5, 5)) == TEN_TO_FOUR
    assert openings(place, date(2026, 4, 27)) == ()


def test_a_holiday_without_a_choice_counts_as_closed() -> None:
    assert openings(location(holidays={}), date(2026, 12, 24)) == ()


def test_when_two_holidays_fall_together_the_narrower_choice_holds() -> None:
    # 5 May 2016 was Hemelvaartsdag and Bevrijdingsdag.
    both = date(2016, 5, 5)
    assert set(opening_hours.holiday_names(both)) == {"hemelvaartsdag", "bevrijdingsdag"}
    assert openings(location(holidays={**ALL_CLOSED, "bevrijdingsdag": None}), both) == ()
    open_both = {**ALL_CLOSED, "bevrijdingsdag": hours((9, 12)), "hemelvaartsdag": hours((11, 15))}
    assert openings(location(holidays=open_both), both) == hours((11, 12))


@pytest.mark.parametrize(
    ("begin", "end", "left"),
    [
        ("2026-11-24 09:00", "2026-11-24 17:00", ()),
        ("2026-11-24 10:00", "2026-11-24 12:00", hours((12, 16))),
        ("2026-11-24 12:00", "2026-11-24 13:00", hours((10, 12), (13, 16))),
        ("2026-11-24 15:00", "2026-11-26 11:00", hours((10, 15))),
        ("2026-11-22 00:00", "2026-11-24 11:00", hours((11, 16))),
        ("2026-11-23 12:00", "2026-11-25 12:00", ()),
        ("2026-11-24 16:00", "2026-11-24 18:00", TEN_TO_FOUR),
        ("2026-11-25 00:00", "2026-11-26 00:00", TEN_TO_FOUR),
        ("2026-11-23 00:00", "2026-11-24 00:00", TEN_TO_FOUR),
    ],
)
def test_a_closure_takes_its_part_out_of_the_day(begin: str, end: str, left: tuple[Hours, ...]) -> None:
    closure = Closure(datetime.fromisoformat(begin), datetime.fromisoformat(end))
    assert openings(location(closures=(closure,)), TUESDAY) == left


def test_a_closure_of_one_pool_or_seat_leaves_the_doors_open() -> None:
    day = (datetime.fromisoformat("2026-11-24"), datetime.fromisoformat("2026-11-25"))
    closures = (Closure(*day, pool="advisers"), Closure(*day, pool="employers", seat=1))
    assert openings(location(closures=closures), TUESDAY) == TEN_TO_FOUR


def test_a_closure_can_be_tried_without_making_it() -> None:
    before = calendar()
    closure = Closure(datetime.fromisoformat("2026-11-24"), datetime.fromisoformat("2026-11-25"))
    after = with_closure(before, "desk", closure)
    assert (openings(before.locations["desk"], TUESDAY), openings(after.locations["desk"], TUESDAY)) == (TEN_TO_FOUR, ())
    assert with_closure(after, "desk", closure) is after
    assert with_closure(before, "elsewhere", closure) is before


CHRISTMAS_EVE = date(2026, 12, 24)
UNCERTAIN = {"uncertain_holidays": frozenset({"kerstavond"}), "exceptions": {TUESDAY: ()}, "uncertain_days": frozenset({TUESDAY})}


def test_an_uncertain_date_or_holiday_has_no_openings_and_is_told_apart_from_a_closed_one() -> None:
    place = location(**UNCERTAIN)
    days = (TUESDAY, CHRISTMAS_EVE, date(2026, 12, 25), date(2026, 11, 27), date(2026, 11, 25))
    assert [is_uncertain(place, day) for day in days] == [True, True, False, False, False]
    assert [openings(place, day) for day in days] == [(), (), (), (), TEN_TO_FOUR]


def test_a_date_with_hours_of_its_own_is_certain_though_the_holiday_is_not() -> None:
    place = location(**{**UNCERTAIN, "exceptions": {CHRISTMAS_EVE: hours((10, 12))}, "uncertain_days": frozenset()})
    assert (is_uncertain(place, CHRISTMAS_EVE), openings(place, CHRISTMAS_EVE)) == (False, hours((10, 12)))


def test_of_two_holidays_together_one_that_is_closed_decides() -> None:
    both, doubt = date(2016, 5, 5), frozenset({"hemelvaartsdag"})
    usual = {**ALL_CLOSED, "bevrijdingsdag": None}
    assert is_uncertain(location(holidays=usual, uncertain_holidays=doubt), both)
    assert not is_uncertain(location(uncertain_holidays=doubt), both)


def test_a_day_on_which_all_is_closed_or_the_place_is_not_there_is_certain() -> None:
    whole = Closure(datetime.fromisoformat("2026-12-24"), datetime.fromisoformat("2026-12-25"))
    part = Closure(datetime.fromisoformat("2026-12-24 10:00"), datetime.fromisoformat("2026-12-24 12:00"))
    found = [is_uncertain(location(**UNCERTAIN, closures=(closure,)), CHRISTMAS_EVE) for closure in (whole, part)]
    assert found == [False, True]
    assert not is_uncertain(location(**UNCERTAIN, closes_after=date(2026, 12, 23)), CHRISTMAS_EVE)


def test_the_next_walk_in_tells_whether_an_uncertain_day_lies_before_it() -> None:
    known = calendar(location(**UNCERTAIN))
    evenings = (date(2026, 11, 23), date(2026, 12, 22), date(2026, 12, 23))
    found = [next_walk_in(known, at(day, time(20))) for day in evenings]
    assert [(one.begin.date(), one.perhaps_earlier) for one in found if one] == [
        (date(2026, 11, 25), True),
        (date(2026, 12, 23), False),
        (date(2026, 12, 28), True),
    ]


def test_a_temporary_location_is_open_from_its_first_to_its_last_day() -> None:
    place = location(opens_on=TUESDAY, closes_after=date(2026, 11, 25))
    assert [bool(openings(place, date(2026, 11, day))) for day in (23, 24, 25, 26)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("moment", "is_it"), [("2026-11-24T09:59", False), ("2026-11-24T10:00", True), ("2026-11-24T15:59", True), ("2026-11-24T16:00", False)]
)
def test_the_doors_are_open_from_the_first_minute_up_to_closing_time(moment: str, is_it: bool) -> None:
    assert (current(location(), from_wall(moment)) is not None) is is_it
    assert (current(location(), from_wall(moment).astimezone(UTC)) is not None) is is_it


def test_the_next_walk_in_is_now_when_the_doors_are_open() -> None:
    known = calendar()
    found = next_walk_in(known, at(TUESDAY, time(12)))
    assert found == WalkIn(known.locations["desk"], at(TUESDAY, time(10)), at(TUESDAY, time(16)), True)


def test_the_next_walk_in_after_thursday_is_on_monday() -> None:
    known = calendar()
    found = next_walk_in(known, at(date(2026, 11, 26), time(16)))
    assert found == WalkIn(known.locations["desk"], at(date(2026, 11, 30), time(10)), at(date(2026, 11, 30), time(16)), False)


def test_the_next_walk_in_skips_the_holidays() -> None:
    found = next_walk_in(calendar(), at(date(2026, 12, 23), time(16, 30)))
    assert found is not None
    assert found.begin == at(date(2026, 12, 28), time(10))


def test_the_next_walk_in_is_the_first_of_all_places_that_have_one() -> None:
    by_appointment = location(id="office", walk_in=False, week={1: hours((8, 9))})
    library = location(id="library", week={1: hours((9, 11))})
    known = calendar(location(), by_appointment, library)
    monday_evening = next_walk_in(known, at(date(2026, 11, 23), time(20)))
    at_half_past_ten = next_walk_in(known, at(TUESDAY, time(10, 30)))
    assert monday_evening is not None
    assert at_half_past_ten is not None
    assert (monday_evening.location.id, at_half_past_ten.location.id) == ("library", "desk")


def test_there_is_no_next_walk_in_when_nothing_opens_within_a_year() -> None:
    assert next_walk_in(calendar(location(closes_after=date(2026, 11, 1))), at(TUESDAY, time(10))) is None
    assert next_walk_in(calendar(location(walk_in=False)), at(TUESDAY, time(10))) is None


def test_weekdays_with_the_same_hours_are_told_together() -> None:
    week = {0: hours((10, 16)), 1: hours((10, 12), (13, 16)), 2: hours((10, 16)), 4: ()}
    assert hours_groups(location(week=week)) == (((0, 2), hours((10, 16))), ((1,), hours((10, 12), (13, 16))))


def test_a_location_without_a_choice_for_a_holiday_is_told_so_by_name() -> None:
    chosen = {name: () for name in HOLIDAYS if name not in ("bevrijdingsdag", "oudejaarsdag")}
    assert missing_holidays(location(holidays=chosen), 2027) == ("bevrijdingsdag", "oudejaarsdag")
    assert missing_holidays(location(holidays=ALL_CLOSED), 2027) == ()


def test_a_temporary_location_needs_a_choice_only_for_the_holidays_within_its_dates() -> None:
    place = location(holidays={}, opens_on=date(2026, 12, 1), closes_after=date(2026, 12, 24))
    assert missing_holidays(place, 2026) == ("kerstavond",)
