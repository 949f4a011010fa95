"""From options to the parts that run: settings, knowledge, model, database, reception."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.app.assistant import Reception, Snapshot
from bot.app.content_trial import thresholds_of
from bot.cli.output import Refused
from bot.cli.start_cache import fingerprint, kept
from bot.cli.texts import say
from bot.config import Settings, read_settings
from bot.content.folder import SHIPPED
from bot.content.loader import load
from bot.content.model import Knowledge
from bot.content.phrases import REQUIRED
from bot.domain.formatting import listed
from bot.domain.time import ZONE
from bot.storage import operations
from bot.storage.backups import is_ours
from bot.storage.database import Storage
from bot.storage.keys import key_path, pseudonym_key
from bot.understanding.pipeline import Thresholds, Understanding, prepare
from bot.understanding.reading import Listener, prepare_listener
from bot.understanding.sentences import Sentences, read_sentences

CACHE_VARIABLE = "WERKBOT_CACHE"
MEMORY = ":memory:"
MOST_NEARBY = 4  # databases that are named when the one that was meant is not there


def clock() -> datetime:
    """The present moment; the only clock of the product stands here, above everything that decides."""
    return datetime.now(UTC)


def now_of(options: argparse.Namespace) -> datetime:
    """The moment that --nu names, on the clock in the Netherlands when it names no offset; else the present one. Raises Refused."""
    if not options.nu:
        return clock()
    try:
        told = datetime.fromisoformat(options.nu)
    except ValueError as error:
        raise Refused(say("desk.not-a-now", text=options.nu)) from error
    return told if told.tzinfo else told.replace(tzinfo=ZONE)


def config_path(options: argparse.Namespace) -> Path | None:
    """The config file: named, or config.toml in the working directory when there is one."""
    if options.config:
        return Path(options.config)
    here = Path("config.toml")
    return here if here.exists() else None


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings, or defaults that run."""
    return read_settings(config_path(options))


def knowledge_dir(options: argparse.Namespace) -> Path:
    """Named, else `knowledge` beside config.toml, else the one that was installed."""
    if options.kennis:
        path = Path(options.kennis).resolve()
        if not path.is_dir():
            raise Refused(say("staff.no-knowledge", path=options.kennis))
        return path
    config = config_path(options)
    beside = config.resolve().parent / "knowledge" if config else None
    if beside and beside.is_dir():
        return beside
    return SHIPPED


def contents(options: argparse.Namespace) -> tuple[Knowledge, Sentences]:
    """The checked content and the sentences of acts and commands."""
    root = knowledge_dir(options)
    return kept(cache_dir(), "content", fingerprint(root), lambda: (load(root, REQUIRED), read_sentences(root)))


def cache_dir() -> Path:
    """Where the trained model is kept between starts."""
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "werkbot"


def snapshot_of(options: argparse.Namespace, settings: Settings) -> Snapshot:
    """What we know and how we understand; learning takes seconds and says so, in a terminal."""
    root, thresholds = knowledge_dir(options), thresholds_of(settings.understanding)
    return kept(cache_dir(), "start", fingerprint(root, thresholds), lambda: _prepared(options, root, thresholds))


def listener_of(options: argparse.Namespace, settings: Settings) -> Listener:
    """What hears a message in its conversation."""
    snapshot = snapshot_of(options, settings)
    assert snapshot.listener  # one that is prepared here has always one
    return snapshot.listener


def understanding_of(options: argparse.Namespace, settings: Settings) -> Understanding:
    """The model with the content around it."""
    return snapshot_of(options, settings).understanding


def _prepared(options: argparse.Namespace, root: Path, thresholds: Thresholds) -> Snapshot:
    known, sentences = contents(options)
    if sys.stderr.isatty():
        print(say("staff.learning"), file=sys.stderr)
    understanding = prepare(known, sentences, cache_dir(), thresholds)
    return Snapshot(known, understanding, prepare_listener(known, sentences, understanding, root, cache_dir()))


def database_path(options: argparse.Namespace) -> Path:
    """The database that was named, else werkbot.db in the working directory."""
    return Path(options.gegevens or "werkbot.db")


def existing_storage(options: argparse.Namespace) -> Storage:
    """The database, when there is one: a name or a folder typed wrong must not become an empty day. Raises Refused."""
    path = database_path(options)
    if path.exists():
        return Storage(path)
    if is_missing(path):
        raise Refused(say("operator.missing", path=path, key=key_path(str(path))))
    near = [str(one) for one in nearby(path)]
    remedy = say("desk.did-you-mean", paths=listed(near, choice=True)) if near else say("desk.choose-file")
    raise Refused(f"{say('desk.no-file', name=path)} {remedy}")


def nearby(path: Path) -> list[Path]:
    """Databases where someone may have meant to look: beside it, in the folders within, and on the way up."""
    here = path.parent.resolve()
    folders = [here, *sorted(one for one in here.glob("*/") if not one.name.startswith(".")), *list(here.parents)[:3]]
    found = [one for folder in folders for one in sorted(folder.glob("*.db")) if one.is_file() and is_ours(one)]
    return found[:MOST_NEARBY]


def writing_storage(options: argparse.Namespace) -> Storage:
    """The database for a command that changes something; in a rehearsal (--nu) only one that never reached people. Raises Refused."""
    storage = existing_storage(options)
    if options.nu:
        with storage.reading() as db:
            if operations.served(db):
                raise Refused(say("desk.no-rehearsal", path=storage.path))
    return storage


def is_missing(path: Path) -> bool:
    """Whether a database is gone: its key stands there, so that there was one. A wrong path, a disk that is not there."""
    return str(path) != MEMORY and not path.exists() and key_path(str(path)).exists()


def first_storage_of(options: argparse.Namespace) -> Storage:
    """The database, made when there never was one, or when a new one is meant. Raises Refused."""
    path = database_path(options)
    if is_missing(path) and not getattr(options, "nieuw", False):
        raise Refused(say("operator.missing", path=path, key=key_path(str(path))))
    return Storage(path)


def reception_of(options: argparse.Namespace) -> tuple[Reception, bytes]:
    """Everything together, with the key of the pseudonyms."""
    settings = settings_of(options)
    storage = first_storage_of(options)
    return Reception(storage, snapshot_of(options, settings), settings), pseudonym_key(storage.path)
