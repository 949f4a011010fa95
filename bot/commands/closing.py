"""`werkbot sluit`: close a location for a time, and tell everyone who has an appointment then."""

from __future__ import annotations

import argparse
from datetime import datetime

from bot import staff_texts
from bot.app import desk
from bot.commands import wiring
from bot.commands.refusal import Refused
from bot.content.services import Closure
from bot.domain.formatting import capital, moment
from bot.domain.time import local
from bot.storage import appointments, capacity


def close(options: argparse.Namespace) -> int:
    """List who is affected; with --echt close and write to them."""
    storage = wiring.storage_of(options)
    known, _ = wiring.contents(options)
    closure = Closure(_moment(options.dicht_van or ""), _moment(options.dicht_tot or ""), options.reden or "")
    location = options.locatie or next(iter(known.calendar.locations))
    if location not in known.calendar.locations or closure.end <= closure.begin:
        raise Refused(staff_texts.CANNOT_CLOSE.format(locations=", ".join(known.calendar.locations)))
    now = local(wiring.clock())
    with storage.transaction() as db:
        capacity.sync_roster(db, known.calendar)
        if options.echt:
            lost = desk.close(db, known, location, closure, now)
        else:
            lost = [(one, True) for one in appointments.affected_by(db, known.calendar, location, closure, now)]
    for one, written in lost:
        line = " · ".join(part for part in (capital(moment(one.begin, now)), one.name, one.phone, f"code {one.code}") if part)
        print(line if written else f"{line} · {staff_texts.CALL_YOURSELF}")
    print((staff_texts.CLOSED if options.echt else staff_texts.WOULD_CLOSE).format(count=len(lost)))
    return 0


def _moment(text: str) -> datetime:
    """`2026-12-24 12.00`, local wall clock."""
    try:
        return datetime.strptime(text, "%Y-%m-%d %H.%M")  # noqa: DTZ007 - the wall clock, as in afspraken.yaml
    except ValueError as error:
        raise Refused(staff_texts.NOT_A_MOMENT.format(text=text)) from error
