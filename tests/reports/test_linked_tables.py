"""What a reader of another report knows: weeks and months of the same contacts, and the calls of employers beside all calls."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from bot.content.entries import StepKind
from bot.reports import report_texts
from bot.reports.contact_sections import AUDIENCES, STEP_KINDS, Seen
from bot.reports.linked_tables import TOOK_STEP, calls_by_audience, known_beside
from bot.reports.period import Period
from bot.reports.tables import Table, counted

MONTH = Period(date(2026, 10, 1), date(2026, 10, 31))


def seen(**hours: int) -> Seen:
    """Contacts of inhabitants by the hour in which they began; half of them took a step."""
    times = Counter({(f"2026-{name.removeprefix('d')}T09", AUDIENCES[0]): count for name, count in hours.items()})
    total = sum(hours.values())
    outcomes = Counter({(STEP_KINDS[0], AUDIENCES[0]): total // 2, (StepKind.NONE.value, AUDIENCES[0]): total - total // 2})
    return Seen(times=times, outcomes=outcomes)


def by_title(tables: list[Table]) -> dict[str, Table]:
    """Tables by what they are told by."""
    return {table.title: table for table in tables}


def test_the_weeks_of_a_month_are_known_from_their_own_reports() -> None:
    tables = by_title(known_beside(seen(**{"d10-05": 20, "d10-12": 30}), MONTH))
    assert dict(tables["week"].rows) == {"2026, week 41": (20, 0, 0), "2026, week 42": (30, 0, 0)}
    assert tables["week"].public == {(week, who) for week in ("2026, week 41", "2026, week 42") for who in AUDIENCES}


def test_a_week_that_lies_partly_outside_the_month_is_not_known() -> None:
    """1 October 2026 is a Thursday: the report of that week tells of more than this month."""
    tables = by_title(known_beside(seen(**{"d10-01": 20, "d10-05": 20}), MONTH))
    assert {week for week, _ in tables["week"].public} == {"2026, week 41"}


def test_how_many_took_a_step_is_known_and_adds_up_to_all() -> None:
    tables = by_title(known_beside(seen(**{"d10-05": 21}), MONTH))
    assert dict(tables[TOOK_STEP].rows) == {"ja": (10,), "nee": (11,)}


@pytest.mark.parametrize(
    ("calls", "bellen", "bezoek", "told"),
    [(20, 6, 3, {"werkgever": (9,), "anderen": (11,)}), (9, 6, 3, {"werkgever": (9,), "anderen": (0,)})],
)
def test_who_reads_the_calls_beside_those_of_employers_knows_both(
    calls: int, bellen: int, bezoek: int, told: dict[str, tuple[int]]
) -> None:
    every = counted(report_texts.R4_CALLS, (report_texts.COUNT,), {report_texts.CALLED: [calls]}, "")
    names = report_texts.EMPLOYER_REQUESTS
    asked = counted(
        report_texts.R5_ASKED, (report_texts.COUNT,), {names["bellen"]: [bellen], names["bezoek"]: [bezoek], names["antwoord"]: [4]}, ""
    )
    [found] = calls_by_audience([every, asked])
    assert dict(found.rows) == told
    assert calls_by_audience([every]) == []
