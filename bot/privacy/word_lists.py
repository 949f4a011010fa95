"""Whether a text has one of a list of words in it, however it is spelt: `depress*`, `rood staan`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.privacy.digit_groups import plain

_WORD = re.compile(r"[^\W\d_]+")
_SAME_SOUND = (("ij", "y"), ("ei", "y"), ("ch", "g"), ("ph", "f"), ("th", "t"), ("dt", "t"), ("c", "k"), ("z", "s"), ("v", "f"))
_LONGEST = 30  # letters of a word that are looked at


@dataclass(frozen=True)
class WordMarks:
    """A list of words made ready to be looked for."""

    whole: frozenset[tuple[str, ...]]
    beginnings: frozenset[str]
    longest: int
    """Words in the longest row of the list."""

    def found_in(self, text: str) -> bool:
        """Whether one of the words, beginnings or rows of words stands in a text. Time grows with the length of the text."""
        words = [_folded(word) for word in _WORD.findall(plain(text.replace("'", "").replace("’", "")).text)]
        if any(word[:size] in self.beginnings for word in words for size in range(2, len(word) + 1)):
            return True
        rows = (tuple(words[at : at + size]) for size in range(1, self.longest + 1) for at in range(len(words) - size + 1))
        return any(row in self.whole for row in rows)


@lru_cache(maxsize=16)
def marks_of(listed: tuple[str, ...]) -> WordMarks:
    """The marks of a list, made once."""
    rows = [_row(one) for one in listed if not one.endswith("*")]
    starred = [_row(one) for one in listed if one.endswith("*")]
    beginnings = {row[0] for row in starred if len(row) == 1}
    # A star after a row of words stands for its last word as it is.
    whole = frozenset(row for row in [*rows, *(row for row in starred if len(row) > 1)] if row)
    return WordMarks(whole, frozenset(beginnings), max(map(len, whole), default=0))


def _row(text: str) -> tuple[str, ...]:
    return tuple(_folded(word) for word in _WORD.findall(plain(text.replace("'", "")).text))


def _folded(word: str) -> str:
    """A word as it sounds: one letter for letters said alike, none doubled."""
    word = word[:_LONGEST]
    for letters, sound in _SAME_SOUND:
        word = word.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", word)


def has_any(text: str, listed: Iterable[str]) -> bool:
    """Whether a text has one of these words in it."""
    return marks_of(tuple(listed)).found_in(text)
