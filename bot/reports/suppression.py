"""Small numbers are not shown, nor can they be worked out from the numbers that are."""

from __future__ import annotations

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
    cells = [list(row) for _, row in table.rows]
    hidden = {(row, column) for row, values in enumerate(cells) for column, value in enumerate(values) if 0 < value < LEAST}
    totals = table.totals()
    gone = {column for column, total in enumerate(totals) if 0 < total < LEAST}
    changed = bool(table.adds_up)
    while changed:
        changed = _complete(table, cells, hidden, gone)
    rows: Shown = tuple(
        (label, tuple(_shown(cells[row][column], (row, column) in hidden) for column in range(len(table.columns))))
        for row, (label, _) in enumerate(table.rows)
    )
    return rows, tuple(_shown(total, column in gone) for column, total in enumerate(totals))


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
