"""What must be looked at by whom, and when: answers to review, and answers, amounts and facts whose time ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.content import language_problems
from bot.content.entries import Amount, Entry, Facet, Fact
from bot.content.model import Knowledge
from bot.content.problems import Place, Problem, Words
from bot.content.schema_entries import OWNER

AHEAD = (30, 7, 0)
"""Owners hear of it so many days before."""


@dataclass(frozen=True, order=True)
class Due:
    """Something that must be looked at on or before a day."""

    when: date
    place: Place
    words: Words
    owner: str

    def problem(self) -> Problem:
        """The same as a warning of the checker."""
        return Problem(self.place, *self.words, warning=True)


def due(knowledge: Knowledge, today: date, days: int = AHEAD[0]) -> tuple[Due, ...]:
    """What falls due within so many days from today, and what has already, the earliest first."""
    until = today + timedelta(days=days)
    return tuple(sorted(one for one in _all(knowledge, today) if one.when <= until))


def reaching(knowledge: Knowledge, today: date) -> tuple[Due, ...]:
    """What its owner must hear of today: it falls due in exactly 30, 7 or 0 days."""
    return tuple(sorted(one for one in _all(knowledge, today) if (one.when - today).days in AHEAD))


def expired(knowledge: Knowledge, today: date) -> tuple[Problem, ...]:
    """What was due before today, as warnings: an answer that is late does not stop the assistant."""
    late = [one.problem() for one in _all(knowledge, today) if one.when < today]
    return tuple(sorted([*late, *_odd_dates(knowledge, today)]))


def _all(knowledge: Knowledge, today: date) -> Iterator[Due]:
    for entry in knowledge.entries.values():
        yield from _of_entry(entry, today)
        for facet in entry.facets.values():
            yield from _of_facet(entry, facet, today)
    for amount in knowledge.amounts.values():
        yield from _of_amount(amount, today)
    for fact in knowledge.facts.values():
        yield from _of_fact(fact, today)


def _of_entry(entry: Entry, today: date) -> Iterator[Due]:
    if entry.valid_until:
        left = (entry.valid_until - today).days
        words = language_problems.expiring(f"het antwoord op '{entry.question}'", entry.valid_until, left)
        yield Due(entry.valid_until, entry.lines.of("geldig_tot"), words, entry.owner)
    seen = entry.checked_on or entry.source_read_on
    review = seen + timedelta(days=entry.review_within) if seen else today
    words = language_problems.review_due(entry.question, review, (review - today).days)
    yield Due(review, entry.lines.of("gecontroleerd_op"), words, entry.owner)


def _of_facet(entry: Entry, facet: Facet, today: date) -> Iterator[Due]:
    """A facet with dates of its own; others fall due with their entry."""
    if facet.valid_until:
        words = language_problems.expiring(f"het facet '{facet.id}: {entry.question}'", facet.valid_until, (facet.valid_until - today).days)
        yield Due(facet.valid_until, facet.lines.of("geldig_tot"), words, entry.owner)
    if seen := facet.checked_on or facet.source_read_on:
        review = seen + timedelta(days=facet.review_within or entry.review_within)
        words = language_problems.review_due(f"{facet.id}: {entry.question}", review, (review - today).days)
        yield Due(review, facet.lines.of("gecontroleerd_op"), words, entry.owner)


def _of_amount(amount: Amount, today: date) -> Iterator[Due]:
    """The last value of an amount ends, and no other begins the day after."""
    last = max(amount.values, key=lambda value: value.valid_until or date.max, default=None)
    if last is not None and last.valid_until:
        words = language_problems.expiring(f"het bedrag '{amount.what}'", last.valid_until, (last.valid_until - today).days)
        yield Due(last.valid_until, last.lines.of("geldig_tot"), words, OWNER)


def _of_fact(fact: Fact, today: date) -> Iterator[Due]:
    if fact.valid_until:
        words = language_problems.expiring(f"het feit '{fact.id}' ({fact.value})", fact.valid_until, (fact.valid_until - today).days)
        yield Due(fact.valid_until, fact.lines.of("geldig_tot"), words, OWNER)


def _odd_dates(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """Dates that are probably typed wrong."""
    for entry in knowledge.entries.values():
        for name, when in (("gecontroleerd_op", entry.checked_on), ("bron_gelezen_op", entry.source_read_on)):
            if when and when > today and name in entry.lines.fields:
                yield Problem(entry.lines.of(name), *language_problems.checked_in_the_future(when), warning=True)
        if entry.valid_from and entry.valid_from > today:
            words = language_problems.not_yet_valid(f"het antwoord op '{entry.question}'", entry.valid_from)
            yield Problem(entry.lines.of("geldig_vanaf"), *words, warning=True)
    notice = knowledge.notice
    if notice and notice.ends and notice.ends < today:
        yield Problem(notice.lines.of("tot"), *language_problems.over_notice(notice.ends), warning=True)
