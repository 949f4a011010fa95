"""All answers on one page that prints, with nothing in it that a browser would run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from bot.app.printed_page import page
from bot.content.model import Knowledge

DAY = date(2026, 11, 21)


class Shape(HTMLParser):
    """The ids and links of a page, and whether its tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def shape(text: str) -> Shape:
    """The shape of a page."""
    found = Shape()
    found.feed(text)
    assert found.open == []
    return found


def test_every_answer_stands_on_the_page_and_in_its_list(shipped_knowledge: Knowledge) -> None:
    found = shape(page(shipped_knowledge, DAY))
    assert sorted(found.ids) == sorted(shipped_knowledge.entries)
    assert {f"#{one}" for one in shipped_knowledge.entries} <= set(found.links)
    assert all(link.startswith(("#", "https://")) for link in found.links)


def test_slots_are_filled_in_and_the_day_is_named(shipped_knowledge: Knowledge) -> None:
    text = page(shipped_knowledge, DAY)
    assert "{" not in text.split("</style>")[1]
    assert "Gemaakt op 21 november 2026." in text


def test_what_looks_like_markup_is_text(shipped_knowledge: Knowledge) -> None:
    entry = replace(shipped_knowledge.entries["kosten"], answer="Kost <b>0</b> & <script>alert(1)</script>")
    text = page(replace(shipped_knowledge, entries={"kosten": entry}), DAY)
    assert "<script>" not in text and "&lt;script&gt;alert(1)&lt;/script&gt;" in text
