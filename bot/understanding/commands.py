"""Whether a whole message is one of our commands ("stop", "terug", "laat maar"), small typing errors forgiven."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from bot.content.schema_signal_words import WordList
from bot.understanding.signal_words import listed
from bot.understanding.text import words

LEAST_LETTERS = 5
"""Shorter phrases must be exact: "ja" and "jas" differ by one letter."""
LEAST_RATIO = 90.0
"""Of rapidfuzz's ratio (0-100): about one wrong letter in ten."""
GOES_ON = "…"
"""At the end of a phrase: what comes after it may be anything, as in "vergeet dat ik …"."""
MOST_WORDS = 12
"""Of a message that begins with such a phrase."""


class Commands:
    """The phrases of all commands, ready to be compared with a message."""

    def __init__(self, phrases: Mapping[str, tuple[str, ...]]) -> None:
        self._exact = {_comparable(phrase): command for command, said in phrases.items() for phrase in said}
        self._long = [phrase for phrase in self._exact if len(phrase) >= LEAST_LETTERS]
        self._begins = {
            f"{_comparable(phrase)} ": command for command, said in phrases.items() for phrase in said if phrase.endswith(GOES_ON)
        }
        self._longest = max(map(len, self._exact), default=0)

    def match(self, text: str) -> str:
        """The command that the whole message is, empty when it is none. A phrase inside a longer sentence does not count."""
        message = _comparable(text)
        if message in self._exact:
            return self._exact[message]
        begun = next((command for phrase, command in self._begins.items() if message.startswith(phrase)), "")
        if begun and len(message.split()) <= MOST_WORDS:
            return begun
        if not LEAST_LETTERS - 1 <= len(message) <= self._longest + 3:
            return ""
        near = process.extractOne(message, self._long, scorer=fuzz.ratio, score_cutoff=LEAST_RATIO)
        if near is None or _turns(near[0]) != _turns(message):
            return ""
        return self._exact[near[0]]

    def exactly(self, text: str) -> str:
        """The command whose phrase the whole text is to the letter, empty when it is none."""
        return self._exact.get(_comparable(text), "")


def _comparable(text: str) -> str:
    """The words alone; a message without words (a question mark) stays as it is, so that it can be a phrase too."""
    found = words(text)
    return " ".join(found) if found else text.strip()


def _turns(phrase: str) -> frozenset[str]:
    """The words that turn a meaning around: "doe maar" is not nearly "doe maar niet"."""
    return listed(WordList.TURNING).intersection(phrase.split())
