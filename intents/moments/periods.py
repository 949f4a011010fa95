"""Stretches of days: weeks, weekends, months, seasons, and their beginning, middle and end."""

import re
from datetime import date

from intents.moments import holidays, school_holidays
from intents.moments.marks import Days, Draft, Found, Impossible, Kind, Rule, phrase
from intents.moments.reckoning import (
    Span,
    clipped,
    first_after,
    first_working_day,
    is_working_day,
    last_before,
    later,
    monday,
    month_of,
    months_later,
    week_of,
    weekend_of,
    working,
)
from intents.moments.weekdays import RANKS
from intents.moments.words import MONTHS

_SEASONS = {"lente": 3, "voorjaar": 3, "zomer": 6, "herfst": 9, "najaar": 9, "winter": 12}  # their first month


def _span(span: Span, kind: Kind, draft: Draft) -> Days:
    return Days(*working(clipped(span, draft.today)), kind)


def _week(match: re.Match[str], draft: Draft) -> Found:
    """In the weekend "deze week" is the week that is about to begin."""
    start = monday(first_working_day(draft.today)) if match[1] == "deze" else later(monday(draft.today), 7)
    return (_span(week_of(start), Kind.WEEK, draft),)


def _numbered_week(match: re.Match[str], draft: Draft) -> Found:
    """The ISO week, of next year when this year's is over."""
    number = int(match[1])
    for year in [int(match[2])] if match[2] else [draft.today.year, draft.today.year + 1]:
        span = _iso_week(year, number)
        if span and (later(span[0], 6) >= draft.today or match[2]):
            return (_span(span, Kind.WEEK, draft),)
    return (Impossible(match[0]),)


def _iso_week(year: int, number: int) -> Span | None:
    try:
        return week_of(date.fromisocalendar(year, number, 1))
    except ValueError:  # week 53 exists in some years only
        return None


def _week_of_day(match: re.Match[str], draft: Draft) -> Found:
    return (_span(week_of(draft.days(match[1]).last), Kind.WEEK, draft),)


def _nth_week(match: re.Match[str], draft: Draft) -> Found:
    """As in ISO 8601 a week belongs to the month that has its Thursday."""
    month = draft.days(match[2])
    if match[1] == "laatste":
        start = monday(last_before(later(month_of(month.last.year, month.last.month)[1], 1), 3))
    else:
        start = later(monday(later(month.first.replace(day=1), 3)), 7 * RANKS[match[1]])
    first, last = week_of(start)
    return (_span((max(first, month.first), min(last, month.last)), Kind.WEEK, draft),)


def _weekend(match: re.Match[str], draft: Draft) -> Found:
    """"volgend weekend" is next week's; any other is the coming one, or the one that it is now."""
    ahead = 7 if (match[1] or "").startswith("volgende") else 0
    return (Days(*clipped(weekend_of(later(draft.today, ahead)), draft.today), Kind.WEEKEND),)


def _weekend_of_day(match: re.Match[str], draft: Draft) -> Found:
    return (Days(*weekend_of(draft.days(match[1]).first), Kind.WEEKEND),)


def _month_ahead(match: re.Match[str], draft: Draft) -> Found:
    start = draft.today if match[1] == "deze" else months_later(draft.today.replace(day=1), 1)
    return (_span(month_of(start.year, start.month), Kind.MONTH, draft),)


def _month(match: re.Match[str], draft: Draft) -> Found:
    """The coming month of that name; this month's own name is what is left of it."""
    month, today = MONTHS.index(match["month"]) + 1, draft.today
    said = match["year"] or match["before"]
    if said and said.isdigit():
        year = int(said)
    else:
        year = today.year + (bool(said) or month < today.month)
    return (_span(month_of(year, month), Kind.MONTH, draft),) if year >= today.year else (";",)


def _year(match: re.Match[str], draft: Draft) -> Found:
    """Who says "volgend jaar" thinks of its first month."""
    year = int(match[1]) if match[1].isdigit() else draft.today.year + 1
    return (_span(month_of(year, 1), Kind.YEAR, draft),) if year > draft.today.year else (";",)


def _this_year(match: re.Match[str], draft: Draft) -> Found:
    """"eind dit jaar" is the second half of December."""
    last = date(draft.today.year, 12, 31)
    return (_span((later(last, -17) if match[1] else draft.today, last), Kind.VAGUE, draft),)


def _season(match: re.Match[str], draft: Draft) -> Found:
    """The meteorological season, as people say it of whole months."""
    month = _SEASONS[match[1]]
    for year in (draft.today.year - 1, draft.today.year, draft.today.year + 1):
        last = months_later(date(year, month, 1), 2)
        span = date(year, month, 1), month_of(last.year, last.month)[1]
        if span[1] >= draft.today:
            return (_span(span, Kind.VAGUE, draft),)
    return None


def _part_of_week(part: str, days: Days) -> Span:
    start = monday(days.first)
    first, last = {"begin": (0, 1), "midden": (1, 3), "half": (1, 3), "eind": (3, 4)}[part]
    return later(start, first), later(start, last)


def _part_of_month(part: str, days: Days) -> Span:
    """A good week at either end, ten days in the middle: all that most people would call so."""
    first, last = month_of(days.first.year, days.first.month)
    return {
        "begin": (first, later(first, 7)),
        "midden": (later(first, 10), later(first, 19)),
        "half": (later(first, 10), later(first, 19)),
        "eind": (later(last, -7), last),
    }[part]


