"""Days of the week: "dinsdag", "volgende vrijdag", "maandag over een week", "de vrijdag na kerst"."""

import re
from datetime import date

from intents.moments.marks import Days, Kind
from intents.moments.reckoning import Span, first_after, last_before, later, monday, month_of, months_later
from intents.moments.rules import Draft, Found, Rule, phrase
from intents.moments.words import WEEKDAYS

_SHORT_SPANS = {Kind.WEEK, Kind.WEEKEND}
RANKS = {"eerste": 0, "1e": 0, "tweede": 1, "2e": 1, "derde": 2, "3e": 2, "vierde": 3, "4e": 3}
RANK = "|".join(RANKS)
_NAMES = "|".join(WEEKDAYS)


def _one(day: date, kind: Kind = Kind.DAY, within: Days | None = None) -> Days:
    return Days(day, day, kind, within)


def _named(match: re.Match[str], draft: Draft) -> Found:
    """The coming one, and never today: who means today says so."""
    kind = Kind.EVERY if match[1] else Kind.WEEKDAY
    return (_one(first_after(draft.today, WEEKDAYS.index(match[2])), kind),)


def _coming(match: re.Match[str], draft: Draft) -> Found:
    return (_one(draft.days(match[1]).first),)


def _this(match: re.Match[str], draft: Draft) -> Found:
    """Said on a Friday, "deze vrijdag" is today."""
    weekday = draft.days(match[1]).first.weekday()
    return (_one(first_after(later(draft.today, -1), weekday)),)


def _next(match: re.Match[str], draft: Draft) -> Found:
    """The one of next week, as most people mean "volgende vrijdag"; some mean the coming one, so say the date back."""
    weekday = draft.days(match[1]).first.weekday()
    return (_one(later(monday(draft.today), 7 + weekday)),)


def _weeks(said: str, unit: str) -> int | None:
    """A number of whole weeks; "over acht dagen" is an old way to say a week."""
    number = 1 if said == "een" else int(said)
    if unit.startswith("w"):
        return number
    return {7: 1, 8: 1, 14: 2, 15: 2}.get(number)


def _weeks_after(match: re.Match[str], draft: Draft) -> Found:
    """A week after the coming one: "maandag over een week"; said on a Monday, in seven days."""
    weeks = _weeks(match[2], match[3])
    if weeks is None or weeks > 52:
        return None
    day = draft.days(match[1]).first
    if match[1][0] == "W" and day == later(draft.today, 7):
        day = draft.today
    return (_one(later(day, 7 * weeks)),)


def _in_week_ahead(match: re.Match[str], draft: Draft) -> Found:
    """As in "over twee weken op dinsdag"."""
    weekday = draft.days(match[2]).first.weekday()
    weeks = 1 if match[1] == "een" else int(match[1])
    return (_one(later(monday(draft.today), 7 * weeks + weekday)),)


def weekday_within(span: Days, weekday: int) -> date | None:
    """The first such weekday in a span, or in the rest of its week: "volgende week zaterdag"."""
    found = first_after(later(span.first, -1), weekday)
    end = later(monday(span.last), 6) if span.kind in _SHORT_SPANS else span.last
    return found if found <= end else None


def _within(span: Days, weekday: Days) -> Found:
    short = span.kind in _SHORT_SPANS or (span.last - span.first).days < 7
    found = weekday_within(span, weekday.first.weekday()) if short else None
    return (_one(found, Kind.WEEKDAY, span),) if found else None


def _span_first(match: re.Match[str], draft: Draft) -> Found:
    return _within(draft.days(match[1]), draft.days(match[2]))


def _weekday_first(match: re.Match[str], draft: Draft) -> Found:
    return _within(draft.days(match[2]), draft.days(match[1]))


def _next_in_list(match: re.Match[str], draft: Draft) -> Found:
    """The second is looked for after the first: "dinsdag of donderdag"."""
    first, second = draft.days(match["first"]), draft.days(match["second"])
    if Kind.EVERY in (first.kind, second.kind) or first.first == second.first:
        return None
    day = first_after(first.last, second.first.weekday())
    return (match["lead"], _one(day, Kind.WEEKDAY, first.within))


