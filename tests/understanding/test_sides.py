"""A subject of inhabitants and employers alike: who asks decides, and when that is not said we ask it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np
import pytest

from bot.understanding.classifier import Numbers
from bot.understanding.pipeline import Decision, Meaning, Thresholds, Understanding

THRESHOLDS = Thresholds(sure=0.75, ask=0.2, temperature=1.0)


@dataclass(frozen=True)
class Torn:
    """A classifier that gives the same chances whatever is said; it stands where the learned one stands."""

    chances: Mapping[str, float]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.chances)

    def points(self, words: Sequence[str]) -> Numbers:
        return np.array([log(chance) for chance in self.chances.values()], np.float32)

    def gains(self, words: Sequence[str]) -> Mapping[str, Numbers]:
        return {}


def heard(understanding: Understanding, *, audience: str = "", **chances: float) -> Meaning:
    """What is understood of a message that is so likely about each topic."""
    named = {topic.replace("_", "-"): chance for topic, chance in chances.items()}
    model = Torn({**named, "kosten": 1 - sum(named.values())})
    return replace(understanding, model=model, thresholds=THRESHOLDS).understand("werk in de bouw", audience=audience)


def test_torn_between_an_inhabitant_and_an_employer_we_ask_who_asks(understanding: Understanding) -> None:
    meaning = heard(understanding, werk_zoeken=0.5, personeel=0.45)
    assert (meaning.decision, meaning.topic, meaning.side_unsaid) == (Decision.CLARIFY, None, True)
    assert [one.topic for one in meaning.candidates[:2]] == ["werk-zoeken", "personeel"]


def test_an_answer_that_the_other_side_may_have_asked_for_is_not_given_as_certain(understanding: Understanding) -> None:
    meaning = heard(understanding, werk_zoeken=0.76, personeel=0.22)
    assert (meaning.decision, meaning.side_unsaid) == (Decision.CLARIFY, True)


def test_who_said_to_be_an_employer_is_not_asked(understanding: Understanding) -> None:
    meaning = heard(understanding, werk_zoeken=0.5, personeel=0.45, audience="werkgever")
    assert (meaning.decision, meaning.topic, meaning.side_unsaid) == (Decision.ANSWER, "personeel", False)
    assert meaning.candidates[0].topic == "personeel"


@pytest.mark.parametrize(
    ("chances", "decision"),
    [
        ({"werk_zoeken": 0.8, "personeel": 0.15}, Decision.ANSWER),  # the other side is far off
        ({"werk_zoeken": 0.4, "personeel": 0.3}, Decision.CLARIFY),  # it may well be about something else
        ({"scholing": 0.5, "personeel": 0.45}, Decision.CLARIFY),  # one of both is for everybody
    ],
)
def test_another_doubt_is_no_question_of_who_asks(understanding: Understanding, chances: dict[str, float], decision: Decision) -> None:
    meaning = heard(understanding, **chances)
    assert (meaning.decision, meaning.side_unsaid) == (decision, False)
