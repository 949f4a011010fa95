"""Parts of the day and hours that bound others: "na drie uur", "tussen tien en twaalf", "eind van de middag"."""

import re
from datetime import time

from intents.moments.marks import Hours, Part
from intents.moments.rules import Draft, Found, Rule, kept, phrase, unrelated

_AROUND_NOON = Hours(time(12), time(14))  # "tussen de middag": from twelve to two
_BEGINNING = {"ochtend": (8, 10), "middag": (12, 14), "avond": (18, 20)}
_END = {"ochtend": (10, 12), "middag": (16, 18), "avond": (20, 22)}


def _edge(hours: dict[str, tuple[int, int]], part: Part) -> Found:
    """Two hours at one end of it; the night has no office hours."""
    if part.name not in hours:
        return (part,)
    first, last = hours[part.name]
    return (part, Hours(time(first), time(last)))


def _part(match: re.Match[str], draft: Draft) -> Found:
    return (Part(match[1]),)


def _afternoon(match: re.Match[str], draft: Draft) -> Found:
    """After school, after work, after lunch: at an office that is the afternoon, and no hour was said."""
    return (Part("middag"),)


def _morning(match: re.Match[str], draft: Draft) -> Found:
    return (Part("ochtend"),)


def _early(match: re.Match[str], draft: Draft) -> Found:
    return _edge(_BEGINNING, Part("ochtend"))


def _late(match: re.Match[str], draft: Draft) -> Found:
    return _edge(_END, Part("middag"))


def _day_early(match: re.Match[str], draft: Draft) -> Found:
    """In the morning: "dinsdag vroeg"."""
    return (match[1], Part("ochtend"))


def _noon(match: re.Match[str], draft: Draft) -> Found:
    return (_AROUND_NOON,)


def _beginning(match: re.Match[str], draft: Draft) -> Found:
    return _edge(_BEGINNING, draft.part(match[1]))


def _end(match: re.Match[str], draft: Draft) -> Found:
    return _edge(_END, draft.part(match[1]))


def _between(match: re.Match[str], draft: Draft) -> Found:
    return (Hours(draft.clock(match[1]), draft.clock(match[2])),)


def _after(match: re.Match[str], draft: Draft) -> Found:
    return (Hours(draft.clock(match[1]), None),)


def _before(match: re.Match[str], draft: Draft) -> Found:
    return (Hours(None, draft.clock(match[1])),)


_FREE_AFTER = "school|schooltijd|werk|werktijd|lunch|middageten|middag"

NAMES = (
    Rule(phrase(rf"na (?:(?:de|het|mijn|me|zijn|haar) )?(?:{_FREE_AFTER})"), _afternoon),
    Rule(phrase(r"voor de (?:lunch|middag)"), _morning),
    Rule(phrase(r"tussen de middag|(?:rond|tijdens|in) (?:de |mijn )?lunch(?:tijd|pauze)?|(?:rond )?(?:het )?middaguur"), _noon),
    Rule(phrase(r"(?:aan het )?eind (?:van )?(?:de )?(?:werk)?dag"), _late),
    Rule(phrase(r"(?:aan het )?begin van de (?:werk)?dag"), _early),
    Rule(phrase(r"(?:(?:in|de) )*(ochtend|middag|avond|nacht)"), _part),
)
_BUSY = "werk|werken|school|les|college|stage"
_OTHERS_HOURS = (
    Rule(phrase(rf"tot (<time>)(?: \w+){{0,2}} (?:{_BUSY})"), _after),
    Rule(phrase(rf"(?:{_BUSY})(?: ik)? tot (<time>)"), _after),
    Rule(phrase(rf"(?:{_BUSY})(?: ik)? vanaf (<time>)"), _before),
    Rule(phrase(rf"(?:{_BUSY})(?: ik| altijd| elke dag)*(?: (?:van|tussen) <time> (?:en|tot|tm|-) <time>| <hours>)"), unrelated),
    Rule(phrase(r"(?:om )?<time> (?:naar|op) (?:school|mijn werk|het werk)"), unrelated),
)
_EDGES = (
    Rule(phrase(r"(?:het )?(?:begin|vroeg)(?: (?:van|in|de))* (<part>)"), _beginning),
    Rule(phrase(r"(<part>)(?: heel| lekker)? vroeg"), _beginning),
    Rule(phrase(r"(<one>)(?: heel| lekker)? vroeg"), _day_early),
    Rule(phrase(r"(?:het )?(?:eind|laat|later)(?: (?:van|in|de))* (<part>)"), _end),
)
_AT_THE_END = "(?= *(?:$|[,;?]))"  # "3 uur, uiterlijk vrijdag": of the two, the day is the latest

RULES = (
    *_EDGES,
    *_OTHERS_HOURS,
    Rule(phrase(r"niet (?:voor|eerder dan|vroeger dan) (<time>)"), _after),
    Rule(phrase(r"niet (?:na|later dan) (<time>)"), _before),
    Rule(phrase(r"(?:tussen|van|vanaf) (<time>)(?: <part>)? (?:en|tot|tm|-) (<time>)(?: <part>)?"), _between),
    Rule(phrase(r"(<time>) (?:tot|tm|-) (<time>)"), _between),
    Rule(phrase(r"(?:na|vanaf|later dan|op zijn vroegst(?: om)?|vroegst) (<time>)"), _after),
    Rule(phrase(r"(<time>) (?:of (?:later|daarna|erna)|op zijn vroegst|en later)"), _after),
    Rule(phrase(r"afspraak voor (<time>)"), kept),
    Rule(phrase(r"(?:voor|tot|uiterlijk|eerder dan|op zijn laatst)(?: om)? (<time>)"), _before),
    Rule(phrase(rf"(<time>) (?:of (?:eerder|vroeger|ervoor)|(?:uiterlijk|op zijn laatst){_AT_THE_END})"), _before),
)
