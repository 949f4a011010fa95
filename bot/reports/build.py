"""A whole report: every table of a period, and those that were asked for under the three tracks of the region."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.config import RetentionSettings
from bot.content.model import Knowledge
from bot.domain.formatting import number
from bot.domain.time import local, stamp
from bot.reports import report_texts
from bot.reports.contact_sections import Seen, appointment_tables, contact_tables, duration_listing, seen_in, signal_table, step_tables
from bot.reports.disclosure import together
from bot.reports.linked_tables import calls_by_audience, known_beside, links
from bot.reports.period import Period
from bot.reports.quality_sections import content_tables, employer_tables, entered_tables, goal_listing, quality_listing, with_goals
from bot.reports.tables import Heading, Item, Table
from bot.storage import events, statistics
from bot.storage.database import Database

REPORTS = ("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8")
BY_TRACK = {
    report_texts.TRACKS[0]: ("R1", "R3", "R4", "R8"),
    report_texts.TRACKS[1]: ("R2", statistics.STEP),
    report_texts.TRACKS[2]: ("R5", statistics.PLACEMENT),
    report_texts.TRACKS[3]: ("R6", "R7"),
}
"""Under which of the letter's tracks a report stands; what staff entered goes with R2 and R5."""
ALONG = {statistics.STEP: "R2", statistics.PLACEMENT: "R5"}


@dataclass(frozen=True)
class Composed:
    """All there is to tell of a period, with what must be hidden; what is asked for later is chosen from it, so that there is one truth."""

    above: tuple[str, ...]
    made: Mapping[str, tuple[Item, ...]]


def compose(db: Database, known: Knowledge, period: Period, now: datetime, person_days: int = RetentionSettings().person_days) -> Composed:
    """Every report of a period. Raises Mismatch when figures contradict each other: then there is no report at all."""
    period = replace(period, cut=stamp(now))
    seen = seen_in(db, known, period)
    kept_from = stamp(now - timedelta(days=person_days))
    making: dict[str, Callable[[], list[Item]]] = {
        "R1": lambda: contact_tables(db, known, period, seen, kept_from),
        "R2": lambda: step_tables(db, known, period, seen),
        "R3": lambda: appointment_tables(db, known, period, now),
        "R4": lambda: duration_listing(db, known, period),
        "R5": lambda: employer_tables(db, known, period),
        "R6": lambda: quality_listing(db, period),
        "R7": lambda: content_tables(db, known, period),
        "R8": lambda: signal_table(db, period),
    }
    made = {name: make() for name, make in making.items()}
    made |= {kind: entered_tables(db, kind, period) for kind in statistics.KINDS}
    made = _protected(made, known, seen, period)
    for kind in statistics.KINDS:
        made[kind] = with_goals(db, kind, period, made[kind])
    return Composed(_said_above(db, period, seen, now), {name: tuple(items) for name, items in made.items()})


def arranged(composed: Composed, period: Period, wanted: Sequence[str], goal: int | None = None) -> list[Item]:
    """The items that were asked for, in order."""
    items: list[Item] = [Heading(report_texts.say("title", period=period.told), composed.above)]
    if goal is not None:
        items.append(goal_listing(wanted[0], composed.made[wanted[0]], goal))
    for track, names in BY_TRACK.items():
        found = [item for name in names if ALONG.get(name, name) in wanted for item in composed.made.get(name, ())]
        items += [Heading(track), *found] if found else []
    return items


def _said_above(db: Database, period: Period, seen: Seen, now: datetime) -> tuple[str, ...]:
    future = events.in_the_future(db, stamp(now))
    told = (
        (not period.closed(local(now).date()), report_texts.say("provisional")),
        (not seen.total, report_texts.say("no-contacts")),
        (future > 0, report_texts.say("future-events", count=number(future))),
        (seen.odd > 0, report_texts.say("odd-contacts", count=number(seen.odd))),
    )
    return tuple(text for holds, text in told if holds)


def _protected(made: Mapping[str, list[Item]], known: Knowledge, seen: Seen, period: Period) -> dict[str, list[Item]]:
    """Every table with what must be hidden of it, so that nothing small can be worked out from all of them."""
    tables = [item for items in made.values() for item in items if isinstance(item, Table)]
    after = iter(together(tables, [*known_beside(seen, period), *calls_by_audience(tables)], links(known)))
    return {name: [next(after) if isinstance(item, Table) else item for item in items] for name, items in made.items()}
