"""What is hidden in a table is hidden wherever it is told again: beside a goal, on the page, in another report of the same period."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.model import Knowledge
from bot.reports import report_texts
from bot.reports.build import REPORTS
from bot.reports.disclosure import HIDDEN, concealed, hidden_of, row_total, whole
from bot.reports.period import Period
from bot.reports.publication import Order, issue
from bot.reports.tables import Listing, Table
from bot.storage import statistics
from bot.storage.database import Storage
from bot.storage.events import Event
from bot.storage.statistics import Figure
from tests.reports.histories import AUTUMN, MONDAY, NOW, SOON, Talk, listing, made, shown, table, write
from tests.reports.test_disclosure import MUCH, propagated, told
from tests.soak import times

SUMMER = Period(date(2026, 7, 1), date(2026, 9, 30))


def goal_of(storage: Storage, known: Knowledge, report: str) -> tuple[str, ...]:
    found = made(storage, known, report, goal=20)[1]
    assert isinstance(found, Listing)
    return found.rows[0][1]


def test_a_goal_beside_a_small_neighbour_tells_neither(storage: Storage, shipped_knowledge: Knowledge) -> None:
    """Pekela 3, Oldambt 20, Westerwolde 54, together 77: who reads 20 beside its goal knows the three."""
    with storage.transaction() as db:
        for place, reached, goal in (("Pekela", 3, 5), ("Oldambt", 20, 15), ("Westerwolde", 54, 50)):
            statistics.enter(db, Figure(statistics.PLACEMENT, "Afeer", place, "2026-3", reached, goal), NOW)
    items = made(storage, shipped_knowledge, "R5", period=SUMMER)
    assert shown(table(items, report_texts.PLACEMENTS_ENTERED)) == {
        "Afeer, Oldambt": ("–",),
        "Afeer, Pekela": ("<5",),
        "Afeer, Westerwolde": (54,),
        report_texts.TOTAL: (77,),
    }
    assert dict(listing(items, report_texts.say("goals", title=report_texts.PLACEMENTS_ENTERED)).rows) == {
        "Afeer, Oldambt": ("15", "–", "–"),
        "Afeer, Pekela": ("5", "<5", "–"),
        "Afeer, Westerwolde": ("50", "54", "4"),
    }


def test_a_goal_for_part_of_the_quarters_is_not_shown(storage: Storage, shipped_knowledge: Knowledge) -> None:
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    with storage.transaction() as db:
        for quarter, goal in (("2025-1", 10), ("2025-2", None)):
            statistics.enter(db, Figure(statistics.STEP, "Leerwerkloket", "Assen", quarter, 30, goal), NOW)
            statistics.enter(db, Figure(statistics.STEP, "Leerwerkloket", "Emmen", quarter, 30, 25), NOW)
    goals = listing(made(storage, shipped_knowledge, "R2", period=year), report_texts.say("goals", title=report_texts.STEPS_ENTERED))
    assert dict(goals.rows) == {"Leerwerkloket, Emmen": ("50", "60", "10")}


def test_a_goal_for_contacts_is_not_told_where_all_together_would_give_one_away(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        write(db, *(Talk(f"a{n}", person=f"p{n}") for n in range(5)), Talk("b", person="w", audience="werkgever"))
    items = made(storage, shipped_knowledge, now=SOON)
    assert shown(table(items, report_texts.R1_TIME))[report_texts.TOTAL] == (5, "<5", 0)
    assert shown(table(items, report_texts.R1_WITHOUT)) == {
        report_texts.WITH_PERSON: ("–",),
        report_texts.WITHOUT_PERSON: (0,),
        report_texts.TOTAL: ("–",),
    }
    assert shown(table(items, report_texts.R1_PERSONS)) == {report_texts.NEW: ("–",), report_texts.KNOWN: (0,), report_texts.TOTAL: ("–",)}
    assert goal_of(storage, shipped_knowledge, "R1") == ("20", "–", "–")
    assert "6 contacten" not in issue(storage, shipped_knowledge, Order(REPORTS, AUTUMN, "blad"), SOON)


@pytest.mark.parametrize(("steps", "none"), [(3, 20), (20, 3)])
def test_few_who_left_or_few_who_chose_are_told_nowhere(storage: Storage, shipped_knowledge: Knowledge, steps: int, none: int) -> None:
    with storage.transaction() as db:
        write(db, *(Talk(f"a{n}", chosen=("inloop",)) for n in range(steps)), *(Talk(f"b{n}") for n in range(none)))
    assert goal_of(storage, shipped_knowledge, "R2") in (("20", "<5", "–"), ("20", "–", "–"))
    page = issue(storage, shipped_knowledge, Order(REPORTS, AUTUMN, "blad"), NOW)
    assert report_texts.say("leaflet.untold") in page
    assert report_texts.say("leaflet.step", count=20) not in page and report_texts.say("leaflet.none", count=20) not in page


def test_a_missed_question_is_counted_once_and_few_are_hidden(storage: Storage, shipped_knowledge: Knowledge) -> None:
    """Six signals and seven questions not understood, four of them near no topic: three near one topic are hidden with them."""
    with storage.transaction() as db:
        write(db, *(Talk(f"a{n}", more=(Event("signal", label="taal"),)) for n in range(6)))
        write(db, *(Talk(f"b{n}", more=(Event("unknown", detail="uwv" if n < 3 else ""),)) for n in range(7)))
    items = made(storage, shipped_knowledge)
    assert shown(table(items, report_texts.R8)) == {"taal": (6,), report_texts.TOTAL: (6,)}
    assert dict(table(items, report_texts.R8_MISSED).rows) == {report_texts.MISSED: (7,)}
    assert [cell for row in shown(table(items, report_texts.R7_UNANSWERED)).values() for cell in row] == ["<5", "<5", 7]


def test_one_near_topic_with_few_hides_how_many_in_all(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        write(db, *(Talk(f"b{n}", more=(Event("unknown", detail="uwv"),)) for n in range(3)))
    items = made(storage, shipped_knowledge)
    assert [shown(table(items, title)) for title in (report_texts.R8_MISSED,)] == [{report_texts.MISSED: ("<5",), report_texts.TOTAL: (3,)}]


def test_the_smallest_topics_stand_together_so_that_all_are_counted(storage: Storage, shipped_knowledge: Knowledge) -> None:
    topics = sorted(shipped_knowledge.entries)[:23]
    with storage.transaction() as db:
        write(db, *(Talk(f"{topic}{n}", more=(Event("unknown", detail=topic),)) for topic in topics for n in range(6)))
    found = table(made(storage, shipped_knowledge), report_texts.R7_UNANSWERED)
    assert (len(found.rows), found.rows[-1], found.totals()) == (21, (report_texts.OTHERS, (18,)), (138,))


def test_a_closed_period_has_one_truth_whatever_was_asked_for_first(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        write(db, *(Talk(f"a{n}", person=f"p{n}", chosen=("inloop",)) for n in range(20)))
    issue(storage, shipped_knowledge, Order(("R1",), AUTUMN, "scherm"), SOON)
    with storage.transaction() as db:
        db.execute("UPDATE events SET person = NULL WHERE person IN ('p1', 'p2', 'p3')")
        write(db, *(Talk(f"late{n}") for n in range(9)))
    later = SOON + timedelta(days=1)
    all_of_it = issue(storage, shipped_knowledge, Order(("R1", "R2"), AUTUMN, "scherm"), later)
    with_goal = issue(storage, shipped_knowledge, Order(("R1",), AUTUMN, "scherm", 25), later)
    for text in (all_of_it, with_goal):
        rows = [line.split() for line in text.splitlines()]
        assert ["met", "persoon", "20"] in rows and ["zonder", "persoon", "0"] in rows and ["nieuw", "20"] in rows
    assert ["contactmomenten", "25", "20", "-5"] in [line.split() for line in with_goal.splitlines()]


def everything_read(tables: Sequence[Table]) -> tuple[dict[object, tuple[int, int]], list[tuple[list[object], object]]]:
    """All that can be read of the tables of a report, with one name for a number that stands in more than one."""
    veiled = any(hidden_of(one).blank for one in tables)  # then a dash may be a small number too
    bounds: dict[object, tuple[int, int]] = {}
    lines: list[tuple[list[object], object]] = []

    def note(place: object, shown_as: str | int) -> object:
        low, high = (0, MUCH) if veiled and shown_as == HIDDEN else told(shown_as)
        before = bounds.get(place, (0, MUCH))
        bounds[place] = max(low, before[0]), min(high, before[1])
        return place

    for found in tables:
        rows, totals = concealed(found)
        if not found.adds_up:
            continue
        names = {label: frozenset(zip(found.down, label.split(" · "), strict=True)) for label, _ in rows}
        along = [frozenset({(found.along, column)}) if found.along else frozenset() for column in found.columns]
        for number, column in enumerate(along):
            parts = [
                note((found.of, name | column) if found.of else (found.title, label, number), dict(rows)[label][number])
                for label, name in names.items()
            ]
            lines.append((parts, note((found.of or found.title, column), totals[number])))
        if found.across:
            all_of_it = note((found.of, frozenset()), whole(found))
            for label, name in names.items():
                lines.append(([(found.of, name | column) for column in along], note((found.of, name), row_total(found, label))))
            lines += [([(found.of, name) for name in names.values()], all_of_it), ([(found.of, column) for column in along], all_of_it)]
    return bounds, lines


@pytest.mark.sweep
@settings(derandomize=True, deadline=None, max_examples=times(12, 400))
@given(st.integers(0, 10**6))
def test_no_small_number_follows_from_a_whole_report(shipped_knowledge: Knowledge, seed: int) -> None:
    """Some dozens of contacts of a quarter, most at few moments, about few things."""
    chance = random.Random(seed)
    storage = Storage(":memory:")
    steps = ("inloop", "afspraak", "terugbellen", "zelf")
    talks = [
        Talk(
            f"c{number}", MONDAY + timedelta(days=chance.choice((0, 0, 1, 7, 30, 60))), chance.choice(("", f"p{number}", "anna")),
            chance.choice(("inwoner", "inwoner", "werkgever", "")), chance.choice(("uwv", "ontslag-werkloos", "talentperron", "")),
            tuple(chance.sample(steps, 2)), tuple(chance.sample(steps, chance.randrange(2))),
            (Event("municipality", detail=chance.choice(("Assen", "Emmen"))), Event("prepared", label="personeel", detail=chance.choice(("zorg", "bouw")))),
        )
        for number in range(chance.randrange(1, 70))
    ]  # fmt: skip
    with storage.transaction() as db:
        write(db, *talks)
    tables = [item for item in made(storage, shipped_knowledge, now=SOON) if isinstance(item, Table)]
    storage.close()
    bounds, lines = everything_read(tables)
    small = [place for place, known in bounds.items() if known in ((1, 4), (0, MUCH))]
    after = propagated(bounds, lines)
    assert [place for place in small if after[place][0] >= after[place][1]] == []
