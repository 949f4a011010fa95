"""Rules that every file of the program keeps, read from its source."""

from __future__ import annotations

import ast
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
