"""Days and times counted from now: "overmorgen", "over anderhalve week", "over 24 uur"."""

import re
from datetime import datetime

from intents.moments.marks import Clock, Days, Kind, Part
from intents.moments.reckoning import later, months_later, working
from intents.moments.rules import Draft, Found, Rule, phrase

_AHEAD = {"vandaag": 0, "morgen": 1, "overmorgen": 2}
_LONGEST = 400  # days; further ahead nobody makes an appointment
_FEW = r"(?:een )?(?:paar|enkele|aantal|stuk of wat)"


def _named(match: re.Match[str], draft: Draft) -> Found:
    day = later(draft.today, _AHEAD[match[1]])
    return (Days(day, day, Kind.DAY),)


def _morning(match: re.Match[str], draft: Draft) -> Found:
    """The morning, not tomorrow: "in de morgen"."""
    return (Part("ochtend"),)


def _that_morning(match: re.Match[str], draft: Draft) -> Found:
    return (match[1], Part("ochtend"))


def _amount(said: str) -> float:
    return {"een": 1, "anderhalf": 1.5, "anderhalve": 1.5, "half": 0.5, "een half": 0.5, "1 half": 0.5}.get(said) or float(said)


def _around(days: float, draft: Draft, width: int) -> Found:
    middle = later(draft.today, int(days))
    return (Days(*working((later(middle, -width), later(middle, width))), Kind.VAGUE),)


def _days_ahead(match: re.Match[str], draft: Draft) -> Found:
    """Whole days and weeks give a day; one and a half week gives the days around it."""
    days = _amount(match["amount"]) * (7 if match["unit"].startswith("we") else 1)
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


def _minutes_ahead(match: re.Match[str], draft: Draft) -> Found:
    return _elapsed(15 if match[1].endswith("kwart") else int(match[1].split()[0]), draft)


def _within(match: re.Match[str], draft: Draft) -> Found:
    """From today on: "binnen twee weken"."""
    unit = {"d": 1, "w": 7, "m": 30, "u": 1}[match["unit"][0]]
    amount = _amount(match["amount"]) / (24 if match["unit"].startswith("u") else 1)
    if amount * unit > _LONGEST:
        return None
    return (Days(draft.today, later(draft.today, max(1, round(amount * unit))), Kind.VAGUE),)


def _coming_days(match: re.Match[str], draft: Draft) -> Found:
    return (Days(*working((later(draft.today, 1), later(draft.today, 4))), Kind.VAGUE),)


_OVER = "(?<!kwart )over "
_OVER_A_WHILE = r"(?<!kwart )(?<!minuten )(?<!\d )over "  # "kwart over 3 uur" is a clock time
_ABOUT = r"(?P<about>(?:ongeveer|zo een|circa|ca|pakweg|een(?= \d)) )?"
_AMOUNT = r"(?P<amount>een|\d{1,3}|anderhalve?)"

NAMES = (
    Rule(phrase(r"(?:s|elke|vroege|(?:vroeg )?in de) morgen"), _morning),
    Rule(phrase(r"(<weekday>) morgen"), _that_morning),
    Rule(phrase(r"(vandaag|morgen|overmorgen)"), _named),
)
AHEAD = (
    Rule(phrase(_OVER + _FEW + r" (dagen|weken|maanden)"), _few_ahead),
    Rule(phrase(_OVER + r"een (dag|week) (?:of|a) (\d{1,2})"), _or_so),
    Rule(phrase(_OVER + _ABOUT + _AMOUNT + r" (?P<unit>dag|dagen|week|weken)"), _days_ahead),
    Rule(phrase(_OVER + _ABOUT + r"(?P<amount>een half|half|een|\d{1,2}|anderhalve?) (?P<unit>maand|maanden|jaar)"), _months_ahead),
    Rule(phrase(r"na (?P<about>ongeveer )?" + _AMOUNT + r" (?P<unit>dagen|week|weken|maand|maanden)"), _after_some_time),
    Rule(phrase(_OVER_A_WHILE + r"(?P<amount>een half|half|een|\d{1,3}|anderhalve?) uur"), _hours_ahead),
    Rule(phrase(_OVER_A_WHILE + r"(?:een )?(kwart|\d{1,2} minuten)"), _minutes_ahead),
    Rule(phrase(r"(?:binnen|in de komende|de komende|komende) " + _AMOUNT + r" (?P<unit>uur|dag|dagen|week|weken|maand|maanden)"), _within),
    Rule(phrase(r"(?:(?:in |een van )?de )?(?:komende|eerstkomende|volgende) (?:" + _FEW + r" )?dagen|dezer dagen"), _coming_days),
)
