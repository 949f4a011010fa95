"""A question beside an answer to a form: answered above it, or passed on if the person agrees, and the form goes on."""

from __future__ import annotations

import pytest

from bot.storage import appointment_rows
from tests.conftest import Citizen

NOT_SURE = "Uw andere vraag weet ik niet zeker."


def starts_booking(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")


def test_a_question_behind_a_moment_is_answered_and_the_booking_goes_on(citizen: Citizen) -> None:
    starts_booking(citizen)
    citizen.says("maandag 10 uur is goed, maar moet ik dan ook iets meenemen?")
    assert "cv" in citizen.replies[0].text
    assert citizen.replies[-1].text.startswith("Uw keuze: maandag 23 november om 10.00 uur.")


def test_a_question_behind_a_number_is_answered_too(citizen: Citizen) -> None:
    starts_booking(citizen)
    citizen.taps("Liever bellen")
    citizen.taps(citizen.labels[0])
    citizen.says("0600000000. en hebben jullie voor mijn nicht in Emmen ook een plek in de buurt?")
    assert "Harm Buiterplein 1 in Groningen" in citizen.replies[0].text
    assert citizen.replies[-1].text.startswith("Uw keuze: ")


def test_what_we_do_not_know_goes_along_after_a_yes(citizen: Citizen) -> None:
    starts_booking(citizen)
    citizen.says("maandag 10 uur is prima, mag de lamp bij jullie wat minder fel branden?")
    assert citizen.text.startswith(NOT_SURE)
    assert "Uw keuze: maandag 23 november om 10.00 uur." in citizen.text
    citizen.taps("Bevestig afspraak")
    assert "mag de lamp bij jullie wat minder fel branden?" in citizen.text
    citizen.taps("Ja, geef door")
    (made,) = appointment_rows.upcoming(citizen.reception.storage.db, citizen.person, citizen.now)
    assert "lamp" in made.question


def test_a_question_behind_the_moment_of_a_call_is_not_lost(citizen: Citizen) -> None:
    citizen.says("bel mij")
    citizen.says("0600000000")
    citizen.says("woensdag tussen 10 en 12 is goed. moet ik dan nog iets klaarleggen")
    assert citizen.replies[-1].text.endswith(
        "Wij bellen u op woensdag 25 november van 10.00 tot 12.00 uur, op nummer 0600000000. Klopt het?"
    )
    assert citizen.text != citizen.replies[-1].text or NOT_SURE in citizen.text


@pytest.mark.parametrize(
    "words",
    [
        "maandag 10 uur, is dat goed?",
        "maandag 10 uur is prima, kan dat via de telefoon",
        "maandag of anders, kan dinsdag?",
        "maandag na 2 uur graag dan ben ik klaar met mijn klus",
    ],
)
def test_what_belongs_to_the_answer_is_no_question_beside_it(citizen: Citizen, words: str) -> None:
    starts_booking(citizen)
    citizen.says(words)
    assert NOT_SURE not in citizen.text
    assert len(citizen.replies) == 1


# ---- a talk that is wanted after an answer


@pytest.mark.parametrize(
    "words", ["nou vooruit, plan dan maar een gesprek", "dan wil ik wel een afspraak", "zo'n gesprek lijkt me wel wat"]
)
def test_a_talk_that_is_wanted_after_an_answer_is_begun(citizen: Citizen, words: str) -> None:
    citizen.says("kunnen jullie mij helpen met een sollicitatiebrief")
    citizen.says(words)
    assert "Het duurt 30 minuten." in citizen.text


def test_what_is_asked_beside_it_is_answered(citizen: Citizen) -> None:
    citizen.says("ik wil een cursus nederlands doen")
    citizen.says("ok, dan gesprek over leren. mag ik mijn zus meenemen?")
    assert len(citizen.replies) == 2
    assert "Gesprek over leren. Het duurt 30 minuten." in citizen.replies[-1].text


def test_what_somebody_wants_to_know_beside_it_is_not_lost(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak over scholing")
    citizen.says("nee over werk, niet over scholing. ik wil weten of de lamp bij jullie wat minder fel kan")
    assert citizen.text.startswith(NOT_SURE)
    assert "Gesprek over werk. Het duurt 30 minuten." in citizen.text


def test_an_employer_who_asks_us_to_come_asks_for_a_visit(citizen: Citizen) -> None:
    citizen.says("ik heb een bedrijf en zoek personeel")
    citizen.says("kunnen jullie niet een keer bij ons in het bedrijf kijken")
    assert citizen.text.endswith("U vraagt om een bezoek op uw zaak. Wij bellen u eerst. Op welk nummer kan dat?")
    citizen.says("kom langs op de zaak")
    assert citizen.text.endswith("Op welk nummer kan dat?")


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("dat bedoelde ik niet hoor. kan ik woensdag iemand spreken om 2 uur?", "Woensdag 25 november, 14.00 uur"),
        ("graag met een tolk erbij. ik kan komen maandag 11 uur", "Maandag 23 november, 11.00 uur"),
        ("ik vroeg wat mijn chef ervan vindt. doe maar gesprek, donderdag half 3", "Donderdag 26 november, 14.30 uur"),
    ],
)
def test_who_wants_to_be_spoken_to_on_a_day_gets_that_day_whatever_stands_before_it(citizen: Citizen, words: str, moment: str) -> None:
    citizen.says("ik ben mijn baan kwijt")
    citizen.says(words)
    assert moment in " ".join(citizen.labels) or moment[0].lower() + moment[1:].replace(", ", " om ") in citizen.text


def test_who_wants_to_speak_somebody_and_names_no_day_hears_who_is_there(citizen: Citizen) -> None:
    citizen.says("kan ik iemand spreken")
    assert "Bel mij" in citizen.labels
