"""Which periods a report can be about, and that two of them never tell a small number by subtracting."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from bot.content.model import Knowledge
from bot.domain.time import ZONE
from bot.reports import report_texts
from bot.reports.period import Period, PeriodEmpty, period_of, units_within
from bot.storage import statistics
from bot.storage.database import Storage
from bot.storage.events import Event
from bot.storage.statistics import Figure
from tests.reports.histories import NOW, Talk, cells, made, shown, table, write

WEDNESDAY = date(2026, 11, 18)
ODD = (
    "Een rapport gaat over een hele week, maand of jaar, of een heel kwartaal. Uit twee andere periodes kan iemand een klein aantal "
    "uitrekenen. Kies bijvoorbeeld --van 2026-07-01 --tot 2026-09-30. Loopt de periode nog? Laat --tot weg, of kies een zondag."
)


@pytest.mark.parametrize(
    ("begin", "end", "first", "last"),
    [
        ("", "", date(2026, 10, 1), date(2026, 11, 15)),
        ("2026-07-06", "2026-07-12", date(2026, 7, 6), date(2026, 7, 12)),
        ("1-7-2026", "31-7-2026", date(2026, 7, 1), date(2026, 7, 31)),
        ("2026-07-01", "2026-09-30", date(2026, 7, 1), date(2026, 9, 30)),
        ("2025-01-01", "2025-12-31", date(2025, 1, 1), date(2025, 12, 31)),
        ("2026-11-01", "", date(2026, 11, 1), date(2026, 11, 15)),
        ("2026-01-01", "", date(2026, 1, 1), date(2026, 11, 15)),
        ("2026-10-01", "2026-10-11", date(2026, 10, 1), date(2026, 10, 11)),
        ("", "2026-09-30", date(2026, 7, 1), date(2026, 9, 30)),
        ("", "2026-10-31", date(2026, 10, 1), date(2026, 10, 31)),
        ("", "2026-11-15", date(2026, 10, 1), date(2026, 11, 15)),
        ("", "2026-08-31", date(2026, 8, 1), date(2026, 8, 31)),
        ("", "2024-02-29", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_whole_week_month_quarter_or_year_or_one_up_to_a_sunday(begin: str, end: str, first: date, last: date) -> None:
    assert period_of(begin, end, WEDNESDAY) == Period(first, last)


def test_in_the_first_days_of_a_quarter_the_one_before_is_meant() -> None:
    assert period_of("", "", date(2026, 10, 3)) == Period(date(2026, 7, 1), date(2026, 9, 27))


@pytest.mark.parametrize(
    ("begin", "end", "told"),
    [
        (
            "2026-10-02",
            "1-10-2026",
            "De periode eindigt op 1 oktober 2026, voordat hij begint op 2 oktober 2026. Wissel --van en --tot om.",
        ),
        (
            "",
            "2026-11-19",
            "19 november 2026 is in de toekomst. Vandaag is het 18 november 2026. Laat --tot weg voor alles tot en met de laatste zondag.",
        ),
        (
            "2030-01-01",
            "",
            "1 januari 2030 is in de toekomst. Vandaag is het 18 november 2026. Laat --tot weg voor alles tot en met de laatste zondag.",
        ),
        ("2026-11-16", "", "Vanaf 16 november 2026 is er nog geen hele week voorbij. Kies een eerdere periode met --van en --tot."),
        ("gisteren", "", "'gisteren' is geen datum. Schrijf bijvoorbeeld 2026-10-01 of 1-10-2026."),
        ("0001-01-01", "", "'0001-01-01' is geen datum. Schrijf bijvoorbeeld 2026-10-01 of 1-10-2026."),
        ("2026-07-01", "2026-07-06", ODD),
        ("2026-07-01", "2026-07-07", ODD),
        ("2026-07-06", "2026-07-19", ODD),
        ("", "2026-09-29", ODD),
    ],
)
def test_a_period_that_cannot_be_is_told(begin: str, end: str, told: str) -> None:
    with pytest.raises(PeriodEmpty) as error:
        period_of(begin, end, WEDNESDAY)
    assert str(error.value) == told


def test_the_weeks_and_months_of_a_period_have_reports_of_their_own() -> None:
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert units_within(october, "week") == {"2026, week 41", "2026, week 42", "2026, week 43"}
    assert units_within(Period(date(2026, 10, 1), date(2026, 11, 15)), "maand") == {"oktober 2026", "november 2026"}


def test_a_week_with_few_is_not_told_by_the_quarter_less_its_other_weeks(storage: Storage, shipped_knowledge: Knowledge) -> None:
    """Twenty employers in one week and three in the next: of each there is a report, so the quarter does not say 23."""
    monday = datetime(2026, 10, 5, 11, tzinfo=ZONE)
    with storage.transaction() as db:
        for week, employers in enumerate((20, 3)):
            when = monday + timedelta(weeks=week)
            write(db, *(Talk(f"w{week}-{n}", when, f"w{n}", "werkgever") for n in range(employers)))
            write(db, *(Talk(f"i{week}-{n}", when, f"i{n}") for n in range(30)))
    found = shown(table(made(storage, shipped_knowledge), report_texts.R1_TIME))
    assert found == {"2026, week 41": (30, 20, 0), "2026, week 42": (30, "<5", 0), report_texts.TOTAL: (60, "–", 0)}


def test_two_weeks_with_few_need_no_more_to_be_hidden(storage: Storage, shipped_knowledge: Knowledge) -> None:
    monday = datetime(2026, 10, 5, 11, tzinfo=ZONE)
    with storage.transaction() as db:
        for week, employers in enumerate((20, 3, 2)):
            write(db, *(Talk(f"w{week}-{n}", monday + timedelta(weeks=week), f"w{n}", "werkgever") for n in range(employers)))
    assert shown(table(made(storage, shipped_knowledge), report_texts.R1_TIME))[report_texts.TOTAL] == (0, 25, 0)


def test_a_month_is_told_by_day_in_the_order_of_the_calendar(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        for day in (30, 5, 12):
            write(db, *(Talk(f"{day}-{n}", datetime(2026, 10, day, 11, tzinfo=ZONE)) for n in range(5)))
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert list(cells(table(made(storage, shipped_knowledge, period=october), report_texts.R1_TIME))) == [
        "5 oktober 2026", "12 oktober 2026", "30 oktober 2026",
    ]  # fmt: skip


def test_what_lies_ahead_does_not_count(storage: Storage, shipped_knowledge: Knowledge) -> None:
    """Nine yesterday, seven later today: a clock that jumped."""
    today = datetime(2026, 11, 15, 12, tzinfo=ZONE)
    spoke = Event("prepared", label="personeel", detail="zorg")
    with storage.transaction() as db:
        write(db, *(Talk(f"a{n}", today - timedelta(days=1), more=(spoke, Event("signal", label="taal"))) for n in range(9)))
        write(db, *(Talk(f"b{n}", today + timedelta(hours=3), more=(spoke, Event("signal", label="taal"))) for n in range(7)))
    items = made(storage, shipped_knowledge, period=Period(date(2026, 10, 1), date(2026, 11, 15)), now=today)
    assert report_texts.say("future-events", count=7) in items[0].lines  # type: ignore[union-attr]
    assert [
        sum(table(items, title).totals()) for title in (report_texts.R1_TIME, report_texts.R2_OUTCOME, report_texts.R5, report_texts.R8)
    ] == [9, 9, 9, 9]


def test_a_step_belongs_to_the_period_in_which_its_contact_began(storage: Storage, shipped_knowledge: Knowledge) -> None:
    """Begun at 23.58 on the last evening, chosen at 0.04: the outcome and the step stand in the same report."""
    evening = datetime(2026, 9, 30, 23, 58, tzinfo=ZONE)
    with storage.transaction() as db:
        write(db, *(Talk(f"a{n}", evening, chosen=("inloop",)) for n in range(10)))
        db.execute("UPDATE events SET at = '2026-09-30T22:04:00.000Z' WHERE kind = 'chosen'")
    summer = made(storage, shipped_knowledge, period=Period(date(2026, 7, 1), date(2026, 9, 30)))
    autumn = made(storage, shipped_knowledge)
    assert [cells(table(items, report_texts.R2_KIND))["inloop"][1] for items in (summer, autumn)] == [10, 0]
    assert cells(table(summer, report_texts.R2_OUTCOME)) == {"inloop": (10, 0, 0)}


def test_opening_hours_are_kept_to_the_minute(storage: Storage, shipped_knowledge: Knowledge) -> None:
    """Open from 10.00 to 16.00: a minute before is outside, at ten is inside, at four is outside."""
    clocks = {(9, 59): 5, (10, 0): 6, (15, 59): 7, (16, 0): 8}
    with storage.transaction() as db:
        for (hour, minute), count in clocks.items():
            when = datetime(2026, 10, 6, hour, minute, tzinfo=ZONE)
            write(db, *(Talk(f"{hour}-{minute}-{n}", when) for n in range(count)))
    assert cells(table(made(storage, shipped_knowledge), report_texts.R1_HOURS)) == {
        report_texts.INSIDE: (13, 0, 0),
        report_texts.OUTSIDE: (13, 0, 0),
    }


def test_entered_quarters_are_told_whole_and_it_says_so(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        statistics.enter(db, Figure(statistics.PLACEMENT, "Afeer", "Oldambt", "2026-3", 40), NOW)
    september = made(storage, shipped_knowledge, "R5", period=Period(date(2026, 9, 1), date(2026, 9, 30)))
    found = table(september, report_texts.PLACEMENTS_ENTERED)
    assert (found.columns, found.note) == (
        ("2026, kwartaal 3",),
        "Invoer geldt voor hele kwartalen. Deze tabel telt daarom 1 juli 2026 tot en met 30 september 2026.",
    )
    summer = made(storage, shipped_knowledge, "R5", period=Period(date(2026, 7, 1), date(2026, 9, 30)))
    assert table(summer, report_texts.PLACEMENTS_ENTERED).note == ""
