"""Chat and desk, each a process of its own on one database: asked there, answered here, replied to there; with a kill of either in between."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.balie.line import Line, code_of
from tests.balie.process import EMAIL, PASSWORD
from tests.channels.telegram.test_kill import PATIENCE, Victim, found, until_all_left
from tests.telegram_api.server import FakeApi

QUESTION = "Kan iemand met mij de brief over mijn huis lezen?"
ANSWER = "Ja, dat kan. Neem de brief mee."
REPLY = "Fijn, en mag mijn zus dan ook mee?"


class Desk:
    """The desk as a process that is started again as often as it is killed; its addresses differ, its colleague stays."""

    def __init__(self, database: Path) -> None:
        self.command = [sys.executable, "-m", "tests.balie.process", str(database)]
        self.process: asyncio.subprocess.Process | None = None
        self.secret = ""

    async def start(self) -> str:
        """Its address."""
        self.process = await asyncio.create_subprocess_exec(*self.command, stdout=asyncio.subprocess.PIPE)
        if not self.secret:
            self.secret = await self._line()
        return await self._line()

    async def _line(self) -> str:
        assert self.process is not None
        assert self.process.stdout is not None
        return (await asyncio.wait_for(self.process.stdout.readline(), PATIENCE)).decode().strip()

    async def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        await self.process.communicate()


@pytest.fixture
async def telegram() -> AsyncIterator[FakeApi]:
    """A Telegram on the real clock, as both processes have."""
    async with FakeApi() as server:
        yield server


async def test_a_question_is_answered_at_the_desk_and_the_reply_opens_it_again_whoever_is_killed(
    telegram: FakeApi, tmp_path: Path, small_cache: Path
) -> None:
    database = tmp_path / "werkbot.db"
    chat = Victim(
        [sys.executable, "-m", "tests.channels.telegram.process", str(database), telegram.base_url, telegram.token, str(small_cache)]
    )
    desk = Desk(database)
    await chat.start()
    anna = telegram.user("Anna")
    await anna.send("medewerker")
    await anna.expect("bellen", seconds=PATIENCE)
    await anna.press("Antwoord hier")
    await anna.expect("Typ uw vraag", seconds=PATIENCE)
    await chat.kill()
    await anna.send(QUESTION)  # nobody is there
    await chat.start()
    await anna.expect("Wij hebben uw vraag genoteerd", seconds=PATIENCE)

    kim = Line(await desk.start())
    await asyncio.to_thread(kim.sign_in, EMAIL, PASSWORD, code_of(desk.secret))
    [row] = (await asyncio.to_thread(kim.page, "/")).rows
    assert QUESTION in row

    [(number,)] = found(database, "SELECT id FROM requests")
    seen = (await asyncio.to_thread(kim.page, f"/vraag/{number}/")).source
    told = {"tekst": ANSWER, "zag": re.findall(r'name="zag" value="(\w+)"', seen)[0], "doe": "verstuur"}
    await chat.kill()  # the answer finds nobody who can send it
    assert await asyncio.to_thread(lambda: kim.send(seen, f"/vraag/{number}/", **told)) == 302
    await desk.kill()
    kim = kim.elsewhere(await desk.start())
    await chat.start()
    heard = await anna.expect(ANSWER, seconds=PATIENCE)
    assert QUESTION in heard.text
    assert (await asyncio.to_thread(kim.page, "/")).headings[-1] == "Vandaag gedaan 1"

    await desk.kill()
    await anna.send(REPLY)
    await anna.expect("Wij geven uw bericht door", seconds=PATIENCE)
    kim = kim.elsewhere(await desk.start())
    again = (await asyncio.to_thread(kim.page, "/")).rows
    assert [REPLY in row for row in again] == [True]
    await until_all_left(database)
    assert [text for text in anna.texts if ANSWER in text] == [heard.text]
    kim.close()
    await desk.kill()
    assert await chat.end() == 0
