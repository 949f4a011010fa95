"""Rules for periods: weeks, months, their beginnings and ends, holidays."""

import re
from collections.abc import Callable
from dataclasses import replace
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

_AFTER = re.compile(r"\bna (?:de |het )?$")
_LATELY = 14  # days in which a feast that is over is still the one that people speak of
_SEASONS = {"lente": 3, "voorjaar": 3, "zomer": 6, "herfst": 9, "najaar": 9, "winter": 12}  # their first month


def _span(span: Span, kind: Kind, draft: Draft) -> Days:
    return Days(*working(clipped(span, draft.today)), kind)


def _coming(part: Callable[[Days], Span], month: Days, draft: Draft) -> Span:
    """A part of a month; of one that is named and of which that part is over, it is that part of next year's."""
    found = part(month)
    following = months_later(month.first, 1 if month.within else 12)
    return found if found[1] >= draft.today else part(Days(*month_of(following.year, following.month), month.kind))


def _month_ahead(match: re.Match[str], draft: Draft) -> Found:
    start = draft.today if match[1] == "deze" else months_later(draft.today.replace(day=1), 1)
    whole = month_of(start.year, start.month)
    return (Days(*working(clipped(whole, draft.today)), Kind.MONTH, Days(*whole, Kind.MONTH)),)


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
    return (_span((later(last, -17) if match[1] else draft.today, last), Kind.END if match[1] else Kind.VAGUE, draft),)


def _season(match: re.Match[str], draft: Draft) -> Found:
    """Three whole months, as the KNMI counts seasons and most people speak of them."""
    starts = (date(draft.today.year + ahead, _SEASONS[match[1]], 1) for ahead in (-1, 0, 1))
    seasons = ((start, later(months_later(start, 3), -1)) for start in starts)
    return (_span(next(season for season in seasons if season[1] >= draft.today), Kind.SEASON, draft),)


def _holiday(match: re.Match[str], draft: Draft) -> Found:
    """All its days, weekend or not, as it was named; of the year that was said with it."""
    reckoned = next(reckoned for name, reckoned in feasts.HOLIDAYS if re.fullmatch(name, match[1]))
    if year := _year_said(match["year"], draft.today):
        span = reckoned(year)
        return (Days(*span, Kind.HOLIDAY),) if span[1] >= draft.today else (Gone(),)
    if been := _just_been(feasts.last_feast(reckoned, draft.today), match, draft):
        return been
    return (Days(*clipped(feasts.coming_feast(reckoned, draft.today), draft.today), Kind.HOLIDAY),)


def _just_been(span: Span | None, match: re.Match[str], draft: Draft) -> Found:
    """Of "na de kerst", said on the 28th, the feast that has just been is meant: it is after it now."""
    yesterday = later(draft.today, -1)
    if span is None or not _AFTER.search(draft.text[: match.start()]) or span[1] < later(yesterday, -_LATELY):
        return None
    return (Days(span[0], yesterday, Kind.HOLIDAY),)


def _year_said(said: str | None, today: date) -> int | None:
    return None if not said else int(said) if said.isdecimal() else today.year + (said.startswith("volgende"))


def _school_holiday(match: re.Match[str], draft: Draft) -> Found:
    name = next(name for pattern, name in feasts.SCHOOL_HOLIDAY_NAMES if re.fullmatch(pattern, match[1]))
    year = _year_said(match["year"], draft.today)
    if not year and (been := _just_been(feasts.last_school_holiday(name, draft.today), match, draft)):
        return been
    span = feasts.school_holiday_of(name, year) if year else feasts.coming_school_holiday(name, draft.today)
    if span and span[1] < draft.today:
        return (Gone(),)
    return (Days(*clipped(span, draft.today), Kind.HOLIDAY),) if span else (";",)


_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"

_OF_YEAR = r"(?:(?: ,| in| van)? (?P<year>20\d\d|volgende jaar|deze jaar))?"

