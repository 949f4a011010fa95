"""Notices to staff leave the outbox once, by mail or into the file beside the database."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from bot.adapters import post
from bot.config import MailSettings, Secret
from bot.local_time import ZONE
from bot.messages import Reply
from bot.replies import to_body
from bot.storage import outbox
from bot.storage.database import Storage

NOON = datetime(2026, 11, 21, 12, tzinfo=ZONE)


def put(storage: Storage) -> None:
    """A notice that waits."""
    with storage.transaction() as db:
        body = to_body(Reply("De nieuwe inhoud is niet overgenomen.\n\nRegel 3 klopt niet."))
        outbox.put(db, "personeel", post.CHANNEL, "personeel", body, NOON, now=NOON, key="x")


def round_of_post(storage: Storage, settings: MailSettings, now: datetime) -> list[bool]:
    """Claim, hand over and settle what is due."""
    with storage.transaction() as db:
        rows = post.claim(db, now)
    sent = [post.hand_over(row, settings, Secret(), Path(storage.path), now) for row in rows]
    with storage.transaction() as db:
        for row, well in zip(rows, sent, strict=True):
            post.settle(db, row, well, now)
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
    assert round_of_post(storage, MailSettings(), NOON + post.AGAIN_AFTER) == [True]
