"""One sentence understood: command, topic, doubt, second question, refusal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np

from bot.content.entries import BACKGROUND, Act, Audience, Entry
from bot.content.model import Knowledge
from bot.content.schema_signal_words import WordList
from bot.content.text_fields import same
from bot.understanding.answer_words import NO_ANSWER, Answer, AnswerWords
from bot.understanding.classifier import Classifier, Explanation, Model, Numbers, explanation, learned
from bot.understanding.clauses import questions
from bot.understanding.commands import Commands
from bot.understanding.sentences import Sentences
from bot.understanding.signal_words import listed
from bot.understanding.spelling import Corrector, Repair, Rewording
from bot.understanding.text import words

# What a message says it does *not* want: "geen afspraak", "ik wil geen cursus maar werk", "een cursus hoef ik niet"; or is not: "ik ben niet ziek".

_REACH, _BEFORE = 4, 3
_EARLY = 5
"""A refusal comes early; at the end of a story it is a side remark ("wil niet platgebeld worden")."""
_REFUSERS = 0.1
"""From this share of its examples on a topic is about refusing: one lies at 0.15, all others at 0.05 or less."""
_BARE = 4
"""Words of a message that may refuse by "geen" alone; a longer one that begins so tells something ("geen rijbewijs en …")."""


@dataclass(frozen=True)
class Refusal:
    """The words that are refused, and those that are wanted instead (none when the message only refuses)."""

    refused: tuple[str, ...]
    wanted: tuple[str, ...]


def refusal(words: Sequence[str], troubles: Collection[str] = ()) -> Refusal | None:
    """The refusal in a message, None when there is none.

    Wanting counts ("ik wil geen cursus"), a turn counts ("niet ziek maar moe"), and so does a trouble that someone does not have ("geen
    schulden"); "ik heb geen diploma" and "ik kan niet komen" tell something, they refuse nothing.
    """
    for at, word in enumerate(words[: _EARLY + 1]):
        if word in listed(WordList.NOT) and (found := _refused_at(words, at, troubles)):
            return found
    return None


def _refused_at(words: Sequence[str], at: int, troubles: Collection[str]) -> Refusal | None:
    after = list(words[at + 1 :])
    if after and after[0] in listed(WordList.LIKING):
        return Refusal(tuple(after[2 : 2 + _REACH]), ()) if len(after) > 2 else None
    end = next((place for place, other in enumerate(after) if other in listed(WordList.INSTEAD_OR_WISH)), len(after))
    refused = tuple(after[: min(end, _REACH)])
    wanted = tuple(other for other in after[end:] if other not in listed(WordList.INSTEAD_OR_WISH))
    if not refused:
        return _refused_before(words, at, wanted)
    if not set(troubles).isdisjoint(refused[:_BEFORE]):
        return Refusal(refused, wanted)
    turned = end <= _REACH and wanted and after[end] in listed(WordList.INSTEAD)
    wants = not listed(WordList.WANTING_NOT).isdisjoint(words[max(0, at - _BEFORE) : at])
    if (turned or wants or _opens(words, at)) and listed(WordList.STILL).isdisjoint(after[: end or 1]):
        return Refusal(refused, wanted)
    return None


def _refused_before(words: Sequence[str], at: int, wanted: tuple[str, ...]) -> Refusal | None:
    """What stands before the refusal: "een cursus hoef ik niet"."""
    if at > 2 and words[at - 1] in listed(WordList.WE) and words[at - 2] in listed(WordList.WANTING_NOT):
        return Refusal(tuple(words[: at - 2]), wanted)
    return None


def _opens(words: Sequence[str], at: int) -> bool:
    """Whether the "no" at this place opens the message, or what it says after "nee"."""
    return (len(words) <= _BARE and at == 0) or (at > 0 and words[at - 1] in listed(WordList.BEFORE_NO))


# What someone means: the topic of a message, how surely, and what else it could be.

OFFERED = 3
"""Topics offered at most when we ask back."""
COURTESY = frozenset({"groet", "bedankt", "afscheid"})
"""Acts that stand beside a question and are no question themselves."""
_LIKELY = 0.00005
"""Least chance, in the whole message, of a topic that half of the message is sure of."""
_BOTH = 0.9
"""Least chance of two topics together to answer both, when the message is torn between them."""
_SIDES, _OTHER_SIDE = 0.8, 0.2
"""Least chance of the best two together, one for inhabitants and one for employers, and of the second, to ask which of both is asking."""
_SHORT, _BARE_WORDS = 6, 2
"""Words of a message that leans on who asks and on what was said before, and of one that says nothing by itself."""
_OTHER_AUDIENCE, _OTHER_AUDIENCE_BARE = 0.25, 0.00005
"""A short message of an employer is rarely about what only inhabitants ask, and the other way round."""
_FOLLOWING, _STAYING = 0.8, 0.7
"""Of a message that points back ("hoe lang duurt dat?"): how far doubt gives way to the last topic, and to it rather than one beside it."""


def points_back(text: str) -> bool:
    """Whether a message points to what was spoken of: "hoe lang duurt dat", "kost het iets"."""
    return not listed(WordList.POINTING).isdisjoint(words(text))


class Decision(StrEnum):
    """What to do with a message: answer, ask which topic is meant, or say that it is not ours."""

    ANSWER = "antwoord"
    CLARIFY = "verduidelijk"
    NONE = "geen"


@dataclass(frozen=True)
class Thresholds:
    """When we are sure enough; found with `werkbot ijk`, kept in `[understanding]` of the config."""

    sure: float = 0.75
    """Least chance of the best topic to answer at once."""
    ask: float = 0.01
    """Least chance of the best three together to ask which one is meant."""
    temperature: float = 0.36
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
    """An id of our own, before `hoort_bij`; None unless the decision is to answer."""
    score: float
    candidates: tuple[Candidate, ...]
    """Best first, ids of our own; when we ask back: what may be offered."""
    side_unsaid: bool = False
    """The best two are one for inhabitants and one for employers, and it was not said which of both is asking: ask that."""
    second: str = ""
    """The topic of a second question in the same message."""
    command: str = ""
    """One of the commands of zinnen.yaml, when the whole message is one."""
    answer: Answer = NO_ANSWER
    """What it says to a question of ours, when it is an answer."""


@dataclass(frozen=True)
class Understanding:
    """Knowledge, model and thresholds together; never changes, safe to share between threads."""

    model: Classifier
    corrector: Corrector
    rewording: Rewording
    commands: Commands
    answers: AnswerWords
    thresholds: Thresholds
    topics: Mapping[str, Entry | Act]
    examples: Mapping[str, tuple[str, ...]]
    troubles: frozenset[str] = frozenset()
    """Words for what someone may say not to have: "geen schulden", "niet ziek"."""
    refusers: frozenset[str] = frozenset()
    """Topics that are themselves about refusing: "wij willen geen vrouwen". A refusal does not put them out."""

    def understand(self, text: str, *, audience: str = "", topic: str = "") -> Meaning:
        """The meaning of a message. `audience` (inwoner, werkgever) and `topic` (what was last spoken of) may tip the balance."""
        typed = words(text)
        command, answer = self.commands.match(text), self.answers.read(text)
        if not typed:
            return Meaning(text, Decision.NONE, None, 0.0, (), command=command, answer=answer)
        chances = self._without_refused(typed, self.chances(typed))
        if len(typed) <= _SHORT and (audience or topic):
            chances = self._in_context(chances, typed, audience, topic)
        meaning = replace(self._decided(text, chances, audience), command=command, answer=answer)
        return meaning if command else self._with_second(meaning)

    def explain(self, text: str) -> Explanation:
        """Why a message was understood as it was."""
        clear, repairs = self._cleared(words(text))
        return explanation(self.model, self.examples, clear, repairs, [one.topic for one in self.understand(text).candidates])

    def reported(self, topic: str) -> str:
        """The contract id of a topic: the one it belongs to (`geen`: not ours), else itself."""
        return self.topics[topic].belongs_to or topic if topic in self.topics else topic

    def chances(self, typed: Sequence[str], temperature: float = 0.0) -> Numbers:
        """The chance of each of the model's topics, by the words alone.

        Mended and reworded the message counts for half, as typed for the other half: a strange word may be a good one.
        """
        points = self.model.points(typed)
        clear, repairs = self._cleared(typed)
        if repairs:
            points = np.asarray((points + self.model.points(clear)) / 2, np.float32)
        grown = np.exp((points - points.max()) / (temperature or self.thresholds.temperature))
        return np.asarray(grown / grown.sum(), np.float32)

    def _cleared(self, typed: Sequence[str]) -> tuple[list[str], tuple[Repair, ...]]:
        reworded, replaced = self.rewording.reword(typed)
        mended, repairs = self.corrector.mend(reworded)
        return mended, (*replaced, *repairs)

    def _decided(self, text: str, chances: Numbers, audience: str) -> Meaning:
        candidates = self._candidates(chances)
        if sides := self._sides(candidates):
            if (own := sides.get(audience)) is None:
                return Meaning(text, Decision.CLARIFY, None, candidates[0].score, candidates, side_unsaid=True)
            candidates = tuple(sorted(candidates, key=lambda one: one is not own))
            return Meaning(text, Decision.ANSWER, own.topic, own.score, candidates)
        best = candidates[0]
        if best.score >= self.thresholds.sure:
            return Meaning(text, Decision.ANSWER, best.topic, best.score, candidates)
        ours = sum(one.score for one in candidates[:OFFERED])
        return Meaning(text, Decision.CLARIFY if ours >= self.thresholds.ask else Decision.NONE, None, best.score, candidates)

    def _sides(self, candidates: Sequence[Candidate]) -> dict[str, Candidate]:
        """The best two by who asks them, when they are one of inhabitants and one of employers between whom the message is torn."""
        both = {self.topics[one.topic].audience.value: one for one in candidates[:2] if one.topic in self.topics}
        torn = set(both) == {Audience.INHABITANT.value, Audience.EMPLOYER.value} and sum(one.score for one in both.values()) >= _SIDES
        return both if torn and candidates[1].score >= _OTHER_SIDE else {}

    def _candidates(self, chances: Numbers) -> tuple[Candidate, ...]:
        order = np.argsort(-chances, kind="stable")[: OFFERED + 2]
        named = [(self.model.labels[number], float(chances[number])) for number in order]
        return tuple(Candidate(label, round(chance, 4)) for label, chance in named if label != BACKGROUND)[: OFFERED + 1]

    def _without_refused(self, typed: Sequence[str], chances: Numbers) -> Numbers:
        """What is wanted instead of what is refused; without such words, the refused topic is out."""
        refused = refusal(typed, self.troubles)
        if refused is None:
            return chances
        best = self._candidates(chances)[0].topic
        if best in self.refusers or self._candidates(self.chances(refused.refused))[0].topic != best:
            return chances
        if refused.wanted:
            return self.chances(refused.wanted)
        left = chances.copy()
        left[self.model.labels.index(best)] = 0.0
        return left

    def _in_context(self, chances: Numbers, typed: Sequence[str], audience: str, topic: str) -> Numbers:
        """The chances of a short message in the light of who asks and what was last spoken of."""
        if audience:
            strange = _OTHER_AUDIENCE_BARE if len(typed) <= _BARE_WORDS else _OTHER_AUDIENCE
            weighed = chances * np.array([1.0 if self._is_for(label, audience) else strange for label in self.model.labels], np.float32)
            chances = np.asarray(weighed / weighed.sum(), np.float32)
        if topic in self.model.labels and (not listed(WordList.POINTING).isdisjoint(typed) or typed[0] in listed(WordList.GOES_ON)):
            doubt = _FOLLOWING * (1 - self._candidates(chances)[0].score)
            chances = (1 - doubt) * chances + doubt * self._next_to(topic)
        return np.asarray(chances, np.float32)

    def _is_for(self, label: str, audience: str) -> bool:
        return label not in self.topics or self.topics[label].audience in (Audience.BOTH, audience)

    def _next_to(self, topic: str) -> Numbers:
        """Where a message that points back leads when its own words say nothing: mostly to the same topic, else to one beside it."""
        entry = self.topics[topic]
        beside = [label for label in (entry.related if isinstance(entry, Entry) else ()) if label in self.model.labels]
        led = np.zeros(len(self.model.labels), np.float32)
        led[self.model.labels.index(topic)] = _STAYING if beside else 1.0
        for label in beside:
            led[self.model.labels.index(label)] += (1 - _STAYING) / len(beside)
        return led

    def _with_second(self, meaning: Meaning) -> Meaning:
        """The second topic, when a message can be cut into two questions that are each sure of another topic.

        Both must be among the best of the whole message too: "ik heb een winkel. kunnen jullie helpen" is one question.
        """
        likely = {one.topic: one.score for one in meaning.candidates[:OFFERED] if one.score >= _LIKELY}
        if meaning.decision is Decision.NONE or len(likely) < 2:
            return meaning
        for halves in questions(meaning.text):
            first, second = (self._sure_topic(half) for half in halves)
            if not {first, second} <= set(likely) or self.reported(first) == self.reported(second):
                continue
            sure = meaning.decision is Decision.CLARIFY and likely[first] + likely[second] >= _BOTH
            if sure or meaning.topic in (first, second):  # what was asked first is answered first
                ordered = tuple(sorted(meaning.candidates, key=lambda one: one.topic != first))
                return replace(
                    meaning,
                    decision=Decision.ANSWER,
                    topic=first,
                    second=second,
                    candidates=ordered,
                    score=likely[first],
                    side_unsaid=False,
                )
        return meaning

    def _sure_topic(self, half: Sequence[str]) -> str:
        chances = self._without_refused(half, self.chances(half))
        best = int(np.argmax(chances))
        label = self.model.labels[best]
        return label if chances[best] >= self.thresholds.sure and label not in COURTESY | {BACKGROUND} else ""


def prepare(knowledge: Knowledge, sentences: Sentences, cache_dir: Path | None, thresholds: Thresholds | None = None) -> Understanding:
    """Everything that is needed to understand; the model comes from the cache, else it is learned (seconds) and kept there.

    Raises TrainingFailed.
    """
    return assembled(learned(gathered(knowledge, sentences), cache_dir), knowledge, sentences, thresholds)


def assembled(model: Model, knowledge: Knowledge, sentences: Sentences, thresholds: Thresholds | None = None) -> Understanding:
    """A model that was learned from this content, with the content around it."""
    examples = gathered(knowledge, sentences)
    troubles = frozenset(word for said in sentences.troubles for word in words(said))
    return Understanding(
        model=model,
        corrector=Corrector(model.vocabulary),
        rewording=Rewording(knowledge.synonyms),
        commands=Commands(sentences.commands),
        answers=AnswerWords(knowledge.answers_said),
        thresholds=thresholds or Thresholds(),
        topics={**knowledge.entries, **sentences.acts},
        examples=examples,
        troubles=troubles,
        refusers=frozenset(topic for topic, said in examples.items() if _refusing(said, troubles) >= _REFUSERS),
    )


def _refusing(said: Sequence[str], troubles: Collection[str]) -> float:
    """The share of these sentences that refuse something (0-1)."""
    return sum(refusal(words(one), troubles) is not None for one in said) / max(1, len(said))


def gathered(knowledge: Knowledge, sentences: Sentences) -> dict[str, tuple[str, ...]]:
    """All example sentences per topic: of the entries, the acts and `voorbeelden/`; `geen` is what is not ours.

    What an entry says that it does not mean is learned as not ours, unless it is an example of a topic.
    """
    examples: dict[str, tuple[str, ...]] = {entry.id: (entry.question, *entry.examples) for entry in knowledge.entries.values()}
    examples |= {act.id: act.examples for act in sentences.acts.values()}
    for topic, further in knowledge.examples.items():
        if topic in examples or topic == BACKGROUND:
            examples[topic] = tuple(dict.fromkeys((*examples.get(topic, ()), *further)))
    said = {same(sentence) for sentences_of_one in examples.values() for sentence in sentences_of_one}
    if refused := [sentence for entry in knowledge.entries.values() for sentence in entry.not_meant if same(sentence) not in said]:
        examples[BACKGROUND] = tuple(dict.fromkeys((*examples.get(BACKGROUND, ()), *refused)))
    return examples
