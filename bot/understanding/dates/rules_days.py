"""Rules for days: weekdays, today and tomorrow, the day after, as soon as possible."""

import re
from dataclasses import replace
from datetime import date, datetime

from bot.content.clock import WEEKDAYS
from bot.understanding.dates.arithmetic import (
    Span,
    first_after,
    last_before,
    later,
    monday,
    month_of,
    months_later,
    week_of,
    working,
)
from bot.understanding.dates.engine import Draft, Found, Rule, phrase
from bot.understanding.dates.tokens import Clock, Days, Kind, Part, Soon

# Days of the week: "dinsdag", "volgende vrijdag", "maandag over een week", "de vrijdag na kerst".

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


def _in_days_ahead(match: re.Match[str], draft: Draft) -> Found:
    """As in "over veertien dagen op donderdag": eight days are a week, as people count them."""
    return (_one(later(monday(draft.today), (14 if match[1] or match[2] else 7) + draft.days(match["on"]).first.weekday())),)


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


_TAKEN_OUT = re.compile(r"\b(?:niet|nooit|geen|behalve)(?: (?:op|de|een|ook|graag|of|en|,|[DW]\d+))* $")
"""Before a list: its days are refused, and what follows them is not looked for after them: "niet maandag, woensdag"."""


def _next_in_list(match: re.Match[str], draft: Draft) -> Found:
    """The second is looked for after the first: "dinsdag of donderdag"."""
    first, second = draft.days(match["first"]), draft.days(match["second"])
    if Kind.EVERY in (first.kind, second.kind) or first.first == second.first or _TAKEN_OUT.search(draft.text[: match.start()]):
        return None
    if _each_by_itself(match["lead"], first, second, draft.today):
        return None
    day = first_after(first.last, second.first.weekday())
    return (match["lead"], _one(day, Kind.WEEKDAY, first.within))


def _each_by_itself(lead: str, first: Days, second: Days, today: date) -> bool:
    """Of "ma en do", said on a Tuesday, that Thursday is meant as well; of tomorrow people say "morgen"."""
    joined = re.search(r"\ben\b", lead) and not re.search(r"\bof\b", lead)
    return bool(joined and first.within is None and later(today, 1) < second.first < first.first)


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
    Rule(phrase(r"over (een|\d{1,2}) (?:week|weken) (?:op )?(?:de |een )?(<weekday>)"), _in_week_ahead),
    Rule(phrase(r"over (?:7|8|(14)|(15)) dagen (?:op )?(?:de |een )?(?P<on><weekday>)"), _in_days_ahead),
)
BESIDE = (
    Rule(phrase(rf"(?:de )?({RANK}|laatste) (<weekday>) (?:van|in) (?:de )?(<span>)"), _nth_of),
    Rule(phrase(r"(?:de )?(?:eerste )?(<weekday>) (?:direct |meteen )?na (?:de |het )?(<day>)"), _after_day),
    Rule(phrase(r"(?:de )?(?:laatste )?(<weekday>) voor (?:de |het )?([SD]\d+)"), _before_day),
    Rule(phrase(r"(?:de )?dag (na|voor) (?:de |het )?(<day>)"), _day_beside),
    Rule(phrase(r"(<span>) (?:(?:,|op|de) )*(<weekday>)"), _span_first),
    Rule(phrase(r"(<weekday>) (?:(?:in|van|op|de|,) )*(<span>)"), _weekday_first),
)
_WITH_TIME = r"(?: (?:om )?(?:<time>|<part>)(?: of (?:om )?<time>)*)*"
LISTS = (
    Rule(
        phrase(rf"(?P<lead>(?P<first><one>){_WITH_TIME} (?:(?:,|of|en|-|tm|tot|ook|eventueel|anders|op) )+)(?P<second><weekday>)"),
        _next_in_list,
    ),
    Rule(phrase(r"(?P<lead>(?P<first><weekday>) )(?P<second><weekday>)"), _next_in_list),
    Rule(phrase(rf"(?P<lead>zowel (?:op )?(?P<first><one>){_WITH_TIME} als (?:op )?)(?P<second><weekday>)"), _next_in_list),
    Rule(phrase(r"(<weekday>) ((?:(?:,|of|en|-|tm) )+)(D\d+)"), _before_in_list),
)


# Days and times counted from now: "overmorgen", "over anderhalve week", "over 24 uur".

_AHEAD = {"vandaag": 0, "morgen": 1, "overmorgen": 2}
_AWAY = "weg|afwezig|verhinderd|(?:op|met) vakantie|in (?:het|t) buitenland"
_LONGEST = 400  # days; further ahead nobody makes an appointment
_FEW = r"(?:een )?(?:paar|enkele|aantal|stuk of wat)"


