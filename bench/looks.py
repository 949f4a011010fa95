"""Fifty colleagues who each look every five seconds, in a process of their own: `python -m bench.looks ADDRESS COOKIES PATH SECONDS`.

What each look took, in seconds, is printed as JSON.
"""

from __future__ import annotations

import json
import sys
import threading
import time

from tests.balie.line import Line

STAFF, EVERY = 50, 5.0


def _look(address: str, cookies: dict[str, str], path: str, times: list[float], end: float, wait: float) -> None:
    browser = Line(address, dict(cookies))
    time.sleep(wait)
    while time.monotonic() < end:
        begun = time.monotonic()
        status, _ = browser.ask("GET", path, **{"HX-Request": "true"})
        times.append(time.monotonic() - begun)
        assert status in (200, 204), status
        time.sleep(max(0.0, EVERY - (time.monotonic() - begun)))
    browser.close()


def main() -> None:
    """Look, and tell how long it took."""
    address, cookies, path, seconds = sys.argv[1:]
    times: list[float] = []
    end = time.monotonic() + float(seconds)
    looking = [
        threading.Thread(target=_look, args=(address, json.loads(cookies), path, times, end, EVERY * number / STAFF))
        for number in range(STAFF)
    ]
    for one in looking:
        one.start()
    for one in looking:
        one.join()
    print(json.dumps(times))


if __name__ == "__main__":
    main()
