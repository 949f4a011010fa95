"""Reports against numbers computed by hand, and over histories nobody thought of."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.model import Knowledge
from bot.domain.next_steps import BINDING, outcome_of
from bot.domain.time import ZONE, stamp
from bot.reports import report_texts
from bot.reports.build import REPORTS, compose
from bot.reports.contact_sections import state_of
from bot.reports.period import Period
from bot.reports.publication import Order, from_text, issue, to_text
from bot.reports.tables import Heading, Listing, Mismatch
from bot.storage import events as ledger
from bot.storage import statistics
from bot.storage.database import Storage
from bot.storage.events import Event, Visit
from bot.storage.statistics import Figure
from tests.reports.histories import AUTUMN, MONDAY, NOW, SOON, Talk, cells, listing, made, table, write
from tests.soak import times


def test_contacts_and_steps_are_those_counted_by_hand(storage: Storage, shipped_knowledge: Knowledge) -> None:
    """Six at the desk's hours who book, seven on Sunday who leave, five employers who walk in and let themselves be called."""
    sunday = MONDAY - timedelta(days=1)
    with storage.transaction() as db:
        write(db, *(Talk(f"a{n}", person=f"p{n}", offered=("afspraak", "inloop"), chosen=("inloop", "afspraak")) for n in range(6)))
        write(db, *(Talk(f"b{n}", sunday, f"p{n}", "", offered=("inloop",)) for n in range(7)))
        place = Event("municipality", detail="Groningen")
        write(
            db,
            *(Talk(f"c{n}", person="", audience="werkgever", topic="", chosen=("inloop", "terugbellen"), more=(place,)) for n in range(5)),
        )
        write(db, Talk("before", MONDAY - timedelta(days=7), "p0"))
    items = made(storage, shipped_knowledge, now=SOON)
    assert cells(table(items, report_texts.R1_TIME)) == {"2026, week 40": (0, 0, 7), "2026, week 41": (6, 5, 0)}
    assert cells(table(items, report_texts.R1_HOURS)) == {report_texts.INSIDE: (6, 5, 0), report_texts.OUTSIDE: (0, 0, 7)}
    assert cells(table(items, report_texts.R1_TOPIC)) == {"Inkomen en situatie": (6, 0, 7), "onbekend": (0, 5, 0)}
    assert cells(table(items, report_texts.R1_PLACE)) == {"Groningen": (0, 5, 0), "onbekend": (6, 0, 7)}
    assert cells(table(items, report_texts.R1_PERSONS)) == {report_texts.NEW: (6,), report_texts.KNOWN: (1,)}
    assert cells(table(items, report_texts.R1_WITHOUT)) == {report_texts.WITH_PERSON: (13,), report_texts.WITHOUT_PERSON: (5,)}
    assert cells(table(items, report_texts.R2_OUTCOME)) == {"afspraak": (6, 0, 0), "terugbellen": (0, 5, 0), "geen": (0, 0, 7)}
    by_kind = cells(table(items, report_texts.R2_KIND))
    assert (by_kind["afspraak"], by_kind["inloop"], by_kind["terugbellen"]) == ((6, 6, 0), (13, 11, 0), (0, 5, 0))
    assert cells(table(items, report_texts.R2_PAIR)) == {
        "afspraak · Inkomen en situatie": (6, 6, 0),
        "terugbellen · onbekend": (0, 5, 0),
        "inloop · Inkomen en situatie": (13, 6, 0),
        "inloop · onbekend": (0, 5, 0),
    }


def test_time_runs_on_the_clock_of_our_opening_hours(storage: Storage, shipped_knowledge: Knowledge) -> None:
    """Asked on Monday at 9.00, called on Tuesday at 11.00: six hours of Monday and one of Tuesday. A week later: four days of six hours more."""
    asked = datetime(2026, 10, 5, 9, tzinfo=ZONE)
    with storage.transaction() as db:
        for number, days in enumerate((1, 1, 1, 8, 8)):
            done = asked + timedelta(days=days, hours=2)
            values = (f"r{number}", "c", "bellen", stamp(asked), stamp(done))
            db.execute("INSERT INTO requests (id, contact, kind, asked_at, done_at) VALUES (?, ?, ?, ?, ?)", values)
    found = listing(made(storage, shipped_knowledge, "R4"), report_texts.R4)
    assert dict(found.rows) == {report_texts.TO_APPOINTMENT: ("–", "–"), report_texts.TO_CALL: ("7", "31")}


