"""A message in its parts, and whether a part asks: the only place that cuts a message and that tells a question without its mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.content.schema_signal_words import WordList
from bot.understanding.signal_words import choice, listed
from bot.understanding.text import words

# Where a message is cut.


class Border(StrEnum):
    """What a part ends at."""

    SENTENCE = "sentence"
    """A full stop, a question mark and the like."""
    SIGN = "sign"
    """The same, and a comma."""
    THOUGHT = "thought"
    """A sign before a space, and a word with which something else begins: "na 4 uur want dan ben ik vrij"."""
    TOLD = "told"
    """A sign, and a word between two things that are told of oneself: "ik ben 58 en heb schulden"."""


@dataclass(frozen=True)
class Part:
    """A part of a message, and the sign or word that ends it."""

    said: str
    end: str = ""

    @property
    def marked(self) -> str:
        """With its question mark, of its signs the only one that changes what it does."""
        return f"{self.said}?" if "?" in self.end else self.said


@cache
def _border(border: Border) -> re.Pattern[str]:
    told, begun = choice(WordList.TRAIT_LINKS), choice(WordList.CLAUSE_STARTS)
    ends = {
        Border.SENTENCE: r"[.!?;\n]+\s*",
        Border.SIGN: r"[.!?;,\n]+\s*",
        Border.THOUGHT: rf"[.;!?\n]+(?:\s+|$)|,\s+|\s+(?={begun}\b)",
        Border.TOLD: rf"[,.;!?\n]+|\s{told}\s",
    }
    return re.compile(ends[border], re.IGNORECASE if border is Border.THOUGHT else 0)


def parts_at(text: str, border: Border) -> list[Part]:
    """The parts of a text in order, those without a word left out."""
    found, begin = [], 0
    for end in _border(border).finditer(text):
        found.append(Part(text[begin : end.start()].strip(), end[0].strip()))
        begin = end.end()
    return [part for part in (*found, Part(text[begin:].strip())) if part.said]


def clauses(text: str) -> list[str]:
    """A text in parts that each say one thing: "vanmiddag graag na 4 uur" and "dan ben ik vrij"; a question keeps its mark."""
    return [part.marked for part in parts_at(text, Border.THOUGHT) if part.marked.strip("?")]


def without_links(text: str) -> str:
    """A part of a message without the words that tie it to the part before: "maar kan dat ook" is "kan dat ook"."""
    said = text.split()
    while len(said) > 1 and said[0].strip(",").lower() in listed(WordList.LINKS):
        said.pop(0)
    return " ".join(said)


# Whether something is asked. A message is judged strictly ("is goed" asks nothing); a part that stands beside an answer is a question sooner.

LEAST_WORDS = 2
"""Of a part that says something by itself."""
_TELLS_A_QUESTION = 4  # words: "ik wil graag weten", "ik vraag me af"


def begins_question(typed: Sequence[str]) -> bool:
    """Whether the words begin as a question does: "wat kost het"."""
    return bool(typed) and typed[0] in listed(WordList.QUESTION_WORDS)


def _begins_with_verb(typed: Sequence[str]) -> bool:
    return bool(typed) and typed[0] in listed(WordList.QUESTION_VERBS)


def asks(typed: Sequence[str]) -> bool:
    """Whether a part of a message asks something, also behind "maar" or "en": "maar kan iemand ook naar de winkel komen"."""
    own = [word for word in typed if word not in listed(WordList.LINKS)][:_TELLS_A_QUESTION]
    wonders = not listed(WordList.KNOWING).isdisjoint(own) or not listed(WordList.WONDERS).isdisjoint(own[1:2])
    return begins_question(own) or _begins_with_verb(own) or wonders


def asks_back(text: str) -> bool:
    """Whether something is asked in a message, also without a question mark: "mag dat", "en als ik niet durf"."""
    return "?" in text or any(_is_question(words(part.said)) for part in parts_at(text, Border.SIGN))


def _is_question(part: Sequence[str]) -> bool:
    asked = part[1:] if part and part[0] in listed(WordList.JOINING) else part
    if len(asked) < LEAST_WORDS:
        return False
    of_someone = _begins_with_verb(asked) and asked[1] in listed(WordList.ASKED_OF)
    return asked[0] in listed(WordList.SUPPOSING) or begins_question(asked) or of_someone


# Two questions in one message: between sentences, and at "en", "ook" and "verder".

MOST_WORDS, MOST_LETTERS = 40, 400
"""Longer is a story, and a story has one point."""
_WANTING_WITHIN = 4


def questions(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Every way to cut a message at a border into two parts that each ask or want something, as words."""
    if len(text) > MOST_LETTERS:
        return
    for border in _between_questions().finditer(text):
        first, second = text[: border.start()], text[border.end() :]
        if len(words(text)) <= MOST_WORDS and _asks_or_wants(first) and _asks_or_wants(second):
            yield words(first), words(second)


@cache
def _between_questions() -> re.Pattern[str]:
    return re.compile(rf"[.!?;\n]+\s*|,?\s+\b{choice(WordList.ADDING)}\b\s+", re.IGNORECASE)


def _asks_or_wants(half: str) -> bool:
    """Also after a comma: 'wij hebben een bakkerij, wat kost dat'."""
    return any(_clause_asks(words(clause)) for clause in half.split(","))


def _clause_asks(part: Sequence[str]) -> bool:
    if len(part) < LEAST_WORDS:
        return False
    asked = _begins_with_verb(part) or not listed(WordList.QUESTION_WORDS).isdisjoint(part[:2])
    wants = not listed(WordList.WANTING).isdisjoint(part[:_WANTING_WITHIN])
    return asked or wants or " ".join(part[:2]) in listed(WordList.TELLING)
