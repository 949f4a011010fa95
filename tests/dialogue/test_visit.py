"""What somebody asks of the talk with us: answered for the appointment that stands, before it for a talk in general."""

from __future__ import annotations

import pytest

from tests.conftest import Citizen


@pytest.fixture
def booked(citizen: Citizen) -> Citizen:
    citizen.says("afspraak over leren dinsdag 24 november 12 uur")
    citizen.taps("Bevestig afspraak")
    return citizen


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("duurt dat lang", "Het gesprek duurt 30 minuten."),
        ("mag mijn schoonzus mee", "Of er iemand mee mag naar het gesprek, vragen wij na: kies Bel mij."),
        ("moet mijn paspoort mee", "Hebt u diploma's of certificaten? Neem ze mee."),
        ("kost dat wat", "Het gesprek is gratis."),
    ],
)
def test_it_is_about_the_appointment_that_stands(booked: Citizen, words: str, told: str) -> None:
    booked.says(words)
    assert booked.text == told
    assert "Afspraak verzetten" in booked.labels


def test_a_word_for_moving_moves(booked: Citizen) -> None:
    booked.says("ik moet gaan verplaatsen")
    assert "Die blijft staan tot u een nieuw moment kiest." in booked.text


def test_who_falls_ill_is_helped_with_the_appointment(booked: Citizen) -> None:
    booked.says("ik heb griep, dinsdag lukt niet")
    assert "Afspraak verzetten" in booked.labels or "dinsdag 24 november" in booked.text
