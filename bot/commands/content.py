"""`werkbot inhoud`, `terug` and `lijst`: what must be looked at, an earlier version back, and all answers on paper."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.app import content_report
from bot.app.exports import page
from bot.app.rollback import NothingBefore, UnknownVersion, restore
from bot.commands import wiring
from bot.commands.checking import day_of
from bot.commands.refusal import Refused
from bot.content.expiry import AHEAD, due
from bot.content.folder import version_of
from bot.domain.formatting import clock, plain_day
from bot.domain.messages import Reply, to_body
from bot.domain.time import local
from bot.storage import content_versions, outbox
from bot.storage.database import Storage


def ageing(options: argparse.Namespace) -> int:
    """What falls due in the next 30 days and what has already, per owner; on paper with --naar, by mail with --stuur."""
    today = day_of(options)
    knowledge, _ = wiring.contents(options)
    text = content_report.due_list(due(knowledge, today), AHEAD[0])
    if options.stuur:
        storage, now = wiring.storage_of(options), wiring.clock()
        with storage.transaction() as db:
            body = to_body(Reply(text))
            outbox.put(db, "personeel", outbox.NOTICES, "personeel", body, now, now=now, key=f"inhoud:{today.isoformat()}:lijst")
        print(content_report.POSTED)
        return 0
    return _written(options, text)


def back(options: argparse.Namespace) -> int:
    """Put back the version before, or the one that is named; --lijst shows which there are."""
    root, storage, now = wiring.knowledge_dir(options), wiring.storage_of(options), wiring.clock()
    if options.lijst:
        _list_versions(root, storage)
        return 0
    try:
        with storage.transaction() as db:
            done = restore(db, root, now, version=options.versie or "")
    except NothingBefore:
        raise Refused(content_report.NOTHING_BEFORE) from None
    except UnknownVersion as error:
        raise Refused(content_report.NO_SUCH_VERSION.format(version=error)) from None
    except OSError as error:
        raise Refused(content_report.IN_THE_WAY.format(path=error.filename, why=error.strerror)) from error
    here = local(done.version.saved_at)
    print(content_report.TAKEN_BACK.format(version=done.version.name, when=f"{plain_day(here.date())}, {clock(here)}"))
    print(content_report.KEPT_FIRST.format(version=done.put_aside))
    return 0


def _list_versions(root: Path, storage: Storage) -> None:
    current = version_of(root)
    for one in content_versions.versions(storage.db):
        mark = content_report.VERSION_NOW if one.name == current else content_report.VERSION_WITHDRAWN if one.withdrawn else ""
        print(content_report.VERSION_LINE.format(when=f"{local(one.saved_at):%Y-%m-%d %H.%M}", version=one.name, mark=mark))


def printed(options: argparse.Namespace) -> int:
    """All answers as one page of HTML."""
    knowledge, _ = wiring.contents(options)
    return _written(options, page(knowledge, day_of(options)))


def _written(options: argparse.Namespace, text: str) -> int:
    if options.bestand:
        path = Path(options.bestand)
        try:
            path.write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            raise Refused(content_report.NOT_WRITTEN.format(path=path, why=error.strerror)) from error
        print(content_report.WRITTEN.format(path=path))
    else:
        print(text)
    return 0
