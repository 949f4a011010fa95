"""A wish over several messages: each phrase narrows its own dimension, what contradicts replaces it."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from bot.content.schema_answers import Said
from bot.domain.time import ZONE
from bot.domain.wish import Wish, from_text, to_text
from bot.domain.wish_phrase import narrowed

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=ZONE)
NEXT_WEEK = (date(2026, 12, 7), date(2026, 12, 11))


def after(*phrases: str) -> Wish:
    wish = Wish()
    for phrase in phrases:
        wish = narrowed(wish, phrase, MONDAY)
    return wish


@pytest.mark.parametrize(
    ("phrases", "wish"),
    [
        (["volgende week", "na 13 uur"], Wish(span=NEXT_WEEK, part="middag", hours=(time(13), None))),
        (["volgende week", "niet op maandag"], Wish(span=NEXT_WEEK, not_weekdays=("maandag",))),
        (["volgende week", "donderdag"], Wish(days=(date(2026, 12, 10),))),
        (["dinsdag", "in de middag"], Wish(days=(date(2026, 12, 1),), part="middag")),
        (["dinsdag 8 december", "om half elf"], Wish(days=(date(2026, 12, 8),), clocks=(time(10, 30),))),
        (
            ["niet op maandag", "volgende week", "voor 12 uur"],
            Wish(span=NEXT_WEEK, not_weekdays=("maandag",), part="ochtend", hours=(None, time(12))),
        ),
    ],
)
def test_each_phrase_narrows_its_own_dimension(phrases: list[str], wish: Wish) -> None:
    assert after(*phrases) == wish


@pytest.mark.parametrize(
    ("phrases", "wish"),
    [
        (["volgende week", "toch liever deze week"], Wish(span=(date(2026, 11, 30), date(2026, 12, 4)))),
        (["in de ochtend", "toch liever in de middag"], Wish(part="middag")),
        (["dinsdag 8 december om 10 uur", "toch liever donderdag"], Wish(days=(date(2026, 12, 10),), clocks=(time(10),))),
        (["dinsdag 8 december om 10 uur", "om 2 uur"], Wish(days=(date(2026, 12, 8),), clocks=(time(14),))),
        (["na 14 uur", "voor 11 uur"], Wish(part="ochtend", hours=(None, time(11)))),
    ],
)
def test_what_contradicts_replaces(phrases: list[str], wish: Wish) -> None:
    assert after(*phrases) == wish


def test_naming_a_day_that_was_refused_lifts_the_refusal() -> None:
    assert after("volgende week", "niet op dinsdag", "toch dinsdag") == Wish(days=(date(2026, 12, 8),))


@pytest.mark.parametrize(
    ("phrases", "wish"),
    [
        (["niet morgen"], Wish(not_dates=(date(2026, 12, 1),))),
        (["behalve 10 december", "na 13 uur"], Wish(not_dates=(date(2026, 12, 10),), part="middag", hours=(time(13), None))),
        (["volgende week niet"], Wish(span=(date(2026, 12, 14), date(2026, 12, 18)), start=date(2026, 12, 14))),
    ],
)
def test_days_can_be_refused(phrases: list[str], wish: Wish) -> None:
    assert after(*phrases) == wish


@pytest.mark.parametrize(
    ("phrases", "wish"),
    [
        (["dinsdag om 2 uur", "een dag later"], Wish(days=(date(2026, 12, 2),), clocks=(time(14),))),
        (["dinsdag om 2 uur", "een half uur eerder"], Wish(days=(date(2026, 12, 1),), clocks=(time(13, 30),))),
        (["volgende week", "de week erna"], Wish(span=(date(2026, 12, 14), date(2026, 12, 18)))),
    ],
)
def test_later_and_earlier_count_from_what_was_said(phrases: list[str], wish: Wish) -> None:
    assert after(*phrases) == wish


def test_several_times_are_kept_in_their_order() -> None:
    assert after("half 3 of anders kwart voor 4").clocks == (time(14, 30), time(15, 45))
    assert after("10 of 11 uur").clocks == (time(10), time(11))


def test_the_same_time_is_copied_to_another_day() -> None:
    held = datetime(2026, 12, 8, 13, 15, tzinfo=ZONE)
    assert narrowed(Wish(), "maandag 14 december zelfde tijd", MONDAY, {Said.SAME_TIME}, held).exact == (date(2026, 12, 14), time(13, 15))


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("maakt niet uit", Wish()),
        ("de dag maakt niet uit", Wish(part="middag")),
        ("de tijd maakt niet uit", Wish(days=(date(2026, 12, 1),))),
    ],
)
def test_it_does_not_matter_empties_it(text: str, wish: Wish) -> None:
    assert narrowed(after("dinsdag in de middag"), text, MONDAY, {Said.ANY}) == wish


@pytest.mark.parametrize(
    "phrases", [["volgende week, niet op maandag", "voor 12 uur"], ["niet morgen"], ["dinsdag om 10 of 11 uur"], [], ["zo snel mogelijk"]]
)
def test_a_wish_is_read_from_the_state_as_it_was_written(phrases: list[str]) -> None:
    assert from_text(to_text(after(*phrases))) == after(*phrases)