def _named_near(match: re.Match[str], draft: Draft) -> Found:
    day = later(draft.today, _AHEAD[match[1]])
    return (Days(day, day, Kind.DAY),)


def _later_today(match: re.Match[str], draft: Draft) -> Found:
    """As in "straks om 4 uur"."""
    return (_one(draft.today), "")


def _morning(match: re.Match[str], draft: Draft) -> Found:
    """The morning, not tomorrow: "in de morgen"."""
    return (Part("ochtend"),)


def _that_morning(match: re.Match[str], draft: Draft) -> Found:
    return (match[1], Part("ochtend"))


def _amount(said: str) -> float:
    return {"een": 1, "anderhalf": 1.5, "anderhalv": 1.5, "anderhalve": 1.5, "half": 0.5, "een half": 0.5, "1 half": 0.5}.get(
        said
    ) or float(said)


def _counted(match: re.Match[str]) -> float:
    """The amount that was said, in days."""
    return _amount(match["amount"]) * (7 if match["unit"].startswith("we") else 1)


def _around(days: float, draft: Draft, width: int) -> Found:
    middle = later(draft.today, int(days))
    return (Days(*working((later(middle, -width), later(middle, width))), Kind.VAGUE),)


def _days_ahead(match: re.Match[str], draft: Draft) -> Found:
    """Whole days and weeks give a day; one and a half week gives the days around it."""
    days = _counted(match)
    if days > _LONGEST:
        return None
    if days != int(days) or match["about"]:
        return _around(days, draft, 1 if days < 14 else 2)
    day = later(draft.today, int(days))
    return (Days(day, day, Kind.DAY),)


def _months_ahead(match: re.Match[str], draft: Draft) -> Found:
    months = _amount(match["amount"]) * (12 if match["unit"].startswith("ja") else 1)
    if months * 30 > _LONGEST:
        return None
    day = months_later(draft.today, int(months))
    if months != int(months) or match["about"]:
        return _around((day - draft.today).days + 30 * (months % 1), draft, 3)
    return (Days(day, day, Kind.DAY),)


def _few_ahead(match: re.Match[str], draft: Draft) -> Found:
    """A few are two to four: "over een paar dagen"."""
    unit = {"d": 1, "w": 7, "m": 30}[match[1][0]]
    return (Days(*working((later(draft.today, 2 * unit), later(draft.today, 4 * unit))), Kind.VAGUE),)


def _after_some_time(match: re.Match[str], draft: Draft) -> Found:
    """Not before then: "pas na twee weken"."""
    found = _months_ahead(match, draft) if match["unit"].startswith("ma") else _days_ahead(match, draft)
    return ("vanaf", *found) if found else None


def _after_absence(match: re.Match[str], draft: Draft) -> Found:
    """Who is away for so long comes after it: "ik ben twee weken weg"."""
    days = _counted(match)
    return ("vanaf", Days(later(draft.today, round(days)), later(draft.today, round(days)), Kind.DAY)) if days <= _LONGEST else None


def _or_so(match: re.Match[str], draft: Draft) -> Found:
    """More or less then: "over een week of twee"."""
    unit = 7 if match[1].startswith("w") else 1
    return _around(int(match[2]) * unit, draft, 1 if unit == 1 else 2)


def _elapsed(minutes: float, draft: Draft) -> Found:
    """Time that passes: across a clock change the clock shows an hour more or less."""
    then = datetime.fromtimestamp(draft.now.timestamp() + 60 * minutes, draft.now.tzinfo)
    return (Days(then.date(), then.date(), Kind.DAY), Clock(then.hour, then.minute, sure=True))


def _hours_ahead(match: re.Match[str], draft: Draft) -> Found:
    hours = _amount(match["amount"])
    return _elapsed(60 * hours, draft) if hours <= 24 * 14 else None


def _quarters_ahead(match: re.Match[str], draft: Draft) -> Found:
    return _elapsed(15 * int(match[1]), draft)


def _minutes_ahead(match: re.Match[str], draft: Draft) -> Found:
    return _elapsed(15 if match[1].endswith("kwart") else int(match[1].split()[0]), draft)


def _within_days(match: re.Match[str], draft: Draft) -> Found:
    """From today on: "binnen twee weken"."""
    unit = {"d": 1, "w": 7, "m": 30, "u": 1}[match["unit"][0]]
    amount = _amount(match["amount"]) / (24 if match["unit"].startswith("u") else 1)
    if amount * unit > _LONGEST:
        return None
    return (Days(draft.today, later(draft.today, max(1, round(amount * unit))), Kind.VAGUE),)


