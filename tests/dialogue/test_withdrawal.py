"""An appointment that is not wanted, said while we make it: it ends, and what is asked beside is answered."""

from __future__ import annotations

import pytest

from tests.conftest import Citizen

STOPPED = "Wij stoppen hiermee. Er is geen afspraak gemaakt."
NOT_THEN = "Goed, dan maken wij geen afspraak."


def starts_booking(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")


@pytest.mark.parametrize(
    "words", ["hou op met die afspraak", "nee ik wil helemaal geen afspraak", "ik hoef geen gesprek", "laat die afspraak maar zitten hoor"]
)
def test_a_booking_ends_by_saying_so(citizen: Citizen, words: str) -> None:
    starts_booking(citizen)
    citizen.says(words)
    assert citizen.text == STOPPED
    citizen.says("wat kost een cursus?")
    assert "Wij gaan verder met uw afspraak" not in citizen.text


def test_a_question_beside_it_is_answered(citizen: Citizen) -> None:
    starts_booking(citizen)
    citizen.says("wacht, ik wil geen afspraak, ik wil weten hoe laat jullie open zijn")
    assert citizen.text.startswith(NOT_THEN)
    assert "van 10.00 tot 16.00 uur" in citizen.text
    assert "Wij gaan verder met uw afspraak" not in citizen.text


def test_what_is_asked_of_the_subject_is_answered_too(citizen: Citizen) -> None:
    citizen.says("ik wil een bbl doen")
    citizen.taps("Gesprek over leren")
    citizen.says("ho, ik vroeg niet om een afspraak. hoe lang duurt dat dan")
    assert citizen.text.startswith(NOT_THEN)
    assert citizen.handled and citizen.handled.result.facet == "duur"


def test_the_moment_that_was_held_is_free_again(citizen: Citizen, other_citizen: Citizen) -> None:
    starts_booking(citizen)
    moment = citizen.labels[0]
    citizen.taps(moment)
    citizen.says("ik wil toch geen afspraak")
    starts_booking(other_citizen)
    assert moment in other_citizen.labels


@pytest.mark.parametrize("words", ["ik wil geen afspraak op maandag", "liever geen afspraak morgen"])
def test_one_day_that_is_not_wanted_is_a_wish(citizen: Citizen, words: str) -> None:
    starts_booking(citizen)
    citizen.says(words)
    assert "Maandag 23 november" not in " ".join(citizen.labels)
    assert citizen.text.startswith("U zocht: niet")


def test_another_subject_is_no_end(citizen: Citizen) -> None:
    starts_booking(citizen)
    citizen.says("ik wil geen afspraak over werk maar over scholing")
    assert "Gesprek over leren. Het duurt 30 minuten." in citizen.text


def test_what_stood_already_stands(citizen: Citizen) -> None:
    starts_booking(citizen)
    citizen.taps(citizen.labels[0])
    citizen.taps("Bevestig afspraak")
    citizen.taps("Afspraak verzetten")
    citizen.says("nee stop maar met die afspraak, wat kost het eigenlijk bij jullie")
    assert citizen.text.startswith("Goed. Uw afspraak van maandag 23 november om")
    assert "blijft staan" in citizen.text
    assert "gratis" in citizen.text


# ---- who has an appointment wants no other


@pytest.mark.parametrize(
    "words",
    [
        "hoi, ik heb donderdag een gesprek bij jullie. Waar zit dat precies?",
        "we hebben morgen een afspraak bij u, kan ik daar met de auto parkeren",
    ],
)
def test_a_question_of_an_appointment_that_stands_begins_no_other(citizen: Citizen, words: str) -> None:
    citizen.says(words)
    assert citizen.handled is not None and citizen.handled.result.state.waiting is None
    assert "Harm Buiterplein 1" in citizen.text or "parkeren" in citizen.text


def test_who_has_one_already_ends_the_other(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.says("nee ik heb al een afspraak, ik wil weten waar ik de auto kan parkeren")
    assert citizen.text.startswith(NOT_THEN)
    assert citizen.handled is not None and citizen.handled.result.state.waiting is None
