"""Since when the assistant is unwell, and whether the operator has heard of it: shared by all processes that look."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlite_utils import Database

from bot.storage import heartbeats

RED, TOLD = "rood", "gemeld"


class Alarm(StrEnum):
    """What to tell the operator now."""

    NOTHING = "niets"
    RED = "rood"
    GREEN = "groen"
    """It was told that something was wrong, and that is over."""


def judge(db: Database, unwell: bool, now: datetime, after: timedelta) -> Alarm:
    """Note how it is; RED once when it has been unwell for `after`, GREEN once when that is over."""
    beats = heartbeats.beats(db)
    if not unwell:
        heartbeats.forget(db, RED)
        heartbeats.forget(db, TOLD)
        return Alarm.GREEN if TOLD in beats else Alarm.NOTHING
    if RED not in beats:
        heartbeats.beat(db, RED, now)
        return Alarm.NOTHING
    if TOLD in beats or now - beats[RED].at < after:
        return Alarm.NOTHING
    heartbeats.beat(db, TOLD, now)
    return Alarm.RED


def not_told(db: Database) -> None:
    """The notice did not get through: say it again next time."""
    heartbeats.forget(db, TOLD)
