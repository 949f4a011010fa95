"""What one phrase says about when: its days and hours, how far it moves, and whether it takes the place of what was said."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.time import ZONE
from bot.domain.wish import Wish
from bot.domain.wish_phrase import Phrase, narrowed, phrase_of

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=ZONE)
THAT_WEEK = (date(2026, 12, 7), date(2026, 12, 11))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("woensdag", Phrase(Wish(days=(date(2026, 12, 2),)))),
        ("woensdag om 11 uur", Phrase(Wish(days=(date(2026, 12, 2),), clocks=(time(11),)), about="times")),
        ("half drie of anders kwart voor vier", Phrase(Wish(clocks=(time(14, 30), time(15, 45))))),
        ("toch liever in de middag", Phrase(Wish(part="middag"), replaces=True)),
        ("niet morgen", Phrase(Wish(not_dates=(date(2026, 12, 1),)))),
        ("volgende week niet", Phrase(Wish(span=(date(2026, 12, 14), date(2026, 12, 18)), start=date(2026, 12, 14)), about="days")),
        ("een dag later", Phrase(Wish(), timedelta(days=1), about="days")),
        ("de week erna", Phrase(Wish(), timedelta(days=7), about="days")),
        ("de tijd maakt niet uit", Phrase(Wish(soon=True), about="times")),
        ("ik heet Jan", Phrase(Wish())),
    ],
)
def test_a_phrase_says_its_days_its_hours_and_how_it_bears_on_what_was_said(text: str, phrase: Phrase) -> None:
    assert phrase_of(text, MONDAY) == phrase


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("volgende week ben ik pas terug, de week daarna dan", Wish(span=(date(2026, 12, 14), date(2026, 12, 18)))),
        ("deze week niet, een week later wel", Wish(span=THAT_WEEK)),
        ("volgende week of de week erna", Wish(span=(date(2026, 12, 7), date(2026, 12, 18)))),
        ("dinsdag kan ik niet, de dag erna wel", Wish(days=(date(2026, 12, 2),))),
        ("morgen niet, een dag later wel", Wish(days=(date(2026, 12, 2),))),
        ("deze week niet, 2 weken later wel", Wish(span=(date(2026, 12, 14), date(2026, 12, 18)))),
        ("een dag later dan dinsdag", Wish(days=(date(2026, 12, 2),))),
        ("in de kerstvakantie niet, de week erna wel", Wish(span=(date(2027, 1, 4), date(2027, 1, 8)))),
        ("woensdag om 3 uur, of een half uur later", Wish(days=(date(2026, 12, 2),), clocks=(time(15),))),
    ],
)
def test_what_is_counted_from_a_day_in_the_same_phrase_moves_nothing_that_was_spoken_of(text: str, wish: Wish) -> None:
    phrase = phrase_of(text, MONDAY)
    assert (phrase.wish, phrase.shift) == (wish, None)


@pytest.mark.parametrize(
    ("text", "clocks"),
    [
        ("10 uur, 11 uur of half 12", (time(10), time(11), time(11, 30))),
        ("om 10 of 11", (time(10), time(11))),
        ("10 of 10.30", (time(10), time(10, 30))),
        ("ik wil een afspraak over werk dinsdag om 11 of 12 uur", (time(11), time(12))),
        ("donderdag 1 of 2 uur", (time(13), time(14))),
        ("dinsdag 2 uur, anders 3", (time(14), time(15))),
        ("rond een uur of twee", (time(14),)),
        ("1 of 2 december om 11 uur", (time(11),)),
        ("ik moet om 3 uur naar school, kan 4 uur", (time(16),)),
    ],
)
def test_several_times_are_kept_in_the_order_in_which_they_are_wanted(text: str, clocks: tuple[time, ...]) -> None:
    assert phrase_of(text, MONDAY).wish.clocks == clocks


@pytest.mark.parametrize(("text", "empty"), [("ik heet Jan", True), ("een dag later", False), ("woensdag", False)])
def test_a_phrase_is_empty_when_it_says_nothing_about_when(text: str, empty: bool) -> None:
    assert phrase_of(text, MONDAY).is_empty() is empty


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("woensdag", date(2026, 12, 9)),
        ("woensdag om 2 uur", date(2026, 12, 9)),
        ("woensdag 16 december", date(2026, 12, 16)),
        ("morgen", date(2026, 12, 1)),
        ("zaterdag", date(2026, 12, 5)),
    ],
)
def test_a_bare_weekday_is_one_of_the_days_that_were_spoken_of(text: str, day: date) -> None:
    assert phrase_of(text, MONDAY, THAT_WEEK).wish.days == (day,)


@pytest.mark.parametrize(
    ("wish", "text", "around", "then"),
    [
        (Wish(days=(date(2026, 12, 2),)), "een dag later", None, Wish(days=(date(2026, 12, 3),))),
        (Wish(span=THAT_WEEK), "de week erna", None, Wish(span=(date(2026, 12, 14), date(2026, 12, 18)))),
        (Wish(), "de week erna", None, Wish(span=THAT_WEEK)),
        (
            Wish(),
            "een half uur eerder",
            datetime(2026, 12, 2, 11, tzinfo=ZONE),
            Wish(days=(date(2026, 12, 2),), clocks=(time(10, 30),)),
        ),
        (Wish(), "een half uur eerder", None, Wish()),
        (Wish(span=THAT_WEEK), "de week ervoor", None, Wish(span=(date(2026, 11, 30), date(2026, 12, 4)))),
        (Wish(days=(date(2026, 12, 2),)), "de dag erna", None, Wish(days=(date(2026, 12, 3),))),
        (
            Wish(),
            "woensdag een half uur later",
            datetime(2026, 12, 1, 11, tzinfo=ZONE),
            Wish(days=(date(2026, 12, 2),), clocks=(time(11, 30),)),
        ),
        (
            Wish(),
            "de afspraak van dinsdag een week later",
            datetime(2026, 12, 1, 11, tzinfo=ZONE),
            Wish(days=(date(2026, 12, 8),), clocks=(time(11),)),
        ),
        (Wish(span=THAT_WEEK), "dan ben ik weg, de week erna", None, Wish(span=(date(2026, 12, 14), date(2026, 12, 18)))),
    ],
)
def test_a_shift_counts_from_what_was_spoken_of(wish: Wish, text: str, around: datetime | None, then: Wish) -> None:
    assert narrowed(wish, text, MONDAY, around=around) == then
