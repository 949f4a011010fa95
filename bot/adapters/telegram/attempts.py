"""Which rows of the inbox are being handled right now, in a file that outlives a kill: a message that kills us is tried three times."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path


class Attempts:
    """A note of a few bytes beside the database; in memory nothing is noted."""

    def __init__(self, database: str) -> None:
        self._path = None if database == ":memory:" else Path(f"{database}.bezig")
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600) if self._path else None

    def left_over(self) -> list[int]:
        """The rows that were being handled when the process ended; empty after a good end."""
        if self._file is None:
            return []
        noted = os.pread(self._file, 65536, 0).decode("ascii", "replace").split("\n")[0].split()
        return [int(row) for row in noted if row.isdecimal()]

    def begin(self, rows: Sequence[int]) -> None:
        """These are handled now. The line ends the note, so that a longer one before it does not show through."""
        if self._file is not None:
            os.pwrite(self._file, " ".join(map(str, rows)).encode() + b"\n", 0)

    def end(self) -> None:
        """Nothing is being handled."""
        self.begin([])

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            self.end()
            os.close(self._file)
            self._file = None
