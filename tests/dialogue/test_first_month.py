"""What people ask in a first month: how many of these questions get an answer of use, that none gets a wrong one, and how much there is to read."""

from __future__ import annotations

from collections import Counter
from statistics import median

import pytest

from bench.first_month import Outcome, ask_all, questions
from bot.app.assistant import Snapshot

USEFUL, WRONG = 124, 0
"""What is reached: these only get better. The goal was 105 of use and none wrong."""
MIDDLE_WORDS, NOT_KNOWING = 45, 0.08
"""The words of the middle reply, and the share of replies that say that we do not know something."""


@pytest.fixture(scope="module")
def outcomes(snapshot: Snapshot) -> list[Outcome]:
    """What a stranger gets who asks it."""
    return ask_all(snapshot)


def test_the_questions_are_all_there() -> None:
    assert (len(questions()), len({one["vraag"] for one in questions()})) == (127, 127)


def test_at_least_as_many_are_of_use_as_before_and_no_more_are_wrong(outcomes: list[Outcome]) -> None:
    counted = Counter(one.verdict for one in outcomes)
    rest = "\n".join(f"{one.verdict}: {one.question} ({one.topic})" for one in outcomes if one.verdict != "useful")
    assert (counted["useful"] >= USEFUL, counted["wrong"] <= WRONG) == (True, True), f"{counted}\n{rest}"


def test_a_reply_is_short_and_seldom_says_what_we_do_not_know(outcomes: list[Outcome]) -> None:
    unknown = [one.question for one in outcomes if one.says_not_to_know]
    middle = median(one.words for one in outcomes)
    assert (middle <= MIDDLE_WORDS, len(unknown) <= NOT_KNOWING * len(outcomes)) == (True, True), f"{middle}\n{unknown}"