def _coming_days(match: re.Match[str], draft: Draft) -> Found:
    return (Days(*working((later(draft.today, 1), later(draft.today, 4))), Kind.VAGUE),)


_OVER = "(?<!kwart )over (?:precies |exact )?"
_OVER_A_WHILE = r"(?<!kwart )(?<!minuten )(?:(?<!\d )|(?<=[DW]\d )|(?<=[DW]\d\d ))over "  # "kwart over 3 uur" is a clock time
_ABOUT = r"(?P<about>(?:ongeveer|zo een|circa|ca|pakweg|een(?= \d)) )?"
_GOES = r"(?:ben|zijn|ga|gaan|moet|moeten) (?:(?:ik|wij|we|nu|eerst|nog) )*"
_AMOUNT = r"(?P<amount>een|\d{1,3}(?:\.5)?|anderhal(?:f|ve?))"

NEAR_DAYS = (
    Rule(phrase(r"(?:s|elke|vroege|(?:vroeg )?in de) morgen"), _morning),
    Rule(phrase(r"(<weekday>) morgen"), _that_morning),
    Rule(phrase(r"(vandaag|morgen|overmorgen)"), _named_near),
    Rule(phrase(r"(?:straks|strakjes|zometeen|zo meteen) (?=(?:om|rond|na|tegen|tussen|vanaf) )"), _later_today),
)
DAYS_AHEAD = (
    Rule(phrase(_OVER + _FEW + r" (dagen|weken|maanden)"), _few_ahead),
    Rule(phrase(_OVER + r"een (dag|week) (?:of|a) (\d{1,2})"), _or_so),
    Rule(phrase(_OVER + _ABOUT + _AMOUNT + r" (?P<unit>dag|dagen|week|weken)"), _days_ahead),
    Rule(phrase(r"(?<!zijn )(?<!nu )(?<!al )" + _AMOUNT + r" (?P<unit>dag|dagen|week|weken) verder(?P<about>)<end>"), _days_ahead),
    Rule(phrase(_OVER + _ABOUT + r"(?P<amount>een half|half|een|\d{1,2}|anderhalve?) (?P<unit>maand|maanden|jaar)"), _months_ahead),
    Rule(phrase(r"na (?P<about>ongeveer )?" + _AMOUNT + r" (?P<unit>dagen|week|weken|maand|maanden)"), _after_some_time),
    Rule(phrase(_OVER_A_WHILE + r"(?P<amount>een half|half|een|\d{1,3}(?:\.5)?|anderhal(?:f|ve?)) uur"), _hours_ahead),
    Rule(phrase(_OVER_A_WHILE + r"(\d) kwart"), _quarters_ahead),
    Rule(phrase(_OVER_A_WHILE + r"(?:een )?(kwart|\d{1,2} minuten)"), _minutes_ahead),
    Rule(phrase(r"(?:nog )?" + _AMOUNT + rf" (?P<unit>dag|dagen|week|weken) (?:lang )?(?:{_AWAY})(?P<about>)"), _after_absence),
    Rule(phrase(_GOES + _AMOUNT + r" (?P<unit>dag|dagen|week|weken) (?:lang )?(?:naar|op reis)(?: [a-z]+){0,3}"), _after_absence),
    Rule(
        phrase(
            r"(?:binnen nu en|binnen|in de komende|de komende|komende) " + _AMOUNT + r" (?P<unit>uur|dag|dagen|week|weken|maand|maanden)"
        ),
        _within_days,
    ),
    Rule(phrase(r"(?:(?:in |een van )?de )?(?:komende|eerstkomende|volgende) (?:" + _FEW + r" )?dagen|dezer dagen"), _coming_days),
)


# The day or the week after the one just named: "of de week erna", "dan kan ik niet, de dag erna wel".

_REFUSED = re.compile(r"\b(?:niet|geen|weg|vakantie|verhinderd|afwezig|bezet|druk|terug|ziek|vol|werken)\b")


def _beside(match: re.Match[str], following: Days) -> Found:
    """Both, unless the first was refused."""
    return (following,) if _REFUSED.search(match["between"]) else (match["day"], "of", following)


def _day_after(match: re.Match[str], draft: Draft) -> Found:
    day = later(draft.days(match["day"]).last, 1)
    return _beside(match, Days(day, day, Kind.DAY))


def _week_after(match: re.Match[str], draft: Draft) -> Found:
    start = later(monday(draft.days(match["day"]).last), 7)
    return _beside(match, Days(*week_of(start), Kind.WEEK))


