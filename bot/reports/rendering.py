"""Tables as a terminal, a spreadsheet and a page show them; small numbers are hidden in all of them."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Sequence

from bot.domain.formatting import number
from bot.reports import texts
from bot.reports.charts import bars
from bot.reports.suppression import concealed, hidden_of
from bot.reports.tables import Heading, Item, Listing, Table

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula (OWASP, CSV injection)
NUMBER = re.compile(r"-?\d[\d.,]*")  # a balance below zero is a number, and stays one
_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111}"
    "table{border-collapse:collapse;margin:1rem 0}th,td{border-bottom:1px solid #bbb;padding:.3rem .8rem;text-align:right}"
    "th:first-child,td:first-child{text-align:left}.uitleg{color:#444;font-size:.9rem}@media print{body{margin:0}}"
)


def lines_of(table: Table | Listing) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Heads and rows as text, with totals where they add up; small numbers hidden."""
    if isinstance(table, Listing):
        return ("", *table.columns), [(label, *cells) for label, cells in table.rows]
    rows, totals = concealed(table)
    shown = [(label, *(_cell(cell) for cell in cells)) for label, cells in rows]
    if table.adds_up:
        shown.append((texts.TOTAL, *(_cell(cell) for cell in totals)))
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
    body = [f"<h1>{html.escape(title)}</h1>", f"<p>{html.escape(intro)}</p>" if intro else ""]
    for item in items:
        if isinstance(item, Heading):
            body.append(f"<h2>{html.escape(item.title)}</h2>" + "".join(f"<p>{html.escape(line)}</p>" for line in item.lines))
        else:
            body.append(as_section(item))
    return page(title, "".join(body))


def as_section(item: Table | Listing) -> str:
    """One table of a page, with its chart."""
    heads, rows = lines_of(item)
    head = "".join(f"<th scope=col>{html.escape(one)}</th>" for one in heads)
    lines = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    told = "".join(f"<p class=uitleg>{html.escape(line)}</p>" for line in _under(item))
    chart = chart_of(item) if isinstance(item, Table) else ""
    return f"<h3>{html.escape(item.title)}</h3>{chart}<table><tr>{head}</tr>{lines}</table>{told}"


def page(title: str, body: str) -> str:
    """A whole page around its body."""
    return f"<!doctype html><html lang=nl><meta charset=utf-8><title>{html.escape(title)}</title><style>{_STYLE}</style>{body}</html>\n"


def chart_of(table: Table) -> str:
    """The bars of what may be shown: a hidden number is drawn as nothing."""
    rows, _ = concealed(table)
    drawn = [(label, [cell if isinstance(cell, int) else 0 for cell in cells]) for label, cells in rows]
    if not any(any(cells) for _, cells in drawn):
        return ""
    labels = [label for label, _ in drawn]
    series = [(column, [cells[number] for _, cells in drawn]) for number, column in enumerate(table.columns)]
    return f'<div role="img" aria-label="{html.escape(table.title)}">{bars(labels, series, stacked=table.across)}</div>'


def _under(table: Table | Listing) -> list[str]:
    hidden = isinstance(table, Table) and (bool(hidden_of(table).cells) or bool(hidden_of(table).totals))
    return [line for line in (table.definition, table.note, texts.SUPPRESSED if hidden else "") if line]


def _cell(value: str | int) -> str:
    return number(value) if isinstance(value, int) else value


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell) else cell
