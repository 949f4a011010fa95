"""Where tests keep what they learned: one folder per checkout, so that the next run, and every worker of a run, finds it."""

from __future__ import annotations

import fcntl
import getpass
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CHECKOUT = hashlib.sha256(str(Path(__file__).resolve().parent).encode()).hexdigest()[:12]


def model_cache(name: str) -> Path:
    """A folder for the models of this name; a model has its examples and its code in its file name, so an old one is never taken for a new one."""
    return Path(tempfile.gettempdir()) / f"werkbot-models-{getpass.getuser()}" / _CHECKOUT / name


@contextmanager
def learned_once(cache: Path) -> Iterator[Path]:
    """The folder, with the others waiting: of workers that begin together one learns, and the rest read."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield cache
