"""One page in plain Dutch for the Regionaal Beraad, made from the tables of a report."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from bot.content.entries import StepKind
from bot.domain.formatting import number
from bot.reports import texts
from bot.reports.goals import column_total, with_step
from bot.reports.rendering import chart_of, page
from bot.reports.suppression import SMALL, concealed, row_total, whole
from bot.reports.tables import Heading, Item, Listing, Table


def as_leaflet(items: Sequence[Item], period: str) -> str:
    """The page: a few sentences, one chart, and what the numbers do not say."""
    above = [line for item in items[:1] if isinstance(item, Heading) for line in item.lines]
    told = "".join(f"<p>{html.escape(line)}</p>" for line in (texts.LEAFLET_PERIOD.format(period=period), *above, *_sentences(items)))
    chart = "".join(chart_of(item) for item in items if isinstance(item, Table) and item.title == texts.R2_OUTCOME)
    under = "".join(
        f"<p class=uitleg>{html.escape(line)}</p>" for line in (texts.LEAFLET_NOT, texts.DO_NOT_ADD, texts.CONTACT, texts.LEAFLET_SMALL)
    )
    return page(texts.LEAFLET_TITLE, f"<h1>{html.escape(texts.LEAFLET_TITLE)}</h1>{told}{chart}{under}")


def _sentences(items: Sequence[Item]) -> Iterator[str]:
    tables = {item.title: item for item in items if isinstance(item, Table)}
    if reach := tables.get(texts.R1_TIME):
        inhabitants, employers, unknown = map(_told, concealed(reach)[1])
        yield texts.LEAFLET_REACH.format(inhabitants=inhabitants, employers=employers, unknown=unknown)
    if outcome := tables.get(texts.R2_OUTCOME):
        yield from _steps(outcome)
    if appointments := tables.get(texts.R3):
        showed, missed = (_told(column_total(appointments, state)) for state in ("verschenen", "niet verschenen"))
        yield texts.LEAFLET_CAME.format(count=showed, missed=missed)
    if employers_table := tables.get(texts.R5):
        yield texts.LEAFLET_EMPLOYERS.format(count=_told(whole(employers_table)))
    quality = next((item for item in items if isinstance(item, Listing) and item.title == texts.R6 and item.rows), None)
    if quality:
        judged, *_, share, _ = quality.rows[-1][1]
        yield texts.LEAFLET_QUALITY.format(judged=judged, share=share)


def _steps(outcome: Table) -> Iterator[str]:
    """How many contacts ended in a step, and how many in none; both are untold when one of them may not be told."""
    none, some = row_total(outcome, StepKind.NONE.value), with_step(outcome)
    if isinstance(none, str) or isinstance(some, str):
        yield texts.LEAFLET_UNTOLD
        return
    yield texts.LEAFLET_STEP.format(count=number(some))
    yield texts.LEAFLET_NONE.format(count=number(none))


def _told(value: int | str) -> str:
    if isinstance(value, int):
        return number(value)
    return texts.LESS if value == SMALL else texts.UNTOLD
