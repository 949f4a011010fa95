"""R1 contactmomenten, R2 volgende stappen, R8 signalen: one pass over the contacts of a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from bot import openings
from bot.next_steps import Contact
from bot.reports import texts
from bot.reports.period import Period, local_hour, quarter_of, week_of
from bot.reports.tables import Table, agree, counted
from bot.storage import counts
from bot.storage.database import Database
from knowledge.contents import Knowledge
from knowledge.entries import StepKind

AUDIENCES = ("inwoner", "werkgever", texts.UNKNOWN)


def contact_tables(db: Database, known: Knowledge, period: Period) -> list[Table]:
    """R1 and the outcomes of R2; every total is held against a count made another way."""
    found = list(counts.contacts(db, period.begin, period.end))
    apart = counts.number_of_contacts(db, period.begin, period.end)
    by_time = _tally(found, lambda one: _unit(local_hour(one.began).date(), period))
    by_hours = _tally(found, lambda one: _inside(known, one))
    by_topic = _tally(found, lambda one: _subject(known, one.topic))
    by_outcome = _tally(found, lambda one: one.outcome.value)
    tables = [
        _by_audience(texts.R1_TIME, dict(sorted(by_time.items())), texts.CONTACT, texts.DO_NOT_ADD),
        _by_audience(texts.R1_HOURS, by_hours, texts.HOURS),
        _by_audience(texts.R1_TOPIC, dict(sorted(by_topic.items())), texts.TOPIC),
        _persons(db, found, period),
        _by_audience(texts.R2_OUTCOME, {kind.value: by_outcome[kind.value] for kind in StepKind if kind.value in by_outcome}, texts.OUTCOME),
    ]
    for table in tables:
        if table.adds_up:
            agree(table.title, texts.TOTAL, sum(table.totals()), apart)
    return [table.reconciled() for table in tables]


def step_tables(db: Database, known: Knowledge, period: Period) -> list[Table]:
    """R2: offered, chosen and happened side by side, per kind of step and per subject."""
    rows = counts.steps(db, period.begin, period.end)
    by_kind: dict[str, list[int]] = {kind.value: [0, 0, 0] for kind in StepKind if kind is not StepKind.NONE}
    by_subject: dict[str, list[int]] = {}
    for kind, step, topic, count in rows:
        column = ("offered", "chosen", "happened").index(kind)
        by_kind.setdefault(step, [0, 0, 0])[column] += count
        by_subject.setdefault(_subject(known, topic), [0, 0, 0])[column] += count
    columns = texts.STEP_COLUMNS
    return [
        counted(texts.R2_KIND, columns, by_kind, texts.STEPS).reconciled(),
        counted(texts.R2_SUBJECT, columns, dict(sorted(by_subject.items())), texts.STEPS).reconciled(),
    ]


def signal_table(db: Database, period: Period) -> Table:
    """R8: what the region must know."""
    return counted(texts.R8, (texts.COUNT,), {what: [count] for what, count in counts.signals(db, period.begin, period.end)}, texts.SIGNALS).reconciled()


def _tally(found: Iterable[Contact], key: object) -> dict[str, Counter[str]]:
    tally: dict[str, Counter[str]] = {}
    for one in found:
        label = key(one)  # type: ignore[operator]  # a function of one contact
        tally.setdefault(label, Counter())[one.audience or texts.UNKNOWN] += 1
    return tally


def _by_audience(title: str, tally: Mapping[str, Counter[str]], definition: str, note: str = "") -> Table:
    return counted(title, AUDIENCES, {label: [of[who] for who in AUDIENCES] for label, of in tally.items()}, definition, note=note, across=True)


def _persons(db: Database, found: Iterable[Contact], period: Period) -> Table:
    """Distinct persons within the period; who had no contact before it is new. They do not add up with anything."""
    persons = {one.person for one in found if one.person}
    new = len(persons - counts.persons_before(db, period.begin))
    without = sum(1 for one in found if not one.person)
    rows = {texts.UNIQUE: [len(persons)], texts.NEW: [new], texts.WITHOUT_PERSON: [without]}
    return counted(texts.R1_PERSONS, (texts.COUNT,), rows, texts.PERSONS, adds_up=False)


def _unit(day: date, period: Period) -> str:
    """Days for a fortnight, weeks for a quarter, quarters beyond."""
    length = (period.last - period.first).days
    if length <= 14:
        return day.isoformat()
    return week_of(day) if length <= 100 else quarter_of(day)


def _inside(known: Knowledge, one: Contact) -> str:
    location = next(iter(known.calendar.locations.values()), None)
    here = local_hour(one.began)
    inside = location is not None and any(hours.begin <= here.time() < hours.end for hours in openings.openings(location, here.date()))
    return texts.INSIDE if inside else texts.OUTSIDE


def _subject(known: Knowledge, topic: str) -> str:
    entry = known.entries.get(topic)
    return (entry.subject if entry else "") or (texts.DIALOGUE if topic else texts.UNKNOWN)
