"""Rules that every file of the program keeps, read from its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from bot.content.entries import Act, Amount, AmountValue, Entry, Fact, Notice, Step, Synonym, Word
from bot.content.model import Branch, Employers, Language, Municipality, Occasion, WeekHours, Wish, WordLists
from bot.content.schema_entries import ENTRY_FORM, FILE_FORM
from bot.content.services import Calendar, Closure, Hours, Location, Rules, Service

CONTENT = (
    *(Language, Municipality, WordLists, Branch, Employers, WeekHours, Wish, Occasion),
    *(Act, Amount, AmountValue, Entry, Fact, Notice, Step, Synonym, Word, Calendar, Closure, Hours, Location, Rules, Service),
)
ROOT = Path(__file__).parents[1]


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the product, parsed."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def test_every_field_of_the_content_is_read() -> None:
    """What staff may write and nobody reads is work for nothing: every field of a form is filled in, every field kept is looked at."""
    trees = [tree for _, tree in sources()]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    looked_at = {node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)}
    kept = {field.name for kind in CONTENT for field in fields(kind)}
    assert kept - looked_at == set()
    asked_for = {
        node.value
        for parent in nodes
        if isinstance(parent, ast.Call | ast.Subscript)
        for node in (parent.args[:2] if isinstance(parent, ast.Call) else [parent.slice])
        if isinstance(node, ast.Constant)
    }
    assert set(ENTRY_FORM) | set(FILE_FORM) <= asked_for


def test_a_number_is_only_what_int_can_read() -> None:
    """`"²".isdigit()` and `"½".isnumeric()` are true, and `int` raises on both; `isdecimal` says exactly what `int` reads."""
    asked = [
        f"{name}:{node.lineno}"
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("isdigit", "isnumeric")
    ]
    assert asked == []


DUTCH = frozenset(
    [
        "de",
        "het",
        "een",
        "niet",
        "en",
        "van",
        "voor",
        "met",
        "is",
        "zijn",
        "wordt",
        "kan",
        "u",
        "uw",
        "dat",
        "die",
        "deze",
        "dit",
        "er",
        "op",
        "te",
        "naar",
        "bij",
        "als",
        "om",
        "of",
        "geen",
        "nog",
        "al",
        "maar",
        "wel",
        "door",
        "aan",
        "uit",
        "staat",
        "ons",
        "onze",
        "wij",
    ]
)
"""Words without which hardly a Dutch sentence goes."""
NOT_SAID = re.compile(r"\\|\(\?|[|^$<]|\b(?:SELECT|DELETE|UPDATE|INSERT|CREATE|NOT EXISTS)\b|^\S*$")
"""Patterns, SQL, and what is one word."""


def sentences(tree: ast.Module) -> Iterator[str]:
    """Every text of a module that reads as a Dutch sentence; docstrings are for developers."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if id(node) in docstrings or id(node) in parts:
            continue
        said = [node] if isinstance(node, ast.Constant) else node.values if isinstance(node, ast.JoinedStr) else []
        text = "x".join(one.value for one in said if isinstance(one, ast.Constant) and isinstance(one.value, str))
        words = re.findall(r"[^\W\d_]+", text.lower())
        if len(words) >= 5 and sum(word in DUTCH for word in words) >= 2 and text.rstrip(" '")[-1:] in ".:?!" and not NOT_SAID.search(text):
            yield text


def test_no_dutch_sentence_stands_in_python() -> None:
    """What citizens read is in knowledge/teksten.yaml, what colleagues read in the catalogue of the room that says it.

    A form (`schema_…`) holds examples of what staff write, not sentences of ours.
    """
    found = {name: list(sentences(tree)) for name, tree in sources() if "/schema_" not in name}
    assert len(found) > 200
    assert {name: said for name, said in found.items() if said} == {}
