"""Who was erased and when, in a file beside the database, so that a backup that is put back erases them again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from bot.domain.time import moment, stamp
from bot.storage import agenda_rows, booking, rights


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
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
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
        for made in agenda_rows.upcoming(db, person, at):
            booking.cancel(db, person, made.id, at)
        rights.erase(db, person)
        rights.forget_address(db, person)
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
