"""'Mijn stap': what is still to be done, by whom, when and where."""

from __future__ import annotations

import pytest

from bot.domain.messages import Kind
from bot.storage import appointment_rows
from tests.conftest import Citizen


def test_it_shows_the_appointment_the_call_and_the_own_duty(citizen: Citizen) -> None:
    citizen.says("ik ben me baan kwijt wat nu")
    citizen.taps("WW aanvragen")
    citizen.says("ik wil een afspraak")
    citizen.says("dinsdag 10 uur")
    citizen.taps("Bevestig afspraak")
    citizen.says("bel mij")
    citizen.does(Kind.CONTACT, phone="0600000000")
    citizen.taps(
        "Woensdag 25 november, van 10.00 tot 12.00 uur"
        if "Woensdag 25 november, van 10.00 tot 12.00 uur" in citizen.labels
        else citizen.labels[0]
    )
    citizen.says("wat moet ik nog doen")
    assert "Afspraak: Dinsdag 24 november om 10.00 uur. Gesprek over werk. De plek is het Werkcentrum" in citizen.text
    assert "Wij bellen u op maandag 23 november van 10.00 tot 12.00 uur." in citizen.text
    assert "Sinds zondag 22 november doet u dit zelf: Vraag WW aan op werk.nl, met uw DigiD." in citizen.text


def test_what_is_done_is_ticked_off(citizen: Citizen) -> None:
    citizen.says("ik ben me baan kwijt wat nu")
    citizen.taps("WW aanvragen")
    citizen.says("/mijnstap")
    citizen.taps("Gedaan: UWV")
    assert citizen.text == "Goed gedaan. Wij strepen dit weg."
    citizen.taps("Mijn stappen")
    assert citizen.text == "U hebt nu geen open stappen. Wilt u er een zetten?"
    assert citizen.labels == ["Ik kom langs", "Bel mij", "Medewerker"]


# ---- what may come, asked beforehand


def books(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak over werk")
    citizen.taps(citizen.labels[0])
    citizen.taps("Bevestig afspraak")


@pytest.mark.parametrize("words", ["wat als ik die dag toch niet kan komen?", "en als ik dan niet kan"])
def test_what_to_do_when_one_cannot_come_is_told_and_nothing_is_cancelled(citizen: Citizen, words: str) -> None:
    books(citizen)
    citizen.says(words)
    assert citizen.text.startswith("Kunt u dan toch niet? Dat geeft niet.")
    assert citizen.labels[:2] == ["Afspraak verzetten", "Afspraak afzeggen"]


def test_who_fears_that_nobody_calls_hears_what_to_do_then(citizen: Citizen) -> None:
    citizen.says("bel me woensdag om half 2 op 0600000000")
    citizen.taps("Ja, bel mij dan")
    citizen.says("en als jullie nou ook weer niet bellen")
    assert citizen.text == (
        "Wij bellen u op woensdag 25 november van 12.00 tot 14.00 uur. Belt er toch niemand? Typ dat dan hier. "
        "Dan zien de medewerkers het bovenaan staan."
    )


def test_a_number_that_is_given_after_a_booking_goes_with_it(citizen: Citizen) -> None:
    books(citizen)
    citizen.says("als er iets is, mijn nummer is 06 0000 0000")
    assert citizen.text.startswith("Wij zetten uw nummer bij uw afspraak van maandag 23 november om")
    assert citizen.text.endswith(": 0600000000.")
    (made,) = appointment_rows.upcoming(citizen.reception.storage.db, citizen.person, citizen.now)
    assert made.phone == "0600000000"
