"""`werkbot opruimen`: destroy what may no longer be kept, and show what was destroyed."""

from __future__ import annotations

import argparse

from bot import staff_texts
from bot.commands import wiring
from bot.domain.formatting import clock, plain_day
from bot.domain.time import local
from bot.storage import retention


def tidy(options: argparse.Namespace) -> int:
    """One round of housekeeping, as a running assistant does by itself every day."""
    storage, now = wiring.storage_of(options), wiring.clock()
    settings = wiring.settings_of(options)
    with storage.transaction() as db:
        report = retention.housekeeping(db, now, settings.retention)
    retention.scrub(storage.db)
    here = local(now)
    print(staff_texts.DESTROYED.format(when=f"{plain_day(here.date())}, {clock(here)}"))
    for line in report.lines:
        print(staff_texts.DESTROYED_LINE.format(kind=line.kind, count=line.count))
    print(staff_texts.DESTROYED_TOTAL.format(count=report.total))
    return 0
