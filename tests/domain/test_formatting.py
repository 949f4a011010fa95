"""Days, times, money and lists as people in the Netherlands say them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from bot.domain import formatting


def test_a_moment_carries_weekday_and_date_and_the_year_only_when_it_is_another() -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert formatting.moment(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), now) == "dinsdag 24 november om 10.00 uur"
    assert formatting.moment(datetime(2027, 1, 4, 9, 30, tzinfo=UTC), now) == "maandag 4 januari 2027 om 10.30 uur"


def test_a_moment_on_a_button_begins_with_a_capital() -> None:
    assert formatting.moment_button(datetime(2027, 7, 6, 8, 5, tzinfo=UTC)) == "Dinsdag 6 juli, 10.05 uur"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("2000", "euro", "€ 2.000"),
        ("1.01", "euro", "€ 1,01"),
        ("14.7", "euro", "€ 14,70"),
        ("2.58", "procent", "2,58 %"),
        ("70", "procent", "70 %"),
        ("24", "maanden", "24 maanden"),
        ("12900", "aantal", "12.900"),
    ],
)
def test_quantities_have_dutch_notation(value: str, unit: str, said: str) -> None:
    assert formatting.quantity(Decimal(value), unit) == said


def test_weekdays_in_a_row_are_named_from_and_to() -> None:
    assert formatting.weekdays([0, 1, 2, 3]) == "maandag tot en met donderdag"
    assert formatting.weekdays([0, 1]) == "maandag en dinsdag"
    assert formatting.weekdays([0, 2, 4]) == "maandag, woensdag en vrijdag"


def test_hours_days_lists_and_languages() -> None:
    assert formatting.hours(time(10), time(16)) == "van 10.00 tot 16.00 uur"
    assert formatting.plain_day(date(2026, 11, 21)) == "21 november 2026"
    assert formatting.listed(["a", "b", "c"], choice=True) == "a, b of c"
    assert formatting.language("ti") == "Tigrinya"