HOLIDAYS = (
    Rule(phrase(f"({'|'.join(pattern for pattern, _ in feasts.SCHOOL_HOLIDAY_NAMES)}){_OF_YEAR}"), _school_holiday),
    Rule(phrase(f"({'|'.join(pattern for pattern, _ in feasts.HOLIDAYS)}){_OF_YEAR}"), _holiday),
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
    days, part = draft.days(match["of"]), match["part"]
    part_of = {Kind.WEEK: _part_of_week, Kind.MONTH: _part_of_month, Kind.YEAR: _part_of_year}.get(days.kind)
    if part_of is None:
        return None
    span = _coming(lambda month: _part_of_month(part, month), days, draft) if days.kind is Kind.MONTH else part_of(part, days)
    if span[1] < draft.today:
        return (Gone(),)
    return (replace(_vague(span, draft), kind=Kind.END if part == "eind" else Kind.VAGUE),)


def _half_of_month(match: re.Match[str], draft: Draft) -> Found:
    def half(month: Days) -> Span:
        first, last = month_of(month.first.year, month.first.month)
        return (first, later(first, 14)) if match[1] in ("eerste", "1e") else (later(first, 15), last)

    days = draft.days(match[2])
    span = _coming(half, days, draft) if days.kind is Kind.MONTH else half(days)
    return (_vague(span, draft),) if span[1] >= draft.today else (Gone(),)


def _edge_days(match: re.Match[str], draft: Draft) -> Found:
    """A week at either end: "een van de eerste dagen van januari"."""

    def edge(span: Days) -> Span:
        first, last = month_of(span.first.year, span.first.month) if span.kind is Kind.MONTH else (span.first, span.last)
        return (first, min(last, later(first, 6))) if match[1] == "eerste" else (max(first, later(last, -6)), last)

    days = draft.days(match[2])
    span = _coming(edge, days, draft) if days.kind is Kind.MONTH else edge(days)
    return (_vague(span, draft),) if span[1] >= draft.today else (Gone(),)


def _one(day: date) -> Found:
    return (Days(day, day, Kind.DAY),)


def _edge_day(match: re.Match[str], draft: Draft) -> Found:
    """As in "de laatste dag van de maand"."""
    days = draft.days(match[2])
    first, last = month_of(days.first.year, days.first.month) if days.kind is Kind.MONTH else (days.first, days.last)
    return _one(first if match[1] in ("eerste", "1e") else last)


def _working_day(match: re.Match[str], draft: Draft) -> Found:
    return _one(first_working_day(later(draft.today, 1)))


def _after_working_days(number: str, today: date) -> date:
    for _ in range(1 if number == "een" else int(number)):
        today = first_working_day(later(today, 1))
    return today


def _working_days_ahead(match: re.Match[str], draft: Draft) -> Found:
    return _one(_after_working_days(match[1], draft.today))


def _within_working_days(match: re.Match[str], draft: Draft) -> Found:
    return (Days(draft.today, _after_working_days(match[1], draft.today), Kind.VAGUE),)


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
    Rule(phrase(rf"(?:een van )?(?:de )?(eerste|laatste) (?:paar )?(?:werk)?dagen {_THE}(<span>)"), _edge_days),
    Rule(phrase(rf"(?:de )?(?:eerste|1e) werkdag (van|in|na) {_THE}(<day>)"), _first_working_day_of),
    Rule(phrase(rf"(?:de )?laatste werkdag {_THE}(<span>)"), _last_working_day_of),
    Rule(phrase(r"(?:de |een )?(?:eerstvolgende|eerste|volgende|komende) werkdag"), _working_day),
    Rule(phrase(r"over (een|\d{1,2}) werkdag(?:en)?"), _working_days_ahead),
    Rule(phrase(r"(?:binnen|in de komende|de komende|komende) (een|\d{1,2}) werkdag(?:en)?"), _within_working_days),
)


# Weeks and weekends: "volgende week", "week 50", "de week van 7 december", "volgend weekend".

_THURSDAY = 3
_SATURDAY = 5
_TUESDAY = 1
_HALF_A_WEEK = 2  # days from the first to the last of it


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
    """The rest of the week after it, as "de week na pasen" begins on the Tuesday, or the next one; before it the seven days."""
    days = draft.days(match[2])
    if match[1] == "voor":
        return (Days(*working((later(days.first, -7), later(days.first, -1))), Kind.WEEK),)
    first = first_working_day(later(days.last, 1))
    begins = first if first.weekday() <= _TUESDAY else later(monday(first), 7)
    return (Days(begins, week_of(begins)[1], Kind.WEEK),)


