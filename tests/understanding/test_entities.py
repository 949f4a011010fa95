"""Hours, wages, ages and percentages as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding import entities


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("zoek winkelmedewerker 24 uur", "24"),
        ("16 tot 24 uur per week", "24"),
        ("16-24u", "24"),
        ("vierentwintig uur", "24"),
        ("32,5 uur", "32.5"),
        ("iemand voor 8 uurtjes", "8"),
        ("een medewerker van 20 uur", "20"),
        ("de afspraak van 10 uur", None),
        ("24", None),
        ("100 uur", None),
        ("0 uur", None),
        ("8 uur per dag", None),
        ("bel mij om 3 uur", None),
        ("open van 9 tot 17 uur", None),
        ("vanaf 16 uur", None),
        ("maandag 12.45 uur", None),
    ],
)
def test_hours_per_week(text: str, hours: str | None) -> None:
    assert entities.hours_per_week(text) == (Decimal(hours) if hours else None)


@pytest.mark.parametrize(
    ("text", "percent"), [("60 %", "60"), ("60%", "60"), ("zestig procent", "60"), ("12,5 procent", "12.5"), ("120 %", None), ("60", None)]
)
def test_a_percentage(text: str, percent: str | None) -> None:
    assert entities.percentage(text) == (Decimal(percent) if percent else None)


@pytest.mark.parametrize(("text", "years"), [("19 jaar", 19), ("een 17-jarige jongen", 17), ("wij bestaan al honderd jaar", None)])
def test_an_age(text: str, years: int | None) -> None:
    assert entities.age(text) == years


@pytest.mark.parametrize(
    ("text", "euros", "month"),
    [("€ 15,50", "15.50", False), ("2.500 euro per maand", "2500", True), ("16 euro p/m", "16", True), ("15", None, False)],
)
def test_money_and_whether_it_is_of_a_month(text: str, euros: str | None, month: bool) -> None:
    assert entities.euros(text) == (Decimal(euros) if euros else None)
    assert entities.per_month(text) is month


@pytest.mark.parametrize(
    ("text", "units", "number"),
    [
        ("24", (), "24"),
        ("€ 15,50", ("euro", "€"), "15.50"),
        ("€ 15,50", ("uur",), None),
        ("24 uur per week", ("uur",), "24"),
        ("zestig", ("procent",), "60"),
        ("-3", (), "-3"),
        ("2.500 bruto per maand", ("euro",), "2500"),
        ("24 mensen", (), None),
        ("ongeveer 24", (), "24"),
        ("ik denk zo'n 24 uur ofzo", ("uur",), "24"),
        ("rond de 15 euro", ("euro",), "15"),
    ],
)
def test_a_bare_number_with_the_units_that_fit(text: str, units: tuple[str, ...], number: str | None) -> None:
    assert entities.number(text, *units) == (Decimal(number) if number else None)


@pytest.mark.parametrize(
    ("text", "percent"), [("de helft", "50"), ("helft ongeveer", "50"), ("driekwart", "75"), ("de helft van mijn personeel is ziek", None)]
)
def test_a_part_said_in_a_word(text: str, percent: str | None) -> None:
    assert entities.part(text) == (Decimal(percent) if percent else None)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(max_size=80))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for read in (entities.number, entities.hours_per_week, entities.percentage, entities.age, entities.euros):
        assert read(text) is None or read(text) is not None


def test_a_long_row_of_digits_costs_no_time_and_is_no_number() -> None:
    assert entities.hours_per_week("1" * 4000 + " uur") is None
