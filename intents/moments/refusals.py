"""Days and times that will not do: "niet op woensdag", "geen maandagen", "dinsdag kan ik niet", "alleen vrijdags"."""

import re
from datetime import time

from intents.moments.marks import Days, Draft, Found, Hours, Kind, Mark, Rule, Without, phrase

_NOON, _EVENING = time(12), time(18)


def _named(match: re.Match[str], draft: Draft) -> list[Days]:
    return [draft.days(name) for name in re.findall(r"[DSW]\d+", match["days"])]


def _refused(match: re.Match[str], draft: Draft) -> Found:
    """A refused weekday is left out for good; of a refused date nothing remains, nor of "dinsdag 10 uur"."""
    days = _named(match, draft)
    if re.search(r"[TP]\d", match["days"]):
        return (";",)
    weekdays = tuple(d.first.weekday() for d in days if d.kind in (Kind.WEEKDAY, Kind.EVERY))
    around: list[Mark] = [d.within for d in days[:1] if d.within]
    return (*around, Without(weekdays)) if weekdays else (";",)


def _only(match: re.Match[str], draft: Draft) -> Found:
    """"alleen vrijdags" leaves out the other working days; of "alleen vrijdag" the day itself stays."""
    days = _named(match, draft)
    wanted = {d.first.weekday() for d in days}
    if not all(d.kind in (Kind.WEEKDAY, Kind.EVERY) for d in days):
        return (match["days"],)
    others = Without(tuple(weekday for weekday in range(5) if weekday not in wanted))
    return (others,) if any(d.kind is Kind.EVERY for d in days) else (match["days"], others)


def _every(match: re.Match[str], draft: Draft) -> Found:
    return _only(match, draft) if all(d.kind is Kind.EVERY for d in _named(match, draft)) else None


def _working_days(match: re.Match[str], draft: Draft) -> Found:
    return (Without((5, 6)),)


def _refused_part(match: re.Match[str], draft: Draft) -> Found:
    return {
        "ochtend": (Hours(_NOON, None),),
        "middag": (Hours(None, _NOON),),
        "avond": (Hours(None, _EVENING),),
    }.get(draft.part(match[1]).name, (";",))


def _dropped(match: re.Match[str], draft: Draft) -> Found:
    return (";",)


def _otherwise(match: re.Match[str], draft: Draft) -> Found:
    return ("of",)


def _or_else(match: re.Match[str], draft: Draft) -> Found:
    """"als vrijdag niet kan dan maandag" offers both."""
    return (match[1], "of")


_ITEM = r"<day>(?: (?:om )?(?:<time>|<part>))?"
_NEXT = rf"(?: (?:(?:ook|op|de|in|met) )*{_ITEM})"
# A comma joins days only when "en" or "of" follows: "niet maandag, liever dinsdag" is no list.
_LIST = rf"(?P<days>{_ITEM}(?:(?: ,{_NEXT})*(?: ,)? (?:en|of|noch|-){_NEXT})*)"
_CANNOT = (
    r"(?:(?:kan|kon|kunnen|lukt|past|komt|gaat|schikt|red|wil|heb|is|ben|dan|ik|het|me|mij|mie|er|echt|helaas|ook|liever|absoluut|"
    r"sowieso|tijd|zou|moet|mag|we|wij|toch|eigenlijk|om|uit|hier|jammer|genoeg|dat|die|dag|dagen) )*"
)
_NO_LIMIT = r"(?! (?:eerder|later|voor|na|te|zo|vroeger|meer dan)\b)"

RULES = (
    Rule(phrase(r"als (?:dat|het|die) niet (?:lukt|kan|gaat|past)(?: dan)?|anders|of anders"), _otherwise),
    Rule(phrase(r"als (?:het )?(?:op )?(<day>) niet (?:lukt|kan|gaat|past)(?: ,)?(?: dan)?"), _or_else),
    Rule(phrase(rf"(?:kan|zou|kon|is|gaat|lukt) (?:het|dat|er|u|jij) niet (?:op )?{_LIST}(?= [^;]*\?)"), lambda m, d: (m["days"],)),
    Rule(phrase(rf"{_LIST}(?: ,)? {_CANNOT}(?:niet|nooit){_NO_LIMIT}"), _refused),
    Rule(phrase(rf"(?:niet|nooit)(?: (?:graag|echt|per se))?(?: (?:op|in|met|tijdens|de|het|een))* {_LIST}"), _refused),
    Rule(phrase(rf"(?:geen|behalve|uitgezonderd|zonder)(?: (?:op|de|een|in))* {_LIST}"), _refused),
    Rule(phrase(rf"{_LIST} (?:werk ik|moet ik(?: \w+)? werken|ben ik (?:aan het werk|weg|bezet))"), _refused),
    Rule(phrase(rf"ik (?:werk(?: altijd)?(?: op)? {_LIST}|moet(?: \w+)? {_LIST} werken)"), _refused),
    Rule(phrase(rf"(?:alleen|enkel|uitsluitend|slechts)(?: (?:maar|op|de|in))* {_LIST}"), _only),
    Rule(phrase(rf"{_LIST} (?:alleen|enkel)"), _only),
    Rule(phrase(_LIST), _every),
    Rule(phrase(r"(?:op |elke )?werkdagen"), _working_days),
    Rule(phrase(r"(?:niet|geen|nooit|behalve)(?: (?:in|de|op|s))* (<part>)(?: en <part>)?"), _refused_part),
    Rule(phrase(rf"(<part>) {_CANNOT}niet{_NO_LIMIT}"), _refused_part),
    Rule(phrase(rf"(?:om )?<time> {_CANNOT}niet{_NO_LIMIT}|niet (?:om )?<time>"), _dropped),
)
