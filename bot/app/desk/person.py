"""What we hold of one person and until when, and its erasure asked at the counter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.config import RetentionSettings
from bot.content.model import Knowledge
from bot.domain.appointment import Appointment
from bot.domain.messages import Reply, to_body
from bot.domain.time import moment
from bot.storage import appointment_rows, appointments, outbox, people, personal_data, requests
from bot.storage.database import Database, Storage
from bot.storage.requests import Request

ASKED_FOR = "antwoord"
"""The kind of a message that its person waits for: also for who wants no messages of ours."""
SETTLED_STAYS = timedelta(days=1)
"""So long after a request was settled its personal data go."""


class NobodyThere(Exception):
    """Nothing of a person stands behind this appointment or request any more."""


@dataclass(frozen=True)
class Held:
    """Everything of one person that staff may know."""

    person: str
    visits: tuple[Appointment, ...]
    owed: tuple[Request, ...]
    rows: int
    """How many rows of all tables are about this person."""
    reachable: bool
    erased_by: datetime | None
    """When the last of it goes by itself, when nothing more is heard."""


def held(storage: Storage, object_id: str, kept: RetentionSettings) -> Held:
    """What we hold of the person of an appointment or request. Raises NobodyThere."""
    with storage.reading() as db:
        person = _person(db, object_id)
        found = personal_data.export(db, person)
        visits = [appointment_rows.find(db, row["id"]) for row in found.get("appointments", ())]
        heard = max((row["heard_at"] or "" for row in found.get("addresses", ())), default="")
        return Held(
            person,
            tuple(sorted((one for one in visits if one), key=lambda one: one.wall)),
            tuple(requests.of_person(db, person)),
            sum(len(rows) for rows in found.values()),
            people.channel_of(db, person) is not None,
            moment(heard) + timedelta(days=kept.person_days) if heard else None,
        )


def send_code(storage: Storage, known: Knowledge, object_id: str, code: str, now: datetime) -> bool:
    """A code in the chat of this person, to read aloud at the counter; False when we cannot write to them. Raises NobodyThere."""
    with storage.transaction() as db:
        person = _person(db, object_id)
        channel = people.channel_of(db, person)
        if channel is None:
            return False
        outbox.put(db, person, channel, ASKED_FOR, to_body(Reply(known.phrases.say("rechten.code-balie", code=code))), now, now=now)
        return True


def erase(storage: Storage, known: Knowledge, object_id: str, now: datetime) -> bool:
    """All of it gone at once, appointments called off; True when the person hears so. Raises NobodyThere.

    Noted before it is certain, as when the person asks for it in the chat: a copy that is put back erases them again.
    """
    with storage.transaction() as db:
        person = _person(db, object_id)
        channel = people.channel_of(db, person)
        appointments.call_off_all(db, person, now)
        if (path := personal_data.file_of(db)) is not None:
            personal_data.record(path, person, now)
        personal_data.erase(db, person)
        if channel is None:
            personal_data.forget_address(db, person)
            return False
        outbox.put(db, person, channel, personal_data.ANSWERING, to_body(Reply(known.phrases.say("rechten.gewist"))), now, now=now)
        return True


def _person(db: Database, object_id: str) -> str:
    made, request = appointment_rows.find(db, object_id), requests.find(db, object_id)
    person = made.person if made else request.person if request else ""
    if not person:
        raise NobodyThere(object_id)
    return person
