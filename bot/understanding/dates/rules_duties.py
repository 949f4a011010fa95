"""Rules for what people have to do: "voor 12 uur moet ik werken", "maandag heb ik therapie", "ik moet om 3 uur de kinderen halen"."""

import re

from bot.understanding.dates.arithmetic import is_working_day, later
from bot.understanding.dates.engine import Draft, Found, Rule, kept, phrase, unrelated
from bot.understanding.dates.lexicon import DUTIES, HAVE_TO, IS_TAKEN, TAKEN_BY
from bot.understanding.dates.rules_limits import HOURS, LIST, refused, refused_bound, refused_part
from bot.understanding.dates.tokens import Days, Hours, Kind

_FETCHED = re.compile(r"\b(?:halen|ophalen|afhalen|haal)\b")
_AND_YET = r"(?![^;?]*\bmee(?:nemen|komen)?\b)(?![^;]*\b(?:kan|kom|wil|graag)\b[^;]*[TH]\d)"  # "morgen moet ik werken, maar kan ik om half 9 komen"


def _taken_hour(match: re.Match[str], draft: Draft) -> Found:
    """Who fetches the children at three can come before it; of other duties nobody knows how long they take."""
    return (Hours(None, draft.clock(match["time"])),) if _FETCHED.search(match[0]) else (";",)


def _as_bound(match: re.Match[str], draft: Draft) -> Found:
    return refused_bound(match, draft)


def _after_duty(match: re.Match[str], draft: Draft) -> Found:
    """As in "dinsdag heb ik inburgering tot half 1, daarna kan ik": of a duty with an end the day itself stays."""
    bound = draft.bound(match["until"])
    ends = isinstance(bound, Hours) and bound.first is not None and bound.last is None
    return (match["days"].split()[0], match["until"]) if ends else None


def _day_off(match: re.Match[str], draft: Draft) -> Found:
    return (match["days"] or match["off"],)


def _also(match: re.Match[str], draft: Draft) -> Found:
    """As in "dinsdag werk ik en donderdag ook", when the first was refused."""
    found = refused(match, draft)
    return (match["before"], *found) if found else None


def _in_a_row(match: re.Match[str], draft: Draft) -> Found:
    """Days without "en" between them, as who learns Dutch says them: "ik werken maandag dinsdag"."""
    return refused(match, draft)


def _other_days(match: re.Match[str], draft: Draft) -> Found:
    """The weekdays themselves will not do, whatever the hours: "ik werk tot 5 op maandag, de andere dagen ben ik vrij"."""
    days = [draft.days(name) for name in re.findall(r"[DW]\d+", match["days"])]
    return refused(match, draft) if all(isinstance(day, Days) and day.kind in (Kind.WEEKDAY, Kind.EVERY) for day in days) else None


_FREE = "vrij|wel|kan|goed|prima|kunnen"

