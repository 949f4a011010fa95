"""A choice that was typed: the words on a button, its number, or its place; never another moment than the one that was said."""

from __future__ import annotations

import pytest

from bot.content.model import Knowledge
from bot.dialogue.actions import Action, encode
from bot.dialogue.typed_choice import typed_choice
from bot.domain.messages import Button
from bot.storage.database import Storage
from tests.dialogue.turns import context_of

TEN, ELEVEN = encode(Action.SLOT, "7", "2026-12-01T10:00/balie/groningen"), encode(Action.SLOT, "7", "2026-12-01T11:00/balie/groningen")
LATER, STOP = encode(Action.LATER, "7"), encode(Action.STOP)
SHOWN = (
    Button("Dinsdag 1 december, 10.00 uur", TEN),
    Button("Dinsdag 1 december, 11.00 uur", ELEVEN),
    Button("Later", LATER),
    Button("Stoppen", STOP),
)
OTHERS = (Button("Scholing", encode(Action.TOPIC, "scholing")), Button("Stoppen", STOP))


@pytest.mark.parametrize(
    ("text", "numbered", "action"),
    [
        ("dinsdag 1 december, 10.00 uur", False, TEN),
        ("Dinsdag 1 december 11.00 uur", False, ELEVEN),
        ("dinsdag 1 december 12.00 uur", False, ""),
        ("stopen", False, STOP),
        ("2", True, ELEVEN),
        ("nummer 4", True, STOP),
        ("5", True, ""),
        ("2", False, ""),
        ("²", True, ""),
        ("de tweede", False, ELEVEN),
        ("doe die laatste maar", False, ELEVEN),
        ("de derde", False, ""),
        ("ik zoek werk", True, ""),
        ("", True, ""),
    ],
)
def test_what_was_typed_is_the_button_that_was_meant(
    storage: Storage, shipped_knowledge: Knowledge, text: str, numbered: bool, action: str
) -> None:
    assert typed_choice(context_of(storage, shipped_knowledge, text, offered=SHOWN, numbered=numbered)) == action


@pytest.mark.parametrize(("text", "action"), [("de eerste", OTHERS[0].action), ("de tweede", STOP), ("de laatste", "")])
def test_without_moments_a_place_counts_all_that_is_shown_and_nothing_is_the_last(
    storage: Storage, shipped_knowledge: Knowledge, text: str, action: str
) -> None:
    assert typed_choice(context_of(storage, shipped_knowledge, text, offered=OTHERS)) == action


def test_without_buttons_nothing_was_chosen(storage: Storage, shipped_knowledge: Knowledge) -> None:
    assert typed_choice(context_of(storage, shipped_knowledge, "1", numbered=True)) == ""
