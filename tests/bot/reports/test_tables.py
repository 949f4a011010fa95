"""Totals that are recomputed: the letter adds up, the quarterly report of Afeer is refused with the cell that is off."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.rendering import as_csv, as_page, as_text
from bot.reports.suppression import HIDDEN, SMALL, concealed, together
from bot.reports.tables import Mismatch, Table, agree, counted

LETTER = Table(
    "Ontwikkelen 2024",
    ("inwoners",),
    tuple(
        (name, (count,))
        for name, count in (
            ("Het Noorden Werkt Door", 1600),
            ("Leerwerkloket", 800),
            ("Kansrijk Opleiden", 487),
            ("Kansrijk Talent", 484),
            ("Talentperron", 2000),
            ("Praktijkleren", 150),
        )
    ),
    "Inwoners met een stap in ontwikkeling.",
    total=(5521,),
)
AFEER = Table(
    "Reguliere plaatsingen 2024",
    ("Q1", "Q2", "Q3", "Q4"),
    (
        ("Techniek", (19, 24, 23, 27)),
        ("Logistiek", (5, 7, 9, 13)),
        ("Facilitair", (2, 4, 7, 2)),
        ("Groen", (10, 4, 6, 8)),
        ("Zorg", (6, 13, 5, 11)),
        ("Overige", (45, 30, 24, 18)),
    ),
    "Plaatsingen in betaald werk.",
    across=True,
    total=(87, 82, 74, 79),
    row_totals={"Techniek": 93, "Logistiek": 34, "Facilitair": 15, "Groen": 28, "Zorg": 35, "Overige": 116},
)


def test_the_letter_adds_up() -> None:
    assert LETTER.reconciled() is LETTER


def test_the_quarterly_report_is_refused_with_the_cell_that_is_off() -> None:
    with pytest.raises(Mismatch) as error:
        AFEER.reconciled()
    assert error.value.cells == (("rij Overige", 116, 117),)


def test_the_year_before_is_refused_against_the_number_in_the_text() -> None:
    with pytest.raises(Mismatch) as error:
        agree("Plaatsingen 2023", "totaal", 288, 93 + 23 + 22 + 26 + 32 + 91)
    assert error.value.cells == (("totaal", 288, 287),)


def test_a_small_number_is_hidden_and_so_is_what_would_give_it_away() -> None:
    rows, totals = concealed(counted("t", ("n",), {"a": [2], "b": [30], "c": [12]}, ""))
    assert rows == (("a", (SMALL,)), ("b", (30,)), ("c", (HIDDEN,)))
    assert totals == (44,)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=7))
def test_no_small_number_can_be_worked_out_from_what_is_shown(values: list[int]) -> None:
    rows, (total,) = concealed(counted("t", ("n",), {str(number): [value] for number, value in enumerate(values)}, ""))
    unknown = [values[number] for number, (_, (cell,)) in enumerate(rows) if isinstance(cell, str)]
    assert all(isinstance(cell, str) or not 0 < cell < 5 for _, (cell,) in rows)
    if unknown and isinstance(total, int):
        rest = total - sum(cell for _, (cell,) in rows if isinstance(cell, int))
        solutions = _solutions(rest, [cell for _, (cell,) in rows if isinstance(cell, str)])
        assert len(solutions) > 1, (values, rows, total)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.integers(2, 3).flatmap(lambda width: st.lists(st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=5))
)
def test_across_a_table_no_small_number_can_be_worked_out_either(values: list[list[int]]) -> None:
    """Whoever knows every total that is shown, and how many there were in all, still has more than one solution."""
    names = [f"k{number}" for number in range(len(values[0]))]
    found = counted("t", names, {str(number): row for number, row in enumerate(values)}, "", across=True)
    rows, totals = concealed(found)
    lines = [([cells[column] for _, cells in rows], [row[column] for row in values], totals[column]) for column in range(len(names))]
    lines += [([*cells], values[number], sum(values[number])) for number, (_, cells) in enumerate(rows)]
    lines += [([*totals], [*found.totals()], sum(found.totals()))]
    for shown, true, total in lines:
        assert not [cell for cell in shown if isinstance(cell, int) and 0 < cell < 5]
        if SMALL in shown and isinstance(total, int) and sum(0 < one < 5 for one in true) < len([one for one in true if one]):
            rest = total - sum(cell for cell in shown if isinstance(cell, int))
            assert len(_solutions(rest, [cell for cell in shown if isinstance(cell, str)])) > 1, (values, rows, totals)


def test_what_one_table_hides_the_table_beside_it_hides_too() -> None:
    """Two fours under a total of eight: both are known once the other table shows the eight."""
    one, other = together([counted("a", ("n",), {"x": [4], "y": [4]}, ""), counted("b", ("n",), {"z": [8]}, "")])
    assert (concealed(one)[1], concealed(other)[1]) == ((HIDDEN,), (HIDDEN,))


def _solutions(rest: int, marks: list[object]) -> list[tuple[int, ...]]:
    """Every way in which the hidden cells can make up the rest, as far as two of them."""
    if not marks:
        return [()] if rest == 0 else []
    possible = range(1, 5) if marks[0] == SMALL else range(5, rest + 1)
    found = [(value, *others) for value in possible if value <= rest for others in _solutions(rest - value, marks[1:])[:2]]
    return found[:2]


def test_a_spreadsheet_cell_is_never_a_formula() -> None:
    text = as_csv([counted("=cmd|' /C calc'!A0", ("@n",), {"+1": [10], "-2": [20]}, "=uitleg")])
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_the_same_table_gives_the_same_bytes_and_escapes_what_it_shows() -> None:
    table = counted("<b>Titel</b>", ("n",), {"a & b": [1234], "c": [50]}, "Uitleg")
    assert as_page("Rapport", [table]) == as_page("Rapport", [table])
    page = as_page("Rapport", [table])
    assert "&lt;b&gt;Titel&lt;/b&gt;" in page and "1.234" in page and "<svg" in page and "http-equiv" not in page
    assert as_text([table]).splitlines()[-2:] == ["totaal  1.284", "Uitleg"]
