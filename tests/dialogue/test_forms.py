"""Every form hears any of its fields at any step, asks nothing twice, and takes 'weet ik niet' as an answer."""

from __future__ import annotations

import pytest

from tests.conftest import Citizen

NUMBER = "0600000000"  # belongs to nobody
UNKNOWN = ["weet ik niet", "geen idee", "dat weet ik nog niet"]


def named(words: str) -> str:
    """A sentence as the name of its test."""
    return words.replace(" ", "-")


def prepares(employer: Citizen) -> None:
    """To the first question that is asked of an employer who looks for people."""
    employer.says("ik zoek personeel")
    employer.taps("Gesprek voorbereiden")


def test_an_employer_may_tell_branch_place_and_hours_in_a_few_words(citizen: Citizen) -> None:
    prepares(citizen)
    assert citizen.text.endswith("In welke branche werkt u?")
    citizen.says("bouw, in Assen, 24 uur")
    assert citizen.text.startswith("Dit weet de adviseur straks: Personeel · Techniek, industrie of bouw · Assen · 24 uur per week.")


def test_what_an_employer_told_early_is_not_asked_again(citizen: Citizen) -> None:
    prepares(citizen)
    citizen.says("30 uur per week")
    assert citizen.text == "In welke branche werkt u?"
    citizen.says("zorg")
    assert citizen.text == "In welke gemeente is het werk? Kies, of typ de plaats."
    citizen.says("Veendam")
    assert citizen.text.startswith("Dit weet de adviseur straks: Personeel · Zorg · Veendam · 30 uur per week.")


def test_an_employer_who_knows_nothing_yet_still_comes_to_a_conversation(citizen: Citizen) -> None:
    prepares(citizen)
    for words in UNKNOWN:
        citizen.says(words)
    assert citizen.text.startswith("Dit weet de adviseur straks: Personeel.")


def test_a_question_of_an_employer_on_the_way_is_a_question(citizen: Citizen) -> None:
    prepares(citizen)
    citizen.says("wat kost een afspraakbaan mij?")
    assert "Ga verder" in citizen.labels


@pytest.mark.parametrize("words", ["maakt niet uit wanneer", "weet ik niet", "kies maar"], ids=named)
def test_who_does_not_mind_when_hears_the_first_window_and_says_yes_to_it(citizen: Citizen, words: str) -> None:
    citizen.says("bel mij")
    citizen.says(NUMBER)
    citizen.says(words)
    assert citizen.text == f"Wij bellen u op maandag 23 november van 10.00 tot 12.00 uur, op nummer {NUMBER}. Klopt het?"
    citizen.says("ja")
    assert citizen.step == ("terugbellen", "maandag 23 november van 10.00 tot 12.00 uur")


@pytest.mark.parametrize("words", UNKNOWN, ids=named)
def test_who_does_not_know_the_number_hears_the_ways_without_one(citizen: Citizen, words: str) -> None:
    citizen.says("bel mij")
    citizen.says(words)
    assert citizen.text.startswith("Dan kan het zonder telefoon. Kom langs, of maak een afspraak.")


def test_back_from_a_call_that_is_read_back_goes_to_the_windows(citizen: Citizen) -> None:
    citizen.says(f"bel me woensdag om half 2 op {NUMBER}")
    citizen.says("terug")
    assert citizen.text == "Wanneer mogen wij u bellen? Kies een moment, of typ het."
    citizen.says("terug")
    assert "nummer" in citizen.text


@pytest.mark.parametrize("words", UNKNOWN, ids=named)
def test_who_does_not_know_what_it_is_about_gets_moments_for_a_conversation(citizen: Citizen, words: str) -> None:
    citizen.says("ik wil een afspraak maken")
    assert citizen.text.endswith("Waar wilt u over praten bij het Werkcentrum?")
    citizen.says(words)
    assert "Maandag 23 november, 10.00 uur" in citizen.labels


def test_who_does_not_know_a_moment_sees_the_first_ones_again(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak maken")
    citizen.taps("Gesprek over werk")
    moments = citizen.labels[:4]
    assert moments[0] == "Maandag 23 november, 10.00 uur"
    citizen.says("dat weet ik nog niet")
    assert citizen.labels[:4] == moments


def test_who_does_not_know_the_hours_yet_hears_with_which_we_reckon(citizen: Citizen) -> None:
    citizen.says("wat kost een afspraakbaan")
    citizen.taps("Reken met mijn uren")
    for words in ("weet ik niet", "geen idee", "weet ik niet"):
        citizen.says(words)
    citizen.says("60 %")
    assert "U rekent met 24 uur per week. Loon: Minimumloon. Leeftijd: 21 jaar of ouder. Loonwaarde: 60 %." in citizen.text


@pytest.mark.parametrize("words", ["weet ik niet", "ik weet nog niet waarover", "geen idee eigenlijk"], ids=named)
def test_not_knowing_what_it_is_about_is_no_question_of_another_kind(citizen: Citizen, words: str) -> None:
    citizen.says("ik wil een afspraak")
    citizen.says(words)
    assert citizen.text.startswith("Gesprek over werk.")


def test_by_telephone_said_before_the_subject_keeps_the_wish_and_is_of_the_appointment(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.says("volgende week dinsdag")
    citizen.says("kan het telefonisch")
    assert citizen.text == "Wij onthouden uw moment: dinsdag 24 november.\n\nWaar wilt u over praten bij het Werkcentrum?"
    citizen.taps("Gesprek over leren")
    assert "Wij bellen u." in citizen.text
    assert citizen.labels[0].startswith("Dinsdag 24 november")


def test_a_moment_for_a_call_that_is_told_before_the_number_is_said_back(citizen: Citizen) -> None:
    citizen.says("bel mij")
    citizen.says("kan het donderdag tussen 2 en 4")
    assert citizen.text.startswith("Wij onthouden uw moment: donderdag 26 november, ")
