"""The key of the pseudonyms: a file of its own beside the database, readable by its owner alone."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from bot.storage.database import StorageUnusable, say

LENGTH = 32  # bytes
VARIABLE = "WERKBOT_KEY_FILE"


def key_path(database: str) -> Path:
    """Where the key of a database file stands."""
    return Path(os.environ.get(VARIABLE) or f"{database}.key")


def pseudonym_key(database: str) -> bytes:
    """The key, made at first start. In memory databases get a key that lives as long as they do. Raises StorageUnusable."""
    if database == ":memory:":
        return secrets.token_bytes(LENGTH)
    path = key_path(database)
    if not path.exists():
        _make(path)
    return _read(path)


def _make(path: Path) -> None:
    """Whole or not at all: a key cut off by a kill would make other pseudonyms, and nobody would be known any more."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # readable by its owner alone
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(LENGTH))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):  # another process was first: its key counts
            os.link(name, path)
    finally:
        Path(name).unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name too is on the disk before anyone is called by it
    finally:
        os.close(folder)


def _read(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        key = b""
    if len(key) != LENGTH:
        raise StorageUnusable(say("key-broken", path=path, length=2 * LENGTH))
    return key
