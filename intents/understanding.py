"""What someone means: the topic of a message, how surely, and what else it could be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from intents.caching import learned
from intents.correcting import Corrector
from intents.explaining import Explanation, explanation
from intents.matching import Commands
from intents.model import Model, Numbers
from intents.normalising import words
from intents.sentences import Sentences
from knowledge.contents import Knowledge
from knowledge.entries import Audience
from knowledge.loading import BACKGROUND

OFFERED = 3
"""Topics offered at most when we ask back."""


class Decision(StrEnum):
    """What to do with a message: answer, ask which topic is meant, or say that it is not ours."""

    ANSWER = "antwoord"
    CLARIFY = "verduidelijk"
    NONE = "geen"


@dataclass(frozen=True)
class Thresholds:
    """When we are sure enough; set by calibrating on the test questions, kept in `[understanding]` of the config."""

    sure: float = 0.60
    """Least chance of the best topic to answer at once."""
    ask: float = 0.35
    """Least chance of the best three together to ask which one is meant."""
    temperature: float = 0.6
    """Points are divided by this before they become chances: lower is bolder."""


@dataclass(frozen=True)
class Candidate:
    """A topic with its chance (0-1)."""

    topic: str
    score: float


@dataclass(frozen=True)
class Meaning:
    """What a message means to us."""

    text: str
    """As it was given."""
    decision: Decision
    topic: str | None
    """An id of our own, before `hoort_bij`."""
    score: float
    candidates: tuple[Candidate, ...]
    """Best first, ids of our own; when we ask back: what may be offered."""
    second: str = ""
    """The topic of a second question in the same message."""
    command: str = ""
    """One of the commands of zinnen.yaml, when the whole message is one."""


@dataclass(frozen=True)
class Understanding:
    """Knowledge, model and thresholds together; never changes, safe to share between threads."""

    model: Model
    corrector: Corrector
    commands: Commands
    thresholds: Thresholds
    audiences: Mapping[str, Audience]
    related: Mapping[str, tuple[str, ...]]
    belongs_to: Mapping[str, str]
    """Of the topics that a contract id is reported for."""
    examples: Mapping[str, tuple[str, ...]]

    def understand(self, text: str, *, audience: str = "", topic: str = "") -> Meaning:
        """The meaning of a message. `audience` (inwoner, werkgever) and `topic` (what was last spoken of) may tip the balance."""
        found, _ = self.corrector.mend(words(text))
        command = self.commands.match(text)
        if not found:
            return Meaning(text, Decision.NONE, None, 0.0, (), command=command)
        chances = self._chances(self.model.points(found))
        candidates = self._candidates(chances)
        best = candidates[0].score
        decision = Decision.NONE
        if best >= self.thresholds.sure:
            decision = Decision.ANSWER
        elif sum(one.score for one in candidates[:OFFERED]) >= self.thresholds.ask:
            decision = Decision.CLARIFY
        return Meaning(text, decision, candidates[0].topic if decision is Decision.ANSWER else None, best, candidates, command=command)

    def explain(self, text: str) -> Explanation:
        """Why a message was understood as it was."""
        found, repairs = self.corrector.mend(words(text))
        return explanation(self.model, self.examples, found, repairs, [one.topic for one in self.understand(text).candidates])

    def reported(self, topic: str) -> str:
        """The contract id of a topic: the one it belongs to (`geen`: not ours), else itself."""
        return self.belongs_to.get(topic, topic)

    def _chances(self, points: Numbers) -> Numbers:
        scaled = (points - points.max()) / self.thresholds.temperature
        grown = np.exp(scaled)
        return np.asarray(grown / grown.sum(), np.float32)

    def _candidates(self, chances: Numbers) -> tuple[Candidate, ...]:
        order = np.argsort(-chances, kind="stable")[: OFFERED + 2]
        ours = [number for number in order if self.model.labels[number] != BACKGROUND]
        return tuple(Candidate(self.model.labels[number], round(float(chances[number]), 4)) for number in ours[: OFFERED + 1])


def prepare(knowledge: Knowledge, sentences: Sentences, cache_dir: Path | None, thresholds: Thresholds | None = None) -> Understanding:
    """Everything that is needed to understand; the model comes from the cache, else it is learned (seconds) and kept there."""
    examples = gathered(knowledge, sentences)
    model = learned(examples, cache_dir)
    everything = [*knowledge.entries.values(), *sentences.acts.values()]
    return Understanding(
        model=model,
        corrector=Corrector(model.vocabulary),
        commands=Commands(sentences.commands),
        thresholds=thresholds or Thresholds(),
        audiences={one.id: one.audience for one in everything},
        related={entry.id: entry.related for entry in knowledge.entries.values()},
        belongs_to={one.id: one.belongs_to for one in everything if one.belongs_to},
        examples=examples,
    )


def gathered(knowledge: Knowledge, sentences: Sentences) -> dict[str, tuple[str, ...]]:
    """All example sentences per topic: of the entries, the acts and `voorbeelden/`; `geen` is what is not ours."""
    examples = {entry.id: (entry.question, *entry.examples) for entry in knowledge.entries.values()}
    examples |= {act.id: act.examples for act in sentences.acts.values()}
    for topic, further in knowledge.examples.items():
        if topic in examples or topic == BACKGROUND:
            examples[topic] = tuple(dict.fromkeys((*examples.get(topic, ()), *further)))
    return examples
