"""Steps in development and placements, shown as staff entered them, with goal, realisation and balance where there is a goal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.reports import texts
from bot.reports.goals import goal_cells
from bot.reports.period import Period, quarter_told
from bot.reports.suppression import row_total
from bot.reports.tables import Item, Listing, Table, agree, counted
from bot.storage import statistics
from bot.storage.database import Database
from bot.storage.statistics import Figure

WHO = "programma en gemeente"
TITLES = {statistics.STEP: texts.STEPS_ENTERED, statistics.PLACEMENT: texts.PLACEMENTS_ENTERED}


def entered_tables(db: Database, kind: str, period: Period) -> list[Item]:
    """Per programme and municipality the quarters that the period touches; nothing when nothing was entered.

    Figures are entered by whole quarter: a period that holds part of one shows all of it, and says so. Raises Mismatch.
    """
    found = statistics.entered(db, kind, *period.quarters)
    if not found:
        return []
    quarters = tuple(sorted({one.quarter for one in found}))
    rows: dict[str, Counter[str]] = {}
    for one in found:
        rows.setdefault(_who(one), Counter())[one.quarter] += one.count
    columns = tuple(map(quarter_told, quarters))
    cells = {who: [of[quarter] for quarter in quarters] for who, of in rows.items()}
    touched = Period(*period.whole_quarters)
    note = "" if touched == Period(period.first, period.last) else texts.WHOLE_QUARTERS.format(period=touched.told)
    down, along = (WHO,), "kwartaal" if len(columns) > 1 else ""
    table = counted(TITLES[kind], columns, cells, texts.ENTERED, note=note, across=len(columns) > 1, of=kind, down=down, along=along)
    agree(table.title, texts.TOTAL, sum(table.totals()), statistics.total(db, kind, *period.quarters))
    return [table]


def with_goals(db: Database, kind: str, period: Period, items: Sequence[Item]) -> list[Item]:
    """The tables with goal, realisation and balance below them: only of what has a goal for every quarter that was entered."""
    found = statistics.entered(db, kind, *period.quarters)
    without = {_who(one) for one in found if one.goal is None}
    goals: Counter[str] = Counter()
    for one in found:
        if _who(one) not in without:
            goals[_who(one)] += one.goal or 0
    told: list[Item] = []
    for table in items:
        told.append(table)
        if goals and isinstance(table, Table):
            rows = tuple((who, goal_cells(goal, row_total(table, who))) for who, goal in sorted(goals.items()))
            told.append(Listing(texts.GOALS.format(title=table.title), texts.GOAL_COLUMNS, rows, texts.ENTERED, texts.GOAL_TOLD))
    return told


def _who(one: Figure) -> str:
    return f"{one.programme}, {one.municipality}"
