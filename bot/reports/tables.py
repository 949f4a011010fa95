"""A table of counts whose totals are recomputed from its cells, and refused when they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


class Mismatch(Exception):
    """Printed and recomputed figures differ: the table, and per cell what was said and what it must be."""

    def __init__(self, table: str, cells: tuple[tuple[str, int, int], ...]) -> None:
        super().__init__(table, cells)
        self.table = table
        self.cells = cells

    def __str__(self) -> str:
        return f"{self.table}: " + "; ".join(f"{where}: {said} is geen {right}" for where, said, right in self.cells)


JOIN = " · "
"""Between the two halves of the label of a row that counts a pair, such as a kind of step and a subject."""


@dataclass(frozen=True)
class Hidden:
    """What of a table may not be shown: cells (row, column), totals of columns, totals of rows, all together.

    `blank`: there is so little that not even may be told which numbers are small.
    """

    cells: frozenset[tuple[int, int]] = frozenset()
    totals: frozenset[int] = frozenset()
    rows: frozenset[int] = frozenset()
    whole: bool = False
    blank: bool = False


@dataclass(frozen=True)
class Table:
    """Counts by row and column. `definition` says what is counted; it is printed under the table.

    `adds_up`: whether the rows are parts of a whole (a unique person may stand in two rows, so those do not add up).
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    definition: str
    note: str = ""
    adds_up: bool = True
    across: bool = False
    """Whether the columns are parts of a whole too, so that each row has a total."""
    total: tuple[int, ...] | None = None
    """The totals as they were printed elsewhere; None when they are ours to compute."""
    row_totals: Mapping[str, int] = field(default_factory=dict)
    """The totals per row as they were printed elsewhere."""
    of: str = ""
    """What is counted. Tables that count the same tell the same totals; empty when no other table does."""
    down: tuple[str, ...] = ("rij",)
    """Of what the rows are parts, such as `gemeente`; two for rows that count a pair. None: the table is one number."""
    along: str = ""
    """Of what the columns are parts, such as `publiek`; empty for one column that counts all."""
    public: frozenset[tuple[str, str]] = frozenset()
    """Cells (row, column) that a reader can know from another report: nothing is won by hiding those."""
    hidden: Hidden | None = None
    """What may not be shown, worked out with all tables of the report; None when the table stands alone."""

    def totals(self) -> tuple[int, ...]:
        """The sum of every column."""
        return tuple(sum(cells[number] for _, cells in self.rows) for number in range(len(self.columns)))

    def reconciled(self) -> Table:
        """The table itself, when every printed total is the sum of its cells. Raises Mismatch with the cells that are off."""
        off: list[tuple[str, int, int]] = []
        if self.total is not None and self.adds_up:
            pairs = zip(self.columns, self.total, self.totals(), strict=True)
            off += [(f"totaal {column}", said, right) for column, said, right in pairs if said != right]
        for label, cells in self.rows:
            said_total = self.row_totals.get(label, sum(cells))
            if said_total != sum(cells):
                off.append((f"rij {label}", said_total, sum(cells)))
        if off:
            raise Mismatch(self.title, tuple(off))
        return self


@dataclass(frozen=True)
class Listing:
    """Lines of text under each other: durations, shares and what must be looked at, of which no sum can be made."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    definition: str
    note: str = ""


@dataclass(frozen=True)
class Heading:
    """What stands above a group of tables: one of the three tracks of the region; `lines` are said under it."""

    title: str
    lines: tuple[str, ...] = ()


Item = Table | Listing | Heading


def counted(
    title: str,
    columns: Sequence[str],
    rows: Mapping[str, Sequence[int]],
    definition: str,
    *,
    note: str = "",
    adds_up: bool = True,
    across: bool = False,
    of: str = "",
    down: tuple[str, ...] = ("rij",),
    along: str = "",
) -> Table:
    """A table of counts of ours."""
    cells = tuple((label, tuple(values)) for label, values in rows.items())
    return Table(title, tuple(columns), cells, definition, note, adds_up, across, of=of, down=down, along=along)


def agree(title: str, where: str, said: int, counted_apart: int) -> None:
    """Hold a total against the same count made another way. Raises Mismatch."""
    if said != counted_apart:
        raise Mismatch(title, ((where, said, counted_apart),))
