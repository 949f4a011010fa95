"""Whether a message that we send unasked may leave now, later or never: judged from the present state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.appointments import Appointment, Outcome
from bot.local_time import at, elapsed, local

AT = time(10)  # by daylight, on the day that was chosen
GIVEN_UP_AFTER = timedelta(days=7)  # what could not be sent for so long comes out of the blue


class What(StrEnum):
    """Which message: the reminder that was asked for, or the question after an appointment."""

    REMINDER = "herinner"
    SUCCEEDED = "gelukt"


class Verdict(StrEnum):
    """What to do with a message whose turn has come."""

    REMIND = "remind"
    ASK = "ask"
    MISSED = "missed"
    LATER = "later"
    DROP = "drop"


@dataclass(frozen=True)
class Judged:
    """The verdict, and when to look again (LATER)."""

    verdict: Verdict
    due: datetime | None = None


def day_after(moment: datetime, days: int = 1) -> datetime:
    """Ten o'clock, so many days after a moment."""
    return at(local(moment).date() + timedelta(days=days), AT)


def judge(what: str, due: datetime, made: Appointment | None, *, welcome: bool, sent: int, most: int, now: datetime) -> Judged:
    """Never for who told us to stop, above the limit or much too late; after an appointment only when it has been."""
    if not welcome or sent >= most or elapsed(due, now) > GIVEN_UP_AFTER:
        return Judged(Verdict.DROP)
    if what == What.REMINDER:
        return Judged(Verdict.REMIND)
    if made is None or not made.person or not made.stands:
        return Judged(Verdict.DROP)
    if elapsed(made.end, now) <= timedelta(0):
        return Judged(Verdict.LATER, day_after(made.end))
    return Judged(Verdict.MISSED if made.outcome is Outcome.NOT_SHOWN_UP else Verdict.ASK)
