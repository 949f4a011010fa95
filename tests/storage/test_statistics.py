"""What is learnt from: a fair draw of questions, what was not understood, figures that staff enter, reports as they were issued."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlite_utils import Database

from bot.storage import statistics
from bot.storage.database import Storage
from bot.storage.statistics import PLACEMENT, STEP, Figure, Which

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WEEK = "2026-W48"
FIGURE = Figure(STEP, "Leerwerkloket", "Groningen", "2026-4", 12, 20)


@pytest.fixture
def db() -> Iterator[Database]:
    """A database inside an open transaction."""
    storage = Storage(":memory:")
    with storage.transaction() as db:
        yield db
    storage.close()


@pytest.mark.parametrize(
    ("day", "week"), [(date(2026, 11, 23), "2026-W48"), (date(2027, 1, 3), "2026-W53"), (date(2027, 1, 4), "2027-W01")]
)
def test_a_week_is_named_as_iso_names_it(day: date, week: str) -> None:
    assert statistics.week_of(day) == week


def offered(db: Database, count: int, most: int, now: datetime = MONDAY) -> list[str]:
    """The questions that are kept of so many."""
    for number in range(count):
        statistics.offer_sample(db, f"vraag {number}", "antwoord", "ww", "v1", now, most)
    return [one.text for one in statistics.unjudged(db, statistics.week_of(now.date()))]


def test_no_more_are_kept_than_may_be_and_each_week_has_a_draw_of_its_own(db: Database) -> None:
    assert sorted(offered(db, 3, 5)) == ["vraag 0", "vraag 1", "vraag 2"]
    assert len(offered(db, 40, 5)) == 5
    assert len(offered(db, 2, 5, MONDAY + timedelta(days=7))) == 2


def test_every_question_has_the_same_chance(db: Database) -> None:
    """Of ten questions two are kept, 600 times: each 120 times; six times the deviation of 9.8 is left for chance."""
    kept: Counter[str] = Counter()
    for week in range(600):
        kept.update(offered(db, 10, 2, MONDAY + timedelta(weeks=week)))
    assert sum(kept.values()) == 1200
    assert {text for text, count in kept.items() if abs(count - 120) > 59} == set()
    assert len(kept) == 10


def test_a_judgement_is_counted_and_takes_the_question_off_the_list(db: Database) -> None:
    offered(db, 4, 5)
    for sample, word in zip(statistics.unjudged(db, WEEK), ("goed", "goed", "fout"), strict=False):
        assert statistics.judge(db, sample.id, word)
    assert (statistics.counted(db, WEEK), len(statistics.unjudged(db, WEEK))) == ({"goed": 2, "fout": 1}, 1)
    assert not statistics.judge(db, 0, "goed")
    with pytest.raises(ValueError, match="'mooi' is no judgement; choose one of goed, deels, fout"):
        statistics.judge(db, 1, "mooi")


def test_what_was_not_understood_has_a_day_and_no_order(db: Database) -> None:
    for hours in (0, 1, 30):
        statistics.keep(db, f"zin {hours}", "ww", "v1", MONDAY + timedelta(hours=hours))
    assert {str(at) for (at,) in db.execute("SELECT at FROM misunderstood").fetchall()} == {
        "2026-11-22T23:00:00.000Z",
        "2026-11-23T23:00:00.000Z",
    }
    found = statistics.listed(db)
    assert (found[0].text, sorted(one.text for one in found)) == ("zin 30", ["zin 0", "zin 1", "zin 30"])
    statistics.forget(db, [one.id for one in found[:2]])
    assert statistics.listed(db) == found[2:]


def test_a_figure_that_is_entered_again_replaces_the_one_before_and_keeps_its_goal(db: Database) -> None:
    assert statistics.figure_before(db, FIGURE) is None
    statistics.enter(db, FIGURE, MONDAY)
    statistics.enter(db, replace(FIGURE, count=15, goal=None), MONDAY)
    assert statistics.figure_before(db, FIGURE) == replace(FIGURE, count=15)
    statistics.take_away(db, FIGURE)
    assert statistics.figure_before(db, FIGURE) is None


def test_figures_are_read_by_kind_and_quarter(db: Database) -> None:
    others = [
        replace(FIGURE, quarter="2026-3", count=1),
        replace(FIGURE, quarter="2027-1", count=2),
        replace(FIGURE, programme="Kansrijk", count=3, goal=None),
        replace(FIGURE, kind=PLACEMENT, count=4),
    ]
    for minutes, one in enumerate((FIGURE, *others)):
        statistics.enter(db, one, MONDAY + timedelta(minutes=minutes))
    assert statistics.entered(db, STEP, "2026-4", "2026-4") == [others[2], FIGURE]
    assert [statistics.total(db, STEP, *some) for some in (("2026-4", "2026-4"), ("2026-3", "2027-1"), ("2025-1", "2025-4"))] == [15, 18, 0]
    assert statistics.programmes(db) == ["Leerwerkloket", "Kansrijk"]


def test_a_report_stays_as_it_was_issued(db: Database) -> None:
    which = Which("R1", "2026-10-01", "2026-12-31", "csv")
    assert statistics.find(db, which) is None
    statistics.keep_issued(db, which, "eerst", "v1", MONDAY)
    statistics.keep_issued(db, which, "later", "v2", MONDAY)
    assert statistics.find(db, which) == "eerst"
    assert [statistics.find(db, replace(which, **other)) for other in ({"goal": "12"}, {"form": "html"}, {"last": "2026-12-30"})] == [
        None
    ] * 3
