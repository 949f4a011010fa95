"""Telegram posts to us: with the secret only, answered when it is kept, repeated until then."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.app.assistant import Reception
from bot.channels.telegram.channel import Service
from bot.channels.telegram.webhook import SECRET_HEADER, PortTaken, WebhookRefused, serve, webhook_secret
from bot.config import Secret, Settings, TelegramSettings, WebhookSettings
from bot.domain.health import Sign, findings
from bot.storage import operations
from bot.storage.database import Storage
from tests.channels.telegram.conftest import KEY, QUICK, Clock, Run
from tests.channels.telegram.test_inbox_queue import fill, make_room
from tests.channels.telegram.walks import to_appointment, to_summary
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import FakeApi

QUESTION, ANSWER = "waar zitten jullie", "Plein 1"


@pytest.fixture
def hook(api: FakeApi) -> Settings:
    """Settings with a webhook on a free port; the fake posts there instead of to the public address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    api.webhook_target = f"http://127.0.0.1:{port}/post"
    return Settings(
        telegram=TelegramSettings(api.base_url, webhook=WebhookSettings("https://bot.example.nl/post", port=port, path="/post"))
    )


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


async def post(session: aiohttp.ClientSession, api: FakeApi, body: Any, secret: str) -> int:
    """The status that a post gets."""
    headers = {SECRET_HEADER: secret} if secret else {}
    async with session.post(api.webhook_target, json=body, headers=headers) as response:
        return response.status


async def test_what_telegram_posts_is_answered(run: Run, hook: Settings, anna: FakeUser, api: FakeApi) -> None:
    async with run(settings=hook):
        await anna.send(QUESTION)
        await anna.expect(ANSWER)
    assert api.called("setWebhook")[0].params["url"] == "https://bot.example.nl/post"
    assert str(api.called("setWebhook")[0].params.get("drop_pending_updates", "false")).lower() == "false"
    assert api.called("getUpdates") == []


async def test_a_post_that_is_repeated_is_answered_once(run: Run, hook: Settings, anna: FakeUser, bram: FakeUser, api: FakeApi) -> None:
    async with run(settings=hook):
        update = await anna.send(QUESTION)
        await anna.expect(ANSWER)
        await api.repeat(update)
        await bram.send(QUESTION)
        await bram.expect(ANSWER)
    assert len(anna.texts) == 1


@pytest.mark.parametrize("secret", ["", "wrong", "é"])
async def test_a_post_without_the_secret_is_refused(
    run: Run, hook: Settings, anna: FakeUser, api: FakeApi, session: aiohttp.ClientSession, storage: Storage, secret: str
) -> None:
    async with run(settings=hook):
        assert await post(session, api, {"update_id": 1, "message": anna.message(text=QUESTION)}, secret) == 403
    with storage.transaction() as db:
        assert db.execute("SELECT count(*) FROM inbox").fetchone() == (0,)


async def test_a_secret_of_bytes_that_are_no_text_is_refused_too(run: Run, hook: Settings) -> None:
    async with run(settings=hook):
        reader, writer = await asyncio.open_connection("127.0.0.1", hook.telegram.webhook.port)
        head = f"POST {hook.telegram.webhook.path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n{SECRET_HEADER}: "
        writer.write(head.encode() + b"\xff\xfe\r\n\r\n{}")
        assert (await reader.readline()).startswith(b"HTTP/1.1 403")
        writer.close()


@pytest.mark.parametrize("body", [[], {}, "x", {"update_id": "no number"}, {"update_id": True}])
async def test_a_post_that_is_no_update_is_a_bad_request(
    run: Run, hook: Settings, api: FakeApi, session: aiohttp.ClientSession, body: Any
) -> None:
    async with run(settings=hook):
        assert await post(session, api, body, webhook_secret(api.token)) == 400


async def test_json_that_is_too_deep_to_read_is_a_bad_request(
    run: Run, hook: Settings, api: FakeApi, session: aiohttp.ClientSession
) -> None:
    async with run(settings=hook):
        headers = {SECRET_HEADER: webhook_secret(api.token)}
        async with session.post(api.webhook_target, data=b"[" * 100_000, headers=headers) as response:
            assert response.status == 400


@pytest.mark.parametrize("begun", [b"", b"POST /post HTTP/1.1\r\nHost: x\r\nX-Half: "])
async def test_a_connection_on_which_nothing_whole_comes_is_closed(begun: bytes) -> None:
    async def show(request: web.Request) -> web.Response:
        return web.Response(text="well")

    app = web.Application()
    app.router.add_get("/", show)
    server = await serve(app, "127.0.0.1", 0, within=0.2)
    try:
        reader, writer = await asyncio.open_connection(*server.addresses[0][:2])
        writer.write(begun)
        assert await asyncio.wait_for(reader.read(), 30) == b""
        writer.close()
    finally:
        await server.cleanup()


async def test_an_update_that_cannot_be_read_is_taken_once_and_stops_nobody(
    run: Run, hook: Settings, anna: FakeUser, bram: FakeUser, api: FakeApi
) -> None:
    async with run(settings=hook):
        broken = bram.message(text="hallo")
        del broken["date"]
        await api.deliver(message=broken)
        await anna.send(QUESTION)
        await anna.expect(ANSWER)
        await bram.expect("Er ging iets mis")


async def test_while_the_disk_is_full_a_post_gets_no_200(run: Run, hook: Settings, anna: FakeUser, api: FakeApi) -> None:
    async with run(settings=hook) as channel:
        await channel.gateway.database.outside(fill)
        await anna.send(QUESTION + "? " * 2030)
        await anna.expect("Er ging iets mis")
        assert api.updates.waiting
        await channel.gateway.database.outside(make_room)
        await anna.expect(ANSWER)


