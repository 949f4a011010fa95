"""Small numbers hidden, so that nobody can be worked out."""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import count

from bot.reports.tables import JOIN, Hidden, Table, agree

# Whether a small number can be worked out: only when there is no other world in which all that is printed is the same.

LEAST = 5  # a count of 1 to 4 could be somebody
CHEAPEST, FIRST = 300, 1000
"""States looked at per small number for the cheapest world; and then for any, by moving totals rather than cells."""
TOTAL = 10**8
"""From this price on a number is a total."""
NEVER, OWN = 10**12, 10**13
"""The prices of what cannot be hidden, for another report tells it, and of what is only ours to reckon with."""


class Mark(Enum):
    """What a reader knows of a number: all, that it is 1 to 4, that it is 5 or more, or nothing but that it is a count."""

    SHOWN = "shown"
    SMALL = "small"
    LARGE = "large"
    UNKNOWN = "unknown"


class World:
    """Numbers that belong together: parts and their wholes. `protect` hides so many that no small one can be worked out.

    A small number is safe when there is another world: the same printed numbers, every whole still the sum of its parts, every
    mark still true, and this number another. Whoever only reads cannot tell the two apart, however they calculate. Hiding more
    never takes such a world away, so each small number is looked at once.
    """

    def __init__(self) -> None:
        self._index: dict[Hashable, int] = {}
        self._values: list[int] = []
        self._marks: list[Mark] = []
        self._prices: list[int] = []
        self._lines: list[list[tuple[int, int]]] = []
        self._within: list[list[tuple[int, int]]] = []
        self.veiled = False
        """So few that not even may be told which numbers are small: those are hidden like the others."""
        self.blank = False
        """Nothing helped: then nothing at all may be shown."""

    def add(self, key: Hashable, value: int, price: int) -> None:
        """A number that a reader sees or may know. `price`: how much is lost when it is hidden; a second price counts when higher."""
        if key in self._index:
            self._prices[self._index[key]] = max(self._prices[self._index[key]], price)
            return
        self._put(key, value, Mark.SMALL if 0 < value < LEAST else Mark.SHOWN, price)

    def add_unknown(self, key: Hashable, value: int) -> None:
        """A number that is printed nowhere. A reader may guess that it is 0 when it is."""
        self._put(key, value, Mark.UNKNOWN if value else Mark.SHOWN, OWN)

    def relate(self, whole: Hashable, parts: Sequence[Hashable]) -> None:
        """The whole is the sum of its parts; all were added before."""
        line = [(self._index[whole], -1), *((self._index[part], 1) for part in parts)]
        for number, sign in line:
            self._within[number].append((len(self._lines), sign))
        self._lines.append(line)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._index

    def value(self, key: Hashable) -> int:
        """The true number."""
        return self._values[self._index[key]]

    def mark(self, key: Hashable) -> Mark:
        """What may be told of a number."""
        return Mark.LARGE if self.blank and self.value(key) else self._marks[self._index[key]]

    def protect(self) -> None:
        """Hide until no small number can be worked out, each time what costs least."""
        for number, value in enumerate(self._values):
            if not 0 < value < LEAST or self._prices[number] == OWN:
                continue
            moved = self._other(number, CHEAPEST)
            if moved is None and not self.veiled:
                self.veiled = True
                self._marks = [Mark.UNKNOWN if mark is Mark.SMALL else mark for mark in self._marks]
                moved = self._other(number, CHEAPEST)
            moved = moved or self._other(number, FIRST, hasty=True)
            if moved is None:
                self.blank = True
                return
            for one in moved:
                self._marks[one] = Mark.LARGE if self._marks[one] is Mark.SHOWN else self._marks[one]

    def _put(self, key: Hashable, value: int, mark: Mark, price: int) -> None:
        self._index[key] = len(self._values)
        self._values.append(value)
        self._marks.append(mark)
        self._prices.append(price)
        self._within.append([])

    def _other(self, start: int, most: int, *, hasty: bool = False) -> Mapping[int, int] | None:
        """The cheapest other world in which a number is one more or one less, as what moves; None when none was found."""
        order = count()
        open_: list[tuple[int, int, int, dict[int, int], dict[int, int]]] = []
        seen: set[frozenset[tuple[int, int]]] = set()
        for step in (1, -1):
            if self._may(start, step):
                heapq.heappush(open_, (0, next(order), 0, {start: step}, self._off({}, start, step)))
        while open_ and len(seen) < most:
            _, _, cost, moved, off = heapq.heappop(open_)
            if not off:
                return moved
            state = frozenset(moved.items())
            if state in seen:
                continue
            seen.add(state)
            for number, step, price in self._mending(moved, off):
                after = self._off(off, number, step)
                rank = self._last_resort(number) - len(moved) * 4 if hasty else cost + price
                heapq.heappush(open_, (rank, next(order), cost + price, {**moved, number: step}, after))
        return None

    def _last_resort(self, number: int) -> int:
        """What to move first when all may be hidden: what is not printed, all together, other totals, and cells only then."""
        if self._marks[number] is Mark.UNKNOWN:
            return 0
        return 3 if self._prices[number] < TOTAL else 1 if self._prices[number] == TOTAL else 2

    def _mending(self, moved: Mapping[int, int], off: Mapping[int, int]) -> Sequence[tuple[int, int, int]]:
        """What can move to mend one line that no longer adds up: the line for which the cheapest move costs most."""
        best: Sequence[tuple[int, int, int]] = ()
        dearest = (-1, 0)
        for line, by in off.items():
            ways = list(self._ways(line, by, moved))
            if not ways:
                return ()
            rank = min(price for _, _, price in ways), -len(ways)
            if rank > dearest:
                best, dearest = ways, rank
        return best

    def _ways(self, line: int, by: int, moved: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
        for number, sign in self._lines[line]:
            step = -sign if by > 0 else sign
            if number not in moved and self._may(number, step):
                yield number, step, 1 if self._marks[number] is not Mark.SHOWN else self._prices[number]

    def _may(self, number: int, step: int) -> bool:
        """Whether a number may be one more or less, with its mark still true; what is shown would have to be hidden first."""
        value, mark = self._values[number] + step, self._marks[number]
        if mark is Mark.SMALL:
            return 0 < value < LEAST
        if mark is Mark.UNKNOWN:
            return value >= 0
        return self._values[number] >= LEAST and value >= LEAST and (mark is Mark.LARGE or self._prices[number] < NEVER)

    def _off(self, off: Mapping[int, int], number: int, step: int) -> dict[int, int]:
        """By how much lines no longer add up, after a move."""
        after = dict(off)
        for line, sign in self._within[number]:
            after[line] = after.get(line, 0) + sign * step
            if not after[line]:
                del after[line]
        return after


# Small numbers are not shown, nor can they be worked out from the numbers that are: within a table, or from one table to the next.

SMALL = "<5"
HIDDEN = "–"
"""Not small itself; hidden because a small one could be worked out with it."""

CELL, WHOLE, COLUMN, ROW = 10**2, TOTAL, 10 * TOTAL, 100 * TOTAL
"""What it costs to hide: a cell (and its value), all together, a total that is printed; and to trust that nobody knows the total of a row."""

Shown = tuple[tuple[str, tuple[str | int, ...]], ...]
Key = tuple[str, frozenset[tuple[str, str]]]


def key(of: str, *places: tuple[str, str]) -> Key:
    """What a number counts, and of which part: `key("contacten", ("publiek", "werkgever"))`. The same key is the same number, wherever it stands."""
    return of, frozenset(places)


@dataclass(frozen=True)
class Link:
    """A number that is the sum of others, or at least so much, across tables."""

    whole: Key
    parts: tuple[Key, ...]
    at_least: bool = False


def concealed(table: Table) -> tuple[Shown, tuple[str | int, ...]]:
    """The rows and the totals as they may be shown."""
    hidden = hidden_of(table)
    rows: Shown = tuple(
        (label, tuple(_shown(value, (row, column) in hidden.cells, hidden) for column, value in enumerate(values)))
        for row, (label, values) in enumerate(table.rows)
    )
    return rows, tuple(_shown(total, column in hidden.totals, hidden) for column, total in enumerate(table.totals()))


def row_total(table: Table, label: str) -> str | int:
    """The total of a row as it may be told; 0 when there is no such row."""
    found = [(row, sum(values)) for row, (name, values) in enumerate(table.rows) if name == label]
    hidden = hidden_of(table)
    gone = hidden.rows if table.across else {row for row, _ in hidden.cells}
    return _shown(found[0][1], found[0][0] in gone, hidden) if found else 0


def whole(table: Table) -> str | int:
    """All together as it may be told."""
    return _shown(sum(table.totals()), hidden_of(table).whole, hidden_of(table))


def safe(count: int) -> str | int:
    """A number that stands alone: hidden when it is small."""
    return SMALL if 0 < count < LEAST else count


def hidden_of(table: Table) -> Hidden:
    """What may not be shown of a table; of one that stands alone it is worked out here."""
    return table.hidden or together([table])[0].hidden or Hidden()


def together(tables: Sequence[Table], beside: Sequence[Table] = (), links: Iterable[Link] = ()) -> list[Table]:
    """The tables of one report with what must be hidden of each, so that no small number can be worked out from all of them.

    `beside`: what a reader can know without reading it here, such as the weeks of a quarter. Raises Mismatch when one number
    stands in two tables with two values.
    """
    world = World()
    for table in (*tables, *beside):
        _add(world, table)
    for table in (*tables, *beside):
        _relate(world, table)
    for link in links:
        _link(world, link)
    world.protect()
    return [replace(table, hidden=_hidden(world, table)) for table in tables]


def _add(world: World, table: Table) -> None:
    """Its cells, and what they add up to."""
    for label, values in table.rows:
        for column, value in zip(table.columns, values, strict=True):
            _put(
                world,
                table,
                (label, column),
                value,
                NEVER if (label, column) in table.public and value >= LEAST else CELL + min(value, 10**5),
            )
    if not table.adds_up:
        return
    for column, total in zip(table.columns, table.totals(), strict=True):
        _put(world, table, ("", column), total, COLUMN if _along(table) else WHOLE)
    if table.across:
        for label, values in table.rows:
            _put(world, table, (label, ""), sum(values), ROW)
        _put(world, table, ("", ""), sum(table.totals()), WHOLE)


def _put(world: World, table: Table, place: tuple[str, str], value: int, price: int) -> None:
    known = _key(table, *place)
    if known in world:
        agree(table.title, " ".join(part for part in place if part) or "totaal", value, world.value(known))
    world.add(known, value, price)


def _relate(world: World, table: Table) -> None:
    """Columns and rows add up; of rows that are pairs, those of one half add up to what another table tells of it."""
    if not table.adds_up or not table.rows:
        return
    labels = [label for label, _ in table.rows]
    for column in table.columns:
        world.relate(_key(table, "", column), [_key(table, label, column) for label in labels])
        for half, dimension in enumerate(table.down if len(table.down) > 1 else ()):
            of: dict[str, list[Key]] = {}
            for label in labels:
                of.setdefault(label.split(JOIN)[half], []).append(_key(table, label, column))
            for name, parts in of.items():
                if (told := _key(replace(table, down=(dimension,)), name, column)) in world:
                    agree(table.title, f"{name} {column}", sum(map(world.value, parts)), world.value(told))
                    world.relate(told, parts)
    if table.across:
        for label in labels:
            world.relate(_key(table, label, ""), [_key(table, label, column) for column in table.columns])
        world.relate(_key(table, "", ""), [_key(table, "", column) for column in table.columns])
        world.relate(_key(table, "", ""), [_key(table, label, "") for label in labels])


def _link(world: World, link: Link) -> None:
    if link.whole not in world:
        return
    parts = [part for part in link.parts if part in world]
    rest = world.value(link.whole) - sum(map(world.value, parts))
    if rest < 0 or (rest and not link.at_least):
        told = " ".join(sorted(name for _, name in link.whole[1])) or "totaal"
        agree(link.whole[0], told, world.value(link.whole), world.value(link.whole) - rest)
    if link.at_least:
        world.add_unknown(("rest", link), rest)
        world.relate(link.whole, [*parts, ("rest", link)])
    else:
        world.relate(link.whole, parts)


def _key(table: Table, label: str, column: str) -> Key:
    """The key of a cell, or of a total when the label, the column or both are empty."""
    places = list(zip(table.down, label.split(JOIN, len(table.down) - 1), strict=True)) if label and table.down else []
    if column and _along(table):
        places.append((_along(table), column))
    return key(table.of or table.title, *places)


def _along(table: Table) -> str:
    """What the columns are; one column that is no part of anything is all there is."""
    return table.along or ("kolom" if len(table.columns) > 1 else "")


def _hidden(world: World, table: Table) -> Hidden:
    def gone(label: str, column: str) -> bool:
        return world.mark(_key(table, label, column)) is not Mark.SHOWN

    cells = {
        (row, number) for row, (label, _) in enumerate(table.rows) for number, column in enumerate(table.columns) if gone(label, column)
    }
    if not table.adds_up:
        return Hidden(frozenset(cells), blank=world.blank or world.veiled)
    totals = {number for number, column in enumerate(table.columns) if gone("", column)}
    if not table.across:
        return Hidden(frozenset(cells), frozenset(totals), whole=bool(totals), blank=world.blank or world.veiled)
    rows = {row for row, (label, _) in enumerate(table.rows) if gone(label, "")}
    return Hidden(frozenset(cells), frozenset(totals), frozenset(rows), gone("", ""), world.blank or world.veiled)


def _shown(value: int, gone: bool, hidden: Hidden) -> str | int:
    if not gone:
        return value
    return SMALL if 0 < value < LEAST and not hidden.blank else HIDDEN
