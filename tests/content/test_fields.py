"""Days, numbers, times and ja or nee: what was typed wrong is answered with what was probably meant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from bot.content import fields
from bot.content.fields import Sheet
from bot.content.yaml_nodes import Node, Text

Reader = Callable[[Sheet, str, Node], Any]


def read(reader: Reader, value: str) -> tuple[Any, list[tuple[str, str]]]:
    """The value, and what is said about it."""
    sheet = Sheet("x.yaml")
    return reader(sheet, "veld", Text(value, 3)), [(problem.message, problem.remedy) for problem in sheet.problems]


@pytest.mark.parametrize(
    ("reader", "typed", "value"),
    [
        (fields.day, "2026-11-21", date(2026, 11, 21)),
        (fields.yes_or_no, "Ja", True),
        (fields.yes_or_no, "nee", False),
        (fields.number, "14.71", Decimal("14.71")),
        (fields.whole(1, 60), "30", 30),
    ],
)
def test_what_is_typed_well_is_read(reader: Reader, typed: str, value: object) -> None:
    assert read(reader, typed) == (value, [])


DAYS = {
    "21-11-2026": "2026-11-21",
    "21/11/26": "2026-11-21",
    "21 november 2026": "2026-11-21",
    "za 21 nov. 2026": "2026-11-21",
    "20261121": "2026-11-21",
    "2026/11/21": "2026-11-21",
    "1 maart 2026": "2026-03-01",
    "gisteren": "2026-11-21",
}


@pytest.mark.parametrize(("typed", "meant"), DAYS.items())
def test_a_day_as_people_write_it_is_answered_with_ours(typed: str, meant: str) -> None:
    assert read(fields.day, typed) == (
        None,
        [(f"'{typed}' bij 'veld' is geen datum zoals wij die schrijven.", f"Schrijf jaar-maand-dag, bijvoorbeeld {meant}.")],
    )


@pytest.mark.parametrize(
    ("reader", "typed", "remedy"),
    [
        (fields.yes_or_no, "yes", "Schrijf ja."),
        (fields.yes_or_no, "uit", "Schrijf ja of nee."),
        (fields.yes_or_no, "False", "Schrijf nee."),
        (fields.number, "€ 14,71", "Schrijf alleen het getal, met een punt voor de decimalen: 14.71"),
        (fields.number, "1.250,50", "Schrijf alleen het getal, met een punt voor de decimalen: 1250.50"),
        (fields.number, "70 %", "Schrijf alleen het getal, met een punt voor de decimalen: 70"),
        (fields.number, "1e9", "Schrijf alleen het getal, met een punt voor de decimalen: 14.71"),
        (fields.number, "-3", "Schrijf het getal zonder minteken."),
        (fields.number, "2.000", "Schrijf duizendtallen zonder punt: 2000"),
        (fields.whole(), "30 minuten", "Schrijf alleen het getal, zonder woorden erbij: 30"),
        (fields.whole(), "-5", "Schrijf alleen het getal, zonder woorden erbij: 30"),
        (fields.whole(1, 60), "61", "Kies een getal van 1 tot en met 60."),
    ],
)
def test_what_is_typed_wrong_is_answered_with_what_was_meant(reader: Reader, typed: str, remedy: str) -> None:
    value, told = read(reader, typed)
    assert (value, [one for _, one in told]) == (None, [remedy])


def test_a_time_may_be_typed_with_a_point_or_a_colon() -> None:
    assert [fields.clock(typed) for typed in ("9.05", "09:05", " 16.00 ")] == [time(9, 5), time(9, 5), time(16)]
    for wrong in ("9", "9.5", "25.00", "9.60", "9u30"):
        with pytest.raises(ValueError, match=r".*"):
            fields.clock(wrong)
