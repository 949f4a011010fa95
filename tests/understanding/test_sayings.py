"""Sayings are left out before risk is weighed."""

from __future__ import annotations

import pytest

from bot.understanding.risk import danger_in, find_crisis
from bot.understanding.sayings import NotASaying, read_sayings, sayings_of, shipped_sayings


@pytest.mark.parametrize(
    ("saying", "text", "left"),
    [
        ("lach* me|mij dood", "Ik lachte me dood om die brief", "ik  ,  om die brief"),
        ("mes .. keel", "het mes staat op de keel, zei hij", "het  , , zei hij"),
        ("mes .. keel", "het mes staat echt wel op de keel", "het mes staat echt wel op de keel"),
        ("op op", "op. op", "op. op"),
        ("lach* me dood", "ik slachte me dood", "ik slachte me dood"),
        ("slaat mij niet !alleen|meer", "hij slaat mij niet, echt", "hij  , , echt"),
        ("slaat mij niet !alleen|meer", "hij slaat mij niet alleen", "hij slaat mij niet alleen"),
    ],
)
def test_a_saying_is_left_out_and_nothing_else(saying: str, text: str, left: str) -> None:
    assert sayings_of([saying]).left_out(text) == left


@pytest.mark.parametrize("line", ["dood", ".. dood gaan", "dood gaan ..", "dood, gaan", "dood|| gaan", "dood !gaan", "!gaan"])
def test_a_line_that_is_no_saying_is_refused(line: str) -> None:
    with pytest.raises(NotASaying):
        sayings_of([line])


def test_there_are_some_hundred_and_fifty_of_ours() -> None:
    assert len(read_sayings()) >= 150


def test_a_cry_for_help_beside_a_saying_is_heard() -> None:
    assert danger_in("ik schaam me dood") is None
    assert find_crisis("ik schaam me dood en ik wil niet meer leven") == "zelfdoding"


def test_leaving_out_takes_bounded_work() -> None:
    assert len(shipped_sayings().left_out("dood " * 50_000)) < 4000
