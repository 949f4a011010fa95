"""The tap that counts: booked or moved in this transaction, or a sentence that says why not."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import StepKind
from bot.dialogue import offers
from bot.dialogue.confirming import confirmed
from bot.dialogue.scene import Outcome, Scene, outcome
from bot.dialogue.state import Waiting
from bot.storage import agenda
from bot.storage import booking as counter
from bot.storage.seating import SlotTaken


def booked(scene: Scene, waiting: Waiting, value: str) -> Outcome | None:
    """Book or move in this transaction; what cannot be gets its own sentence and nothing changes."""
    slot = offers.slot_of(scene, waiting, value)
    if slot is None or waiting.data.get("slot") != value:
        return None
    data = waiting.data
    try:
        if moving := data.get("moving"):
            made = counter.move(
                scene.db,
                scene.calendar,
                scene.person,
                moving,
                slot,
                scene.now,
                channel=scene.message.channel,
                phone=data.get("telefoon", ""),
            )
        else:
            made = counter.book(
                scene.db,
                scene.calendar,
                scene.person,
                data["dienst"],
                slot,
                scene.now,
                channel=scene.message.channel,
                name=data.get("naam", ""),
                phone=data.get("telefoon", ""),
                subject=data.get("topic", ""),
                contact=scene.state.contact,
                source=scene.state.source,
                details=data.get("details", ""),
                trial=scene.trial,
            )
    except SlotTaken:
        return offers.moments(scene, waiting.having(slot=""), offers.near(slot), scene.say("afspraak.net-bezet"))
    except counter.NotBookable as error:
        return offers.moments(scene, waiting.having(slot=""), offers.near(slot), offers.refused(scene, error.refusal, slot))
    except counter.TooManyOpen:
        return too_many(scene)
    except counter.NoSuchAppointment:
        return outcome(
            scene,
            scene.say("afspraak.niet-gevonden"),
            [scene.button("afspraak", "b", StepKind.APPOINTMENT), scene.come, scene.human],
            state=replace(scene.state, waiting=None),
        )
    return confirmed(scene, made, moved=bool(data.get("moving")))


def too_many(scene: Scene) -> Outcome:
    """Nobody holds more open appointments than the calendar allows; what stands can be changed."""
    counter.release(scene.db, scene.person)
    count = len(agenda.upcoming(scene.db, scene.person, scene.now))
    buttons = [scene.button("mijn-afspraak", "mijn", StepKind.APPOINTMENT), scene.come, scene.human]
    return outcome(scene, scene.say("afspraak.te-veel", aantal=count), buttons, state=replace(scene.state, waiting=None))
