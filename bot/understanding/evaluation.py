"""Measures understanding: thresholds, test questions, sentences that are alike."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil, log, sqrt
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from bot.content.entries import BACKGROUND, Act, Entry
from bot.content.folder import TEST_QUESTIONS, intents_of
from bot.content.model import Knowledge
from bot.understanding.pipeline import OFFERED, Decision, Meaning, Thresholds, Understanding
from bot.understanding.sentences import Sentences
from bot.understanding.text import words

# Choose the thresholds by measurement: how well test questions are understood, and when we are sure enough.

TEMPERATURES = tuple(round(0.2 + 0.04 * step, 2) for step in range(21))
LEVELS = (0.002, 0.005, *(round(0.01 * step, 2) for step in range(1, 100)))


@dataclass(frozen=True)
class Question:
    """A sentence that is no example, with the topic it is about (`geen`: not ours) and other topics that would do."""

    text: str
    topic: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Goals:
    """Most shares (0-1) allowed on questions that who wrote the examples never saw: what we promise for new messages."""

    wrong: float = 0.02
    let_in: float = 0.05
    none_asked: float = 0.15

    def needed(self) -> tuple[int, int]:
        """How many questions of ours, and not ours, it takes to show the goals: when nothing goes wrong, the interval stays below them."""
        return _least(self.wrong), max(_least(self.let_in), _least(self.none_asked))


@dataclass(frozen=True)
class Figures:
    """What became of the questions, in counts. Of those that are ours: right, asked, lost or wrong."""

    right: int = 0
    asked: int = 0
    lost: int = 0
    wrong: int = 0
    kept_out: int = 0
    none_asked: int = 0
    let_in: int = 0

    @property
    def ours(self) -> int:
        """The questions that are ours."""
        return self.right + self.asked + self.lost + self.wrong

    @property
    def others(self) -> int:
        """The questions that are not ours."""
        return self.kept_out + self.none_asked + self.let_in


@dataclass(frozen=True)
class Calibration:
    """The thresholds found and what they give; `met` tells whether the goals are within reach."""

    thresholds: Thresholds
    figures: Figures
    met: bool
    needed: tuple[int, int] = (0, 0)
    """The least number of questions, ours and not ours, that could show the goals to be met."""

    @property
    def enough(self) -> bool:
        """Whether there were so many."""
        return self.figures.ours >= self.needed[0] and self.figures.others >= self.needed[1]


_Z = 1.959963984540054  # of 95 %, both sides


def interval(count: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927), 0-1; of nothing we know nothing."""
    if not total:
        return 0.0, 1.0
    share = count / total
    middle = (share + _Z**2 / (2 * total)) / (1 + _Z**2 / total)
    half = _Z * sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2)) / (1 + _Z**2 / total)
    return max(0.0, middle - half), min(1.0, middle + half)


def _least(goal: float) -> int:
    """The least number of which none went wrong that shows a share to be at most `goal`."""
    return ceil(_Z**2 * (1 - goal) / goal) if 0 < goal < 1 else 0


def own_questions(knowledge: Knowledge, sentences: Sentences) -> list[Question]:
    """The test questions that stand in the content itself (`testvragen`)."""
    topics: list[Entry | Act] = [*knowledge.entries.values(), *sentences.acts.values()]
    return [Question(text, one.id) for one in topics for text in one.test_questions]


def strangers(root: Path) -> list[Question]:
    """Test questions that are not ours: `intents/testvragen/geen.txt`, one per line."""
    path = intents_of(root) / TEST_QUESTIONS / f"{BACKGROUND}.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [Question(line.strip(), BACKGROUND) for line in lines if line.strip()]


