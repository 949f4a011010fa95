"""The key of the pseudonyms: a file of its own beside the database, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

VARIABLE = "WERKBOT_KEY_FILE"


def key_path(database: str) -> Path:
    """Where the key of a database file stands."""
    return Path(os.environ.get(VARIABLE) or f"{database}.key")


def pseudonym_key(database: str) -> bytes:
    """The key, made at first start. In memory databases get a key that lives as long as they do."""
    if database == ":memory:":
        return secrets.token_bytes(32)
    path = key_path(database)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    return bytes.fromhex(path.read_text(encoding="ascii"))
