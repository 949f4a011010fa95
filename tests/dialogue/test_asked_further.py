"""What visitors, parents, people who apply in vain and employers ask further: each gets its own answer and a step, no menu."""

from __future__ import annotations

import pytest

from bot.dialogue.actions import Action, action_of
from tests.conftest import Citizen


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["waar kan ik parkeren"], "Met auto of fiets? Kijk op Google Maps, ook voor een plek om te parkeren."),
        (["welke bus moet ik hebben"], "Met bus of trein? Kijk op 9292."),
        (["krijg je koffie"], "Of er koffie of water is bij het gesprek, hoort u aan de balie."),
        (["wat is startfest", "zit er een lunch bij"], "Of er eten is, staat straks bij de nieuwe datum op"),
        (["mijn zoon van 17 wil stoppen met school"], "Vraag uw gemeente naar het Doorstroompunt."),
        (["ik krijg mijn loon niet", "moet ik blijven werken"], "Blijf niet weg van uw werk zonder advies."),
        (["ik heb al 40 brieven gestuurd en hoor niks"], "Dat is veel werk, en dan geen antwoord of steeds een nee."),
        (["ik zoek personeel", "hoe lang duurt het voor ik iemand heb"], "Hoe snel u iemand hebt, hoort u van onze adviseur."),
        (
            ["ik zoek een magazijnmedewerker", "mag dat ook iemand zijn die weinig nederlands spreekt"],
            "hoeveel Nederlands daarvoor nodig is",
        ),
    ],
)
def test_the_question_is_answered_and_something_can_be_done(citizen: Citizen, said: list[str], told: str) -> None:
    for text in said:
        citizen.says(text)
    assert told in citizen.text
    assert {button.step for reply in citizen.replies for button in reply.buttons} - {""}


@pytest.mark.parametrize("subject", ["ik heb een bedrijf en zoek mensen", "ik wil een afspraakbaan aanbieden"])
def test_an_employer_may_ask_for_a_visit_at_the_company(citizen: Citizen, subject: str) -> None:
    citizen.says(subject)
    citizen.says("kan iemand langskomen op het bedrijf")
    assert "U vraagt om een bezoek op uw zaak." in citizen.text


def test_where_a_talk_is_has_no_visit_for_an_inhabitant(citizen: Citizen) -> None:
    citizen.says("ik wil hulp bij solliciteren")
    citizen.says("waar is dat")
    assert Action.VISIT not in {action_of(button.action) for reply in citizen.replies for button in reply.buttons}
