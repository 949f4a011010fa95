"""One desk, one browser and one sign-in for all of it; a window for each way in which people work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from tests.balie.browser import Example, chromium, example, sign_in
from tests.balie.chromium.hand import WAYS, Hand


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Example]:
    """The example, as a newcomer sees it."""
    with example(tmp_path_factory.mktemp("voorbeeld")) as desk:
        yield desk


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of the browser."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all of it."""
    opened = chromium(playwright)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def inside(running: Example, browser: Browser) -> Iterator[BrowserContext]:
    """Signed in once: a code counts once."""
    context = sign_in(running, browser)
    yield context
    context.close()


@pytest.fixture(scope="session")
def windows(browser: Browser, inside: BrowserContext) -> Iterator[dict[str, BrowserContext]]:
    """The same colleague at a large screen, with a keyboard alone, on a telephone, and without JavaScript."""
    state = inside.storage_state()
    opened = {way: browser.new_context(**{"locale": "nl-NL", "storage_state": state, **how}) for way, how in WAYS.items()}  # type: ignore[arg-type]
    yield opened
    for one in opened.values():
        one.close()


@pytest.fixture(params=list(WAYS))
def hand(request: pytest.FixtureRequest, running: Example, windows: dict[str, BrowserContext]) -> Iterator[Hand]:
    """A colleague at work, in each way."""
    page = windows[request.param].new_page()
    yield Hand(page, request.param, running.address.rstrip("/"))
    page.close()
