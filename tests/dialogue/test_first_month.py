"""What people ask in a first month: how many of these questions get an answer of use, and that none gets a wrong one.

A reply is of use when it is about the subject and holds the fact or the step that helps (`moet`; one of several where a `/` stands
between them). It is wrong when it answers something else. In between is a reply that asks back, or lacks the fact.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.app.assistant import Reception, Snapshot
from bot.config import Settings
from bot.dialogue.context import TurnResult
from bot.domain.messages import Message
from bot.storage.database import Storage
from tests.conftest import SUNDAY_EVENING

QUESTIONS = [json.loads(line) for line in (Path(__file__).parent / "eerste-maand.jsonl").read_text("utf-8").splitlines()]
USEFUL, WRONG = 82, 14
"""What is reached: these only get better."""
GOAL_USEFUL = 105


def judged(question: dict[str, Any], result: TurnResult) -> str:
    """`useful`, `half` or `wrong`."""
    said = " ".join((*(reply.text for reply in result.replies), *(button.label for reply in result.replies for button in reply.buttons)))
    holds = all(any(one.strip().casefold() in said.casefold() for one in needed.split(" / ")) for needed in question["moet"])
    asked_back = not result.topic or any(reply.numbered for reply in result.replies)
    if asked_back:
        return "useful" if holds and result.state.crisis else "half"
    if result.topic not in question["onderwerp"]:
        return "wrong"
    return "useful" if holds else "half"


@pytest.fixture(scope="module")
def outcomes(snapshot: Snapshot) -> list[tuple[str, str, str]]:
    """Per question the verdict and the subject of the reply that a stranger gets."""
    storage = Storage(":memory:")
    reception = Reception(storage, snapshot, Settings())
    found = []
    for number, question in enumerate(QUESTIONS):
        result = reception.handle(Message(f"p{number}", SUNDAY_EVENING, question["vraag"], channel="json")).result
        found.append((judged(question, result), question["vraag"], result.topic))
    storage.close()
    return found


def test_the_questions_are_all_there() -> None:
    assert (len(QUESTIONS), len({one["vraag"] for one in QUESTIONS})) == (127, 127)


def test_at_least_as_many_are_of_use_as_before_and_no_more_are_wrong(outcomes: list[tuple[str, str, str]]) -> None:
    counted = Counter(verdict for verdict, _, _ in outcomes)
    rest = "\n".join(f"{verdict}: {question} ({topic})" for verdict, question, topic in outcomes if verdict != "useful")
    assert (counted["useful"] >= USEFUL, counted["wrong"] <= WRONG) == (True, True), f"{counted}\n{rest}"
