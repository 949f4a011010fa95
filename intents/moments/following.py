"""The day or the week after the one just named: "of de week erna", "dan kan ik niet, de dag erna wel"."""

import re

from intents.moments.marks import Days, Kind
from intents.moments.reckoning import later, monday, week_of
from intents.moments.rules import Draft, Found, Rule, phrase

_REFUSED = re.compile(r"\b(?:niet|geen|weg|vakantie|verhinderd|afwezig|bezet)\b")


def _beside(match: re.Match[str], following: Days) -> Found:
    """Both, unless the first was refused."""
    return (following,) if _REFUSED.search(match["between"]) else (match["day"], "of", following)


def _day_after(match: re.Match[str], draft: Draft) -> Found:
    day = later(draft.days(match["day"]).last, 1)
    return _beside(match, Days(day, day, Kind.DAY))


def _week_after(match: re.Match[str], draft: Draft) -> Found:
    start = later(monday(draft.days(match["day"]).last), 7)
    return _beside(match, Days(*week_of(start), Kind.WEEK))


_BETWEEN = r"(?P<between>(?: [a-z]+| ,)*?)"
_AFTER = "(?:erna|daarna|erop|daarop)"

RULES = (
    Rule(phrase(rf"(?P<day><day>){_BETWEEN} (?:de |een )?(?:volgende )?dag {_AFTER}"), _day_after),
    Rule(phrase(rf"(?P<day><day>){_BETWEEN} (?:de |een )?week {_AFTER}"), _week_after),
)
