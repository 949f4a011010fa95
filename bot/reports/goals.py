"""What was reached beside what was aimed for; a realisation that is hidden in its table is hidden here too."""

from __future__ import annotations

from collections.abc import Sequence

from bot.content.entries import StepKind
from bot.domain.formatting import number
from bot.reports import texts
from bot.reports.suppression import HIDDEN, concealed, row_total, safe, whole
from bot.reports.tables import Item, Listing, Table


def goal_cells(goal: int, reached: str | int) -> tuple[str, str, str]:
    """Goal, realisation and balance; what is hidden gives no balance."""
    if isinstance(reached, str):
        return number(goal), reached, HIDDEN
    return number(goal), number(reached), number(reached - goal)


def goal_listing(report: str, items: Sequence[Item], goal: int) -> Listing:
    """What a goal for one report is held against."""
    what = texts.GOAL_OF[report]
    tables = {item.title: item for item in items if isinstance(item, Table)}
    reached: str | int = 0
    if report == "R2":
        reached = with_step(tables[texts.R2_OUTCOME])
    elif report == "R3":
        reached = column_total(tables[texts.R3], "verschenen")
    elif report in ("R1", "R5"):
        reached = whole(tables[texts.R1_TIME if report == "R1" else texts.R5])
    return Listing(texts.GOAL.format(what=what), texts.GOAL_COLUMNS, ((what, goal_cells(goal, reached)),), texts.GOAL_SIMPLE)


def with_step(outcome: Table) -> str | int:
    """How many contacts ended in a step; told only when all contacts may be told, and how many ended in none."""
    total, none = whole(outcome), row_total(outcome, StepKind.NONE.value)
    return safe(total - none) if isinstance(total, int) and isinstance(none, int) else HIDDEN


def column_total(table: Table, column: str) -> str | int:
    """The total of a column as it may be told."""
    return dict(zip(table.columns, concealed(table)[1], strict=True))[column]
