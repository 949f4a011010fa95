"""One poller per database: a second one would take half of the messages away from the first."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from bot.ops import private_files


class AlreadyRunning(Exception):
    """Another process serves Telegram from this database; `path` is the file that it holds."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class Lock:
    """Held as long as the process lives: the system lets go of it even after a kill."""

    def __init__(self, database: str) -> None:
        self.path = Path(f"{database}.telegram.lock")
        self._file = private_files.opened(self.path, os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._file)
            raise AlreadyRunning(self.path) from None
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Let another process serve."""
        os.close(self._file)


def running(database: str) -> bool:
    """Whether a process serves Telegram from this database now."""
    try:
        Lock(database).release()
    except AlreadyRunning:
        return True
    return False
