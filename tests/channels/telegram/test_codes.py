"""Invitations over HTTP: a link with a code, beside the links of posters; what is stored of it."""

from __future__ import annotations

import json

import pytest

from bot.app.assistant import Reception
from bot.app.exports import link
from bot.config import Settings, TelegramSettings
from bot.storage.database import Storage
from tests.channels.telegram.conftest import Run
from tests.channels.telegram.walks import to_appointment
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import FakeApi

CODE = "herfst-7k2m9p"


@pytest.fixture
def settings(api: FakeApi, reception: Reception) -> Settings:
    """A trial with one code."""
    chosen = Settings(telegram=TelegramSettings(base_url=api.base_url, codes=CODE))
    reception.settings = chosen
    return chosen


async def test_who_comes_by_the_link_of_an_invitation_books_and_the_code_is_stored_nowhere(
    run: Run, anna: FakeUser, storage: Storage, settings: Settings
) -> None:
    async with run(settings=settings) as channel:
        assert link(channel.bot.username, CODE) == f"https://t.me/{channel.bot.username}?start={CODE}"
        await anna.send(f"/start {CODE}")
        await anna.expect("Uw uitnodiging klopt.")
        await to_appointment(anna)
        await anna.send("/mijngegevens")
        sent = await anna.expect("dat u bent uitgenodigd")
    assert sent.file is not None
    assert json.loads(sent.file[1])["gegevens"]["addresses"][0]["invited"] == 1
    assert stored(storage, CODE) == []


async def test_a_wrong_code_is_told_and_stored_nowhere_and_the_door_is_shown(
    run: Run, anna: FakeUser, storage: Storage, settings: Settings
) -> None:
    async with run(settings=settings):
        await anna.send("/start lente-000000")
        welcomed = await anna.expect("Deze code kennen wij niet.")
        assert "Afspraak maken" not in welcomed.buttons
        assert "Bel mij" not in welcomed.buttons
        await anna.send("ik wil een afspraak maken")
        await anna.expect("alleen met een uitnodiging", "Plein 1")
        await anna.send("zijn jullie vandaag open")
        await anna.expect("maandag tot en met donderdag")
    assert stored(storage, "lente-000000") == []
    assert storage.db.execute("SELECT invited FROM addresses").fetchall() == [(0,)]


async def test_the_link_of_a_location_works_beside_the_codes(run: Run, anna: FakeUser, settings: Settings) -> None:
    async with run(settings=settings):
        await anna.send("/start locatie-desk")
        await anna.expect("U komt via")


async def test_without_codes_a_link_that_is_not_ours_is_an_ordinary_start(run: Run, anna: FakeUser) -> None:
    async with run():
        await anna.send("/start lente-000000")
        started = await anna.expect("Waar kunnen wij u mee helpen?")
    assert "code" not in started.text


def stored(storage: Storage, secret: str) -> list[str]:
    """The tables in which a text stands."""
    names = [name for name in storage.db.table_names() if not name.startswith("sqlite_")]
    return [name for name in names if any(secret in str(row) for row in storage.db.execute(f"SELECT * FROM {name}").fetchall())]
