"""Whether a message is nothing but an answer to a question of ours: yes, no, thanks, never mind, in people's own words.

The pieces of `intents/antwoorden.yaml` are laid end to end. What is left over makes it something else: "ja maar liever dinsdag" changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.content.schema_answers import Said
from bot.understanding.text import words

MOST_WORDS = 40
"""What comes after is not read."""
_LEAST_LETTERS, _LEAST_RATIO = 6, 86.0
"""Of a word that may have an error of typing."""
_SHORTER = 2  # letters; a word of six is never so like one of three
_REMEMBERED = 20_000  # words
_SHADES = frozenset({*map(chr, range(0x1F3FB, 0x1F400)), "♀", "♂"})
"""Signs that only give an emoji a colour or a sex."""


_ANSWERS = frozenset(
    {Said.YES, Said.GOOD, Said.NO, Said.NEVER_MIND, Said.LEAVE_IT, Said.CANCEL_IT, Said.DONT_KNOW, Said.THANKS, Said.BESIDE}
)
"""What answers a question; the other lists tell a wish."""


@dataclass(frozen=True)
class Answer:
    """The answers that a message holds, and its words that none of the lists knows."""

    said: frozenset[Said] = frozenset()
    rest: tuple[str, ...] = ()
    asks: bool = False
    """Whether it ends in a question mark: "mag dat?" is no yes."""
    sign: bool = False
    """Whether it is a thumb or another emoji and no word."""

    @property
    def bare(self) -> bool:
        """Whether the message answers and does nothing else."""
        return bool(self.said) and not self.rest and not self.asks and self.said <= _ANSWERS

    @property
    def yes(self) -> bool:
        """Whether it says yes, softly or clearly, and nothing against it or about it."""
        return bool(self.said & {Said.YES, Said.GOOD}) and not self.no and Said.RESERVE not in self.said

    @property
    def clear(self) -> bool:
        """Whether it is a yes in so many words: enough for what cannot be undone."""
        return self.yes and Said.YES in self.said and not self.sign

    @property
    def no(self) -> bool:
        """Whether it says no, or to leave things as they are."""
        return bool(self.said & {Said.NO, Said.NEVER_MIND, Said.LEAVE_IT})

    @property
    def place(self) -> Said | None:
        """The one place that is named; None when there is none, or several."""
        named = self.said & {Said.DESK, Said.PHONE, Said.VISIT, Said.ONLINE}
        return next(iter(named)) if len(named) == 1 else None

    @property
    def thanks(self) -> bool:
        """Whether it thanks and says nothing else."""
        return Said.THANKS in self.said and self.said <= {Said.THANKS, Said.BESIDE}


NO_ANSWER = Answer()


class AnswerWords:
    """The lists of answers, ready to be compared with a message."""

    def __init__(self, said: Mapping[Said, Sequence[str]]) -> None:
        self._phrases = {_key(phrase): answer for answer, listed in said.items() for phrase in listed}
        self._longest = max(map(len, self._phrases), default=0)
        self._listed = sorted({word for phrase in self._phrases for word in phrase if len(word) >= _LEAST_LETTERS - _SHORTER})
        self._known = frozenset(word for phrase in self._phrases for word in phrase)
        self._repairs: dict[str, str] = {}

    def read(self, text: str) -> Answer:
        """The answers in a message, the longest pieces first."""
        typed = _key(text)[: MOST_WORDS + 1]
        if not typed:
            return NO_ANSWER
        said: set[Said] = set()
        rest: list[str] = []
        for found, piece in self._pieces(typed):
            if found:
                said.add(found)
            else:
                rest += piece
        rest += typed[MOST_WORDS:]
        return Answer(
            frozenset(said), tuple(rest), text.rstrip().endswith("?"), not any(letter.isalnum() for word in typed for letter in word)
        )

    def telling(self, text: str, said: Collection[Said]) -> tuple[str, ...]:
        """The words of a message by which it says one of these."""
        return tuple(word for found, piece in self._pieces(_key(text)) if found in said for word in piece)

    def around(self, text: str, said: Said) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The words before and after the first piece that says this, as they were typed; None when nothing does."""
        typed, begin = _key(text), 0
        for found, piece in self._pieces(typed):
            if found is said:
                return typed[:begin], typed[begin + len(piece) :]
            begin += len(piece)
        return None

    def _pieces(self, typed: tuple[str, ...]) -> Iterator[tuple[Said | None, tuple[str, ...]]]:
        """The pieces of a message end to end, each with what it says; a word of none of the lists stands by itself."""
        mended = tuple(map(self._mended, typed))
        at = 0
        while at < len(mended):
            length = self._piece(mended, at)
            yield self._phrases[mended[at : at + length]] if length else None, typed[at : at + (length or 1)]
            at += length or 1

    def _piece(self, typed: tuple[str, ...], at: int) -> int:
        """The length of the longest piece that begins here, 0 when there is none."""
        lengths = range(min(self._longest, len(typed) - at), 0, -1)
        return next((length for length in lengths if typed[at : at + length] in self._phrases), 0)

    def _mended(self, word: str) -> str:
        if len(word) < _LEAST_LETTERS or word in self._known or not word.isalpha():
            return word
        meant = self._repairs.get(word)
        if meant is None:
            if len(self._repairs) >= _REMEMBERED:
                self._repairs.clear()
            near = process.extractOne(word, self._listed, scorer=fuzz.ratio, score_cutoff=_LEAST_RATIO)
            meant = self._repairs[word] = near[0] if near and near[0][0] == word[0] else word
        return meant


def _key(text: str) -> tuple[str, ...]:
    """The words, without the colour of a thumb and without a last letter that is drawn out ("jaaa", "okee")."""
    return tuple(_short(word) for word in words(text) if word not in _SHADES)


def _short(word: str) -> str:
    while len(word) > 2 and word[-1] == word[-2]:
        word = word[:-1]
    return word
