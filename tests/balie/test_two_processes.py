"""Chat and desk, each a process of its own on one database: asked there, answered or passed on here; with a kill of either in between."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.balie.line import Line, code_of
from tests.balie.page import Page
from tests.balie.process import ELSEWHERE, EMAIL, PASSWORD
from tests.channels.telegram.test_kill import PATIENCE, Victim, found, until_all_left
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import FakeApi

AGREED, NOT_AFTER_ALL, TAKEN_BACK = (
    "Wij geven dit door aan de gemeente",
    "Toch niet doorgeven",
    "Vanaf nu kan de gemeente dit niet meer lezen",
)
QUESTION = "Kan iemand met mij de brief over mijn huis lezen?"
ANSWER = "Ja, dat kan. Neem de brief mee."
REPLY = "Fijn, en mag mijn zus dan ook mee?"


class Desk:
    """The desk as a process that is started again as often as it is killed; its addresses differ, its colleague stays."""

    def __init__(self, database: Path) -> None:
        self.command = [sys.executable, "-m", "tests.balie.process", str(database)]
        self.process: asyncio.subprocess.Process | None = None
        self.secrets: dict[str, str] = {}
        """Of the app of each colleague."""

    async def start(self) -> str:
        """Its address."""
        self.process = await asyncio.create_subprocess_exec(*self.command, stdout=asyncio.subprocess.PIPE)
        if not self.secrets:
            self.secrets = {email: await self._line() for email in (EMAIL, ELSEWHERE)}
        return await self._line()

    async def colleague(self, address: str, email: str) -> Line:
        """Somebody who signed in."""
        line = Line(address)
        await asyncio.to_thread(line.sign_in, email, PASSWORD, code_of(self.secrets[email]))
        return line

    async def _line(self) -> str:
        assert self.process is not None
        assert self.process.stdout is not None
        return (await asyncio.wait_for(self.process.stdout.readline(), PATIENCE)).decode().strip()

    async def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        await self.process.communicate()


def mark_in(seen: Page) -> str:
    """How its row was when the page was drawn."""
    return next(form.fields["zag"] for form in seen.forms if "zag" in form.fields)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeApi]:
    """A Telegram on the real clock, as both processes have."""
    async with FakeApi() as server:
        yield server


@pytest.fixture
def chat(telegram: FakeApi, tmp_path: Path, small_cache: Path) -> Victim:
    """The assistant, not started yet."""
    told = (str(tmp_path / "werkbot.db"), telegram.base_url, telegram.token, str(small_cache))
    return Victim([sys.executable, "-m", "tests.channels.telegram.process", *told])


async def ask(anna: FakeUser) -> None:
    """Up to the moment at which her question can be typed."""
    await anna.send("medewerker")
    await anna.expect("bellen", seconds=PATIENCE)
    await anna.press("Antwoord hier")
    await anna.expect("Typ uw vraag", seconds=PATIENCE)


async def page(line: Line, path: str = "/") -> Page:
    """A page as a colleague sees it now."""
    return await asyncio.to_thread(line.page, path)


async def send(line: Line, seen: Page, path: str, **fields: str) -> int:
    """A form of a page that was seen, sent by a colleague."""
    return await asyncio.to_thread(lambda: line.send(seen.source, path, **fields))


async def test_a_question_is_answered_at_the_desk_and_the_reply_opens_it_again_whoever_is_killed(
    telegram: FakeApi, tmp_path: Path, chat: Victim
) -> None:
    database = tmp_path / "werkbot.db"
    desk = Desk(database)
    await chat.start()
    anna = telegram.user("Anna")
    await ask(anna)
    await chat.kill()
    await anna.send(QUESTION)  # nobody is there
    await chat.start()
    await anna.expect("Wij hebben uw vraag genoteerd", seconds=PATIENCE)

    kim = await desk.colleague(await desk.start(), EMAIL)
    [row] = (await page(kim)).rows
    assert QUESTION in row

    [(number,)] = found(database, "SELECT id FROM requests")
    seen = await page(kim, f"/vraag/{number}/")
    await chat.kill()  # the answer finds nobody who can send it
    assert await send(kim, seen, f"/vraag/{number}/", tekst=ANSWER, zag=mark_in(seen), doe="verstuur") == 302
    await desk.kill()
    kim = kim.elsewhere(await desk.start())
    await chat.start()
    heard = await anna.expect(ANSWER, seconds=PATIENCE)
    assert QUESTION in heard.text
    assert (await page(kim)).headings[-1] == "Vandaag gedaan 1"

    await desk.kill()
    await anna.send(REPLY)
    await anna.expect("Wij geven uw bericht door", seconds=PATIENCE)
    kim = kim.elsewhere(await desk.start())
    assert [REPLY in row for row in (await page(kim)).rows] == [True]
    await until_all_left(database)
    assert [text for text in anna.texts if ANSWER in text] == [heard.text]
    kim.close()
    await desk.kill()
    assert await chat.end() == 0


async def test_a_question_reaches_the_municipality_after_a_yes_and_leaves_it_when_that_is_taken_back_whoever_is_killed(
    telegram: FakeApi, tmp_path: Path, chat: Victim
) -> None:
    database = tmp_path / "werkbot.db"
    desk = Desk(database)
    await chat.start()
    anna = telegram.user("Anna")
    await ask(anna)
    await anna.send(QUESTION)
    await anna.expect("Wij hebben uw vraag genoteerd", seconds=PATIENCE)

    address = await desk.start()
    kim, ada = [await desk.colleague(address, email) for email in (EMAIL, ELSEWHERE)]
    [(number,)] = found(database, "SELECT id FROM requests")
    seen = await page(kim, f"/doorgeven/{number}/")
    await chat.kill()
    assert await send(kim, seen, f"/doorgeven/{number}/", naar="gemeente", zag=mark_in(seen)) == 302
    await desk.kill()
    await chat.start()
    await anna.expect("Een medewerker van het Werkcentrum wil uw vraag doorgeven aan de gemeente. Mag dat?", seconds=PATIENCE)
    address = await desk.start()
    kim, ada = kim.elsewhere(address), ada.elsewhere(address)
    assert (await page(ada, "/doorgegeven/")).rows == []

    await chat.kill()
    await anna.press("Ja, geef door")  # nobody is there
    await chat.start()
    await anna.expect(AGREED, seconds=PATIENCE)
    shown = await page(ada, "/doorgegeven/")
    assert [QUESTION in row for row in shown.rows] == [True]
    [taken_up] = [form.action for form in shown.forms if form.action.endswith("/opgepakt/")]
    assert await send(ada, shown, taken_up) == 302
    [row] = (await page(kim)).rows
    assert "de gemeente pakt dit op" in row

    await desk.kill()
    await anna.press(NOT_AFTER_ALL)
    await anna.expect(TAKEN_BACK, seconds=PATIENCE)
    address = await desk.start()
    kim, ada = kim.elsewhere(address), ada.elsewhere(address)
    assert (await page(ada, "/doorgegeven/")).rows == []
    [row] = (await page(kim)).rows
    assert "mag niet meer naar de gemeente" in row
    for line in (kim, ada):
        line.close()
    await desk.kill()
    assert await chat.end() == 0
