"""Which texts of a folder must be plain language, and every problem with them on its own line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.agreement import Read
from knowledge.entries import Entry
from knowledge.entry_rules import MAX_ANSWER_WORDS, MAX_SHORT_WORDS
from knowledge.language_rules import LanguageRules
from knowledge.lines import Lines
from knowledge.phrases import Phrases
from knowledge.plain_language import Fault, Gate
from knowledge.problems import Problem

EXEMPT = ("crisis.",)
"""In teksten.yaml: written with those who know the subject, word for word."""
LABELS = ("knoppen.",)  # buttons are no sentences


def hard_to_read(read: Read, phrases: Phrases, rules: LanguageRules) -> Iterator[Problem]:
    """Every problem of language in what people will read."""
    gate = Gate(rules, read.words)
    for entry in read.entries:
        if not entry.language_exception:
            yield from _entry(gate, entry)
    for key, text in phrases.items():
        if not key.startswith((*EXEMPT, *LABELS)):
            yield from _problems(phrases.lines, key, gate.faults(text))
    for word in read.words:
        yield from _problems(word.lines, "uitleg", gate.faults(word.explanation, beside=f"{word.word} is "))
    for place in read.municipalities:
        for name, text in place.details.items():
            yield from _problems(place.lines, name, gate.faults(text))
    for service in read.calendar.services.values():
        yield from _problems(service.lines, "meenemen", gate.faults(service.bring))
    for location in read.calendar.locations.values():
        yield from _problems(location.lines, "route", gate.faults(location.route))
    for occasion in read.occasions:
        yield from _problems(occasion.lines, "welkom", gate.faults(occasion.welcome))
    if read.notice:
        # Snow does not wait for a better sentence: the message of the day is told, not stopped.
        faults = [replace(fault, warning=True) for fault in gate.faults(read.notice.text)]
        yield from _problems(read.notice.lines, "tekst", faults)


def _entry(gate: Gate, entry: Entry) -> Iterator[Problem]:
    answer = gate.faults(entry.answer, name="antwoord", most_words=MAX_ANSWER_WORDS)
    yield from _problems(entry.lines, "antwoord", answer)
    if "kort" in entry.lines.fields:
        short = gate.faults(entry.short, name="kort", most_words=MAX_SHORT_WORDS, beside=entry.answer)
        yield from _problems(entry.lines, "kort", short)
    for step in entry.steps:
        faults = gate.faults(step.text, name="tekst", most_words=MAX_SHORT_WORDS, beside=entry.answer)
        yield from _problems(step.lines, "tekst", faults)


def _problems(lines: Lines, name: str, faults: list[Fault]) -> Iterator[Problem]:
    for fault in faults:
        yield Problem(lines.part(name, fault.line), *fault.words, warning=fault.warning)
