"""What is remembered of a contact: at most three subjects, the newest value, nothing after an alarm, and not longer than the contact."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.dialogue.context import State, from_json
from bot.dialogue.memory import Mark, MarkKind, Memory, Remembered, Subject, mark_of
from bot.storage import people
from bot.storage.retention import forget_told
from tests.conftest import Citizen

KNOWN = Memory(
    about="kind",
    subjects=(Subject("scholing", ("duur",), 3),),
    traits={"leeftijd": Remembered("58", 2), "ziek": Remembered("ja", 3, sensitive=True)},
    said=(Mark(MarkKind.ENTRY, "scholing"), Mark(MarkKind.FACET, "scholing", "duur")),
    refused=("vraag:kosten",),
    language="pl",
)


def state_of(citizen: Citizen) -> State:
    return from_json(people.read_state(citizen.reception.storage.db, citizen.person))


def test_a_memory_comes_back_as_it_was_kept() -> None:
    assert from_json(State(memory=KNOWN).to_json()).memory == KNOWN
    assert json.loads(State().to_json()) == {}


def test_the_state_of_an_older_version_is_read_and_what_is_unknown_is_dropped() -> None:
    assert from_json('{"turn": 4, "told": "scholing"}').memory == Memory()
    assert from_json('{"memory": {"about": "kind", "mood": "good"}}').memory == Memory(about="kind")


def test_three_subjects_are_kept_and_the_newest_is_first() -> None:
    memory = Memory()
    for turn, entry in enumerate(("scholing", "kosten", "inloop", "scholing", "contact")):
        memory = memory.spoke_of(entry, turn)
    assert memory.entries == ("contact", "scholing", "inloop")
    assert memory.spoke_of("scholing", 9, "duur").subjects[0] == Subject("scholing", ("duur",), 9)


def test_the_newest_value_wins_and_is_told_in_words() -> None:
    memory = Memory().told({"leeftijd": Remembered("58")}).told({"leeftijd": Remembered("57", 1), "werk-nu": Remembered("baan-kwijt")})
    assert memory.in_words() == ("leeftijd: 57", "werk nu: baan kwijt")


def test_what_was_told_is_gone_after_half_an_hour_of_silence(citizen: Citizen) -> None:
    citizen.says("welke opleiding kan ik doen")
    citizen.says("ik ben 58")
    assert state_of(citizen).memory.traits["leeftijd"].value == "58"
    citizen.later(minutes=31)
    citizen.says("hallo")
    assert state_of(citizen).memory.traits == {}


def test_after_an_alarm_nothing_is_remembered(citizen: Citizen) -> None:
    citizen.says("welke opleiding kan ik doen")
    citizen.says("ik ben 58")
    citizen.says("ik wil dood")
    citizen.says("ik ben 58")
    assert state_of(citizen).memory.traits == {}
    assert state_of(citizen).memory.subjects == ()


def test_what_was_told_is_wiped_from_the_database_after_two_quiet_hours(citizen: Citizen) -> None:
    citizen.says("welke opleiding kan ik doen")
    citizen.says("ik heb schulden")
    db = citizen.reception.storage.db
    assert forget_told(db, citizen.now + timedelta(minutes=119)) == 0
    assert forget_told(db, citizen.now + timedelta(minutes=121)) == 1
    assert state_of(citizen).memory == Memory()


@pytest.mark.parametrize(
    ("key", "mark"),
    [
        ("scholing", Mark(MarkKind.ENTRY, "scholing")),
        ("scholing~1f2a3b", Mark(MarkKind.ANSWER, "scholing", "1f2a3b")),
        ("scholing#", Mark(MarkKind.SHORT, "scholing")),
        ("scholing#?", Mark(MarkKind.IN_VAIN, "scholing")),
        ("scholing#als-het-niet-lukt", Mark(MarkKind.FACET, "scholing", "als-het-niet-lukt")),
        ("=1f2a3b4c", Mark(MarkKind.TEXT, "1f2a3b4c")),
        ("gesprek.gevoel", Mark(MarkKind.SENTENCE, "gesprek.gevoel")),
        ("Dank u. Waar kan ik mee helpen?", Mark(MarkKind.SENTENCE, "Dank u. Waar kan ik mee helpen?")),
    ],
)
def test_what_was_said_is_kept_under_the_key_that_it_always_had(key: str, mark: Mark) -> None:
    assert (mark_of(key), mark.key) == (mark, key)
    stored = f'{{"memory": {{"said": ["{key}"]}}}}'
    assert from_json(stored).memory.said == (mark,)
    assert json.loads(from_json(stored).to_json())["memory"]["said"] == [key]


def test_an_answer_and_a_reply_are_known_by_their_words() -> None:
    assert Mark.answer("scholing", "Ja.") == Mark.answer("scholing", "Ja.") != Mark.answer("scholing", "Nee.")
    assert Memory().marked(Mark.text("Ja.")).said == (mark_of(Mark.text("Ja.").key),)
