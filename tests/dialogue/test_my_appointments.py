"""'Mijn stap': what is still to be done, by whom, when and where."""

from __future__ import annotations

from bot.domain.messages import Kind
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
