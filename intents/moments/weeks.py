"""Weeks and weekends: "volgende week", "week 50", "de week van 7 december", "volgend weekend"."""

import re
from datetime import date

from intents.moments.marks import Days, Gone, Impossible, Kind
from intents.moments.reckoning import (
    Span,
    clipped,
    first_working_day,
    last_before,
    later,
    monday,
    month_of,
    week_of,
    weekend_of,
    working,
)
from intents.moments.rules import Draft, Found, Rule, phrase
from intents.moments.weekdays import RANK, RANKS

_THURSDAY = 3


def _span(span: Span, draft: Draft) -> Days:
    return Days(*working(clipped(span, draft.today)), Kind.WEEK)


def _week(match: re.Match[str], draft: Draft) -> Found:
    """In the weekend "deze week" is the week that is about to begin."""
    start = monday(first_working_day(draft.today)) if match[1] == "deze" else later(monday(draft.today), 7)
    return (_span(week_of(start), draft),)


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
    return (_span(coming[0], draft),) if coming else (Impossible(match[0]),)


def _week_of_day(match: re.Match[str], draft: Draft) -> Found:
    return (_span(week_of(draft.days(match[1]).last), draft),)


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
    return (_span((max(first, month.first), min(last, month.last)), draft),)


def _weekend(match: re.Match[str], draft: Draft) -> Found:
    """The coming one, or the one that it is now; "volgend weekend" is next week's."""
    ahead = 7 if (match[1] or "").startswith("volgende") else 0
    return (Days(*clipped(weekend_of(later(draft.today, ahead)), draft.today), Kind.WEEKEND),)


def _weekend_of_day(match: re.Match[str], draft: Draft) -> Found:
    return (Days(*weekend_of(draft.days(match[1]).first), Kind.WEEKEND),)


RULES = (
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
