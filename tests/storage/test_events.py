"""Contacts, steps and signals counted from events: each contact once, by when it began, and the same when it is counted another way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

from bot.content.entries import StepKind
from bot.domain.next_steps import RANK, Contact
from bot.domain.time import stamp
from bot.storage import events
from bot.storage.database import Storage
from bot.storage.events import Duty, Event

BEGIN = datetime(2026, 11, 23, tzinfo=UTC)
NOON = BEGIN + timedelta(hours=12)
DAY = (stamp(BEGIN), stamp(BEGIN + timedelta(days=1)))
WALK_IN, APPOINTMENT = StepKind.WALK_IN.value, StepKind.APPOINTMENT.value


@pytest.fixture
def db() -> Iterator[Database]:
    """A ledger inside an open transaction."""
    storage = Storage(":memory:")
    with storage.transaction() as db:
        yield db
    storage.close()


def happened(db: Database, contact: str, *told: Event, at: datetime = NOON, person: str = "anna", audience: str = "inwoner") -> None:
    """Events of a contact, each a minute after the one before."""
    for minutes, one in enumerate(told):
        events.note(db, at + timedelta(minutes=minutes), contact, person, audience, "v1", one)


def test_a_contact_is_counted_once_with_its_first_topic_and_its_most_binding_step(db: Database) -> None:
    happened(
        db,
        "c1",
        Event("contact"),
        Event("asked", "scholing"),
        Event("asked", "ww"),
        Event("chosen", "ww", APPOINTMENT),
        Event("chosen", "ww", WALK_IN),
        Event("municipality", detail="Groningen"),
    )
    assert list(events.contacts(db, *DAY)) == [
        Contact("c1", "2026-11-23T12:00", "anna", "inwoner", "scholing", "Groningen", RANK[APPOINTMENT])
    ]


def test_who_was_known_as_an_employer_is_one_and_who_is_sensitive_is_nobody(db: Database) -> None:
    happened(db, "c1", Event("contact"), person="")
    happened(db, "c1", Event("asked", "personeel"), at=NOON + timedelta(minutes=1), person="", audience="werkgever")
    [found] = events.contacts(db, *DAY)
    assert (found.person, found.audience, found.outcome) == ("", "werkgever", StepKind.NONE)


def test_a_contact_belongs_to_the_period_in_which_it_began(db: Database) -> None:
    for name, at in (("early", BEGIN - timedelta(seconds=1)), ("first", BEGIN), ("late", BEGIN + timedelta(days=1))):
        happened(db, name, Event("contact"), Event("chosen", "ww", WALK_IN), at=at)
    assert [one.id for one in events.contacts(db, *DAY)] == ["first"]
    assert (events.number_of_contacts(db, *DAY), events.first_contact(db)) == (1, stamp(BEGIN - timedelta(seconds=1)))
    assert events.persons_before(db, DAY[0]) == {"anna"}
    assert (events.steps(db, *DAY), events.number_of_steps(db, *DAY)) == ([("chosen", WALK_IN, "ww", 1)], {"chosen": 1})


def test_a_contact_with_something_before_its_beginning_is_odd(db: Database) -> None:
    happened(db, "c1", Event("asked", "ww"), Event("contact"))
    happened(db, "c2", Event("contact"), Event("asked", "ww"))
    assert {one.id: one.odd for one in events.contacts(db, *DAY)} == {"c1": True, "c2": False}


def test_a_step_counts_once_per_contact_and_topic(db: Database) -> None:
    offered = Event("offered", "ww", WALK_IN)
    happened(db, "c1", Event("contact"), offered, offered, Event("offered", "scholing", WALK_IN), Event("chosen", "ww", WALK_IN))
    happened(db, "c2", Event("contact"), offered)
    assert sorted(events.steps(db, *DAY)) == [
        ("chosen", WALK_IN, "ww", 1),
        ("offered", WALK_IN, "scholing", 1),
        ("offered", WALK_IN, "ww", 2),
    ]
    assert events.number_of_steps(db, *DAY) == {"chosen": 1, "offered": 3}


def test_what_somebody_does_themselves_stands_until_it_is_done(db: Database) -> None:
    happened(db, "c1", Event("chosen", "ww", "aanmelding", "Meld u aan"), Event("chosen", "ww", "terugbellen", "Bel mij"))
    happened(db, "c2", Event("chosen", "ww", "aanmelding", "Meld u aan"), at=NOON + timedelta(hours=1))
    assert events.duties(db, "anna", BEGIN) == [Duty(3, stamp(NOON + timedelta(hours=1)), "ww", "aanmelding", "Meld u aan")]
    assert (events.duties(db, "bram", BEGIN), events.duties(db, "anna", BEGIN + timedelta(days=1))) == ([], [])
    happened(db, "c3", Event("happened", "ww", "aanmelding"), at=NOON + timedelta(hours=2))
    assert events.duties(db, "anna", BEGIN) == []


def test_signals_and_what_was_asked_in_vain_are_counted(db: Database) -> None:
    happened(db, "c1", Event("signal", label="vervoer"), Event("signal", label="vervoer"), Event("signal", label="taal"))
    happened(db, "c2", Event("unknown", detail="ww"), Event("unknown", detail="scholing"), Event("unknown", detail="ww"))
    assert (events.signals(db, *DAY), events.how_many(db, "signal", *DAY)) == ([("taal", 1), ("vervoer", 2)], 3)
    assert events.unanswered(db, *DAY) == [("ww", 2), ("scholing", 1)]


def test_what_an_employer_prepared_counts_once_per_contact(db: Database) -> None:
    wish = Event("prepared", label="personeel", detail="zorg")
    happened(db, "c1", wish, wish, Event("prepared", label="advies", detail="zorg"))
    assert events.prepared(db, *DAY) == [
        ("c1", "2026-11-23T12:02", "advies", "zorg"),
        ("c1", "2026-11-23T12:00", "personeel", "zorg"),
    ]
    assert events.number_prepared(db, *DAY) == 2


def test_who_and_for_whom_a_contact_was_is_known_unless_it_was_sensitive(db: Database) -> None:
    happened(db, "c1", Event("contact"))
    happened(db, "c2", Event("contact"), person="")
    assert [events.told_of(db, name) for name in ("c1", "c2", "c3")] == [("anna", "inwoner"), ("", "inwoner"), ("", "")]


def test_a_clock_that_jumped_leaves_contacts_in_the_future(db: Database) -> None:
    happened(db, "c1", Event("contact"))
    assert [events.in_the_future(db, stamp(now)) for now in (NOON, NOON + timedelta(minutes=1))] == [1, 0]
