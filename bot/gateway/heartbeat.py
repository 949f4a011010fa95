"""What a running channel notes about itself, for whoever looks after it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.health import AWAKE, POLLED, Sign
from bot.domain.time import stamp
from bot.storage import operations, outbox, people
from bot.storage.database import Database

log = logging.getLogger(__name__)
STAYS = {Sign.SECOND_POLLER.value: timedelta(minutes=5)}
"""How long a sign stays when it is not there for a moment; shorter than what is mailed, so that a restart is no trouble."""


def note(db: Database, now: datetime, version: str, heard: datetime | None, signs: Mapping[str, bool]) -> None:
    """That we are awake with this content, when Telegram was last heard, and how it treats us."""
    _note_clock(db, now)
    operations.beat(db, AWAKE, now, version)
    if heard:
        operations.beat(db, POLLED, heard)
    before = operations.all_beats(db)
    for name, there in signs.items():
        if there:
            operations.beat(db, name, now)
        elif name in before and now - before[name].at > STAYS.get(name, timedelta()):
            operations.forget(db, name)


CLOCK_BACK_AFTER = timedelta(minutes=1)  # less is how a clock is kept right
CLOCK_BACK_FOR = timedelta(days=1)


def _note_clock(db: Database, now: datetime) -> None:
    """A clock that was set back: what was due by it stays due, no wait lasts longer for it, and whoever looks after us is told."""
    awake = operations.all_beats(db).get(AWAKE)
    if awake is None or awake.at - now <= CLOCK_BACK_AFTER:
        return
    log.error("the clock went back by %s", awake.at - now)
    outbox.after_a_clock_set_back(db, now)
    people.after_a_clock_set_back(db, now)
    operations.beat(db, Sign.CLOCK_BACK, now, stamp(min(awake.at, now + CLOCK_BACK_FOR)))
