"""Which free moments to show: those that suit a wish, few at a time and spread over the days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

import pytest

from bot.content.clock import WEEKDAYS
from bot.content.services import Calendar, PlaceKind, Service
from bot.domain import suggestions
from bot.domain.availability import Slot, Taken, bookable_days, every_free_slot
from bot.domain.suggestions import around, spread, suiting, wished_days
from bot.domain.time import at
from bot.understanding.dates.find_moment import Moment
from tests.domain.calendars import DESK, MONDAY, calendar, clocks, hours, location, service, slot

TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 11, day) for day in (24, 25, 26))


def free_slots(
    calendar: Calendar, service: Service, place: PlaceKind, taken: Taken, now: datetime, wish: Moment | None, limit: int, location: str = ""
) -> Iterator[Slot]:
    """The free moments to show first, put together as the agenda does from the rows."""
    days = wished_days(calendar, now, wish)
    return iter(spread(suiting(every_free_slot(calendar, service, place, taken, now, days, location), wish), wish, limit))


def nearest_slots(
    calendar: Calendar, service: Service, place: PlaceKind, taken: Taken, now: datetime, around: datetime, limit: int, location: str = ""
) -> Iterator[Slot]:
    """Those nearest to one that cannot be had, idem."""
    return iter(
        suggestions.nearest(every_free_slot(calendar, service, place, taken, now, bookable_days(calendar, now), location), around, limit)
    )


def shown(wish: Moment | None, limit: int = 4, known: Calendar | None = None, taken: dict[tuple[str, str], int] | None = None) -> list[str]:
    """What is shown for a wish on Monday morning."""
    known = known or calendar()
    return clocks(list(free_slots(known, known.services["talk"], DESK, taken or {}, MONDAY, wish, limit)))


def all_for(wish: Moment) -> list[str]:
    """Everything that suits a wish."""
    return shown(wish, 10_000)


@pytest.mark.parametrize("wish", [None, Moment(), Moment(asap=True)])
def test_with_nothing_asked_for_two_moments_of_two_days_are_shown_the_first_one_first(wish: Moment | None) -> None:
    assert shown(wish) == ["2026-11-23 11:00", "2026-11-23 13:15", "2026-11-24 10:00", "2026-11-24 12:45"]


def test_six_moments_are_spread_over_three_days() -> None:
    assert [text[:10] for text in shown(None, 6)] == ["2026-11-23"] * 2 + ["2026-11-24"] * 2 + ["2026-11-25"] * 2


def test_on_the_day_that_was_asked_for_the_moments_are_spread_over_the_day() -> None:
    assert shown(Moment(date=TUESDAY)) == ["2026-11-24 10:00", "2026-11-24 11:15", "2026-11-24 12:45", "2026-11-24 14:15"]


def test_the_exact_moment_that_was_asked_for_is_the_only_one() -> None:
    assert shown(Moment(date=TUESDAY, time=time(14, 30))) == ["2026-11-24 14:30"]
    assert shown(Moment(date=TUESDAY, time=time(14, 35))) == []
    assert shown(Moment(date=TUESDAY, time=time(14, 30)), taken={("desk", "2026-11-24T14:45"): 2}) == []


def test_a_time_without_a_day_is_shown_for_the_next_days() -> None:
    assert shown(Moment(time=time(14, 30))) == [f"2026-11-{day} 14:30" for day in (23, 24, 25, 26)]


def test_a_stretch_of_days_gives_only_those_days() -> None:
    assert {text[:10] for text in all_for(Moment(span=(TUESDAY, WEDNESDAY)))} == {"2026-11-24", "2026-11-25"}


def test_a_short_stretch_fills_the_list_from_the_days_it_has() -> None:
    found = shown(Moment(span=(TUESDAY, TUESDAY)), 6)
    assert ([text[:10] for text in found], found) == (["2026-11-24"] * 6, sorted(found))


def test_either_day_of_two_that_were_named_will_do() -> None:
    assert {text[:10] for text in all_for(Moment(date=TUESDAY, alternatives=(THURSDAY,)))} == {"2026-11-24", "2026-11-26"}


def test_not_before_a_day_and_not_on_a_weekday() -> None:
    found = all_for(Moment(date_from=WEDNESDAY, exclude_weekdays=("donderdag", "maandag")))
    assert found[0] == "2026-11-25 10:00"
    assert {date.fromisoformat(text[:10]).weekday() for text in found} == {1, 2}


@pytest.mark.parametrize(("part", "first", "last"), [("ochtend", "10:00", "11:45"), ("middag", "12:00", "15:30")])
def test_a_part_of_the_day_gives_the_moments_that_begin_in_it(part: str, first: str, last: str) -> None:
    found = all_for(Moment(date=TUESDAY, part_of_day=part))
    assert (found[0][11:], found[-1][11:]) == (first, last)


def test_there_is_no_evening_and_no_friday() -> None:
    assert all_for(Moment(part_of_day="avond")) == []
    assert all_for(Moment(date=date(2026, 11, 27))) == []


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        ((time(13), None), "13:00", "15:30"),
        ((None, time(12)), "10:00", "11:30"),
        ((time(13), time(15)), "13:00", "14:30"),
        ((time(13), time(13, 30)), "13:00", "13:00"),
        ((time(13), time(13, 15)), "13:00", "13:15"),
    ],
)
def test_between_two_times_the_appointment_fits_and_when_that_is_too_narrow_it_begins_there(
    span: tuple[time | None, time | None], first: str, last: str
) -> None:
    found = all_for(Moment(date=TUESDAY, time_span=span, part_of_day="middag"))
    assert (found[0][11:], found[-1][11:]) == (first, last)


def test_an_exact_time_goes_before_the_part_of_the_day_that_it_lies_in() -> None:
    assert shown(Moment(date=TUESDAY, time=time(11), part_of_day="middag")) == ["2026-11-24 11:00"]


def nearest(moment: datetime, limit: int = 4, taken: dict[tuple[str, str], int] | None = None) -> list[str]:
    known = calendar()
    return clocks(list(nearest_slots(known, known.services["talk"], DESK, taken or {}, MONDAY, moment, limit)))


def test_around_a_moment_that_is_taken_its_neighbours_come_first_then_other_days_at_that_hour() -> None:
    full = {("desk", "2026-11-25T11:00"): 2}
    assert nearest(at(WEDNESDAY, time(11)), taken=full) == ["2026-11-24 11:00", "2026-11-25 10:30", "2026-11-25 11:15", "2026-11-26 11:00"]


def test_around_a_day_without_an_hour_no_hour_is_nearer_and_the_days_are_spread_out() -> None:
    known = calendar()
    slots = every_free_slot(known, known.services["talk"], DESK, {}, MONDAY, bookable_days(known, MONDAY), "")
    found = suggestions.on_nearest_days(slots, at(WEDNESDAY, time(12)), 4)
    days = {clock[:10] for clock in clocks(found)}
    assert len(found) == 4 and len(days) == 2
    assert [len({clock for clock in clocks(found) if clock.startswith(day)}) for day in sorted(days)] == [2, 2]
    assert not suggestions.names_hours(Moment(date=WEDNESDAY)) and suggestions.names_hours(Moment(time=time(10)))


def test_around_a_closed_day_the_days_before_and_after_it_are_shown() -> None:
    assert nearest(at(date(2026, 11, 27), time(14))) == ["2026-11-25 13:45", "2026-11-25 14:00", "2026-11-26 13:45", "2026-11-26 14:00"]


def test_around_an_uncertain_day_the_days_before_and_after_it_are_shown() -> None:
    known = calendar(location(exceptions={WEDNESDAY: ()}, uncertain_days=frozenset({WEDNESDAY})))
    shown = clocks(list(nearest_slots(known, known.services["talk"], DESK, {}, MONDAY, at(WEDNESDAY, time(11)), 4)))
    assert shown == ["2026-11-24 10:45", "2026-11-24 11:00", "2026-11-26 10:45", "2026-11-26 11:00"]


def test_beyond_the_horizon_the_last_moments_are_nearest_and_before_it_the_first() -> None:
    assert {text[:10] for text in nearest(at(date(2027, 9, 1), time(10)))} == {"2026-12-30", "2027-01-04"}
    assert nearest(at(date(2026, 11, 1), time(10)))[0] == "2026-11-23 11:00"


def test_one_open_day_fills_the_list_alone() -> None:
    known = calendar(location(week={1: hours((10, 12))}), horizon_days=3)
    found = nearest_slots(known, known.services["talk"], DESK, {}, MONDAY, at(TUESDAY, time(11)), 4)
    assert clocks(list(found)) == ["2026-11-24 10:30", "2026-11-24 10:45", "2026-11-24 11:00", "2026-11-24 11:15"]


@pytest.mark.parametrize(
    ("wish", "moment"),
    [
        (None, "2026-11-23 09:00"),
        (Moment(), "2026-11-23 12:00"),
        (Moment(date=TUESDAY), "2026-11-24 12:00"),
        (Moment(date=TUESDAY, time=time(10)), "2026-11-24 10:00"),
        (Moment(span=(TUESDAY, THURSDAY), part_of_day="ochtend"), "2026-11-24 00:00"),
        (Moment(date_from=THURSDAY, time_span=(time(14), None)), "2026-11-26 14:00"),
        (Moment(date_from=THURSDAY, time_span=(None, time(11))), "2026-11-26 11:00"),
    ],
)
def test_a_wish_that_cannot_be_met_still_says_around_which_moment_to_look(wish: Moment | None, moment: str) -> None:
    assert f"{around(wish, MONDAY):%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 5, 50, 10_000])
def test_never_more_than_the_limit_is_shown_and_less_only_when_there_is_no_more(limit: int) -> None:
    known = calendar()
    everything = list(every_free_slot(known, known.services["talk"], DESK, {}, MONDAY, bookable_days(known, MONDAY)))
    found = spread(iter(everything), None, limit)
    assert len(found) == min(limit, len(everything))
    assert found == sorted(set(found), key=lambda one: one.begin)
    assert set(found) <= set(everything)


def test_the_search_stops_when_it_has_enough() -> None:
    looked_at: list[Slot] = []

    def slots() -> Iterable[Slot]:
        for day in range(24, 29):
            looked_at.append(slot(f"2026-11-{day} 10:00"))
            yield looked_at[-1]

    assert (len(spread(slots(), None, 2)), len(looked_at)) == (2, 3)


def test_every_weekday_name_can_be_excluded() -> None:
    known = calendar(location(week={weekday: hours((10, 11)) for weekday in range(7)}), services=(service(minutes=60),))
    for number, name in enumerate(WEEKDAYS):
        found = free_slots(known, known.services["talk"], DESK, {}, MONDAY, Moment(exclude_weekdays=(name,)), 10_000)
        assert {one.begin.weekday() for one in found} == set(range(7)) - {number}
