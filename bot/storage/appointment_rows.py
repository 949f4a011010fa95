"""Rows of the agenda: appointments as they stand in the tables, their history and their reminder."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from bot.content.services import PlaceKind
from bot.domain.appointment import Appointment, Hold, Outcome, State, due_at
from bot.domain.availability import Slot
from bot.domain.time import from_wall, local, moment, stamp, wall
from bot.storage import outbox

# No look-alikes (0 O, 1 I L), and no vowels, so that no code spells a word.
CODE_SIGNS = "BCDFGHJKMNPQRSTVWXZ23456789"
CODE_LENGTH = 4
ID_BYTES = 9  # 72 bits of chance, 12 characters in base64

_COLUMNS = (
    "id, code, person, service, pool, location, place, begin, minutes, sequence, state, trial, channel, "
    "name, phone, subject, contact, source, outcome, booked_at, changed_at, details, question"
)


def new_id() -> str:
    """An id that cannot be guessed."""
    return secrets.token_urlsafe(ID_BYTES)


def new_code(db: Database) -> str:
    """A code for the counter that no open appointment has."""
    while True:
        code = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
        if not db.execute("SELECT 1 FROM appointments WHERE code = ? AND state = 'afgesproken'", (code,)).fetchone():
            return code


def wall_of(slot: Slot) -> str:
    """How the moment of a slot is kept."""
    return wall(slot.begin)


def insert(db: Database, one: Appointment) -> None:
    """Write a new appointment."""
    values = _values(one)
    db.execute(f"INSERT INTO appointments ({', '.join(values)}) VALUES ({', '.join('?' for _ in values)})", list(values.values()))


def update(db: Database, one: Appointment) -> None:
    """Write an appointment anew over its row."""
    values = _values(one)
    db.execute(f"UPDATE appointments SET {', '.join(f'{name} = ?' for name in values)} WHERE id = ?", [*values.values(), one.id])


def _values(one: Appointment) -> dict[str, Any]:
    values = asdict(one)
    values |= {"begin": values.pop("wall"), "ends": wall(one.end), "person": one.person or None, "trial": int(one.trial)}
    return values


def find(db: Database, appointment_id: str) -> Appointment | None:
    """One appointment."""
    row = db.execute(f"SELECT {_COLUMNS} FROM appointments WHERE id = ?", (appointment_id,)).fetchone()
    return _appointment(row) if row else None


def upcoming(db: Database, person: str, now: datetime) -> list[Appointment]:
    """What stands for a person and is not over."""
    return _select(db, "person = ? AND ends > ? AND state = 'afgesproken'", person, wall(now))


def of_person(db: Database, person: str, since: datetime) -> list[Appointment]:
    """What stands for a person and begins from a moment on, over or not."""
    return _select(db, "person = ? AND begin >= ? AND state = 'afgesproken'", person, wall(since))


def between(db: Database, begin: datetime, end: datetime) -> list[Appointment]:
    """What stands and begins in a stretch of time."""
    return _select(db, "begin >= ? AND begin < ? AND state = 'afgesproken'", wall(begin), wall(end))


def called_off(db: Database, begin: datetime, end: datetime) -> list[Appointment]:
    """What was cancelled or given up between two moments, whenever it was to be."""
    return _select(db, "state <> 'afgesproken' AND changed_at >= ? AND changed_at < ?", stamp(begin), stamp(end))


def lost(db: Database, since: datetime) -> list[Appointment]:
    """What we gave up, whose people have no other moment for the same service yet; `since` is the moment it was to be, at the earliest.

    Who was booked at the counter is known by a telephone number alone; whose name and number are gone is erased, and waits for nothing.
    """
    given_up = "SELECT max(rowid) FROM appointment_changes WHERE appointment = appointments.id AND change = 'vervallen'"
    same = """(other.person = appointments.person OR (coalesce(other.person, appointments.person) IS NULL
                 AND other.phone <> '' AND other.phone = appointments.phone))"""
    chosen = f"""SELECT 1 FROM appointments AS other JOIN appointment_changes ON appointment = other.id
                 WHERE {same} AND other.service = appointments.service AND other.state = 'afgesproken'
                 AND change IN ('gemaakt', 'verzet') AND appointment_changes.rowid > ({given_up})"""
    known = "(person IS NOT NULL OR name <> '' OR phone <> '')"
    return _select(db, f"state = 'vervallen' AND begin >= ? AND {known} AND NOT EXISTS ({chosen})", wall(since))


def with_code(db: Database, code: str) -> list[Appointment]:
    """Every appointment that has or had this code, the latest first."""
    return _select(db, "code = ?", code.upper(), order="begin DESC, id")


def with_phone(db: Database, phone: str) -> list[Appointment]:
    """Every appointment that is to be made by this number, the latest first."""
    return _select(db, "phone = ?", phone, order="begin DESC, id")


def after(db: Database, end: datetime) -> int:
    """How many stand from a moment on."""
    return int(db.execute("SELECT count(*) FROM appointments WHERE state = 'afgesproken' AND begin >= ?", (wall(end),)).fetchone()[0])


def without_outcome(db: Database, end: datetime) -> int:
    """Of how many that were over by a moment nobody noted whether someone came."""
    sql = "SELECT count(*) FROM appointments WHERE state = 'afgesproken' AND outcome IN ('', 'onbekend') AND ends <= ?"
    return int(db.execute(sql, (wall(end),)).fetchone()[0])


def outcomes_of(db: Database, appointment_id: str) -> list[str]:
    """What was noted of it as outcome, one after the other."""
    sql = "SELECT detail FROM appointment_changes WHERE appointment = ? AND change = 'uitkomst' ORDER BY rowid"
    return [str(row[0]) for row in db.execute(sql, (appointment_id,)).fetchall()]


def future(db: Database, now: datetime) -> list[Appointment]:
    """What stands and has not begun, those booked first in front; within a millisecond the history tells who was first."""
    first = "(SELECT min(rowid) FROM appointment_changes WHERE appointment = appointments.id)"
    return _select(db, "begin > ? AND state = 'afgesproken'", wall(now), order=f"booked_at, {first}")


def _select(db: Database, where: str, *values: str, order: str = "begin, location, id") -> list[Appointment]:
    found = db.execute(f"SELECT {_COLUMNS} FROM appointments WHERE {where} ORDER BY {order}", values)
    return [_appointment(row) for row in found.fetchall()]


def _appointment(row: tuple[Any, ...]) -> Appointment:
    values = dict(zip(_COLUMNS.split(", "), row, strict=True))
    values |= {"wall": values.pop("begin"), "person": values["person"] or "", "trial": bool(values["trial"])}
    values |= {"place": PlaceKind(values["place"]), "state": State(values["state"]), "outcome": Outcome(values["outcome"])}
    return Appointment(**values)


def insert_hold(db: Database, kept: Hold) -> None:
    """Write a hold; its person has none."""
    slot = kept.slot
    db.execute(
        "INSERT INTO holds (person, location, place, begin, minutes, until) VALUES (?, ?, ?, ?, ?, ?)",
        (kept.person, slot.location, slot.place, wall_of(slot), slot.minutes, stamp(kept.until)),
    )


def hold_of(db: Database, person: str) -> Hold | None:
    """The hold of a person, expired or not."""
    row = db.execute("SELECT location, place, begin, minutes, until FROM holds WHERE person = ?", (person,)).fetchone()
    if row is None:
        return None
    location, place, begin, minutes, until = row
    return Hold(person, Slot(location, PlaceKind(place), from_wall(begin), minutes), local(moment(until)))


def cells_of(db: Database, appointment_id: str) -> list[str]:
    """The cells on which an appointment stands."""
    return [str(row[0]) for row in db.execute("SELECT cell FROM cells WHERE appointment = ?", (appointment_id,)).fetchall()]


def forget_cells(db: Database, appointment_id: str) -> None:
    """Free the seats of an appointment."""
    db.execute("DELETE FROM cells WHERE appointment = ?", (appointment_id,))


def note(db: Database, one: Appointment, change: str, now: datetime, *, channel: str, detail: str = "") -> None:
    """Add a line to the history of an appointment."""
    db.execute(
        "INSERT INTO appointment_changes (appointment, at, sequence, change, detail, channel) VALUES (?, ?, ?, ?, ?, ?)",
        (one.id, stamp(now), one.sequence, change, detail or one.wall, channel),
    )


def remind(db: Database, one: Appointment, now: datetime) -> None:
    """Put the reminder in the outbox, or take it back when none is due any more.

    After a move the reminder of the old moment may have left already; the new moment then gets a row of its own.
    """
    forget_reminder(db, one.id, now)
    due = due_at(one.begin, now)
    if due is None or not one.person:  # who was booked by telephone has no chat
        return
    body = json.dumps({"appointment": one.id, "sequence": one.sequence})
    key = f"herinnering:{one.id}"
    if not outbox.put(db, one.person, one.channel, "herinnering", body, due, now=now, key=key):
        key = f"{key}:{one.sequence}"
        outbox.put(db, one.person, one.channel, "herinnering", body, due, now=now, key=key)
    db.execute("UPDATE appointments SET reminder = ? WHERE id = ?", (key, one.id))


def forget_reminder(db: Database, appointment_id: str, now: datetime) -> None:
    """Take back the reminder that has not left yet."""
    if key := _reminder_key(db, appointment_id):
        outbox.drop(db, key, now)
        db.execute("UPDATE appointments SET reminder = '' WHERE id = ?", (appointment_id,))


def reminder_state(db: Database, appointment_id: str) -> str:
    """The state of the outbox row that holds the reminder."""
    row = db.execute("SELECT state FROM outbox WHERE key = ?", (_reminder_key(db, appointment_id),)).fetchone()
    return str(row[0]) if row else ""


def _reminder_key(db: Database, appointment_id: str) -> str:
    row = db.execute("SELECT reminder FROM appointments WHERE id = ?", (appointment_id,)).fetchone()
    return str(row[0]) if row else ""
