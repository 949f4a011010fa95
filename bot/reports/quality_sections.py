"""Sections about employers, figures entered by hand, goals and quality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from bot.content import expiry
from bot.content.entries import Audience, StepKind
from bot.content.model import Knowledge
from bot.domain.formatting import number, plain_day
from bot.reports import report_texts
from bot.reports.contact_sections import walls
from bot.reports.disclosure import HIDDEN, concealed, row_total, safe, whole
from bot.reports.period import Period, local_moment, quarter_of, quarter_told
from bot.reports.tables import Item, Listing, Table, agree, counted
from bot.storage import events, statistics
from bot.storage.database import Database
from bot.storage.statistics import Figure
from bot.understanding.evaluation import interval

# R5 werkgevers en afspraakbanen: what employers prepared with the assistant, by branch.

PREPARED, BRANCH = "voorbereide gesprekken", "branche"
OF_EMPLOYERS, WHAT = "van werkgevers", "wat"


def employer_tables(db: Database, known: Knowledge, period: Period) -> list[Item]:
    """What employers look for by branch, and the same by quarter; both are held against the number of rows. Raises Mismatch."""
    found = events.prepared(db, period.begin, period.end)
    branches = {**{one.id: one.label for one in known.employers.branches}}
    wishes = {one.id: one.label for one in known.employers.wishes}
    by_wish: Counter[tuple[str, str]] = Counter()
    by_quarter: Counter[tuple[str, str]] = Counter()
    for _, when, wish, branch in found:
        label = branches.get(branch, branch) or report_texts.UNKNOWN
        by_wish[label, wishes.get(wish, wish)] += 1
        by_quarter[label, quarter_of(local_moment(when).date())] += 1
    rows = (*branches.values(), *sorted({label for label, _ in by_wish} - {*branches.values(), report_texts.UNKNOWN}), report_texts.UNKNOWN)
    asked = (*wishes.values(), *sorted({wish for _, wish in by_wish} - {*wishes.values()}))
    quarters = tuple(sorted({quarter for _, quarter in by_quarter}))
    wanted = {row: [by_wish[row, one] for one in asked] for row in rows}
    spread = {row: [by_quarter[row, one] for one in quarters] for row in rows}
    tables = [
        counted(report_texts.R5, asked, wanted, report_texts.say("employer"), of=PREPARED, across=True, down=(BRANCH,), along="vraag")
    ]
    if quarters:
        tables.append(
            counted(
                report_texts.R5_QUARTER,
                quarters,
                spread,
                report_texts.say("branch-quarter"),
                of=PREPARED,
                across=True,
                down=(BRANCH,),
                along="kwartaal",
            )
        )
    for table in tables:
        agree(table.title, report_texts.TOTAL, sum(table.totals()), events.number_prepared(db, period.begin, period.end))
    return [*tables, _asked(db, known, period)]


def _asked(db: Database, known: Knowledge, period: Period) -> Table:
    """The appointments of employers, and what they asked of staff."""
    visits = sum(is_for_employers(known, one.service) for one in events.visits(db, *walls(period)))
    requests = events.employer_requests(db, period.begin, period.end)
    rows = {report_texts.EMPLOYER_VISITS: [visits]}
    rows |= {name: [requests.get(kind, 0)] for kind, name in report_texts.EMPLOYER_REQUESTS.items()}
    told, columns = report_texts.say("employer-asked"), (report_texts.COUNT,)
    return counted(report_texts.R5_ASKED, columns, rows, told, adds_up=False, of=OF_EMPLOYERS, down=(WHAT,))


def is_for_employers(known: Knowledge, service_id: str) -> bool:
    """Whether a service is one for employers only."""
    service = known.calendar.services.get(service_id)
    return service is not None and service.audience is Audience.EMPLOYER


# What was reached beside what was aimed for; a realisation that is hidden in its table is hidden here too.


def goal_cells(goal: int, reached: str | int) -> tuple[str, str, str]:
    """Goal, realisation and balance; what is hidden gives no balance."""
    if isinstance(reached, str):
        return number(goal), reached, HIDDEN
    return number(goal), number(reached), number(reached - goal)


def goal_listing(report: str, items: Sequence[Item], goal: int) -> Listing:
    """What a goal for one report is held against."""
    what = report_texts.GOAL_OF[report]
    tables = {item.title: item for item in items if isinstance(item, Table)}
    reached: str | int = 0
    if report == "R2":
        reached = with_step(tables[report_texts.R2_OUTCOME])
    elif report == "R3":
        reached = column_total(tables[report_texts.R3], "verschenen")
    elif report in ("R1", "R5"):
        reached = whole(tables[report_texts.R1_TIME if report == "R1" else report_texts.R5])
    return Listing(
        report_texts.say("goal", what=what),
        report_texts.GOAL_COLUMNS,
        ((what, goal_cells(goal, reached)),),
        report_texts.say("goal-simple"),
    )


def with_step(outcome: Table) -> str | int:
    """How many contacts ended in a step; told only when all contacts may be told, and how many ended in none."""
    total, none = whole(outcome), row_total(outcome, StepKind.NONE.value)
    return safe(total - none) if isinstance(total, int) and isinstance(none, int) else HIDDEN


def column_total(table: Table, column: str) -> str | int:
    """The total of a column as it may be told."""
    return dict(zip(table.columns, concealed(table)[1], strict=True))[column]


# Steps in development and placements, shown as staff entered them, with goal, realisation and balance where there is a goal.

WHO = "programma en gemeente"
TITLES = {statistics.STEP: report_texts.STEPS_ENTERED, statistics.PLACEMENT: report_texts.PLACEMENTS_ENTERED}


def entered_tables(db: Database, kind: str, period: Period) -> list[Item]:
    """Per programme and municipality the quarters that the period touches; nothing when nothing was entered.

    Figures are entered by whole quarter: a period that holds part of one shows all of it, and says so. Raises Mismatch.
    """
    found = statistics.entered(db, kind, *period.quarters)
    if not found:
        return []
    quarters = tuple(sorted({one.quarter for one in found}))
    rows: dict[str, Counter[str]] = {}
    for one in found:
        rows.setdefault(_who(one), Counter())[one.quarter] += one.count
    columns = tuple(map(quarter_told, quarters))
    cells = {who: [of[quarter] for quarter in quarters] for who, of in rows.items()}
    touched = Period(*period.whole_quarters)
    note = "" if touched == Period(period.first, period.last) else report_texts.say("whole-quarters", period=touched.told)
    down, along = (WHO,), "kwartaal" if len(columns) > 1 else ""
    table = counted(
        TITLES[kind], columns, cells, report_texts.say("entered"), note=note, across=len(columns) > 1, of=kind, down=down, along=along
    )
    agree(table.title, report_texts.TOTAL, sum(table.totals()), statistics.total(db, kind, *period.quarters))
    return [table]


def with_goals(db: Database, kind: str, period: Period, items: Sequence[Item]) -> list[Item]:
    """The tables with goal, realisation and balance below them: only of what has a goal for every quarter that was entered."""
    found = statistics.entered(db, kind, *period.quarters)
    without = {_who(one) for one in found if one.goal is None}
    goals: Counter[str] = Counter()
    for one in found:
        if _who(one) not in without:
            goals[_who(one)] += one.goal or 0
    told: list[Item] = []
    for table in items:
        told.append(table)
        if goals and isinstance(table, Table):
            rows = tuple((who, goal_cells(goal, row_total(table, who))) for who, goal in sorted(goals.items()))
            told.append(
                Listing(
                    report_texts.say("goals", title=table.title),
                    report_texts.GOAL_COLUMNS,
                    rows,
                    report_texts.say("entered"),
                    report_texts.say("goal-told"),
                )
            )
    return told


def _who(one: Figure) -> str:
    return f"{one.programme}, {one.municipality}"


# R6 kwaliteit: what people thought of a weekly sample, with its interval; R7 inhoud: what is too old, what stayed unanswered.

LARGEST = 20


def quality_listing(db: Database, period: Period) -> list[Item]:
    """R6: per week and over all. A judgement is about an answer and never about a person, so nothing here is hidden."""
    found = {week: statistics.counted(db, week) for week in weeks_of(period)}
    judged = {week: of for week, of in found.items() if of}
    if not judged:
        return [Listing(report_texts.R6, report_texts.QUALITY_COLUMNS, (), report_texts.say("quality"), report_texts.say("nothing-judged"))]
    whole = {word: sum(of.get(word, 0) for of in judged.values()) for word in statistics.JUDGEMENTS}
    rows = (*((_told(week), _cells(of)) for week, of in judged.items()), (report_texts.WHOLE_PERIOD, _cells(whole)))
    few = any(sum(of.values()) < report_texts.LEAST_JUDGED for of in judged.values())
    return [
        Listing(
            report_texts.R6,
            report_texts.QUALITY_COLUMNS,
            rows,
            report_texts.say("quality"),
            report_texts.say("few-judged", least=report_texts.LEAST_JUDGED) if few else "",
        )
    ]


def _told(week: str) -> str:
    """`2026, week 47`, from how samples are kept (`2026-W47`)."""
    return week.replace("-W", ", week ")


def weeks_of(period: Period) -> list[str]:
    """The weeks that a period touches."""
    days = (period.first + timedelta(days=ahead) for ahead in range((period.last - period.first).days + 1))
    return list(dict.fromkeys(statistics.week_of(day) for day in days))


def _cells(of: Mapping[str, int]) -> tuple[str, ...]:
    total, right = sum(of.values()), of.get("goed", 0)
    low, high = interval(right, total)
    between = f"{_percent(low)} – {_percent(high)}"
    return (number(total), *(number(of.get(word, 0)) for word in statistics.JUDGEMENTS), _percent(right / total), between)


def _percent(share: float) -> str:
    return number((Decimal(str(share)) * 100).quantize(Decimal("0.1")))


def content_tables(db: Database, known: Knowledge, period: Period) -> list[Item]:
    """R7: what is expired or will be soon on the last day of the period, and the questions that stayed unanswered."""
    falling = expiry.due(known, period.last)
    rows = tuple(
        (report_texts.EXPIRED if one.when < period.last else report_texts.EXPIRING, (plain_day(one.when), str(one.place), one.words[0]))
        for one in falling
    )
    missed = events.unanswered(db, period.begin, period.end)
    nearest = {_topic(known, topic): [count] for topic, count in missed[:LARGEST]}
    if others := sum(count for _, count in missed[LARGEST:]):
        nearest[report_texts.OTHERS] = [others]
    unanswered = counted(
        report_texts.R7_UNANSWERED,
        (report_texts.COUNT,),
        nearest,
        report_texts.say("unanswered"),
        of=report_texts.MISSED,
        down=("dichtstbij",),
    )
    agree(
        report_texts.R7_UNANSWERED, report_texts.TOTAL, sum(unanswered.totals()), events.how_many(db, "unknown", period.begin, period.end)
    )
    return [
        Listing(
            report_texts.R7, report_texts.CONTENT_COLUMNS, rows, report_texts.say("content"), "" if rows else report_texts.say("all-fresh")
        ),
        unanswered,
    ]


def _topic(known: Knowledge, topic: str) -> str:
    entry = known.entries.get(topic)
    return f"{entry.label} ({topic})" if entry else topic or report_texts.NO_TOPIC
