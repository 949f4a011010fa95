"""Facts that stand in a text by themselves: they rot there unseen, or must be changed in more places than one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from knowledge import language_problems
from knowledge.contents import Knowledge
from knowledge.entries import Entry, Fact
from knowledge.lines import Lines
from knowledge.plain_texts import EXEMPT, LABELS
from knowledge.problems import Problem

_YEAR = re.compile(r"(?<![\d.,])(?P<since>\b(?:sinds|vanaf) (?:[\w ]{0,20} )?)?(?P<year>20\d\d)(?![\d,]|\.\d)", re.IGNORECASE)
_AMOUNT = re.compile(r"€ ?\d[\d.,]*\d|€ ?\d|\d[\d.,]* ?(?:euro|procent|%)(?!\w)")
_PHONE = re.compile(r"(?<![\w/-])(?:0[89]00[ -]?\d{4}(?:\d{3})?|0\d{1,3}[ -]\d[\d ]{5,9}\d|0\d{9}|14 ?0\d{2,3})(?!\d)")
_POSTCODE = re.compile(r"(?<!\w)[1-9]\d{3} ?[A-Z]{2}(?!\w)")
_HOURS = re.compile(r"\d{1,2}[.:]\d{2} (?:uur|tot)\b")
_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) 20\d\d$", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.?!\n]+(?:[.?!](?=\S)[^.?!\n]+)*[.?!]?")
_LEAST_FACT = 5  # characters; '113' and '112' would be found in any number


def loose_facts(knowledge: Knowledge, today: date) -> tuple[Problem, ...]:
    """Warnings for years and amounts without an end, and for facts that stand elsewhere too or should."""
    found: set[Problem] = set()
    facts = [fact for fact in knowledge.facts.values() if len(fact.value) >= _LEAST_FACT]
    for text, name, lines, entry in _texts(knowledge):
        found.update(_repeated(text, name, lines, facts))
        found.update(_loose(text, name, lines, facts))
        if entry and not entry.valid_until:
            found.update(_undated(text, name, lines, today))
    return tuple(sorted(found))


def _texts(knowledge: Knowledge) -> Iterator[tuple[str, str, Lines, Entry | None]]:
    for entry in knowledge.entries.values():
        yield entry.answer, "antwoord", entry.lines, entry
        if "kort" in entry.lines.fields:
            yield entry.short, "kort", entry.lines, entry
        for step in entry.steps:
            yield step.text, "tekst", step.lines, entry
    for key, text in knowledge.phrases.items():
        if not key.startswith((*EXEMPT, *LABELS)):
            yield text, key, knowledge.phrases.lines, None


def _repeated(text: str, name: str, lines: Lines, facts: list[Fact]) -> Iterator[Problem]:
    for fact in facts:
        if (at := text.find(fact.value)) >= 0:
            words = language_problems.repeated_fact(fact.value, fact.id, fact.place)
            yield _problem(text, name, lines, at, words)


def _loose(text: str, name: str, lines: Lines, facts: list[Fact]) -> Iterator[Problem]:
    """Phone numbers, postcodes and hours that are no fact of feiten.yaml."""
    known = [fact.value for fact in facts]
    for pattern in (_PHONE, _POSTCODE, _HOURS):
        for match in pattern.finditer(text):
            if not any(match[0] in value for value in known):
                yield _problem(text, name, lines, match.start(), language_problems.loose_fact(match[0]))


def _undated(text: str, name: str, lines: Lines, today: date) -> Iterator[Problem]:
    """What was true in a year that is over stays true; what is true in a year that is not, does not."""
    for sentence in _SENTENCE.finditer(text):
        years = list(_YEAR.finditer(sentence[0]))
        coming = next((year for year in years if _to_come(year, today)), None)
        if coming:
            at = sentence.start() + coming.start("year")
            yield _problem(text, name, lines, at, language_problems.unmarked_year(coming["year"]))
        elif not years and (amount := _AMOUNT.search(sentence[0])):
            at = sentence.start() + amount.start()
            yield _problem(text, name, lines, at, language_problems.unmarked_amount(amount[0]))


def _to_come(found: re.Match[str], today: date) -> bool:
    """Whether a year is not over; a day in it that is past and a beginning ('sinds 2026') stay true."""
    year = int(found["year"])
    if year != today.year:
        return year > today.year
    day = _DAY.search(found.string[: found.end()])
    if day:
        return (_MONTHS.index(day[2].lower()) + 1, int(day[1])) >= (today.month, today.day)
    return not found["since"]


def _problem(text: str, name: str, lines: Lines, at: int, words: tuple[str, str]) -> Problem:
    return Problem(lines.part(name, text.count("\n", 0, at)), *words, warning=True)
