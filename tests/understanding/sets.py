"""The safety sets: lines that people wrote without having seen the rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).parent / "veiligheid"


def lines(name: str) -> list[dict[str, str]]:
    """The labelled lines of one set."""
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").split("\n") if line]


def share(name: str, found: Callable[[str], str | None]) -> float:
    """The share (0-1) of a set in which something is found."""
    rows = lines(name)
    return sum(found(row["text"]) is not None for row in rows) / len(rows)
