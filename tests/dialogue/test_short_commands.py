"""The words that always work are commands, whatever they look like."""

from __future__ import annotations

import pytest

from bot.understanding.sentences import Sentences
from tests.conftest import Citizen


@pytest.mark.sweep
def test_no_command_is_taken_for_a_cry_for_help_or_a_formal_act(citizen: Citizen, shipped_sentences: Sentences) -> None:
    mistaken = []
    for listed in shipped_sentences.commands.values():
        for line in listed:
            citizen.says(line)
            assert citizen.handled is not None
            if citizen.handled.result.topic in ("crisis", "crisis-vraag", "formeel-bericht"):
                mistaken.append(line)
    assert mistaken == []


def test_a_command_given_again_is_answered_again(citizen: Citizen) -> None:
    citizen.says("/help")
    first = citizen.text.splitlines()[-1]
    citizen.says("/help")
    assert (citizen.text.splitlines()[-1], "Meer weet ik" in citizen.text) == (first, False)
