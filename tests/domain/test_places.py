"""What the calendar says of where and when: once for all places that are alike, by name where they differ, nothing of a place that closes."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content.services import Calendar, Location
from bot.domain import places
from tests.domain.calendars import TEN_TO_FOUR, calendar, hours, location

DESK = location()
ALIKE = location(id="wing", name="Bijgebouw", address="Kade 2 in Groningen")
EVENINGS = location(id="evening", name="Avondbalie", address="Weg 3 in Assen", week={3: hours((18, 20))})
STAND = location(id="stand", name="Stand", address="Markt 4 in Assen", week={5: TEN_TO_FOUR}, closes_after=date(2026, 12, 5))
MIXED = location(week={0: TEN_TO_FOUR, 1: TEN_TO_FOUR, 2: hours((10, 12), (13, 16))})

MONDAY_TO_THURSDAY = "maandag tot en met donderdag van 10.00 tot 16.00 uur"


@pytest.mark.parametrize(
    ("locations", "said"),
    [
        ((DESK,), MONDAY_TO_THURSDAY),
        ((DESK, ALIKE), MONDAY_TO_THURSDAY),
        ((DESK, EVENINGS), f"{MONDAY_TO_THURSDAY} (Balie) en donderdag van 18.00 tot 20.00 uur (Avondbalie)"),
        (
            (DESK, ALIKE, EVENINGS),
            f"{MONDAY_TO_THURSDAY} (Balie en Bijgebouw) en donderdag van 18.00 tot 20.00 uur (Avondbalie)",
        ),
        ((DESK, STAND), MONDAY_TO_THURSDAY),
        ((MIXED,), "maandag en dinsdag van 10.00 tot 16.00 uur en woensdag van 10.00 tot 12.00 uur en van 13.00 tot 16.00 uur"),
        ((STAND,), ""),
    ],
)
def test_hours_are_said_once_for_places_that_are_alike(locations: tuple[Location, ...], said: str) -> None:
    assert places.hours(calendar(*locations)) == said


@pytest.mark.parametrize(
    ("locations", "short", "days", "closed"),
    [
        ((DESK,), "10.00-16.00", (0, 1, 2, 3), "vrijdag tot en met zondag"),
        ((STAND, DESK), "10.00-16.00", (0, 1, 2, 3), "vrijdag tot en met zondag"),
        ((MIXED,), "10.00-16.00", (0, 1, 2), "donderdag tot en met zondag"),
        ((EVENINGS, DESK), "18.00-20.00", (3,), "vrijdag tot en met zondag"),
        ((STAND,), "", (), ""),
    ],
)
def test_the_first_lasting_place_says_the_usual_hours_and_a_day_is_closed_when_no_place_is_open(
    locations: tuple[Location, ...], short: str, days: tuple[int, ...], closed: str
) -> None:
    known = calendar(*locations)
    assert (places.short_hours(known), places.open_days(known), places.closed_days(known)) == (short, days, closed)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (calendar(DESK), "Plein 1 in Groningen"),
        (calendar(DESK, STAND), "Plein 1 in Groningen"),
        (calendar(DESK, EVENINGS), "Plein 1 in Groningen (Balie) en Weg 3 in Assen (Avondbalie)"),
    ],
)
def test_an_address_has_a_name_beside_it_when_there_are_more(known: Calendar, said: str) -> None:
    assert places.addresses(known) == said
