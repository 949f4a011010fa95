"""A real browser at a real desk: the process that `make balie` starts, and Chromium as the machine has it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from bot.cli.web_desk import EXAMPLE
from tests.balie.line import code_of

NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
SEEN_WITHIN = 30_000
"""Milliseconds that a browser waits for what must come."""
ROOT = Path(__file__).parents[2]


@dataclass
class Example:
    """The example desk, running."""

    address: str
    email: str
    password: str
    secret: str
    """Of the app for the codes."""
    database: Path
    """What stands behind it."""

    @property
    def code(self) -> str:
        """Of this moment: a slow machine reaches the door after the one that was printed."""
        return code_of(self.secret)


@contextmanager
def example(folder: Path) -> Iterator[Example]:
    """`werkbot balie --voorbeeld` on a free port, until the end."""
    config = folder / "config.toml"
    config.write_text("[desk]\nport = 0\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "WERKBOT_CACHE": str(folder), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "bot", "balie", "--voorbeeld", "--config", str(config), "--kennis", str(ROOT / "knowledge")]
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        told = ""
        for line in process.stdout:
            told += line
            if "http://" in line:
                break
        yield _read(told, folder / EXAMPLE / "werkbot.db")
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def _read(told: str, database: Path) -> Example:
    """What the command printed for who wants to sign in."""
    values = dict(re.findall(r"^  (\S+) +(.+)$", told, re.MULTILINE))
    [address] = re.findall(r"http://[\d.:]+/", told)
    return Example(address, values["e-mailadres"], values["wachtwoord"], values["sleutel"], database)


def chromium(playwright: Playwright) -> Browser:
    """The browser of the machine, headless; as root it has no sandbox of its own."""
    path = next(found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name)))
    return playwright.chromium.launch(
        executable_path=path, args=["--lang=nl-NL", *(["--no-sandbox"] if os.geteuid() == 0 else [])], env={**os.environ, "LANGUAGE": "nl"}
    )


def sign_in(desk: Example, browser: Browser) -> BrowserContext:
    """Someone who came in by the door, by keyboard alone."""
    context = browser.new_context(viewport=WIDE, locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(SEEN_WITHIN)
    page.goto(desk.address)
    page.locator("#email").focus()
    for typed in (desk.email, desk.password, desk.code):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Vandaag')")
    page.close()
    return context


def again(browser: Browser, context: BrowserContext, **different: object) -> Page:
    """The same colleague in another browser: narrow, without JavaScript, in the dark."""
    other = browser.new_context(**{"viewport": WIDE, "locale": "nl-NL", "storage_state": context.storage_state(), **different})  # type: ignore[arg-type]
    page = other.new_page()
    page.set_default_timeout(SEEN_WITHIN)
    return page
