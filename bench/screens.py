"""Pictures of the desk, drawn anew: `python -m bench.screens FOLDER`; each page wide, narrow and in the dark, of the example."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.balie.browser import NARROW, WIDE, again, chromium, example, sign_in

PAGES = {
    "vandaag": "/",
    "vraag": "/vraag/vraag3/?begin=0",
    "agenda": "/agenda/",
    "dicht": "/dicht/",
    "persoon": "/persoon/bel1/",
    "bezoeker": "/bezoeker/",
    "cijfers": "/cijfers/?voor=ons",
    "beheer": "/beheer/",
    "account": "/account/",
}
KINDS = {
    "breed": {"viewport": WIDE},
    "smal": {"viewport": NARROW},
    "donker": {"viewport": WIDE, "color_scheme": "dark"},
}


def draw(folder: Path) -> int:
    """Every page in every kind; how many pictures there are."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, example(Path(place)) as desk, sync_playwright() as playwright:
        browser = chromium(playwright)
        context = sign_in(desk, browser)
        for kind, how in KINDS.items():
            page = again(browser, context, **how)
            for name, address in PAGES.items():
                page.goto(desk.address.rstrip("/") + address)
                page.screenshot(path=folder / f"{name}-{kind}.png", full_page=True)
            page.context.close()
        browser.close()
    return len(KINDS) * len(PAGES)


if __name__ == "__main__":
    print(f"{draw(Path(sys.argv[1]))} pictures in {sys.argv[1]}")
