"""The beginning, middle and end of a week, month or year, and the working days counted in them."""

import re
from datetime import date

from intents.moments.marks import Days, Kind
from intents.moments.reckoning import (
    Span,
    clipped,
    first_after,
    first_working_day,
    is_working_day,
    later,
    monday,
    month_of,
    working,
)
from intents.moments.rules import Draft, Found, Rule, phrase

_FRIDAY = 4


def _vague(span: Span, draft: Draft) -> Days:
    return Days(*working(clipped(span, draft.today)), Kind.VAGUE)


def _part_of_week(part: str, days: Days) -> Span:
    start = monday(days.first)
    first, last = {"begin": (0, 1), "midden": (1, 3), "half": (1, 3), "eind": (3, 4)}[part]
    return later(start, first), later(start, last)


def _part_of_month(part: str, days: Days) -> Span:
    """A good week at either end, and the week around the 15th: what most people would call so."""
    first, last = month_of(days.first.year, days.first.month)
    middle = later(first, 11), later(first, 17)
    return {"begin": (first, later(first, 7)), "midden": middle, "half": middle, "eind": (later(last, -7), last)}[part]


def _part_of_year(part: str, days: Days) -> Span:
    year = days.first.year
    middle = date(year, 6, 1), date(year, 7, 31)
    begin, end = (date(year, 1, 1), date(year, 1, 20)), (date(year, 12, 1), date(year, 12, 31))
    return {"begin": begin, "midden": middle, "half": middle, "eind": end}[part]


def _part(match: re.Match[str], draft: Draft) -> Found:
    days = draft.days(match["of"])
    part_of = {Kind.WEEK: _part_of_week, Kind.MONTH: _part_of_month, Kind.YEAR: _part_of_year}.get(days.kind)
    return (_vague(part_of(match["part"], days), draft),) if part_of else None


def _half_of_month(match: re.Match[str], draft: Draft) -> Found:
    days = draft.days(match[2])
    first, last = month_of(days.first.year, days.first.month)
    return (_vague((first, later(first, 14)) if match[1] in ("eerste", "1e") else (later(first, 15), last), draft),)


def _one(day: date) -> Found:
    return (Days(day, day, Kind.DAY),)


def _edge_day(match: re.Match[str], draft: Draft) -> Found:
    """As in "de laatste dag van de maand"."""
    days = draft.days(match[2])
    first, last = month_of(days.first.year, days.first.month) if days.kind is Kind.MONTH else (days.first, days.last)
    return _one(first if match[1] in ("eerste", "1e") else last)


def _working_day(match: re.Match[str], draft: Draft) -> Found:
    return _one(first_working_day(later(draft.today, 1)))


def _working_days_ahead(match: re.Match[str], draft: Draft) -> Found:
    day = draft.today
    for _ in range(int(match[1])):
        day = first_working_day(later(day, 1))
    return _one(day)


def _first_working_day_of(match: re.Match[str], draft: Draft) -> Found:
    """New Year's Day is not one of them."""
    days = draft.days(match[2])
    day = first_working_day(later(days.last, 1) if match[1] == "na" else days.first)
    return _one(first_working_day(later(day, 1)) if (day.month, day.day) == (1, 1) else day)


def _last_working_day_of(match: re.Match[str], draft: Draft) -> Found:
    last = draft.days(match[1]).last
    return _one(last if is_working_day(last) else later(first_after(last, _FRIDAY), -7))


_THE = "(?:(?:van|in|de|het) )*"

RULES = (
    Rule(phrase(rf"(?:het )?(?P<part>begin|midden|half|eind) {_THE}(?P<of><span>)"), _part),
    Rule(phrase(r"(?P<of><span>) (?:aan het )?(?P<part>begin|midden|eind)(?= *(?:$|[,;?]|of\b))"), _part),
    Rule(phrase(rf"(?:de )?(eerste|1e|tweede|2e) helft {_THE}(<span>)"), _half_of_month),
    Rule(phrase(rf"(?:de )?(eerste|1e|laatste) dag {_THE}(<span>)"), _edge_day),
    Rule(phrase(rf"(?:de )?(?:eerste|1e) werkdag (van|in|na) {_THE}(<day>)"), _first_working_day_of),
    Rule(phrase(rf"(?:de )?laatste werkdag {_THE}(<span>)"), _last_working_day_of),
    Rule(phrase(r"(?:de |een )?(?:eerstvolgende|eerste|volgende|komende) werkdag"), _working_day),
    Rule(phrase(r"over (\d) werkdagen"), _working_days_ahead),
)
