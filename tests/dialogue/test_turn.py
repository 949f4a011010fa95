"""The order in which a message is read: what stands first in the list answers, and nothing else decides."""

from __future__ import annotations

from unittest import mock

import pytest

from bot.dialogue import buttons, turn
from bot.dialogue.typed_choice import typed_choice
from tests.conftest import Citizen


def topic(citizen: Citizen) -> str:
    assert citizen.handled is not None
    return citizen.handled.result.topic


def open_dialogue(citizen: Citizen) -> str:
    assert citizen.handled is not None
    waiting = citizen.handled.state.waiting
    return waiting.dialogue if waiting else ""


def at_the_number(citizen: Citizen) -> None:
    """An appointment by telephone, for which we ask the number."""
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.says("liever bellen")
    citizen.taps(citizen.labels[0])


@pytest.mark.parametrize("text", ["ik wil dood", "stop, ik wil dood", "ik wil niet meer leven"])
def test_an_alarm_goes_before_an_open_form_and_a_command(citizen: Citizen, text: str) -> None:
    citizen.says("ik wil een afspraak")
    citizen.says(text)
    assert (topic(citizen), open_dialogue(citizen)) == ("crisis", "")


def test_the_exact_words_of_a_button_press_it(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.says("Ik kom langs")
    assert citizen.step is not None and citizen.step[0] == "inloop"


def test_a_command_goes_before_an_open_form(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.says("menu")
    assert (topic(citizen), open_dialogue(citizen)) == ("wat-kun-je", "")


def test_an_open_form_goes_before_a_telephone_number_out_of_the_blue(citizen: Citizen) -> None:
    at_the_number(citizen)
    citizen.says("0600000000")
    assert open_dialogue(citizen) == "boeking"
    citizen.says("stop")
    citizen.says("0600000000")
    assert open_dialogue(citizen) == "bellen"


def test_a_telephone_number_goes_before_what_a_sentence_is_about(citizen: Citizen) -> None:
    citizen.says("bel me op 0600000000")
    assert open_dialogue(citizen) == "bellen"


def test_a_question_in_the_middle_is_answered_and_the_form_goes_on(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.says("wat kost het om bij jullie langs te komen")
    assert (topic(citizen), open_dialogue(citizen)) == ("kosten", "boeking")
    assert len(citizen.replies) == 2


def test_a_typed_choice_is_looked_for_once(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    with mock.patch.object(buttons, "typed_choice", wraps=typed_choice) as looked:
        citizen.says("Gesprek over werk")
    assert looked.call_count == 1


def test_every_reader_and_touch_stands_in_the_list_once() -> None:
    assert len({*turn.EXACT, *turn.READING}) == len(turn.EXACT) + len(turn.READING)
    assert len(set(turn.TOUCHES)) == len(turn.TOUCHES)
