"""`werkbot telegram` as it is started for real: a process, the shipped content, HTTP, and a gentle end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from bot.app.assistant import Snapshot
from bot.config import TOKEN_VARIABLE
from tests.models import model_cache
from tests.telegram_api.server import FakeApi

START = 40.0  # seconds; content is read and the model comes from the cache


@pytest.fixture
async def process(tmp_path: Path, snapshot: Snapshot):  # type: ignore[no-untyped-def]
    """Starts the command; `snapshot` has put its model where the command finds it."""
    started: list[asyncio.subprocess.Process] = []
    cache = model_cache("shipped")

    async def start(api: FakeApi, *, health: int = 0) -> asyncio.subprocess.Process:
        config = tmp_path / "config.toml"
        config.write_text(f'[telegram]\nbase_url = "{api.base_url}"\n[health]\nport = {health}\n', encoding="utf-8")
        command = [sys.executable, "-m", "bot", "telegram", "--config", str(config), "--gegevens", str(tmp_path / "werkbot.db")]
        environment = {**os.environ, TOKEN_VARIABLE: api.token, "WERKBOT_CACHE": str(cache)}
        started.append(await asyncio.create_subprocess_exec(*command, env=environment, stderr=asyncio.subprocess.PIPE))
        return started[-1]

    yield start
    for one in started:
        if one.returncode is None:
            one.kill()
            await one.communicate()


def page(port: int) -> tuple[int, dict[str, object]]:
    """The health page."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/gezond", timeout=5) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)


async def test_the_real_thing_answers_shows_its_health_and_ends_gently(process, unused_tcp_port: int) -> None:  # type: ignore[no-untyped-def]
    async with FakeApi() as api:
        user = api.user("Hildegonda")
        await user.send("/start")
        running = await process(api, health=unused_tcp_port)
        await user.expect("computerprogramma", seconds=START)
        await user.send("waar zitten jullie")
        await user.expect("Groningen")
        status, figures = await asyncio.to_thread(page, unused_tcp_port)
        second = await process(api)
        _, told = await asyncio.wait_for(second.communicate(), START)
        assert (second.returncode, b"draait al" in told) == (1, True)
        running.send_signal(signal.SIGTERM)
        _, log = await asyncio.wait_for(running.communicate(), 20)
    assert running.returncode == 0
    assert status in (200, 503)  # in its first seconds it has not yet noted that it is awake
    assert figures["unanswered"] == 0
    for secret in (api.token, "Hildegonda", "zitten", str(user.id)):
        assert secret not in log.decode()


async def test_a_token_that_telegram_refuses_ends_with_one_sentence(process) -> None:  # type: ignore[no-untyped-def]
    async with FakeApi() as api:
        api.token, real = "1234567890:" + "B" * 35, api.token
        running = process(api)
        process_started = await running
        api.token = real
        _, told = await asyncio.wait_for(process_started.communicate(), START)
    assert process_started.returncode == 1
    assert told.decode().strip().splitlines()[-1].startswith("Telegram kent dit token niet")
