"""No small number can be worked out: not from its table, not from the table beside it, not by who tries every number."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.disclosure import HIDDEN, SMALL, Link, concealed, hidden_of, key, row_total, together, whole
from bot.reports.tables import Mismatch, Table, counted
from tests.soak import times

MUCH = 10**6
Bounds = dict[object, tuple[int, int]]
Line = tuple[list[object], object]


def told(shown: str | int) -> tuple[int, int]:
    """Between what a number lies, for who reads it."""
    if isinstance(shown, int):
        return shown, shown
    return (1, 4) if shown == SMALL else (5, MUCH)


def read(name: str, table: Table, bounds: Bounds) -> list[Line]:
    """All that can be read of a table of audiences; totals of columns and all together are the same in every table."""
    rows, totals = concealed(table)
    columns = list(table.columns)
    lines: list[Line] = []
    for label, cells in rows:
        bounds.update({(name, label, column): told(cell) for column, cell in zip(columns, cells, strict=True)})
    bounds.update({column: told(total) for column, total in zip(columns, totals, strict=True)})
    lines += [([(name, label, column) for label, _ in rows], column) for column in columns]
    if table.across:
        bounds["all"] = told(whole(table))
        for label, _ in rows:
            bounds[name, label] = told(row_total(table, label))
            lines.append(([(name, label, column) for column in columns], (name, label)))
        lines += [([(name, label) for label, _ in rows], "all"), (list(columns), "all")]
    return lines


def propagated(bounds: Bounds, lines: Sequence[Line]) -> Bounds:
    """What follows, until nothing more does."""
    changed = True
    while changed:
        changed = False
        for parts, total in lines:
            for one, others, sign in [(total, parts, 1), *((part, [p for p in parts if p != part], -1) for part in parts)]:
                low, high = sum(bounds[o][0] for o in others), sum(bounds[o][1] for o in others)
                found = (low, high) if sign == 1 else (bounds[total][0] - high, bounds[total][1] - low)
                new = max(bounds[one][0], found[0]), min(bounds[one][1], found[1])
                changed, bounds[one] = changed or new != bounds[one], new
    return bounds


def leaks(*tables: Table) -> list[object]:
    """What small numbers a reader of these tables knows."""
    bounds: Bounds = {}
    lines = [line for number, table in enumerate(tables) for line in read(str(number), table, bounds)]
    small = [place for place, known in bounds.items() if known == (1, 4)]
    after = propagated(bounds, lines)
    return [place for place in small if after[place][0] >= after[place][1]]


def audiences(title: str, values: Sequence[Sequence[int]]) -> Table:
    names = tuple(f"k{number}" for number in range(len(values[0])))
    rows = {str(number): row for number, row in enumerate(values)}
    return counted(title, names, rows, "", across=len(names) > 1, of="x", down=(title,), along="k" if len(names) > 1 else "")


def test_a_small_number_is_hidden_and_so_is_the_smallest_that_would_give_it_away() -> None:
    rows, totals = concealed(counted("t", ("n",), {"a": [2], "b": [30], "c": [12]}, ""))
    assert rows == (("a", (SMALL,)), ("b", (30,)), ("c", (HIDDEN,)))
    assert totals == (44,)


@pytest.mark.parametrize("values", [[2], [4, 4], [1, 1, 30], [1, 5], [3, 0]])
def test_where_nothing_else_can_be_hidden_the_total_goes(values: list[int]) -> None:
    _, (total,) = concealed(counted("t", ("n",), {str(number): [value] for number, value in enumerate(values)}, ""))
    assert (total == sum(values)) is (values == [1, 1, 30])


def test_five_beside_one_is_not_told_by_how_many_there_were_in_all() -> None:
    """Five inhabitants and one employer: who reads that there were six contacts knows both."""
    audience = counted("R1", ("inwoner", "werkgever"), {"week": [5, 1]}, "", across=True, of="x", down=("week",), along="publiek")
    persons = counted("met", ("n",), {"met persoon": [6], "zonder persoon": [0]}, "", of="x", down=("persoon",))
    first, second = together([audience, persons])
    assert concealed(first) == ((("week", (5, SMALL)),), (5, SMALL))
    assert concealed(second) == ((("met persoon", (HIDDEN,)), ("zonder persoon", (0,))), (HIDDEN,))


def test_a_kind_of_step_that_is_told_in_another_table_gives_no_outcome_away() -> None:
    """Sixty called back, forty of them inhabitants: with 82 unknowns in all, two walked in."""
    outcome = counted(
        "R2", ("i", "w", "o"), {"afspraak": [60, 60, 60], "terugbellen": [40, 0, 20], "inloop": [0, 60, 2]}, "",
        across=True, of="x", down=("uitkomst",), along="publiek",
    )  # fmt: skip
    kinds = counted("soort", ("gekozen",), {"afspraak": [180], "terugbellen": [60], "inloop": [62]}, "", of="s", down=("soort",), along="f")
    same = [
        Link(key("s", ("soort", one), ("f", "gekozen")), (key("x", ("uitkomst", one)),), at_least=True)
        for one in ("afspraak", "terugbellen", "inloop")
    ]
    first, second = together([outcome, kinds], links=same)
    bounds: Bounds = {}
    lines = read("o", first, bounds)
    for label, (cell,) in concealed(second)[0]:
        bounds["o", label] = told(cell)  # who guesses that everyone chose one kind
    assert propagated(bounds, lines)["o", "inloop", "o"] != (2, 2)
    assert (SMALL in concealed(first)[0][2][1], leaks(first)) == (True, [])


def test_a_quarter_that_is_told_elsewhere_gives_no_branch_away() -> None:
    wishes = counted(
        "R5", ("personeel", "afspraakbaan"), {"Facilitair": [10, 0], "Zorg": [0, 4], "Techniek": [0, 20]}, "",
        across=True, of="x", down=("branche",), along="vraag",
    )  # fmt: skip
    quarter = counted(
        "R5q", ("2026, kwartaal 3",), {"Facilitair": [10], "Zorg": [4], "Techniek": [20]}, "",
        across=True, of="x", down=("branche",), along="kwartaal",
    )  # fmt: skip
    first, second = (concealed(table) for table in together([wishes, quarter]))
    techniek = [dict(rows)["Techniek"] for rows, _ in (first, second)]
    total = first[1][1]
    assert not (isinstance(total, int) and isinstance(techniek[1][0], int))
    assert techniek[0][1] == HIDDEN or total == HIDDEN


def test_rows_that_a_reader_knows_from_another_report_hide_nothing() -> None:
    """Weeks of 20, 3 and 20 have reports of their own: then the quarter does not tell that there were 43."""
    weeks = {"41": [20], "42": [3], "43": [20]}
    shown = counted("R1", ("n",), weeks, "", of="x", down=("week",))
    known = replace(shown, public=frozenset((week, "n") for week in weeks))
    alone, beside = together([shown])[0], together([shown], [known])[0]
    assert concealed(alone)[1] == (43,)
    assert concealed(beside) == ((("41", (20,)), ("42", (SMALL,)), ("43", (20,))), (HIDDEN,))


def test_pairs_give_nothing_away_of_what_is_told_of_each_half() -> None:
    pairs = {"a · x": [6], "a · y": [2], "b · x": [7], "b · y": [9]}
    tables = [
        counted("soort", ("n",), {"a": [8], "b": [16]}, "", of="s", down=("soort",)),
        counted("onderwerp", ("n",), {"x": [13], "y": [11]}, "", of="s", down=("onderwerp",)),
        counted("paar", ("n",), pairs, "", of="s", down=("soort", "onderwerp")),
    ]
    assert concealed(together(tables)[2])[0] == (("a · x", (HIDDEN,)), ("a · y", (SMALL,)), ("b · x", (HIDDEN,)), ("b · y", (HIDDEN,)))


def test_one_number_with_two_values_is_refused() -> None:
    one = counted("a", ("n",), {"x": [40]}, "", of="s", down=("soort",))
    with pytest.raises(Mismatch) as error:
        together([one, replace(one, title="b", rows=(("x", (41,)),))])
    assert str(error.value) == "b: x n: 41 is geen 40"
    with pytest.raises(Mismatch) as error:
        together([one], links=[Link(key("s"), (key("s", ("soort", "x")), key("s", ("soort", "x"))), at_least=True)])
    assert str(error.value) == "s: totaal: 40 is geen 80"


TABLE = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 8, 12, 20, 60]), min_size=width, max_size=width), min_size=1, max_size=6
    )
)


@pytest.mark.sweep
@settings(derandomize=True, deadline=None, max_examples=times(120, 2000))
@given(TABLE)
def test_no_small_number_follows_from_a_table(values: list[list[int]]) -> None:
    table = audiences("t", values)
    assert leaks(table) == []
    assert not [cell for _, cells in concealed(table)[0] for cell in cells if isinstance(cell, int) and 0 < cell < 5]


@pytest.mark.sweep
@settings(derandomize=True, deadline=None, max_examples=times(100, 2000))
@given(TABLE, st.randoms(use_true_random=False))
def test_no_small_number_follows_from_two_tables_of_the_same_contacts(values: list[list[int]], chance: object) -> None:
    other = [[0] * len(values[0]) for _ in range(3)]
    for row in values:
        for column, value in enumerate(row):
            for _ in range(value):
                other[chance.randrange(3)][column] += 1  # type: ignore[attr-defined]
    assert leaks(*together([audiences("t", values), audiences("u", other)])) == []


@settings(derandomize=True, deadline=None, max_examples=times(75, 1000))
@given(st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=1, max_size=3))
def test_whoever_tries_every_number_finds_more_than_one_for_each_that_is_small(values: list[list[int]]) -> None:
    table = audiences("t", values)
    rows, totals = concealed(table)
    cells = [cell for _, row in rows for cell in row]
    ranges = [range(cell, cell + 1) if isinstance(cell, int) else range(1, 5) if cell == SMALL else range(5, 10) for cell in cells]
    found = [set[int]() for _ in cells]
    sums = [(range(column, len(cells), 2), total) for column, total in enumerate(totals)]
    sums += [(range(2 * row, 2 * row + 2), row_total(table, str(row))) for row in range(len(rows))] + [(range(len(cells)), whole(table))]
    for world in itertools.product(*ranges):
        if all(told(total)[0] <= sum(world[place] for place in places) <= told(total)[1] for places, total in sums):
            for place, value in enumerate(world):
                found[place].add(value)
    assert [len(found[place]) > 1 for place, cell in enumerate(cells) if cell == SMALL] == [True for cell in cells if cell == SMALL]


def test_what_stands_alone_is_worked_out_once_it_is_asked() -> None:
    table = audiences("t", [[3, 20], [30, 40]])
    assert hidden_of(table) == hidden_of(together([table])[0])
