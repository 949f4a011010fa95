"""One question passes few files: who reads the code to see how an answer comes about has not many to open."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tests.conftest import Citizen

BOT = Path(__file__).parents[2] / "bot"
MOST = 84
"""A ceiling: 64 at the first count, 84 since what is told of oneself and of a visit is read too, and 40 is the aim. Join what is one thing, do not skip what must be asked."""
QUESTION = "ik ben me baan kwijt wat nu"


@contextmanager
def files_passed() -> Iterator[set[str]]:
    """The files of the program in which a function is called meanwhile."""
    passed: set[str] = set()

    def noted(frame: FrameType, event: str, argument: object) -> None:
        del argument
        if event == "call":
            passed.add(frame.f_code.co_filename)

    before = sys.getprofile()
    sys.setprofile(noted)
    try:
        yield passed
    finally:
        sys.setprofile(before)
        ours = {Path(name).relative_to(BOT).as_posix() for name in passed if Path(name).is_relative_to(BOT)}
        passed.clear()
        passed.update(ours)


def test_the_second_asking_of_a_question_passes_no_more_files_than_the_ceiling(citizen: Citizen, other_citizen: Citizen) -> None:
    citizen.says(QUESTION)
    with files_passed() as passed:
        other_citizen.says(QUESTION)
    assert "dialogue/turn.py" in passed
    assert len(passed) <= MOST, sorted(passed)