def _nth_week(match: re.Match[str], draft: Draft) -> Found:
    """As in ISO 8601 a week belongs to the month that has its Thursday."""

    def nth(month: Days) -> Span:
        named = month.last if match["rank"] == "laatste" else month.first
        begin, end = month_of(named.year, named.month)
        start = monday(last_before(later(end, 1), _THURSDAY))
        if match["rank"] != "laatste":
            start = later(monday(later(begin, 3)), 7 * RANKS[match["rank"]])
        first, last = week_of(start)
        if (last - max(first, begin)).days < _HALF_A_WEEK:  # of a month that begins on a Thursday, the first whole week too
            last = later(last, 7)
        return max(first, begin), min(last, end)

    days = draft.days(match["of"])
    if match["rank"] != "laatste" and (days.kind not in (Kind.MONTH, Kind.YEAR) or (days.within and nth(days)[1] < draft.today)):
        return (Gone(),)
    found = _coming(nth, days, draft) if days.kind is Kind.MONTH else nth(days)
    return (_week_span(found, draft),) if found[0] <= found[1] >= draft.today else (Gone(),)


def _whole_week(match: re.Match[str], draft: Draft) -> Found:
    """The first from Monday to Friday within it."""
    first = draft.days(match[1]).first
    return (_week_span(week_of(first if first.weekday() == 0 else first_after(first, 0)), draft),)


def _weekend_beside(match: re.Match[str], draft: Draft) -> Found:
    """As in "het weekend na volgende week"."""
    weekend, other = draft.days(match[1]), draft.days(match[3])
    if weekend.kind is not Kind.WEEKEND:
        return None
    day = first_after(other.last, _SATURDAY) if match[2] == "na" else last_before(other.first, _SATURDAY)
    return (Days(*weekend_of(day), Kind.WEEKEND),)


def _weekend(match: re.Match[str], draft: Draft) -> Found:
    """The coming one, or the one that it is now; "volgend weekend" is next week's."""
    ahead = 7 if (match[1] or "").startswith("volgende") else 0
    return (Days(*clipped(weekend_of(later(draft.today, ahead)), draft.today), Kind.WEEKEND),)


def _weekend_of_day(match: re.Match[str], draft: Draft) -> Found:
    return (Days(*weekend_of(draft.days(match[1]).first), Kind.WEEKEND),)


WEEK_RULES = (
    Rule(phrase(r"(deze|volgende|komende|aanstaande) week"), _week),
    Rule(phrase(r"(week \d{1,2} (?:of|en|tm|-)) (\d{1,2})<end>"), _and_week),
    Rule(phrase(r"week (?:nummer |nr )?(\d{1,2})(?:(?: van)? (20\d\d))?(?! uur)"), _numbered_week),
    Rule(phrase(r"(?:de )?week van (?:de |het )?(?:<weekday> )?([DS]\d+)"), _week_of_day),
    Rule(phrase(r"(?:het )?weekend van (?:de |het )?(?:<weekday> )?(D\d+)"), _weekend_of_day),
    Rule(phrase(r"(?:(deze|komende|aanstaande|volgende(?: week)?|het) )?weekend"), _weekend),
)
BESIDE = (
    Rule(phrase(rf"(?:de )?(?P<rank>{RANK}|laatste) week (?:(?:van|in|de) )*(?P<of><span>)"), _nth_week),
    Rule(phrase(rf"(?P<of><span>)(?: ,)? (?:(?:in|de) )*(?P<rank>{RANK}|laatste) week"), _nth_week),
    Rule(phrase(r"(?:de )?(?:eerste|1e) (?:volle|volledige|hele) week (?:(?:van|in|de) )*(<span>)"), _whole_week),
    Rule(phrase(r"(S\d+) (na|voor) (?:de |het )?(<span>)"), _weekend_beside),
    Rule(phrase(r"(?:de )?week (na|voor) (?:de |het )?(<day>)"), _week_beside),
)
