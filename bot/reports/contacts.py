"""R1 contactmomenten, R2 volgende stappen, R8 signalen: one pass over the contacts of a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from bot import openings
from bot.next_steps import BINDING, Contact
from bot.reports import texts
from bot.reports.period import Period, local_moment, quarter_of, week_of
from bot.reports.tables import Item, Table, agree, counted
from bot.storage import counts
from bot.storage.database import Database
from knowledge.contents import Knowledge
from knowledge.entries import StepKind

AUDIENCES = ("inwoner", "werkgever", texts.UNKNOWN)
KINDS = ("offered", "chosen", "happened")
STEP_KINDS = tuple(kind.value for kind in StepKind if kind is not StepKind.NONE)
OUTCOMES = tuple(kind.value for kind in BINDING)

Tally = Counter[tuple[str, str]]
"""How many contacts had a label and an audience."""


@dataclass
class Seen:
    """What one pass over the contacts of a period found."""

    times: Tally = field(default_factory=Counter)
    topics: Tally = field(default_factory=Counter)
    places: Tally = field(default_factory=Counter)
    outcomes: Tally = field(default_factory=Counter)
    persons: set[str] = field(default_factory=set)
    without_person: int = 0
    odd: int = 0

    @property
    def total(self) -> int:
        """How many contacts there were."""
        return self.times.total()

    @property
    def with_step(self) -> int:
        """How many ended in a next step."""
        return sum(count for (outcome, _), count in self.outcomes.items() if outcome != StepKind.NONE)


def look(found: Iterable[Contact]) -> Seen:
    """Count them once, in whatever order they come."""
    seen = Seen()
    for _, when, person, audience, topic, place, rank, odd in found:
        who = audience or texts.UNKNOWN
        seen.times[when, who] += 1
        seen.topics[topic, who] += 1
        seen.places[place or texts.UNKNOWN, who] += 1
        seen.outcomes[OUTCOMES[rank], who] += 1
        seen.odd += odd
        if person:
            seen.persons.add(person)
        else:
            seen.without_person += 1
    return seen


def seen_in(db: Database, period: Period) -> Seen:
    """The contacts of a period, held against a count made another way. Raises Mismatch."""
    seen = look(counts.contacts(db, period.begin, period.end))
    agree(texts.R1_TIME, texts.TOTAL, seen.total, counts.number_of_contacts(db, period.begin, period.end))
    return seen


def contact_tables(db: Database, known: Knowledge, period: Period, seen: Seen) -> list[Item]:
    """R1; every total is held against that of the pass. Raises Mismatch."""
    inside = _inside(known)
    tables = [
        _by_audience(
            texts.R1_TIME, _relabelled(seen.times, lambda when: _unit(local_moment(when).date(), period)), texts.CONTACT, texts.DO_NOT_ADD
        ),
        _by_audience(texts.R1_HOURS, _relabelled(seen.times, inside), texts.HOURS),
        _by_audience(texts.R1_TOPIC, _relabelled(seen.topics, lambda topic: subject(known, topic)), texts.TOPIC),
        _by_audience(texts.R1_PLACE, seen.places, texts.PLACE),
    ]
    return [*(_held(table, seen) for table in tables), *_persons(db, seen, period)]


def step_tables(db: Database, known: Knowledge, period: Period, seen: Seen) -> list[Item]:
    """R2: the outcomes, and offered, chosen and happened side by side, per kind of step, and per subject or programme."""
    by_kind: dict[str, list[int]] = {kind: [0, 0, 0] for kind in STEP_KINDS}
    by_subject: dict[str, list[int]] = {}
    for kind, step, topic, count in counts.steps(db, period.begin, period.end):
        column, about = KINDS.index(kind), subject(known, topic)
        if texts.PROGRAMME in about.casefold():
            about = texts.OF_PROGRAMME.format(name=known.entries[topic].label)
        by_kind.setdefault(step, [0, 0, 0])[column] += count
        by_subject.setdefault(about, [0, 0, 0])[column] += count
    ordered = {kind: [seen.outcomes[kind, who] for who in AUDIENCES] for kind in (*STEP_KINDS, StepKind.NONE.value)}
    outcome = counted(texts.R2_OUTCOME, AUDIENCES, {kind: row for kind, row in ordered.items() if any(row)}, texts.OUTCOME, across=True)
    return [
        _held(outcome, seen),
        counted(texts.R2_KIND, texts.STEP_COLUMNS, by_kind, texts.STEPS, note=texts.HAPPENED).reconciled(),
        counted(texts.R2_SUBJECT, texts.STEP_COLUMNS, dict(sorted(by_subject.items())), texts.STEPS, note=texts.HAPPENED).reconciled(),
    ]


def signal_table(db: Database, period: Period) -> list[Item]:
    """R8: what the region must know; and how often we did not understand."""
    rows = {what: [count] for what, count in counts.signals(db, period.begin, period.end)}
    missed = sum(count for _, count in counts.unanswered(db, period.begin, period.end))
    return [
        counted(texts.R8, (texts.COUNT,), rows, texts.SIGNALS).reconciled(),
        counted(texts.R8_MISSED, (texts.COUNT,), {texts.MISSED: [missed]}, texts.MISSED_TOLD, adds_up=False),
    ]


def subject(known: Knowledge, topic: str) -> str:
    """The subject that a topic belongs to; what is done rather than told has one of its own."""
    entry = known.entries.get(topic)
    return (entry.subject if entry else "") or (texts.DIALOGUE if topic else texts.UNKNOWN)


def _relabelled(tally: Tally, label: Callable[[str], str]) -> Tally:
    found: Tally = Counter()
    for (what, who), count in tally.items():
        found[label(what), who] += count
    return found


def _by_audience(title: str, tally: Tally, definition: str, note: str = "") -> Table:
    labels = sorted({label for label, _ in tally}, key=lambda label: (label == texts.UNKNOWN, label))
    rows = {label: [tally[label, who] for who in AUDIENCES] for label in labels}
    return counted(title, AUDIENCES, rows, definition, note=note, across=True)


def _held(table: Table, seen: Seen) -> Table:
    agree(table.title, texts.TOTAL, sum(table.totals()), seen.total)
    return table.reconciled()


def _persons(db: Database, seen: Seen, period: Period) -> list[Item]:
    """Distinct persons within the period; who had no contact before it is new. They do not add up with anything else."""
    new = len(seen.persons - counts.persons_before(db, period.begin))
    persons = {texts.NEW: [new], texts.KNOWN: [len(seen.persons) - new]}
    with_person = {texts.WITH_PERSON: [seen.total - seen.without_person], texts.WITHOUT_PERSON: [seen.without_person]}
    return [
        counted(texts.R1_PERSONS, (texts.COUNT,), persons, texts.PERSONS).reconciled(),
        _held(counted(texts.R1_WITHOUT, (texts.COUNT,), with_person, texts.WITHOUT), seen),
    ]


def _unit(day: date, period: Period) -> str:
    """Days for a fortnight, weeks for a quarter, quarters beyond."""
    length = (period.last - period.first).days
    if length <= 14:
        return day.isoformat()
    return week_of(day) if length <= 100 else quarter_of(day)


def _inside(known: Knowledge) -> Callable[[str], str]:
    location = next(iter(known.calendar.locations.values()), None)

    @cache
    def label(when: str) -> str:
        here = local_moment(when)
        hours = openings.openings(location, here.date()) if location else ()
        return texts.INSIDE if any(one.begin <= here.time() < one.end for one in hours) else texts.OUTSIDE

    return label
