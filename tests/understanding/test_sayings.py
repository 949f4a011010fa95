"""Sayings are left out before risk is weighed, and none may silence a cry for help."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding.risk import danger_in, find_crisis
from bot.understanding.sayings import NotASaying, read_sayings, sayings_of, shipped_sayings
from bot.understanding.silence import crisis_sentences, examine_sayings, silenced


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


def test_none_of_ours_silences_a_cry_for_help() -> None:
    assert (len(read_sayings()) > 20, [str(problem) for problem in examine_sayings()]) == (True, [])


def test_a_saying_that_would_silence_a_cry_is_told_with_the_cry(tmp_path: Path) -> None:
    path = tmp_path / "gezegden.txt"
    path.write_text("# van de balie\nwil niet meer leven\neen, twee\n", encoding="utf-8")
    problems = examine_sayings(path)
    assert [problem.place.line for problem in problems] == [2, 3]
    assert "wil niet meer leven" in silenced(["wil niet meer leven"], crisis_sentences())["wil niet meer leven"]
    assert problems[0].message.startswith("met 'wil niet meer leven' horen wij deze noodkreet niet meer: '")


def test_leaving_out_takes_bounded_work() -> None:
    assert len(shipped_sayings().left_out("dood " * 50_000)) < 4000
