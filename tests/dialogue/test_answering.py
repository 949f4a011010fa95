"""What stood in a contact is not told again: what we do not know is said so, with who does; a label that was seen does what it says."""

from __future__ import annotations

import pytest

from tests.conftest import Citizen


def topic(citizen: Citizen) -> str:
    assert citizen.handled is not None
    return citizen.handled.result.topic


def test_a_question_about_what_was_told_gets_the_honest_sentence_and_not_the_answer_again(citizen: Citizen) -> None:
    citizen.says("ik zoek een opleiding in de techniek")
    citizen.says("welke opleidingen hebben jullie dan in de techniek")
    assert topic(citizen) == "scholing"
    assert "Meer over een opleiding weet ik hier niet." in citizen.text
    assert "In het kort" not in citizen.text
    assert citizen.labels[0] == "Gesprek over leren"


def test_the_second_time_a_person_is_offered_rather_than_the_same_buttons(citizen: Citizen) -> None:
    citizen.says("ik zoek een opleiding in de techniek")
    citizen.says("welke opleidingen hebben jullie dan in de techniek")
    citizen.says("ik zoek een opleiding in de techniek")
    assert citizen.text == "Dit weet een collega beter dan ik. Wilt u dat wij u bellen, of wilt u een gesprek?"
    assert citizen.labels == ["Bel mij", "Afspraak maken", "Ik kom langs", "Medewerker"]


def test_who_comes_back_to_a_subject_hears_something_else_of_it(citizen: Citizen) -> None:
    citizen.says("ik wil een bbl doen")
    first = citizen.text
    citizen.says("hoe vraag ik ww aan")
    citizen.says("en die bbl, wat is dat")
    assert topic(citizen) == "bbl-praktijkleren"
    assert citizen.text not in first


def test_a_question_about_what_was_told_gets_the_facet_that_it_asks(citizen: Citizen) -> None:
    citizen.says("ik wil een opleiding doen")
    citizen.says("wanneer begint zo'n opleiding en hoe duur is dat")
    assert "Wij zoeken met u een cursus" not in citizen.text
    assert citizen.handled is not None
    assert citizen.handled.result.facet


@pytest.mark.parametrize("between", ["kan er iemand op de bank komen praten", "wat gek allemaal"])
def test_a_label_of_the_subject_does_what_it_says_also_when_it_is_no_longer_in_sight(citizen: Citizen, between: str) -> None:
    citizen.says("ik wil een bbl doen in de bouw")
    citizen.says(between)
    citizen.says("Ik zoek een leerbedrijf")
    assert "Zoek op Leerbanenmarkt of Stagemarkt" in citizen.text


def test_a_label_of_the_subject_before_does_what_it_says_too(citizen: Citizen) -> None:
    citizen.says("mijn zoon van 22 zit maar thuis, hoe help ik hem")
    citizen.says("wat is een bbl")
    citizen.says("bel mij hierover")
    assert "Op welk nummer mogen wij u bellen?" in citizen.text


def test_a_step_that_explains_is_not_called_a_next_step(citizen: Citizen) -> None:
    citizen.says("wie kan er allemaal meelezen in deze chat")
    citizen.says("Wat bewaren wij?")
    assert "/mijngegevens" in citizen.text
    assert "volgende stap" not in citizen.text
