"""A page is filled in with text: nothing in it runs, and nothing in it is forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

import bot
from bot.domain.pages import WEB, drawing, filled

TITLE = "<script>alert('x')</script> & Jansen"
VALUES: dict[str, object] = {"title": TITLE, "intro": TITLE, "steps": TITLE, "subjects": {}}


def test_what_is_filled_in_is_text() -> None:
    page = filled("bot.app", "answers.html", **VALUES)
    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; Jansen") == 3


def test_a_drawing_of_ours_goes_on_the_page_as_it_is() -> None:
    charts = [{"title": TITLE, "instead": "", "bars": drawing("<svg></svg>")}]
    page = filled("bot.reports", "leaflet.html", title="x", lines=[], charts=charts, under=[])
    assert '<div role="img" aria-label="&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; Jansen"><svg></svg></div>' in page


def test_a_value_that_is_forgotten_is_an_error_and_not_a_hole() -> None:
    with pytest.raises(UndefinedError):
        filled("bot.app", "answers.html", **{**VALUES, "subjects": {"werk": [{"id": "a"}]}})


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "www.werk.nl", "HTTPS://x"])
def test_only_an_address_of_the_web_becomes_a_link(address: str) -> None:
    step = {"label": "Kijk", "text": "", "url": address}
    answer = {"id": "a", "question": "b", "audience": "c", "lines": (), "steps": (step,)}
    assert not address.startswith(WEB)
    assert f"<li>Kijk {address}</li>" in filled("bot.app", "answers.html", **{**VALUES, "subjects": {"werk": [answer]}})


def test_no_tag_of_html_is_put_together_in_python() -> None:
    """Every page comes from a template, which escapes; `<b>` of Telegram is made in its own room."""
    tag = re.compile(r"<(?:html|p|table|tr|td|div|h\d|li)[ >]|</[a-z]")
    made = [
        f"{path.name}: {line.strip()}"
        for path in sorted(Path(bot.__file__).parent.rglob("*.py"))
        if path.name != "markup.py"
        for line in path.read_text(encoding="utf-8").splitlines()
        if tag.search(line)
    ]
    assert made == []
