"""Rules for periods: weeks, months, their beginnings and ends, holidays."""

import re
from datetime import date

from bot.content.clock import MONTHS
from bot.understanding.dates import feasts
from bot.understanding.dates.arithmetic import (
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
from bot.understanding.dates.engine import Draft, Found, Rule, phrase
from bot.understanding.dates.rules_days import RANK, RANKS
from bot.understanding.dates.tokens import Days, Gone, Impossible, Kind

# Months, years, seasons and holidays as stretches of days.

_SEASONS = {"lente": 3, "voorjaar": 3, "zomer": 6, "herfst": 9, "najaar": 9, "winter": 12}  # their first month


def _span(span: Span, kind: Kind, draft: Draft) -> Days:
    return Days(*working(clipped(span, draft.today)), kind)


def _month_ahead(match: re.Match[str], draft: Draft) -> Found:
    start = draft.today if match[1] == "deze" else months_later(draft.today.replace(day=1), 1)
    return (_span(month_of(start.year, start.month), Kind.MONTH, draft),)


def _month(match: re.Match[str], draft: Draft) -> Found:
    """The coming month of that name; of this month what is left of it."""
    month, today = MONTHS.index(match["month"]) + 1, draft.today
    said = match["year"] or match["before"] or ""
    year = int(said) if said.isdecimal() else today.year + (bool(said) or month < today.month)
    return (_span(month_of(year, month), Kind.MONTH, draft),) if year >= today.year else (";",)


def _year(match: re.Match[str], draft: Draft) -> Found:
    """Who says "volgend jaar" thinks of its first month."""
    year = int(match[1]) if match[1].isdecimal() else draft.today.year + 1
    return (_span(month_of(year, 1), Kind.YEAR, draft),) if year > draft.today.year else (";",)


def _this_year(match: re.Match[str], draft: Draft) -> Found:
    """The rest of it; its end is the second half of December."""
    last = date(draft.today.year, 12, 31)
    return (_span((later(last, -17) if match[1] else draft.today, last), Kind.VAGUE, draft),)


def _season(match: re.Match[str], draft: Draft) -> Found:
    """Three whole months, as the KNMI counts seasons and most people speak of them."""
    starts = (date(draft.today.year + ahead, _SEASONS[match[1]], 1) for ahead in (-1, 0, 1))
    seasons = ((start, later(months_later(start, 3), -1)) for start in starts)
    return (_span(next(season for season in seasons if season[1] >= draft.today), Kind.SEASON, draft),)


def _holiday(match: re.Match[str], draft: Draft) -> Found:
    """All its days, weekend or not, as it was named."""
    reckoned = next(reckoned for name, reckoned in feasts.HOLIDAYS if re.fullmatch(name, match[1]))
    return (Days(*clipped(feasts.coming_feast(reckoned, draft.today), draft.today), Kind.HOLIDAY),)


def _school_holiday(match: re.Match[str], draft: Draft) -> Found:
    name = next(name for pattern, name in feasts.SCHOOL_HOLIDAY_NAMES if re.fullmatch(pattern, match[1]))
    span = feasts.coming_school_holiday(name, draft.today)
    return (Days(*clipped(span, draft.today), Kind.HOLIDAY),) if span else (";",)


_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"

HOLIDAYS = (
    Rule(phrase(f"({'|'.join(pattern for pattern, _ in feasts.SCHOOL_HOLIDAY_NAMES)})"), _school_holiday),
    Rule(phrase(f"({'|'.join(pattern for pattern, _ in feasts.HOLIDAYS)})"), _holiday),
)
PERIOD_RULES = (
    Rule(phrase(r"(deze|volgende|komende|aanstaande) maand"), _month_ahead),
    Rule(phrase(rf"(?:(?P<before>volgende jaar|20\d\d) )?{_MONTH}(?: (?:van )?(?P<year>20\d\d|volgende jaar))?"), _month),
    Rule(phrase(r"(volgende|komende) jaar"), _year),
    Rule(phrase(r"(?:(?<=in )|(?<=begin )|(?<=vanaf )|(?<=na ))(20\d\d)"), _year),
    Rule(phrase(r"(eind )?deze jaar"), _this_year),
    Rule(phrase(r"(?:(?<=de )|(?<=het ))(lente|zomer|herfst|winter|voorjaar|najaar)"), _season),
)


# The beginning, middle and end of a week, month or year, and the working days counted in them.

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

PERIOD_PART_RULES = (
    Rule(phrase(rf"(?:het )?(?P<part>begin|midden|half|eind) {_THE}(?P<of><span>)"), _part),
    Rule(phrase(r"(?P<of><span>) (?:aan het )?(?P<part>begin|midden|eind)(?= *(?:$|[,;?]|of\b))"), _part),
    Rule(phrase(rf"(?:de )?(eerste|1e|tweede|2e) helft {_THE}(<span>)"), _half_of_month),
    Rule(phrase(rf"(?:de )?(eerste|1e|laatste) dag {_THE}(<span>)"), _edge_day),
    Rule(phrase(rf"(?:de )?(?:eerste|1e) werkdag (van|in|na) {_THE}(<day>)"), _first_working_day_of),
    Rule(phrase(rf"(?:de )?laatste werkdag {_THE}(<span>)"), _last_working_day_of),
    Rule(phrase(r"(?:de |een )?(?:eerstvolgende|eerste|volgende|komende) werkdag"), _working_day),
    Rule(phrase(r"over (\d) werkdagen"), _working_days_ahead),
)


# Weeks and weekends: "volgende week", "week 50", "de week van 7 december", "volgend weekend".

_THURSDAY = 3


def _week_span(span: Span, draft: Draft) -> Days:
    return Days(*working(clipped(span, draft.today)), Kind.WEEK)


def _week(match: re.Match[str], draft: Draft) -> Found:
    """In the weekend "deze week" is the week that is about to begin."""
    start = monday(first_working_day(draft.today)) if match[1] == "deze" else later(monday(draft.today), 7)
    return (_week_span(week_of(start), draft),)


def _and_week(match: re.Match[str], draft: Draft) -> Found:
    return (match[1], f"week {match[2]}")


def _iso_week(year: int, number: int) -> Span | None:
    try:
        return week_of(date.fromisocalendar(year, number, 1))
    except ValueError:  # there is a week 53 in some years only
        return None


def _numbered_week(match: re.Match[str], draft: Draft) -> Found:
    """The ISO week, of next year when this year's is over."""
    years = [int(match[2])] if match[2] else [draft.today.year, draft.today.year + 1]
    weeks = [week for week in (_iso_week(year, int(match[1])) for year in years) if week]
    coming = [week for week in weeks if later(week[0], 6) >= draft.today]
    if weeks and not coming:
        return (Gone(),)
    return (_week_span(coming[0], draft),) if coming else (Impossible(match[0]),)


def _week_of_day(match: re.Match[str], draft: Draft) -> Found:
    return (_week_span(week_of(draft.days(match[1]).last), draft),)


def _week_beside(match: re.Match[str], draft: Draft) -> Found:
    """The seven days beside it, so that "de week na pasen" begins on the Tuesday."""
    days = draft.days(match[2])
    first = later(days.last, 1) if match[1] == "na" else later(days.first, -7)
    return (Days(*working((first, later(first, 6))), Kind.WEEK),)


def _nth_week(match: re.Match[str], draft: Draft) -> Found:
    """As in ISO 8601 a week belongs to the month that has its Thursday."""
    month = draft.days(match[2])
    if match[1] == "laatste":
        start = monday(last_before(later(month_of(month.last.year, month.last.month)[1], 1), _THURSDAY))
    else:
        start = later(monday(later(month.first.replace(day=1), 3)), 7 * RANKS[match[1]])
    first, last = week_of(start)
    return (_week_span((max(first, month.first), min(last, month.last)), draft),)


def _weekend(match: re.Match[str], draft: Draft) -> Found:
    """The coming one, or the one that it is now; "volgend weekend" is next week's."""
    ahead = 7 if (match[1] or "").startswith("volgende") else 0
    return (Days(*clipped(weekend_of(later(draft.today, ahead)), draft.today), Kind.WEEKEND),)


def _weekend_of_day(match: re.Match[str], draft: Draft) -> Found:
    return (Days(*weekend_of(draft.days(match[1]).first), Kind.WEEKEND),)


WEEK_RULES = (
    Rule(phrase(r"(deze|volgende|komende|aanstaande) week"), _week),
    Rule(phrase(r"(week \d{1,2} (?:of|en|tm|-)) (\d{1,2})<end>"), _and_week),
    Rule(phrase(r"week (?:nummer )?(\d{1,2})(?:(?: van)? (20\d\d))?(?! uur)"), _numbered_week),
    Rule(phrase(r"(?:de )?week van (?:de |het )?(?:<weekday> )?([DS]\d+)"), _week_of_day),
    Rule(phrase(r"(?:het )?weekend van (?:de |het )?(?:<weekday> )?(D\d+)"), _weekend_of_day),
    Rule(phrase(r"(?:(deze|komende|aanstaande|volgende(?: week)?|het) )?weekend"), _weekend),
)
BESIDE = (
    Rule(phrase(rf"(?:de )?({RANK}|laatste) week (?:(?:van|in|de) )*(<span>)"), _nth_week),
    Rule(phrase(r"(?:de )?week (na|voor) (?:de |het )?(<day>)"), _week_beside),
)
