"""What visitors, parents, people who apply in vain and employers ask further: each gets its own answer and a step, no menu."""

from __future__ import annotations

import pytest

from bot.dialogue.actions import Action, action_of
from tests.conftest import Citizen


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["waar is het werkcentrum", "kan ik mijn auto daar kwijt"], "Google Maps"),
        (["met de trein of de bus, hoe kom ik er"], "Met bus of trein? Kijk op 9292."),
        (["staat er koffie klaar"], "hoort u aan de balie"),
        (["wat is startfest", "krijg ik daar een lunch"], "Of er eten is, staat straks bij de nieuwe datum op"),
        (["ik heb al maanden geen geld voor eten"], "gemeente"),
        (["mijn dochter weigert nog naar school te gaan"], "Vraag uw gemeente naar het Doorstroompunt."),
        (
            ["ik krijg al weken mijn salaris niet", "moet ik dan gewoon naar mijn werk blijven gaan"],
            "Blijf niet weg van uw werk zonder advies.",
        ),
        (["twintig brieven verstuurd en helemaal niets teruggehoord"], "Dat is veel werk, en dan geen antwoord."),
        (["ik zoek een timmerman voor mijn bedrijf", "hoe snel heb ik dan iemand"], "Hoe snel u iemand hebt, hoort u van onze adviseur."),
        (
            ["wij zoeken personeel voor ons bedrijf", "mag het ook iemand zijn die nog weinig Nederlands spreekt"],
            "hoeveel Nederlands daarvoor nodig is",
        ),
    ],
)
def test_the_question_is_answered_and_something_can_be_done(citizen: Citizen, said: list[str], told: str) -> None:
    for text in said:
        citizen.says(text)
    assert told in citizen.text
    assert {button.step for reply in citizen.replies for button in reply.buttons} - {""}


@pytest.mark.parametrize("subject", ["ik zoek personeel voor mijn zaak", "ik wil een afspraakbaan aanbieden"])
def test_an_employer_may_ask_for_a_visit_at_the_company(citizen: Citizen, subject: str) -> None:
    citizen.says(subject)
    citizen.says("kan er iemand van jullie bij ons op de zaak langskomen")
    assert Action.VISIT in {action_of(button.action) for reply in citizen.replies for button in reply.buttons}
    citizen.taps("Kom langs op de zaak")
    assert "U vraagt om een bezoek op uw zaak." in citizen.text


def test_where_a_talk_is_has_no_visit_for_an_inhabitant(citizen: Citizen) -> None:
    citizen.says("ik wil hulp bij solliciteren")
    citizen.says("waar is dat")
    assert Action.VISIT not in {action_of(button.action) for reply in citizen.replies for button in reply.buttons}
