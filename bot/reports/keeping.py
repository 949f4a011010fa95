"""The items of a report as text and back, so that a period that is over keeps its figures in every form."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from bot.reports.tables import Heading, Item, Listing, Table

_KINDS: dict[str, Callable[..., Item]] = {"table": Table, "listing": Listing, "heading": Heading}


def to_text(items: Sequence[Item]) -> str:
    """The items as JSON; the same items give the same text."""
    names = {kind: name for name, kind in _KINDS.items()}
    listed = [{"kind": names[type(item)], **asdict(item)} for item in items]
    return json.dumps(listed, ensure_ascii=False, sort_keys=True, default=sorted)


def from_text(text: str) -> list[Item]:
    """What `to_text` made of items."""
    return [_item(dict(raw)) for raw in json.loads(text)]


def _item(raw: dict[str, Any]) -> Item:
    kind = _KINDS[raw.pop("kind")]
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}
    if "rows" in values:
        values["rows"] = tuple((label, tuple(cells)) for label, cells in values["rows"])
    if "hidden_totals" in values:
        values["hidden_totals"] = frozenset(values["hidden_totals"])
    return kind(**values)
