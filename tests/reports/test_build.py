"""Which reports there are: each on one track of the region, and what was asked for in the order of the tracks."""

from __future__ import annotations

from datetime import date

import pytest

from bot.reports import report_texts
from bot.reports.build import ALONG, BY_TRACK, REPORTS, Composed, arranged
from bot.reports.period import Period
from bot.reports.tables import Heading, Item, counted
from bot.storage import statistics

QUARTER = Period(date(2026, 10, 1), date(2026, 12, 31))
TITLES = {"R1": report_texts.R1_TIME, "R2": report_texts.R2_OUTCOME, "R3": report_texts.R3, "R5": report_texts.R5}


def a_table(name: str) -> Item:
    """A table that stands for a report."""
    return counted(TITLES.get(name, name), ("inwoner",), {"week 48": [20]}, "")


ALL = Composed(("Let op.",), {name: (a_table(name),) for name in (*REPORTS, *statistics.KINDS)})


def shown(*wanted: str, goal: int | None = None) -> list[str]:
    """The titles of what is shown, under the title of the whole."""
    return [item.title for item in arranged(ALL, QUARTER, wanted, goal)[1:]]


def test_every_report_and_every_figure_that_is_entered_stands_on_one_track() -> None:
    listed = [name for names in BY_TRACK.values() for name in names]
    assert sorted(listed) == sorted((*REPORTS, *statistics.KINDS))
    assert (tuple(BY_TRACK), set(ALONG), set(ALONG.values()) <= set(REPORTS)) == (report_texts.TRACKS, set(statistics.KINDS), True)


def test_above_all_stands_the_period_with_what_must_be_known_of_it() -> None:
    assert arranged(ALL, QUARTER, ())[0] == Heading("Rapport van de assistent, 1 oktober 2026 tot en met 31 december 2026", ("Let op.",))


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ((), []),
        (("R3", "R1"), ["Bereiken", "R1 Contactmomenten", "R3 Afspraken"]),
        (("R6", "R2"), ["Ontwikkelen", "R2 Contacten naar uitkomst", "stap", "Kwaliteit en inhoud", "R6"]),
        (("R5",), ["Duurzame inzetbaarheid", "R5 Werkgevers en afspraakbanen", "plaatsing"]),
    ],
)
def test_what_was_asked_for_stands_in_the_order_of_the_tracks(wanted: tuple[str, ...], titles: list[str]) -> None:
    assert shown(*wanted) == titles


def test_a_goal_stands_in_front_of_its_report() -> None:
    assert shown("R1", goal=30)[0] == "Doel en realisatie van contactmomenten"
