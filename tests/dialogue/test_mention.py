"""A text that tells to choose a button by its name has that button below it: every answer and facet that we have, and every honest sentence."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.content.entries import FACETS
from bot.content.model import Knowledge
from bot.dialogue import mention
from bot.dialogue.actions import Action, encode
from bot.dialogue.context import TurnContext
from bot.dialogue.memory import Memory, Remembered
from bot.dialogue.turn import turn
from bot.domain.messages import Button, Kind, Message, Reply
from bot.storage.database import Storage
from tests.conftest import Citizen
from tests.dialogue.turns import MONDAY, context_of

CHOOSE = re.compile(r"\b[Kk]ies (?:dan )?([A-Z][\w’']*)")


def told(context: TurnContext) -> list[str]:
    """What is told to choose and has no button, of one turn."""
    result = turn(context)
    labels = [button.label for button in result.reply.buttons]
    text = "\n".join(reply.text for reply in result.replies)
    return [found for found in CHOOSE.findall(text) if not any(re.match(rf"{found}\b", label) for label in labels)]


def tapped(storage: Storage, known: Knowledge, action: str, memory: Memory | None = None) -> TurnContext:
    """The turn of a button, of someone who was introduced before."""
    context = context_of(storage, known, introduced_at=MONDAY.isoformat(), memory=memory or Memory())
    return replace(context, message=Message("anna", MONDAY, action=action, kind=Kind.BUTTON))


def test_every_answer_and_every_facet_has_the_buttons_it_names(storage: Storage, shipped_knowledge: Knowledge) -> None:
    missing = []
    for entry in shipped_knowledge.entries.values():
        actions = [encode(Action.TOPIC, entry.id), *(encode(Action.FACET, entry.id, facet) for facet in FACETS)]
        missing += [f"{action}: {found}" for action in actions for found in told(tapped(storage, shipped_knowledge, action))]
    assert missing == []


def test_who_cannot_telephone_is_not_told_to_choose_a_call(storage: Storage, shipped_knowledge: Knowledge) -> None:
    deaf = Memory(traits={"doof": Remembered("ja")})
    calls = []
    for entry in shipped_knowledge.entries.values():
        for facet in FACETS:
            result = turn(tapped(storage, shipped_knowledge, encode(Action.FACET, entry.id, facet), deaf))
            if any("ies Bel mij" in reply.text for reply in result.replies):
                calls.append(f"{entry.id}#{facet}")
    assert calls == []


@pytest.mark.parametrize(("said", "label"), [("Kies Bel mij.", "Bel mij"), ("Te laat? Kies dan Ik kom langs.", "Ik kom langs")])
def test_the_button_is_put_below_the_text(storage: Storage, shipped_knowledge: Knowledge, said: str, label: str) -> None:
    context = context_of(storage, shipped_knowledge)
    result = turn(tapped(storage, shipped_knowledge, encode(Action.MENU)))
    told_so = mention.kept(context, replace(result, replies=(Reply(said, (Button("Een", "x"), context.human)),)))
    assert [one.label for one in told_so.reply.buttons] == ["Een", label, "Medewerker"]


def test_a_call_that_stands_under_another_name_is_called_by_that_name(storage: Storage, shipped_knowledge: Knowledge) -> None:
    context = context_of(storage, shipped_knowledge)
    result = turn(tapped(storage, shipped_knowledge, encode(Action.MENU)))
    call = replace(context.call, label="Bel mij hierover")
    told_so = mention.kept(context, replace(result, replies=(Reply("Kies Bel mij.", (call, context.human)),)))
    assert told_so.reply == Reply("Kies Bel mij hierover.", (call, context.human))


def test_a_typed_question_gets_the_button_that_the_answer_names(citizen: Citizen) -> None:
    citizen.says("ik wil leren lassen")
    citizen.says("en wat als dat niet lukt")
    for found in CHOOSE.findall(citizen.text):
        assert any(label.startswith(found) for label in citizen.labels)
