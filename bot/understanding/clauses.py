"""The parts of a message, which of them ask, and its questions when there are two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.content.schema_signal_words import WordList
from bot.understanding.signal_words import choice, listed
from bot.understanding.text import words

# The places where a message may hold two questions: between sentences, and at "en", "ook" and "verder".


def begins_question(typed: Sequence[str]) -> bool:
    """Whether the words begin as a question does: "wat kost het"."""
    return bool(typed) and typed[0] in listed(WordList.QUESTION_WORDS)


_TELLS_A_QUESTION = 4  # words: "ik wil graag weten", "ik vraag me af"


def asks(typed: Sequence[str]) -> bool:
    """Whether a part of a message asks something, also behind "maar" or "en": "maar kan iemand ook naar de winkel komen"."""
    own = [word for word in typed if word not in listed(WordList.LINKS)][:_TELLS_A_QUESTION]
    begins = begins_question(own) or not listed(WordList.QUESTION_VERBS).isdisjoint(own[:1])
    wonders = not listed(WordList.KNOWING).isdisjoint(own) or not listed(WordList.WONDERS).isdisjoint(own[1:2])
    return begins or wonders


def without_links(text: str) -> str:
    """A part of a message without the words that tie it to the part before: "maar kan dat ook" is "kan dat ook"."""
    said = text.split()
    while len(said) > 1 and said[0].strip(",").lower() in listed(WordList.LINKS):
        said.pop(0)
    return " ".join(said)


def asks_back(text: str) -> bool:
    """Whether something is asked in a message, also without a question mark: "mag dat", "en als ik niet durf"."""
    return "?" in text or any(_is_question(words(clause)) for clause in _PIECE.split(text))


def _is_question(part: list[str]) -> bool:
    asked = part[1:] if part and part[0] in listed(WordList.JOINING) else part
    if len(asked) < LEAST_WORDS:
        return False
    turned = asked[0] in listed(WordList.QUESTION_VERBS) and asked[1] in listed(WordList.ASKED_OF)
    return asked[0] in listed(WordList.SUPPOSING) or begins_question(asked) or turned


@cache
def _clause_ends() -> re.Pattern[str]:
    return re.compile(rf"[.;!?\n]+(?:\s+|$)|,\s+|\s+(?={choice(WordList.CLAUSE_STARTS)}\b)", re.IGNORECASE)


def clauses(text: str) -> list[str]:
    """A text in parts that each say one thing: "vanmiddag graag na 4 uur" and "dan ben ik vrij"; a question keeps its mark."""
    found, begin = [], 0
    for end in _clause_ends().finditer(text):
        mark = "?" if "?" in end[0] else ""
        found.append(f"{text[begin : end.start()].strip()}{mark}")
        begin = end.end()
    return [part for part in (*found, text[begin:].strip()) if part.strip("?")]


MOST_WORDS, MOST_LETTERS = 40, 400
"""Longer is a story, and a story has one point."""
LEAST_WORDS = 2
_PIECE = re.compile(r"[.!?;,\n]+")
_WANTING_WITHIN = 4


def questions(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Every way to cut a message at a border into two parts that each ask or want something, as words."""
    if len(text) > MOST_LETTERS:
        return
    for border in _between_questions().finditer(text):
        first, second = text[: border.start()], text[border.end() :]
        if len(words(text)) <= MOST_WORDS and _asks(first) and _asks(second):
            yield words(first), words(second)


@cache
def _between_questions() -> re.Pattern[str]:
    return re.compile(rf"[.!?;\n]+\s*|,?\s+\b{choice(WordList.ADDING)}\b\s+", re.IGNORECASE)


def _asks(part: str) -> bool:
    """Also after a comma: 'wij hebben een bakkerij, wat kost dat'."""
    return any(_clause_asks(words(clause)) for clause in part.split(","))


def _clause_asks(part: list[str]) -> bool:
    if len(part) < LEAST_WORDS:
        return False
    asked = part[0] in listed(WordList.QUESTION_VERBS) or not listed(WordList.QUESTION_WORDS).isdisjoint(part[:2])
    wants = not listed(WordList.WANTING).isdisjoint(part[:_WANTING_WITHIN])
    return asked or wants or " ".join(part[:2]) in listed(WordList.TELLING)
