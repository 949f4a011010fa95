"""Moments as people write them, each in a booking of its own: whatever is held or booked is a moment that was named.

Forty of them run always; with WERKBOT_SOAK=1 all.
"""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any

from bot.app.assistant import Reception
from bot.domain.time import local
from bot.storage import appointment_rows, appointments
from tests.conftest import Citizen
from tests.understanding.dates.test_unseen_moments import lines

SOAK = os.environ.get("WERKBOT_SOAK") == "1"
EVERY = 1 if SOAK else 9
Row = dict[str, Any]


def rows() -> list[Row]:
    return lines("momenten")[::EVERY]


def named(row: Row, begin: datetime) -> bool:
    """Whether a moment is one of those that a line names: its day, one of its days, or a day of its stretch, at its hour."""
    choices = [row, *row.get("also_ok", ()), *([row["second"]] if row.get("second") else ())]
    return not row.get("asked") and any(_one_of(row, choice, begin) for choice in choices)


def _one_of(row: Row, choice: Row, begin: datetime) -> bool:
    day, hour = begin.date().isoformat(), begin.strftime("%H:%M")
    wanted_day, wanted_hour = choice.get("date") or row.get("date"), choice.get("time") or row.get("time")
    first, last = choice.get("range") or (None, None)
    right_day = day == wanted_day if wanted_day else first <= day <= last if first else wanted_hour is not None
    return right_day and wanted_hour in (None, hour)


def test_nothing_is_held_or_booked_that_was_not_named(reception: Reception) -> None:
    wrong, booked = [], 0
    for number, row in enumerate(rows()):
        citizen = Citizen(reception, f"person-{number}", now=datetime.fromisoformat(row["now"]))
        citizen.says("ik wil een afspraak over werk")
        citizen.says(row["text"])
        held = appointments.held(reception.storage.db, citizen.person, citizen.now)
        if held is None:
            citizen.says("ja")
            if standing := appointment_rows.upcoming(reception.storage.db, citizen.person, citizen.now):
                wrong.append((row["text"], "booked unseen", standing[0].wall))
            continue
        if not named(row, local(held.slot.begin)):
            wrong.append((row["text"], "held", f"{local(held.slot.begin):%Y-%m-%d %H:%M}"))
        citizen.says("ja")
        (made,) = appointment_rows.upcoming(reception.storage.db, citizen.person, citizen.now)
        assert made.begin == held.slot.begin
        booked += 1
    assert wrong == []
    assert booked >= len(rows()) // 20
