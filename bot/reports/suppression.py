"""Small numbers are not shown, nor can they be worked out from the numbers that are: within a table, or from one table to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.reports.tables import JOIN, Hidden, Table, agree
from bot.reports.worlds import LEAST, NEVER, TOTAL, Mark, World

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
