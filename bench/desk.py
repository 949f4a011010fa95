"""Vandaag with 200 rows while 50 colleagues look: `python -m bench.desk`; how long a look takes, changed and not."""

from __future__ import annotations

import re
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

from bot.channels.desk.example import workday
from bot.cli.setup import clock
from bot.cli.web_desk import EXAMPLE
from bot.content.folder import SHIPPED
from bot.content.loader import load
from bot.content.phrases import REQUIRED
from bot.domain.time import local
from bot.storage import requests
from bot.storage.database import Storage
from bot.storage.requests import Request
from tests.balie.browser import Example, example
from tests.balie.line import Line

ROWS, STAFF, SECONDS, EVERY = 200, 50, 30, 5.0


def _fill(database: Path) -> None:
    """Two hundred questions that wait, beside what the example has."""
    now = workday(load(SHIPPED, REQUIRED), local(clock()).date()) - timedelta(hours=1)
    storage = Storage(database)
    with storage.transaction() as db:
        for number in range(ROWS):
            requests.ask(db, Request(f"rij{number}", f"p{number}", f"c{number}", "antwoord", question=f"Vraag {number}?"), now)
    storage.close()


def _look(desk: Example, cookies: dict[str, str], address: str, times: list[float], end: float, wait: float) -> None:
    browser = Line(desk.address, dict(cookies))
    time.sleep(wait)
    while time.monotonic() < end:
        begun = time.monotonic()
        status, _ = browser.ask("GET", address, **{"HX-Request": "true"})
        times.append(time.monotonic() - begun)
        assert status in (200, 204), status
        time.sleep(max(0.0, EVERY - (time.monotonic() - begun)))


def measure() -> None:
    """Print what it costs to look."""
    with tempfile.TemporaryDirectory() as folder, example(Path(folder)) as desk:
        _fill(Path(folder) / EXAMPLE / "werkbot.db")
        first = Line(desk.address)
        first.sign_in(desk.email, desk.password, desk.code)
        _, page = first.ask("GET", "/")
        unchanged = re.findall(r'hx-get="([^"]+)"', page)[0].replace("&amp;", "&")
        for name, address in (("unchanged", unchanged), ("changed, the whole list again", "/?gezien=niets")):
            times: list[float] = []
            end = time.monotonic() + SECONDS
            looking = [
                threading.Thread(target=_look, args=(desk, first.cookies, address, times, end, EVERY * number / STAFF))
                for number in range(STAFF)
            ]
            for one in looking:
                one.start()
            for one in looking:
                one.join()
            cut = quantiles(times, n=100)
            print(f"{len(times)} looks, {name}: p50 {cut[49] * 1000:.0f} ms, p95 {cut[94] * 1000:.0f} ms, p99 {cut[98] * 1000:.0f} ms")


if __name__ == "__main__":
    measure()
