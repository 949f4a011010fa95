"""Weeks of judgements, whom a service is for, and goals beside what was reached, which hide what their table hides."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content.entries import Audience
from bot.content.model import Knowledge
from bot.reports import report_texts
from bot.reports.disclosure import HIDDEN, SMALL
from bot.reports.period import Period
from bot.reports.quality_sections import column_total, goal_cells, goal_listing, is_for_employers, weeks_of, with_step
from bot.reports.tables import Table, counted


def outcomes(**counts: int) -> Table:
    """A table of outcomes with one column."""
    return counted(report_texts.R2_OUTCOME, ("inwoner",), {name: [count] for name, count in counts.items()}, "", across=True)


@pytest.mark.parametrize(
    ("first", "last", "weeks"),
    [
        (date(2026, 11, 23), date(2026, 11, 29), ["2026-W48"]),
        (date(2026, 11, 29), date(2026, 11, 30), ["2026-W48", "2026-W49"]),
        (date(2026, 12, 28), date(2027, 1, 4), ["2026-W53", "2027-W01"]),
    ],
)
def test_a_period_touches_the_weeks_in_which_its_days_lie(first: date, last: date, weeks: list[str]) -> None:
    assert weeks_of(Period(first, last)) == weeks


@pytest.mark.parametrize(
    ("goal", "reached", "told"),
    [
        (1500, 1600, ("1.500", "1.600", "100")),
        (1500, 1200, ("1.500", "1.200", "-300")),
        (10, SMALL, ("10", SMALL, HIDDEN)),
        (10, HIDDEN, ("10", HIDDEN, HIDDEN)),
    ],
)
def test_a_goal_has_a_balance_unless_what_was_reached_is_hidden(goal: int, reached: str | int, told: tuple[str, str, str]) -> None:
    assert goal_cells(goal, reached) == told


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (outcomes(afspraak=12, inloop=8, geen=30), 20),
        (outcomes(afspraak=12, inloop=8), 20),
        (outcomes(geen=30), 0),
        (outcomes(afspraak=12, geen=3), HIDDEN),
    ],
)
def test_contacts_with_a_step_are_all_but_those_without_and_hidden_when_those_are_few(table: Table, told: str | int) -> None:
    assert with_step(table) == told


def test_the_total_of_a_column_is_told_as_the_table_tells_it() -> None:
    table = counted(report_texts.R3, ("geboekt", "verschenen"), {"Open gesprek": [7, 3], "Loket": [9, 0]}, "")
    assert (column_total(table, "geboekt"), column_total(table, "verschenen")) == (16, SMALL)


@pytest.mark.parametrize(
    ("report", "table", "row"),
    [
        ("R1", counted(report_texts.R1_TIME, ("inwoner",), {"week 48": [700]}, ""), ("contactmomenten", ("800", "700", "-100"))),
        (
            "R2",
            outcomes(afspraak=500, inloop=350, geen=90),
            ("contacten met een gekozen volgende stap", ("800", "850", "50")),
        ),
        (
            "R3",
            counted(report_texts.R3, ("geboekt", "verschenen"), {"Open gesprek": [20, 810]}, ""),
            ("afspraken waarop iemand verscheen", ("800", "810", "10")),
        ),
        (
            "R5",
            counted(report_texts.R5, ("personeel",), {"Zorg": [790]}, ""),
            ("voorbereide gesprekken met werkgevers", ("800", "790", "-10")),
        ),
    ],
)
def test_a_goal_is_held_against_what_its_report_counts(report: str, table: Table, row: tuple[str, tuple[str, str, str]]) -> None:
    found = goal_listing(report, [table], 800)
    assert (found.title, found.rows) == (f"Doel en realisatie van {row[0]}", (row,))


def test_a_service_is_for_employers_when_it_says_so(shipped_knowledge: Knowledge) -> None:
    services = shipped_knowledge.calendar.services
    told = {name: is_for_employers(shipped_knowledge, name) for name in services}
    assert told == {name: service.audience is Audience.EMPLOYER for name, service in services.items()}
    assert set(told.values()) == {True, False}
    assert not is_for_employers(shipped_knowledge, "gaat-niet-meer")
