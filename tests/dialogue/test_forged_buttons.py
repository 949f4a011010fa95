"""What comes back in a button may be anything: nothing in it breaks a conversation, at whatever question of ours.

Each forgery is tried at one of the questions; with WERKBOT_SOAK=1 at all of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from bot.dialogue.actions import VERSION, Action
from bot.dialogue.old_actions import BOOKING, COSTS, EMPLOYER, RENAMED
from bot.domain.messages import Kind, Message
from tests.conftest import Citizen

ARGUMENTS = [
    "",
    "²",
    ":",
    "::",
    "/",
    "nu",
    "x:y:z",
    "contact:²",
    "contact:" + "9" * 20,
    "2026-13-40",
    "9999-12-31T23:59/23:58",
    "0001-01-01",
]
INNER = [
    "moment:x/balie/groningen",
    "moment:²/bellen/groningen",
    "bevestig:x/balie/groningen",
    "uren:²",
    "u:²",
    "b:²",
    "plaats:x",
    "naam:",
    "verder:",
]


def at_the_summary(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.taps(citizen.labels[0])


def at_the_windows(citizen: Citizen) -> None:
    citizen.says("bel me morgen op 0600000000")


def at_the_costs(citizen: Citizen) -> None:
    citizen.says("wat kost een werknemer met loonkostensubsidie mij")
    if "Reken met mijn uren" in citizen.labels:
        citizen.taps("Reken met mijn uren")


def at_the_employer(citizen: Citizen) -> None:
    citizen.says("ik zoek personeel")
    citizen.taps("Gesprek voorbereiden")


def nowhere(citizen: Citizen) -> None:
    citizen.says("moi")


QUESTIONS = (at_the_summary, at_the_windows, at_the_costs, at_the_employer, nowhere)
SOAK = os.environ.get("WERKBOT_SOAK") == "1"


@pytest.mark.parametrize("reach", QUESTIONS)
def test_a_forged_button_breaks_nothing(citizen: Citizen, reach: Callable[[Citizen], None]) -> None:
    reach(citizen)
    assert citizen.handled
    state = citizen.handled.state
    token = state.waiting.data.get("token", "") if state.waiting else ""
    inner = [f"{token}:{one}" for one in INNER]
    verbs = [*(f"{VERSION}:{action}" for action in Action), *RENAMED, BOOKING, COSTS, EMPLOYER]
    forged = [f"{verb}:{argument}" for verb in verbs for argument in (*ARGUMENTS, *inner)]
    for action in forged if SOAK else forged[QUESTIONS.index(reach) :: len(QUESTIONS)]:
        with citizen.reception.storage.transaction() as db:
            db.execute("SAVEPOINT forged")
            answered = citizen.reception.handle(Message(citizen.person, citizen.now, action=action, kind=Kind.BUTTON, channel="json"))
            assert answered.result.reply.text, action
            db.execute("ROLLBACK TO forged")
