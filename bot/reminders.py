"""When a reminder is due, and whether it may still be sent when its turn comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from bot.appointments import Appointment
from bot.local_time import at, elapsed, local

AHEAD = timedelta(hours=24)  # who books later than this has the confirmation fresh in mind (issue C.5)
LATE_AFTER = timedelta(hours=1)  # a queue or a short restart is no delay worth a word


class Verdict(StrEnum):
    """What to do with a reminder whose turn has come."""

    SEND = "send"
    SEND_LATE = "send late"
    DROP = "drop"


def due_at(begin: datetime, booked_at: datetime) -> datetime | None:
    """The day before at the same local time; None when booked less than 24 hours ahead.

    That is 23 or 25 real hours before when the clock changes in between, and always the time that the person knows.
    """
    here = local(begin)
    due = at(here.date() - timedelta(days=1), here.time())
    if elapsed(booked_at, begin) < AHEAD or elapsed(booked_at, due) < timedelta(0):
        return None
    return due


def judge(appointment: Appointment | None, sequence: int, now: datetime) -> Verdict:
    """Judged from the present state, in the transaction that claims the row: never for one cancelled, moved or gone by."""
    if appointment is None or not appointment.stands or appointment.sequence != sequence or elapsed(now, appointment.begin) <= timedelta(0):
        return Verdict.DROP
    here = local(appointment.begin)
    due = at(here.date() - timedelta(days=1), here.time())
    return Verdict.SEND_LATE if elapsed(due, now) > LATE_AFTER else Verdict.SEND
