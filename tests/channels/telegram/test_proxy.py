"""`[telegram] proxy`: everything goes through it, and what it refuses to pass on has surely not left."""

from __future__ import annotations

from bot.app.assistant import Snapshot
from bot.channels.telegram.channel import build_bot
from bot.channels.telegram.outgoing import post
from bot.config import Settings, TelegramSettings
from bot.domain.messages import Reply
from bot.gateway.limits import Limits
from bot.gateway.parcel import Fate, Parcel
from bot.storage.outbox import Outgoing
from tests.channels.telegram.conftest import MONDAY_MORNING, Run
from tests.telegram_api.people import FakeUser
from tests.telegram_api.proxy import Proxy
from tests.telegram_api.server import FakeApi

QUESTION, ANSWER = "waar zitten jullie", "Plein 1"
ROW = Outgoing(1, "anna", "telegram", "bevestiging", "", "{}", MONDAY_MORNING, "sending", 1)


async def test_everything_goes_through_the_proxy(run: Run, anna: FakeUser, api: FakeApi) -> None:
    async with Proxy() as proxy, run(settings=Settings(telegram=TelegramSettings(api.base_url, proxy.url))):
        await anna.send(QUESTION)
        await anna.expect(ANSWER)
    assert {line.split(" ")[1].split("/bot")[0] for line in proxy.asked} == {api.base_url.removesuffix("/bot")}
    assert any(line.split(" ")[1].endswith("/getUpdates") for line in proxy.asked)


async def test_a_confirmation_that_the_proxy_refuses_to_pass_on_has_not_left(small: Snapshot) -> None:
    async with Proxy(refusals=1) as proxy:
        bot = build_bot("123456789:" + "x" * 35, TelegramSettings("https://127.0.0.1:9/bot", proxy.url), Limits(), lambda old: None)
        await bot._request[1].initialize()
        posted = await post(bot, Parcel(ROW, "1", Reply("Uw afspraak staat vast")), small.knowledge.phrases)
        await bot.hang_up()
    assert proxy.asked == ["CONNECT 127.0.0.1:9 HTTP/1.1"]
    assert posted.fate is Fate.WAIT
