"""Risk in a sentence: a crisis, or a formal act that does not count here."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.content.folder import SHIPPED_INTENTS
from bot.understanding.languages import DUTCH
from bot.understanding.risk_patterns import Patterns, read_groups, read_patterns, sentences
from bot.understanding.sayings import Sayings, shipped_sayings
from bot.understanding.text import plain, words

# How much a message sounds like each kind of thing that must not be missed: word groups, patterns and example sentences weighed together.
#
# Groups of letters carry misspelling and dialect, word groups carry the meaning, two of them near each other carry who does what to whom,
# patterns carry what is certain. The weights are learned from sentences (`bot.understanding.risk_learner`) and shipped, so that finding danger
# needs no training, no cache and no content.

Numbers = NDArray[np.float32]
PIECES = 1 << 16
"""Places for pieces of words; two pieces may share one."""
NEAR = 6
"""Words between which two word groups count as near."""
LONGEST = 16
STRIDE = 8
"""Words of a stretch: a longer message is weighed in stretches that overlap, so that a story does not dilute what matters."""
WHOLE = 200
"""Words of a message that are weighed as a whole; no example is longer."""
LEAST = 3
"""Words of a sentence that is weighed by itself; a shorter one only with what stands beside it."""
_PIECE, _WORD, _PAIR, _SKIP = 0.5, 1.5, 1.5, 1.0
_GROUP, _NEARBY = 2.0, 1.2
CERTAIN = 0.5
"""What a piece, a word, two words, two words with one between, a word group, two groups near each other and a pattern weigh (measured)."""
_NUMBERS = ("rarity", "weights", "certain", "bias")
_GRAIN = 1 / 30  # of the weights in the file
_REMEMBERED = 20_000  # words; a few MB, and a stranger's noise cannot fill the memory


@dataclass(frozen=True)
class Part:
    """What one word (or all pairs) adds: points per kind, squared length, and the numbers of its groups."""

    points: Numbers
    length: float
    groups: tuple[int, ...] = ()


@dataclass(frozen=True)
class Signals:
    """Learned weights over the pieces, groups and patterns of a text. Immutable but for a cache of words; safe to share between threads."""

    patterns: Patterns
    kinds: tuple[str, ...]
    """The first is: nothing of the kind."""
    rarity: Numbers
    """Per column how rare it is among the sentences."""
    weights: Numbers
    """Columns x kinds: the places of the pieces, then the groups, then every group before every group."""
    certain: Numbers
    """Patterns found x kinds: per kind, one found; then per kind, two or more; then each pattern by itself."""
    bias: Numbers
    _parts: dict[str, Part] = field(default_factory=dict, repr=False, compare=False)

    def chances(self, text: str) -> Numbers:
        """The chance (0-1) of each kind, that of the stretch of text that sounds most like one."""
        each = self.by_stretch(text)
        return np.asarray(each[np.argmin(each[:, 0])], np.float32)

    def by_stretch(self, text: str) -> Numbers:
        """The chance of each kind, a row per stretch of the text."""
        return self._chances_of(self._each(text), text)

    def in_context(self, text: str) -> Numbers:
        """The same, but the text as a whole counts as much as the stretch.

        In a long story one of many stretches soon sounds like something that the rest denies (measured with `python -m bench.safety`).
        """
        return self._chances_of(np.float32(0.5) * (self._each(text) + self._points(_as_a_whole(text))), text)

    def _each(self, text: str) -> Numbers:
        return np.array([self._points(stretch) for stretch in stretches(text)], np.float32)

    def _chances_of(self, points: Numbers, text: str) -> Numbers:
        """The chances of rows of points, to which the patterns in the text are added."""
        points = points + rules(self.patterns, self.kinds, text) @ self.certain + self.bias
        grown = np.exp(points - points.max(axis=1, keepdims=True))
        return np.asarray(grown / grown.sum(axis=1, keepdims=True), np.float32)

    def _points(self, words: Sequence[str]) -> Numbers:
        if not words:
            return np.zeros(len(self.kinds), np.float32)
        parts = [self._part(word) for word in words]
        parts.append(self._weighed(between_words(words)))
        parts.append(self._weighed(between_groups([part.groups for part in parts], len(self.patterns.names))))
        total = np.sum([part.points for part in parts], axis=0)
        return np.asarray(total / math.sqrt(sum(part.length for part in parts)), np.float32)

    def _part(self, word: str) -> Part:
        part = self._parts.get(word)
        if part is None:
            if len(self._parts) >= _REMEMBERED:
                self._parts.clear()
            groups = group_numbers(self.patterns, word)
            weighed = self._weighed([*word_columns(word), *group_columns(groups)])
            part = self._parts[word] = Part(weighed.points, weighed.length, groups)
        return part

    def _weighed(self, columns: Iterable[tuple[int, float]]) -> Part:
        places, values = [], []
        for place, value in columns:
            places.append(place)
            values.append(value)
        if not places:
            return Part(np.zeros(len(self.kinds), np.float32), 0.0)
        weights = np.asarray(values, np.float32) * self.rarity[places]
        return Part(np.asarray(weights @ self.weights[places], np.float32), float(weights @ weights))


def _as_a_whole(text: str) -> list[str]:
    """The words of a text, one that is said again at once only once: "werk werk werk" says no more than "werk"."""
    return [word for word, _ in groupby(words(text))][:WHOLE]


def stretches(text: str) -> list[list[str]]:
    """The words of a text in stretches: within its sentences, and of short sentences that follow each other as many as fit in one.

    A stretch over the border of a long sentence would join words of two thoughts.
    """
    apart = sentences(text) or [[]]
    windows = [sentence[begin : begin + LONGEST] for sentence in apart for begin in _begins(len(sentence))]
    joined = _joined(apart)
    found = list(dict.fromkeys(tuple(one) for one in (*windows, *joined) if len(one) >= LEAST or len(apart) == 1))
    return [list(one) for one in found] or [[word for sentence in apart for word in sentence][:LONGEST]]


def _begins(count: int) -> range:
    """Where the stretches of a sentence of so many words begin."""
    return range(0, max(1, count - LONGEST + STRIDE), STRIDE)


def _joined(apart: Sequence[list[str]]) -> Iterator[list[str]]:
    """Sentences that follow each other, from each the most that fit in one stretch."""
    for begin in range(len(apart)):
        run: list[str] = []
        for sentence in apart[begin:]:
            if len(run) + len(sentence) > LONGEST:
                break
            run += sentence
        if len(run) > len(apart[begin]):
            yield run


Columns = Iterable[tuple[int, float]]


def columns_of(patterns: Patterns, words: Sequence[str], columns: Callable[[str], Columns] | None = None) -> list[tuple[int, float]]:
    """All columns of a stretch of words with their weights, before rarity; a column may stand there twice.

    `columns` gives those of one word, for who remembers them.
    """
    groups = [group_numbers(patterns, word) for word in words]
    own = [(columns or word_columns)(word) for word in words]
    found = [column for some, its in zip(own, groups, strict=True) for column in (*some, *group_columns(its))]
    return [*found, *between_words(words), *between_groups(groups, len(patterns.names))]


def word_columns(word: str) -> Iterator[tuple[int, float]]:
    """The pieces of one word: its groups of 2-5 letters, and itself."""
    spaced = f" {word} "
    for size in range(2, 6):
        for begin in range(len(spaced) - size + 1):
            yield crc32(spaced[begin : begin + size].encode()) % PIECES, _PIECE
    yield crc32(f"={word}".encode()) % PIECES, _WORD


def between_words(words: Sequence[str]) -> Iterator[tuple[int, float]]:
    """Two words in a row, and two with one between them."""
    for first, second in pairwise(["^", *words, "$"]):
        yield crc32(f"{first}_{second}".encode()) % PIECES, _PAIR
    for first, second in zip(words, words[2:], strict=False):
        yield crc32(f"{first}__{second}".encode()) % PIECES, _SKIP


def group_numbers(patterns: Patterns, word: str) -> tuple[int, ...]:
    """The numbers of the named groups of a word."""
    found = patterns.groups(word)
    return tuple(number for number, name in enumerate(patterns.names) if name in found) if found else ()


def group_columns(groups: Iterable[int]) -> Iterator[tuple[int, float]]:
    """The groups of one word."""
    return ((PIECES + number, _GROUP) for number in groups)


def between_groups(groups: Sequence[tuple[int, ...]], count: int) -> Iterator[tuple[int, float]]:
    """Every two groups near each other, in their order; each two once."""
    near: dict[int, None] = {}
    for place, some in enumerate(groups):
        later = [second for others in groups[place + 1 : place + 1 + NEAR] for second in others]
        for first in some:
            start = PIECES + count + first * count
            for second in later:
                near[start + second] = None
    return ((column, _NEARBY) for column in near)


def width(patterns: Patterns) -> int:
    """How many columns there are."""
    groups = len(patterns.names)
    return PIECES + groups + groups * groups


def rules(patterns: Patterns, kinds: Sequence[str], text: str) -> Numbers:
    """Per kind whether a pattern is found; then per kind whether two or more are; then per pattern whether it is."""
    count = len(kinds)
    numbers = np.zeros(2 * count + len(patterns.patterns), np.float32)
    for one in patterns.find(text):
        kind = kinds.index(one.kind)
        numbers[count + kind] = numbers[kind]  # the second that is found
        numbers[kind] = numbers[2 * count + patterns.places[one.source]] = CERTAIN
    return numbers


def save(signals: Signals, spared: Iterable[str], source: str, path: Path) -> None:
    """Write the weights as .npz: plain arrays, rounded, which moves no chance by 0.01 and halves the file.

    `source` names what they were learned from.
    """
    texts = {"kinds": signals.kinds, "spared": sorted(spared), "source": [source]}
    packed: dict[str, Any] = {name: np.frombuffer("\n".join(lines).encode(), np.uint8) for name, lines in texts.items()}
    numbers: dict[str, Any] = {name: (np.round(getattr(signals, name) / _GRAIN) * _GRAIN).astype(np.float16) for name in _NUMBERS}
    with path.open("wb") as file:
        np.savez_compressed(file, **packed, **numbers)


def load(path: Path, patterns: Path) -> Signals:
    """The signals of a file of weights over the patterns of a YAML file. Raises OSError, ValueError or KeyError."""
    with np.load(path, allow_pickle=False) as arrays:
        numbers = {name: arrays[name].astype(np.float32) for name in _NUMBERS}
        spared = frozenset(_lines(arrays["spared"]))
        return Signals(read_patterns(patterns, spared), tuple(_lines(arrays["kinds"])), **numbers)


def source_in(path: Path) -> str:
    """What the weights of a file were learned from."""
    with np.load(path, allow_pickle=False) as arrays:
        return _lines(arrays["source"])[0]


def _lines(packed: NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n")


# Whether someone is in danger: found before anything else is understood, and told with help lines.

ALARM = 0.25
"""Chance from which a message in which a pattern is found is a crisis; all of these chosen by measurement (`python -m bench.safety`)."""
ALARM_ALONE = 0.65
"""The same for a message that is only like a crisis."""
ALARM_ELSEWHERE = 0.5
"""The same for one in another language, with a word of danger in it."""
ALARM_IN_STORY = 0.85
"""The same for one of more than a stretch: of many stretches one soon sounds like something."""
SUSPICION = 0.4
"""Chance from which a message may be a crisis: what was asked is answered, with one warm line beside it."""
SUSPICION_IN_STORY = 0.6
"""The same for a message of more than a stretch."""
SUSPICION_IN_FEW = 0.5
"""The same for a message of a few words, which sound like anything: "ik ga eten"."""
SUSPICION_ELSEWHERE = 0.6
"""The same in another language in which no word of danger stands: there it is never more than a suspicion."""
FAINT = 0.2
"""Chance from which a message that is not understood gets our question whether someone is well, and no menu."""
FEW = 4
WEIGHTS = Path(__file__).parent / "weights"
"""What was learned from the sentences in `intents/crisis` and `intents/formeel`."""


def patterns_file(name: str) -> Path:
    """The word groups and patterns of a kind of signals."""
    return SHIPPED_INTENTS / name / "patronen.yaml"


DESPAIR, DESPAIRING = "wanhoop", "zelfdoding"
"""What is learned of despair that names neither life nor death, and the kind as which it is suspected; it is never certain."""


@dataclass(frozen=True)
class Danger:
    """A crisis in a message: zelfdoding, geweld-thuis, dwang-thuis, uitbuiting, acuut-gevaar or dreiging."""

    kind: str
    certain: bool
    """Otherwise it is a suspicion."""


def faint_danger(text: str) -> Danger | None:
    """What a message that is not understood may be, at a chance too low to speak of beside an answer; None below it."""
    signals = crisis_signals()
    each = signals.in_context(shipped_sayings().left_out(text))
    row = each[int(each[:, 0].argmin())]
    return Danger(_kind(row), certain=False) if 1 - row[0] >= FAINT else None


def _kind(row: Numbers) -> str:
    """The kind that a stretch sounds most like."""
    kind = crisis_signals().kinds[1 + int(row[1:].argmax())]
    return DESPAIRING if kind == DESPAIR else kind


def danger_in(text: str, sayings: Sayings | None = None) -> Danger | None:
    """The danger in a message, its sayings left out; None when there is none."""
    return _heard(text) if sayings is None else _danger(sayings.left_out(text))


@lru_cache(maxsize=1)  # several rules of one turn ask about the same message
def _heard(text: str) -> Danger | None:
    return _danger(shipped_sayings().left_out(text))


def _danger(left: str) -> Danger | None:
    """The danger in a message without its sayings."""
    signals = crisis_signals()
    each = signals.in_context(left)
    hard, soft = 1 - each[:, 0] - each[:, signals.kinds.index(DESPAIR)], 1 - each[:, 0]
    said = words(left)
    known = any(True for _ in signals.patterns.find(left))
    strange = not known and _is_strange(said, signals.patterns)
    certain = not strange and bool(hard.max() >= _least_certain(said, known))
    if not certain and soft.max() < (SUSPICION_ELSEWHERE if strange else _least_suspected(len(said))):
        return None
    row = each[int(hard.argmax() if certain else soft.argmax())]
    return Danger(_kind(row), certain and signals.kinds[1 + int(row[1:].argmax())] != DESPAIR)


def _least_certain(said: list[str], known: bool) -> float:
    """From which chance a message is an alarm; `known` tells whether a pattern is found in it."""
    if len(said) > LONGEST:
        return ALARM_IN_STORY
    if known:
        return ALARM
    return ALARM_ELSEWHERE if _elsewhere().is_spoken(said) else ALARM_ALONE


def _least_suspected(count: int) -> float:
    """From which chance a message of so many words is suspected."""
    if count > LONGEST:
        return SUSPICION_IN_STORY
    return SUSPICION_IN_FEW if count <= FEW else SUSPICION


def find_crisis(text: str) -> str | None:
    """The kind of crisis that is certain in a message, None when there is none."""
    danger = danger_in(text)
    return danger.kind if danger and danger.certain else None


def _is_strange(said: list[str], patterns: Patterns) -> bool:
    """Whether a message is in another language and has no word of danger in it."""
    elsewhere = _elsewhere()
    return elsewhere.is_spoken(said) and not elsewhere.has_danger(said, patterns)


@dataclass(frozen=True)
class Elsewhere:
    """What tells that a text is in another language, and what is danger in it."""

    telling: frozenset[str]
    danger: tuple[str, ...]
    """Words and rows of words between spaces; a beginning has no space after it."""
    groups: frozenset[str]

    def is_spoken(self, said: list[str]) -> bool:
        """Whether more words tell of another language (or its script) than of Dutch."""
        other = [word for word in said if word in self.telling or any(letter > _LATIN for letter in word)]
        return len(other) > sum(word in DUTCH and word not in self.telling for word in said)

    def has_danger(self, said: list[str], patterns: Patterns) -> bool:
        """Whether a word of danger is among them."""
        whole = f" {' '.join(said)} "
        return any(danger in whole for danger in self.danger) or any(self.groups & patterns.groups(word) for word in said)


@cache
def _elsewhere() -> Elsewhere:
    lists = read_groups(patterns_file("crisis"), "andere-talen")
    danger = tuple(f" {plain(word[:-1])}" if word.endswith("*") else f" {plain(word)} " for word in lists["gevaar"] if not word.isupper())
    groups = frozenset(word for word in lists["gevaar"] if word.isupper())
    return Elsewhere(frozenset(plain(word) for word in lists["taal"]), danger, groups)


@cache
def crisis_signals() -> Signals:
    """The signals of crisis, read once (some 40 ms)."""
    return load(WEIGHTS / "crisis.npz", patterns_file("crisis"))


_LATIN = "\u024f"
"""The last letter of the Latin scripts that we read."""


# Whether someone performs a formal act in the chat, where it does not count; asking about one is not performing it.

PERFORMED = 0.16
"""Chance from which a message is taken as the act; chosen by measurement (tests/understanding/test_formal.py holds the shares)."""


def find_formal_act(text: str) -> str | None:
    """The act performed: avg, bezwaar, ingebrekestelling, klacht, ziekmelding, wijziging or aanvraag; None when there is none.

    An appeal counts as bezwaar, a penalty payment as ingebrekestelling, a Woo request as avg, notice or a power of attorney as wijziging.
    """
    signals = formal_signals()
    chances = signals.chances(text)
    if 1 - chances[0] < PERFORMED:
        return None
    return signals.kinds[1 + int(chances[1:].argmax())]


@cache
def formal_signals() -> Signals:
    """The signals of formal acts, read once (some 40 ms)."""
    return load(WEIGHTS / "formeel.npz", patterns_file("formeel"))
