"""The story that goes along to a person: the own question and what was told beside it, never what is sensitive, and nothing after an alarm."""

from __future__ import annotations

import pytest

from bot.content.model import Knowledge
from bot.dialogue.handover import LONGEST, kept_back, passed_on, story
from bot.dialogue.memory import Memory, Remembered
from bot.storage import requests
from bot.storage.database import Storage
from bot.storage.requests import Request
from tests.dialogue.turns import MONDAY, context_of

QUESTION = "hoe kom ik aan een cursus lassen"
TOLD = {
    "geen-auto": Remembered("ja"),
    "werk-nu": Remembered("baan-kwijt", turn=2),
    "ver-weg": Remembered("nee"),
    "schulden": Remembered("ja", sensitive=True),
    "leeftijd": Remembered("24", turn=3),
}


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ({"question": QUESTION}, QUESTION),
        ({"question": QUESTION, "memory": Memory(traits=TOLD)}, f"{QUESTION} | Ik heb geen auto, ik ben mijn baan kwijt en leeftijd: 24"),
        ({"question": QUESTION, "memory": Memory(traits=TOLD, asked=3)}, f"{QUESTION} | Ik heb geen auto en ik ben mijn baan kwijt"),
        ({"question": QUESTION, "memory": Memory(traits={"schulden": TOLD["schulden"]})}, QUESTION),
        ({"memory": Memory(traits=TOLD)}, ""),
        ({"question": QUESTION, "crisis": True}, ""),
        ({"question": QUESTION, "memory": Memory(traits={"leeftijd": Remembered("15")})}, ""),
        ({"question": QUESTION, "memory": Memory(traits={"leeftijd": Remembered("16")})}, f"{QUESTION} | Leeftijd: 16"),
        (
            {"question": QUESTION, "memory": Memory(traits={"werk-nu": TOLD["werk-nu"]}, about="kind")},
            f"{QUESTION} | Werk nu: baan kwijt",
        ),
        (
            {"question": QUESTION, "memory": Memory(traits={"einddatum": Remembered("2026-12-31")})},
            f"{QUESTION} | Einddatum: donderdag 31 december",
        ),
        ({"question": "a" * 400}, "a" * LONGEST),
    ],
)
def test_the_story_is_the_question_with_what_is_not_sensitive(
    storage: Storage, shipped_knowledge: Knowledge, state: dict[str, object], told: str
) -> None:
    assert story(context_of(storage, shipped_knowledge, **state)) == told


@pytest.mark.parametrize(("owner", "question", "read"), [("anna", QUESTION, QUESTION), ("bram", QUESTION, ""), ("anna", "", "")])
def test_it_goes_to_a_request_of_the_person_alone(
    storage: Storage, shipped_knowledge: Knowledge, owner: str, question: str, read: str
) -> None:
    with storage.transaction() as db:
        requests.ask(db, Request("b1", owner, "c1", "bellen"), MONDAY)
        result = passed_on(context_of(storage, shipped_knowledge, question=question), "b1")
    found = requests.find(storage.db, "b1")
    assert found is not None
    assert (found.question, result is not None) == (read, read != "")


def test_after_a_no_the_question_is_gone_and_staff_read_nothing(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        requests.ask(db, Request("b1", "anna", "c1", "bellen"), MONDAY)
        result = kept_back(context_of(storage, shipped_knowledge, question=QUESTION), "b1")
    found = requests.find(storage.db, "b1")
    assert found is not None
    assert (found.question, result.state.question) == ("", "")
