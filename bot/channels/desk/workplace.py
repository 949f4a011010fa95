"""What every page stands on: the database of the assistant, its content, the clock, and where our own files are."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.config import Settings
from bot.content.model import Knowledge
from bot.domain.time import local
from bot.storage.database import Storage, StorageUnusable
from bot.storage.keys import pseudonym_key

_of_thread = threading.local()


class CoreGone(Exception):
    """The database of the assistant is not there or cannot be read now; nothing was changed."""


@dataclass
class Workplace:
    """One desk: whose database, what content, which moment it is."""

    database: Path
    known: Knowledge
    settings: Settings
    clock: Callable[[], datetime]
    opened: list[Storage] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        """The present moment on the clock in the Netherlands."""
        return local(self.clock())

    @property
    def accounts(self) -> Path:
        """The second database: accounts, sessions and the trace of acts; nothing of citizens."""
        return self.database.with_name(f"{self.database.stem}-balie.db")

    @property
    def secret(self) -> str:
        """What signs cookies: the key that stands beside that database."""
        return pseudonym_key(str(self.accounts)).hex()

    def storage(self) -> Storage:
        """The database of the assistant, one connection per thread. Raises CoreGone."""
        mine: dict[str, Storage] = _of_thread.__dict__
        name = str(self.database)
        if not self.database.exists():  # a file that is gone must not come back empty
            mine.pop(name, None)
            raise CoreGone(name)
        if name not in mine:
            try:
                mine[name] = Storage(self.database)
            except StorageUnusable as error:
                raise CoreGone(name) from error
            self.opened.append(mine[name])
        return mine[name]


_here: list[Workplace] = []


def settle(workplace: Workplace) -> None:
    """From now on pages are of this desk."""
    _here[:] = [workplace]


def here() -> Workplace:
    """The desk that this process is."""
    return _here[0]
