"""R3 afspraken, each in exactly one state, and R4 doorlooptijd on the clock of our opening hours."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from bot.content.model import Knowledge
from bot.content.services import Location
from bot.domain import opening_hours
from bot.domain.formatting import number
from bot.domain.time import from_wall, local, moment, wall
from bot.reports import texts
from bot.reports.period import Period
from bot.reports.suppression import HIDDEN, SMALL
from bot.reports.tables import Item, Listing, agree, counted
from bot.reports.worlds import LEAST
from bot.storage import events
from bot.storage.database import Database
from bot.storage.events import Visit

GIVEN_UP = ("afgezegd", "vervallen")
FLAGGED = Decimal("0.05")  # a report in which more is not known says so (product.md section 6)


def state_of(visit: Visit, now: datetime) -> str:
    """The one state in which an appointment is counted."""
    if visit.state in GIVEN_UP:
        return visit.state
    if visit.outcome:
        return visit.outcome
    if visit.ends <= wall(now):
        return texts.UNKNOWN
    return "verzet" if visit.moved else "geboekt"


def appointment_tables(db: Database, known: Knowledge, period: Period, now: datetime) -> list[Item]:
    """R3: appointments by service and location, per state; held against the number of rows. Raises Mismatch."""
    found = events.visits(db, *_walls(period))
    states: dict[str, Counter[str]] = {}
    for visit in found:
        states.setdefault(_what(known, visit), Counter())[state_of(visit, now)] += 1
    rows = {what: [of[state] for state in texts.R3_STATES] for what, of in sorted(states.items())}
    table = counted(texts.R3, texts.R3_STATES, rows, texts.APPOINTMENTS, note=_notes(found, now), across=True)
    agree(texts.R3, texts.TOTAL, sum(table.totals()), events.number_of_visits(db, *_walls(period)))
    return [table]


def _notes(found: Sequence[Visit], now: datetime) -> str:
    unknown = sum(state_of(visit, now) == texts.UNKNOWN for visit in found)
    trials = sum(visit.trial for visit in found)
    told = [texts.TRIALS.format(count=_trials(trials, len(found)))] if trials else []
    if found and Decimal(unknown) / len(found) > FLAGGED and unknown >= LEAST:
        told.insert(0, texts.MUCH_UNKNOWN)
    return " ".join(told)


def _trials(trials: int, total: int) -> str:
    """How many were a trial; hidden when these, or those that were not, are few."""
    if trials < LEAST:
        return SMALL
    return HIDDEN if 0 < total - trials < LEAST else number(trials)


def _what(known: Knowledge, visit: Visit) -> str:
    service, location = known.calendar.services.get(visit.service), known.calendar.locations.get(visit.location)
    return f"{service.name if service else visit.service}, {location.name if location else visit.location}"


def duration_listing(db: Database, known: Knowledge, period: Period) -> list[Item]:
    """R4: from question to appointment and from call-back request to call."""
    home = next(iter(known.calendar.locations.values()), None)
    clock = _open_clock(home)
    visits = [visit for visit in events.visits(db, *_walls(period)) if visit.state not in GIVEN_UP]
    calls = events.calls(db, period.begin, period.end)
    waited = [clock(moment(visit.asked), from_wall(visit.begin)) for visit in visits]
    called = [clock(moment(asked), moment(done)) for asked, done in calls if done]
    made = counted(texts.R4_CALLS, (texts.COUNT,), {texts.CALLED: [len(called)], texts.NOT_CALLED: [len(calls) - len(called)]}, texts.CALLS)
    agree(texts.R4_CALLS, texts.TOTAL, sum(made.totals()), events.number_of_calls(db, period.begin, period.end))
    rows = ((texts.TO_APPOINTMENT, _figures(waited)), (texts.TO_CALL, _figures(called)))
    return [Listing(texts.R4, texts.DURATION_COLUMNS, rows, texts.DURATION), made]


def _walls(period: Period) -> tuple[str, str]:
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
