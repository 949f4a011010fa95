"""Moments that were named beside the one that was chosen: staff read them, for when it must be moved."""

from __future__ import annotations

import pytest

from bot.storage import appointment_rows, requests
from tests.conftest import Citizen

WISH = "ik wil een afspraak over werk "


def noted(citizen: Citizen) -> str:
    """What staff read beside the appointment."""
    db = citizen.reception.storage.db
    (made,) = appointment_rows.upcoming(db, citizen.person, citizen.now)
    return made.details


@pytest.mark.parametrize(
    ("words", "tapped", "note"),
    [
        ("dinsdag of donderdag", "Donderdag 26 november, 10.00 uur", "Kon ook: dinsdag 24 november."),
        ("dinsdag of donderdag", "Dinsdag 24 november, 10.00 uur", "Kon ook: donderdag 26 november."),
        ("liefst dinsdagochtend, anders donderdag na 3 uur", "Dinsdag 24 november, 10.00 uur", "Kon ook: donderdag 26 november, na 15.00 uur."),
        ("dinsdag om 10 of 11 uur", "", "Kon ook: dinsdag 24 november, om 11.00 uur."),
        ("dinsdag om 10 uur", "", ""),
        ("volgende week", "", ""),
    ],
)  # fmt: skip
def test_a_second_choice_stands_beside_the_appointment(citizen: Citizen, words: str, tapped: str, note: str) -> None:
    citizen.says(WISH + words)
    if not tapped and "Klopt het?" not in citizen.text:
        tapped = next(label for label in citizen.labels if label.endswith(" uur"))
    if tapped:
        citizen.taps(tapped)
    citizen.says("ja")
    assert noted(citizen) == note


def test_of_a_choice_that_was_refused_nothing_is_told(citizen: Citizen) -> None:
    citizen.says(WISH + "dinsdag of donderdag")
    citizen.says("donderdag toch niet")
    citizen.taps(next(label for label in citizen.labels if label.startswith("Dinsdag")))
    citizen.says("ja")
    assert noted(citizen) == ""


def test_a_second_choice_stands_beside_a_call_back(citizen: Citizen) -> None:
    citizen.says("bel mij dinsdag of donderdag op 0600000000")
    citizen.taps(next(label for label in citizen.labels if "24 november" in label or label.lower().startswith("di")))
    (owed,) = requests.of_person(citizen.reception.storage.db, citizen.person)
    assert owed.call_from.startswith("2026-11-24")
    assert owed.details == "Kon ook: donderdag 26 november."
