"""Tables as a terminal, a spreadsheet and a page show them; small numbers are hidden in all of them."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence

from bot.reports import texts
from bot.reports.charts import bars
from bot.reports.suppression import concealed
from bot.reports.tables import Table
from bot.wording import number

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula (OWASP, CSV injection)

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111}"
    "table{border-collapse:collapse;margin:1rem 0}th,td{border-bottom:1px solid #bbb;padding:.3rem .8rem;text-align:right}"
    "th:first-child,td:first-child{text-align:left}.uitleg{color:#444;font-size:.9rem}@media print{body{margin:0}}"
)


def lines_of(table: Table) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Heads and rows as text, with totals where they add up; small numbers hidden."""
    rows, totals = concealed(table)
    shown = [(label, *(_cell(cell) for cell in cells)) for label, cells in rows]
    if table.adds_up:
        shown.append((texts.TOTAL, *(_cell(cell) for cell in totals)))
    return ("", *table.columns), shown


def as_text(tables: Sequence[Table]) -> str:
    """For a terminal."""
    parts = []
    for table in tables:
        heads, rows = lines_of(table)
        widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
        lines = [table.title, "".join("─" for _ in range(sum(widths) + 2 * len(widths)))]
        for row in (heads, *rows):
            lines.append("  ".join(cell.ljust(width) if column == 0 else cell.rjust(width) for column, (cell, width) in enumerate(zip(row, widths, strict=True))))
        parts.append("\n".join([*lines, *_under(table)]))
    return "\n\n".join(parts)


def as_csv(tables: Sequence[Table]) -> str:
    """For a spreadsheet: with a semicolon, as Dutch spreadsheets expect; no cell is ever a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for table in tables:
        heads, rows = lines_of(table)
        writer.writerow([_safe(table.title)])
        writer.writerows([[_safe(cell) for cell in row] for row in (heads, *rows)])
        writer.writerows([[_safe(line)] for line in _under(table)])
        writer.writerow([])
    return out.getvalue()


def as_page(title: str, tables: Sequence[Table], intro: str = "") -> str:
    """For who looks rather than reads: one page with charts, nothing from a network, that prints well."""
    body = [f"<h1>{html.escape(title)}</h1>", f"<p>{html.escape(intro)}</p>" if intro else ""]
    for table in tables:
        heads, rows = lines_of(table)
        body.append(f"<h2>{html.escape(table.title)}</h2>{_chart(table)}<table><tr>{''.join(f'<th scope=col>{html.escape(head)}</th>' for head in heads)}</tr>")
        body += [f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows]
        body.append("</table>" + "".join(f"<p class=uitleg>{html.escape(line)}</p>" for line in _under(table)))
    return f"<!doctype html><html lang=nl><meta charset=utf-8><title>{html.escape(title)}</title><style>{_STYLE}</style>{''.join(body)}</html>\n"


def _chart(table: Table) -> str:
    """The bars of what may be shown: a hidden number is drawn as nothing."""
    rows, _ = concealed(table)
    drawn = [(label, [cell if isinstance(cell, int) else 0 for cell in cells]) for label, cells in rows]
    if not any(any(cells) for _, cells in drawn):
        return ""
    labels = [label for label, _ in drawn]
    series = [(column, [cells[number] for _, cells in drawn]) for number, column in enumerate(table.columns)]
    return f'<div role="img" aria-label="{html.escape(table.title)}">{bars(labels, series)}</div>'


def _under(table: Table) -> list[str]:
    hidden = any(isinstance(cell, str) for _, cells in concealed(table)[0] for cell in cells)
    return [line for line in (table.definition, table.note, texts.SUPPRESSED if hidden else "") if line]


def _cell(value: str | int) -> str:
    return number(value) if isinstance(value, int) else value


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
