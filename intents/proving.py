"""Whether the assistant understands the test questions that stand beside the answers, and what a change made worse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.content.entries import Act, Entry
from bot.content.model import Knowledge
from intents.sentences import Sentences
from intents.understanding import OFFERED, Decision, Understanding


class Outcome(StrEnum):
    """What became of a test question; the order is from good to bad."""

    RIGHT = "goed"
    ASKED = "gevraagd"
    MISSED = "gemist"
    WRONG = "fout"


_RANK = {outcome: number for number, outcome in enumerate(Outcome)}


@dataclass(frozen=True)
class Tried:
    """One test question: its topic, what became of it, and the topic that was thought of first."""

    sentence: str
    topic: str
    outcome: Outcome
    found: str = ""
    nearest: str = ""
    """Of a question that went to another topic: the example there that is most like it."""


@dataclass(frozen=True)
class Proof:
    """All test questions of one content."""

    tried: tuple[Tried, ...]

    def share(self, *outcomes: Outcome) -> float:
        """The part (0-1) of the test questions with one of these outcomes; 0 when there are none."""
        return sum(one.outcome in outcomes for one in self.tried) / len(self.tried) if self.tried else 0.0

    @property
    def right(self) -> float:
        """Answered at once with the right topic."""
        return self.share(Outcome.RIGHT)

    @property
    def found(self) -> float:
        """Answered rightly, or after one question back."""
        return self.share(Outcome.RIGHT, Outcome.ASKED)

    @property
    def wrong(self) -> float:
        """Answered with another topic, as if certain."""
        return self.share(Outcome.WRONG)

    def outcomes(self) -> dict[str, dict[str, str]]:
        """Per topic and sentence the outcome, as it is kept to compare with later."""
        kept: dict[str, dict[str, str]] = {}
        for one in self.tried:
            kept.setdefault(one.topic, {})[one.sentence] = one.outcome.value
        return kept

    def worse_than(self, before: Mapping[str, Mapping[str, str]]) -> tuple[Tried, ...]:
        """The test questions that went better with the content that `before` was kept of."""
        return tuple(one for one in self.tried if _worse(one, before.get(one.topic, {}).get(one.sentence, "")))


def _worse(one: Tried, before: str) -> bool:
    return before in _RANK and _RANK[one.outcome] > _RANK[Outcome(before)]


def prove(understanding: Understanding, knowledge: Knowledge, sentences: Sentences) -> Proof:
    """Every test question through the understanding, without anything that was said before."""
    return Proof(tuple(_tried(understanding, topic, sentence) for topic, sentence in _questions(knowledge, sentences)))


def _questions(knowledge: Knowledge, sentences: Sentences) -> Iterator[tuple[str, str]]:
    everything: list[Entry | Act] = [*knowledge.entries.values(), *sentences.acts.values()]
    for one in everything:
        for sentence in one.test_questions:
            yield one.id, sentence


def _tried(understanding: Understanding, topic: str, sentence: str) -> Tried:
    meaning = understanding.understand(sentence)
    expected = understanding.reported(topic)
    offered = [understanding.reported(one.topic) for one in meaning.candidates[:OFFERED]]
    first = meaning.candidates[0].topic if meaning.candidates else ""
    if meaning.decision is Decision.ANSWER and meaning.topic:
        if understanding.reported(meaning.topic) == expected:
            return Tried(sentence, topic, Outcome.RIGHT, first)
        return Tried(sentence, topic, Outcome.WRONG, meaning.topic, understanding.explain(sentence).nearest)
    if meaning.decision is Decision.CLARIFY and expected in offered:
        return Tried(sentence, topic, Outcome.ASKED, first, understanding.explain(sentence).nearest if first != topic else "")
    if meaning.decision is Decision.NONE and expected == "geen":
        return Tried(sentence, topic, Outcome.RIGHT, first)
    return Tried(sentence, topic, Outcome.MISSED, first, understanding.explain(sentence).nearest if first != topic else "")
