"""What a message does in a conversation: asks, follows up, tells, assents, declines; learned from sentences that staff keep.

The same learner as for topics, over the words of the message and three signs of the situation: what is open, whether there is a
subject, how long the message is. Every sentence is learned in each situation in which what it does can occur.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product
from pathlib import Path

import numpy as np

from bot.content import file_problems, problems
from bot.content.entries import FACETS
from bot.content.fields import Sheet
from bot.content.folder import DOES, FOLLOWS_UP, SHIPPED_INTENTS, matching
from bot.content.problems import KnowledgeInvalid, Place, Problem
from bot.content.schema_entries import Example, read_examples
from bot.content.schema_traits import Trait
from bot.understanding.classifier import Model, Numbers, Weighing, learned
from bot.understanding.pipeline import Understanding
from bot.understanding.sentences import Sentences
from bot.understanding.text import words

FOLLOWS = "vervolg:"
"""Before the facet in the label of a follow-up."""


class Act(StrEnum):
    """What a message does; a follow-up is told with its facet."""

    QUESTION = "vraag"
    FOLLOW_UP = "vervolg"
    TELLS = "over-mij"
    YES = "ja"
    NO = "nee"
    DONT_KNOW = "weet-niet"
    CORRECTION = "correctie"
    DISBELIEF = "ongeloof"
    FEELING = "gevoel"
    GREETING = "groet"
    THANKS = "bedankt"
    GOODBYE = "afscheid"


class Open(StrEnum):
    """What kind of answer a question of ours waits for."""

    YES_NO = "ja-nee"
    VALUE = "waarde"
    CHOICE = "keuze"
    FREE = "vrij"
    NOTHING = "geen"


@dataclass(frozen=True)
class Situation:
    """Where a conversation is when a message comes."""

    open: Open = Open.NOTHING
    subject: bool = False
    """Whether something was spoken of before."""


SITUATIONS = tuple(Situation(open_, subject) for open_, subject in product(Open, (False, True)))
_ASSENT = (Act.YES, Act.NO)


def label_of(facet: str) -> str:
    """The label of a follow-up: `vervolg:duur`."""
    return f"{FOLLOWS}{facet}"


def can_occur(label: str, situation: Situation) -> bool:
    """Whether a message can do this here: assent needs something open, a follow-up a subject, "no idea" a question."""
    if label.startswith(FOLLOWS):
        return situation.subject
    if label in (*_ASSENT, Act.DONT_KNOW):
        return situation.open is not Open.NOTHING
    return True


# The sentences: `intents/handelingen/<act>.txt` and `intents/vervolg/<facet>.txt`, one on a line.


def read_acts(intents: Path = SHIPPED_INTENTS) -> dict[str, tuple[str, ...]]:
    """The sentences per label. Raises KnowledgeInvalid with all problems."""
    said, found = examine_acts(intents)
    if said is None:
        raise KnowledgeInvalid(found)
    return said


def examine_acts(intents: Path = SHIPPED_INTENTS) -> tuple[dict[str, tuple[str, ...]] | None, tuple[Problem, ...]]:
    """The sentences per label (None when there are errors) and every problem in the files; what a folder lacks is read from ours."""
    said: dict[str, tuple[Example, ...]] = {}
    found: list[Problem] = []
    for label, name in _FILES.items():
        path = intents / name if (intents / name).exists() else SHIPPED_INTENTS / name
        sheet = Sheet(f"{SHIPPED_INTENTS.name}/{name}")
        said[label] = read_examples(sheet, path)
        found += sheet.problems
    found += [*_useless(intents), *_of_two(tuple(said.items()))]
    if any(not problem.warning for problem in found):
        return None, tuple(sorted(found))
    return {label: tuple(one.text for one in examples) for label, examples in said.items()}, tuple(sorted(found))


_FILES: Mapping[str, str] = {
    **{act: f"{DOES}/{act}.txt" for act in Act if act not in (Act.QUESTION, Act.FOLLOW_UP)},
    **{label_of(facet): f"{FOLLOWS_UP}/{facet}.txt" for facet in FACETS},
}
"""The file of each label."""


def _useless(intents: Path) -> Iterator[Problem]:
    """Files whose name is no act or facet: nothing is learned from them."""
    for folder in (DOES, FOLLOWS_UP):
        for path in matching(intents / folder, "*.txt"):
            if f"{folder}/{path.name}" not in _FILES.values():
                yield Problem(Place(f"{intents.name}/{folder}/{path.name}"), *file_problems.not_read(path.name), warning=True)


@lru_cache(maxsize=4)  # a change of content seldom touches what people do in a conversation
def _of_two(said: tuple[tuple[str, tuple[Example, ...]], ...]) -> tuple[Problem, ...]:
    """A sentence does one thing."""
    first: dict[str, tuple[str, Place]] = {}
    found = []
    for label, examples in said:
        for one in examples:
            other, place = first.setdefault(" ".join(words(one.text)), (label, one.place))
            if other != label:
                found.append(Problem(one.place, *problems.double_sentence(one.text, other, place)))
    return tuple(found)


# What is learned: every sentence with the signs of each situation in which it can be said.

QUESTIONS = 4000
"""Examples of topics that are learned as questions, drawn evenly over the topics."""
_SEED = 20261130  # the same content always gives the same model
_SHORT, _MIDDLE = 3, 8
_OPEN_SIGNS = dict(zip(Open, "ᚠᚢᚦᚨᚱ", strict=True))
_SUBJECT_SIGN, _NO_SUBJECT_SIGN = "ᛒ", "ᛗ"
_SHORT_SIGN, _MIDDLE_SIGN, _LONG_SIGN = "ᚺ", "ᚾ", "ᛟ"
_SIGNS = frozenset({*_OPEN_SIGNS.values(), _SUBJECT_SIGN, _NO_SUBJECT_SIGN, _SHORT_SIGN, _MIDDLE_SIGN, _LONG_SIGN})
"""Runes for what is open, whether there is a subject, and the length: one letter is a word to the learner, and nobody types these."""


def _signed(typed: Sequence[str], situation: Situation) -> list[str]:
    """The words between the signs of the situation; the learner sees pairs of neighbours, so the ends meet the signs."""
    said = [word for word in typed if word not in _SIGNS]
    subject = _SUBJECT_SIGN if situation.subject else _NO_SUBJECT_SIGN
    length = _SHORT_SIGN if len(said) <= _SHORT else _MIDDLE_SIGN if len(said) <= _MIDDLE else _LONG_SIGN
    return [subject, *said, _OPEN_SIGNS[situation.open], length]


def gathered_acts(
    acts: Mapping[str, Sequence[str]], topics: Mapping[str, Sequence[str]], sentences: Sentences, traits: Mapping[str, Trait]
) -> dict[str, tuple[str, ...]]:
    """What is learned per label: sentences with the signs of each situation in which they can be said.

    `acts` by label (`read_acts`), `topics` the examples of the topic model; the words of traits tell of oneself. Who says "top" assents where something is open, and
    thanks us elsewhere: per situation a sentence has one label, the first that can occur.
    """
    said = _with_courtesy(acts, topics, sentences)
    said[Act.TELLS] = (*said.get(Act.TELLS, ()), *_told_in(traits, said))
    said[Act.QUESTION] = _drawn(topics, leave_out=_courtesy(sentences))
    taken: set[tuple[str, Situation]] = set()
    learned_as = {}
    for label in sorted(said, key=_rank):
        found = []
        for typed, situation in _said_in(label, said[label]):
            if (key := (" ".join(typed), situation)) not in taken:
                taken.add(key)
                found.append(" ".join(_signed(typed, situation)))
        learned_as[label] = tuple(found)
    return learned_as


def _said_in(label: str, sentences: Sequence[str]) -> Iterator[tuple[list[str], Situation]]:
    """The words of each sentence with each situation in which it can be said.

    A question about a topic can be asked in all, and there are many: each is learned in one, and every situation has as many.
    """
    possible = [situation for situation in SITUATIONS if can_occur(label, situation)]
    for number, sentence in enumerate(sentences):
        if typed := words(sentence):
            chosen = (possible[number % len(possible)],) if label == Act.QUESTION else possible
            yield from ((typed, situation) for situation in chosen)


def _told_in(traits: Mapping[str, Trait], said: Mapping[str, Sequence[str]]) -> list[str]:
    """The words by which people tell a trait, but for those that do something else too ("ik bel liever niet")."""
    elsewhere = {" ".join(words(one)) for label, listed in said.items() if label != Act.TELLS for one in listed}
    told = (one for trait in traits.values() for listed in trait.said.values() for one in listed)
    return [one for one in told if " ".join(words(one)) not in elsewhere]


def _courtesy(sentences: Sentences) -> set[str]:
    return {act for act in (Act.GREETING, Act.THANKS, Act.GOODBYE) if act in sentences.acts}


def _with_courtesy(
    acts: Mapping[str, Sequence[str]], topics: Mapping[str, Sequence[str]], sentences: Sentences
) -> dict[str, tuple[str, ...]]:
    """The sentences of the files, those by which greetings, thanks and goodbyes are topics, and the words that always mean yes or no."""
    said = {label: tuple(listed) for label, listed in acts.items()}
    elsewhere = {" ".join(words(one)) for label, listed in acts.items() if label not in _ASSENT for one in listed}
    for act in _courtesy(sentences):
        said[act] = (*said.get(act, ()), *topics.get(act, sentences.acts[act].examples))
    for act in _ASSENT:
        meant = (one for one in sentences.commands.get(act, ()) if " ".join(words(one)) not in elsewhere)
        said[act] = (*said.get(act, ()), *meant)
    return said


def _drawn(topics: Mapping[str, Sequence[str]], leave_out: set[str]) -> tuple[str, ...]:
    """Examples of topics, as many of each as there are until the lot is full."""
    chance = random.Random(_SEED)
    piles = [chance.sample(list(said), len(said)) for topic, said in sorted(topics.items()) if topic not in leave_out]
    rounds = (pile[turn] for turn in range(max(map(len, piles), default=0)) for pile in piles if turn < len(pile))
    return tuple(dict.fromkeys(sentence for sentence, _ in zip(rounds, range(QUESTIONS), strict=False)))


def _rank(label: str) -> int:
    """Which label a sentence has that could have two: what only occurs in some situations goes before what occurs in all."""
    if label in _ASSENT:
        return 0
    if label.startswith(FOLLOWS):
        return 1
    return 3 if label == Act.QUESTION else 2


# What a message does, as chances per label.

WEIGHING = Weighing(rarity_power=0.6, words=0.5)
"""Rarity tells less than for topics: "hoe lang" and "mag ik" are common, and say what a message does; so do letters more than words."""
TEMPERATURE = 0.8
"""Points are divided by this before they become chances: lower is bolder."""


@dataclass(frozen=True)
class ActModel:
    """The model of acts; never changes, safe to share between threads."""

    model: Model
    temperature: float = TEMPERATURE

    def chances(self, typed: Sequence[str], situation: Situation) -> dict[str, float]:
        """The chance of each label that can occur in this situation; they add up to one. Who says nothing asks, at most."""
        if not typed:
            return {label: float(label == Act.QUESTION) for label in self.model.labels}
        points = self.model.points(_signed(typed, situation))
        possible = np.array([can_occur(label, situation) for label in self.model.labels])
        grown: Numbers = np.where(possible, np.exp((points - points.max()) / self.temperature), 0.0)
        return dict(zip(self.model.labels, map(float, grown / grown.sum()), strict=True))


def prepare_acts(
    acts: Mapping[str, Sequence[str]], understanding: Understanding, sentences: Sentences, traits: Mapping[str, Trait], cache: Path | None
) -> ActModel:
    """The model of acts beside that of topics, from the cache when it is there, else learned in a process of its own.

    Raises TrainingFailed.
    """
    kept = cache / DOES if cache else None
    return ActModel(learned(gathered_acts(acts, understanding.examples, sentences, traits), kept, WEIGHING))
