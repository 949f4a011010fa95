"""What a reader of another report knows: the weeks, months and quarters within a period, so that no total tells one that is small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.reports import report_texts
from bot.reports.contact_sections import (
    AUDIENCE,
    AUDIENCES,
    CALLS,
    CONTACTS,
    OUTCOME,
    PERSON,
    PERSONS,
    PHASE,
    SERVICE,
    STEP,
    STEP_KINDS,
    STEPS,
    VISITS,
    Seen,
    row_of,
)
from bot.reports.disclosure import LEAST, Link, key
from bot.reports.period import UNITS, Period, local_moment, units_within
from bot.reports.quality_sections import OF_EMPLOYERS, WHAT, is_for_employers
from bot.reports.tables import Table, counted

TOOK_STEP = "stap gezet"
CALL_KINDS = ("bellen", "bezoek")
EMPLOYERS, OTHERS = "werkgever", "anderen"


def known_beside(seen: Seen, period: Period) -> list[Table]:
    """Contacts by audience per week, month and quarter within the period, and how many ended in a step."""
    days: Counter[tuple[date, str]] = Counter()
    for (when, who), count in seen.times.items():
        days[local_moment(when).date(), who] += count
    none = seen.total - seen.with_step
    steps = {"ja": [seen.with_step], "nee": [none]}
    return [*_calendar(days, period), counted(TOOK_STEP, (report_texts.COUNT,), steps, "", of=CONTACTS, down=(TOOK_STEP,))]


def _calendar(days: Mapping[tuple[date, str], int], period: Period) -> Iterator[Table]:
    """What is told of a month in its own report is known here; not what hangs on the one week of it with few: that its report hides."""
    few: Counter[tuple[str, str, str]] = Counter()
    for unit in ("week", "maand", "kwartaal"):
        whole = units_within(period, unit)
        if not whole or whole == {UNITS[unit](period.first)}:
            continue
        rows: dict[str, list[int]] = {}
        wider: dict[str, set[tuple[str, str]]] = {}
        for (day, who), count in sorted(days.items()):
            label = UNITS[unit](day)
            rows.setdefault(label, [0] * len(AUDIENCES))[AUDIENCES.index(who)] += count
            wider.setdefault(label, set()).update((one, UNITS[one](day)) for one in ("maand", "kwartaal"))
        told = {(label, who) for label in whole & set(rows) for who in AUDIENCES if few[unit, label, who] != 1}
        for label, who in ((label, who) for label in whole & set(rows) for who in AUDIENCES):
            if 0 < rows[label][AUDIENCES.index(who)] < LEAST:
                few.update((*one, who) for one in wider[label])
        table = counted(unit, AUDIENCES, rows, "", across=True, of=CONTACTS, down=(unit,), along=AUDIENCE)
        yield replace(table, public=frozenset(told))


def links(known: Knowledge) -> list[Link]:
    """What numbers of different tables say about each other; as much as can be guessed when they are equal."""
    outcomes = [Link(key(STEPS, (STEP, kind), (PHASE, "gekozen")), (key(CONTACTS, (OUTCOME, kind)),), at_least=True) for kind in STEP_KINDS]
    left = Link(key(CONTACTS, (TOOK_STEP, "nee")), (key(CONTACTS, (OUTCOME, StepKind.NONE.value)),))
    return [*outcomes, left, *_of_employers(known), Link(key(CONTACTS, (PERSON, report_texts.WITH_PERSON)), (key(PERSONS),), at_least=True)]


def _of_employers(known: Knowledge) -> list[Link]:
    """Their appointments are rows of R3, their calls are among those of R4."""
    services = [one for one in known.calendar.services if is_for_employers(known, one)]
    rows = dict.fromkeys(row_of(known, service, location) for service in services for location in known.calendar.locations)
    names = report_texts.EMPLOYER_REQUESTS
    calls = tuple(key(OF_EMPLOYERS, (WHAT, names[kind])) for kind in CALL_KINDS)
    return [
        Link(key(OF_EMPLOYERS, (WHAT, report_texts.EMPLOYER_VISITS)), tuple(key(VISITS, (SERVICE, row)) for row in rows), at_least=True),
        Link(key(CALLS, (AUDIENCE, EMPLOYERS)), calls),
    ]


def calls_by_audience(tables: Sequence[Table]) -> list[Table]:
    """The calls of employers and of all others: who reads R4 beside R5 knows both."""
    totals = {table.title: dict(table.rows) for table in tables}
    if not {report_texts.R4_CALLS, report_texts.R5_ASKED} <= totals.keys():
        return []
    every = sum(sum(cells) for cells in totals[report_texts.R4_CALLS].values())
    theirs = sum(totals[report_texts.R5_ASKED][report_texts.EMPLOYER_REQUESTS[kind]][0] for kind in CALL_KINDS)
    rows = {EMPLOYERS: [theirs], OTHERS: [every - theirs]}
    return [counted(CALLS, (report_texts.COUNT,), rows, "", of=CALLS, down=(AUDIENCE,))]
