"""Holidays and school holidays by name."""

from datetime import date, timedelta

import pytest

from bot.understanding.dates import feasts


@pytest.mark.parametrize(
    "sunday",
    [date(1961, 4, 2), date(2024, 3, 31), date(2026, 4, 5), date(2027, 3, 28), date(2028, 4, 16), date(2038, 4, 25), date(2285, 3, 22)],
)
def test_easter_falls_on_the_sunday_of_the_tables(sunday: date) -> None:
    assert feasts.easter(sunday.year) == sunday


@pytest.mark.parametrize("year", range(2026, 2046))
def test_every_holiday_of_a_coming_year_is_found_once_a_year(year: int) -> None:
    assert feasts.HOLIDAYS
    for name, reckoned in feasts.HOLIDAYS:
        first, last = reckoned(year)
        assert first <= last, name
        assert feasts.coming_feast(reckoned, first) == (first, last), name
        assert feasts.coming_feast(reckoned, last + timedelta(days=1))[0] > last, name


def test_school_holidays_begin_on_a_saturday_and_end_on_a_sunday() -> None:
    assert {(first.weekday(), last.weekday()) for _, first, last in feasts.SCHOOL_HOLIDAYS} == {(5, 6)}


def test_a_school_holiday_beyond_what_is_published_is_not_guessed() -> None:
    assert feasts.coming_school_holiday("zomer", date(2031, 1, 1)) is None


def test_the_feast_that_is_over_is_found_too() -> None:
    reckoned = dict(feasts.HOLIDAYS)[r"(?:de )?kerst"]
    assert feasts.last_feast(reckoned, date(2026, 12, 28)) == (date(2026, 12, 25), date(2026, 12, 26))
    assert feasts.last_feast(reckoned, date(2026, 12, 26)) == (date(2025, 12, 25), date(2025, 12, 26))
    assert feasts.last_school_holiday("kerst", date(2027, 1, 5)) == (date(2026, 12, 19), date(2027, 1, 3))
    assert feasts.last_school_holiday("kerst", date(2020, 1, 5)) is None
