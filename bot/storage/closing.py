"""Closing with appointments: who is affected, and giving up what can no longer be kept."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from bot import slots
from bot.appointments import Appointment, State
from bot.openings import with_closure
from bot.storage import agenda_rows as rows
from bot.storage import closures
from bot.storage.booking import give_up
from knowledge.services import Calendar, Closure


def close(db: Database, calendar: Calendar, location_id: str, closure: Closure, now: datetime) -> list[Appointment]:
    """Close a location, a pool or a seat, and give up what no longer fits; returns who must be told, the first first."""
    closures.keep(db, location_id, closure, now)
    return give_up_affected(db, calendar, now)


def affected_by(db: Database, calendar: Calendar, location_id: str, closure: Closure, now: datetime) -> list[Appointment]:
    """Who would be affected by a closure that is not made yet."""
    return affected(db, with_closure(calendar, location_id, closure), now)


def give_up_affected(db: Database, calendar: Calendar, now: datetime) -> list[Appointment]:
    """Make every affected appointment void, so that no reminder leads to a closed door; they may be moved by their people."""
    return [give_up(db, one, State.VOID, now, "") for one in affected(db, calendar, now)]


def affected(db: Database, calendar: Calendar, now: datetime) -> list[Appointment]:
    """The future appointments that the present calendar no longer allows, in order of time.

    Where seats were lost, those booked first keep theirs. A finer point, such as another grid, disturbs no appointment.
    """
    calendar = closures.in_force(db, calendar, now)
    used: dict[tuple[str, str, str], int] = {}
    lost = []
    for one in sorted(rows.future(db, now), key=lambda one: (one.booked_at, one.id)):
        location = calendar.locations.get(one.location)
        buffer = calendar.services[one.service].buffer_minutes if one.service in calendar.services else 0
        wanted = slots.cells(one.slot, calendar.rules, buffer)
        counted = {(one.location, cell): used.get((one.pool, one.location, cell), 0) for cell in wanted}
        if location and slots.is_open_for(location, one.slot) and slots.has_room(location, one.pool, wanted, counted, calendar.rules):
            used |= {(one.pool, place, cell): count + 1 for (place, cell), count in counted.items()}
        else:
            lost.append(one)
    return sorted(lost, key=lambda one: (one.wall, one.id))
