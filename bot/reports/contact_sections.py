"""Sections about contacts, steps and appointments."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.content.services import Location
from bot.domain import opening_hours
from bot.domain.formatting import number
from bot.domain.next_steps import BINDING, Contact
from bot.domain.time import from_wall, local, moment, wall
from bot.reports import report_texts
from bot.reports.disclosure import HIDDEN, LEAST, SMALL
from bot.reports.period import UNITS, Period, local_moment, unit_of
from bot.reports.tables import JOIN, Item, Listing, Table, agree, counted
from bot.storage import events
from bot.storage.database import Database
from bot.storage.events import Visit
from bot.storage.requests import Result

# R1 contactmomenten, R2 volgende stappen, R8 signalen: one pass over the contacts of a period.

AUDIENCES = ("inwoner", "werkgever", report_texts.UNKNOWN)
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
        who = audience or report_texts.UNKNOWN
        seen.times[hour, who] += count
        seen.hours[report_texts.INSIDE if inside else report_texts.OUTSIDE, who] += count
    for (topic, place, rank, audience), count in kinds.items():
        who = audience or report_texts.UNKNOWN
        seen.topics[topic, who] += count
        seen.places[place or report_texts.UNKNOWN, who] += count
        seen.outcomes[OUTCOMES[rank], who] += count
    return seen


def seen_in(db: Database, known: Knowledge, period: Period) -> Seen:
    """The contacts of a period, held against a count made another way. Raises Mismatch."""
    seen = look(events.contacts(db, period.begin, period.end), _open_minutes(known))
    agree(report_texts.R1_TIME, report_texts.TOTAL, seen.total, events.number_of_contacts(db, period.begin, period.end))
    return seen


def contact_tables(db: Database, known: Knowledge, period: Period, seen: Seen, kept_from: str) -> list[Item]:
    """R1; every total is held against that of the pass. `kept_from`: the stamp before which nobody knows who came. Raises Mismatch."""
    tables = [
        _by_time(seen, period),
        _by_audience(report_texts.R1_HOURS, "openingstijd", seen.hours, report_texts.say("hours")),
        _by_audience(
            report_texts.R1_TOPIC, "onderwerp", _relabelled(seen.topics, lambda topic: subject(known, topic)), report_texts.say("topic")
        ),
        _by_audience(report_texts.R1_PLACE, "gemeente", seen.places, report_texts.say("place")),
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
    outcome = _contacts(
        report_texts.R2_OUTCOME, OUTCOME, {kind: row for kind, row in ordered.items() if any(row)}, report_texts.say("outcome")
    )
    told = [
        _steps(report_texts.R2_KIND, (STEP,), by_kind),
        _steps(report_texts.R2_SUBJECT, (SUBJECT,), dict(sorted(by_subject.items()))),
        _steps(report_texts.R2_PAIR, (STEP, SUBJECT), dict(sorted(by_pair.items(), key=lambda row: _in_order(row[0])))),
    ]
    apart = events.number_of_steps(db, period.begin, period.end)
    for table in told:
        for column, phase, total in zip(report_texts.STEP_COLUMNS, KINDS, table.totals(), strict=True):
            agree(table.title, f"{report_texts.TOTAL} {column}", total, apart.get(phase, 0))
    return [_held(outcome, seen), *told]


def _steps(title: str, down: tuple[str, ...], rows: Mapping[str, Sequence[int]]) -> Table:
    return counted(
        title,
        report_texts.STEP_COLUMNS,
        rows,
        report_texts.say("steps"),
        note=report_texts.say("happened"),
        of=STEPS,
        down=down,
        along=PHASE,
    )


def _about(known: Knowledge, topic: str) -> str:
    """The subject of a topic, or the programme it is."""
    about = subject(known, topic)
    return report_texts.say("of-programme", name=known.entries[topic].label) if report_texts.PROGRAMME in about.casefold() else about


def _in_order(label: str) -> tuple[int, str]:
    step, about = label.split(JOIN, 1)
    return (STEP_KINDS.index(step) if step in STEP_KINDS else len(STEP_KINDS)), about


def signal_table(db: Database, period: Period) -> list[Item]:
    """R8: what the region must know; and how often we did not understand. Raises Mismatch."""
    rows = {what: [count] for what, count in events.signals(db, period.begin, period.end)}
    table = counted(report_texts.R8, (report_texts.COUNT,), rows, report_texts.say("signals"))
    agree(report_texts.R8, report_texts.TOTAL, sum(table.totals()), events.how_many(db, "signal", period.begin, period.end))
    missed = {report_texts.MISSED: [events.how_many(db, "unknown", period.begin, period.end)]}
    return [
        table,
        counted(
            report_texts.R8_MISSED,
            (report_texts.COUNT,),
            missed,
            report_texts.say("missed-told"),
            adds_up=False,
            of=report_texts.MISSED,
            down=(),
        ),
    ]


def subject(known: Knowledge, topic: str) -> str:
    """The subject that a topic belongs to; what is done rather than told has one of its own."""
    entry = known.entries.get(topic)
    return (entry.subject if entry else "") or (report_texts.DIALOGUE if topic else report_texts.UNKNOWN)


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
    return _contacts(report_texts.R1_TIME, unit, rows, report_texts.contact(), report_texts.say("do-not-add"))


def _contacts(title: str, down: str, rows: Mapping[str, Sequence[int]], definition: str, note: str = "") -> Table:
    """A table that counts every contact once, by audience."""
    return counted(title, AUDIENCES, rows, definition, note=note, across=True, of=CONTACTS, down=(down,), along=AUDIENCE)


def _by_audience(title: str, down: str, tally: Tally, definition: str, note: str = "") -> Table:
    labels = sorted({label for label, _ in tally}, key=lambda label: (label == report_texts.UNKNOWN, label))
    rows = {label: [tally[label, who] for who in AUDIENCES] for label in labels}
    return _contacts(title, down, rows, definition, note)


def _held(table: Table, seen: Seen) -> Table:
    agree(table.title, report_texts.TOTAL, sum(table.totals()), seen.total)
    return table.reconciled()


def _persons(db: Database, seen: Seen, period: Period, kept_from: str) -> list[Item]:
    """Distinct persons within the period; who had no contact before it is new. Who came is kept for so long only: then it is not known."""
    if period.begin < kept_from:
        unknown = (
            ("uniek", (report_texts.NOT_KNOWN,)),
            (report_texts.NEW, (report_texts.NOT_KNOWN,)),
            (report_texts.KNOWN, (report_texts.NOT_KNOWN,)),
        )
        without = tuple((label, (report_texts.NOT_KNOWN,)) for label in (report_texts.WITH_PERSON, report_texts.WITHOUT_PERSON))
        return [
            Listing(report_texts.R1_PERSONS, (report_texts.COUNT,), unknown, report_texts.say("persons"), report_texts.say("persons-gone")),
            Listing(report_texts.R1_WITHOUT, (report_texts.COUNT,), without, report_texts.say("without"), report_texts.say("persons-gone")),
        ]
    with_person = {report_texts.WITH_PERSON: [seen.total - seen.without_person], report_texts.WITHOUT_PERSON: [seen.without_person]}
    persons, note = {"uniek": [len(seen.persons)]}, report_texts.say("new-gone")
    whole = (events.first_contact(db) or kept_from) >= kept_from
    days = (moment(period.begin) - moment(kept_from)).days
    if whole or days >= LEAST_DAYS_BEFORE:
        new = len(seen.persons - events.persons_before(db, period.begin))
        persons, note = (
            {report_texts.NEW: [new], report_texts.KNOWN: [len(seen.persons) - new]},
            "" if whole else report_texts.say("new-within", days=days),
        )
    return [
        counted(
            report_texts.R1_PERSONS, (report_texts.COUNT,), persons, report_texts.say("persons"), note=note, of=PERSONS, down=("bekend",)
        ),
        _held(
            counted(report_texts.R1_WITHOUT, (report_texts.COUNT,), with_person, report_texts.say("without"), of=CONTACTS, down=(PERSON,)),
            seen,
        ),
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


# R3 afspraken, each in exactly one state, and R4 doorlooptijd on the clock of our opening hours.

GIVEN_UP = ("afgezegd", "vervallen")
VISITS, SERVICE, CALLS = "afspraken", "dienst en plek", "verzoeken om te bellen"
FLAGGED = Decimal("0.05")  # a report in which more is not known says so


def state_of(visit: Visit, now: datetime) -> str:
    """The one state in which an appointment is counted."""
    if visit.state in GIVEN_UP:
        return visit.state
    if visit.outcome:
        return visit.outcome
    if visit.ends <= wall(now):
        return report_texts.UNKNOWN
    return "verzet" if visit.moved else "geboekt"


def appointment_tables(db: Database, known: Knowledge, period: Period, now: datetime) -> list[Item]:
    """R3: appointments by service and location, per state; held against the number of rows. Raises Mismatch."""
    found = events.visits(db, *walls(period))
    states: dict[str, Counter[str]] = {}
    for visit in found:
        states.setdefault(row_of(known, visit.service, visit.location), Counter())[state_of(visit, now)] += 1
    rows = {what: [of[state] for state in report_texts.R3_STATES] for what, of in sorted(states.items())}
    table = counted(
        report_texts.R3,
        report_texts.R3_STATES,
        rows,
        report_texts.say("appointments"),
        note=_notes(found, now),
        across=True,
        of=VISITS,
        down=(SERVICE,),
        along="toestand",
    )
    agree(report_texts.R3, report_texts.TOTAL, sum(table.totals()), events.number_of_visits(db, *walls(period)))
    return [table]


def _notes(found: Sequence[Visit], now: datetime) -> str:
    unknown = sum(state_of(visit, now) == report_texts.UNKNOWN for visit in found)
    trials = sum(visit.trial for visit in found)
    told = [report_texts.say("trials", count=_trials(trials, len(found)))] if trials else []
    if found and Decimal(unknown) / len(found) > FLAGGED and unknown >= LEAST:
        told.insert(0, report_texts.say("much-unknown"))
    return " ".join(told)


def _trials(trials: int, total: int) -> str:
    """How many were a trial; hidden when these, or those that were not, are few."""
    if trials < LEAST:
        return SMALL
    return HIDDEN if 0 < total - trials < LEAST else number(trials)


def row_of(known: Knowledge, service_id: str, location_id: str) -> str:
    """The service and the place of an appointment, as they stand in R3."""
    service, location = known.calendar.services.get(service_id), known.calendar.locations.get(location_id)
    return f"{service.name if service else service_id}, {location.name if location else location_id}"


def duration_listing(db: Database, known: Knowledge, period: Period) -> list[Item]:
    """R4: from question to appointment and from call-back request to call."""
    home = next(iter(known.calendar.locations.values()), None)
    clock = _open_clock(home)
    visits = [visit for visit in events.visits(db, *walls(period)) if visit.state not in GIVEN_UP]
    calls = events.calls(db, period.begin, period.end)
    waited = [clock(moment(visit.asked), from_wall(visit.begin)) for visit in visits]
    reached = [(asked, done) for asked, done, result in calls if done and result != Result.NOT_REACHED]
    called = [clock(moment(asked), moment(done)) for asked, done in reached]
    in_vain = sum(result == Result.NOT_REACHED for _, _, result in calls)
    made = counted(
        report_texts.R4_CALLS,
        (report_texts.COUNT,),
        {
            report_texts.CALLED: [len(called)],
            report_texts.NOT_REACHED: [in_vain],
            report_texts.NOT_CALLED: [len(calls) - len(called) - in_vain],
        },
        report_texts.say("calls"),
        of=CALLS,
        down=("gesprek",),
    )
    agree(report_texts.R4_CALLS, report_texts.TOTAL, sum(made.totals()), events.number_of_calls(db, period.begin, period.end))
    rows = ((report_texts.TO_APPOINTMENT, _figures(waited)), (report_texts.TO_CALL, _figures(called)))
    return [Listing(report_texts.R4, report_texts.DURATION_COLUMNS, rows, report_texts.say("duration")), made]


def walls(period: Period) -> tuple[str, str]:
    """Its first moment and the one after it, on the wall clock."""
    return f"{period.first.isoformat()}T00:00", f"{(period.last + timedelta(days=1)).isoformat()}T00:00"


def _figures(minutes: list[float]) -> tuple[str, str]:
    """The median and p90 in hours; of a few nothing is told."""
    if len(minutes) < LEAST:
        return HIDDEN, HIDDEN
    ordered = sorted(minutes)
    return _hours(statistics.median(ordered)), _hours(ordered[math.ceil(0.9 * len(ordered)) - 1])


def _hours(minutes: float) -> str:
    return number((Decimal(str(minutes)) / 60).quantize(Decimal("0.1")))


def _open_clock(location: Location | None) -> Callable[[datetime, datetime], float]:
    """Minutes between two moments in which a location is open; all minutes when we know of no location."""

    @cache
    def spans(day: date) -> tuple[tuple[float, float], ...]:
        hours = opening_hours.openings(location, day) if location else ()
        return tuple((one.begin.hour * 60 + one.begin.minute, one.end.hour * 60 + one.end.minute) for one in hours)

    def minutes(begin: datetime, end: datetime) -> float:
        first, last, total = local(begin), local(end), 0.0
        for ahead in range((last.date() - first.date()).days + 1):
            day = first.date() + timedelta(days=ahead)
            earliest = _minute(first) if day == first.date() else 0.0
            latest = _minute(last) if day == last.date() else 1440.0
            total += sum(max(min(shut, latest) - max(opened, earliest), 0.0) for opened, shut in spans(day))
        return total

    return minutes


def _minute(when: datetime) -> float:
    return when.hour * 60 + when.minute + when.second / 60
