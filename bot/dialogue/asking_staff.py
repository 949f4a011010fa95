"""A request to staff: what goes on their list, and what the person hears of it."""

from __future__ import annotations

import secrets

from bot.content.entries import StepKind
from bot.dialogue.scene import Chosen, Outcome, Scene, outcome
from bot.dialogue.state import State, Waiting
from bot.storage.ledger import Event
from bot.storage.requests import Request


def done(scene: Scene, text: str, state: State, label: str) -> Outcome:
    """What is said when a request stands on the list of staff; `label` is how the step is recorded."""
    buttons = [scene.come, scene.button("menu", "menu")]
    return outcome(
        scene, text, buttons, state=state, topic=scene.state.topic, step=Chosen(StepKind.CALL_BACK, label), events=(Event("requested"),)
    )


def request_of(scene: Scene, waiting: Waiting, kind: str, *, call_from: str = "", call_until: str = "", question: str = "") -> Request:
    """A request to staff of who writes, with the subject when it is not sensitive."""
    entry = scene.knowledge.entries.get(waiting.data.get("topic", ""))
    subject = entry.label if entry and not entry.sensitive else ""
    return Request(
        id=secrets.token_urlsafe(6),
        person=scene.person,
        contact=scene.state.contact,
        kind=kind,
        phone=waiting.data.get("phone", ""),
        call_from=call_from,
        call_until=call_until,
        subject=subject,
        details=waiting.data.get("details", ""),
        question=question,
    )
