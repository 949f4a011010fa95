"""Dates as calendars, spreadsheets and hurried people write them, and what must hold for every sentence with a date in it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.clock import MONTHS, WEEKDAYS, ZONE
from bot.understanding.dates.find_moment import find_moment
from tests.soak import times
from tests.understanding.dates.test_find_moment import said

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("de derde week van oktober", "2027-10-18..2027-10-22"),
        ("tweede week van deze maand", "leeg"),
        ("midden oktober", "2027-10-12..2027-10-18"),
        ("begin van de maand kan ik", "2026-12-01..2026-12-08"),
        ("tweede helft van september", "2027-09-16..2027-09-30"),
        ("pinksteren 2028", "2028-06-04..2028-06-05"),
        ("1e kerstdag, 2027 om 11 uur", "2027-12-25 11:00"),
        ("meivakantie 2028", "2028-04-29..2028-05-07"),
        ("sinterklaas 2024", "leeg"),
        ("van 3-12 tot 11-12", "2026-12-03..2026-12-11"),
        ("tussen 8/12 en 10/12", "2026-12-08..2026-12-10"),
        ("9-12 - 11-12", "2026-12-09..2026-12-11"),
        ("van 9-11 kan ik", "ochtend 09:00-11:00"),
        ("3 februari, 2027", "2027-02-03"),
        ("3 februari in 2027", "2027-02-03"),
        ("maart 5, 2028", "2028-03-05"),
        ("5 maart half elf 2027", "2027-03-05 10:30"),
        ("5 maart om 11 uur 2027", "2027-03-05 11:00"),
        ("5 maart tweeduizend zevenentwintig", "2027-03-05"),
        ("7-dec", "2026-12-07"),
        ("7-dec-2026 om 11 uur", "2026-12-07 11:00"),
        ("7/dec/26", "2026-12-07"),
        ("14-mrt-27", "2027-03-14"),
        ("8-12 tegen 3 uur", "2026-12-08 15:00"),
        ("8/12 omstreeks half elf", "2026-12-08 10:30"),
        ("tot eind januari", "2026-11-23..2027-01-29"),
        ("tot eind van de maand", "2026-11-23..2026-11-30"),
        ("tot eind van het jaar", "2026-11-23..2026-12-31"),
        ("tot december", "2026-11-23..2026-11-30"),
        ("12 uur 's nachts", "00:00"),
        ("om middernacht", "00:00"),
        ("deze morgen rond half elf", "2026-11-23 10:30 ochtend"),
        ("08-12-2026 11:15:00", "2026-12-08 11:15"),
        ("2026-12-08T11:15:00", "2026-12-08 11:15"),
        ("2026-12-08 11:15", "2026-12-08 11:15"),
        ("woensdag 18 november", "2026-11-18"),
        ("12 november om 10 uur", "2026-11-12 10:00"),
        ("vrijdag 18 september", "2026-09-18"),
        ("12 mei", "2027-05-12"),
        ("kan ik een gesprek plannen voor half elf", "10:30"),
        ("ik wil iets boeken voor 11 uur", "11:00"),
        ("liefst voor 11 uur", "ochtend -11:00"),
        ("volgende week tussen dinsdag en donderdag", "2026-12-01..2026-12-03"),
        ("ik kan niet op 8 december van 10 tot 12", "leeg"),
        ("woensdag van 10 tot 12 kan ik niet", "2026-11-25 middag 12:00-"),
        ("tussen 14 en 16 uur lukt niet", "-14:00"),
        ("over 15 werkdagen", "2026-12-14"),
        ("over een werkdag", "2026-11-24"),
        ("binnen 3 werkdagen", "2026-11-23..2026-11-26"),
        ("van 10:15 tot 1 kan ik komen", "10:15-13:00"),
        ("over anderhalf uur", "2026-11-23 11:00"),
        ("over vijf kwartier", "2026-11-23 10:45"),
        ("over 2,5 uur", "2026-11-23 12:00"),
        ("over 2,5 week", "2026-12-08..2026-12-11"),
        ("deze week niet", "2026-11-30..2026-12-04 vanaf:2026-11-30"),
        ("volgende week lukt me ook niet", "2026-12-07..2026-12-11 vanaf:2026-12-07"),
        ("ik ben nog drie weken op vakantie, daarna graag", "2026-12-14..2026-12-18 vanaf:2026-12-14"),
        ("volgende week niet op dinsdag", "2026-11-30..2026-12-04 niet:dinsdag"),
        ("de eerste dagen van februari", "2027-02-01..2027-02-05"),
        ("een van de laatste dagen van januari", "2027-01-25..2027-01-29"),
        ("24:00", "00:00"),
    ],
)
def test_it_understands(sentence: str, meant: str) -> None:
    assert said(find_moment(sentence, MONDAY)) == meant


def test_a_weekday_that_disagrees_with_its_date_is_told_so_that_we_can_ask() -> None:
    found = find_moment("dinsdag 9 december om 10 uur", MONDAY)
    assert (found.date, found.doubt) == (date(2026, 12, 9), "dinsdag")
    assert find_moment("woensdag 9 december om 10 uur", MONDAY).doubt is None


DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))
NOWS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(lambda moment: moment.replace(tzinfo=ZONE))  # noqa: DTZ001
FORMS = (
    "{d} {month} {y}",
    "{d} {month}, {y}",
    "{month} {d}, {y}",
    "{d}-{m}-{y}",
    "{y}-{m:02}-{d:02}",
    "{y}/{m:02}/{d:02}",
    "{d} {month} van het jaar {y}",
    "{d}-{short}-{y}",
    "{d} {month} in {y}",
)
PARTS = (
    "de eerste week van {month}", "begin {month}", "half {month}", "eind {month}", "tot eind {month}", "{d}-{m} tot {d2}-{m}", "van {d}/{m} tot {d2}/{m}",
    "laatste dagen van {month}", "eerste helft van {month}", "voor eind {month}", "van {d} {month} t/m {d2} {month}", "tussen {d} en {d2} {month}", "na {d} {month}",
)  # fmt: skip


@pytest.mark.sweep
@given(day=DAYS, now=NOWS, form=st.sampled_from(FORMS))
@settings(max_examples=times(150, 2000), deadline=None)
def test_a_date_with_a_year_has_that_year_or_is_long_over(day: date, now: datetime, form: str) -> None:
    month = MONTHS[day.month - 1]
    found = find_moment(form.format(d=day.day, m=day.month, y=day.year, month=month, short=month[:3] if month != "maart" else "mrt"), now)
    of_last_year_and_long_ago = day.year < now.year and day < now.date() - timedelta(days=31)
    assert found.date == (None if of_last_year_and_long_ago else day)


@pytest.mark.parametrize("said_day", ["dinsdag 22 december 2026", "22-12-2026", "22 december"])
def test_a_day_that_has_just_been_is_that_day_whatever_year_it_is_now(said_day: str) -> None:
    found = find_moment(said_day, datetime(2027, 1, 5, 10, 15, tzinfo=ZONE))
    assert (found.date, found.doubt) == (date(2026, 12, 22), None)


@pytest.mark.sweep
@given(day=DAYS, weekday=st.sampled_from(WEEKDAYS), now=NOWS)
@settings(max_examples=times(120, 2000), deadline=None)
def test_a_date_never_passes_for_another_weekday_without_a_doubt(day: date, weekday: str, now: datetime) -> None:
    found = find_moment(f"{weekday} {day.day} {MONTHS[day.month - 1]} {day.year}", now)
    assert found.date in (None, day)
    if day >= now.date():
        falls_on = WEEKDAYS[day.weekday()]
        assert found.date == day
        assert found.doubt == (None if weekday == falls_on else weekday)
        assert all(WEEKDAYS[one.weekday()] == weekday and one >= now.date() for one in found.alternatives)


@pytest.mark.sweep
@given(day=DAYS, ahead=st.integers(1, 12), now=NOWS, form=st.sampled_from(PARTS))
@settings(max_examples=times(200, 3000), deadline=None)
def test_no_stretch_ends_before_it_begins(day: date, ahead: int, now: datetime, form: str) -> None:
    first = min(day.day, 16)
    found = find_moment(form.format(d=first, d2=first + ahead, m=day.month, month=MONTHS[day.month - 1]), now)
    assert found.span is None or found.span[0] <= found.span[1]
    assert None in (found.time_span or (None, None)) or found.time_span[0] < found.time_span[1]  # type: ignore[index, operator]


@pytest.mark.sweep
@given(now=NOWS, ahead=st.integers(1, 60), form=st.sampled_from(("niet op {day}", "{day} kan ik niet", "{day} van 10 tot 12 ben ik weg")))
@settings(max_examples=times(120, 2000), deadline=None)
def test_a_date_that_is_refused_is_not_wished(now: datetime, ahead: int, form: str) -> None:
    day = now.date() + timedelta(days=ahead)
    found = find_moment(form.format(day=f"{day.day} {MONTHS[day.month - 1]}"), now)
    wished = [day for day in (found.date, *found.alternatives) if day]
    assert day not in wished or (found.time_span is not None and "10 tot 12" in form)


@pytest.mark.sweep
@given(now=NOWS, form=st.sampled_from(("deze week kan ik niet", "niet deze week", "volgende week ook niet", "ik ben een week weg, daarna")))
@settings(max_examples=times(100, 2000), deadline=None)
def test_a_week_that_is_refused_is_not_wished(now: datetime, form: str) -> None:
    found = find_moment(form, now)
    assert found.date_from is not None and found.date_from > now.date()
    assert found.span is not None and found.span[0] >= found.date_from
