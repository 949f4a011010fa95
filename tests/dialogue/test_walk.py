"""Every contact a next step, by construction: no state of any dialogue, however reached, leaves someone without one."""

from __future__ import annotations

import os
import random
import re
from collections import deque
from dataclasses import replace
from datetime import timedelta

from bot.app.assistant import Handled, Reception, Snapshot
from bot.config import Settings
from bot.dialogue.actions import Action, action_of, encode
from bot.dialogue.context import State, from_json
from bot.domain.messages import Kind, Message
from bot.storage import people
from bot.storage.database import Storage
from tests.conftest import SUNDAY_EVENING

SOAK = os.environ.get("WERKBOT_SOAK") == "1"
WALKS, LENGTH = (10_000, 12) if SOAK else (25, 10)
MOST_STATES = 100_000 if SOAK else 160
SAID = (
    "ik zoek werk",
    "ik ben me baan kwijt wat nu",
    "ik wil een afspraak",
    "wanneer is mijn afspraak",
    "zeg mijn afspraak af",
    "medewerker",
    "bel mij",
    "groningen is te ver weg",
    "ik snap het niet",
    "wat is WW?",
    "wat kost een afspraakbaan mij",
    "wie wint het songfestival",
    "asdf",
    "bedankt",
    "doei",
    "stop",
    "terug",
    "ja",
    "nee",
    "2",
    "dinsdag 10 uur",
    "0600000000",
    "ik wil dood",
    "hierbij maak ik bezwaar tegen uw besluit",
    "moi",
    "31 februari",
    "kan niet goed lezen",
)


WAYS_OUT = frozenset({Action.HUMAN, Action.CALL, Action.WALK_IN, Action.WRITE, Action.STOP})


def is_well(handled: Handled) -> bool:
    """A concrete step is offered; or the chosen one is repeated at goodbye; or it is a crisis, and there is a way to help."""
    result = handled.result
    buttons = [button for reply in result.replies for button in reply.buttons]
    if any(button.step for button in buttons):
        return True
    closing = result.topic in ("bedankt", "afscheid") and result.state.chosen != ""
    return closing or (result.state.crisis and any(action_of(button.action) is Action.HUMAN for button in buttons))


def shape(state: State) -> tuple[object, ...]:
    """What makes two states the same to someone who looks for a way on."""
    waiting = state.waiting
    offered = tuple(sorted({re.sub(r"[0-9T:/-]{6,}.*|:\d+", "", button.action) for button in state.offered}))
    return (state.topic, waiting and (waiting.dialogue, waiting.step), state.crisis, state.short, min(state.unsure, 3), offered)


class Walker:
    """Goes on from any state, as a person of its own, so that one walk does not disturb another."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.reception = Reception(Storage(":memory:"), snapshot, Settings())
        self.count = 0
        self.now = SUNDAY_EVENING

    def go(self, state: State, *, action: str = "", text: str = "") -> Handled:
        self.count += 1
        self.now += timedelta(seconds=1)
        person = f"wandelaar{self.count}"
        fresh = replace(
            state, last_at=self.now.isoformat(), waiting=state.waiting and replace(state.waiting, asked_at=self.now.isoformat())
        )
        with self.reception.storage.transaction() as db:
            people.write_state(db, person, fresh.to_json(), self.now)
        kind = Kind.BUTTON if action else Kind.TEXT
        return self.reception.handle(Message(person, self.now, text, action, kind))


def test_every_button_of_every_reachable_state_leads_on(snapshot: Snapshot) -> None:
    """The first states that one meets; with WERKBOT_SOAK=1 (`make soak`) all there are."""
    walker = Walker(snapshot)
    start = walker.go(State(), text="moi").state
    seen, queue = set(), deque([start])
    for entry in snapshot.knowledge.entries:
        queue.append(walker.go(start, action=encode(Action.TOPIC, entry)).state)
    for text in SAID:
        queue.append(walker.go(start, text=text).state)
    while queue and len(seen) < MOST_STATES:
        state = from_json(queue.popleft().to_json())
        if shape(state) in seen:
            continue
        seen.add(shape(state))
        for button in state.offered:
            handled = walker.go(state, action=button.action)
            assert is_well(handled), (button, [reply.text for reply in handled.result.replies])
            queue.append(handled.state)
    assert len(seen) > 100
    assert not (SOAK and queue), "there are more states than the walk may see"


def test_random_walks_of_words_and_taps_meet_no_dead_end_and_no_loop_without_a_human(snapshot: Snapshot) -> None:
    walker, chance = Walker(snapshot), random.Random(1)
    for _ in range(WALKS):
        state, without_human = State(), 0
        for _ in range(LENGTH):
            tap = bool(state.offered) and chance.random() < 0.5
            handled = walker.go(state, action=chance.choice(state.offered).action) if tap else walker.go(state, text=chance.choice(SAID))
            assert is_well(handled), (state, [reply.text for reply in handled.result.replies])
            buttons = tuple(button for reply in handled.result.replies for button in reply.buttons)
            reachable = any(action_of(button.action) in WAYS_OUT for button in buttons)
            without_human = 0 if reachable or not buttons else without_human + 1
            assert without_human < 3, (handled.result.topic, buttons)
            state = handled.state
