"""A whole report: the tables that were asked for, under the three tracks of the region, with what must be said above them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from bot.local_time import local
from bot.reports import texts
from bot.reports.appointments import appointment_tables, duration_listing
from bot.reports.contacts import Seen, contact_tables, seen_in, signal_table, step_tables
from bot.reports.employers import employer_tables
from bot.reports.entered import entered_tables, goal_cells
from bot.reports.period import Period
from bot.reports.quality import content_tables, quality_listing
from bot.reports.suppression import HIDDEN, LEAST, concealed, together
from bot.reports.tables import Heading, Item, Listing, Table
from bot.storage import counts, figures
from bot.storage.database import Database
from bot.storage.moments import stamp
from bot.wording import number
from knowledge.contents import Knowledge

REPORTS = ("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8")
BY_TRACK = {
    texts.TRACKS[0]: ("R1", "R3", "R4", "R8"),
    texts.TRACKS[1]: ("R2", figures.STEP),
    texts.TRACKS[2]: ("R5", figures.PLACEMENT),
    texts.TRACKS[3]: ("R6", "R7"),
}
"""Under which of the letter's tracks a report stands; what staff entered goes with R2 and R5."""
ALONG = {figures.STEP: "R2", figures.PLACEMENT: "R5"}


def compose(db: Database, known: Knowledge, period: Period, wanted: Sequence[str], now: datetime, goal: int | None = None) -> list[Item]:
    """The items of a report, in order. Raises Mismatch when figures contradict each other: then there is no report."""
    seen = seen_in(db, period)
    making: dict[str, Callable[[], list[Item]]] = {
        "R1": lambda: contact_tables(db, known, period, seen),
        "R2": lambda: step_tables(db, known, period, seen),
        "R3": lambda: appointment_tables(db, known, period, now),
        "R4": lambda: duration_listing(db, known, period),
        "R5": lambda: employer_tables(db, known, period),
        "R6": lambda: quality_listing(db, period),
        "R7": lambda: content_tables(db, known, period),
        "R8": lambda: signal_table(db, period),
        **{kind: lambda kind=kind: entered_tables(db, kind, period) for kind in figures.KINDS},  # type: ignore[misc]
    }
    made = {name: make() for name, make in making.items() if ALONG.get(name, name) in wanted}
    items: list[Item] = [Heading(texts.TITLE.format(period=period.told), _said_above(db, period, seen, now))]
    for track, names in BY_TRACK.items():
        found = [item for name in names for item in made.get(name, [])]
        items += [Heading(track), *found] if found else []
    if goal is not None:
        items.insert(1, _goal(made, seen, wanted[0], goal))
    return _protected(items)


def _said_above(db: Database, period: Period, seen: Seen, now: datetime) -> tuple[str, ...]:
    future = counts.in_the_future(db, stamp(now))
    told = (
        (not period.closed(local(now).date()), texts.PROVISIONAL),
        (not seen.total, texts.NO_CONTACTS),
        (future > 0, texts.FUTURE_EVENTS.format(count=number(future))),
        (seen.odd > 0, texts.ODD_CONTACTS.format(count=number(seen.odd))),
    )
    return tuple(text for holds, text in told if holds)


def _goal(made: dict[str, list[Item]], seen: Seen, report: str, goal: int) -> Listing:
    """What a goal is held against; a realisation that is hidden in its table is hidden here."""
    what = texts.GOAL_OF[report]
    if report == "R2" and 0 < seen.total - seen.with_step < LEAST:
        cells = (number(goal), HIDDEN, HIDDEN)
    elif report == "R3":
        table = next(item for item in made[report] if isinstance(item, Table))
        came = dict(zip(table.columns, concealed(table)[1], strict=True)).get("verschenen", 0)
        cells = goal_cells(goal, came) if isinstance(came, int) else (number(goal), came, HIDDEN)
    else:
        counted = {"R1": seen.total, "R2": seen.with_step}
        employers = sum(sum(item.totals()) for item in made.get("R5", [])[:1] if isinstance(item, Table))
        cells = goal_cells(goal, counted.get(report, employers))
    return Listing(texts.GOAL.format(what=what), texts.GOAL_COLUMNS, ((what, cells),), texts.GOAL_SIMPLE)


def _protected(items: Iterable[Item]) -> list[Item]:
    """Every table with the totals hidden that another table hides."""
    listed = list(items)
    tables = iter(together([item for item in listed if isinstance(item, Table)]))
    return [next(tables) if isinstance(item, Table) else item for item in listed]
