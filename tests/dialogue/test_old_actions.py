"""A button of before the versions does what it did: its name now, and behind it what stood behind it."""

from __future__ import annotations

import pytest

from bot.dialogue.actions import Action
from bot.dialogue.old_actions import RENAMED, renewed


@pytest.mark.parametrize(("old", "new"), RENAMED.items())
def test_every_verb_has_its_name_of_now(old: str, new: str) -> None:
    assert (renewed(old), renewed(f"{old}:a:b")) == (new, f"{new}:a:b")
    assert new in set(Action)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("bk:7:dienst:talk", "service:7:talk"),
        ("bk:7:moment:2026-11-24T09:30/desk/groningen", "slot:7:2026-11-24T09:30/desk/groningen"),
        ("bk:7:overslaan", "no-name:7"),
        ("bk:7:balie", "place:7:balie"),
        ("wg:begin", "prepare"),
        ("wg:7:naam", "company:7"),
        ("wg:7:branche:zorg", "answer:7:branche:zorg"),
        ("reken:begin", "reckon"),
        ("reken:opnieuw", "reckon-on"),
        ("reken:7:uren:24", "sum:7:uren:24"),
    ],
)
def test_a_verb_with_others_behind_it_is_taken_apart(old: str, new: str) -> None:
    assert renewed(old) == new
    assert new.partition(":")[0] in set(Action)


@pytest.mark.parametrize("text", ["", "taart", "taart:7", ":", "v1:topic:x"])
def test_what_no_button_was_is_nothing(text: str) -> None:
    assert renewed(text) == ""
