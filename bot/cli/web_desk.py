"""`balie`: the desk in a browser, with or without an example to look at; and its first accounts."""

from __future__ import annotations

import argparse
import importlib
import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import ModuleType

from bot.app.desk.agenda import agenda
from bot.cli import setup
from bot.cli.output import Refused
from bot.cli.texts import say
from bot.config import Settings
from bot.content.model import Knowledge
from bot.domain.formatting import day
from bot.domain.messages import Reply, to_body
from bot.domain.time import local
from bot.storage import outbox
from bot.storage.database import Storage

ROOM = "bot.channels.desk"
"""Loaded when it is asked for: the desk is an extra, and nothing else needs what it needs."""
EXAMPLE = "balie-voorbeeld"
STAFF = "personeel"


def serve(options: argparse.Namespace) -> int:
    """Start the desk, or make an account for it."""
    if not options.ochtendmail:
        _needs_its_extra()
    known, _ = setup.contents(options)
    settings = setup.settings_of(options)
    if options.voorbeeld:
        return _example(options, known, settings)
    if options.ochtendmail:
        return _morning_mail(options, known, settings)
    path = setup.existing_storage(options).path
    server = _started(Path(path), known, settings, setup.clock)
    if options.beheerder:
        key = server.account(options.beheerder, options.naam or options.beheerder, server.Role.ADMIN)
        print(say("desk.desk-account", email=key.email, password=key.password, secret=key.secret))
        return 0
    return _answer(server, options)


def _needs_its_extra() -> None:
    """Raises Refused when the desk is not installed."""
    try:
        _module("project")
    except ModuleNotFoundError as error:
        raise Refused(say("desk.no-desk", name=error.name)) from error


def _morning_mail(options: argparse.Namespace, known: Knowledge, settings: Settings) -> int:
    """How much there is today, to staff, once a day: counts and a link, and nothing of a person."""
    storage, now = setup.existing_storage(options), local(setup.clock())
    work = agenda(storage, known, now.date(), now.date(), now)
    text = say(
        "desk.morning",
        day=day(now.date(), year_of=now.date()),
        late=len(work.late),
        tasks=len(work.tasks),
        visits=len(work.days[0].visits),
        lost=len(work.lost),
        undelivered=len(work.undelivered),
        link=settings.desk.url or say("desk.no-address"),
    )
    with storage.transaction() as db:
        outbox.put(db, STAFF, outbox.NOTICES, STAFF, to_body(Reply(text)), now, now=now, key=f"ochtend:{now.date().isoformat()}")
    print(say("desk.morning-ready"))
    return 0


def _started(database: Path, known: Knowledge, settings: Settings, clock: Callable[[], datetime]) -> ModuleType:
    """The room of the desk, set up."""
    _module("project").start(_module("workplace").Workplace(database, known, settings, clock))
    return _module("server")


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{ROOM}.{name}")


def _example(options: argparse.Namespace, known: Knowledge, settings: Settings) -> int:
    """Made anew each time, in a folder of its own: nobody's day is touched."""
    folder = setup.cache_dir() / EXAMPLE
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    example, begun = _module("example"), local(setup.clock())
    began = example.workday(known, begun.date())
    storage = Storage(folder / "werkbot.db")
    example.fill(storage, known, began)
    storage.close()
    server = _started(folder / "werkbot.db", known, settings, lambda: began + (setup.clock() - begun))
    told = example.TOLD["colleague"]
    key = server.account(told["email"], told["name"], server.Role.ADMIN, password=told["password"], must_change=False)
    other = example.TOLD["other"]
    server.account(other["email"], other["name"], server.Role.STAFF)  # somebody to hand work to; nobody knows the password
    print(say("desk.desk-example", email=key.email, password=key.password, code=key.code, secret=key.secret))
    if sys.stdout.isatty():
        server.show_codes(key, lambda code: say("desk.desk-code", code=code))
    return _answer(server, options)


def _answer(server: ModuleType, options: argparse.Namespace) -> int:
    server.serve(setup.knowledge_dir(options), lambda address: print(say("desk.desk-runs", address=address), flush=True))
    return 0
