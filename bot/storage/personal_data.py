"""Personal data: what we hold of one person, its erasure, and contacts that are counted without a person."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.domain.time import moment, stamp
from bot.ops import private_files
from bot.storage import appointment_rows, appointments

# What a person may ask of us: to see everything, to be erased. Both look at the tables as they are, so that none is forgotten.

_OWN = ("person", "held_by")
"""Columns with a pseudonym, in whatever table."""
_MINE = "SELECT id FROM appointments WHERE person = ?1"
_THROUGH = {
    "appointment_changes": f"appointment IN ({_MINE})",
    "cells": f"appointment IN ({_MINE}) OR held_by = ?1",
}
"""Tables whose rows belong to someone through an appointment."""
STAYS = {
    "appointments": frozenset((
        "id", "code", "service", "pool", "location", "place", "begin", "ends", "minutes", "sequence", "state", "trial", "channel",
        "outcome", "booked_at", "changed_at",
    )),
    "requests": frozenset(("id", "kind", "call_from", "call_until", "asked_at", "done_at", "tries", "missed", "result")),
}  # fmt: skip
"""What stays of a row when its person goes: that it was there, and what became of it. Whatever a table gets later goes too."""
ANSWERING = "afscheid"
"""The kind of the outbox row that tells someone they were erased: the only one that outlives the erasure, until it is sent."""

Rows = list[dict[str, Any]]


def tables(db: Database) -> list[str]:
    """Our own tables, by name."""
    return sorted(name for name in db.table_names() if not name.startswith(("sqlite_", "_sqlite")))


def columns(db: Database, table: str) -> list[str]:
    """The columns of a table, in order."""
    return [str(row[1]) for row in db.execute(f"PRAGMA table_info({table})").fetchall()]


def _whose(db: Database) -> Iterator[tuple[str, str]]:
    """Per table with something of a person the condition that picks their rows (`?1` is the person)."""
    for table in tables(db):
        own = [name for name in columns(db, table) if name in _OWN]
        if table in _THROUGH:
            yield table, _THROUGH[table]
        elif own:
            yield table, " OR ".join(f"{name} = ?1" for name in own)


def export(db: Database, person: str) -> dict[str, Rows]:
    """Everything about a person from every table, as it stands; tables without anything are left out (AVG art. 15)."""
    found: dict[str, Rows] = {}
    for table, condition in _whose(db):
        names = columns(db, table)
        rows = [dict(zip(names, row, strict=True)) for row in db.execute(f"SELECT * FROM {table} WHERE {condition}", (person,)).fetchall()]
        if rows:
            found[table] = rows
    return found


def export_file(db: Database, person: str, now: datetime) -> bytes:
    """The export as a JSON file, made when it is sent: what is in it is what we keep at that moment."""
    told = {"gemaakt_op": stamp(now), "pseudoniem": person, "gegevens": export(db, person)}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def erase(db: Database, person: str) -> None:
    """Take a person out of every table, inside an open transaction; counts stay without a person (AVG art. 17).

    Appointments must be given up first: what stands here is no longer anybody's. The address is kept for the one message
    that says it is done, and goes with it (`forget_address` when there is none to send).
    """
    db.execute("UPDATE events SET detail = '' WHERE detail IN (SELECT id FROM appointments WHERE person = ?)", (person,))
    db.execute("UPDATE events SET person = NULL WHERE person = ?", (person,))
    db.execute(f"UPDATE appointments SET {emptied(db, 'appointments')} WHERE person = ?", (person,))
    db.execute("UPDATE inbox SET person = '', body = '' WHERE person = ? AND (handled_at IS NOT NULL OR dead = 1)", (person,))
    db.execute("UPDATE addresses SET leaving = 1, silent_since = NULL, invited = 0 WHERE person = ?", (person,))
    for table, condition in list(_whose(db)):
        if table not in ("events", "appointments", "inbox", "addresses", *_THROUGH):
            db.execute(f"DELETE FROM {table} WHERE {condition}", (person,))


def emptied(db: Database, table: str) -> str:
    """The SET clause that takes everything out of a row but what may stay."""
    described = db.execute(f"PRAGMA table_info({table})").fetchall()
    return ", ".join(
        f"{name} = {chr(39) * 2 if required else 'NULL'}" for _, name, _, required, *_ in described if name not in STAYS[table]
    )


def full(db: Database, table: str) -> str:
    """The condition that picks rows of which something is still to be taken out."""
    gone = [name for name in columns(db, table) if name not in STAYS[table]]
    return "(" + " OR ".join(f"coalesce({name}, '') <> ''" for name in gone) + ")"


def forget_address(db: Database, person: str) -> None:
    """Forget where to reach someone who was erased."""
    db.execute("DELETE FROM addresses WHERE person = ? AND leaving = 1", (person,))


# Who was erased and when, in a file beside the database, so that a backup that is put back erases them again.


@dataclass(frozen=True)
class Erasure:
    """A pseudonym that was erased at a moment."""

    person: str
    at: datetime


def beside(database: str) -> Path | None:
    """Where the file stands; a database in memory has none, and no backups either."""
    return None if database in ("", ":memory:") else Path(f"{database}.wissingen")


def file_of(db: Database) -> Path | None:
    """The file of an open database."""
    for _, name, path in db.execute("PRAGMA database_list").fetchall():
        if name == "main":
            return beside(str(path))
    return None


def record(path: Path, person: str, now: datetime) -> None:
    """Add an erasure; it is on the disk when this returns. Only the owner may read the file."""
    line = json.dumps({"person": person, "at": stamp(now)}) + "\n"
    descriptor = private_files.opened(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def recorded(path: Path) -> Iterator[Erasure]:
    """The erasures of a file, oldest first; a last line that was cut off by a crash is left out."""
    if not path.exists():
        return
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        try:
            raw = json.loads(line)
            yield Erasure(str(raw["person"]), moment(str(raw["at"])))
        except (ValueError, KeyError, TypeError):
            continue


def reapply(db: Database, path: Path, since: datetime) -> int:
    """Erase again who was erased after a backup was made (`since`), inside an open transaction; how many persons."""
    again = {one.person: one.at for one in recorded(path) if one.at >= since}
    for person, at in sorted(again.items()):
        for made in appointment_rows.upcoming(db, person, at):
            appointments.cancel(db, person, made.id, at)
        erase(db, person)
        forget_address(db, person)
    return len(again)


def prune(path: Path, before: datetime) -> int:
    """Forget erasures that no backup can bring back any more; how many."""
    everyone = list(recorded(path))
    kept = [one for one in everyone if one.at >= before]
    if len(kept) == len(everyone):
        return 0
    unfinished = path.with_name(f"{path.name}.nieuw")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.writelines(json.dumps({"person": one.person, "at": stamp(one.at)}) + "\n" for one in kept)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    return len(everyone) - len(kept)


# A contact in which something sensitive was said is counted, and nothing joins it to a person any more.


def keep_apart(db: Database, contact: str) -> None:
    """Cut every thread between a contact and a person: in what was counted, and at appointments and requests made in it."""
    db.execute("UPDATE events SET person = NULL WHERE contact = ? AND person IS NOT NULL", (contact,))
    db.execute("UPDATE events SET detail = '' WHERE contact = ? AND detail IN (SELECT id FROM appointments)", (contact,))
    db.execute("UPDATE appointments SET contact = '' WHERE contact = ?", (contact,))
    db.execute("UPDATE requests SET contact = '' WHERE contact = ?", (contact,))
