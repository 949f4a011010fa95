"""Files that are made once and kept to be found again: each is whole or not there, and the oldest go."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file beside `path` that takes its place when the block ends well, and is gone when it does not; only our account may read it.

    Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(suffix=f"{path.suffix}.new", dir=path.parent)
    os.close(handle)
    unfinished = Path(name)
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def forget_old(newest: Path, pattern: str, most: int) -> None:
    """Take away what fits the pattern beside `newest`, the oldest first, until `most` files are left with it."""
    others = sorted((one for one in newest.parent.glob(pattern) if one != newest), key=_changed)
    for one in others[: max(0, len(others) - most + 1)]:
        one.unlink(missing_ok=True)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another process has just taken it away
        return 0.0
