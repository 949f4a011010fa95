"""Days of which nobody knows yet whether we are open: said to be uncertain, never offered."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from bot.content.model import Knowledge
from bot.content.services import PlaceKind
from bot.domain import opening_hours
from bot.domain.availability import every_free_slot
from bot.domain.callback_slots import call_windows
from bot.domain.messages import Kind
from bot.domain.time import ZONE
from bot.understanding.dates.find_moment import Moment
from tests.conftest import Citizen

DECEMBER = datetime(2026, 12, 8, 9, 0, tzinfo=ZONE)
"""A Tuesday, so that all of the Christmas holidays can be booked."""
CHRISTMAS_HOLIDAYS = tuple(date(2026, 12, 21) + timedelta(days=ahead) for ahead in range(14))
PLAIN_WEEKEND_DAYS = {date(2026, 12, 27), date(2027, 1, 2), date(2027, 1, 3)}
LOOK = "Kijk op www.werkcentrumgroningennoorddrenthe.nl."
SURE = "Zeker open zijn wij weer op maandag 4 januari 2027 van 10.00 tot 16.00 uur."


@pytest.fixture
def in_december(citizen: Citizen) -> Citizen:
    citizen.now = DECEMBER
    return citizen


def first_line(citizen: Citizen) -> str:
    """What was said first, without the introduction."""
    return citizen.text.split("\n\n")[1].split("\n")[0]


def test_the_christmas_holidays_are_uncertain_but_for_the_weekends_without_a_holiday(shipped_knowledge: Knowledge) -> None:
    place = shipped_knowledge.calendar.locations["groningen"]
    uncertain = {day for day in CHRISTMAS_HOLIDAYS if opening_hours.is_uncertain(place, day)}
    assert uncertain == set(CHRISTMAS_HOLIDAYS) - PLAIN_WEEKEND_DAYS
    assert [day for day in CHRISTMAS_HOLIDAYS if opening_hours.openings(place, day)] == []


def test_no_holiday_of_the_year_to_come_is_said_to_be_open_or_closed_on_a_weekday_of_ours(shipped_knowledge: Knowledge) -> None:
    place = shipped_knowledge.calendar.locations["groningen"]
    days = [date(2027, 1, 4) + timedelta(days=ahead) for ahead in range(361)]
    ours = [day for day in days if opening_hours.holiday_names(day) and day.weekday() < 4]
    assert (len(ours), [day for day in ours if not opening_hours.is_uncertain(place, day)]) == (5, [])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            "zijn jullie open op tweede kerstdag",
            f"Zaterdag 26 december is het tweede kerstdag. Of wij dan open zijn, is nog niet zeker. {LOOK} {SURE}",
        ),
        (
            "24 december open?",
            f"Donderdag 24 december is het kerstavond. Of wij dan open zijn, is nog niet zeker. {LOOK} {SURE}",
        ),
        ("zijn jullie 29 december open", f"Of wij dinsdag 29 december open zijn, is nog niet zeker. {LOOK} {SURE}"),
        ("zijn jullie zondag 27 december open", f"Zondag 27 december is het Werkcentrum dicht. {SURE}"),
        ("zijn jullie open in de kerstvakantie", f"Of wij op al die dagen open zijn, is nog niet zeker. {LOOK}"),
    ],
)
def test_who_asks_is_told_that_it_is_uncertain(in_december: Citizen, asked: str, told: str) -> None:
    in_december.says(asked)
    assert first_line(in_december) == told


def test_none_of_these_days_is_offered_for_an_appointment_or_a_call(shipped_knowledge: Knowledge) -> None:
    known = shipped_knowledge.calendar
    for service in known.services.values():
        for place in PlaceKind:
            slots = every_free_slot(known, service, place, {}, DECEMBER, CHRISTMAS_HOLIDAYS)
            assert list(slots) == []
    windows = call_windows(known, DECEMBER, Moment(), limit=1000)
    assert {window.begin.date() for window in windows} & set(CHRISTMAS_HOLIDAYS) == set()
    assert windows


def test_an_appointment_on_such_a_day_is_refused_with_the_reason(in_december: Citizen) -> None:
    in_december.says("ik wil een afspraak")
    in_december.taps("Gesprek over werk")
    in_december.says("dinsdag 22 december om 11 uur")
    assert in_december.text.startswith(f"Of wij dinsdag 22 december open zijn, is nog niet zeker. {LOOK} Kies een ander moment.")
    assert [label for label in in_december.labels if "22 december" in label] == []


def test_a_span_of_such_days_is_said_to_be_uncertain_not_full(in_december: Citizen) -> None:
    in_december.says("ik wil een afspraak")
    in_december.taps("Gesprek over werk")
    in_december.says("in de kerstvakantie")
    assert in_december.text.startswith(f"Of wij dan open zijn, is nog niet zeker. {LOOK}")


def test_a_call_on_such_a_day_is_refused_with_the_reason(in_december: Citizen) -> None:
    in_december.says("bel mij")
    in_december.does(Kind.CONTACT, phone="0600000000")
    in_december.says("22 december om 11 uur")
    assert in_december.text == "Of wij dan open zijn, is nog niet zeker. Kies een ander moment."
    assert [label for label in in_december.labels if "22 december" in label] == []


def test_the_next_walk_in_passes_over_such_days_and_says_that_it_may_be_earlier(citizen: Citizen) -> None:
    citizen.now = datetime(2026, 12, 19, 11, 0, tzinfo=ZONE)
    citizen.says("medewerker")
    citizen.taps("Ik kom langs")
    assert citizen.text.endswith(f"U hebt geen afspraak nodig. Misschien zijn wij eerder open. {LOOK}")
    assert citizen.step == ("inloop", "maandag 4 januari 2027, van 10.00 tot 16.00 uur")


def test_on_such_a_day_we_are_not_said_to_be_closed_now(citizen: Citizen) -> None:
    citizen.now = datetime(2026, 12, 22, 11, 0, tzinfo=ZONE)
    citizen.says("zijn jullie nu open")
    assert first_line(citizen) == f"Of het Werkcentrum nu open is, is niet zeker. {LOOK} {SURE}"
    citizen.says("medewerker")
    assert citizen.text.startswith(f"Of het Werkcentrum nu open is, is niet zeker. {LOOK} Zeker open zijn wij op maandag 4 januari 2027")


def test_days_that_are_certain_are_told_as_before(in_december: Citizen) -> None:
    in_december.says("zijn jullie morgen open")
    assert first_line(in_december) == "Woensdag 9 december is het Werkcentrum open van 10.00 tot 16.00 uur."
