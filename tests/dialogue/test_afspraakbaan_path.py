"""The whole story of the afspraakbaan, one question after the other; for inhabitants the mirror."""

from __future__ import annotations

import pytest

from bot.dialogue.actions import Action, encode
from bot.domain.messages import Kind
from tests.conftest import Citizen

STEPS = {"afspraak", "terugbellen", "inloop", "doorverwijzing", "aanmelding", "zelf"}

PATH = [
    ("afspraakbaan-doelgroep", "Stuur ons nooit een BSN."),
    ("proefplaatsing", "begin pas na het besluit"),
    ("loonwaardemeting", "Een deskundige meet het bij u op de werkplek"),
    ("loonkostensubsidie", "Loon boven het minimum betaalt u zelf."),
    ("no-riskpolis", "dan heet dat de no-riskpolis."),
    ("jobcoaching", "jobcoach"),
    ("werkplekaanpassing", "Vraag het voordat u iets koopt."),
    ("loonkostenvoordeel", "€ 1,01 per uur, hoogstens € 2.000 per jaar"),
    ("quotum", "U krijgt nu geen boete voor te weinig afspraakbanen."),
    ("praktijkleren-werkgever", "Vraag eerst een erkenning als leerbedrijf aan bij SBB."),
    ("beschut-werk", "beschut werk"),
]


def test_an_employer_hears_the_whole_story_with_three_buttons_at_most(citizen: Citizen) -> None:
    citizen.says("ik ben werkgever, wat is een afspraakbaan")
    assert citizen.handled is not None and citizen.handled.result.topic == "afspraakbaan-wat"
    for topic, said in PATH:
        citizen.does(Kind.BUTTON, action=encode(Action.TOPIC, topic))
        assert citizen.handled is not None and citizen.handled.result.topic == topic
        assert said.casefold() in citizen.text.casefold()
        assert citizen.replies[-1].buttons[0].step in STEPS, f"{topic} has nothing that one can do now"
        assert {"Gesprek voorbereiden", "Reken met mijn uren"}.intersection(citizen.labels)
        assert len(citizen.labels) <= len(["Gesprek voorbereiden", "Reken met mijn uren", "Waar komt dit vandaan?", "Medewerker"])


def test_who_wants_to_hire_people_of_a_development_company_hears_what_it_is_called(citizen: Citizen) -> None:
    citizen.says("kan ik mensen inlenen van een sociaal ontwikkelbedrijf")
    assert citizen.handled is not None and citizen.handled.result.topic == "detachering"
    assert "het heet detachering." in citizen.text.casefold()


def test_an_employer_is_not_led_to_a_conversation_for_jobseekers(citizen: Citizen) -> None:
    citizen.says("ik ben werkgever, wat is een afspraakbaan")
    for topic, _ in PATH:
        citizen.does(Kind.BUTTON, action=encode(Action.TOPIC, topic))
        assert "Gesprek over werk" not in citizen.labels


def test_offering_one_begins_with_steps_that_can_be_done_now(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraakbaan aanbieden")
    assert citizen.labels[:3] == ["Gesprek plannen", "Gesprek voorbereiden", "Waar komt dit vandaan?"]


@pytest.mark.parametrize(
    "question",
    ["sta ik in het doelgroepregister", "hoe kom ik in het doelgroepregister", "kan ik me zelf inschrijven voor de banenafspraak"],
)
def test_an_inhabitant_hears_the_mirror(citizen: Citizen, question: str) -> None:
    citizen.says(question)
    assert citizen.handled is not None and citizen.handled.result.topic == "afspraakbaan-inwoner"
    assert "U kunt zich niet zelf inschrijven." in citizen.text and "Dat ziet u in Mijn UWV." in citizen.text
    assert "Gesprek voorbereiden" not in citizen.labels
    citizen.taps("Beoordeling vragen bij UWV")
    assert "Beoordeling werken met een voorziening" in citizen.text
    assert "Aanvraag beoordeling arbeidsvermogen" in citizen.text
    citizen.taps("UWV zei nee")
    assert "Kijk op uw brief tot wanneer u bezwaar kunt maken." in citizen.text
