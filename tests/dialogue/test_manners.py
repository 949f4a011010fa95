"""Insults are answered once and calmly; the way to a person stays open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.content.model import Knowledge
from bot.privacy.word_lists import has_any
from tests.conftest import Citizen

CALM = "Wij willen u graag helpen. Een medewerker kan ook met u praten."
HOSTILE = Path(__file__).parents[1] / "understanding" / "veiligheid" / "vijandig.jsonl"


@pytest.mark.parametrize("insult", ["klootzak", "KLOOTZAK!!", "wat een kutbot ben jij", "rot toch op", "hou je bek"])
def test_an_insult_gets_one_calm_sentence_and_a_person(citizen: Citizen, insult: str) -> None:
    citizen.says(insult)
    assert citizen.text.endswith(CALM)
    assert {"Ik kom langs", "Bel mij", "Medewerker"} <= set(citizen.labels)


def test_the_second_insult_is_not_answered_as_one(citizen: Citizen) -> None:
    citizen.says("klootzak")
    citizen.says("klootzak")
    assert CALM not in citizen.text
    assert "Medewerker" in citizen.labels


def test_an_insult_beside_a_question_does_not_stand_in_its_way(citizen: Citizen) -> None:
    citizen.says("die klootzak van een baas heeft mij ontslagen, ik ben mijn baan kwijt, hoe vraag ik WW aan")
    assert CALM not in citizen.text


def test_insults_are_not_kept_to_learn_from(citizen: Citizen) -> None:
    citizen.says("stelletje prutsers")
    assert citizen.reception.storage.db.execute("SELECT count(*) FROM misunderstood").fetchone() == (0,)


def test_most_insults_are_known_and_ordinary_sentences_are_none(shipped_knowledge: Knowledge) -> None:
    lines = [json.loads(line) for line in HOSTILE.read_text("utf-8").splitlines()]
    insults = [one["text"] for one in lines if one["kind"] == "scheld"]
    known = [text for text in insults if has_any(text, shipped_knowledge.word_lists.insults)]
    assert len(known) / len(insults) >= 0.75
    ordinary = [sentence for entry in shipped_knowledge.entries.values() for sentence in entry.examples]
    taken = [sentence for sentence in ordinary if has_any(sentence, shipped_knowledge.word_lists.insults)]
    assert len(taken) <= len(ordinary) / 100