def _part_of_year(part: str, days: Days) -> Span:
    year = days.first.year
    return {
        "begin": (date(year, 1, 1), date(year, 1, 20)),
        "midden": (date(year, 6, 1), date(year, 7, 31)),
        "half": (date(year, 6, 1), date(year, 7, 31)),
        "eind": (date(year, 12, 1), date(year, 12, 31)),
    }[part]


def _part(match: re.Match[str], draft: Draft) -> Found:
    days = draft.days(match[2])
    part_of = {Kind.WEEK: _part_of_week, Kind.MONTH: _part_of_month, Kind.YEAR: _part_of_year}.get(days.kind)
    return (_span(part_of(match[1], days), Kind.VAGUE, draft),) if part_of else None


def _half_of_month(match: re.Match[str], draft: Draft) -> Found:
    days = draft.days(match[2])
    first, last = month_of(days.first.year, days.first.month)
    span = (first, later(first, 14)) if match[1] in ("eerste", "1e") else (later(first, 15), last)
    return (_span(span, Kind.VAGUE, draft),)


def _working_day(match: re.Match[str], draft: Draft) -> Found:
    day = first_working_day(later(draft.today, 1))
    return (Days(day, day, Kind.DAY),)


def _working_days_ahead(match: re.Match[str], draft: Draft) -> Found:
    day = draft.today
    for _ in range(int(match[1])):
        day = first_working_day(later(day, 1))
    return (Days(day, day, Kind.DAY),)


def _first_working_day_of(match: re.Match[str], draft: Draft) -> Found:
    """New Year's Day is not one of them."""
    days = draft.days(match[2])
    day = first_working_day(later(days.last, 1) if match[1] == "na" else days.first)
    if (day.month, day.day) == (1, 1):
        day = first_working_day(later(day, 1))
    return (Days(day, day, Kind.DAY),)


def _last_working_day_of(match: re.Match[str], draft: Draft) -> Found:
    last = draft.days(match[1]).last
    day = last if is_working_day(last) else later(first_after(last, 4), -7)
    return (Days(day, day, Kind.DAY),)


def _holiday(match: re.Match[str], draft: Draft) -> Found:
    reckoned = next(reckoned for name, reckoned in holidays.HOLIDAYS if re.fullmatch(name, match[1]))
    return (Days(*holidays.coming(reckoned, draft.today), Kind.HOLIDAY),)


def _school_holiday(match: re.Match[str], draft: Draft) -> Found:
    name = next(name for pattern, name in school_holidays.NAMES if re.fullmatch(pattern, match[1]))
    span = school_holidays.coming(name, draft.today)
    return (Days(*span, Kind.HOLIDAY),) if span else (";",)


_MONTH = "|".join(MONTHS)
_THE = "(?:(?:van|in|de|het) )*"

HOLIDAYS = (
    Rule(phrase(f"({'|'.join(pattern for pattern, _ in school_holidays.NAMES)})"), _school_holiday),
    Rule(phrase(f"({'|'.join(pattern for pattern, _ in holidays.HOLIDAYS)})"), _holiday),
)
RULES = (
    Rule(phrase(r"(deze|volgende|komende|aanstaande) week"), _week),
    Rule(phrase(r"week (?:nummer )?(\d{1,2})(?:(?: van)? (20\d\d))?(?! uur)"), _numbered_week),
    Rule(phrase(r"(?:de )?week van (?:de |het )?(?:<weekday> )?([DS]\d+)"), _week_of_day),
    Rule(phrase(r"(?:het )?weekend van (?:de |het )?(?:<weekday> )?(D\d+)"), _weekend_of_day),
    Rule(phrase(r"(?:(deze|komende|aanstaande|volgende(?: week)?|het) )?weekend"), _weekend),
    Rule(phrase(r"(deze|volgende|komende|aanstaande) maand"), _month_ahead),
    Rule(phrase(rf"(?:(?P<before>volgende jaar|20\d\d) )?(?P<month>{_MONTH})(?: (?:van )?(?P<year>20\d\d|volgende jaar))?"), _month),
    Rule(phrase(r"(?:de )?(eerste|1e|tweede|2e|derde|3e|vierde|4e|laatste) week (?:van|in) (?:de )?(<span>)"), _nth_week),
    Rule(phrase(r"(?:de )?(eerste|1e|tweede|2e) helft (?:van|in) (?:de )?(<span>)"), _half_of_month),
    Rule(phrase(r"(volgende|komende) jaar"), _year),
    Rule(phrase(r"(?:(?<=in )|(?<=begin )|(?<=vanaf )|(?<=na ))(20\d\d)"), _year),
    Rule(phrase(r"(eind )?deze jaar"), _this_year),
    Rule(phrase(r"(?<=de )(lente|zomer|herfst|winter)"), _season),
    Rule(phrase(r"(?<=het )(voorjaar|najaar)"), _season),
    Rule(phrase(rf"(?:het )?(begin|midden|half|eind) {_THE}(<span>)"), _part),
    Rule(phrase(r"(?:de )?(?:eerste|1e) werkdag (van|in|na) (?:de |het )?(<day>)"), _first_working_day_of),
    Rule(phrase(r"(?:de )?laatste werkdag (?:van|in) (?:de |het )?(<span>)"), _last_working_day_of),
    Rule(phrase(r"(?:de |een )?(?:eerstvolgende|eerste|volgende|komende) werkdag"), _working_day),
    Rule(phrase(r"over (\d) werkdagen"), _working_days_ahead),
)
