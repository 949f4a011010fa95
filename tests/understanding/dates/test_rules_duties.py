"""What somebody has to do on a day or at an hour is no wish for it: their neighbours stand in momenten.yaml."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.content.clock import ZONE
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.dates.lexicon import DUTIES
from tests.understanding.dates.test_find_moment import said

TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=ZONE)


@pytest.mark.parametrize("duty", DUTIES)
def test_a_weekday_with_a_duty_is_left_out(duty: str) -> None:
    assert said(find_moment(f"maandag heb ik {duty}", TUESDAY)) == "niet:maandag"


@pytest.mark.parametrize("free", ["maandag heb ik tijd", "maandag heb ik vrij", "maandag werk ik niet", "maandag hoef ik niet te werken"])
def test_a_day_off_is_a_wish(free: str) -> None:
    assert find_moment(free, TUESDAY).date == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("voor half elf moet ik werken", "10:30-"),
        ("na half vier moet ik de kinderen halen", "-15:30"),
        ("tussen 10 en 11 heb ik therapie", "11:00-"),
        ("in de middag breng ik mijn moeder weg", "ochtend -12:00"),
        ("om half drie haal ik mijn dochter van school", "-14:30"),
        ("om half negen breng ik de kinderen", "leeg"),
    ],
)
def test_of_hours_with_a_duty_the_others_remain(sentence: str, meant: str) -> None:
    assert said(find_moment(sentence, TUESDAY)) == meant


def test_a_day_or_a_week_leaves_each_day_of_the_week_to_choose_from() -> None:
    found = find_moment("morgen of anders volgende week", TUESDAY)
    week = [date(2026, 11, 30), *(date(2026, 12, day) for day in (1, 2, 3, 4))]
    assert (found.date, list(found.alternatives)) == (date(2026, 11, 25), week)
