"""Typing errors mended against the words of our own examples; a word that exists in Dutch is left alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

LEAST_LETTERS = 4
_REMEMBERED = 20_000  # words


@dataclass(frozen=True)
class Repair:
    """A word as it was typed and what it was taken for (two words when a space was lost)."""

    typed: str
    meant: tuple[str, ...]


@dataclass(frozen=True)
class Corrector:
    """The words that may be meant, with how often we use them, and the Dutch words that are not to be bent."""

    vocabulary: Mapping[str, int]
    dutch: Collection[str] = frozenset()
    _by_length: dict[int, list[str]] = field(default_factory=dict, repr=False, compare=False)
    _repairs: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for word in self.vocabulary:
            if len(word) >= LEAST_LETTERS - 1 and word.isalpha():
                self._by_length.setdefault(len(word), []).append(word)

    def mend(self, words: Sequence[str]) -> tuple[list[str], tuple[Repair, ...]]:
        """The words with their errors mended, and the repairs made."""
        mended: list[str] = []
        repairs = []
        for word in words:
            meant = self._meant(word)
            mended += meant
            if meant != (word,):
                repairs.append(Repair(word, meant))
        return mended, tuple(repairs)

    def _meant(self, word: str) -> tuple[str, ...]:
        if len(word) < LEAST_LETTERS or word in self.vocabulary or word in self.dutch or not word.isalpha():
            return (word,)
        meant = self._repairs.get(word)
        if meant is None:
            if len(self._repairs) >= _REMEMBERED:
                self._repairs.clear()
            meant = self._repairs[word] = self._nearest(word, 1) or self._split(word) or self._nearest(word, _allowed(word)) or (word,)
        return meant

    def _nearest(self, word: str, most: int) -> tuple[str, ...]:
        """The word at most so many edits away; the same first letter counts for something, then our most used word."""
        found = []
        for length in range(len(word) - most, len(word) + most + 1):
            near = process.extract(word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=most, limit=4)
            found += [(distance - 0.4 * (other[0] == word[0]), -self.vocabulary[other], other) for other, distance, _ in near]
        return (min(found)[2],) if found else ()

    def _split(self, word: str) -> tuple[str, ...]:
        """Two of our words written as one; the pair whose rarer word we use most."""
        pairs = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
        ours = [pair for pair in pairs if pair[0] in self.vocabulary and pair[1] in self.vocabulary]
        return max(ours, key=lambda pair: min(self.vocabulary[half] for half in pair), default=())


def _allowed(word: str) -> int:
    """Edits that still leave a word recognisable."""
    if len(word) <= 5:
        return 1
    return 2 if len(word) <= 9 else 3
