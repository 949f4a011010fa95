"""R5 werkgevers en afspraakbanen: what employers prepared with the assistant, by branch."""

from __future__ import annotations

from collections import Counter

from bot.content.model import Knowledge
from bot.reports import texts
from bot.reports.period import Period, local_moment, quarter_of
from bot.reports.tables import Item, agree, counted
from bot.storage import events
from bot.storage.database import Database

PREPARED, BRANCH = "voorbereide gesprekken", "branche"


def employer_tables(db: Database, known: Knowledge, period: Period) -> list[Item]:
    """What employers look for by branch, and the same by quarter; both are held against the number of rows. Raises Mismatch."""
    found = events.prepared(db, period.begin, period.end)
    branches = {**{one.id: one.label for one in known.employers.branches}}
    wishes = {one.id: one.label for one in known.employers.wishes}
    by_wish: Counter[tuple[str, str]] = Counter()
    by_quarter: Counter[tuple[str, str]] = Counter()
    for _, when, wish, branch in found:
        label = branches.get(branch, branch) or texts.UNKNOWN
        by_wish[label, wishes.get(wish, wish)] += 1
        by_quarter[label, quarter_of(local_moment(when).date())] += 1
    rows = (*branches.values(), *sorted({label for label, _ in by_wish} - {*branches.values(), texts.UNKNOWN}), texts.UNKNOWN)
    asked = (*wishes.values(), *sorted({wish for _, wish in by_wish} - {*wishes.values()}))
    quarters = tuple(sorted({quarter for _, quarter in by_quarter}))
    wanted = {row: [by_wish[row, one] for one in asked] for row in rows}
    spread = {row: [by_quarter[row, one] for one in quarters] for row in rows}
    tables = [counted(texts.R5, asked, wanted, texts.EMPLOYER, of=PREPARED, across=True, down=(BRANCH,), along="vraag")]
    if quarters:
        tables.append(
            counted(texts.R5_QUARTER, quarters, spread, texts.BRANCH_QUARTER, of=PREPARED, across=True, down=(BRANCH,), along="kwartaal")
        )
    for table in tables:
        agree(table.title, texts.TOTAL, sum(table.totals()), events.number_prepared(db, period.begin, period.end))
    return [*tables]
