"""A page as a person reads it: its title, headings, rows, notices and mistakes; and the forms that can be sent from it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = {"article": "rows", "h1": "headings", "h2": "headings", "title": "titles"}
CLASSES = {"melding": "notices", "fout": "mistakes", "leeg": "empty"}
VOID = {"input", "meta", "link", "br", "img", "hr"}


@dataclass
class Form:
    """One form: where it goes, what it holds, and the words on its buttons."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """Read from the source of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.rows: list[str] = []
        self.headings: list[str] = []
        self.titles: list[str] = []
        self.notices: list[str] = []
        self.mistakes: list[str] = []
        self.empty: list[str] = []
        self.forms: list[Form] = []
        self.source = source
        self._open: list[tuple[str, str, list[str]]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(told.get("action", "")))
        if tag in ("input", "textarea", "select") and self.forms and told.get("name"):
            self.forms[-1].fields.setdefault(told["name"], told.get("value", ""))
        if tag in VOID:
            return
        kind = BLOCKS.get(tag) or next((CLASSES[one] for one in told.get("class", "").split() if one in CLASSES), "")
        self._open.append((tag, "buttons" if tag == "button" else kind, []))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            opened, kind, words = self._open.pop()
            text = re.sub(r"\s+", " ", "".join(words)).strip()
            if kind == "buttons" and self.forms:
                self.forms[-1].buttons.append(text)
            elif kind and text:
                getattr(self, kind).append(text)
            if opened == tag:
                return

    def handle_data(self, data: str) -> None:
        for _, kind, words in self._open:
            if kind:
                words.append(data)

    @property
    def title(self) -> str:
        """What the tab says."""
        return self.titles[0]

    def form(self, action: str) -> Form:
        """The first form that goes to an address."""
        return next(one for one in self.forms if one.action == action)
