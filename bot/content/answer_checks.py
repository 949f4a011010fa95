"""What an answer must not say by itself: that we do not know something, and what the calendar tells better.

Who asks wants to hear what to do and who does know; a facet may still say it of exactly what was asked. A weekday, an hour or an
address that stands loose in a text is wrong as soon as the calendar changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content import language_problems
from bot.content.clock import WEEKDAYS
from bot.content.entries import Entry, Lines
from bot.content.model import Knowledge
from bot.content.problems import Problem
from bot.content.templates import CLOSED_DAYS, OPENING_HOURS, PLACES

_NOT_KNOWING = re.compile(
    r"\b(?:weten|weet|kennen|ken) (?:wij|ik)\b[^.?!\n]{0,40}?\b(?:niet|niets|geen)\b"
    r"|\b(?:wij|ik) (?:weten|weet|kennen|ken)\b[^.?!\n]{0,60}?\b(?:niet|niets|geen)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_HOUR = re.compile(r"\b\d{1,2}[.:]\d{2}(?= ?(?:uur|-|tot|en)\b| ?-)")


def unwise(knowledge: Knowledge) -> tuple[Problem, ...]:
    """A warning for every sentence of an answer or a step that says it should not."""
    addresses = {one.address for one in knowledge.calendar.locations.values()}
    return tuple(
        sorted(
            problem
            for entry in knowledge.entries.values()
            for text, name, lines in _texts(entry)
            for problem in (*_unknown(text, name, lines), *_of_calendar(text, name, lines, addresses))
        )
    )


def _texts(entry: Entry) -> Iterator[tuple[str, str, Lines]]:
    yield entry.answer, "antwoord", entry.lines
    if "kort" in entry.lines.fields:
        yield entry.short, "kort", entry.lines
    for step in entry.steps:
        yield step.text, "tekst", step.lines


def _unknown(text: str, name: str, lines: Lines) -> Iterator[Problem]:
    for found in _NOT_KNOWING.finditer(text):
        yield _warning(text, name, lines, found.start(), language_problems.not_knowing(found[0]))


def _of_calendar(text: str, name: str, lines: Lines, addresses: set[str]) -> Iterator[Problem]:
    for pattern, slots in ((_WEEKDAY, (OPENING_HOURS, CLOSED_DAYS)), (_HOUR, (OPENING_HOURS,))):
        for found in pattern.finditer(text):
            yield _warning(text, name, lines, found.start(), language_problems.of_calendar(found[0], slots))
    for address in sorted(addresses):
        if (at := text.find(address)) >= 0:
            yield _warning(text, name, lines, at, language_problems.of_calendar(address, (PLACES,)))


def _warning(text: str, name: str, lines: Lines, at: int, words: tuple[str, str]) -> Problem:
    return Problem(lines.part(name, text.count("\n", 0, at)), *words, warning=True)
