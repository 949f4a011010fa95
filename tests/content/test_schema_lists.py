"""The choices of employers and the events: as shipped, and every mistake told on its line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.content.fields import Sheet
from bot.content.model import Employers, Knowledge, Occasion
from bot.content.schema_lists import read_employers, read_occasions

# Of the quarterly report of Afeer over Q4 2024: the reports count by these six.
GROUPS = ["techniek", "logistiek", "facilitair", "groen", "zorg", "overig"]


def employers(text: str) -> tuple[Employers, list[str]]:
    """What is read of a file, and its problems with their lines."""
    sheet = Sheet("werkgevers.yaml")
    root = sheet.parse(text)
    assert root is not None
    return read_employers(sheet, root), [f"{one.place.line}: {one.message}" for one in sheet.problems]


def occasions(text: str) -> tuple[tuple[Occasion, ...], list[str]]:
    """The same of a file with events."""
    sheet = Sheet("evenementen.yaml")
    root = sheet.parse(text)
    assert root is not None
    return read_occasions(sheet, root), [f"{one.place.line}: {one.message}" for one in sheet.problems]


def test_the_shipped_branches_are_the_six_of_the_report(shipped_knowledge: Knowledge) -> None:
    assert [one.id for one in shipped_knowledge.employers.branches] == GROUPS


def test_no_word_points_to_two_branches_and_no_topic_to_two_wishes(shipped_knowledge: Knowledge) -> None:
    known = shipped_knowledge.employers
    words = [word for branch in known.branches for word in branch.words]
    topics = [topic for wish in known.wishes for topic in wish.topics]
    assert len(words) == len(set(words)) and len(topics) == len(set(topics))


def test_the_shipped_classes_of_hours_hold_every_week(shipped_knowledge: Knowledge) -> None:
    classes = shipped_knowledge.employers.hours
    assert [next(one.id for one in classes if one.holds(Decimal(hours))) for hours in (12, 24, 25)] == ["tot-12", "tot-24", "meer"]


def test_a_double_or_impossible_id_and_a_long_label_are_told() -> None:
    _, problems = employers(
        "zoekt:\n"
        "  - {id: Personeel!, knop: Personeel, dienst: werkgeversgesprek}\n"
        "branches:\n"
        "  - {id: zorg, knop: Zorg}\n"
        "  - {id: zorg, knop: Zorg en welzijn voor jong en oud in de buurt}\n"
        "uren:\n"
        "  - {id: meer, knop: Meer}\n"
        "  - {id: meer, knop: Nog meer}\n"
    )
    assert [line.split(":")[0] for line in problems] == ["2", "5", "5", "8"]


def test_an_event_ends_after_it_begins_and_one_day_is_enough() -> None:
    good, none = occasions("evenementen:\n  - {id: beurs, naam: Beurs, van: 2027-01-29, welkom: Welkom op de beurs.}\n")
    assert (none, good[0].begins, good[0].ends) == ([], date(2027, 1, 29), date(2027, 1, 29))
    assert (good[0].is_over(date(2027, 1, 29)), good[0].is_over(date(2027, 1, 30))) == (False, True)
    _, problems = occasions("evenementen:\n  - {id: beurs, naam: Beurs, van: 2027-01-29, tot: 2027-01-28, welkom: Welkom.}\n")
    assert len(problems) == 1 and problems[0].startswith("2:")


def test_the_same_event_twice_is_told() -> None:
    one = "  - {id: beurs, naam: Beurs, welkom: Welkom.}\n"
    _, problems = occasions(f"evenementen:\n{one}{one}")
    assert len(problems) == 1 and problems[0].startswith("3:")
