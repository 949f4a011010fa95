"""The items of a report as text and back, so that a period that is over keeps its figures in every form."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from bot.reports.composing import Composed
from bot.reports.tables import Heading, Hidden, Item, Listing, Table

_KINDS: dict[str, Callable[..., Item]] = {"table": Table, "listing": Listing, "heading": Heading}


def to_text(composed: Composed) -> str:
    """All there is to tell as JSON; the same gives the same text."""
    made = {name: [_raw(item) for item in items] for name, items in composed.made.items()}
    return json.dumps({"above": composed.above, "made": made}, ensure_ascii=False, sort_keys=True, default=sorted)


def from_text(text: str) -> Composed:
    """What `to_text` made of it."""
    raw = json.loads(text)
    return Composed(tuple(raw["above"]), {name: tuple(_item(dict(one)) for one in items) for name, items in raw["made"].items()})


def _raw(item: Item) -> dict[str, Any]:
    return {"kind": next(name for name, kind in _KINDS.items() if kind is type(item)), **asdict(item)}


def _item(raw: dict[str, Any]) -> Item:
    kind = _KINDS[raw.pop("kind")]
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}
    if "rows" in values:
        values["rows"] = tuple((label, tuple(cells)) for label, cells in values["rows"])
    if "public" in values:
        values["public"] = frozenset(map(tuple, values["public"]))
    if values.get("hidden"):
        values["hidden"] = _hidden(values["hidden"])
    return kind(**values)


def _hidden(raw: dict[str, Any]) -> Hidden:
    cells = frozenset((row, column) for row, column in raw.pop("cells"))
    return Hidden(cells, frozenset(raw.pop("totals")), frozenset(raw.pop("rows")), **raw)
