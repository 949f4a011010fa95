"""When we can call: inside opening hours, near to what was asked."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.content.clock import PARTS_OF_DAY, in_part_of_day
from bot.content.model import Knowledge
from bot.content.services import Hours
from bot.domain.callback_slots import Window, call_windows, keeps
from bot.domain.time import ZONE
from bot.understanding.dates.find_moment import Moment
from tests.domain.calendars import calendar, location

SUNDAY = datetime(2026, 11, 22, 21, 40, tzinfo=ZONE)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def test_the_first_windows_are_those_of_the_next_open_day(shipped_knowledge: Knowledge) -> None:
    assert call_windows(shipped_knowledge.calendar, SUNDAY, Moment()) == (
        Window(at(23, 10), at(23, 12)),
        Window(at(23, 12), at(23, 14)),
        Window(at(23, 14), at(23, 16)),
        Window(at(24, 10), at(24, 12)),
    )


def test_after_eleven_begins_at_eleven(shipped_knowledge: Knowledge) -> None:
    assert call_windows(shipped_knowledge.calendar, SUNDAY, Moment(time_span=(time(11), None)), limit=1) == (
        Window(at(23, 11), at(23, 13)),
    )


def test_a_wished_day_is_kept_to_and_a_closed_day_gives_none(shipped_knowledge: Knowledge) -> None:
    calendar = shipped_knowledge.calendar
    assert {one.begin.date() for one in call_windows(calendar, SUNDAY, Moment(date=date(2026, 11, 25)))} == {date(2026, 11, 25)}
    assert call_windows(calendar, SUNDAY, Moment(date=date(2026, 11, 27))) == ()


def test_nothing_is_promised_within_the_hour(shipped_knowledge: Knowledge) -> None:
    assert call_windows(shipped_knowledge.calendar, at(23, 15, 30), Moment(), limit=1) == (Window(at(24, 10), at(24, 12)),)


def test_every_window_that_is_offered_can_be_kept(shipped_knowledge: Knowledge) -> None:
    calendar = shipped_knowledge.calendar
    wishes = (Moment(), Moment(time_span=(time(11), None)), Moment(time_span=(None, time(13))), Moment(date=date(2026, 12, 10)))
    offered = [window for wish in wishes for window in call_windows(calendar, SUNDAY, wish, limit=100)]
    assert len(offered) > 90
    assert [window for window in offered if not keeps(calendar, SUNDAY, window)] == []


def test_a_window_outside_our_hours_too_soon_too_far_or_too_long_is_not_kept(shipped_knowledge: Knowledge) -> None:
    calendar, now = shipped_knowledge.calendar, at(23, 11)
    wrong = [
        Window(at(23, 8), at(23, 10)),
        Window(at(23, 15), at(23, 17)),
        Window(at(27, 10), at(27, 12)),
        Window(at(23, 10), at(23, 12)),
        Window(at(22, 10), at(22, 12)),
        Window(at(24, 10), at(24, 15)),
        Window(at(24, 12), at(24, 10)),
        Window(at(24, 10), at(25, 12)),
        Window(datetime(2027, 11, 23, 10, tzinfo=ZONE), datetime(2027, 11, 23, 12, tzinfo=ZONE)),
    ]
    assert [window for window in wrong if keeps(calendar, now, window)] == []


def test_an_hour_before_we_open_cannot_be(shipped_knowledge: Knowledge) -> None:
    assert call_windows(shipped_knowledge.calendar, SUNDAY, Moment(time=time(8))) == ()


def test_the_parts_of_a_day_leave_no_hour_out() -> None:
    """Who opens at five can be called in the morning: the twin of this rule began at six, and lost the hour before it."""
    early = calendar(location(week={1: (Hours(time(5), time(7)),)}))
    assert call_windows(early, SUNDAY, Moment(date=date(2026, 11, 24), part_of_day="ochtend")) == (Window(at(24, 5), at(24, 7)),)
    assert [sum(in_part_of_day(time(hour), part) for part in PARTS_OF_DAY) for hour in range(24)] == [1] * 24
