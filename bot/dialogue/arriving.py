"""Someone comes by a link or QR code of an event or a location: its own welcome, counted, and a step in at most three taps."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import StepKind
from bot.content.model import Knowledge, Occasion
from bot.dialogue import greeting
from bot.dialogue.scene import Outcome, Scene
from bot.domain.messages import Button, Reply
from bot.storage.ledger import Event

EVENT, LOCATION = "evenement-", "locatie-"
MOST_SERVICES = 3


def payloads(known: Knowledge) -> dict[str, str]:
    """What may stand in a link, with the name it stands for; the same for `werkbot qr` and for who comes by it."""
    events = {f"{EVENT}{one.id}": one.name for one in known.occasions}
    return events | {f"{LOCATION}{one.id}": one.name for one in known.calendar.locations.values()}


def arrived(scene: Scene) -> Outcome:
    """/start: with the welcome of the event or location in the link, else the usual one."""
    started, payload = greeting.start(scene), scene.message.payload
    name = payloads(scene.knowledge).get(payload)
    if name is None:
        return started
    occasion = next((one for one in scene.knowledge.occasions if payload == f"{EVENT}{one.id}"), None)
    text = scene.say("welkom.locatie", naam=name) if occasion is None else _welcome(scene, occasion)
    reply = Reply(text, tuple(_services(scene, occasion)) + _others(scene, started) if occasion else started.reply.buttons)
    return replace(started, replies=(reply,), events=(*started.events, Event("source", detail=payload)))


def _welcome(scene: Scene, occasion: Occasion) -> str:
    if occasion.is_over(scene.now.date()):
        return scene.say("evenement.voorbij", naam=occasion.name)
    return scene.answers.fill(occasion.welcome)


def _services(scene: Scene, occasion: Occasion) -> list[Button]:
    """A conversation begins with its moments: moment, confirm, and it is booked."""
    services = [scene.calendar.services[one] for one in occasion.services if one in scene.calendar.services]
    return [Button(one.name, f"b:{one.id}", StepKind.APPOINTMENT.value) for one in services[:MOST_SERVICES]]


def _others(scene: Scene, started: Outcome) -> tuple[Button, ...]:
    """Being called, walking in, and the rest of the menu without its booking."""
    topics = tuple(button for button in started.reply.buttons if button.action.startswith("t:"))
    return (scene.call, scene.come, *topics[:2], scene.human)
