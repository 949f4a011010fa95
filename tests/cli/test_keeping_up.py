"""A running assistant looks for changed content and sends notices on, on the thread that owns the database."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from bot.app.assistant import Reception, Snapshot
from bot.app.content_trial import try_out
from bot.app.live_content import Reloader
from bot.cli.telegram import look_at_content, send_notices
from bot.config import Settings
from bot.domain.time import ZONE
from bot.gateway.database_thread import DatabaseThread
from bot.storage.database import Storage
from bot.understanding.pipeline import Thresholds
from tests.content.small_folder import change, small_folder

NOON = datetime(2026, 11, 21, 12, tzinfo=ZONE)


async def test_staff_hear_of_a_bad_change_in_the_file_beside_the_database(tmp_path: Path) -> None:
    folder, path = small_folder(tmp_path), tmp_path / "werkbot.db"
    trial = try_out(folder, tmp_path / "cache", Thresholds())
    assert trial.read.knowledge and trial.understanding
    storage = Storage(path)
    reloader = Reloader(Reception(storage, Snapshot(trial.read.knowledge, trial.understanding), Settings()), folder, tmp_path / "cache")
    database = DatabaseThread(storage)
    await look_at_content(database, reloader, NOON)
    change(folder / "vragen" / "werkcentrum.yaml", "    knop: Kosten\n", "    knob: Kosten\n")
    for second in range(1, 6):
        await look_at_content(database, reloader, NOON + timedelta(seconds=second))
        reloader.wait()
    for minute in (1, 2):
        await send_notices(database, Settings(), path, NOON + timedelta(minutes=minute))
    assert (tmp_path / "werkbot.db.post").read_text(encoding="utf-8").count("'knob' is geen bekend veld") == 1
    await database.close()
    storage.close()
