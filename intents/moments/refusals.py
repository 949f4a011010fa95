"""Days and times that will not do: "niet op woensdag", "geen maandagen", "dinsdag kan ik niet", "alleen vrijdags"."""

import re
from datetime import time

from intents.moments.limits import turned
from intents.moments.marks import Days, Hours, Kind, Mark, Without
from intents.moments.reckoning import later
from intents.moments.rules import Draft, Found, Rule, kept, phrase, unrelated

_NOON, _EVENING = time(12), time(18)


def _named(match: re.Match[str], draft: Draft) -> list[Days]:
    return [draft.days(name) for name in re.findall(r"[DSW]\d+", match["days"])]


def _weekdays(days: Days) -> list[int]:
    """The weekdays that this names, if it names weekdays: one, a row of them, or the weekend."""
    if days.kind not in (Kind.WEEKDAY, Kind.EVERY, Kind.WEEKDAYS, Kind.WEEKEND):
        return []
    return [later(days.first, ahead).weekday() for ahead in range((days.last - days.first).days + 1)]


def _refused(match: re.Match[str], draft: Draft) -> Found:
    """A refused weekday is left out for good; of a refused date nothing remains, nor of "dinsdag 10 uur"."""
    days = _named(match, draft)
    if re.search(r"[TP]\d", match["days"]):
        return (";",)
    weekdays = tuple(weekday for d in days for weekday in _weekdays(d))
    around: list[Mark] = [d.within for d in days[:1] if d.within]
    return (*around, Without(weekdays)) if weekdays else (";",)


def _only(match: re.Match[str], draft: Draft) -> Found:
    """Without the other working days; of "alleen vrijdag", unlike "alleen vrijdags", the day itself stays."""
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


def _otherwise(match: re.Match[str], draft: Draft) -> Found:
    return ("of",)


def _or_else(match: re.Match[str], draft: Draft) -> Found:
    """Both are offered: "als vrijdag niet kan dan maandag"."""
    return (match[1], "of")


def _refused_bound(match: re.Match[str], draft: Draft) -> Found:
    """What remains when hours or days on one side are refused: "na 3 uur kan ik niet"."""
    bound = draft.bound(match[1])
    if not isinstance(bound, Hours):
        return (turned(bound),)
    return (Hours(bound.last, bound.first),) if bound.first is None or bound.last is None else (";",)


_ITEM = r"<day>(?: (?:om )?(?:<time>|<part>))?"
_NEXT = rf"(?: (?:(?:ook|op|de|in|met) )*{_ITEM})"
# A comma joins days only when "en" or "of" follows: "niet maandag, liever dinsdag" is no list.
_LIST = rf"(?P<days>{_ITEM}(?:(?: ,{_NEXT})*(?: ,)? (?:en|of|noch|-){_NEXT})*)"
_CANNOT = (
    r"(?:(?:kan|kon|kunnen|lukt|past|komt|gaat|schikt|red|wil|heb|is|ben|dan|ik|het|me|mij|mie|er|echt|helaas|ook|liever|absoluut|"
    r"sowieso|tijd|zou|moet|mag|we|wij|toch|eigenlijk|om|uit|hier|jammer|genoeg|dat|die|dag|dagen) )*"
)
_NOT = r"(?:niet|nooit)(?! (?:eerder|later|voor|na|te|zo|vroeger|meer dan)\b)(?! (?:(?:op|in|met) )+<day>)"
_FAILS = "(?:lukt|kan|gaat|past)"
_AWAY = "weg|afwezig|verhinderd|bezet|op vakantie|aan het werk|niet thuis"

_ALTERNATIVES = (
    Rule(phrase(rf"als (?:dat|het|die) niet {_FAILS}(?: dan)?|anders|of anders"), _otherwise),
    Rule(phrase(rf"als (?:het )?(?:op )?(<day>) niet {_FAILS}(?: ,)?(?: dan)?"), _or_else),
    Rule(phrase(rf"(?:kan|zou|kon|is|gaat|lukt) (?:het|dat|er|u|jij) niet (?:op )?{_LIST}(?= [^;]*\?)"), kept),
)
_BOUNDS = (
    Rule(phrase(rf"(<hours>|<from>|<until>)(?: ,)? {_CANNOT}{_NOT}(?: meer)?"), _refused_bound),
    Rule(phrase(r"niet <hours>"), unrelated),
)
_REFUSED = (
    Rule(phrase(rf"{_LIST} {_CANNOT}(?:{_AWAY})"), _refused),
    Rule(phrase(rf"(?:{_AWAY})(?: (?:op|in|met|de|ben|ik))* {_LIST}"), _refused),
    Rule(phrase(rf"{_LIST}(?: ,)? (?:{_CANNOT})(?<!\d ){_NOT}"), _refused),
    Rule(phrase(rf"{_LIST}(?: ,)? {_NOT}(?! <day>)"), _refused),
    Rule(phrase(rf"(?:niet|nooit)(?: (?:graag|echt|per se))?(?: (?:op|in|met|tijdens|de|het|een))* {_LIST}"), _refused),
    Rule(phrase(rf"(?:geen|behalve|uitgezonderd|zonder)(?: (?:op|de|een|in))* {_LIST}"), _refused),
    Rule(phrase(rf"{_LIST} (?:werk ik|moet ik(?: \w+)? werken)"), _refused),
    Rule(phrase(rf"ik werk(?: altijd)?(?: op)? {_LIST}"), _refused),
    Rule(phrase(rf"ik moet(?: \w+)? {_LIST} werken"), _refused),
)
_ONLY = (
    Rule(phrase(rf"(?:alleen|enkel|uitsluitend|slechts)(?: (?:maar|op|de|in))* {_LIST}"), _only),
    Rule(phrase(rf"{_LIST} (?:alleen|enkel)"), _only),
    Rule(phrase(_LIST), _every),
    Rule(phrase(r"(?:op |elke )?werkdagen"), _working_days),
)
_TIMES = (
    Rule(phrase(r"(?:niet|geen|nooit|behalve)(?: (?:in|de|op|s))* (<part>)(?: en <part>)?"), _refused_part),
    Rule(phrase(rf"(<part>) {_CANNOT}{_NOT}"), _refused_part),
    Rule(phrase(rf"(?:om )?<time> {_CANNOT}{_NOT}|niet (?:om )?<time>"), unrelated),
)
RULES = (*_ALTERNATIVES, *_BOUNDS, *_REFUSED, *_ONLY, *_TIMES)
