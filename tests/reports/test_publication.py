"""A report that goes out: its figures are kept whole, all orders are made of them, and what left once leaves as it was for ever."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.content.model import Knowledge
from bot.domain.time import ZONE
from bot.reports.build import REPORTS, Composed
from bot.reports.period import Period
from bot.reports.publication import TABLES, Order, complete, from_text, issue, to_text
from bot.reports.tables import Heading, Hidden, Listing, Table
from bot.storage import statistics
from bot.storage.database import Storage
from bot.storage.statistics import Which
from tests.reports.histories import Talk, write

QUARTER = Period(date(2026, 10, 1), date(2026, 12, 31))
OVER = datetime(2027, 1, 20, 9, tzinfo=ZONE)
RUNNING = datetime(2026, 12, 31, 12, tzinfo=ZONE)
ORDER = Order(("R1", "R3"), QUARTER, "csv")
TABLE = Table(
    "R1",
    ("inwoner", "werkgever"),
    (("week 48", (7, 3)), ("week 49", (9, 0))),
    "Een contact.",
    across=True,
    of="contacten",
    down=("week",),
    along="publiek",
    public=frozenset({("week 48", "inwoner")}),
    hidden=Hidden(frozenset({(0, 1)}), frozenset({1}), frozenset({0}), whole=True),
)
WHOLE = Composed(
    ("Let op.",), {"R1": (TABLE, Heading("Bereiken", ("één",))), "R4": (Listing("R4", ("uren",), (("a", ("7",)),), "d", "n"),)}
)


def test_all_there_is_to_tell_comes_back_as_it_was() -> None:
    assert from_text(to_text(WHOLE)) == WHOLE
    assert from_text(to_text(replace(WHOLE, made={"R1": (replace(TABLE, hidden=None),)}))).made["R1"] == (replace(TABLE, hidden=None),)


def test_the_same_gives_the_same_text() -> None:
    turned = Composed(WHOLE.above, dict(reversed(WHOLE.made.items())))
    assert to_text(turned) == to_text(WHOLE)
    assert list(json.loads(to_text(WHOLE))) == ["above", "made"]


@pytest.mark.parametrize(
    ("order", "content"),
    [
        (ORDER, Which("R1+R3", "2026-10-01", "2026-12-31", "csv")),
        (replace(ORDER, goal=0), Which("R1+R3", "2026-10-01", "2026-12-31", "csv", "0")),
        (replace(ORDER, form="html"), Which("R1+R3", "2026-10-01", "2026-12-31", "html")),
    ],
)
def test_an_order_is_kept_under_what_was_asked_and_its_figures_under_their_period_alone(order: Order, content: Which) -> None:
    assert (order.content, order.figures) == (content, Which("+".join(REPORTS), "2026-10-01", "2026-12-31", TABLES))


@pytest.mark.parametrize(
    ("named", "form", "reports"),
    [
        ((), "csv", REPORTS),
        (("R3", "R1"), "csv", ("R1", "R3")),
        (("R3",), "blad", REPORTS),
        (("R3", "R3"), "scherm", ("R3",)),
    ],
)
def test_an_order_has_its_reports_in_their_fixed_order_and_the_one_page_has_all(
    named: tuple[str, ...], form: str, reports: tuple[str, ...]
) -> None:
    assert complete(named, form) == reports


def test_of_a_period_that_is_over_the_first_figures_hold_for_every_form(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        write(db, *(Talk(f"c{number}", person=f"p{number}") for number in range(17)))
    first = issue(storage, shipped_knowledge, ORDER, OVER)
    with storage.transaction() as db:
        write(db, *(Talk(f"d{number}", person=f"q{number}") for number in range(17)))
    assert issue(storage, shipped_knowledge, ORDER, OVER + timedelta(days=30)) == first
    other = issue(storage, shipped_knowledge, replace(ORDER, form="scherm"), OVER + timedelta(days=30))
    assert ('"totaal";"17"' in first, "17" in other, "34" in other) == (True, True, False)


def test_of_a_period_that_runs_nothing_is_kept(storage: Storage, shipped_knowledge: Knowledge) -> None:
    assert "voorlopig" in issue(storage, shipped_knowledge, ORDER, RUNNING)
    assert (statistics.find(storage.db, ORDER.figures), statistics.find(storage.db, ORDER.content)) == (None, None)
