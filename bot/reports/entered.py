"""Steps in development and placements, shown as staff entered them, with goal, realisation and balance where there is a goal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.reports import texts
from bot.reports.period import Period
from bot.reports.suppression import HIDDEN, LEAST, SMALL
from bot.reports.tables import Item, Listing, agree, counted
from bot.storage import figures
from bot.storage.database import Database
from bot.storage.figures import Figure
from bot.wording import number

TITLES = {figures.STEP: texts.STEPS_ENTERED, figures.PLACEMENT: texts.PLACEMENTS_ENTERED}


def entered_tables(db: Database, kind: str, period: Period) -> list[Item]:
    """Per programme and municipality the quarters that the period touches; nothing when nothing was entered. Raises Mismatch."""
    found = figures.entered(db, kind, *period.quarters)
    if not found:
        return []
    quarters = tuple(sorted({one.quarter for one in found}))
    rows: dict[str, Counter[str]] = {}
    for one in found:
        rows.setdefault(_who(one), Counter())[one.quarter] += one.count
    title = TITLES[kind]
    table = counted(title, quarters, {who: [of[quarter] for quarter in quarters] for who, of in rows.items()}, texts.ENTERED, across=True)
    agree(title, texts.TOTAL, sum(table.totals()), sum(one.count for one in found))
    return [table.reconciled(), *_goals(title, found)]


def _goals(title: str, found: Sequence[Figure]) -> list[Item]:
    """Only what has a goal for every quarter that was entered: of part of the quarters a sum could tell the rest."""
    goals: Counter[str] = Counter()
    reached: Counter[str] = Counter()
    without = {_who(one) for one in found if one.goal is None}
    for one in found:
        if _who(one) not in without:
            goals[_who(one)] += one.goal or 0
            reached[_who(one)] += one.count
    if not goals:
        return []
    rows = tuple((who, goal_cells(goal, reached[who])) for who, goal in sorted(goals.items()))
    return [Listing(texts.GOALS.format(title=title), texts.GOAL_COLUMNS, rows, texts.ENTERED, texts.GOAL_TOLD)]


def goal_cells(goal: int, reached: int) -> tuple[str, str, str]:
    """Goal, realisation and balance; a small realisation is hidden, and so is the balance that would tell it."""
    small = 0 < reached < LEAST
    return number(goal), SMALL if small else number(reached), HIDDEN if small else number(reached - goal)


def _who(one: Figure) -> str:
    return f"{one.programme}, {one.municipality}"
