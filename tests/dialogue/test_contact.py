"""[Antwoord hier]: the next message is the question, and staff get it."""

from __future__ import annotations

import pytest

from bot.storage import requests
from tests.conftest import Citizen


def asks_to_write(citizen: Citizen) -> None:
    citizen.says("medewerker")
    citizen.taps("Antwoord hier")


def questions(citizen: Citizen) -> list[str]:
    return [one.question for one in requests.of_person(citizen.reception.storage.db, citizen.person)]


@pytest.mark.parametrize(
    "words",
    [
        "hoeveel loonkostensubsidie krijg ik voor een bakker met loonwaarde 45 procent",
        "Zijn jullie op tweede paasdag open?",
        "чи можна прийти з дитиною",
        "verzetten kan niet meer zeggen ze, klopt dat",
        "kost een lascursus geld",
    ],
)
def test_whatever_is_written_reaches_staff(citizen: Citizen, words: str) -> None:
    asks_to_write(citizen)
    citizen.says(words)
    assert questions(citizen) == [words]
    assert citizen.text.startswith("Wij hebben uw vraag genoteerd. Een medewerker antwoordt u hier.")


@pytest.mark.parametrize("words", ["ok", "ja graag", "👍"])
def test_an_assent_is_no_question(citizen: Citizen, words: str) -> None:
    asks_to_write(citizen)
    citizen.says(words)
    assert citizen.text == "Typ uw vraag in één bericht. Een medewerker leest die en antwoordt hier."
    assert questions(citizen) == []


def test_a_command_still_works(citizen: Citizen) -> None:
    asks_to_write(citizen)
    citizen.says("stop")
    assert questions(citizen) == []


def test_an_alarm_goes_first(citizen: Citizen) -> None:
    asks_to_write(citizen)
    citizen.says("ik wil dood")
    assert questions(citizen) == []
