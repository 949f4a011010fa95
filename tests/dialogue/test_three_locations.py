"""A Werkcentrum with three places: each with its hours and its town, in an answer, on a day and for a wish."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app.assistant import Reception, Snapshot
from bot.config import Settings
from bot.storage.database import Storage
from tests.conftest import Citizen

FRIDAY = 4


@pytest.fixture
def citizen(storage: Storage, snapshot: Snapshot) -> Citizen:
    """Someone who asks where there is also a library in Stadskanaal, on Fridays, and a desk in Assen."""
    knowledge = snapshot.knowledge
    desk = knowledge.calendar.locations["groningen"]
    library = replace(desk, id="stadskanaal", name="de bibliotheek", address="Kade 2 in Stadskanaal", week={FRIDAY: desk.week[0]})
    hall = replace(desk, id="assen", name="het stadhuis", address="Markt 3 in Assen")
    calendar = replace(knowledge.calendar, locations={one.id: one for one in (desk, library, hall)})
    three = replace(snapshot, knowledge=replace(knowledge, calendar=calendar))
    return Citizen(Reception(storage, three, Settings()))


def test_a_town_is_answered_with_all_places(citizen: Citizen) -> None:
    citizen.says("zit er iets in stadskanaal")
    assert "Kade 2 in Stadskanaal (de bibliotheek)" in citizen.text


def test_each_place_has_its_hours(citizen: Citizen) -> None:
    citizen.says("wat zijn de openingstijden")
    assert "vrijdag van 10.00 tot 16.00 uur (de bibliotheek)" in citizen.text


def test_on_a_day_that_the_first_is_closed_the_one_that_is_open_is_told(citizen: Citizen) -> None:
    citizen.says("zijn jullie vrijdag open")
    told = citizen.text.split("\n\n")[1]
    assert told == "Vrijdag 27 november is het Werkcentrum dicht. De bibliotheek is dan wel open, van 10.00 tot 16.00 uur."


def test_the_next_time_that_one_can_walk_in_has_its_place(citizen: Citizen) -> None:
    citizen.says("zijn jullie zaterdag open")
    told = citizen.text.split("\n\n")[1]
    assert told.endswith("De volgende inloop is maandag 30 november van 10.00 tot 16.00 uur. Dat is op Harm Buiterplein 1 in Groningen.")
