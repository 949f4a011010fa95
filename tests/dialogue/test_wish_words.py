"""A wish as we read it back, so that who was misunderstood sees it."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.content.model import Knowledge
from bot.dialogue.wish_words import days_of, hours_of, read_back, words_of
from bot.domain.wish import Wish
from bot.storage.database import Storage
from bot.understanding.dates.find_moment import DayHours
from tests.dialogue.turns import context_of

TUESDAY, THURSDAY = date(2026, 12, 1), date(2026, 12, 3)


@pytest.mark.parametrize(
    ("wish", "days", "hours"),
    [
        (Wish(), "", ""),
        (Wish(days=(TUESDAY,)), "dinsdag 1 december", ""),
        (Wish(days=(TUESDAY, THURSDAY)), "dinsdag 1 december of donderdag 3 december", ""),
        (Wish(days=(date(2027, 1, 5),)), "dinsdag 5 januari 2027", ""),
        (Wish(span=(date(2026, 11, 30), date(2026, 12, 4))), "deze week", ""),
        (Wish(span=(date(2026, 12, 7), date(2026, 12, 13))), "volgende week", ""),
        (Wish(span=(date(2026, 12, 7), date(2026, 12, 9))), "van maandag 7 december tot en met woensdag 9 december", ""),
        (Wish(start=THURSDAY), "vanaf donderdag 3 december", ""),
        (Wish(span=(THURSDAY, date(2026, 12, 4)), start=THURSDAY), "vanaf donderdag 3 december", ""),
        (Wish(days=(TUESDAY,), start=THURSDAY), "dinsdag 1 december", ""),
        (Wish(not_weekdays=("maandag",), not_dates=(THURSDAY,)), "niet maandag en donderdag 3 december", ""),
        (Wish(days=(TUESDAY,), not_weekdays=("maandag", "woensdag", "donderdag", "vrijdag")), "dinsdag 1 december", ""),
        (Wish(days=(TUESDAY,), not_dates=(THURSDAY,)), "dinsdag 1 december", ""),
        (Wish(not_weekdays=("maandag", "woensdag", "donderdag", "vrijdag")), "alleen dinsdag", ""),
        (Wish(not_weekdays=("maandag", "woensdag", "vrijdag")), "alleen dinsdag en donderdag", ""),
        (Wish(not_weekdays=("maandag", "vrijdag")), "niet maandag en vrijdag", ""),
        (Wish(span=(date(2026, 12, 7), date(2026, 12, 11)), not_weekdays=("maandag",)), "volgende week, niet maandag", ""),
        (Wish(clocks=(time(14, 30), time(15, 45))), "", "om 14.30 uur of 15.45 uur"),
        (Wish(hours=(time(13), None)), "", "na 13.00 uur"),
        (Wish(hours=(None, time(11))), "", "voor 11.00 uur"),
        (Wish(part="ochtend", hours=(time(10), time(12))), "", "tussen 10.00 uur en 12.00 uur"),
        (Wish(part="middag"), "", "in de middag"),
    ],
)
def test_a_wish_says_its_days_and_its_hours(storage: Storage, shipped_knowledge: Knowledge, wish: Wish, days: str, hours: str) -> None:
    context = context_of(storage, shipped_knowledge)
    assert (days_of(context, wish), hours_of(context, wish)) == (days, hours)
    assert words_of(context, wish) == ", ".join(part for part in (days, hours) if part)


def test_days_with_hours_of_their_own_are_said_with_them(storage: Storage, shipped_knowledge: Knowledge) -> None:
    wish = Wish(days=(TUESDAY, THURSDAY), by_day=(DayHours(TUESDAY, part_of_day="ochtend"), DayHours(THURSDAY, time=time(14))))
    assert (
        words_of(context_of(storage, shipped_knowledge), wish) == "dinsdag 1 december, in de ochtend of donderdag 3 december, om 14.00 uur"
    )


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish(), ""),
        (Wish(soon=True), ""),
        (Wish(days=(TUESDAY,), part="middag"), "U zocht: dinsdag 1 december, in de middag."),
        (Wish(days=(TUESDAY, THURSDAY), doubt="woensdag"), "Dinsdag 1 december is geen woensdag. Welke dag bedoelt u?"),
    ],
)
def test_it_is_read_back_unless_it_says_nothing_and_a_wrong_weekday_is_asked(
    storage: Storage, shipped_knowledge: Knowledge, wish: Wish, said: str
) -> None:
    assert read_back(context_of(storage, shipped_knowledge), wish) == said
