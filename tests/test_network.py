"""No line goes out but to Telegram, the mail server and what the config names: dialogues run with every socket shut."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.storage.database import Storage
from bot.understanding.pipeline import Understanding
from tests.models import model_cache

SHUT = """
import sys

LOOPBACK = ("127.", "::1", "localhost")
WATCHED = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")

def shut(event, arguments):
    if event in WATCHED:
        named = arguments[-1] if event in ("socket.connect", "socket.sendto", "socket.sendmsg") else arguments[0]
        host = str(named[0] if isinstance(named, tuple) else named or "")
        if not host.startswith(LOOPBACK) and not host.startswith("/"):
            print("BUITEN", event, host, file=sys.stderr)
            raise PermissionError(event)

sys.addaudithook(shut)
"""
RUN = SHUT + "from bot.__main__ import main\nraise SystemExit(main(sys.argv[1:]))\n"
SAID = ("/start", "ik ben me baan kwijt wat nu", "ik wil een afspraak", "bel mij", "/privacy", "/mijngegevens", "/verwijder", "ja", "stop")


def run(tmp_path: Path, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    cache = model_cache("shipped")
    environment = {**os.environ, "WERKBOT_CACHE": str(cache if cache.exists() else tmp_path)}
    return subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        input=said,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        timeout=120,
        check=False,
    )


def test_the_shutter_shuts(tmp_path: Path) -> None:
    code = SHUT + "import socket\nsocket.create_connection(('192.0.2.1', 80), timeout=1)\n"
    tried = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert "BUITEN" in tried.stderr


def test_dialogues_run_with_every_socket_shut(tmp_path: Path, shipped_understanding: Understanding) -> None:
    lines = [json.dumps({"chat": "anna", "text": text, "now": f"2026-11-23T10:{minute:02d}:00+01:00"}) for minute, text in enumerate(SAID)]
    done = run(tmp_path, "chat", "--json", "--gegevens", str(tmp_path / "werkbot.db"), said="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, "BUITEN" in done.stderr) == (0, False)
    assert [bool(answer["messages"]) for answer in answers] == [True] * len(SAID)


@pytest.mark.parametrize("arguments", [("controleer", "--op", "2026-11-21"), ("agenda",), ("opruimen",)])
def test_commands_run_with_every_socket_shut(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    Storage(tmp_path / "werkbot.db").close()
    done = run(tmp_path, *arguments)
    assert (done.returncode, "BUITEN" in done.stderr) == (0, False), done.stderr
