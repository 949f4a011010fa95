"""A report that goes out: numbered, kept and told of later changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.config import RetentionSettings
from bot.content.model import Knowledge
from bot.domain.time import local
from bot.reports import report_texts
from bot.reports.build import REPORTS, Composed, arranged, compose
from bot.reports.period import Period
from bot.reports.render import as_csv, as_leaflet, as_page, as_text
from bot.reports.tables import Heading, Hidden, Item, Listing, Table
from bot.storage import statistics
from bot.storage.database import Storage
from bot.storage.statistics import Which

# The items of a report as text and back, so that a period that is over keeps its figures in every form.

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


# A report as it leaves: made once, and shown as it was issued when its period is over.

TABLES = "cijfers"
"""As what the figures of a period are kept: once for all reports, whatever was asked for first."""
FORMS: Mapping[str, Callable[[Sequence[Item], Period], str]] = {
    "scherm": lambda items, _: f"{as_text(items)}\n",
    "csv": lambda items, _: as_csv(items),
    "html": lambda items, period: as_page(report_texts.say("title", period=period.told), items[1:], " ".join(_above(items))),
    "blad": lambda items, period: as_leaflet(items, period.told),
}


@dataclass(frozen=True)
class Order:
    """Which reports, over which period, in which form, held against which goal. The one page is always made of all."""

    reports: tuple[str, ...]
    period: Period
    form: str
    goal: int | None = None

    @property
    def content(self) -> Which:
        """Under what it is kept as it left."""
        goal = "" if self.goal is None else str(self.goal)
        return Which("+".join(self.reports), *self._days, self.form, goal)

    @property
    def figures(self) -> Which:
        """Under what the figures of its period are kept, from which every order is made."""
        return Which("+".join(REPORTS), *self._days, TABLES)

    @property
    def _days(self) -> tuple[str, str]:
        return self.period.first.isoformat(), self.period.last.isoformat()


def issue(storage: Storage, known: Knowledge, order: Order, now: datetime, person_days: int = RetentionSettings().person_days) -> str:
    """The report. Of a period that is over, the figures are those of the first time, and each form the same bytes for ever.

    Raises Mismatch when figures contradict each other.
    """
    with storage.reading() as db:
        if (content := statistics.find(db, order.content)) is not None:
            return content
        kept = statistics.find(db, order.figures)
        composed = compose(db, known, order.period, now, person_days) if kept is None else from_text(kept)
    items = arranged(composed, order.period, order.reports, order.goal)
    content = FORMS[order.form](items, order.period)
    if order.period.closed(local(now).date()):
        with storage.transaction() as db:
            statistics.keep_issued(db, order.figures, to_text(composed), known.version, now)
            statistics.keep_issued(db, order.content, content, known.version, now)
    return content


def _above(items: Sequence[Item]) -> tuple[str, ...]:
    return getattr(items[0], "lines", ()) if items else ()


def complete(reports: Sequence[str], form: str) -> tuple[str, ...]:
    """The reports that an order is made of, in their fixed order; none named means all."""
    return REPORTS if form == "blad" or not reports else tuple(one for one in REPORTS if one in reports)
