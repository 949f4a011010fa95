"""The agenda: everything that can be asked of it and done to it. Every function works inside an open transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from bot.domain.appointments import Appointment, Outcome
from bot.domain.time import local, stamp
from bot.storage import agenda_rows as rows
from bot.storage.booking import NoSuchAppointment, NotBookable, TooLate, TooManyOpen, book, cancel, held, hold, move, release
from bot.storage.closing import affected, affected_by, close, give_up_affected
from bot.storage.closures import in_force, made, reopen
from bot.storage.free_moments import free, near
from bot.storage.seating import SlotTaken, sync_roster


def upcoming(db: Database, person: str, now: datetime) -> list[Appointment]:
    """The appointments of a person that stand and are not over, the first one first."""
    return rows.upcoming(db, person, now)


def find(db: Database, appointment_id: str) -> Appointment | None:
    """One appointment, whatever its state."""
    return rows.find(db, appointment_id)


def agenda(db: Database, begin: datetime, end: datetime) -> list[Appointment]:
    """For staff: the appointments that stand and begin from `begin` up to `end`, in order of time."""
    return rows.between(db, begin, end)


def reminder_state(db: Database, appointment: Appointment) -> str:
    """Where its reminder is (a state of the outbox), empty when there is none; `dead` is not delivered."""
    return rows.reminder_state(db, appointment.id)


def set_outcome(db: Database, appointment_id: str, outcome: Outcome, now: datetime, *, channel: str = "balie") -> Appointment:
    """Note what became of an appointment, from its day on. Raises NoSuchAppointment, and ValueError on an earlier day."""
    old = rows.find(db, appointment_id)
    if old is None:
        raise NoSuchAppointment(appointment_id)
    if local(now).date() < old.begin.date():
        raise ValueError(f"appointment {appointment_id} is on {old.wall}: no outcome before that day")
    new = replace(old, outcome=outcome, changed_at=stamp(now))
    rows.update(db, new)
    rows.note(db, new, "uitkomst", now, channel=channel, detail=outcome.value)
    return new


def add_question(db: Database, appointment_id: str, question: str, now: datetime) -> None:
    """The person's own sentence, after their yes. Raises NoSuchAppointment."""
    old = rows.find(db, appointment_id)
    if old is None:
        raise NoSuchAppointment(appointment_id)
    rows.update(db, replace(old, question=question, changed_at=stamp(now)))


__all__ = [
    "NoSuchAppointment",
    "NotBookable",
    "SlotTaken",
    "TooLate",
    "TooManyOpen",
    "add_question",
    "affected",
    "affected_by",
    "agenda",
    "book",
    "cancel",
    "close",
    "find",
    "free",
    "give_up_affected",
    "held",
    "hold",
    "in_force",
    "made",
    "move",
    "near",
    "release",
    "reminder_state",
    "reopen",
    "set_outcome",
    "sync_roster",
    "upcoming",
]
