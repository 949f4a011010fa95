"""Whether a small number can be worked out: only when there is no other world in which all that is printed is the same."""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import count

LEAST = 5  # a count of 1 to 4 could be somebody (product.md section 6)
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
