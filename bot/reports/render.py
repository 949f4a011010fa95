"""A report as text, table, page and picture."""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import matplotlib as plots
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from bot.content.entries import StepKind
from bot.domain.formatting import number
from bot.domain.pages import Drawing, drawing, filled
from bot.reports import report_texts
from bot.reports.disclosure import SMALL, concealed, hidden_of, row_total, whole
from bot.reports.quality_sections import column_total, with_step
from bot.reports.tables import Heading, Item, Listing, Table

# Bars for who looks rather than reads; the only module that knows matplotlib.

COLOURS = (
    "#01689b",
    "#e17000",
    "#8a8a8a",
    "#39870c",
    "#a90061",
    "#673327",
    "#42145f",
    "#ffb612",
)  # differ in lightness too, for who does not see colours


LONGEST_LABEL = 34  # letters on a line; what is longer goes on below it
HIDDEN_SHARE = 0.04  # of the longest bar: so wide a hidden number is drawn, whatever it is


def bars(labels: Sequence[str], series: Sequence[tuple[str, Sequence[int | None]]], *, stacked: bool = True) -> str:
    """Horizontal bars per label, as SVG without a network and without a clock in it; parts of a whole are stacked, others stand apart.

    A number that is not told (None) is a hatched bar of one width, so that nobody takes it for nothing.
    """
    # the same figures give the same bytes, and a dollar sign is a dollar sign
    with plots.rc_context({"svg.hashsalt": "werkbot", "svg.fonttype": "none", "text.parse_math": False}):
        figure = _figure(labels, series, stacked)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight")
    drawn = out.getvalue()[out.getvalue().index("<svg") :]
    head, end, rest = drawn.partition(">")  # as wide as the page it stands on
    return re.sub(r'\s(?:width|height)="[^"]*"', "", head) + ' width="100%"' + end + rest


def _figure(labels: Sequence[str], series: Sequence[tuple[str, Sequence[int | None]]], stacked: bool) -> Figure:
    thick = 0.8 if stacked else 0.8 / max(len(series), 1)
    told = [textwrap.fill(label, LONGEST_LABEL) for label in labels]
    lines = sum(label.count("\n") + 1 for label in told)
    figure = Figure(figsize=(9, 0.6 + 0.34 * max(lines, 1) * (1 if stacked else max(len(series) * 0.6, 1))))
    FigureCanvasSVG(figure)
    axes = figure.add_subplot()
    width = HIDDEN_SHARE * max([value for _, values in series for value in values if value] or [1])
    left: list[float] = [0] * len(labels)
    positions = list(range(len(labels)))[::-1]
    named = False
    for rank, (name, values) in enumerate(series):
        places = positions if stacked else [place + 0.4 - thick * (rank + 0.5) for place in positions]
        axes.barh(places, [value or 0 for value in values], height=thick, left=left, label=name, color=COLOURS[rank % len(COLOURS)])
        left = [begin + (value or 0) for begin, value in zip(left, values, strict=True)] if stacked else left
        untold = [index for index, value in enumerate(values) if value is None]
        if untold:
            label = None if named else report_texts.say("hidden-bar")
            begins = [left[index] for index in untold]
            axes.barh([places[index] for index in untold], width, thick, begins, label=label, color="white", edgecolor="#555", hatch="////")
            named = True
            left = [begin + (width if index in untold else 0) for index, begin in enumerate(left)] if stacked else left
    axes.set_yticks(positions, labels=told)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(round(value))))
    axes.spines[["top", "right"]].set_visible(False)
    if len(series) > 1 or named:
        axes.legend(frameon=False, fontsize="small", loc="upper left", bbox_to_anchor=(1.01, 1.0))
    return figure


# Tables as a terminal, a spreadsheet and a page show them; small numbers are hidden in all of them.

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula (OWASP, CSV injection)
NUMBER = re.compile(r"-?\d[\d.,]*")  # a balance below zero is a number, and stays one


def lines_of(table: Table | Listing) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Heads and rows as text, with totals where they add up; small numbers hidden."""
    if isinstance(table, Listing):
        return ("", *table.columns), [(label, *cells) for label, cells in table.rows]
    rows, totals = concealed(table)
    shown = [(label, *(_cell(cell) for cell in cells)) for label, cells in rows]
    if table.adds_up:
        shown.append((report_texts.TOTAL, *(_cell(cell) for cell in totals)))
    return ("", *table.columns), shown


def as_text(items: Sequence[Item]) -> str:
    """For a terminal."""
    return "\n\n".join(_paragraph(item) for item in items)


def _paragraph(item: Item) -> str:
    if isinstance(item, Heading):
        return "\n".join([item.title.upper(), *item.lines])
    heads, rows = lines_of(item)
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    lines = [item.title, "─" * (sum(widths) + 2 * len(widths))]
    for row in (heads, *rows):
        cells = zip(row, widths, strict=True)
        lines.append("  ".join(cell.rjust(width) if column else cell.ljust(width) for column, (cell, width) in enumerate(cells)).rstrip())
    return "\n".join([*lines, *_under(item)])


def as_csv(items: Sequence[Item]) -> str:
    """For a spreadsheet: with a semicolon, as Dutch spreadsheets expect; no cell is ever a formula, also where a comma parts them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    for item in items:
        writer.writerow([_safe(item.title)])
        if isinstance(item, Heading):
            writer.writerows([[_safe(line)] for line in item.lines])
            continue
        heads, rows = lines_of(item)
        writer.writerows([[_safe(cell) for cell in row] for row in (heads, *rows)])
        writer.writerows([[_safe(line)] for line in _under(item)])
        writer.writerow([])
    return out.getvalue()


