"""Closing with appointments: who is affected, and giving up what can no longer be kept."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlite_utils import Database

from bot.content.services import Calendar, Closure
from bot.domain import availability
from bot.domain.appointments import Appointment, State
from bot.domain.opening_hours import with_closure
from bot.storage import agenda_rows as rows
from bot.storage import closures
from bot.storage.booking import give_up


def close(db: Database, calendar: Calendar, location_id: str, closure: Closure, now: datetime) -> list[Appointment]:
    """Close a location, a pool or a seat, and give up what no longer fits; returns who must be told, the first first."""
    lost = affected_by(db, calendar, location_id, closure, now)
    closures.keep(db, location_id, closure, now)
    return _given_up(db, lost, now)


def affected_by(db: Database, calendar: Calendar, location_id: str, closure: Closure, now: datetime) -> list[Appointment]:
    """Who would be affected by a closure that is not made yet; those affected without it are not among them."""
    already = {one.id for one in affected(db, calendar, now)}
    return [one for one in affected(db, with_closure(calendar, location_id, closure), now) if one.id not in already]


def give_up_affected(db: Database, calendar: Calendar, now: datetime) -> list[Appointment]:
    """Give up everything that the present calendar no longer allows: only when staff say so, for it may be a slip of the pen."""
    return _given_up(db, affected(db, calendar, now), now)


def _given_up(db: Database, lost: list[Appointment], now: datetime) -> list[Appointment]:
    """Made void, so that no reminder leads to a closed door; their people may still move them."""
    return [give_up(db, one, State.VOID, now, "") for one in lost]


def affected(db: Database, calendar: Calendar, now: datetime) -> list[Appointment]:
    """The future appointments that the present calendar no longer allows, in order of time.

    Where seats were lost, those booked first keep theirs. A finer point, such as another grid, disturbs no appointment.
    """
    calendar = closures.in_force(db, calendar, now)
    used: Counter[tuple[str, str, str]] = Counter()
    lost = []
    for one in rows.future(db, now):
        wanted = [(one.pool, one.location, cell) for cell in rows.cells_of(db, one.id)]
        if _stands(calendar, one, used, wanted):
            used.update(wanted)
        else:
            lost.append(one)
    return sorted(lost, key=lambda one: (one.wall, one.id))


def _stands(calendar: Calendar, one: Appointment, used: Counter[tuple[str, str, str]], wanted: list[tuple[str, str, str]]) -> bool:
    location = calendar.locations.get(one.location)
    if location is None or not availability.is_open_for(location, one.slot):
        return False
    return all(used[key] < availability.capacity(location, one.pool, key[2]) for key in wanted)
