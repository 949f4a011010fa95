"""A misspelt word told by how it sounds: for a small set of words that must not be missed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

LEAST_LETTERS = 4
_LETTERS_FOR_ERROR = 6  # of the sound; shorter ones have too many neighbours in Dutch to forgive a letter
_LETTERS_FOR_OTHER = 8  # of the sound: long enough to forgive a letter that is another
_REMEMBERED = 20_000
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
        if len(word) < LEAST_LETTERS or word in self.spared or not word.isalpha():
            return word
        meant = self._known.get(word)
        if meant is None:
            if len(self._known) >= _REMEMBERED:
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
        if len(word) < LEAST_LETTERS or not word.isalpha():
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
