"""Totals that are recomputed: the letter adds up, the quarterly report of Afeer is refused with the cell that is off."""

from __future__ import annotations

import csv
import io

import pytest

from bot.reports.render import as_csv, as_page, as_text
from bot.reports.tables import Listing, Mismatch, Table, agree, counted

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


def test_a_spreadsheet_cell_is_never_a_formula() -> None:
    text = as_csv([counted("=cmd|' /C calc'!A0", ("@n",), {"+1": [10], "-2-3": [20], "Nieuw,=1+1": [30]}, "=uitleg")])
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert '"Nieuw,=1+1";"30"' in text.splitlines()


def test_a_balance_below_zero_stays_a_number_in_a_spreadsheet() -> None:
    text = as_csv([Listing("Doel", ("saldo",), (("Pekela", ("-31",)), ("Oldambt", ("-1.031",))), "Uitleg")])
    assert [row[1] for row in csv.reader(io.StringIO(text), delimiter=";") if row[1:]] == ["saldo", "-31", "-1.031"]


def test_the_same_table_gives_the_same_bytes_and_escapes_what_it_shows() -> None:
    table = counted("<b>Titel</b>", ("n",), {"a & b": [1234], "c": [50]}, "Uitleg")
    assert as_page("Rapport", [table]) == as_page("Rapport", [table])
    page = as_page("Rapport", [table])
    assert "&lt;b&gt;Titel&lt;/b&gt;" in page and "1.234" in page and "<svg" in page and "http-equiv" not in page
    assert as_text([table]).splitlines()[-2:] == ["totaal  1.284", "Uitleg"]
