"""Since when the assistant is unwell, and what of it the operator has heard: shared by all processes that look."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from sqlite_utils import Database

from bot.domain.time import moment, stamp
from bot.storage import heartbeats
from bot.storage.heartbeats import Beat

RED, TOLD = "rood", "gemeld"


class Alarm(StrEnum):
    """What to tell the operator now."""

    NOTHING = "niets"
    RED = "rood"
    GREEN = "groen"
    """It was told that something was wrong, and that is over."""


def judge(db: Database, signs: Collection[str], now: datetime, after: timedelta) -> Alarm:
    """Note what is wrong; RED when a sign has been there for `after` that was not told yet, GREEN once when all is over."""
    beats = heartbeats.beats(db)
    if not signs:
        heartbeats.forget(db, RED)
        heartbeats.forget(db, TOLD)
        return Alarm.GREEN if TOLD in beats else Alarm.NOTHING
    since = _since(beats.get(RED), signs, now)
    heartbeats.beat(db, RED, min(since.values()), json.dumps({sign: stamp(at) for sign, at in since.items()}))
    told = set(beats[TOLD].detail.split()) & set(signs) if TOLD in beats else set()
    lasting = {sign for sign, at in since.items() if now - at >= after}
    if TOLD in beats or lasting:
        heartbeats.beat(db, TOLD, now, " ".join(sorted(told | lasting)))
    return Alarm.RED if lasting - told else Alarm.NOTHING


def not_told(db: Database) -> None:
    """The notice did not get through: say it again next time."""
    heartbeats.forget(db, TOLD)


def _since(red: Beat | None, signs: Collection[str], now: datetime) -> dict[str, datetime]:
    """Since when each sign is there; one that went away and came back is new."""
    if red is None:
        return dict.fromkeys(signs, now)
    if not red.detail:  # noted by an earlier version
        return dict.fromkeys(signs, red.at)
    before = json.loads(red.detail)
    return {sign: moment(before[sign]) if sign in before else now for sign in signs}
