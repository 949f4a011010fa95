"""Whether someone came, noted at the desk by the code of the appointment or its id, and the step after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.content.entries import StepKind
from bot.domain.appointment import Appointment, Outcome
from bot.domain.time import local
from bot.storage import appointment_rows, appointments, events
from bot.storage.database import Database, Storage
from bot.storage.events import Event

STEPS = tuple(kind for kind in StepKind if kind is not StepKind.NONE)


class NoSuchCode(Exception):
    """No appointment that stands has or had this code."""


class NotYet(Exception):
    """The appointment with this code is on a later day: nobody can know yet."""

    def __init__(self, appointment: Appointment) -> None:
        super().__init__(appointment.wall)
        self.appointment = appointment


class NothingNoted(Exception):
    """There is nothing to take back."""


@dataclass(frozen=True)
class Noted:
    """An appointment with its outcome as it is now, and what was known of it before."""

    appointment: Appointment
    before: Outcome


def note(storage: Storage, code: str, outcome: Outcome, now: datetime) -> Noted:
    """Note what became of the appointment with this code; noting the same twice changes nothing. Raises NoSuchCode, NotYet."""
    with storage.transaction() as db:
        found = _with_code(db, code, now)
        if found.outcome is outcome:
            return Noted(found, found.outcome)
        return Noted(appointments.set_outcome(db, found.id, outcome, now), found.outcome)


def undo(storage: Storage, code: str, now: datetime) -> Noted:
    """Take back what was noted last: what was known before holds again. Raises NoSuchCode, NotYet, NothingNoted."""
    with storage.transaction() as db:
        found = _with_code(db, code, now)
        before = appointments.outcome_before(db, found.id)
        if before is None:
            raise NothingNoted(code)
        return Noted(appointments.set_outcome(db, found.id, before, now), found.outcome)


def step(storage: Storage, code: str, kind: StepKind, to: str, version: str, now: datetime) -> Appointment:
    """Note the step that was agreed on at the appointment; counted as chosen, in the contact that led to it. Raises NoSuchCode, NotYet."""
    with storage.transaction() as db:
        found = _with_code(db, code, now)
        person, audience = events.told_of(db, found.contact)
        events.note(db, now, found.contact, person, audience, version, Event("chosen", found.subject, kind.value, to, found.id))
        return found


def _with_code(db: Database, code: str, now: datetime) -> Appointment:
    """The last that was or is today; a code may be used again after its appointment is over, an id never is."""
    by_id = appointment_rows.find(db, code)
    stand = [one for one in ([by_id] if by_id else appointment_rows.with_code(db, code.strip())) if one.stands]
    been = [one for one in stand if one.begin.date() <= local(now).date()]
    if not stand:
        raise NoSuchCode(code)
    if not been:
        raise NotYet(stand[-1])
    return been[0]
