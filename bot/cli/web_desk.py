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

from bot.cli import setup
from bot.cli.output import Refused
from bot.cli.texts import say
from bot.config import Settings
from bot.content.model import Knowledge
from bot.domain.time import local
from bot.storage.database import Storage

ROOM = "bot.channels.desk"
"""Loaded when it is asked for: the desk is an extra, and nothing else needs what it needs."""
EXAMPLE = "balie-voorbeeld"


def serve(options: argparse.Namespace) -> int:
    """Start the desk, or make an account for it."""
    known, _ = setup.contents(options)
    settings = setup.settings_of(options)
    if options.voorbeeld:
        return _example(known, settings)
    path = setup.existing_storage(options).path
    server = _started(Path(path), known, settings, setup.clock)
    if options.beheerder:
        key = server.account(options.beheerder, options.naam or options.beheerder, server.Role.ADMIN)
        print(say("desk.desk-account", email=key.email, password=key.password, secret=key.secret))
        return 0
    return _answer(server)


def _started(database: Path, known: Knowledge, settings: Settings, clock: Callable[[], datetime]) -> ModuleType:
    """The room of the desk, set up. Raises Refused when it is not installed."""
    try:
        project, workplace = _module("project"), _module("workplace")
    except ModuleNotFoundError as error:
        raise Refused(say("desk.no-desk", name=error.name)) from error
    project.start(workplace.Workplace(database, known, settings, clock))
    return _module("server")


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{ROOM}.{name}")


def _example(known: Knowledge, settings: Settings) -> int:
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
    print(say("desk.desk-example", email=key.email, password=key.password, code=key.code))
    if sys.stdout.isatty():
        server.show_codes(key, lambda code: say("desk.desk-code", code=code))
    return _answer(server)


def _answer(server: ModuleType) -> int:
    server.serve(lambda address: print(say("desk.desk-runs", address=address), flush=True))
    return 0