def test_an_appointment_is_in_exactly_one_state() -> None:
    stands = Visit("s", "l", "2027-01-21T10:00", "2027-01-21T11:00", "afgesproken", "", "x")
    past = replace(stands, begin="2026-11-24T10:00", ends="2026-11-24T11:00")
    found = [
        state_of(one, NOW)
        for one in (
            stands,
            replace(stands, moved=True),
            past,
            replace(past, outcome="verschenen", moved=True),
            replace(past, outcome="niet verschenen"),
            replace(stands, state="afgezegd", moved=True),
            replace(past, state="vervallen"),
        )
    ]
    assert found == ["geboekt", "verzet", "onbekend", "verschenen", "niet verschenen", "afgezegd", "vervallen"]


def test_employers_stand_in_the_six_branches_once_per_contact(storage: Storage, shipped_knowledge: Knowledge) -> None:
    wanted = Event("prepared", label="afspraakbaan", detail="zorg")
    with storage.transaction() as db:
        write(db, *(Talk(f"w{n}", audience="werkgever", more=(wanted, wanted, Event("prepared", label="personeel"))) for n in range(5)))
    found = table(made(storage, shipped_knowledge, "R5"), report_texts.R5)
    assert len(found.rows) == 7
    assert dict(zip(found.columns, cells(found)["Zorg"], strict=True))["Afspraakbaan aanbieden"] == 5
    assert dict(zip(found.columns, cells(found)["onbekend"], strict=True))["Personeel"] == 5


