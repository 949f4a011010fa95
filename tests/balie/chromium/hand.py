"""The hand of a colleague: presses, fills in and chooses with a mouse, a finger or a keyboard, and counts what it costs."""

from __future__ import annotations

from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.balie.browser import NARROW, SEEN_WITHIN, WIDE

MOUSE, KEYBOARD, FINGER, PLAIN = "mouse", "keyboard", "finger", "without-script"
WAYS: dict[str, dict[str, object]] = {
    MOUSE: {"viewport": WIDE, "bypass_csp": True},  # axe is put into the page
    KEYBOARD: {"viewport": WIDE},
    FINGER: {"viewport": NARROW, "has_touch": True},
    PLAIN: {"viewport": WIDE, "java_script_enabled": False},
}
LEADS_ON = "one => one.matches('a, button:not([type=button])')"


ALL: dict[str, object] = {"resultTypes": ["violations"]}
COLOURS: dict[str, object] = {**ALL, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""All that may differ at night."""


def wrong_for_some(page: Page, options: dict[str, object] = ALL) -> list[object]:
    """What axe finds on a page that someone who cannot see it, or cannot hold a mouse, stumbles over."""
    found = Axe().run(page, options=options).response["violations"]
    return [(one["id"], node["target"], node.get("failureSummary")) for one in found for node in one["nodes"]]


@dataclass
class Hand:
    """One colleague at one window."""

    page: Page
    way: str
    desk: str
    clicks: int = 0
    """Taps, keys that do something, fields filled in, choices made."""

    def __post_init__(self) -> None:
        self.page.set_default_timeout(SEEN_WITHIN)

    def goes_to(self, address: str) -> None:
        """A page by its address; costs nothing."""
        self.page.goto(self.desk + address)
        self.clicks = 0

    def presses(self, what: Locator) -> None:
        """A button, a link, or what folds open."""
        self.clicks += 1
        if self.way == KEYBOARD:
            what.focus()
            what.press("Enter")
        elif self.way == FINGER and what.evaluate(LEADS_ON):
            with self.page.expect_navigation():  # a tap, unlike a click, does not wait for the page that it leads to
                what.tap()
        elif self.way == FINGER:
            what.tap()
        else:
            what.click()

    def button(self, name: str, within: Locator | None = None, *, exact: bool = False) -> None:
        """A button by its words."""
        self.presses((within or self.page.locator("body")).get_by_role("button", name=name, exact=exact).first)

    def link(self, name: str, within: Locator | None = None) -> None:
        """A link by its words."""
        self.presses((within or self.page.locator("body")).get_by_role("link", name=name).first)

    def fills(self, label: str, text: str, within: Locator | None = None) -> None:
        """A field by its label; typed key by key without a mouse."""
        self.clicks += 1
        field = (within or self.page.locator("main")).get_by_label(label, exact=True)
        if self.way == KEYBOARD and field.get_attribute("type") != "date":
            field.focus()
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        else:
            field.fill(text)

    def chooses(self, label: str, option: str, within: Locator | None = None) -> None:
        """One of a list, or a round button."""
        self.clicks += 1
        field = (within or self.page.locator("main")).get_by_label(label, exact=True)
        if field.get_attribute("type") == "radio":
            field.press("Space") if self.way == KEYBOARD else field.check()
        elif self.way == KEYBOARD:
            field.focus()
            self.page.keyboard.type(option)
        else:
            field.select_option(label=option)

    def row(self, *words: str) -> Locator:
        """The row that has all these words."""
        found = self.page.locator("article")
        for word in words:
            found = found.filter(has_text=word)
        return found.first

    @property
    def notice(self) -> str:
        """What the page says of what was just done, without its button."""
        told = self.page.locator(".melding").first
        return told.inner_text().removesuffix("Zet terug").strip()

    def takes_back(self) -> str:
        """[Zet terug] in that notice; what is said then."""
        self.button("Zet terug", self.page.locator(".melding"))
        return self.notice

    def reads(self, words: str) -> bool:
        """Whether the page has these words."""
        return words in self.page.locator("main").inner_text()

    def is_fine(self) -> bool:
        """Whether this page, as it is now, hinders nobody; looked at in one way, for all are the same page."""
        if self.way == MOUSE:
            found = wrong_for_some(self.page)
            assert found == [], found
        return True
