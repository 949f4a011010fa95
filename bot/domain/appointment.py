"""An appointment as a value: its moment and place in words, its reminders, what is asked afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.content.services import PlaceKind
from bot.domain.availability import Slot
from bot.domain.time import at, elapsed, from_wall, local

# The facts of an appointment, as every part of the assistant knows them.


class State(StrEnum):
    """Whether an appointment stands; `VOID` is one that we had to give up because we closed."""

    BOOKED = "afgesproken"
    CANCELLED = "afgezegd"
    VOID = "vervallen"


class Outcome(StrEnum):
    """What became of an appointment, noted by staff; `OPEN` is not noted yet."""

    OPEN = ""
    SHOWN_UP = "verschenen"
    NOT_SHOWN_UP = "niet verschenen"
    UNKNOWN = "onbekend"


@dataclass(frozen=True)
class Booking:
    """What somebody confirmed, or a colleague typed for them: all that an appointment is made of."""

    person: str
    """Pseudonym; empty for who calls or stands at the counter."""
    service: str
    slot: Slot
    channel: str
    trial: bool = field(kw_only=True)
    name: str = ""
    phone: str = ""
    subject: str = ""
    contact: str = ""
    """The conversation in which it is made, for reports."""
    source: str = ""
    details: str = ""


@dataclass(frozen=True)
class Move:
    """Another moment for an appointment of somebody's own."""

    person: str
    appointment: str
    """Its id."""
    slot: Slot
    channel: str
    phone: str = ""
    """When it becomes a call."""


@dataclass(frozen=True)
class Appointment:
    """One appointment. Its moment is kept as the local wall clock, so that no server zone can move it."""

    id: str
    """Unguessable, at most 12 characters, safe in a web address."""
    code: str
    """Four characters to say at the counter."""
    person: str
    """Pseudonym; empty when the person was erased."""
    service: str
    pool: str
    location: str
    place: PlaceKind
    wall: str
    """`2026-11-24T10:00`, on the clock in the Netherlands."""
    minutes: int
    sequence: int
    """Counts its changes: the reminder and the .ics of an earlier one no longer hold."""
    state: State
    trial: bool
    channel: str
    name: str = ""
    phone: str = ""
    subject: str = ""
    contact: str = ""
    """The conversation in which it was made, for reports."""
    source: str = ""
    """The deep link or event that the person came by."""
    outcome: Outcome = Outcome.OPEN
    booked_at: str = ""
    changed_at: str = ""
    details: str = ""
    """What an employer prepared: what for, branch, municipality, hours."""
    question: str = ""
    """The person's own sentence, only after [Ja, geef door]."""

    @property
    def begin(self) -> datetime:
        """When it begins, aware, in local time."""
        return from_wall(self.wall)

    @property
    def end(self) -> datetime:
        """When it is over."""
        return self.slot.end

    @property
    def slot(self) -> Slot:
        """Its moment and place."""
        return Slot(self.location, self.place, self.begin, self.minutes)

    @property
    def stands(self) -> bool:
        """Whether it is still on."""
        return self.state is State.BOOKED


@dataclass(frozen=True)
class Hold:
    """A moment kept free for someone who is choosing; `until` is aware, in local time."""

    person: str
    slot: Slot
    until: datetime


# When a reminder is due, and whether it may still be sent when its turn comes.

AHEAD = timedelta(hours=24)  # who books later than this has the confirmation fresh in mind
LATE_AFTER = timedelta(hours=1)  # a queue or a short restart is no delay worth a word


class ReminderVerdict(StrEnum):
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


def judge_reminder(appointment: Appointment | None, sequence: int, now: datetime) -> ReminderVerdict:
    """Judged from the present state, in the transaction that claims the row: never for one cancelled, moved or gone by."""
    if appointment is None or not appointment.stands or appointment.sequence != sequence or elapsed(now, appointment.begin) <= timedelta(0):
        return ReminderVerdict.DROP
    here = local(appointment.begin)
    due = at(here.date() - timedelta(days=1), here.time())
    return ReminderVerdict.SEND_LATE if elapsed(due, now) > LATE_AFTER else ReminderVerdict.SEND


# Whether a message that we send unasked may leave now, later or never: judged from the present state.

AT = time(10)  # by daylight, on the day that was chosen
GIVEN_UP_AFTER = timedelta(days=7)  # what could not be sent for so long comes out of the blue


class What(StrEnum):
    """Which message: the reminder that was asked for, or the question after an appointment."""

    REMINDER = "herinner"
    SUCCEEDED = "gelukt"


class FollowUpVerdict(StrEnum):
    """What to do with a message whose turn has come."""

    REMIND = "remind"
    ASK = "ask"
    MISSED = "missed"
    LATER = "later"
    DROP = "drop"


@dataclass(frozen=True)
class Judged:
    """The verdict, and when to look again (LATER)."""

    verdict: FollowUpVerdict
    due: datetime | None = None


def day_after(moment: datetime, days: int = 1) -> datetime:
    """Ten o'clock, so many days after a moment."""
    return at(local(moment).date() + timedelta(days=days), AT)


def judge_follow_up(what: str, due: datetime, made: Appointment | None, *, welcome: bool, sent: int, most: int, now: datetime) -> Judged:
    """Never for who told us to stop, above the limit or much too late; after an appointment only when it has been."""
    if not welcome or sent >= most or elapsed(due, now) > GIVEN_UP_AFTER:
        return Judged(FollowUpVerdict.DROP)
    if what == What.REMINDER:
        return Judged(FollowUpVerdict.REMIND)
    if made is None or not made.person or not made.stands:
        return Judged(FollowUpVerdict.DROP)
    if elapsed(made.end, now) <= timedelta(0):
        return Judged(FollowUpVerdict.LATER, day_after(made.end))
    return Judged(FollowUpVerdict.MISSED if made.outcome is Outcome.NOT_SHOWN_UP else FollowUpVerdict.ASK)
