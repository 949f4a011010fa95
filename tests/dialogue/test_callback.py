"""A call: asked for in own words, the number however it is written, and nothing that was given is asked again."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.domain.messages import Kind
from bot.domain.time import ZONE
from tests.conftest import Citizen

NUMBER = "Op welk nummer mogen wij u bellen? Deel uw nummer met de knop, of typ het."
TUESDAY = datetime(2026, 11, 24, 13, 10, tzinfo=ZONE)


@pytest.mark.parametrize(
    "words",
    [
        "bellen dan maar",
        "nou laat een collega maar bellen",
        "ik wil dat er iemand mij belt",
        "ie mouten mie bellen",
        "dat bedoel ik niet, laat iemand mij bellen",
    ],
)
def test_a_call_is_asked_for_in_own_words(citizen: Citizen, words: str) -> None:
    citizen.says("wat is praktijkleren?")
    citizen.says(words)
    assert citizen.text.endswith(NUMBER)


@pytest.mark.parametrize("words", ["hoe laat bellen jullie mij dan", "bel mij vooral niet"])
def test_what_only_speaks_of_calling_asks_for_no_call(citizen: Citizen, words: str) -> None:
    citizen.says("wat is praktijkleren?")
    citizen.says(words)
    assert NUMBER not in citizen.text


def test_a_call_beside_a_subject_comes_below_its_answer(citizen: Citizen) -> None:
    citizen.says("wij zoeken twee metselaars voor ons bedrijf en kunnen ze niet vinden. kunnen jullie ons bellen")
    assert "Vertel ons welk werk u hebt" in citizen.replies[0].text
    assert citizen.replies[-1].text == NUMBER
    citizen.says("0600000000")
    assert citizen.text.endswith("Wanneer mogen wij u bellen? Kies een moment, of typ het.")


def test_a_number_that_is_given_where_we_offered_to_call_is_for_that(citizen: Citizen) -> None:
    citizen.says("medewerker")
    citizen.says("dat had ik al gezegd toch. hier 06 00000000, kan het na het eten?")
    assert citizen.text.endswith("Wanneer mogen wij u bellen? Kies een moment, of typ het.")


def test_a_moment_at_which_we_are_closed_does_not_cost_the_number(citizen: Citizen) -> None:
    citizen.now = TUESDAY
    citizen.says("bel mij")
    citizen.says("0600000000")
    citizen.says("straks om half vijf graag, dan ben ik thuis van mijn werk")
    assert citizen.text == "Dan kunnen wij niet bellen. Wij bellen alleen als wij open zijn. Kies een moment."
    citizen.says("vandaag na 5 uur bel me dan")
    assert NUMBER not in citizen.text


@pytest.mark.parametrize("words", ["dinsdag tussen 2 en 4", "dinsdag 14 tot 16 dan, dan neem ik hem wel op in de bus"])
def test_the_day_that_was_offered_is_the_one_that_is_meant(citizen: Citizen, words: str) -> None:
    citizen.now = TUESDAY
    citizen.says("bel mij")
    citizen.says("0600000000")
    assert citizen.labels[0] == "Dinsdag 24 november, van 14.00 tot 16.00 uur"
    citizen.says(words)
    assert citizen.text == "Wij bellen u op dinsdag 24 november van 14.00 tot 16.00 uur, op nummer 0600000000. Klopt het?"


def test_bel_maar_is_a_yes_to_what_was_read_back(citizen: Citizen) -> None:
    citizen.says("bel me woensdag om half 2 op 0600000000")
    citizen.says("ja bel maar")
    assert citizen.step == ("terugbellen", "woensdag 25 november van 12.00 tot 14.00 uur")


def test_the_same_moment_said_once_more_is_read_back_again(citizen: Citizen) -> None:
    citizen.says("bel me woensdag om half 2 op 0600000000")
    read_back = citizen.text.split("\n\n")[-1]
    citizen.says("ik bedoel woensdag om half 2")
    assert citizen.text == read_back


def test_a_number_in_words_is_a_number(citizen: Citizen) -> None:
    citizen.says("bel mij")
    citizen.says("nul zes nul nul nul nul nul nul nul een")
    citizen.says("woensdag om half 2")
    assert "op nummer 0600000001" in citizen.text


def test_a_shared_number_goes_on_as_before(citizen: Citizen) -> None:
    citizen.says("bel mij")
    citizen.does(Kind.CONTACT, phone="0600000000")
    assert citizen.text == "Wanneer mogen wij u bellen? Kies een moment, of typ het."


# ---- while an appointment is made it means: by telephone


@pytest.mark.parametrize(
    "words", ["nee nait noar stad, ie mouten mie bellen", "over tillefoon", "kunnen jullie mij bellen?", "per telefon is beter"]
)
def test_a_call_while_an_appointment_is_made_is_its_place(citizen: Citizen, words: str) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.says(words)
    assert "Wij bellen u. U hoeft niet te reizen." in citizen.text
