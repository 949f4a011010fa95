"""No saying may silence a cry for help."""

from __future__ import annotations

from pathlib import Path

from bot.understanding.sayings import read_sayings
from bot.understanding.silence import crisis_sentences, examine_sayings, silenced


def test_none_of_ours_silences_a_cry_for_help() -> None:
    assert (len(read_sayings()) > 20, [str(problem) for problem in examine_sayings()]) == (True, [])


def test_a_saying_that_would_silence_a_cry_is_told_with_the_cry(tmp_path: Path) -> None:
    path = tmp_path / "gezegden.txt"
    path.write_text("# van de balie\nwil niet meer leven\neen, twee\n", encoding="utf-8")
    problems = examine_sayings(path)
    assert [problem.place.line for problem in problems] == [2, 3]
    assert "wil niet meer leven" in silenced(["wil niet meer leven"], crisis_sentences())["wil niet meer leven"]
    assert problems[0].message.startswith("met 'wil niet meer leven' horen wij deze noodkreet niet meer: '")