def test_partly_right_counts_as_wrong_and_the_interval_is_that_of_wilson(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        for number in range(50):
            statistics.offer_sample(db, f"vraag {number}", "antwoord", "uwv", "v", MONDAY, 200)
        for sample, word in zip(statistics.unjudged(db, "2026-W41"), ["goed"] * 45 + ["deels"] * 3 + ["fout"] * 2, strict=True):
            statistics.judge(db, sample.id, word)
    found = listing(made(storage, shipped_knowledge, "R6"), report_texts.R6)
    assert found.rows[-1] == (report_texts.WHOLE_PERIOD, ("50", "45", "3", "2", "90", "78,6 – 95,7"))


def test_what_staff_entered_is_shown_as_theirs_with_goal_and_balance(storage: Storage, shipped_knowledge: Knowledge) -> None:
    """The placements of Afeer in 2024: goals 87, 180 and 48, reached 56, 211 and 54, as its report says."""
    year = Period(date(2024, 1, 1), date(2024, 12, 31))
    with storage.transaction() as db:
        for place, goal, reached in (("Pekela", 87, 56), ("Oldambt", 180, 211), ("Westerwolde", 48, 54)):
            statistics.enter(db, Figure(statistics.PLACEMENT, "Afeer", place, "2024-4", reached, goal), NOW)
    items = made(storage, shipped_knowledge, "R5", period=year)
    assert table(items, report_texts.PLACEMENTS_ENTERED).totals() == (321,)
    goals = listing(items, report_texts.say("goals", title=report_texts.PLACEMENTS_ENTERED))
    assert dict(goals.rows) == {
        "Afeer, Oldambt": ("180", "211", "31"),
        "Afeer, Pekela": ("87", "56", "-31"),
        "Afeer, Westerwolde": ("48", "54", "6"),
    }
    assert goals.definition == report_texts.say("entered")


def test_a_goal_gives_realisation_and_balance(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        write(db, *(Talk(f"a{n}", chosen=("inloop",)) for n in range(8)), *(Talk(f"b{n}") for n in range(6)))
    for report, reached in (("R1", 14), ("R2", 8)):
        found = made(storage, shipped_knowledge, report, goal=20)[1]
        assert isinstance(found, Listing) and found.rows[0][1] == ("20", str(reached), str(reached - 20))


def test_the_three_tracks_of_the_letter_are_the_headings(storage: Storage, shipped_knowledge: Knowledge) -> None:
    headings = [item.title for item in made(storage, shipped_knowledge) if isinstance(item, Heading)]
    assert headings[1:] == ["Bereiken", "Ontwikkelen", "Duurzame inzetbaarheid", "Kwaliteit en inhoud"]


def test_under_the_contacts_stands_that_they_may_not_be_added_to_those_of_2024(storage: Storage, shipped_knowledge: Knowledge) -> None:
    for form in ("scherm", "csv", "html", "blad"):
        assert "Niet optellen bij de 700.000 online contacten van 2024." in issue(
            storage, shipped_knowledge, Order(REPORTS, AUTUMN, form), NOW
        )


def test_a_closed_period_is_shown_again_as_it_was_issued_in_every_form(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        write(db, *(Talk(f"a{n}", person=f"p{n}", chosen=("inloop",)) for n in range(9)))
    order = Order(REPORTS, AUTUMN, "scherm")
    first = issue(storage, shipped_knowledge, order, NOW)
    with storage.transaction() as db:
        write(db, *(Talk(f"late{n}") for n in range(9)))
        db.execute("UPDATE events SET person = NULL")
    assert issue(storage, shipped_knowledge, order, NOW + timedelta(days=100)) == first
    assert "9 contacten met inwoners" in issue(storage, shipped_knowledge, replace(order, form="blad"), NOW)


def test_a_running_period_is_provisional_and_not_kept(storage: Storage, shipped_knowledge: Knowledge) -> None:
    evening = datetime(2027, 1, 1, 23, 59, tzinfo=ZONE)
    order = Order(("R1",), AUTUMN, "scherm")
    assert report_texts.say("provisional") in issue(storage, shipped_knowledge, order, evening)
    assert report_texts.say("provisional") not in issue(storage, shipped_knowledge, order, evening + timedelta(minutes=1))


def test_what_is_kept_comes_back_as_it_was(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        write(db, *(Talk(f"a{n}", audience="werkgever" if n < 3 else "inwoner") for n in range(20)))
    with storage.reading() as db:
        composed = compose(db, shipped_knowledge, AUTUMN, NOW)
    assert from_text(to_text(composed)) == composed


def test_an_empty_period_a_jumped_clock_and_the_future_are_said_and_not_counted(storage: Storage, shipped_knowledge: Knowledge) -> None:
    assert report_texts.say("no-contacts") in made(storage, shipped_knowledge)[0].lines  # type: ignore[union-attr]
    back = Talk("jump").events()
    with storage.transaction() as db:
        write(db, Talk("far", NOW + timedelta(days=400)))
        write(db, replace(Talk("jump"), more=()))
        db.execute("UPDATE events SET at = '2026-10-01T00:00:00.000Z' WHERE contact = 'jump' AND kind = 'asked'")
    items = made(storage, shipped_knowledge)
    assert table(items, report_texts.R1_TIME).totals() == (1, 0, 0) and len(back) == 2
    assert items[0].lines == (report_texts.say("future-events", count=1), report_texts.say("odd-contacts", count=1))  # type: ignore[union-attr]


def test_a_contact_that_began_twice_stops_the_report(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        write(db, Talk("twice"), Talk("twice"))
    with pytest.raises(Mismatch) as error:
        made(storage, shipped_knowledge)
    assert error.value.cells == ((report_texts.TOTAL, 1, 2),)


TALKS = st.builds(
    Talk,
    id=st.uuids().map(str),
    at=st.integers(0, 60 * 24 * 91).map(lambda minutes: datetime(2026, 10, 1, tzinfo=ZONE) + timedelta(minutes=minutes)),
    person=st.sampled_from(("", "anna", "bram", "cor")),
    audience=st.sampled_from(("", "inwoner", "werkgever")),
    topic=st.sampled_from(("", "ontslag-werkloos", "talentperron", "afgeschaft-onderwerp")),
    offered=st.lists(st.sampled_from([kind.value for kind in BINDING[1:]]), max_size=3).map(tuple),
    chosen=st.lists(st.sampled_from([kind.value for kind in BINDING[1:]]), max_size=3).map(tuple),
)


@pytest.mark.sweep
@settings(derandomize=True, deadline=None, max_examples=times(8, 200))
@given(st.lists(TALKS, max_size=30, unique_by=lambda talk: talk.id), st.randoms(use_true_random=False))
def test_whatever_happened_the_totals_are_the_contacts_and_the_same_events_give_the_same_bytes(
    shipped_knowledge: Knowledge, talks: list[Talk], chance: random.Random
) -> None:
    told = []
    for _ in range(2):
        storage = Storage(":memory:")
        events = [event for talk in talks for event in talk.events()]
        chance.shuffle(events)
        with storage.transaction() as db:
            for at, contact, person, audience, event in events:
                ledger.note(db, at, contact, person, audience, "v", event)
        with storage.reading() as db:
            told.append(to_text(compose(db, shipped_knowledge, AUTUMN, SOON)))
        items = made(storage, shipped_knowledge, now=SOON)
        for title in (
            report_texts.R1_TIME,
            report_texts.R1_HOURS,
            report_texts.R1_TOPIC,
            report_texts.R1_PLACE,
            report_texts.R2_OUTCOME,
            report_texts.R1_WITHOUT,
        ):
            assert sum(table(items, title).totals()) == len(talks)
        outcomes = Counter(outcome_of(talk.chosen).value for talk in talks)
        assert {label: sum(row) for label, row in table(items, report_texts.R2_OUTCOME).rows} == dict(outcomes)
        chosen = Counter(step for talk in talks for step in set(talk.chosen))
        assert {label: row[1] for label, row in table(items, report_texts.R2_KIND).rows if row[1]} == dict(chosen)
        storage.close()
    assert told[0] == told[1]
