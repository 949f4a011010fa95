"""Closed with appointments: each person gets the nearest new moments, one tap each, so that nobody stands before a closed door."""

from __future__ import annotations

from datetime import datetime

from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.content.services import Closure
from bot.dialogue.actions import Action, encode
from bot.domain import formatting
from bot.domain.appointment import Appointment
from bot.domain.messages import Button, Reply, to_body
from bot.domain.time import local, wall
from bot.storage import appointments, capacity, outbox, people
from bot.storage.database import Database
from bot.understanding.dates.find_moment import Moment

OFFERED = 3  # moments per person; more stand behind [Ander moment]


def close(db: Database, known: Knowledge, location: str, closure: Closure, now: datetime) -> list[tuple[Appointment, bool]]:
    """Close, and write to everyone affected; with each appointment whether we could write (else staff must call)."""
    lost = appointments.close(db, known.calendar, location, closure, now)
    return [(one, _written(db, known, one, now)) for one in lost]


def _written(db: Database, known: Knowledge, lost: Appointment, now: datetime) -> bool:
    channel = people.channel_of(db, lost.person) if lost.person else None
    if channel is None:
        return False
    text = known.phrases.say("afspraak.sluiting", moment=formatting.moment(lost.begin, local(now)))
    reply = Reply(text, (*new_moments(db, known, lost, now), *_others(known, lost)))
    outbox.put(db, lost.person, channel, "bericht", to_body(reply), now, now=now, key=f"sluiting:{lost.id}:{lost.sequence}")
    return True


def new_moments(db: Database, known: Knowledge, lost: Appointment, now: datetime) -> list[Button]:
    """The free moments nearest to the one that was lost: a tap moves the appointment there."""
    wish = Moment(date=lost.begin.date(), time=lost.begin.time())
    free = capacity.near(db, known.calendar, lost.service, lost.place, now, wish, lost.person, OFFERED)
    return [
        Button(
            formatting.moment_button(slot.begin),
            encode(Action.MOVE_TO, lost.id, f"{wall(slot.begin)}/{slot.place.value}/{slot.location}"),
            StepKind.APPOINTMENT.value,
        )
        for slot in free
    ]


def _others(known: Knowledge, lost: Appointment) -> tuple[Button, ...]:
    phrases = known.phrases
    return (
        Button(phrases.label("ander-moment"), encode(Action.MOVE, lost.id), StepKind.APPOINTMENT.value),
        Button(phrases.label("bel-mij"), encode(Action.CALL), StepKind.CALL_BACK.value),
        Button(phrases.label("medewerker"), encode(Action.HUMAN)),
    )
