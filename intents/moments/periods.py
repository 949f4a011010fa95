"""Months, years, seasons and holidays as stretches of days."""

import re
from datetime import date

from intents.moments import holidays, school_holidays
from intents.moments.marks import Days, Kind
from intents.moments.reckoning import Span, clipped, later, month_of, months_later, working
from intents.moments.rules import Draft, Found, Rule, phrase
from intents.moments.words import MONTHS

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
    reckoned = next(reckoned for name, reckoned in holidays.HOLIDAYS if re.fullmatch(name, match[1]))
    return (Days(*clipped(holidays.coming(reckoned, draft.today), draft.today), Kind.HOLIDAY),)


def _school_holiday(match: re.Match[str], draft: Draft) -> Found:
    name = next(name for pattern, name in school_holidays.NAMES if re.fullmatch(pattern, match[1]))
    span = school_holidays.coming(name, draft.today)
    return (Days(*clipped(span, draft.today), Kind.HOLIDAY),) if span else (";",)


_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"

HOLIDAYS = (
    Rule(phrase(f"({'|'.join(pattern for pattern, _ in school_holidays.NAMES)})"), _school_holiday),
    Rule(phrase(f"({'|'.join(pattern for pattern, _ in holidays.HOLIDAYS)})"), _holiday),
)
RULES = (
    Rule(phrase(r"(deze|volgende|komende|aanstaande) maand"), _month_ahead),
    Rule(phrase(rf"(?:(?P<before>volgende jaar|20\d\d) )?{_MONTH}(?: (?:van )?(?P<year>20\d\d|volgende jaar))?"), _month),
    Rule(phrase(r"(volgende|komende) jaar"), _year),
    Rule(phrase(r"(?:(?<=in )|(?<=begin )|(?<=vanaf )|(?<=na ))(20\d\d)"), _year),
    Rule(phrase(r"(eind )?deze jaar"), _this_year),
    Rule(phrase(r"(?:(?<=de )|(?<=het ))(lente|zomer|herfst|winter|voorjaar|najaar)"), _season),
)
