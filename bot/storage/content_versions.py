"""Every version of the content that was live, so that an answer can be traced to it and a change taken back."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.domain.time import moment, stamp


@dataclass(frozen=True)
class Version:
    """A kept version of the content: its name, when it last went live or was put aside, and whether it was taken back."""

    name: str
    saved_at: datetime
    withdrawn: bool


def keep(db: Database, version: str, files: Mapping[str, bytes], now: datetime, *, withdrawn: bool = False) -> None:
    """Keep the files of a version, each file once for all versions that hold it; the newest version is the one kept last."""
    listed = {}
    for name, raw in files.items():
        digest = hashlib.sha256(raw).hexdigest()
        db.execute("INSERT OR IGNORE INTO content_files (digest, body) VALUES (?, ?)", (digest, zlib.compress(raw, 6)))
        listed[name] = digest
    db.execute(
        """INSERT INTO content_versions (version, saved_at, withdrawn_at, files) VALUES (?, ?, ?, ?)
           ON CONFLICT (version) DO UPDATE SET saved_at = excluded.saved_at, withdrawn_at = excluded.withdrawn_at""",
        (version, stamp(now), stamp(now) if withdrawn else None, json.dumps(listed, sort_keys=True)),
    )


def versions(db: Database) -> tuple[Version, ...]:
    """All kept versions, the newest first."""
    rows = db.execute("SELECT version, saved_at, withdrawn_at FROM content_versions ORDER BY saved_at DESC, rowid DESC")
    return tuple(Version(str(name), moment(str(saved)), withdrawn is not None) for name, saved, withdrawn in rows.fetchall())


def files_of(db: Database, version: str) -> dict[str, bytes]:
    """The files of a version by their path in the folder, empty when it was not kept."""
    row = db.execute("SELECT files FROM content_versions WHERE version = ?", (version,)).fetchone()
    if row is None:
        return {}
    found = {}
    for name, digest in json.loads(str(row[0])).items():
        body = db.execute("SELECT body FROM content_files WHERE digest = ?", (digest,)).fetchone()
        found[str(name)] = zlib.decompress(bytes(body[0]))
    return found


def withdraw(db: Database, version: str, now: datetime) -> None:
    """A version that was taken back is passed over when the next one is."""
    db.execute("UPDATE content_versions SET withdrawn_at = ? WHERE version = ?", (stamp(now), version))
