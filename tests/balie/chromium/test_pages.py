"""Every page: no wider than its screen, asks nothing elsewhere, hinders nobody, and can be walked with the Tab key alone."""

from __future__ import annotations

import socket
import struct
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.balie.browser import NARROW, SEEN_WITHIN, WIDE, Example
from tests.balie.chromium.hand import COLOURS, FINGER, KEYBOARD, MOUSE, PLAIN, wrong_for_some

pytestmark = pytest.mark.browser

PAGES = (
    *("/", "/zoek/", "/account/", "/wachtwoord/", "/vraag/vraag3/?begin=0", "/agenda/", "/dicht/", "/persoon/bel1/", "/bezoeker/"),
    *("/cijfers/", "/cijfers/?voor=ons", "/beheer/", "/bestaat-niet/"),
)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
STOPS = """() => {
    const stops = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
        .filter(one => one.checkVisibility() && !(one.type === 'radio' && !one.checked));
    window.reached = new Set();
    document.addEventListener('focusin', event => {
        if (getComputedStyle(event.target).outlineStyle !== 'none') window.reached.add(stops.indexOf(event.target)); });
    return stops.length; }"""
"""At how many places the Tab key must stop; where it does from now on, and can be seen to, is kept."""
MISSED = "stops => [...Array(stops).keys()].filter(one => !window.reached.has(one))"
PARTS_OF_A_DATE = 4
"""Day, month, year and the calendar: so often the key stops in one field."""


def test_browsers_that_go_away_in_the_middle_of_a_page_end_nothing(running: Example, browser: Browser) -> None:
    where = urlsplit(running.address)
    for _ in range(50):
        with socket.create_connection((str(where.hostname), int(where.port or 0))) as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closed without a word
            line.sendall(b"GET /inloggen/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 4)
    page = browser.new_page()
    page.goto(running.address)
    assert page.locator("h1").inner_text() == "Inloggen bij de balie"
    page.context.close()


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_wider_than_its_screen_or_asks_anything_elsewhere(
    running: Example, windows: dict[str, BrowserContext], address: str
) -> None:
    asked: list[str] = []
    wrong: list[str] = []
    page = windows[KEYBOARD].new_page()
    page.set_default_timeout(SEEN_WITHIN)
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" and "404" not in said.text else None)
    page.goto(running.address.rstrip("/") + address)
    widths = [page.evaluate(TOO_WIDE)]
    page.set_viewport_size(NARROW)
    widths.append(page.evaluate(TOO_WIDE))
    page.close()
    page = windows[PLAIN].new_page()
    page.set_viewport_size(NARROW)
    page.goto(running.address.rstrip("/") + address)
    widths.append(page.evaluate(TOO_WIDE))
    page.close()
    assert (widths, {urlsplit(url).hostname for url in asked}, wrong) == ([0, 0, 0], {"127.0.0.1"}, [])


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_wrong_by_day_and_by_night(running: Example, windows: dict[str, BrowserContext], address: str) -> None:
    page = windows[MOUSE].new_page()
    page.goto(running.address.rstrip("/") + address)
    page.evaluate(OPEN_ALL)
    found = wrong_for_some(page)
    page.emulate_media(color_scheme="dark")
    found += wrong_for_some(page, COLOURS)
    page.close()
    assert found == []


@pytest.mark.parametrize("address", PAGES)
def test_every_place_on_a_page_is_reached_with_tab_and_seen_to_be_reached(
    running: Example, windows: dict[str, BrowserContext], address: str
) -> None:
    page = windows[FINGER].new_page()  # the narrowest: what hides there hides from the keyboard too
    page.goto(running.address.rstrip("/") + address)
    stops = page.evaluate(STOPS)
    dates = page.locator("input[type=date]").count()
    for _ in range(stops + dates * PARTS_OF_A_DATE):
        page.keyboard.press("Tab")
    missed = page.evaluate(MISSED, stops)
    page.close()
    assert (stops > 5, missed) == (True, [])


def test_axe_finds_nothing_wrong_at_the_door(running: Example, browser: Browser) -> None:
    page = browser.new_page(bypass_csp=True, viewport=WIDE)
    page.goto(running.address)
    page.get_by_role("button", name="Inloggen").click()
    assert wrong_for_some(page) == []
    assert page.locator("#email").get_attribute("aria-describedby") == "email-fout"
    page.context.close()


def test_the_list_renews_itself_and_leaves_alone_who_is_typing(running: Example, windows: dict[str, BrowserContext]) -> None:
    watching, working = windows[KEYBOARD].new_page(), windows[KEYBOARD].new_page()
    watching.goto(running.address)
    working.goto(running.address)
    working.locator("article", has_text="Jan").get_by_role("button", name="Is er").click()
    watching.wait_for_selector("article:has-text('Jan'):has-text('is er geweest')")
    watching.locator("article", has_text="Sofie").get_by_text("Meer").click()
    typed = watching.locator("article", has_text="Sofie").get_by_label("Notitie")
    typed.fill("halverwege")
    with watching.expect_response(lambda answer: "gezien=" in answer.url and answer.status == 200):
        working.locator(".melding").get_by_role("button", name="Zet terug").click()
    assert typed.input_value() == "halverwege"
    for one in (watching, working):
        one.close()
