"""What the alarm notes while the file takes nothing: in memory, and carried over into the file once it can be written again."""

from __future__ import annotations

from bot.storage import operations
from bot.storage.database import Database, Storage
from bot.storage.operations import RED, TOLD


class AlertBuffer:
    """The notes of the alarm beside a file that cannot be written; used from the thread that owns the file."""

    def __init__(self) -> None:
        self._memory: Storage | None = None

    def instead_of(self, db: Database) -> Database:
        """Where to note now: begins with what stands in the file, which can still be read."""
        if self._memory is None:
            self._memory = Storage(":memory:")
            _copy(db, self._memory.db)
        return self._memory.db

    def carried_over(self, db: Database) -> Database:
        """The file, with what was noted beside it; inside the transaction of whoever writes next."""
        if self._memory is not None:
            _copy(self._memory.db, db)
        return db

    def forget(self) -> None:
        """All of it stands in the file."""
        if self._memory is not None:
            self._memory.close()
            self._memory = None


def _copy(source: Database, target: Database) -> None:
    beats = operations.all_beats(source)
    for name in (RED, TOLD):
        if name in beats:
            operations.beat(target, name, beats[name].at, beats[name].detail)
        else:
            operations.forget(target, name)
