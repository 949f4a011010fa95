"""Spelling mended and synonyms replaced before anything is recognised."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.entries import Synonym
from bot.understanding.text import words

# Typing errors mended against the words of our own examples; a word that exists in Dutch is left alone.

LEAST_LETTERS = 4
_REMEMBERED = 20_000  # words


@dataclass(frozen=True)
class Repair:
    """A word as it was typed and what it was taken for (two words when a space was lost)."""

    typed: str
    meant: tuple[str, ...]


@dataclass(frozen=True)
class _Words:
    """Words of one length, and which letters each has, as bits."""

    words: tuple[str, ...]
    letters: NDArray[np.uint32]


def _letters(word: str) -> int:
    """Which letters a word has; other letters than a to z share the bits with them."""
    found = 0
    for letter in word:
        found |= 1 << ord(letter) % 32
    return found


@dataclass(frozen=True)
class Corrector:
    """The words that may be meant, with how often we use them, and the Dutch words that are not to be bent."""

    vocabulary: Mapping[str, int]
    dutch: Collection[str] = frozenset()
    _by_length: dict[int, _Words] = field(default_factory=dict, repr=False, compare=False)
    _repairs: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_length: dict[int, list[str]] = {}
        for word in self.vocabulary:
            if len(word) >= LEAST_LETTERS - 1 and word.isalpha():
                by_length.setdefault(len(word), []).append(word)
        for length, some in by_length.items():
            self._by_length[length] = _Words(tuple(some), np.array([_letters(word) for word in some], np.uint32))

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
            near = process.extract(word, self._like(word, length, most), scorer=OSA.distance, score_cutoff=most, limit=4)
            found += [(distance - 0.4 * (other[0] == word[0]), -self.vocabulary[other], other) for other, distance, _ in near]
        return (min(found)[2],) if found else ()

    def _like(self, word: str, length: int, most: int) -> list[str]:
        """Our words of this length whose letters differ no more than so many edits can make them: an edit changes two letters at most,
        and one when it makes the word longer or shorter. Only these are worth the measuring."""
        ours = self._by_length.get(length)
        if ours is None:
            return []
        differing = np.bitwise_count(ours.letters ^ np.uint32(_letters(word)))
        return [ours.words[place] for place in np.flatnonzero(differing <= 2 * most - abs(length - len(word)))]

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


# A misspelt word told by how it sounds: for a small set of words that must not be missed.

LEAST_LETTERS_MENDED = 4
_LETTERS_FOR_ERROR = 6  # of the sound; shorter ones have too many neighbours in Dutch to forgive a letter
_LETTERS_FOR_OTHER = 8  # of the sound: long enough to forgive a letter that is another
_REMEMBERED_MENDED = 20_000
_SOUNDS = (
    (re.compile(r"sch(?![aeiou])"), "s"),
    (re.compile(r"ch|g"), "g"),
    (re.compile(r"ij|ei|y|ey"), "y"),
    (re.compile(r"ou|au"), "u"),
    (re.compile(r"c|q"), "k"),
    (re.compile(r"ph|v"), "f"),
    (re.compile(r"z"), "s"),
    (re.compile(r"dt?\b|tt?\b"), "t"),
    (re.compile(r"ae"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"en\b"), "e"),
)


def sound(word: str) -> str:
    """How a Dutch word sounds, roughly: "zelfmoort" and "selfmoord" are one."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


@dataclass(frozen=True)
class Mender:
    """The words that must not be missed, found by sound, or by sound with one letter wrong."""

    by_sound: dict[str, str]
    by_error: dict[str, str]
    """What remains of a sound when one letter is left out."""
    spared: Collection[str] = frozenset()
    """Words that only look like one of ours."""
    _known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, word: str) -> str:
        """The word meant, else the word itself."""
        if len(word) < LEAST_LETTERS_MENDED or word in self.spared or not word.isalpha():
            return word
        meant = self._known.get(word)
        if meant is None:
            if len(self._known) >= _REMEMBERED_MENDED:
                self._known.clear()
            meant = self._known[word] = self._meant(word)
        return meant

    def _meant(self, word: str) -> str:
        heard = sound(word)
        if heard in self.by_sound:
            return self.by_sound[heard]
        if heard in self.by_error:  # a letter too few
            return self.by_error[heard]
        if len(heard) > _LETTERS_FOR_ERROR:
            for rest in _shortened(heard):  # a letter too many, or another
                meant = self.by_sound.get(rest) or (self.by_error.get(rest) if len(heard) >= _LETTERS_FOR_OTHER else None)
                if meant:
                    return meant
        return word


def mender(words: Iterable[str], spared: Collection[str] = frozenset()) -> Mender:
    """A mender for words of four letters or more."""
    by_sound: dict[str, str] = {}
    by_error: dict[str, str] = {}
    for word in words:
        if len(word) < LEAST_LETTERS_MENDED or not word.isalpha():
            continue
        heard = sound(word)
        by_sound.setdefault(heard, word)
        if len(heard) > _LETTERS_FOR_ERROR:
            for rest in _shortened(heard):
                by_error.setdefault(rest, word)
    return Mender(by_sound, by_error, spared)


def _shortened(heard: str) -> Iterable[str]:
    """The sound without one of its letters; the first letter stays, it is seldom wrong."""
    return (heard[:at] + heard[at + 1 :] for at in range(1, len(heard)))


# Dialect, slang and shorthand turned into our own words, by the list that staff keep in `intents/synoniemen.yaml`.


class Rewording:
    """The words people use and what each means; ready to go through a message."""

    def __init__(self, synonyms: Iterable[Synonym]) -> None:
        pairs = [(tuple(words(said)), tuple(words(synonym.meaning))) for synonym in synonyms for said in synonym.words]
        self._meaning = {said: meaning for said, meaning in pairs if said and said != meaning}
        self._reach: dict[str, int] = {}
        for said in self._meaning:
            self._reach[said[0]] = max(len(said), self._reach.get(said[0], 0))

    def reword(self, typed: Sequence[str]) -> tuple[list[str], tuple[Repair, ...]]:
        """The words with each of the people's words replaced, longest first, and what was replaced."""
        reworded: list[str] = []
        repairs = []
        at = 0
        while at < len(typed):
            said = self._longest_at(typed, at)
            if said:
                reworded += self._meaning[said]
                repairs.append(Repair(" ".join(said), self._meaning[said]))
                at += len(said)
            else:
                reworded.append(typed[at])
                at += 1
        return reworded, tuple(repairs)

    def _longest_at(self, typed: Sequence[str], at: int) -> tuple[str, ...]:
        for length in range(min(self._reach.get(typed[at], 0), len(typed) - at), 0, -1):
            said = tuple(typed[at : at + length])
            if said in self._meaning:
                return said
        return ()
