"""Who means another office, another appointment or another course sees at once that the answer is about us."""

from __future__ import annotations

import pytest

from bot.content.model import Knowledge
from tests.conftest import Citizen

OUR_NAME = "Werkcentrum"


def test_each_answer_about_us_names_us_in_its_short_form_too(shipped_knowledge: Knowledge) -> None:
    entries = [shipped_knowledge.entries[topic] for topic in (*shipped_knowledge.roles.about_us, "inloop")]
    nameless = [one.id for one in entries if OUR_NAME not in one.answer or (one.short and OUR_NAME not in one.short)]
    assert nameless == []


@pytest.mark.parametrize(
    "text", ["ik wil een afspraak", "mijn afspraak verzetten", "ik wil mijn afspraak afzeggen", "wanneer is mijn afspraak"]
)
def test_of_an_appointment_we_say_with_whom(citizen: Citizen, text: str) -> None:
    citizen.says(text)
    assert "bij het Werkcentrum" in citizen.text