async def test_nothing_but_posts_to_our_own_path_is_served(run: Run, hook: Settings, api: FakeApi, session: aiohttp.ClientSession) -> None:
    async with run(settings=hook), session.get(api.webhook_target) as get, session.post(f"{api.webhook_target}x") as other:
        assert (get.status, other.status) == (405, 404)


def test_the_secret_is_made_of_signs_that_telegram_allows_and_does_not_show_the_token() -> None:
    secret = webhook_secret("123456789:abc")
    assert (len(secret), set(secret) <= set("0123456789abcdef"), "123456789" in secret) == (64, True, False)


async def test_a_port_that_is_taken_is_named(run: Run, hook: Settings, reception: Reception, api: FakeApi, clock: Clock) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", hook.telegram.webhook.port))
        other.listen()
        channel = Service(reception, KEY, Secret(api.token), hook, clock, limits=QUICK)
        with pytest.raises(PortTaken) as taken:
            await channel.start()
        await channel.stop()
    assert taken.value.port == hook.telegram.webhook.port


async def test_a_webhook_is_set_as_soon_as_telegram_answers(run: Run, hook: Settings, anna: FakeUser, api: FakeApi) -> None:
    api.fail("setWebhook", 502, "Bad Gateway", times=2)
    async with run(settings=hook):
        await anna.send(QUESTION)
        await anna.expect(ANSWER)
    assert len(api.called("setWebhook")) == 3


async def test_an_address_that_telegram_does_not_take_ends_the_start(
    hook: Settings, reception: Reception, api: FakeApi, clock: Clock
) -> None:
    api.fail("setWebhook", 400, "Bad Request: bad webhook: Failed to resolve host: Name or service not known")
    channel = Service(reception, KEY, Secret(api.token), hook, clock, limits=QUICK)
    with pytest.raises(WebhookRefused, match="failed to resolve host"):
        await channel.start()
    await channel.stop()


def found(storage: Storage, clock: Clock) -> tuple[Sign, ...]:
    """What is wrong, for whoever looks after it."""
    with storage.transaction() as db:
        return findings(operations.read(db, "telegram", clock()), clock())


async def test_all_is_well_behind_a_webhook_at_which_nothing_waits(run: Run, hook: Settings, storage: Storage, clock: Clock) -> None:
    async with run(settings=hook) as channel:
        clock.forward(minutes=30)
        await channel.hook.look()
        await channel._beat()
        assert found(storage, clock) == ()


async def test_a_webhook_that_somebody_took_away_is_noticed(run: Run, hook: Settings, storage: Storage, api: FakeApi, clock: Clock) -> None:
    async with run(settings=hook) as channel:
        api.webhook = {}
        await channel.hook.look()
        await channel._beat()
        assert found(storage, clock) == (Sign.HOOK_GONE,)
        clock.forward(minutes=4)
        await channel.hook.look()
        await channel._beat()
        assert found(storage, clock) == (Sign.HOOK_GONE, Sign.SILENT)


async def test_posts_that_cannot_reach_us_are_noticed(
    run: Run, hook: Settings, anna: FakeUser, storage: Storage, api: FakeApi, clock: Clock
) -> None:
    async with run(settings=hook) as channel:
        api.post_to("", "")  # nothing of what waits reaches us any more
        await anna.send(QUESTION)
        clock.forward(minutes=4)
        await channel.hook.look()
        await channel._beat()
        assert found(storage, clock) == (Sign.SILENT,)


async def test_behind_a_webhook_a_token_that_is_taken_back_is_noticed(
    run: Run, hook: Settings, storage: Storage, api: FakeApi, clock: Clock
) -> None:
    async with run(settings=hook) as channel:
        api.fail("getWebhookInfo", 401, "Unauthorized")
        await channel.hook.look()
        await channel._beat()
        assert found(storage, clock) == (Sign.TOKEN_REFUSED,)


async def test_behind_a_webhook_a_press_from_before_an_outage_changes_nothing_and_a_new_one_is_obeyed(
    run: Run, hook: Settings, anna: FakeUser, api: FakeApi, clock: Clock, reopened: Callable[[], Reception]
) -> None:
    async with run(settings=hook):
        summary = await to_summary(anna, days_ahead=True)
    api.post_to("", "")
    await anna.press("Bevestig afspraak", summary)
    clock.forward(minutes=20)
    async with run(settings=hook, through=reopened()) as channel:
        await anna.expect("niet meer geldig")
        await channel.hook.look()
        await anna.press("Bevestig afspraak")
        await anna.expect("Uw afspraak staat vast")


async def test_a_hook_that_never_runs_dry_is_caught_up_after_some_minutes(
    run: Run, hook: Settings, anna: FakeUser, api: FakeApi, clock: Clock, reopened: Callable[[], Reception]
) -> None:
    """One update that is refused for ever keeps something waiting; presses are not refused for ever with it."""
    async with run(settings=hook):
        await to_summary(anna)
    clock.forward(minutes=20)
    async with run(settings=hook, through=reopened()) as channel:
        for _ in range(6):
            await anna.send(QUESTION)
            await anna.expect(ANSWER)
            api.updates.waiting.append({"update_id": "never taken"})
            await channel.hook.look()
            api.updates.waiting.pop()
            clock.forward(minutes=1.1)
        await to_appointment(anna)
