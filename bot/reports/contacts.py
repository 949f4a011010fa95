"""R1 contactmomenten, R2 volgende stappen, R8 signalen: one pass over the contacts of a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.domain import opening_hours
from bot.domain.next_steps import BINDING, Contact
from bot.domain.time import moment
from bot.reports import texts
from bot.reports.period import UNITS, Period, local_moment, unit_of
from bot.reports.tables import JOIN, Item, Listing, Table, agree, counted
from bot.storage import events
from bot.storage.database import Database

AUDIENCES = ("inwoner", "werkgever", texts.UNKNOWN)
AUDIENCE, OUTCOME, PERSON, STEP, SUBJECT, PHASE = "publiek", "uitkomst", "persoon", "soort", "onderwerp", "fase"
CONTACTS, PERSONS, STEPS = "contacten", "personen", "stappen"
"""Of what numbers are parts, and what they count: by these the same number is known in every table in which it stands."""
LEAST_DAYS_BEFORE = 28
"""So many days before a period we must still know who came, to call someone new in it."""
KINDS = ("offered", "chosen", "happened")
STEP_KINDS = tuple(kind.value for kind in StepKind if kind is not StepKind.NONE)
OUTCOMES = tuple(kind.value for kind in BINDING)

Tally = Counter[tuple[str, str]]
"""How many contacts had a label and an audience."""


@dataclass
class Seen:
    """What one pass over the contacts of a period found."""

    times: Tally = field(default_factory=Counter)
    """By the hour in which they began; what is open to the minute stands in `hours`."""
    hours: Tally = field(default_factory=Counter)
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


def look(found: Iterable[Contact], open_minutes: Callable[[str], frozenset[str]]) -> Seen:
    """Count them once, in whatever order they come. `open_minutes`: when we were open, in the hour with which a stamp begins."""
    seen = Seen()
    moments: Counter[tuple[str, bool, str]] = Counter()  # two tallies in the pass, the rest from those: a year is 700,000 contacts
    kinds: Counter[tuple[str, str, int, str]] = Counter()
    for _, when, person, who, topic, place, rank, odd in found:
        hour = when[:13]
        moments[hour, when[14:16] in open_minutes(hour), who] += 1
        kinds[topic, place, rank, who] += 1
        seen.odd += odd
        if person:
            seen.persons.add(person)
        else:
            seen.without_person += 1
    for (hour, inside, audience), count in moments.items():
        who = audience or texts.UNKNOWN
        seen.times[hour, who] += count
        seen.hours[texts.INSIDE if inside else texts.OUTSIDE, who] += count
    for (topic, place, rank, audience), count in kinds.items():
        who = audience or texts.UNKNOWN
        seen.topics[topic, who] += count
        seen.places[place or texts.UNKNOWN, who] += count
        seen.outcomes[OUTCOMES[rank], who] += count
    return seen


def seen_in(db: Database, known: Knowledge, period: Period) -> Seen:
    """The contacts of a period, held against a count made another way. Raises Mismatch."""
    seen = look(events.contacts(db, period.begin, period.end), _open_minutes(known))
    agree(texts.R1_TIME, texts.TOTAL, seen.total, events.number_of_contacts(db, period.begin, period.end))
    return seen


def contact_tables(db: Database, known: Knowledge, period: Period, seen: Seen, kept_from: str) -> list[Item]:
    """R1; every total is held against that of the pass. `kept_from`: the stamp before which nobody knows who came. Raises Mismatch."""
    tables = [
        _by_time(seen, period),
        _by_audience(texts.R1_HOURS, "openingstijd", seen.hours, texts.HOURS),
        _by_audience(texts.R1_TOPIC, "onderwerp", _relabelled(seen.topics, lambda topic: subject(known, topic)), texts.TOPIC),
        _by_audience(texts.R1_PLACE, "gemeente", seen.places, texts.PLACE),
    ]
    return [*(_held(table, seen) for table in tables), *_persons(db, seen, period, kept_from)]


def step_tables(db: Database, known: Knowledge, period: Period, seen: Seen) -> list[Item]:
    """R2: the outcomes, and offered, chosen and happened side by side, per kind of step, per subject or programme, and per pair. Raises Mismatch."""
    by_kind: dict[str, list[int]] = {kind: [0, 0, 0] for kind in STEP_KINDS}
    by_subject: dict[str, list[int]] = {}
    by_pair: dict[str, list[int]] = {}
    found = events.steps(db, period.begin, period.end)
    for phase, step, topic, count in found:
        about = _about(known, topic)
        for rows, label in ((by_kind, step), (by_subject, about), (by_pair, f"{step}{JOIN}{about}")):
            rows.setdefault(label, [0, 0, 0])[KINDS.index(phase)] += count
    ordered = {kind: [seen.outcomes[kind, who] for who in AUDIENCES] for kind in (*STEP_KINDS, StepKind.NONE.value)}
    outcome = _contacts(texts.R2_OUTCOME, OUTCOME, {kind: row for kind, row in ordered.items() if any(row)}, texts.OUTCOME)
    told = [
        _steps(texts.R2_KIND, (STEP,), by_kind),
        _steps(texts.R2_SUBJECT, (SUBJECT,), dict(sorted(by_subject.items()))),
        _steps(texts.R2_PAIR, (STEP, SUBJECT), dict(sorted(by_pair.items(), key=lambda row: _in_order(row[0])))),
    ]
    apart = events.number_of_steps(db, period.begin, period.end)
    for table in told:
        for column, phase, total in zip(texts.STEP_COLUMNS, KINDS, table.totals(), strict=True):
            agree(table.title, f"{texts.TOTAL} {column}", total, apart.get(phase, 0))
    return [_held(outcome, seen), *told]


def _steps(title: str, down: tuple[str, ...], rows: Mapping[str, Sequence[int]]) -> Table:
    return counted(title, texts.STEP_COLUMNS, rows, texts.STEPS, note=texts.HAPPENED, of=STEPS, down=down, along=PHASE)


def _about(known: Knowledge, topic: str) -> str:
    """The subject of a topic, or the programme it is."""
    about = subject(known, topic)
    return texts.OF_PROGRAMME.format(name=known.entries[topic].label) if texts.PROGRAMME in about.casefold() else about


def _in_order(label: str) -> tuple[int, str]:
    step, about = label.split(JOIN, 1)
    return (STEP_KINDS.index(step) if step in STEP_KINDS else len(STEP_KINDS)), about


def signal_table(db: Database, period: Period) -> list[Item]:
    """R8: what the region must know; and how often we did not understand. Raises Mismatch."""
    rows = {what: [count] for what, count in events.signals(db, period.begin, period.end)}
    table = counted(texts.R8, (texts.COUNT,), rows, texts.SIGNALS)
    agree(texts.R8, texts.TOTAL, sum(table.totals()), events.how_many(db, "signal", period.begin, period.end))
    missed = {texts.MISSED: [events.how_many(db, "unknown", period.begin, period.end)]}
    return [table, counted(texts.R8_MISSED, (texts.COUNT,), missed, texts.MISSED_TOLD, adds_up=False, of=texts.MISSED, down=())]


def subject(known: Knowledge, topic: str) -> str:
    """The subject that a topic belongs to; what is done rather than told has one of its own."""
    entry = known.entries.get(topic)
    return (entry.subject if entry else "") or (texts.DIALOGUE if topic else texts.UNKNOWN)


def _relabelled(tally: Tally, label: Callable[[str], str]) -> Tally:
    found: Tally = Counter()
    for (what, who), count in tally.items():
        found[label(what), who] += count
    return found


def _by_time(seen: Seen, period: Period) -> Table:
    """Days for a month, weeks for a quarter, quarters beyond, in the order of the calendar."""
    unit = unit_of(period)
    days = sorted({local_moment(when).date() for when, _ in seen.times})
    labels = list(dict.fromkeys(UNITS[unit](day) for day in days))
    tally = _relabelled(seen.times, lambda when: UNITS[unit](local_moment(when).date()))
    rows = {label: [tally[label, who] for who in AUDIENCES] for label in labels}
    return _contacts(texts.R1_TIME, unit, rows, texts.CONTACT, texts.DO_NOT_ADD)


def _contacts(title: str, down: str, rows: Mapping[str, Sequence[int]], definition: str, note: str = "") -> Table:
    """A table that counts every contact once, by audience."""
    return counted(title, AUDIENCES, rows, definition, note=note, across=True, of=CONTACTS, down=(down,), along=AUDIENCE)


def _by_audience(title: str, down: str, tally: Tally, definition: str, note: str = "") -> Table:
    labels = sorted({label for label, _ in tally}, key=lambda label: (label == texts.UNKNOWN, label))
    rows = {label: [tally[label, who] for who in AUDIENCES] for label in labels}
    return _contacts(title, down, rows, definition, note)


def _held(table: Table, seen: Seen) -> Table:
    agree(table.title, texts.TOTAL, sum(table.totals()), seen.total)
    return table.reconciled()


def _persons(db: Database, seen: Seen, period: Period, kept_from: str) -> list[Item]:
    """Distinct persons within the period; who had no contact before it is new. Who came is kept for so long only: then it is not known."""
    if period.begin < kept_from:
        unknown = (("uniek", (texts.NOT_KNOWN,)), (texts.NEW, (texts.NOT_KNOWN,)), (texts.KNOWN, (texts.NOT_KNOWN,)))
        without = tuple((label, (texts.NOT_KNOWN,)) for label in (texts.WITH_PERSON, texts.WITHOUT_PERSON))
        return [
            Listing(texts.R1_PERSONS, (texts.COUNT,), unknown, texts.PERSONS, texts.PERSONS_GONE),
            Listing(texts.R1_WITHOUT, (texts.COUNT,), without, texts.WITHOUT, texts.PERSONS_GONE),
        ]
    with_person = {texts.WITH_PERSON: [seen.total - seen.without_person], texts.WITHOUT_PERSON: [seen.without_person]}
    persons, note = {"uniek": [len(seen.persons)]}, texts.NEW_GONE
    whole = (events.first_contact(db) or kept_from) >= kept_from
    days = (moment(period.begin) - moment(kept_from)).days
    if whole or days >= LEAST_DAYS_BEFORE:
        new = len(seen.persons - events.persons_before(db, period.begin))
        persons, note = {texts.NEW: [new], texts.KNOWN: [len(seen.persons) - new]}, "" if whole else texts.NEW_WITHIN.format(days=days)
    return [
        counted(texts.R1_PERSONS, (texts.COUNT,), persons, texts.PERSONS, note=note, of=PERSONS, down=("bekend",)),
        _held(counted(texts.R1_WITHOUT, (texts.COUNT,), with_person, texts.WITHOUT, of=CONTACTS, down=(PERSON,)), seen),
    ]


def _open_minutes(known: Knowledge) -> Callable[[str], frozenset[str]]:
    """In which minutes of an hour (`2026-11-24T09`, UTC) the first location was open."""
    location = next(iter(known.calendar.locations.values()), None)

    @cache
    def minutes(hour: str) -> frozenset[str]:
        here = local_moment(hour)
        hours = opening_hours.openings(location, here.date()) if location else ()
        clock = {f"{minute:02d}": here.replace(minute=minute).time() for minute in range(60)}
        return frozenset(minute for minute, time in clock.items() if any(one.begin <= time < one.end for one in hours))

    return minutes
