"""Rules that every file of the program keeps, read from its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("knowledge", "intents", "bot")


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the product, parsed."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def test_a_number_is_only_what_int_can_read() -> None:
    """`"²".isdigit()` and `"½".isnumeric()` are true, and `int` raises on both; `isdecimal` says exactly what `int` reads."""
    asked = [
        f"{name}:{node.lineno}"
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("isdigit", "isnumeric")
    ]
    assert asked == []