def unseen(path: Path) -> tuple[list[Question], list[str]]:
    """The questions of a file of JSON lines {"text", "topic", "also_ok", "style"} ("none": not ours), and the style of each.

    Raises OSError, ValueError, KeyError.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    asked = [Question(row["text"], BACKGROUND if row["topic"] == "none" else row["topic"], tuple(row.get("also_ok", ()))) for row in rows]
    return asked, [row.get("style", "") for row in rows]


def verdict(understanding: Understanding, question: Question, meaning: Meaning) -> str:
    """The field of Figures in which a question counts, judged by contract ids."""
    fine = {understanding.reported(topic) for topic in (question.topic, *question.also)}
    topic = understanding.reported(meaning.topic) if meaning.topic else BACKGROUND
    decision = meaning.decision if topic != BACKGROUND or meaning.decision is not Decision.ANSWER else Decision.NONE
    if BACKGROUND in fine:
        kept = decision is Decision.ANSWER and topic in fine
        return "kept_out" if kept else {Decision.ANSWER: "let_in", Decision.CLARIFY: "none_asked"}.get(decision, "kept_out")
    if decision is Decision.ANSWER:
        return "right" if topic in fine else "wrong"
    offered = [understanding.reported(one.topic) for one in meaning.candidates]
    near = [one for one in dict.fromkeys(offered) if one != BACKGROUND][:OFFERED]
    return "asked" if decision is Decision.CLARIFY and fine.intersection(near) else "lost"


def measure(understanding: Understanding, questions: Iterable[Question]) -> Figures:
    """How the questions fare."""
    return Figures(**Counter(verdict(understanding, one, understanding.understand(one.text)) for one in questions))


def calibrate(understanding: Understanding, questions: Sequence[Question], goals: Goals | None = None) -> Calibration:
    """The boldest thresholds that stay within the goals; when none do, the most careful ones.

    The temperature makes a chance of 0.8 come true eight times out of ten (least surprise over all questions). Then the
    lowest `sure` that keeps wrong answers and strangers rare, then the lowest `ask` that keeps strangers from being asked.
    """
    goals = goals or Goals()
    thresholds = replace(understanding.thresholds, temperature=_temperature(understanding, questions))
    ours = max(1, sum(1 for one in questions if one.topic != BACKGROUND))
    others = max(1, len(questions) - ours)

    def tried(sure: float, ask: float) -> Figures:
        return measure(replace(understanding, thresholds=replace(thresholds, sure=sure, ask=ask)), questions)

    def careful(sure: float) -> bool:
        figures = tried(sure, 0.0)
        return figures.wrong <= goals.wrong * ours and figures.let_in <= goals.let_in * others

    sure = _lowest(careful)
    ask = _lowest(lambda level: tried(sure, level).none_asked <= goals.none_asked * others)
    figures = tried(sure, ask)
    met = careful(sure) and figures.none_asked <= goals.none_asked * others
    return Calibration(replace(thresholds, sure=sure, ask=ask), figures, met, goals.needed())


def _lowest(fine: Callable[[float], bool]) -> float:
    """The lowest level that is fine, by halving: what is fine at one level is fine at every higher one."""
    low, high = 0, len(LEVELS) - 1
    while low < high:
        middle = (low + high) // 2
        if fine(LEVELS[middle]):
            high = middle
        else:
            low = middle + 1
    return LEVELS[low]


def _temperature(understanding: Understanding, questions: Sequence[Question]) -> float:
    labels = {label: number for number, label in enumerate(understanding.model.labels)}
    known = [(typed, labels[one.topic]) for one in questions if one.topic in labels and (typed := words(one.text))]
    if not known:
        return understanding.thresholds.temperature

    def surprise(temperature: float) -> float:
        return -sum(log(float(understanding.chances(typed, temperature)[number]) + 1e-9) for typed, number in known)

    return min(TEMPERATURES, key=surprise)


# Whether the assistant understands the test questions that stand beside the answers, and what a change made worse.


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
    if meaning.decision is Decision.NONE and expected == BACKGROUND:
        return Tried(sentence, topic, Outcome.RIGHT, first)
    return Tried(sentence, topic, Outcome.MISSED, first, understanding.explain(sentence).nearest if first != topic else "")


# How much two sentences look alike: pairs under different topics, and groups of what many people asked.

ALIKE = 92.0
"""Of rapidfuzz's ratio (0-100) over the sorted words: two sentences that hardly differ."""
OF_ONE_KIND = 70.0
"""From here on two sentences that were not understood are counted as the same question."""
_LEAST_LETTERS = 10  # in shorter sentences one letter is much of the meaning
_AT_ONCE = 500  # sentences compared with all others in one go: bounds the memory


@dataclass(frozen=True)
class Pair:
    """Two sentences of different topics that hardly differ."""

    topic: str
    sentence: str
    other_topic: str
    other_sentence: str
    likeness: float
    """0-100."""


def near_pairs(examples: Mapping[str, Sequence[str]], *, background: str = BACKGROUND) -> tuple[Pair, ...]:
    """The pairs of sentences of different topics that are at least ALIKE; background sentences are near by design and do not count."""
    listed = [(topic, sentence, _sorted(sentence)) for topic, said in examples.items() if topic != background for sentence in said]
    listed = sorted((one for one in listed if len(one[2]) >= _LEAST_LETTERS), key=lambda one: len(one[2]))
    texts = [text for _, _, text in listed]
    pairs = []
    for begin in range(0, len(listed), _AT_ONCE):
        block = texts[begin : begin + _AT_ONCE]
        # The ratio of two texts is at most 2 x the shorter / the sum of both, so only texts of about the same length can be alike.
        end = begin + len(block)
        longest = len(block[-1]) * (200 - ALIKE) / ALIKE
        while end < len(texts) and len(texts[end]) <= longest:
            end += 1
        scores = process.cdist(block, texts[begin:end], scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8)
        for row, column in np.argwhere(scores):
            if column > row and listed[begin + row][0] != listed[begin + column][0]:
                (topic, one, _), (other_topic, other, _) = listed[begin + row], listed[begin + column]
                pairs.append(Pair(topic, one, other_topic, other, float(scores[row, column])))
    return tuple(sorted(pairs, key=lambda pair: (-pair.likeness, pair.sentence)))


def groups(sentences: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """The numbers of sentences that ask about the same, the largest group first; each sentence stands in one group.

    The first sentence of a group is the one that most others are like, so that it can speak for them.
    """
    if not sentences:
        return ()
    texts = [_sorted(sentence) for sentence in sentences]
    alike = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=OF_ONE_KIND, dtype=np.uint8) > 0
    np.fill_diagonal(alike, True)
    left = np.ones(len(texts), bool)
    found = []
    while left.any():
        counts = np.where(left, (alike & left).sum(axis=1), 0)
        centre = int(counts.argmax())
        members = [int(number) for number in np.flatnonzero(alike[centre] & left)]
        found.append((centre, *(number for number in members if number != centre)))
        left[members] = False
    return tuple(found)


def _sorted(sentence: str) -> str:
    return " ".join(sorted(words(sentence)))
