"""`backup`, `herstel`, `gezond`, `opruimen`, `pauze`: the work of an operator."""

from __future__ import annotations

import argparse
import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.channels.staff_mail import MailFailed
from bot.cli import setup, telegram
from bot.cli.output import Refused
from bot.cli.texts import condition_told, config_told, say, when
from bot.config import TOKEN_VARIABLE, ConfigInvalid, Settings, secret_file
from bot.content.problems import KnowledgeInvalid
from bot.domain.formatting import clock, plain_day
from bot.domain.health import LEAST_DISK, Sign
from bot.domain.time import local
from bot.gateway import process_lock
from bot.ops import private_files
from bot.storage import appointments, backups, operations, personal_data, retention
from bot.storage.backups import BackupFailed
from bot.storage.database import BEFORE_MIGRATION, Storage, StorageTrouble, StorageUnusable
from bot.storage.keys import key_path
from bot.storage.operations import Alarm, free_bytes

# `werkbot backup` and `werkbot herstel`: copies while the assistant works, and the drill of bringing one back.

NAMED = "werkbot-*.db"


def backup(options: argparse.Namespace) -> int:
    """Copy the database into a folder under a name with the moment, or to a new file; old copies in that folder go. Raises Refused."""
    settings, source, now = setup.settings_of(options), setup.database_path(options), setup.clock()
    if not source.exists():
        raise Refused(say("operator.no-database", path=source))
    named = Path(options.naar)
    if not named.suffix and not named.exists():  # a name without .db is that of a folder
        named.mkdir(mode=0o700, parents=True)
    target = named / f"werkbot-{local(now):%Y%m%d-%H%M%S}.db" if named.is_dir() else named
    if target.exists() and target.samefile(source):
        raise Refused(say("operator.backup-is-database", path=target))
    if target.exists():
        raise Refused(say("operator.backup-exists", path=target))
    Storage(source).close()  # a copy is only made of a file that is ours and up to date
    try:
        backups.copy(source, target, now)
    except BackupFailed as error:
        raise Refused(say("operator.backup-failed", path=target, why=error.why)) from None
    print(say("operator.backup-made", path=target, size=target.stat().st_size // 1024))
    before = now - timedelta(days=settings.retention.backup_days)
    old = backups.prune(source.resolve().parent, f"{source.name}.{BEFORE_MIGRATION}-*", before)
    if named.is_dir():
        old += backups.prune(named, NAMED, before)
    if old:
        print(say("operator.backup-pruned", count=len(old)))
    print(say("operator.key-apart", path=key_path(str(source))))
    return 0


def restore(options: argparse.Namespace) -> int:
    """Bring a copy back into a folder of its own, or really with --echt; who was erased since stays erased. Raises Refused."""
    database, copy = setup.database_path(options), Path(options.van)
    try:
        backups.check(copy)
    except BackupFailed as error:
        raise Refused(say("operator.backup-broken", path=copy, why=error.why)) from None
    if options.echt:
        return _really(copy, database)
    with tempfile.TemporaryDirectory(prefix="werkbot-herstel-") as folder:
        brought = _bring_back(copy, Path(folder) / "werkbot.db", database, setup.clock())
    print(say("operator.drill-done", made=when(brought.made), erased=brought.erased, appointments=brought.appointments))
    return 0


@dataclass(frozen=True)
class _Brought:
    made: datetime
    erased: int
    appointments: int


def _bring_back(copy: Path, target: Path, database: Path, now: datetime) -> _Brought:
    """The copy as a database of this version at `target`, without whoever was erased after it was made."""
    made = backups.made_at(copy)
    try:
        backups.copy(copy, target)
    except BackupFailed as error:
        raise Refused(say("operator.backup-failed", path=target, why=error.why)) from None
    storage = Storage(target)
    try:
        noted = personal_data.beside(str(database))
        with storage.transaction() as db:
            erased = personal_data.reapply(db, noted, made) if noted else 0
        with storage.transaction() as db:
            coming = len(appointments.agenda(db, now, now + timedelta(days=366)))
    finally:
        storage.close()
    return _Brought(made, erased, coming)


def _keep_aside(database: Path, old: Path) -> None:
    """The database that is replaced, whole or broken, with its log, under a second name: also of a broken one something may be saved."""
    if database.exists():
        with contextlib.suppress(StorageUnusable, StorageTrouble):
            Storage(database).close()  # closing writes the log into the file, so that it is whole when it is put aside
    for rest in ("", "-wal", "-shm"):
        part = database.with_name(f"{database.name}{rest}")
        if part.exists():
            part.with_name(f"{old.name}{rest}").hardlink_to(part)
    for rest in ("-wal", "-shm"):  # the log of one database must never be read into another
        database.with_name(f"{database.name}{rest}").unlink(missing_ok=True)


def _really(copy: Path, database: Path) -> int:
    now = setup.clock()
    if process_lock.running(str(database)):
        raise Refused(say("operator.stop-first"))
    unfinished = database.with_name(f"{database.name}.herstel")
    brought = _bring_back(copy, unfinished, database, now)
    old = database.with_name(f"{database.name}.oud-{local(now):%Y%m%d-%H%M%S}")
    _keep_aside(database, old)
    unfinished.replace(database)  # one step: at no moment is there no database
    print(
        say(
            "operator.restored",
            path=database,
            made=when(brought.made),
            erased=brought.erased,
            appointments=brought.appointments,
            old=old,
        )
    )
    return 0


# `werkbot opruimen`: destroy what may no longer be kept, and show what was destroyed.


def tidy(options: argparse.Namespace) -> int:
    """One round of housekeeping, as a running assistant does by itself every day."""
    storage, now = setup.existing_storage(options), setup.clock()
    settings = setup.settings_of(options)
    with storage.transaction() as db:
        report = retention.housekeeping(db, now, settings.retention)
    retention.scrub(storage.db)
    here = local(now)
    print(say("staff.destroyed", when=f"{plain_day(here.date())}, {clock(here)}"))
    for line in report.lines:
        print(say("staff.destroyed-line", kind=line.kind, count=line.count))
    print(say("staff.destroyed-total", count=report.total))
    return 0


# `werkbot pauze`: answers stop with one honest sentence, messages are kept.


def pause(options: argparse.Namespace) -> int:
    """Switch the pause, or tell how it stands; a running assistant follows within a second."""
    storage = setup.existing_storage(options)
    try:
        with storage.transaction() as db:
            if options.stand == "aan":
                operations.turn_on(db, operations.PAUSE, setup.clock())
            elif options.stand == "uit":
                operations.turn_off(db, operations.PAUSE)
            since = operations.on_since(db, operations.PAUSE)
    finally:
        storage.close()
    print(say("operator.pause-on", since=when(since)) if since else say("operator.pause-off"))
    return 0


# The operator's notice when the database itself is broken, missing or full, and cannot hold what was told.

AGAIN_AFTER = timedelta(days=1)
"""Nothing works without a database, so it is told at once; and again each day while it lasts."""


def tell(settings: Settings, database: Path, text: str, now: datetime) -> None:
    """Mail what is wrong. An empty file beside the database says when it was told: that fits on a full disk too."""
    mark = _mark(database)
    if mark.exists() and now - datetime.fromtimestamp(mark.stat().st_mtime, UTC) < AGAIN_AFTER:
        return
    if _sent(settings, database, Alarm.RED, text, now):
        try:
            os.close(private_files.opened(mark, os.O_WRONLY | os.O_CREAT))
            os.utime(mark, (now.timestamp(), now.timestamp()))
        except OSError as error:
            print(say("operator.not-noted", path=mark, why=type(error).__name__))


def well(settings: Settings, database: Path, now: datetime) -> None:
    """The database can be used: whoever heard otherwise hears that."""
    mark = _mark(database)
    if mark.exists() and _sent(settings, database, Alarm.GREEN, say("operator.database-well", path=database), now):
        mark.unlink()


def _mark(database: Path) -> Path:
    return Path(f"{database}.gemeld")


def _sent(settings: Settings, database: Path, verdict: Alarm, text: str, now: datetime) -> bool:
    try:
        print(telegram.report(settings, database, verdict, text, now))
    except MailFailed as error:
        print(say("operator.mail-failed", why=error))
        return False
    return True


# `werkbot gezond`: whether the assistant works, and with --voor-start whether it could.

RELEASED = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock of a machine that runs this is before it."""


def health(options: argparse.Namespace) -> int:
    """Print how the assistant is; 1 when something is wrong. Raises Refused when it has never run, or its database cannot be used."""
    if getattr(options, "voor_start", False):
        return before_start(options)
    settings, path, now = setup.settings_of(options), setup.database_path(options), setup.clock()
    meld = getattr(options, "meld", False)
    try:
        signs = _looked(settings, path, now, meld=meld)
    except (Refused, StorageUnusable, StorageTrouble) as error:
        text = say("operator.database-broken", path=path, why=error) if isinstance(error, StorageTrouble) else str(error)
        if meld:
            tell(settings, path, text, now)
        raise Refused(text) from None
    if meld:
        well(settings, path, now)
    return 1 if signs else 0


def _looked(settings: Settings, path: Path, now: datetime, *, meld: bool) -> Sequence[Sign]:
    """What is wrong, printed, and told to the operator when it lasts."""
    if not path.exists():
        raise Refused(say("operator.no-database", path=path))
    storage = Storage(path)
    try:
        with storage.transaction() as db:
            found, signs = telegram.examined(db, settings, str(path), now)
        text = condition_told(found, signs)
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
        print(telegram.report(settings, Path(storage.path), verdict, text, now))
    except MailFailed as error:
        with storage.transaction() as db:
            operations.not_told(db)
        print(say("operator.mail-failed", why=error))


def before_start(options: argparse.Namespace) -> int:
    """Print each thing that a start needs, with what is wrong with it; 1 when one fails, not for a mere warning."""
    failed = False
    for name, check in CHECKS.items():
        wrong = [*check(options)]
        doubtful = [] if wrong else [*WARNINGS.get(name, _nothing)(options)]
        failed = failed or bool(wrong)
        verdict = say("operator.not-ready") if wrong else say("operator.doubtful") if doubtful else say("operator.ready")
        print(f"{say(f'operator.checks.{name}')}: {verdict}")
        for one in (*wrong, *doubtful):
            print(f"  {one}")
    return 1 if failed else 0


def _settings(options: argparse.Namespace) -> Iterator[str]:
    try:
        setup.settings_of(options)
    except ConfigInvalid as error:
        yield config_told(error)


def _token(options: argparse.Namespace) -> Iterator[str]:
    del options
    try:
        telegram.token_of()
    except Refused as error:
        yield str(error)


def _open_token(options: argparse.Namespace) -> Iterator[str]:
    del options
    if (path := secret_file(TOKEN_VARIABLE)) and private_files.readable_by_others(path):
        yield say("operator.token-open", path=path)


def _clock(options: argparse.Namespace) -> Iterator[str]:
    """A clock that was set back makes appointments and reminders wrong, in silence."""
    now = setup.clock()
    if now < RELEASED:
        yield say("operator.clock-wrong", now=when(now))
    seen = _last_beat(setup.database_path(options))
    if seen and seen - now > timedelta(minutes=5):
        yield say("operator.clock-behind", now=when(now), seen=when(seen))


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
    path = setup.database_path(options)
    folder = path.resolve().parent
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        yield say("operator.not-writable", path=folder)


def _low_disk(options: argparse.Namespace) -> Iterator[str]:
    """No reason to refuse a start: an assistant that runs tells people and the operator that the disk is full, one that does not tells nobody."""
    path = setup.database_path(options)
    if (free := free_bytes(str(path))) < LEAST_DISK:
        yield say("operator.disk-full", free=free // 2**20, path=path)


def _nothing(options: argparse.Namespace) -> Iterator[str]:
    del options
    yield from ()


def _database(options: argparse.Namespace) -> Iterator[str]:
    path = setup.database_path(options)
    if setup.is_missing(path):
        yield say("operator.missing", path=path, key=key_path(str(path)))
    if not path.exists():
        return
    try:
        Storage(path).close()
        backups.check(path)
    except StorageUnusable as error:
        yield str(error)
    except backups.BackupFailed as error:
        yield say("operator.backup-broken", path=path, why=error.why)


def _knowledge(options: argparse.Namespace) -> Iterator[str]:
    try:
        setup.contents(options)
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
WARNINGS = {"schijf": _low_disk, "token": _open_token}
"""What is told before a start that goes on."""
