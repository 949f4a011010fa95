"""The facts of an appointment, as every part of the assistant knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.content.services import PlaceKind
from bot.local_time import from_wall
from bot.slots import Slot


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
