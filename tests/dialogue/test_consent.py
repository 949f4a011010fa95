"""A person's own sentence reaches staff after [Ja, geef door], and never otherwise."""

from __future__ import annotations

import pytest

from bot.dialogue.context import from_json
from bot.storage import people, requests
from tests import planted
from tests.conftest import Citizen

ASKED = "ik ben ontslagen bij de fabriek in veendam en nu"


def called_back(citizen: Citizen) -> None:
    citizen.says("medewerker")
    citizen.taps("Bel mij")
    citizen.says(planted.PHONE)
    citizen.taps(citizen.labels[0])


def held(citizen: Citizen) -> str:
    return from_json(people.read_state(citizen.reception.storage.db, citizen.person)).question


def question_of(citizen: Citizen) -> str:
    (request,) = requests.of_person(citizen.reception.storage.db, citizen.person)
    return request.question


def test_after_a_call_back_was_noted_we_ask_whether_staff_may_read_the_sentence(citizen: Citizen) -> None:
    citizen.says(ASKED)
    called_back(citizen)
    assert citizen.text.endswith(f"Mag de medewerker uw eigen zin lezen? U schreef: '{ASKED}'")
    assert citizen.labels[:2] == ["Ja, geef door", "Nee, niet doorgeven"]
    assert citizen.step is not None and citizen.step[0] == "terugbellen"
    assert question_of(citizen) == ""


@pytest.mark.parametrize("yes", ["Ja, geef door", "ja"])
def test_yes_gives_it_to_staff(citizen: Citizen, yes: str) -> None:
    citizen.says(ASKED)
    called_back(citizen)
    citizen.says(yes)
    assert citizen.text.startswith("Wij geven uw zin door.")
    assert question_of(citizen) == ASKED
    assert held(citizen) == ""


@pytest.mark.parametrize("no", ["Nee, niet doorgeven", "nee"])
def test_no_keeps_it_from_them(citizen: Citizen, no: str) -> None:
    citizen.says(ASKED)
    called_back(citizen)
    citizen.says(no)
    assert citizen.text.startswith("Wij geven uw zin niet door.")
    assert (question_of(citizen), held(citizen)) == ("", "")


def test_saying_nothing_gives_nothing(citizen: Citizen) -> None:
    citizen.says(ASKED)
    called_back(citizen)
    citizen.says("bedankt")
    assert question_of(citizen) == ""


def test_the_sentence_is_masked_before_it_is_held(citizen: Citizen) -> None:
    citizen.says(f"ik ben ontslagen, mijn nummer is {planted.PHONE} en mijn bsn {planted.BSN}")
    assert held(citizen) == "ik ben ontslagen, mijn nummer is [telefoon] en mijn bsn [bsn]"


@pytest.mark.parametrize("sentence", ["ik heb schulden en ben ontslagen, wat nu", "ik ben depressief en zoek ander werk"])
def test_what_is_sensitive_is_not_held(citizen: Citizen, sentence: str) -> None:
    citizen.says(ASKED)
    citizen.says(sentence)
    assert held(citizen) == ""


def test_an_employer_may_ask_about_illness_in_general(citizen: Citizen) -> None:
    citizen.says("ik ben werkgever, wat kost een afspraakbaan en wie betaalt als hij ziek wordt")
    assert held(citizen).endswith("als hij ziek wordt")


def test_the_sentence_goes_when_the_contact_ends(citizen: Citizen) -> None:
    citizen.says(ASKED)
    citizen.later(minutes=31)
    citizen.says("hallo")
    assert held(citizen) == ""


def test_without_a_question_nothing_is_asked(citizen: Citizen) -> None:
    called_back(citizen)
    assert "Ja, geef door" not in citizen.labels


def test_nobody_gives_a_sentence_to_the_request_of_somebody_else(citizen: Citizen, other_citizen: Citizen) -> None:
    citizen.says(ASKED)
    called_back(citizen)
    yes = citizen.button("Ja, geef door")
    other_citizen.says("hoe kom ik aan een opleiding tot lasser")
    other_citizen.replies = citizen.replies
    assert yes.label in other_citizen.labels
    other_citizen.taps(yes.label)
    assert other_citizen.text.startswith("Deze keuze is niet meer geldig.")
    assert question_of(citizen) == ""


@pytest.mark.parametrize(
    "later",
    [
        "dat had u net ook al verteld hoor",
        "hoe laat zijn jullie eigenlijk open op donderdag",
        "hoe lang duurt dat",
    ],
)
def test_the_sentence_that_tells_most_of_the_subject_is_held(citizen: Citizen, later: str) -> None:
    citizen.says(ASKED)
    citizen.says(later)
    assert held(citizen) == ASKED


def test_a_new_subject_takes_its_place(citizen: Citizen) -> None:
    citizen.says(ASKED)
    citizen.says("wat kost een cursus tot lasser eigenlijk")
    assert held(citizen) == "wat kost een cursus tot lasser eigenlijk"
