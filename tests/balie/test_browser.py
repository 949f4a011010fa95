"""The day as staff do it, in a real Chromium: by mouse, by keyboard, on a narrow screen, without JavaScript, in the dark."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.balie.browser import NARROW, WIDE, Example, again, chromium, example, sign_in

pytestmark = pytest.mark.browser

PAGES = (
    *("/", "/zoek/", "/account/", "/wachtwoord/", "/vraag/vraag3/?begin=0", "/agenda/", "/dicht/", "/persoon/bel1/", "/bezoeker/"),
    *("/cijfers/", "/cijfers/?voor=ons", "/beheer/", "/bestaat-niet/"),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Example]:
    """The example, as a newcomer sees it."""
    with example(tmp_path_factory.mktemp("voorbeeld")) as running:
        yield running


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """The driver of the browser."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all of it."""
    opened = chromium(playwright)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def kim(desk: Example, browser: Browser) -> Iterator[BrowserContext]:
    """Signed in once: a code counts once."""
    context = sign_in(desk, browser)
    yield context
    context.close()


@pytest.fixture(params=["wide", "narrow", "without-script", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser, kim: BrowserContext) -> Iterator[Page]:
    """A page in each kind of browser."""
    kinds = {"narrow": {"viewport": NARROW}, "without-script": {"java_script_enabled": False}, "dark": {"color_scheme": "dark"}}
    opened = again(browser, kim, **kinds.get(request.param, {"viewport": WIDE}))
    yield opened
    opened.context.close()


def test_browsers_that_go_away_in_the_middle_of_a_page_end_nothing(desk: Example, browser: Browser) -> None:
    where = urlsplit(desk.address)
    for _ in range(50):
        with socket.create_connection((str(where.hostname), int(where.port or 0))) as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closed without a word
            line.sendall(b"GET /inloggen/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 4)
    page = browser.new_page()
    page.goto(desk.address)
    assert page.locator("h1").inner_text() == "Inloggen bij de balie"
    page.context.close()


def test_a_visit_is_noted_by_mouse_and_taken_back(desk: Example, page: Page) -> None:
    page.goto(desk.address)
    row = page.locator("article", has_text="Fatima")
    row.get_by_role("button", name="Is er").click()
    assert page.locator(".melding").inner_text().startswith("Genoteerd: Fatima is er.")
    assert "is er geweest" in row.inner_text()
    page.locator(".melding").get_by_role("button", name="Zet terug").click()
    assert page.locator(".melding").inner_text().strip() == "Het is teruggezet."
    assert "is er geweest" not in row.inner_text()


def test_a_call_is_tried_by_keyboard_and_taken_back(desk: Example, page: Page) -> None:
    page.goto(desk.address)
    page.locator("#bellen ~ article").first.get_by_role("button", name="Niet bereikt").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".melding")
    assert page.locator(".melding").inner_text().startswith("Genoteerd: niet bereikt.")
    page.locator(".melding button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".melding:has-text('teruggezet')")


def test_a_question_is_answered_in_three_clicks_and_taken_back(desk: Example, page: Page) -> None:
    page.goto(desk.address)
    page.get_by_role("link", name="Beantwoord").first.click()
    page.get_by_role("link", name="Wij zoeken het uit").click()
    page.get_by_role("button", name="Bekijk").click()
    assert "Dit krijgt de persoon te lezen" in page.locator("main").inner_text()
    page.get_by_role("button", name="Verstuur").click()
    assert page.locator(".melding").inner_text().startswith("Het antwoord staat klaar")
    page.locator(".melding").get_by_role("button", name="Zet terug").click()
    assert "Er gaat geen bericht weg." in page.locator(".melding").inner_text()


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_wider_than_its_screen_and_nothing_is_asked_elsewhere(desk: Example, page: Page, address: str) -> None:
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" and "404" not in said.text else None)
    page.goto(desk.address.rstrip("/") + address)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert ({urlsplit(url).hostname for url in asked}, wrong) == ({"127.0.0.1"}, [])


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_wrong_for_who_cannot_see_or_use_a_mouse(
    desk: Example, browser: Browser, kim: BrowserContext, address: str, colours: str
) -> None:
    page = again(browser, kim, color_scheme=colours, bypass_csp=True)
    page.goto(desk.address.rstrip("/") + address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    page.context.close()
    assert [(one["id"], node["target"], node.get("failureSummary")) for one in found for node in one["nodes"]] == []


def test_axe_finds_nothing_wrong_at_the_door(desk: Example, browser: Browser) -> None:
    page = browser.new_page(bypass_csp=True)
    page.goto(desk.address)
    page.get_by_role("button", name="Inloggen").click()
    assert Axe().run(page).response["violations"] == []
    assert page.locator("#email").get_attribute("aria-describedby") == "email-fout"
    page.context.close()


def test_a_day_is_closed_and_opened_again_in_six_clicks(desk: Example, page: Page) -> None:
    page.goto(f"{desk.address}dicht/")
    today = date.fromisoformat(page.get_by_label("Dicht vanaf").input_value())
    page.get_by_label("Dicht vanaf").fill((today + timedelta(days=40)).isoformat())
    page.get_by_label("Tot en met").fill((today + timedelta(days=42)).isoformat())
    page.get_by_label("Waarom").fill("verbouwing")
    page.get_by_role("button", name="Bekijk wie het raakt").click()
    assert "Er is niemand met een afspraak of een belmoment" in page.locator("main").inner_text()
    page.get_by_role("button", name="Sluit", exact=True).click()
    assert page.locator(".melding").inner_text().startswith("Gesloten.")
    page.locator("article", has_text="verbouwing").get_by_role("button", name="Toch open").click()
    assert page.locator(".melding").inner_text().startswith("Toch open.")


def test_an_appointment_is_made_and_called_off_for_who_stands_there(desk: Example, page: Page) -> None:
    page.goto(f"{desk.address}agenda/")
    today = date.fromisoformat(page.get_by_label("Dag", exact=True).input_value())
    for ahead in range(1, 8):  # the first day on which we are open
        page.get_by_label("Dag", exact=True).fill((today + timedelta(days=ahead)).isoformat())
        page.get_by_role("button", name="Toon vrije momenten").click()
        if page.locator("button[name=moment]").count():
            break
    page.locator("#naam").fill("Wietske")
    page.locator("button[name=moment]").first.click()
    assert page.locator(".melding").inner_text().startswith("Geboekt:")
    page.get_by_role("button", name="De persoon komt niet").click()
    assert "is afgezegd" in page.locator(".melding").inner_text()


def test_a_visitor_is_noted_in_three_choices_and_gets_a_card(desk: Example, page: Page) -> None:
    page.goto(desk.address)
    page.get_by_role("link", name="+ Bezoeker").click()
    page.get_by_label("Doorverwijzing").check()
    page.get_by_role("button", name="Schrijf op en toon de kaart").click()
    assert "Uw volgende stap: doorverwijzing" in page.locator(".kaart").inner_text()


def test_a_name_of_today_is_found_with_one_click(desk: Example, page: Page) -> None:
    page.goto(desk.address)
    page.locator("#zoek-wat").fill("mehmet")
    page.get_by_role("button", name="Zoek", exact=True).click()
    assert page.locator("article").count() == 1
    assert "mehmet" not in page.url


def test_the_list_renews_itself_and_leaves_alone_who_is_typing(desk: Example, browser: Browser, kim: BrowserContext) -> None:
    watching, working = again(browser, kim), again(browser, kim)
    watching.goto(desk.address)
    working.goto(desk.address)
    working.locator("article", has_text="Jan").get_by_role("button", name="Is er").click()
    watching.wait_for_selector("article:has-text('Jan'):has-text('is er geweest')")
    watching.locator("article", has_text="Sofie").get_by_text("Meer").click()
    typed = watching.locator("article", has_text="Sofie").get_by_label("Notitie")
    typed.fill("halverwege")
    with watching.expect_response(lambda answer: "gezien=" in answer.url and answer.status == 200):
        working.locator(".melding").get_by_role("button", name="Zet terug").click()
    assert typed.input_value() == "halverwege"
    for one in (watching, working):
        one.context.close()


def test_somebody_else_at_this_machine_sees_nothing(desk: Example, browser: Browser, kim: BrowserContext) -> None:
    page = again(browser, kim)
    page.goto(desk.address)
    page.get_by_role("button", name="Scherm op slot").click()
    assert page.locator("h1").inner_text() == "Het scherm is op slot"
    page.go_back()
    page.wait_for_selector("h1:has-text('op slot')")
    page.get_by_label("Wachtwoord").fill(desk.password)
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Vandaag')")
    kim.clear_cookies()
    kim.add_cookies(page.context.cookies())  # unlocking gave the session another name
    page.context.close()
