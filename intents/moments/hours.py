"""Parts of the day and hours that bound others: "na drie uur", "tussen tien en twaalf", "eind van de middag"."""

import re
from datetime import time

from intents.moments.marks import Clock, Draft, Found, Hours, Part, Rule, phrase

_AROUND_NOON = Hours(time(12), time(14))  # "tussen de middag": from twelve to two, says the WNT
_BEGINNING = {"ochtend": (8, 10), "middag": (12, 14), "avond": (18, 20)}
_END = {"ochtend": (10, 12), "middag": (16, 18), "avond": (20, 22)}


def _part(match: re.Match[str], draft: Draft) -> Found:
    return (Part(match[1]),)


def _afternoon(match: re.Match[str], draft: Draft) -> Found:
    """After school, after work, after lunch: at an office that is the afternoon, and no hour was said."""
    return (Part("middag"),)


def _morning(match: re.Match[str], draft: Draft) -> Found:
    return (Part("ochtend"),)


def _noon(match: re.Match[str], draft: Draft) -> Found:
    return (_AROUND_NOON,)


def _edge(hours: dict[str, tuple[int, int]], part: Part) -> Found:
    first, last = hours[part.name]
    return (part, Hours(time(first), time(last))) if part.name in hours else None


def _beginning(match: re.Match[str], draft: Draft) -> Found:
    part = draft.part(match[1])
    return _edge(_BEGINNING, part) if part.name in _BEGINNING else (part,)


def _end(match: re.Match[str], draft: Draft) -> Found:
    part = draft.part(match[1])
    return _edge(_END, part) if part.name in _END else (part,)


def _between(match: re.Match[str], draft: Draft) -> Found:
    return (Hours(draft.clock(match[1]), draft.clock(match[2])),)


def _after(match: re.Match[str], draft: Draft) -> Found:
    return (Hours(draft.clock(match[1]), None),)


def _before(match: re.Match[str], draft: Draft) -> Found:
    return (Hours(None, draft.clock(match[1])),)


def _at(match: re.Match[str], draft: Draft) -> Found:
    return (match[1],)


_FREE_AFTER = "school|schooltijd|werk|werktijd|lunch|middageten|middag"

NAMES = (
    Rule(phrase(rf"na (?:(?:de|het|mijn|me|zijn|haar) )?(?:{_FREE_AFTER})"), _afternoon),
    Rule(phrase(r"voor (?:de )?(?:lunch|middag)"), _morning),
    Rule(phrase(r"(?:tussen de middag|(?:rond |tijdens |in )?(?:de )?lunch(?:tijd|pauze)?)"), _noon),
    Rule(phrase(r"(?:(?:in|de) )*(ochtend|middag|avond|nacht)"), _part),
)
RULES = (
    Rule(phrase(r"(?:het )?(?:begin|vroeg)(?: (?:van|in|de))* (<part>)"), _beginning),
    Rule(phrase(r"(?:het )?(?:eind|laat|later)(?: (?:van|in|de))* (<part>)"), _end),
    Rule(phrase(r"(?:tot|werk tot|school tot) (<time>)(?: \w+){0,2} (?:werken|school|les|werk)"), _after),
    Rule(phrase(r"(?:ik )?(?:werk|moet werken|werken)(?: ik)? tot (<time>)"), _after),
    Rule(phrase(r"(?:ik )?(?:werk|moet werken|werken)(?: ik)? vanaf (<time>)"), _before),
    Rule(phrase(r"niet (?:voor|eerder dan|vroeger dan) (<time>)"), _after),
    Rule(phrase(r"niet (?:na|later dan) (<time>)"), _before),
    Rule(phrase(r"(?:tussen|van|vanaf) (<time>) (?:en|tot|tm|-) (<time>)"), _between),
    Rule(phrase(r"(<time>) (?:tot|tm|-) (<time>)"), _between),
    Rule(phrase(r"(?:na|vanaf|later dan|op zijn vroegst(?: om)?|vroegst) (<time>)"), _after),
    Rule(phrase(r"(<time>) (?:of (?:later|daarna|erna)|op zijn vroegst|en later)"), _after),
    Rule(phrase(r"afspraak voor (<time>)"), _at),
    Rule(phrase(r"(?:voor|tot|uiterlijk|eerder dan|op zijn laatst)(?: om)? (<time>)"), _before),
    Rule(phrase(r"(<time>) (?:of (?:eerder|vroeger|ervoor)|uiterlijk|op zijn laatst)"), _before),
)
