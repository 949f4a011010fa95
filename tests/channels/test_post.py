"""Notices to staff leave the outbox once, by mail or into the file beside the database."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app.assistant import Reception, Snapshot
from bot.channels import staff_mail
from bot.channels.staff_mail import StaffMail
from bot.config import MailSettings, Settings
from bot.domain.messages import Reply, to_body
from bot.domain.time import ZONE
from bot.gateway.database_thread import DatabaseThread
from bot.gateway.extras import Extras
from bot.gateway.limits import Limits
from bot.gateway.sender import Sender
from bot.storage import outbox
from bot.storage.database import Storage

NOON = datetime(2026, 11, 21, 12, tzinfo=ZONE)


def put(storage: Storage) -> None:
    """A notice that waits."""
    with storage.transaction() as db:
        body = to_body(Reply("De nieuwe inhoud is niet overgenomen.\n\nRegel 3 klopt niet."))
        outbox.put(db, "personeel", outbox.NOTICES, "personeel", body, NOON, now=NOON, key="x")


def round_of_post(storage: Storage, snapshot: Snapshot, settings: MailSettings, now: datetime) -> list[bool]:
    """A start, and all that is due; whether each notice left."""
    return asyncio.run(sent_by_a_new_process(storage, snapshot, settings, now))


async def sent_by_a_new_process(storage: Storage, snapshot: Snapshot, settings: MailSettings, now: datetime) -> list[bool]:
    before = {row_id for row_id, state in rows(storage) if state in ("due", "sending")}
    tried = dict(storage.db.execute("SELECT id, tries FROM outbox").fetchall())
    database = DatabaseThread(storage)
    mail = StaffMail(settings, Path(storage.path), lambda: now)
    sender = Sender(mail, Extras(), Reception(storage, snapshot, Settings()), database, lambda: now, Limits())
    await sender.sweep()
    await sender.stop()
    await database.close()
    again = dict(storage.db.execute("SELECT id, tries FROM outbox").fetchall())
    return [state == "sent" for row_id, state in rows(storage) if row_id in before and again[row_id] > tried[row_id]]


def rows(storage: Storage) -> list[tuple[int, str]]:
    return [(int(row_id), str(state)) for row_id, state in storage.db.execute("SELECT id, state FROM outbox ORDER BY id").fetchall()]


def test_without_a_mail_server_a_notice_goes_into_the_file_beside_the_database(storage: Storage, small: Snapshot) -> None:
    put(storage)
    assert round_of_post(storage, small, MailSettings(), NOON) == [True]
    assert round_of_post(storage, small, MailSettings(), NOON) == []
    written = Path(f"{storage.path}.post").read_text()
    assert "Subject: De nieuwe inhoud is niet overgenomen." in written and "Regel 3 klopt niet." in written
    assert storage.db.execute("SELECT state, body FROM outbox").fetchall() == [("sent", "")]


def test_a_mail_server_that_is_down_is_tried_again_later(storage: Storage, small: Snapshot) -> None:
    put(storage)
    down = MailSettings(host="127.0.0.1", port=1, staff="balie@voorbeeld.nl")
    assert round_of_post(storage, small, down, NOON) == [False]
    assert round_of_post(storage, small, down, NOON + timedelta(minutes=1)) == []
    assert round_of_post(storage, small, MailSettings(), NOON + staff_mail.AGAIN_AFTER) == [True]


def states(storage: Storage) -> list[tuple[str, int]]:
    """Where every notice is, and how often it was tried."""
    return [(str(state), int(tries)) for state, tries in storage.db.execute("SELECT state, tries FROM outbox ORDER BY id").fetchall()]


def unwritable_file(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> MailSettings:
    Path(f"{storage.path}.post").mkdir()
    return MailSettings()


def unreadable_password(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> MailSettings:
    monkeypatch.setenv("WERKBOT_MAIL_PASSWORD_FILE", f"{storage.path}.wachtwoord")
    return MailSettings(host="127.0.0.1", port=1, staff="balie@voorbeeld.nl")


def password_in_another_encoding(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> MailSettings:
    path = Path(f"{storage.path}.wachtwoord")
    path.write_bytes("w\u00e9".encode("latin-1"))
    monkeypatch.setenv("WERKBOT_MAIL_PASSWORD_FILE", str(path))
    return MailSettings(host="127.0.0.1", port=1, staff="balie@voorbeeld.nl")


def no_address(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> MailSettings:
    return MailSettings(host="127.0.0.1", port=1, staff="balie@voorbeeld.nl\nBcc: iedereen")


@pytest.mark.parametrize("trouble", [unwritable_file, unreadable_password, password_in_another_encoding, no_address])
def test_whatever_goes_wrong_a_notice_waits_for_the_next_time(
    storage: Storage, small: Snapshot, monkeypatch: pytest.MonkeyPatch, trouble: Callable[[Storage, pytest.MonkeyPatch], MailSettings]
) -> None:
    put(storage)
    settings = trouble(storage, monkeypatch)
    assert round_of_post(storage, small, settings, NOON) == [False]
    assert states(storage) == [("due", 1)]
    assert round_of_post(storage, small, settings, NOON + staff_mail.AGAIN_AFTER) == [False]
    assert states(storage) == [("due", 2)]


def test_a_notice_that_cannot_be_read_is_given_up_and_the_next_one_leaves(storage: Storage, small: Snapshot) -> None:
    put(storage)
    storage.db.execute("UPDATE outbox SET body = 'geen json', key = 'y'")
    put(storage)
    round_of_post(storage, small, MailSettings(), NOON)
    assert states(storage) == [("dead", 0), ("sent", 1)]


def test_a_notice_that_was_never_settled_leaves_in_a_later_round(storage: Storage, small: Snapshot) -> None:
    put(storage)
    with storage.transaction() as db:
        outbox.mark(db, 1, "sending", NOON)
    assert states(storage) == [("sending", 1)]
    assert round_of_post(storage, small, MailSettings(), NOON + timedelta(seconds=30)) == []
    assert round_of_post(storage, small, MailSettings(), NOON + timedelta(seconds=30) + staff_mail.AGAIN_AFTER) == [True]
    assert states(storage) == [("sent", 2)]


SENDING = """
import asyncio, sys
from datetime import datetime
from pathlib import Path
from bot.config import MailSettings
from bot.storage.database import Storage
from tests.channels.telegram.small import small_snapshot
from tests.channels.test_post import sent_by_a_new_process

path, port, now, cache = sys.argv[1:]
mail = MailSettings(host="127.0.0.1", port=int(port), staff="balie@voorbeeld.nl")
asyncio.run(sent_by_a_new_process(Storage(path), small_snapshot(Path(cache)), mail, datetime.fromisoformat(now)))
"""


def test_a_notice_that_was_on_its_way_at_a_kill_leaves_after_the_next_start(storage: Storage, small: Snapshot, small_cache: Path) -> None:
    put(storage)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        command = [sys.executable, "-c", SENDING, storage.path, str(silent.getsockname()[1]), NOON.isoformat(), str(small_cache)]
        with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as sender:
            connection, _ = silent.accept()  # now it is on its way, to a server that says nothing
            sender.kill()
        connection.close()
    assert states(storage) == [("sending", 1)]
    assert round_of_post(storage, small, MailSettings(), NOON + timedelta(hours=1)) == []
    assert round_of_post(storage, small, MailSettings(), NOON + timedelta(hours=1) + staff_mail.AGAIN_AFTER) == [True]
    assert Path(f"{storage.path}.post").read_text().count("Regel 3 klopt niet.") == 1
