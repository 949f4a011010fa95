"""Notices to staff leave the outbox once, by mail or into the file beside the database."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.channels import staff_mail
from bot.config import MailSettings
from bot.domain.messages import Reply, to_body
from bot.domain.time import ZONE
from bot.storage import outbox
from bot.storage.database import Storage

NOON = datetime(2026, 11, 21, 12, tzinfo=ZONE)


def put(storage: Storage) -> None:
    """A notice that waits."""
    with storage.transaction() as db:
        body = to_body(Reply("De nieuwe inhoud is niet overgenomen.\n\nRegel 3 klopt niet."))
        outbox.put(db, "personeel", outbox.NOTICES, "personeel", body, NOON, now=NOON, key="x")


def round_of_post(storage: Storage, settings: MailSettings, now: datetime) -> list[bool]:
    """Claim, hand over and settle what is due."""
    with storage.transaction() as db:
        rows = staff_mail.claim(db, now)
    sent = [staff_mail.hand_over(row, settings, Path(storage.path), now) for row in rows]
    with storage.transaction() as db:
        for row, well in zip(rows, sent, strict=True):
            staff_mail.settle(db, row, well, now)
    return sent


def test_without_a_mail_server_a_notice_goes_into_the_file_beside_the_database(storage: Storage) -> None:
    put(storage)
    assert round_of_post(storage, MailSettings(), NOON) == [True]
    assert round_of_post(storage, MailSettings(), NOON) == []
    written = Path(f"{storage.path}.post").read_text()
    assert "Subject: De nieuwe inhoud is niet overgenomen." in written and "Regel 3 klopt niet." in written
    assert storage.db.execute("SELECT state, body FROM outbox").fetchall() == [("sent", "")]


def test_a_mail_server_that_is_down_is_tried_again_later(storage: Storage) -> None:
    put(storage)
    down = MailSettings(host="127.0.0.1", port=1, staff="balie@voorbeeld.nl")
    assert round_of_post(storage, down, NOON) == [False]
    assert round_of_post(storage, down, NOON + timedelta(minutes=1)) == []
    assert round_of_post(storage, MailSettings(), NOON + staff_mail.AGAIN_AFTER) == [True]


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


def unreadable_notice(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> MailSettings:
    storage.db.execute("UPDATE outbox SET body = 'geen json'")
    return MailSettings()


@pytest.mark.parametrize("trouble", [unwritable_file, unreadable_password, password_in_another_encoding, no_address, unreadable_notice])
def test_whatever_goes_wrong_a_notice_waits_for_the_next_time(
    storage: Storage, monkeypatch: pytest.MonkeyPatch, trouble: Callable[[Storage, pytest.MonkeyPatch], MailSettings]
) -> None:
    put(storage)
    settings = trouble(storage, monkeypatch)
    assert round_of_post(storage, settings, NOON) == [False]
    assert states(storage) == [("due", 1)]
    assert round_of_post(storage, settings, NOON + staff_mail.AGAIN_AFTER) == [False]
    assert states(storage) == [("due", 2)]


def test_a_notice_that_was_never_settled_leaves_in_a_later_round(storage: Storage) -> None:
    put(storage)
    with storage.transaction() as db:
        staff_mail.claim(db, NOON)
    assert states(storage) == [("sending", 1)]
    assert round_of_post(storage, MailSettings(), NOON + timedelta(seconds=30)) == []
    assert round_of_post(storage, MailSettings(), NOON + timedelta(seconds=30) + staff_mail.AGAIN_AFTER) == [True]
    assert states(storage) == [("sent", 2)]


SENDING = """
import asyncio, sys
from datetime import datetime
from pathlib import Path
from bot.gateway.database_thread import DatabaseThread
from bot.cli.telegram import send_notices
from bot.config import MailSettings, Settings
from bot.storage.database import Storage

path, port, now = sys.argv[1:]
settings = Settings(mail=MailSettings(host="127.0.0.1", port=int(port), staff="balie@voorbeeld.nl"))
asyncio.run(send_notices(DatabaseThread(Storage(path)), settings, Path(path), datetime.fromisoformat(now)))
"""


def test_a_notice_that_was_on_its_way_at_a_kill_leaves_after_the_next_start(storage: Storage) -> None:
    put(storage)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        command = [sys.executable, "-c", SENDING, storage.path, str(silent.getsockname()[1]), NOON.isoformat()]
        with subprocess.Popen(command, cwd=Path(__file__).parents[3]) as sender:
            connection, _ = silent.accept()  # now it is on its way, to a server that says nothing
            sender.kill()
        connection.close()
    assert states(storage) == [("sending", 1)]
    assert round_of_post(storage, MailSettings(), NOON + timedelta(hours=1)) == []
    assert round_of_post(storage, MailSettings(), NOON + timedelta(hours=1) + staff_mail.AGAIN_AFTER) == [True]
    assert Path(f"{storage.path}.post").read_text().count("Regel 3 klopt niet.") == 1
