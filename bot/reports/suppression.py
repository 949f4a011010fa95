"""Small numbers are not shown, nor can they be worked out from the numbers that are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reports.tables import Table

LEAST = 5  # a count of 1 to 4 could be somebody (product.md section 6)
SMALL = "<5"
HIDDEN = "–"
"""Not small itself; hidden because the small one beside it could be worked out."""

Shown = tuple[tuple[str, tuple[str | int, ...]], ...]


def concealed(table: Table) -> tuple[Shown, tuple[str | int, ...]]:
    """The rows and the totals as they may be shown.

    In every line that has a shown total (columns always; rows when they add up across) so much is hidden that the small
    cells have more than one solution. Hiding one more may open another line, so this is repeated until nothing changes;
    where nothing is left to hide, the total goes too.
    """
    hidden, gone = _hidden(table)
    rows: Shown = tuple(
        (label, tuple(_shown(value, (row, column) in hidden) for column, value in enumerate(values)))
        for row, (label, values) in enumerate(table.rows)
    )
    return rows, tuple(_shown(total, column in gone) for column, total in enumerate(table.totals()))


def together(tables: Sequence[Table]) -> list[Table]:
    """Tables with the same columns and the same totals: a total that one of them hides, the others hide too."""
    found = list(tables)
    while True:
        gone = {_margins(table): frozenset[int]() for table in found}
        for table in found:
            gone[_margins(table)] |= frozenset(_hidden(table)[1])
        if all(gone[_margins(table)] == table.hidden_totals for table in found):
            return found
        found = [replace(table, hidden_totals=gone[_margins(table)]) for table in found]


def _margins(table: Table) -> tuple[object, ...]:
    return (table.columns, table.totals(), table.adds_up)


def _hidden(table: Table) -> tuple[set[tuple[int, int]], set[int]]:
    """The cells and the column totals that are not shown."""
    cells = [list(row) for _, row in table.rows]
    totals = list(table.totals())
    hidden = {(row, column) for row, values in enumerate(cells) for column, value in enumerate(values) if 0 < value < LEAST}
    gone = {column for column, total in enumerate(totals) if 0 < total < LEAST} | set(table.hidden_totals)
    changed = bool(table.adds_up)
    while changed:
        changed = _complete(table, cells, hidden, gone) or (table.across and _complete_totals(totals, gone))
    return hidden, gone


def _complete_totals(totals: list[int], gone: set[int]) -> bool:
    """The totals of columns that add up across are a line of their own, for their sum is told elsewhere."""
    line, hidden = [(0, column) for column in range(len(totals))], {(0, column) for column in gone}
    if not _worked_out([totals], line, hidden) or not _hide_one([totals], line, hidden):
        return False
    gone.update(column for _, column in hidden)
    return True


def _complete(table: Table, cells: list[list[int]], hidden: set[tuple[int, int]], gone: set[int]) -> bool:
    """Hide one more where a single hidden cell could be worked out; True when something was hidden."""
    for column in range(len(table.columns)):
        line = [(row, column) for row in range(len(cells))]
        if column not in gone and _worked_out(cells, line, hidden):
            if not _hide_one(cells, line, hidden):
                gone.add(column)
            return True
    if not table.across:
        return False
    for row, values in enumerate(cells):
        line = [(row, column) for column in range(len(values))]
        if _worked_out(cells, line, hidden) and _hide_one(cells, line, hidden):
            return True
    return False


def _hide_one(cells: list[list[int]], line: list[tuple[int, int]], hidden: set[tuple[int, int]]) -> bool:
    """Hide the smallest cell of a line that is shown and not empty; False when there is none."""
    others = [place for place in line if place not in hidden and cells[place[0]][place[1]]]
    if others:
        hidden.add(min(others, key=lambda place: cells[place[0]][place[1]]))
    return bool(others)


def _worked_out(cells: list[list[int]], line: list[tuple[int, int]], hidden: set[tuple[int, int]]) -> bool:
    """Whether the total of a line leaves one solution only for its small cells (1 to 4) beside hidden ones (5 or more)."""
    values = [cells[row][column] for row, column in line if (row, column) in hidden]
    small, large, rest = sum(value < LEAST for value in values), sum(value >= LEAST for value in values), sum(values)
    if not small:
        return False
    if large:
        return rest == small + LEAST * large
    return small == 1 or rest in (small, (LEAST - 1) * small)


def _shown(value: int, hidden: bool) -> str | int:
    if not hidden:
        return value
    return SMALL if 0 < value < LEAST else HIDDEN