DUTY_RULES = (
    Rule(
        phrase(rf"<hours>(?: [a-z]+)? op {LIST}(?: ,| ;|\.| en)* (?:de )?(?:andere|overige) dagen(?: [a-z]+){{0,2}} (?:{_FREE})"),
        _other_days,
    ),
    Rule(phrase(rf"<span> (?:{'|'.join(DUTIES)}|druk|weg|ziek)(?: ,)? dus(?= [^;]*[DWS]\d)"), unrelated),
    Rule(phrase(rf"(<part>) (?:{'|'.join(DUTIES)})(?: ,)? dus"), refused_part),
    Rule(phrase(rf"(?:ik|we|wij) (?:heb|hebben|loop|volg|geef|doe) (?:{'|'.join(DUTIES)})(?: (?:op|van|elke|altijd))* {LIST}"), refused),
    Rule(phrase(rf"{LIST}(?: ik)? naar (?:de |het )?(?:{'|'.join(DUTIES)}){HOURS}"), refused),
    Rule(phrase(rf"{LIST}(?: ,)? {IS_TAKEN} (?P<until>H\d+)"), _after_duty),
    Rule(phrase(rf"(?:{'|'.join(DUTIES)}|studiedag|vrije dag van de kinderen) (?:is|heb ik)(?: (?:op|altijd|elke|er))* {LIST}"), refused),
    Rule(
        phrase(rf"ik werk(?: parttime| fulltime| alleen| altijd)*(?: op)? {LIST} ?,? ?(?:verder|de rest|daarbuiten|andere dagen)"), refused
    ),
    Rule(phrase(r"(?:niet|nooit)(?: op)? (?P<days><one>(?: <one>)+)(?! <one>)(?! (?:wel|kan|ook|graag|lukt|past)\b)"), _in_a_row),
    Rule(phrase(rf"(?:ik|wij|we|zij|hij) niet (?:kan|kunnen|komen)(?: op)? {LIST}"), refused),
    Rule(phrase(rf"(?:ben |is |zijn )?ziek(?: nu)? {LIST}"), refused),
    Rule(phrase(rf"{LIST} (?:ben|is|zijn)(?: (?:ik|we|mijn|zoon|dochter|kind|kinderen|man|vrouw|nog))+ ziek"), refused),
    Rule(phrase(rf"ik werk(?: nooit| niet)(?: op)? {LIST}|ik werk(?: op)? (?P<off><one>)(?: dus)? (?:niet|nooit)"), _day_off),
    Rule(phrase(r"ik werk (<span>) (?:niet|nooit)"), kept),
    Rule(phrase(rf"ik werk alleen(?: (?:op|maar))* {LIST}"), refused),
    Rule(phrase(rf"{LIST} komt(?: (?:mij|me|ons|het|dat|echt|heel|erg|nogal))* (?:slecht|niet(?: zo)?(?: goed)?) uit"), refused),
    Rule(phrase(rf"{LIST} komt (?:er|de|mijn|onze|een) [a-z]+(?: [a-z]+)?"), refused),
    Rule(phrase(r"(?:niet|geen)(?: op)? (?P<days><one>) ,(?= (?:op )?<one> (?:of|en) <one> (?:is|zijn|kan|kunnen|lukt|past)\b)"), refused),
    Rule(phrase(rf"pas(?: (?:ik|altijd|elke|op))* {LIST} op"), refused),
    Rule(phrase(r"ik werk(?:en)?(?: altijd| op)* (?P<days><one>(?: <one>)+)"), _in_a_row),
    Rule(phrase(rf"{LIST} (?:school|les|stage|cursus|werken)(?= *(?:$|[,;])| en <day>)"), refused),
    Rule(phrase(rf"{LIST}(?: ,)? {IS_TAKEN}{HOURS}{_AND_YET}"), refused),
    Rule(phrase(rf"{HAVE_TO} {LIST}{TAKEN_BY}{_AND_YET}"), refused),
    Rule(phrase(rf"(<hours>|<from>|<until>)(?: ,)? {IS_TAKEN}"), _as_bound),
    Rule(phrase(rf"{HAVE_TO} (<hours>|<from>|<until>){TAKEN_BY}"), _as_bound),
    Rule(
        phrase(
            r"(?:ben|zijn|ga|gaan)(?: (?:ik|wij|we|dan|weer))* (<from>|<until>)(?: (?:dan|weer))* (?:weg|afwezig|verhinderd|op vakantie)"
        ),
        _as_bound,
    ),
    Rule(phrase(rf"(?:elke )?(<part>)(?: ,)? {IS_TAKEN}"), refused_part),
    Rule(phrase(rf"{HAVE_TO} (<part>){TAKEN_BY}"), refused_part),
    Rule(phrase(r"ik werk(?: (?:altijd|meestal|elke|dus))* (<part>)"), refused_part),
    Rule(phrase(rf"(?:om |rond )?(?P<time><time>) {IS_TAKEN}(?: [a-z]+){{0,4}}? (?:halen|ophalen|afhalen)"), _taken_hour),
    Rule(phrase(rf"(?:om |rond )?(?P<time><time>) {IS_TAKEN}"), _taken_hour),
    Rule(phrase(rf"{HAVE_TO} (?P<time><time>){TAKEN_BY}"), _taken_hour),
    Rule(phrase(r"(?:^|; )(?:om )?<time> beginnen"), unrelated),
)
ALSO_TAKEN = (
    Rule(
        phrase(rf"(?P<before>X\d+)(?: ,)?(?: en| ,)(?: op)? {LIST} ook(?: niet)?(?! (?:goed|prima|kan|wel|mogelijk|ok|oke|graag))"), _also
    ),
)


# A day and a week to choose from.

_A_WEEK = 7


def _or_in_that_week(match: re.Match[str], draft: Draft) -> Found:
    """A day and a week to choose from: "vrijdag of volgende week" is that Friday and each working day of that week."""
    week = draft.days(match["week"])
    if (week.last - week.first).days >= _A_WEEK:
        return None
    days = [later(week.first, ahead) for ahead in range((week.last - week.first).days + 1)]
    each = tuple(Days(day, day, Kind.DAY) for day in days if is_working_day(day) or week.kind is Kind.WEEKEND)
    return (match[1], *each, ",") if match.re.groupindex["week"] > 1 else (*each, match[match.re.groups])


_OR = r"(?: ,)? (?:of|X\d+)(?: (?:of|eventueel|liever|ergens|in|een|keer|dag|ook|gewoon|op|X\d+))*"
CHOICES = (
    Rule(phrase(rf"(<one>(?: (?:om |rond )?(?:<time>|<part>|<hours>))*{_OR}) (?P<week><span>)"), _or_in_that_week),
    Rule(phrase(rf"(?P<week><span>)({_OR} <one>)"), _or_in_that_week),
)
