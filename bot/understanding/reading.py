"""What a message means in its conversation: what it does and what it is about, weighed in one decision.

A pure function of the message, what was spoken of, what is open, the topic model and the act model. No word decides by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.content.entries import FACETS, Entry
from bot.content.entries import Act as TopicAct
from bot.content.folder import intents_of
from bot.content.model import Knowledge
from bot.understanding.dialogue_acts import Act, ActModel, Open, Situation, label_of, prepare_acts, read_acts
from bot.understanding.pipeline import COURTESY, OFFERED, Decision, Meaning, Understanding
from bot.understanding.sentences import Sentences
from bot.understanding.text import words
from bot.understanding.traits import Told, TraitFinder

FOLLOWED = (0.85, 0.10, 0.05)
"""How likely a follow-up is about the newest subject, the one before it, and the one before that."""
ANOTHER = 0.03
"""How much of a follow-up that is surely about another topic asks that topic."""
_UNTOLD = 0.5
"""What is left of "tells of himself" when nothing that we know of was read in it."""
_FACET_SURE, _FACET_ASKED = 0.85, 0.03
"""A new question asks a facet too when, among follow-ups, one facet is so likely, and a follow-up at all is this likely."""
TOLD_BY_ANSWER = frozenset({"wat", "als-het-niet-lukt"})
"""What a subject is, and what it is for ("wat als mijn werknemer ziek wordt"), its answer tells."""


@dataclass(frozen=True)
class ReadingThresholds:
    """When a reading is sure enough to act on, and when it is worth a question."""

    sure: float = 0.5
    ask: float = 0.15
    assent: float = 0.1
    """Least chance of a yes, or of thanks, among all acts for words of assent to record anything."""
    topic_sure: float = 0.67
    """Least chance of another topic to count against a follow-up."""
    follow_up: float = 12.0
    """How much likelier a follow-up is, once there is a subject, than among the examples."""


@dataclass(frozen=True)
class Spoken:
    """What a reading leans on: at most three subjects, the newest first, and the readings that the person rejected."""

    subjects: tuple[str, ...] = ()
    refused: frozenset[str] = frozenset()
    """Keys of readings (`Reading.key`)."""
    about_us: frozenset[str] = frozenset()
    """Topics about the centre itself: "wat kost dat" has such a topic, and after another subject is about that."""


@dataclass(frozen=True)
class OpenQuestion:
    """A question of ours that waits for an answer, and what its fields read in this message."""

    takes: Open
    values: Mapping[str, object] = field(default_factory=dict)
    share: float = 0.0
    """The share of the words that the fields read."""


@dataclass(frozen=True)
class Possible:
    """One way to read a message."""

    act: Act | str
    topic: str = ""
    facet: str = ""
    score: float = 0.0

    @property
    def key(self) -> str:
        """`vraag:scholing`, `vervolg:scholing#duur`, `ja`."""
        about = f"{self.topic}#{self.facet}" if self.facet else self.topic
        return f"{self.act}:{about}" if about else str(self.act)


VALUE = "waarde"
"""What a message does that only answers the open form."""


@dataclass(frozen=True)
class Reading:
    """What a message means here; `others` are the next best, for a question within the subject."""

    act: Act | str
    topic: str
    facet: str
    traits: tuple[Told, ...]
    values: Mapping[str, object]
    score: float
    decision: Decision
    others: tuple[Possible, ...] = ()

    @property
    def key(self) -> str:
        """What is kept when the person rejects this reading."""
        return Possible(self.act, self.topic, self.facet).key


def read(
    text: str,
    spoken: Spoken,
    question: OpenQuestion | None,
    meaning: Meaning,
    acts: ActModel,
    topics: Mapping[str, Entry | TopicAct],
    told: tuple[Told, ...] = (),
    thresholds: ReadingThresholds | None = None,
) -> Reading:
    """The reading of one message. `meaning` is what the topic model made of it without memory, `told` the traits found in it."""
    limits = thresholds or ReadingThresholds()
    situation = Situation(question.takes if question else Open.NOTHING, bool(spoken.subjects))
    chances = acts.chances(words(text), situation)
    weighed = _Weighed(spoken, question, meaning, chances, topics, bool(told), limits)
    ranked = _normalised(weighed.all(), spoken.refused)
    best = ranked[0]
    facet = best.facet or (asked_facet(chances, topics.get(best.topic)) if best.act == Act.QUESTION else "")
    values = question.values if question else {}
    return Reading(best.act, best.topic, facet, told, values, best.score, _decision(ranked, limits), ranked[1 : OFFERED + 1])


def asked_facet(chances: Mapping[str, float], entry: Entry | TopicAct | None) -> str:
    """The facet that a new question asks ("hoe lang duurt een bbl"), when the entry tells it; else empty."""
    if not isinstance(entry, Entry):
        return ""
    follow_up = sum(chances.get(label_of(facet), 0.0) for facet in FACETS)
    best = max(FACETS, key=lambda facet: chances.get(label_of(facet), 0.0))
    asked = follow_up >= _FACET_ASKED and chances.get(label_of(best), 0.0) >= _FACET_SURE * follow_up
    told = best in entry.facets and not entry.facets[best].unknown
    return best if asked and told and best not in TOLD_BY_ANSWER else ""


@dataclass(frozen=True)
class _Weighed:
    """Every way to read a message with its weight, before they are made to add up to one."""

    spoken: Spoken
    question: OpenQuestion | None
    meaning: Meaning
    chances: Mapping[str, float]
    topics: Mapping[str, Entry | TopicAct]
    tells: bool
    limits: ReadingThresholds

    def all(self) -> Iterator[Possible]:
        yield from self._new_questions()
        yield from self._follow_ups()
        yield Possible(Act.TELLS, score=self._chance(Act.TELLS) * (1 if self.tells else _UNTOLD))
        if self.question:
            yield Possible(VALUE, score=self.question.share)
        yield from self._answers()
        for act in (Act.CORRECTION, Act.DISBELIEF, Act.FEELING):
            yield Possible(act, score=self._chance(act))
        asked = self._topic_chances()
        for courtesy in (Act.GREETING, Act.THANKS, Act.GOODBYE):
            yield Possible(courtesy, score=self._chance(courtesy) + self._chance(Act.QUESTION) * asked.get(courtesy, 0.0))

    def _new_questions(self) -> Iterator[Possible]:
        """Each topic that may be asked, and what is left for what we do not know."""
        asked, chance = self._topic_chances(), self._chance(Act.QUESTION) + self._asks_of_another()
        for topic, share in asked.items():
            if topic not in COURTESY:
                yield Possible(Act.QUESTION, topic, score=chance * share)
        yield Possible(Act.QUESTION, score=chance * max(0.0, 1 - sum(asked.values())))

    def _asks_of_another(self) -> float:
        """What is put as a follow-up, and is surely about another topic, asks that rather than nothing: "kan mijn moeder mee" after a bbl."""
        return ANOTHER * self._another_topic() * sum(self._chance(label_of(facet)) for facet in FACETS)

    def _follow_ups(self) -> Iterator[Possible]:
        """Each facet of each subject, less as another topic is surer."""
        room = (1 - self._another_topic()) * self.limits.follow_up
        for subject, weight in zip(self.spoken.subjects, FOLLOWED, strict=False):
            for facet in FACETS:
                yield Possible(Act.FOLLOW_UP, subject, facet, self._chance(label_of(facet)) * weight * room)

    def _answers(self) -> Iterator[Possible]:
        """Yes and no to a question that takes them (to a choice they choose nothing, and that is said), "no idea" to any."""
        takes = self.question.takes if self.question else Open.NOTHING
        if takes in (Open.YES_NO, Open.CHOICE):
            yield Possible(Act.YES, score=self._chance(Act.YES))
            yield Possible(Act.NO, score=self._chance(Act.NO))
        if takes is not Open.NOTHING:
            yield Possible(Act.DONT_KNOW, score=self._chance(Act.DONT_KNOW))

    def _another_topic(self) -> float:
        """The chance of the best topic outside the families of the subjects, 0 when it is not sure."""
        families = {self._family(subject) for subject in self.spoken.subjects}
        apart = families.union(self.spoken.about_us)
        others = (share for topic, share in self._topic_chances().items() if self._family(topic) not in apart)
        best = max(others, default=0.0)
        return best if best >= self.limits.topic_sure else 0.0

    def _family(self, topic: str) -> str:
        known = self.topics.get(topic)
        return (known.belongs_to if known else "") or topic

    def _topic_chances(self) -> dict[str, float]:
        return {one.topic: one.score for one in self.meaning.candidates}

    def _chance(self, label: str) -> float:
        return self.chances.get(label, 0.0)


def _normalised(possible: Iterator[Possible], refused: Collection[str]) -> tuple[Possible, ...]:
    """The best first, adding up to one; what was refused is not among them."""
    left = [one for one in possible if one.key not in refused]
    total = sum(one.score for one in left) or 1.0
    ranked = sorted(left, key=lambda one: (-one.score, one.key))
    return tuple(Possible(one.act, one.topic, one.facet, round(one.score / total, 4)) for one in ranked)


def _decision(ranked: tuple[Possible, ...], limits: ReadingThresholds) -> Decision:
    """To act on the best, to ask between the best, or neither; what is asked and not ours is never sure."""
    best = ranked[0]
    if best.act == Act.QUESTION and not best.topic:
        return Decision.NONE
    if best.score >= limits.sure:
        return Decision.ANSWER
    return Decision.CLARIFY if sum(one.score for one in ranked[:OFFERED]) >= limits.ask else Decision.NONE


# Everything together: what hears a message in its conversation.


@dataclass(frozen=True)
class Listener:
    """Topics, acts and traits of one content; never changes, safe to share between threads."""

    understanding: Understanding
    acts: ActModel
    finder: TraitFinder
    thresholds: ReadingThresholds = ReadingThresholds()
    about_us: frozenset[str] = frozenset()
    """Topics about the centre itself (`Spoken.about_us`)."""

    def hear(self, text: str, spoken: Spoken, question: OpenQuestion | None, now: datetime, *, audience: str = "") -> Reading:
        """The reading of a message at a moment."""
        return self.weigh(self.understanding.understand(text, audience=audience), spoken, question, now)

    def may_assent(self, text: str, *, subject: bool) -> bool:
        """Whether a message that has a word for yes can be one as a whole: "oke doei" and "ja weet ik niet" are none. A sign alone can."""
        typed = words(text)
        chances = self.acts.chances(typed, Situation(Open.YES_NO, subject))
        return not typed or chances.get(Act.YES, 0.0) + chances.get(Act.THANKS, 0.0) >= self.thresholds.assent

    def weigh(self, meaning: Meaning, spoken: Spoken, question: OpenQuestion | None, now: datetime) -> Reading:
        """The same of a message of which we know what it means by itself."""
        told = self.finder.find(meaning.text, now)
        return read(meaning.text, spoken, question, meaning, self.acts, self.understanding.topics, told, self.thresholds)


def prepare_listener(knowledge: Knowledge, sentences: Sentences, understanding: Understanding, root: Path, cache: Path | None) -> Listener:
    """A listener beside an understanding of the content of a knowledge folder; its model comes from the cache, else it is learned there.

    Raises TrainingFailed, KnowledgeInvalid.
    """
    places = {name: one.name for one in knowledge.municipalities for name in (one.name, *one.places)}
    acts = prepare_acts(read_acts(intents_of(root)), understanding, sentences, knowledge.traits, cache)
    thresholds = ReadingThresholds(topic_sure=understanding.thresholds.sure)
    return Listener(understanding, acts, TraitFinder(knowledge.traits, places), thresholds, frozenset(knowledge.roles.about_us))
