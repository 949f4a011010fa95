"""Moments as people write them, each in a booking of its own: whatever is held or booked was named, and what is refused is not offered.

Fewer than ninety of them run always; with WERKBOT_SOAK=1 all.
"""

from __future__ import annotations

import os
from datetime import date, datetime
from typing import Any

from bot.app.assistant import Reception
from bot.content.clock import WEEKDAYS, in_part_of_day
from bot.dialogue.actions import Action, Pressed, decode
from bot.domain.time import local
from bot.storage import appointment_rows, appointments
from tests.conftest import Citizen
from tests.understanding.dates.test_unseen_moments import SETS, lines

SOAK = os.environ.get("WERKBOT_SOAK") == "1"
EVERY = 1 if SOAK else 9
VAGUE = 3
OURS = ("23.45 uur", "23.59 uur")
"""Hours that only we reckon with."""
UNSAID = {"date": None, "time": None, "range": None}
Row = dict[str, Any]


def rows() -> list[Row]:
    return [row for name in SETS for row in lines(name)][::EVERY]


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


def offered(citizen: Citizen) -> list[datetime]:
    """The moments on the buttons."""
    read = [decode(button.action) for reply in citizen.replies for button in reply.buttons]
    pressed = [one for one in read if isinstance(one, Pressed) and one.action is Action.SLOT]
    return [datetime.fromisoformat(one.arguments[1].partition("/")[0]) for one in pressed]


def fits(row: Row, begin: datetime) -> bool:
    """Whether a moment lies within what a line asks for, by one of its readings; what it refuses does not.

    Another reading has a day and a time of its own, or none; a second choice has its own time, or any.
    """
    others = [{**row, **UNSAID, **choice} for choice in row.get("also_ok", ())]
    second = [{**row, "time": None, **row["second"]}] if row.get("second") else []
    return any(_within(wish, begin) for wish in (row, *others, *second))


def _within(wish: Row, begin: datetime) -> bool:
    day, hour = begin.date().isoformat(), begin.strftime("%H:%M")
    first, last = wish.get("range") or (wish.get("date_from") or "", "9999")
    after, before = wish.get("time_range") or (None, None)
    return (
        wish.get("date") in (None, day)
        and wish.get("time") in (None, hour)
        and (first <= day <= last or near_edge(wish, begin))
        and WEEKDAYS[begin.weekday()] not in (wish.get("exclude_weekdays") or ())
        and (after or "") <= hour < (before or "99")
        and (not wish.get("part_of_day") or in_part_of_day(begin.time(), wish["part_of_day"]))
    )


def in_sight(row: Row, begin: datetime, shown: list[datetime]) -> bool:
    """A bare weekday is the one among the moments on the buttons: when this week is full, "dinsdag" is the Tuesday that they show."""
    if not row.get("date") or any(map(str.isdecimal, row["text"])) or begin.date() not in {one.date() for one in shown}:
        return False
    same_weekday = begin.weekday() == date.fromisoformat(row["date"]).weekday()
    return same_weekday and _within({**row, "date": begin.date().isoformat()}, begin)


def near_edge(wish: Row, begin: datetime) -> bool:
    """A vague stretch ("begin januari") may begin or end a few days beside the one that was expected."""
    edges = [date.fromisoformat(day) for day in wish.get("range") or ()]
    return not wish.get("date_from") and any(abs((begin.date() - edge).days) <= VAGUE for edge in edges)


def test_nothing_is_held_or_booked_that_was_not_named(reception: Reception) -> None:
    wrong: list[tuple[str, str, object]] = []
    booked = 0
    for number, row in enumerate(rows()):
        citizen = Citizen(reception, f"person-{number}", now=datetime.fromisoformat(row["now"]))
        citizen.says("ik wil een afspraak over werk")
        shown = offered(citizen)
        citizen.says(row["text"])
        if any(hour in citizen.text for hour in OURS):
            wrong.append((row["text"], "an hour that nobody named", citizen.text))
        held = appointments.held(reception.storage.db, citizen.person, citizen.now)
        if held is None:
            if citizen.text.startswith("U zocht: "):
                wrong += [
                    (row["text"], "offered", begin) for begin in offered(citizen) if not (fits(row, begin) or in_sight(row, begin, shown))
                ]
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
    assert wrong == [], "\n" + "\n".join(map(str, wrong))
    assert booked >= len(rows()) // 20