def as_page(title: str, items: Sequence[Item], intro: str = "") -> str:
    """For who looks rather than reads: one page with charts, nothing from a network, that prints well."""
    sections = [item if isinstance(item, Heading) else _section(item) for item in items]
    return filled("bot.reports", "report.html", title=title, intro=intro, sections=sections)


@dataclass(frozen=True)
class Chart:
    """The bars of a table, or a sentence in their place, or neither when there is nothing to draw."""

    title: str
    bars: Drawing | None = None
    instead: str = ""


@dataclass(frozen=True)
class Section:
    """One table of a page, with its chart and what stands under it."""

    title: str
    chart: Chart
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    under: list[str]


def _section(item: Table | Listing) -> Section:
    heads, rows = lines_of(item)
    return Section(item.title, chart_of(item) if isinstance(item, Table) else Chart(item.title), heads, rows, _under(item))


def chart_of(table: Table) -> Chart:
    """The bars of what may be shown, what is hidden hatched; of a table of which half is hidden there is a sentence instead."""
    rows, _ = concealed(table)
    drawn = [(label, [cell if isinstance(cell, int) else None for cell in cells]) for label, cells in rows]
    told = [cell for _, cells in drawn for cell in cells if cell != 0]
    if not any(told):
        return Chart(table.title)
    if 2 * told.count(None) >= len(told):
        return Chart(table.title, instead=report_texts.say("no-chart"))
    labels = [label for label, _ in drawn]
    series = [(column, [cells[number] for _, cells in drawn]) for number, column in enumerate(table.columns)]
    return Chart(table.title, drawing(bars(labels, series, stacked=table.across)))


def _under(table: Table | Listing) -> list[str]:
    hidden = isinstance(table, Table) and (bool(hidden_of(table).cells) or bool(hidden_of(table).totals))
    return [line for line in (table.definition, table.note, report_texts.say("suppressed") if hidden else "") if line]


def _cell(value: str | int) -> str:
    return number(value) if isinstance(value, int) else value


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell) else cell


# One page in plain Dutch for the Regionaal Beraad, made from the tables of a report.


def as_leaflet(items: Sequence[Item], period: str) -> str:
    """The page: a few sentences, one chart, and what the numbers do not say."""
    above = [line for item in items[:1] if isinstance(item, Heading) for line in item.lines]
    return filled(
        "bot.reports",
        "leaflet.html",
        title=report_texts.say("leaflet.title"),
        lines=[report_texts.say("leaflet.period", period=period), *above, *_sentences(items)],
        charts=[chart_of(item) for item in items if isinstance(item, Table) and item.title == report_texts.R2_OUTCOME],
        under=[report_texts.say("leaflet.not"), report_texts.say("do-not-add"), report_texts.contact(), report_texts.say("leaflet.small")],
    )


def _sentences(items: Sequence[Item]) -> Iterator[str]:
    tables = {item.title: item for item in items if isinstance(item, Table)}
    if reach := tables.get(report_texts.R1_TIME):
        inhabitants, employers, unknown = map(_told, concealed(reach)[1])
        yield report_texts.say("leaflet.reach", inhabitants=inhabitants, employers=employers, unknown=unknown)
    if outcome := tables.get(report_texts.R2_OUTCOME):
        yield from _steps(outcome)
    if appointments := tables.get(report_texts.R3):
        showed, missed = (_told(column_total(appointments, state)) for state in ("verschenen", "niet verschenen"))
        yield report_texts.say("leaflet.came", count=showed, missed=missed)
        if (unsaid := column_total(appointments, report_texts.UNKNOWN)) != 0:
            yield report_texts.say("leaflet.came-unknown", count=_told(unsaid))
    if employers_table := tables.get(report_texts.R5):
        yield report_texts.say("leaflet.employers", count=_told(whole(employers_table)))
    quality = next((item for item in items if isinstance(item, Listing) and item.title == report_texts.R6 and item.rows), None)
    if quality:
        judged, *_, share, _ = quality.rows[-1][1]
        yield report_texts.say("leaflet.quality", judged=judged, share=share)


def _steps(outcome: Table) -> Iterator[str]:
    """How many contacts ended in a step, and how many in none; both are untold when one of them may not be told."""
    none, some = row_total(outcome, StepKind.NONE.value), with_step(outcome)
    if isinstance(none, str) or isinstance(some, str):
        yield report_texts.say("leaflet.untold")
        return
    yield report_texts.say("leaflet.step", count=number(some))
    yield report_texts.say("leaflet.none", count=number(none))


def _told(value: int | str) -> str:
    if isinstance(value, int):
        return number(value)
    return report_texts.say("less") if value == SMALL else report_texts.say("untold")
