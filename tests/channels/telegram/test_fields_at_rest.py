"""No secret at rest: made anew for each run, planted in every field that a client fills in and in every notation, and looked for in every
byte beside the database, while the channel runs and afterwards.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.app.assistant import Reception
from bot.ops.log_redaction import QuietFormatter
from bot.storage import backups, personal_data
from bot.storage.database import Storage
from tests import planted
from tests.channels.telegram.conftest import Clock, Run
from tests.privacy import numbers
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import FakeApi

FILE = {"file_id": "f", "file_unique_id": "u"}
Give = Callable[[FakeUser, str], Any]
FIELDS: dict[str, Give] = {
    "text": lambda user, secret: user.send(f"mijn nummer is {secret}"),
    "start payload": lambda user, secret: user.send(f"/start {secret}"),
    "command": lambda user, secret: user.send(f"/help {secret}"),
    "caption": lambda user, secret: user.send_other(photo=[{**FILE, "width": 1, "height": 1}], caption=f"kijk {secret}"),
    "file name": lambda user, secret: user.send_other(document={**FILE, "file_name": f"{secret}.pdf"}),
    "edited text": lambda user, secret: user.edit(f"bedoeld: {secret}"),
    "contact name": lambda user, secret: user.send_other(contact={"phone_number": "1", "first_name": secret, "user_id": user.id}),
    "contact number": lambda user, secret: user.send_other(contact={"phone_number": secret, "first_name": "A", "user_id": user.id}),
    "user name": lambda user, secret: user.api.deliver(message={**user.message(text="hallo"), "from": {**user.as_json(), "username": secret}}),
    "first name": lambda user, secret: user.api.deliver(message={**user.message(text="hallo"), "from": {**user.as_json(), "first_name": secret}}),
    "language": lambda user, secret: user.api.deliver(message={**user.message(text="hallo"), "from": {**user.as_json(), "language_code": secret}}),
    "button data": lambda user, secret: user.press_data(user.chat.sent[-1], f"1:v1:topic:{secret}"),
    "button number": lambda user, secret: user.press_data(user.chat.sent[-1], f"1:v1:company:{secret}"),
    "bare button data": lambda user, secret: user.press_data(user.chat.sent[-1], secret),
    "venue": lambda user, secret: user.send_other(
        location={"latitude": 1, "longitude": 1}, venue={"location": {"latitude": 1, "longitude": 1}, "title": secret, "address": secret}
    ),
    "poll": lambda user, secret: user.send_other(
        poll={
            "id": "1", "question": secret, "options": [], "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
            "type": "regular", "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
        }
    ),
}  # fmt: skip


def secrets(dice: Random) -> dict[str, str]:
    """New numbers in the ways people write them; none holds a space, so that each fits in every field."""
    bsn, iban = numbers.bsn(dice), numbers.iban(dice)
    return {
        "BSN": bsn,
        "BSN with letters": numbers.NOTATIONS["letters at the edges"](numbers.bsn(dice), dice),
        "BSN with dots": numbers.NOTATIONS["with dots"](numbers.bsn(dice), dice),
        "IBAN": iban,
        "IBAN with O": numbers.iban(dice).replace("0", "O"),
        "IBAN without country": numbers.iban(dice)[4:],
        "card": numbers.card(dice),
    }


async def test_a_secret_in_any_field_and_notation_stands_in_no_file(
    run: Run, api: FakeApi, storage: Storage, reception: Reception, tmp_path: Path, clock: Clock
) -> None:
    given: list[str] = []
    async with run() as channel:
        for field, give in FIELDS.items():
            user, dice = api.user(), Random()
            await user.send("/start")
            await user.expect("Waar kunnen wij")
            for secret in secrets(dice).values():
                given.append(secret)
                await give(user, secret)
            await user.send("/privacy")
            await user.expect("zo weinig als kan")
            assert planted.found_in(tmp_path, given) == [], field
        backups.copy(Path(storage.path), tmp_path / "kopie.db", clock())
        assert channel.updater.running
    with storage.transaction() as db:
        for (person,) in db.execute("SELECT person FROM addresses").fetchall():
            (tmp_path / f"{person}.json").write_bytes(personal_data.export_file(db, person, clock()))
    assert len(given) == len(FIELDS) * 7
    assert planted.found_in(tmp_path, given) == []


def test_an_error_of_ours_tells_no_secret_in_its_traceback() -> None:
    secret = numbers.bsn(Random())
    try:
        try:
            raise ValueError(f"kan niets met {secret}")
        except ValueError as error:
            raise KeyError(secret) from error
    except KeyError as error:
        record = logging.LogRecord("bot.x", logging.ERROR, "f", 1, "misgegaan bij %s", (secret,), (KeyError, error, error.__traceback__))
    told = QuietFormatter().format(record)
    assert secret not in told
    assert "builtins.KeyError" in told


@pytest.fixture(autouse=True)
def loud_logs(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is kept of a log here; the lines of a failed test would hold what was planted."""
    caplog.set_level(logging.CRITICAL)
