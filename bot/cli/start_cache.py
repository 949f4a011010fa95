"""What a start made of the content, kept for the next: reading and checking 20,000 sentences takes seconds, finding them again a tenth.

A kept file is as trusted as the compiled modules of Python beside the code: it holds objects of ours, so that only a file of our own account that nobody else
may write is read. What cannot be read is made anew.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from bot.content.folder import SHIPPED, version_of
from bot.content.schema_signal_words import OWN_FILE as OWN_SIGNAL_WORDS
from bot.ops.kept_files import forget_old, replacing

T = TypeVar("T")

KEPT = 3
"""Files of a kind: of now, of the content before it, and of a second process beside it."""
_CODE = Path(__file__).parents[1]
_LIBRARIES = ("numpy",)
_UNREADABLE = (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, KeyError, TypeError, ValueError)
"""What unpickling raises for a file that is damaged, or of other code."""


class NotOurs(OSError):
    """A kept file of somebody else, or one that others may write."""


def kept(folder: Path, kind: str, key: str, make: Callable[[], T]) -> T:
    """What `make` gave when it was last asked with this key, else what it gives now; kept in `folder` as `<kind>-<key>.pickle`."""
    path = folder / f"{kind}-{key}.pickle"
    try:
        found: T = _read(path)
        return found
    except _UNREADABLE:
        made = make()
    with suppress(OSError):  # a full disk, a folder that may not be written: the next start is only slower
        with replacing(path) as unfinished:
            unfinished.write_bytes(pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
        forget_old(path, f"{kind}-*.pickle", KEPT)
    return made


def fingerprint(root: Path, *more: object) -> str:
    """A name for exactly this content, this code and `more`: what is kept under it is what would be made now."""
    digest = hashlib.sha256(" ".join([sys.version, *map(version, _LIBRARIES), *map(repr, more)]).encode())
    for folder in (root, SHIPPED):  # what a folder does not tell itself is read from what we ship
        digest.update(f" {version_of(folder)}".encode())
    digest.update(OWN_SIGNAL_WORDS.read_bytes())  # of the program, so no part of a version of content
    for path in sorted(one for one in _CODE.rglob("*") if one.suffix in {".py", ".yaml"}):
        digest.update(path.relative_to(_CODE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:20]


def _read(path: Path) -> Any:
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        found = os.fstat(file.fileno())
        if found.st_uid != os.getuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise NotOurs(f"{path} is of another account, or others may write it")
        return pickle.load(file)
