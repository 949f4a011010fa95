"""How much a message sounds like each kind of thing that must not be missed: word groups, patterns and example sentences weighed together.

Groups of letters carry misspelling and dialect, word groups carry the meaning, two of them near each other carry who does what to whom,
patterns carry what is certain. The weights are learned from sentences (`intents.signals_training`) and shipped, so that finding danger
needs no training, no cache and no content.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from intents.normalising import words as words_of
from intents.patterns import Patterns, read_patterns, sentences
import itertools

Numbers = NDArray[np.float32]
PIECES = 1 << 16
"""Places for pieces of words; two pieces may share one."""
NEAR = 6
"""Words between which two word groups count as near."""
LONGEST = 16
STRIDE = 8
"""Words of a stretch: a longer message is weighed in stretches that overlap, so that a story does not dilute what matters."""
_PIECE, _WORD, _PAIR, _SKIP = 0.5, 1.5, 1.5, 1.0
GROUP, NEARBY = 2.0, 1.2
"""What a word group weighs, and two near each other."""
_REMEMBERED = 20_000


@dataclass(frozen=True)
class Part:
    """What one word adds: points per kind, squared length, and the numbers of its groups."""

    points: Numbers
    length: float
    groups: tuple[int, ...]


@dataclass(frozen=True)
class Signals:
    """Learned weights over the pieces, groups and patterns of a text. Immutable but for a cache of words."""

    patterns: Patterns
    kinds: tuple[str, ...]
    """The first is: nothing of the kind."""
    pieces: Numbers
    """PIECES x kinds."""
    nearby: Numbers
    """Groups + groups x groups, x kinds."""
    certain: Numbers
    """Patterns found x kinds: per kind, one found; then per kind, two or more."""
    bias: Numbers
    _parts: dict[str, Part] = field(default_factory=dict, repr=False, compare=False)

    def chances(self, text: str) -> Numbers:
        """The chance (0-1) of each kind, that of the stretch of text that sounds most like one."""
        sure = rule_columns(self.patterns, self.kinds, text) @ self.certain + self.bias
        rows = np.array([self._points(stretch) for stretch in stretches(text)]) + sure
        grown = np.exp(rows - rows.max(axis=1, keepdims=True))
        chances = grown / grown.sum(axis=1, keepdims=True)
        return np.asarray(chances[np.argmin(chances[:, 0])], np.float32)

    def _points(self, words: Sequence[str]) -> Numbers:
        if not words:
            return np.zeros(len(self.kinds), np.float32)
        parts = [self._part(word) for word in words]
        columns, values = zip(*between_words(words), strict=True)
        weights = np.asarray(values, np.float32)
        total = np.sum([part.points for part in parts], axis=0) + weights @ self.pieces[list(columns)]
        length = sum(part.length for part in parts) + float(weights @ weights)
        near = list(between_groups([part.groups for part in parts], len(self.patterns.names)))
        if near:
            total = total + NEARBY * self.nearby[near].sum(axis=0)
            length += len(near) * NEARBY**2
        return np.asarray(total / math.sqrt(length), np.float32)

    def _part(self, word: str) -> Part:
        part = self._parts.get(word)
        if part is None:
            if len(self._parts) >= _REMEMBERED:
                self._parts.clear()
            part = self._parts[word] = self._of(word)
        return part

    def _of(self, word: str) -> Part:
        columns, values = zip(*word_columns(word), strict=True)
        weights = np.asarray(values, np.float32)
        points = weights @ self.pieces[list(columns)]
        length = float(weights @ weights)
        groups = group_numbers(self.patterns, word)
        if groups:
            points = points + GROUP * self.nearby[list(groups)].sum(axis=0)
            length += len(groups) * GROUP**2
        return Part(np.asarray(points, np.float32), length, groups)


def stretches(text: str) -> list[list[str]]:
    """The words of a text in stretches that overlap, and each of its sentences by itself."""
    found = words_of(text)
    some = [found[begin : begin + LONGEST] for begin in range(0, max(1, len(found) - LONGEST + STRIDE), STRIDE)]
    apart = sentences(text)
    if len(apart) > 1:
        some += [sentence for sentence in apart if 2 < len(sentence) <= LONGEST]
    return some


def word_columns(word: str) -> Iterator[tuple[int, float]]:
    """The places and weights of the pieces of one word: its groups of 2-5 letters, and itself."""
    spaced = f" {word} "
    for size in range(2, 6):
        for begin in range(len(spaced) - size + 1):
            yield crc32(spaced[begin : begin + size].encode()) % PIECES, _PIECE
    yield crc32(f"={word}".encode()) % PIECES, _WORD


def between_words(words: Sequence[str]) -> Iterator[tuple[int, float]]:
    """The places and weights of two words in a row, and of two with one between them."""
    padded = ["^", *words, "$"]
    for first, second in itertools.pairwise(padded):
        yield crc32(f"{first}_{second}".encode()) % PIECES, _PAIR
    for first, second in zip(words, words[2:], strict=False):
        yield crc32(f"{first}__{second}".encode()) % PIECES, _SKIP


def group_numbers(patterns: Patterns, word: str) -> tuple[int, ...]:
    """The numbers of the named groups of a word."""
    found = patterns.groups(word)
    return tuple(number for number, name in enumerate(patterns.names) if name in found)


def between_groups(groups: Sequence[tuple[int, ...]], count: int) -> Iterable[int]:
    """The columns of every two groups near each other, in their order; each pair once."""
    near: dict[int, None] = {}
    for place, some in enumerate(groups):
        for first in some:
            start = count + first * count
            for others in groups[place + 1 : place + 1 + NEAR]:
                for second in others:
                    near[start + second] = None
    return near


def rule_columns(patterns: Patterns, kinds: Sequence[str], text: str) -> Numbers:
    """1 per kind of which a pattern is found; then 1 per kind of which two or more are."""
    counts = dict.fromkeys(kinds, 0)
    for found in patterns.find(text):
        counts[found.kind] += 1
    return np.array([count >= least for least in (1, 2) for count in counts.values()], np.float32)


def save(signals: Signals, spared: Iterable[str], source: str, path: Path) -> None:
    """Write the weights as .npz: plain arrays, in half precision. `source` names what they were learned from."""
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            kinds=np.frombuffer("\n".join(signals.kinds).encode(), np.uint8),
            spared=np.frombuffer("\n".join(sorted(spared)).encode(), np.uint8),
            source=np.frombuffer(source.encode(), np.uint8),
            pieces=signals.pieces.astype(np.float16),
            nearby=signals.nearby.astype(np.float16),
            certain=signals.certain,
            bias=signals.bias,
        )


def load(path: Path, patterns: Path) -> Signals:
    """The signals of a file of weights over the patterns of a YAML file. Raises OSError, ValueError or KeyError."""
    with np.load(path, allow_pickle=False) as arrays:
        spared = frozenset(_lines(arrays["spared"]))
        return Signals(
            patterns=read_patterns(patterns, spared),
            kinds=tuple(_lines(arrays["kinds"])),
            pieces=arrays["pieces"].astype(np.float32),
            nearby=arrays["nearby"].astype(np.float32),
            certain=arrays["certain"],
            bias=arrays["bias"],
        )


def source_in(path: Path) -> str:
    """What the weights of a file were learned from."""
    with np.load(path, allow_pickle=False) as arrays:
        return "".join(_lines(arrays["source"]))


def _lines(packed: NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n")
