"""`werkbot gezond`: whether the assistant works, and with --voor-start whether it could."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.channels.staff_mail import MailFailed
from bot.commands import operator_texts, telegram, watching, wiring, without_database
from bot.commands.refusal import Refused
from bot.config import ConfigInvalid, Settings
from bot.content.problems import KnowledgeInvalid
from bot.domain.health import LEAST_DISK, Sign
from bot.storage import backups, operations
from bot.storage.database import Storage, StorageTrouble, StorageUnusable
from bot.storage.operations import Alarm, free_bytes

RELEASED = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock of a machine that runs this is before it."""


def health(options: argparse.Namespace) -> int:
    """Print how the assistant is; 1 when something is wrong. Raises Refused when it has never run, or its database cannot be used."""
    if getattr(options, "voor_start", False):
        return before_start(options)
    settings, path, now = wiring.settings_of(options), wiring.database_path(options), wiring.clock()
    meld = getattr(options, "meld", False)
    try:
        signs = _looked(settings, path, now, meld=meld)
    except (Refused, StorageUnusable, StorageTrouble) as error:
        text = operator_texts.DATABASE_BROKEN.format(path=path, why=error) if isinstance(error, StorageTrouble) else str(error)
        if meld:
            without_database.tell(settings, path, text, now)
        raise Refused(text) from None
    if meld:
        without_database.well(settings, path, now)
    return 1 if signs else 0


def _looked(settings: Settings, path: Path, now: datetime, *, meld: bool) -> Sequence[Sign]:
    """What is wrong, printed, and told to the operator when it lasts."""
    if not path.exists():
        raise Refused(operator_texts.NO_DATABASE.format(path=path))
    storage = Storage(path)
    try:
        with storage.transaction() as db:
            found, signs = watching.examined(db, settings, str(path), now)
        text = operator_texts.told(found, signs)
        print(text)
        if meld:
            _tell(storage, settings, signs, text, now)
    finally:
        storage.close()
    return signs


def _tell(storage: Storage, settings: Settings, signs: Sequence[str], text: str, now: datetime) -> None:
    """Let the operator know when it has been wrong for long: for a timer, which also notices that nothing runs at all."""
    with storage.transaction() as db:
        verdict = operations.judge(db, signs, now, timedelta(minutes=settings.health.mail_after_minutes))
    if verdict is Alarm.NOTHING:
        return
    try:
        print(watching.report(settings, Path(storage.path), verdict, text, now))
    except MailFailed as error:
        with storage.transaction() as db:
            operations.not_told(db)
        print(operator_texts.MAIL_FAILED.format(why=error))


def before_start(options: argparse.Namespace) -> int:
    """Print each thing that a start needs, with what is wrong with it; 1 when one fails, not for a mere warning."""
    failed = False
    for name, check in CHECKS.items():
        wrong = [*check(options)]
        doubtful = [] if wrong else [*WARNINGS.get(name, _nothing)(options)]
        failed = failed or bool(wrong)
        verdict = operator_texts.NOT_READY if wrong else operator_texts.DOUBTFUL if doubtful else operator_texts.READY
        print(f"{operator_texts.CHECKS[name]}: {verdict}")
        for one in (*wrong, *doubtful):
            print(f"  {one}")
    return 1 if failed else 0


def _settings(options: argparse.Namespace) -> Iterator[str]:
    try:
        wiring.settings_of(options)
    except ConfigInvalid as error:
        yield str(error)


def _token(options: argparse.Namespace) -> Iterator[str]:
    del options
    try:
        telegram.token_of()
    except Refused as error:
        yield str(error)


def _clock(options: argparse.Namespace) -> Iterator[str]:
    """A clock that was set back makes appointments and reminders wrong, in silence."""
    now = wiring.clock()
    if now < RELEASED:
        yield operator_texts.CLOCK_WRONG.format(now=operator_texts.when(now))
    seen = _last_beat(wiring.database_path(options))
    if seen and seen - now > timedelta(minutes=5):
        yield operator_texts.CLOCK_BEHIND.format(now=operator_texts.when(now), seen=operator_texts.when(seen))


def _last_beat(path: Path) -> datetime | None:
    if not path.exists():
        return None
    try:
        storage = Storage(path)
    except StorageUnusable:
        return None  # told by its own check
    try:
        return max((beat.at for beat in operations.all_beats(storage.db).values()), default=None)
    finally:
        storage.close()


def _disk(options: argparse.Namespace) -> Iterator[str]:
    path = wiring.database_path(options)
    folder = path.resolve().parent
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        yield operator_texts.NOT_WRITABLE.format(path=folder)


def _low_disk(options: argparse.Namespace) -> Iterator[str]:
    """No reason to refuse a start: an assistant that runs tells people and the operator that the disk is full, one that does not tells nobody."""
    path = wiring.database_path(options)
    if (free := free_bytes(str(path))) < LEAST_DISK:
        yield operator_texts.DISK_FULL.format(free=free // 2**20, path=path)


def _nothing(options: argparse.Namespace) -> Iterator[str]:
    del options
    yield from ()


def _database(options: argparse.Namespace) -> Iterator[str]:
    path = wiring.database_path(options)
    if not path.exists():
        return
    try:
        Storage(path).close()
        backups.check(path)
    except StorageUnusable as error:
        yield str(error)
    except backups.BackupFailed as error:
        yield operator_texts.BACKUP_BROKEN.format(path=path, why=error.why)


def _knowledge(options: argparse.Namespace) -> Iterator[str]:
    try:
        wiring.contents(options)
    except (KnowledgeInvalid, Refused) as error:
        yield str(error)


CHECKS: dict[str, Callable[[argparse.Namespace], Iterator[str]]] = {
    "instellingen": _settings,
    "token": _token,
    "klok": _clock,
    "schijf": _disk,
    "database": _database,
    "kennis": _knowledge,
}
WARNINGS = {"schijf": _low_disk}
"""What is told before a start that goes on."""
