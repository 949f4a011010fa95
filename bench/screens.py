"""Pictures of the desk, drawn anew: `python -m bench.screens FOLDER`; each page wide, narrow and in the dark, of the example.

Without a folder the one picture of the README.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
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


README = Path(__file__).parents[1] / "deploy" / "vandaag.png"
SMALL = {"width": 1000, "height": 940}


def draw_readme() -> None:
    """The top of Vandaag, in sixteen colours: a picture of some kilobytes."""
    with tempfile.TemporaryDirectory() as place, example(Path(place)) as desk, sync_playwright() as playwright:
        browser = chromium(playwright)
        page = again(browser, sign_in(desk, browser), viewport=SMALL, color_scheme="light")
        page.goto(desk.address)
        drawn = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    drawn.convert("RGB").quantize(16).save(README, optimize=True)


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
    if sys.argv[1:]:
        print(f"{draw(Path(sys.argv[1]))} pictures in {sys.argv[1]}")
    else:
        draw_readme()
        print(f"{README}: {README.stat().st_size // 1024} kB")