def _days_after(match: re.Match[str], draft: Draft) -> Found:
    """So many days or weeks later: the same day of that week, or all of that week."""
    named, ahead = draft.days(match["day"]), round(_counted(match))
    if ahead > _LONGEST:
        return None
    return _beside(match, replace(named, first=later(named.first, ahead), last=later(named.last, ahead), within=None))


def _days_beside(match: re.Match[str], draft: Draft) -> Found:
    """So many days or weeks from a day that was named: "2 dagen na sinterklaas", "2 weken na vandaag"."""
    days, named = _counted(match), draft.days(match["day"])
    if days > _LONGEST:
        return None
    return (_one(later(named.last, round(days)) if match["way"] == "na" else later(named.first, -round(days))),)


def _that_weekday_after(match: re.Match[str], draft: Draft) -> Found:
    """As in "komende dinsdag niet, die daarna wel": the same weekday a week later."""
    following = _one(later(draft.days(match["day"]).last, 7))
    return (following,) if match["no"] else _beside(match, following)


def _weekday_after(match: re.Match[str], draft: Draft) -> Found:
    """As in "woensdag of de woensdag daarop"."""
    day = first_after(draft.days(match["day"]).last, draft.days(match["weekday"]).first.weekday())
    return (match["day"], match["join"], Days(day, day, Kind.DAY))


_BETWEEN = r"(?P<between>(?: [a-z]+| ,)*?)"
_AFTER = "(?:erna|daarna|erop|daarop)"

FOLLOWING_RULES = (
    Rule(phrase(r"(?P<amount>\d{1,2}) (?P<unit>dagen|weken) (?P<way>na|voor) (?:de |het )?(?P<day><day>)"), _days_beside),
    Rule(phrase(rf"(?P<day><day>) (?P<join>of|en) (?:anders |op )?(?:de )?(?P<weekday><weekday>) {_AFTER}"), _weekday_after),
    Rule(phrase(rf"(?P<day><day>){_BETWEEN} (?:de |een )?(?:volgende )?dag {_AFTER}"), _day_after),
    Rule(phrase(rf"(?P<no>niet )?(?P<day><one>){_BETWEEN} die {_AFTER}"), _that_weekday_after),
    Rule(phrase(rf"(?P<day><day>){_BETWEEN} (?:de |een )?week {_AFTER}"), _week_after),
    Rule(phrase(rf"(?P<day><day>){_BETWEEN} (?P<amount>\d{{1,2}}) (?P<unit>dagen|weken) {_AFTER}"), _days_after),
)


# Saying that any moment will do: "zo snel mogelijk", "eerste plek", "maakt niet uit".

_PLACE = r"plek|plekje|plaats|mogelijkheid|gelegenheid|optie|moment|gaatje|tijdstip"
_PHRASES = (
    r"zsm",
    r"zo (?:snel|spoedig|vlug|gauw|rap|vroeg) (?:als )?(?:mogelijk|kan|het kan)",
    rf"(?:aller)?(?:eerste|1e|eerstvolgende|eerst mogelijke|snelste)(?: (?:de beste|beste|vrije|mogelijke|beschikbare))* (?:{_PLACE})(?: (?:die )?vrij(?: is)?)?",
    r"(?:eerstvolgende|snelste|eerste (?:vrije|mogelijke|beschikbare)) afspraak",
    r"eerste de beste|eerst mogelijke|het eerst(?:e)? (?:mogelijk|kan)",
    r"(?:maakt|mag)(?: \w+){0,3} niet (?:zo veel |zoveel )?uit(?: (?:wanneer|welke dag|hoe laat|welke|wat))?",
    r"wanneer (?:dan ook|jullie (?:kunnen|willen)|u kunt|je kunt|het (?:jullie|u|je) uitkomt)",
    r"geen voorkeur|hoe (?:eerder|sneller) hoe beter|elke dag (?:kan|is goed)|alle dagen kan|kan altijd",
    r"(?:liefst|graag|het liefst) (?:nu|meteen|direct|gelijk)|nu meteen|meteen graag",
)


def _soon(match: re.Match[str], draft: Draft) -> Found:
    return (Soon(),)


def _said_alone(match: re.Match[str], draft: Draft) -> Found:
    return (Soon(),) if match.span() == (0, len(draft.text)) else None


SOON_RULES = (
    *(Rule(phrase(pattern), _soon) for pattern in _PHRASES),
    Rule(phrase(r"nu|meteen|direct|gelijk|spoed"), _said_alone),
)