def _before_in_list(match: re.Match[str], draft: Draft) -> Found:
    """The week belongs to both: "dinsdag of donderdag volgende week"."""
    second = draft.days(match[3])
    if second.within is None or second.kind is not Kind.WEEKDAY:
        return None
    return (_one(last_before(second.first, draft.days(match[1]).first.weekday()), Kind.WEEKDAY, second.within), match[2].strip(), match[3])


def _whole(days: Days) -> Span:
    """A month with its weekends and with the days of it that have passed."""
    return month_of(days.first.year, days.first.month) if days.kind in (Kind.MONTH, Kind.YEAR) else (days.first, days.last)


def _nth_between(first: date, last: date, weekday: int, rank: str) -> date:
    if rank == "laatste":
        return last_before(later(last, 1), weekday)
    return later(first_after(later(first, -1), weekday), 7 * RANKS[rank])


def _nth_of(match: re.Match[str], draft: Draft) -> Found:
    """As in "eerste dinsdag van volgende maand"; once it has been this month, it is next month's."""
    weekday, (first, last) = draft.days(match[2]).first.weekday(), _whole(draft.days(match[3]))
    found = _nth_between(first, last, weekday, match[1])
    if found < draft.today and draft.days(match[3]).kind is Kind.MONTH:  # this month's has been
        following = months_later(first, 1)
        found = _nth_between(*month_of(following.year, following.month), weekday, match[1])
    return (_one(found),)


def _after_day(match: re.Match[str], draft: Draft) -> Found:
    return (_one(first_after(draft.days(match[2]).last, draft.days(match[1]).first.weekday())),)


def _before_day(match: re.Match[str], draft: Draft) -> Found:
    return (_one(last_before(draft.days(match[2]).first, draft.days(match[1]).first.weekday())),)


def _day_beside(match: re.Match[str], draft: Draft) -> Found:
    days = draft.days(match[2])
    return (_one(later(days.last, 1) if match[1] == "na" else later(days.first, -1)),)


NAMES = (Rule(phrase(rf"(elke )?({_NAMES})"), _named),)
AHEAD = (
    Rule(phrase(r"(?:de )?(?:komende|aanstaande|eerstvolgende|eerstkomende) (<weekday>)"), _coming),
    Rule(phrase(r"deze (<weekday>)"), _this),
    Rule(phrase(r"(?:de )?volgende (<weekday>)"), _next),
    Rule(phrase(r"(<weekday>|D\d+) over (een|\d{1,2}) (week|weken|dagen)"), _weeks_after),
    Rule(phrase(r"over (een|\d{1,2}) (?:week|weken) (?:op )?(?:de )?(<weekday>)"), _in_week_ahead),
)
BESIDE = (
    Rule(phrase(rf"(?:de )?({RANK}|laatste) (<weekday>) (?:van|in) (?:de )?(<span>)"), _nth_of),
    Rule(phrase(r"(?:de )?(?:eerste )?(<weekday>) (?:direct |meteen )?na (?:de |het )?(<day>)"), _after_day),
    Rule(phrase(r"(?:de )?(?:laatste )?(<weekday>) voor (?:de |het )?([SD]\d+)"), _before_day),
    Rule(phrase(r"(?:de )?dag (na|voor) (?:de |het )?(<day>)"), _day_beside),
    Rule(phrase(r"(<span>) (?:(?:,|op|de) )*(<weekday>)"), _span_first),
    Rule(phrase(r"(<weekday>) (?:(?:in|van|op|de|,) )*(<span>)"), _weekday_first),
)
_WITH_TIME = r"(?: (?:om )?(?:<time>|<part>))*"
LISTS = (
    Rule(
        phrase(rf"(?P<lead>(?P<first><one>){_WITH_TIME} (?:(?:,|of|en|-|tm|tot|ook|eventueel|anders|op) )+)(?P<second><weekday>)"),
        _next_in_list,
    ),
    Rule(phrase(r"(?P<lead>(?P<first><weekday>) )(?P<second><weekday>)"), _next_in_list),
    Rule(phrase(rf"(?P<lead>zowel (?:op )?(?P<first><one>){_WITH_TIME} als (?:op )?)(?P<second><weekday>)"), _next_in_list),
    Rule(phrase(r"(<weekday>) ((?:(?:,|of|en|-|tm) )+)(D\d+)"), _before_in_list),
)
