"""Rules for times: the clock, ranges of hours, parts of the day."""

import re
from datetime import time

from bot.understanding.dates.engine import Draft, Found, Rule, kept, phrase, unrelated
from bot.understanding.dates.lexicon import HAVE_TO, IS_TAKEN
from bot.understanding.dates.tokens import Clock, Hours, Part

# Clock times: "half drie", "10 over half 4", "kwart voor elf", "14.15".

_ASKS_FOR_A_TIME = re.compile(r"(?:\b(?:om|rond|tegen|vanaf|tussen|tot|na|ochtend|middag|avond)|[DSWP]\d+|T\d+ of) $")
_ABOUT_WORK = re.compile(r"\b(?:werk(?!dag)\w*|banen|baan\w*|contract\w*|uren|vacatures?|job|parttime|fulltime|sollicit\w*)\b")
_TAKEN = re.compile(rf" (?:, )?{IS_TAKEN}")
_HAVE_TO = re.compile(rf"\b{HAVE_TO} voor $")  # "ik moet voor 12 uur werken"


def _clock(hour: str, minute: str = "0") -> Clock | None:
    """The time as said; None when no clock shows it."""
    hours, minutes = 1 if hour == "een" else int(hour), int(minute)
    if hours > 23 or minutes > 59:
        return None
    return Clock(hours, minutes, sure=hours > 12 or hours == 0 or hour.startswith("0"))


def _shifted(hour: str, minutes: int) -> Clock | None:
    """So many minutes after the hour, or before it."""
    named = _clock(hour)
    if named is None or abs(minutes) >= 60:
        return None
    total = named.hour * 60 + minutes
    if total < 60:  # "half een" and "kwart voor een" are after noon
        total += 12 * 60
    return Clock(total // 60, total % 60, named.sure)


def _found(*pieces: str | Clock | Hours | None) -> Found:
    """All the pieces, or nothing when one of them could not be read."""
    whole = [piece for piece in pieces if piece is not None]
    return whole if len(whole) == len(pieces) else None


def _from_hour(match: re.Match[str], draft: Draft) -> Found:
    """As in "kwart over 3"; and "10 over half 4" is 3:40."""
    minutes = 15 if match["minutes"] == "kwart" else int(match["minutes"])
    shift = -minutes if match["way"] == "voor" else minutes
    return _found(_shifted(match["hour"], shift - 30 if match["half"] else shift))


def _half(match: re.Match[str], draft: Draft) -> Found:
    return _found(_shifted(match[1], -30))


def _digital(match: re.Match[str], draft: Draft) -> Found:
    return _found(_clock("0" if match[1] == "24" and match[2] == "00" else match[1], match[2]))


def _midnight(match: re.Match[str], draft: Draft) -> Found:
    return (Clock(0, 0, sure=True),)


def _whole(match: re.Match[str], draft: Draft) -> Found:
    """A time, as in "3 uur"; but not in "ik zoek werk, 20 uur"."""
    before = draft.text[: match.start()]
    duty = before.endswith("voor ") and (_TAKEN.match(draft.text[match.end() :]) or _HAVE_TO.search(before))
    if _ABOUT_WORK.search(draft.text) and not duty and not _ASKS_FOR_A_TIME.search(before):
        return (";",)
    return _found(_clock(match[1]))


def _after(match: re.Match[str], draft: Draft) -> Found:
    """A bare hour after a word or mark that asks for one; that word stays."""
    return _found(match[1], _clock(match[2]))


def _spoken(match: re.Match[str], draft: Draft) -> Found:
    """As a telephone writes down what it heard: "om tien dertig"."""
    return _found(match[1], _clock(match[2], match[3]))


def _four_figures(match: re.Match[str], draft: Draft) -> Found:
    return _found(match[1], _clock(match[2][:-2], match[2][-2:]))


def _four_figures_alone(match: re.Match[str], draft: Draft) -> Found:
    """A time when it is all that is said: "1430"; but "2027" is a year."""
    around = draft.text.replace(match[0], "").strip(" ,;?")
    alone = around in ("", "graag", "kan", "is goed", "kan ik", "ok")
    is_time = match[1][:2] not in ("19", "20") and match[1][-1] in "05"
    return _found(_clock(match[1][:2], match[1][2:])) if alone and is_time else None


def _two_hours(match: re.Match[str], draft: Draft) -> Found:
    first, last = _clock(match["first"]), _clock(match["last"])
    return (Hours(first, last),) if first and last and first != last else None


def _two_choices(match: re.Match[str], draft: Draft) -> Found:
    """Both are hours in "10 of 11 uur"."""
    return _found(_clock(match[1]), "of", match[2])


def _half_day(match: re.Match[str], draft: Draft) -> Found:
    """As English has it: "3 pm"."""
    hour = int(match[1]) % 12 + (12 if match[3] == "pm" else 0)
    return _found(_clock(f"{hour:02}", match[2] or "0"))


_MINUTES = r"(?P<minutes>kwart|\d{1,2}(?= minuten)|\d{1,2}(?=(?: minuten)? (?:over|voor) half)|5|10|20|25)(?: minuten)?"
_TO = "(?:tot|tm|a|-)"
_FIRST, _LAST = r"(?P<first><hour>)(?: uur)?", r"(?P<last><hour>)"

CLOCK_RULES = (
    Rule(phrase(r"(\d{1,2})(?:[:.](\d{2}))? (am|pm)"), _half_day),
    Rule(phrase(rf"(?:een )?{_MINUTES} (?P<way>over|voor|na) (?P<half>half )?(?P<hour><hour>)(?: uur)?(?! minuten)"), _from_hour),
    Rule(phrase(r"half (\d{1,2}|een(?=<end>| uur))(?: uur)?"), _half),
    Rule(phrase(r"(\d{1,2})[:.](\d{2})(?: uur)?"), _digital),
    Rule(phrase(r"(\d{1,2}) uur ([0-5]\d)(?: minuten|<end>)"), _digital),
    Rule(phrase(rf"tussen {_FIRST} ?(?:en|{_TO}) ?{_LAST}(?: uur|<end>|(?= {IS_TAKEN}))"), _two_hours),
    Rule(phrase(rf"(?:van|vanaf) {_FIRST} ?{_TO} ?{_LAST}(?: uur|<end>|(?= {IS_TAKEN}))"), _two_hours),
    Rule(phrase(r"()(\d{1,2})(?= (?:tot|tm|-) <time>)"), _after),
    Rule(phrase(rf"(?P<first>\d{{1,2}})(?: uur)? ?{_TO} ?(?P<last>\d{{1,2}}) uur"), _two_hours),
    Rule(phrase(r"(?P<first>\d{1,2}) (?:tot|tm) (?P<last>\d{1,2})<end>"), _two_hours),
    Rule(phrase(r"(?:(?<=\d )|om )(?P<first>\d{1,2})-(?P<last>\d{1,2})<end>"), _two_hours),
    Rule(phrase(rf"(tussen|van|vanaf) (<hour>)(?: uur)?(?= (?:en|{_TO}) <time>)"), _after),
    Rule(phrase(rf"(<time> (?:en|of|{_TO})) (<hour>)(?: uur|<end>)"), _after),
    Rule(phrase(rf"((?:tussen|van|vanaf) <time> (?:en|{_TO})) (<hour>)(?! (?:dagen|weken|keer|maanden|personen|mensen))"), _after),
    Rule(phrase(r"(\d{1,2}) of (\d{1,2} uur)"), _two_choices),
    Rule(phrase(r"(?:een uur of )(\d{1,2})"), _whole),
    Rule(phrase(r"(\d{1,2}|(?:(?<=om )|(?<=rond )|(?<=na )|(?<=voor )|(?<=tot )|(?<=vanaf ))een) uur"), _whole),
    Rule(phrase(r"(om|rond|vanaf|tot|voor|na|tussen|<day>|<part>) (\d{1,2}) (15|30|45)<end>"), _spoken),
    Rule(phrase(r"(\d{1,2}) (15|30|45)(?= <part>)"), _digital),
    Rule(phrase(r"(om|<day>) (\d{3,4})<end>"), _four_figures),
    Rule(phrase(r"(\d{4})(?: uur)?"), _four_figures_alone),
    Rule(phrase(r"(om|rond|tegen|vanaf|na|tot|voor|tijd|tijdstip|<part>|<day>) (\d{1,2}|(?<=om )een)<end>"), _after),
    Rule(phrase(r"(<time>(?: ,)? (?:of|anders)(?: om)?) (\d{1,2})<end>"), _after),
    Rule(phrase(r"(\d{1,2}) of (<time>)"), _two_choices),
    Rule(phrase(r"<time>(?: (?:,|;|maar|nee|toch|sorry))* maak er (?:om )?(\d{1,2}) van"), _whole),
    Rule(phrase(r"<time>(?: (?:,|;|maar|nee|toch|sorry))* maak er (<time>) van"), kept),
)


# Parts of the day and hours that bound others: "na drie uur", "tussen tien en twaalf", "eind van de middag".

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


def _after_hour(match: re.Match[str], draft: Draft) -> Found:
    return (Hours(draft.clock(match[1]), None),)


def _before(match: re.Match[str], draft: Draft) -> Found:
    return (Hours(None, draft.clock(match[1])),)


_FREE_AFTER = "school|schooltijd|werk|werktijd|lunch|middageten|middag"

NAMES = (
    Rule(phrase(r"(?:om )?middernacht|(?:om )?12 uur (?:in de )?nacht"), _midnight),
    Rule(phrase(rf"na (?:(?:de|het|mijn|me|zijn|haar) )?(?:{_FREE_AFTER})"), _afternoon),
    Rule(phrase(r"voor de (?:lunch|middag)"), _morning),
    Rule(phrase(r"tussen de middag|(?:rond|tijdens|in) (?:de |mijn )?lunch(?:tijd|pauze)?|(?:rond )?(?:het )?middaguur"), _noon),
    Rule(phrase(r"(?:aan het )?eind (?:van )?(?:de )?(?:werk)?dag"), _late),
    Rule(phrase(r"(?:aan het )?begin van de (?:werk)?dag"), _early),
    Rule(phrase(r"(?:(?:in|de) )*(ochtend|middag|avond|nacht)"), _part),
)
_BUSY = "werk|werken|werkt|werkte|school|les|college|stage|oppas|dienst|dagdienst|vroege dienst|taalles|cursus|inburgering|therapie|dagbesteding"
_USUALLY = r"(?: (?:ik|altijd|meestal|elke dag|nu|dan|pas|vaak|maar))*"
_THEREFORE = r"(?: [a-z]+| ,){0,6}? (?:dus|liefst|graag|het liefst) "
_OTHERS_HOURS = (
    Rule(phrase(rf"tot (<time>)(?: \w+){{0,2}} (?:{_BUSY})"), _after_hour),
    Rule(phrase(r"(?:avond|nacht|late) ?(?:dienst|werk)(?: [a-z]+){0,2} (?:tot|van|vanaf|om) <time>"), unrelated),
    Rule(
        phrase(
            r"(?:sta|word|ben|lig|ga|slaap|moet)(?: (?:ik|al|pas|dan|er))* (?:om|tot|vanaf) <time>(?: [a-z]+){0,2} (?:op|wakker|uit bed|slapen|bed)"
        ),
        unrelated,
    ),
    Rule(phrase(r"slaap(?: ik)? (?:tot|vanaf) <time>"), unrelated),
    Rule(phrase(r"(?:ben|kom) (?:ik )?(?:pas )?(?:om )?(<time>) (?:klaar|vrij|thuis|uit)"), _after_hour),
    Rule(phrase(r"(?:bus|trein|boot) van <time>"), unrelated),
    Rule(phrase(r"(?:zijn|is)(?: [a-z]+){1,2} om <time> (?:uit|vrij|thuis)"), unrelated),
    Rule(phrase(rf"(?:{_BUSY})(?: (?:is|om))* (?:eindigt|stopt|afgelopen|uit|klaar)(?: is)?(?: om)? (<time>)"), _after_hour),
    Rule(phrase(r"voordat(?: [a-z]+){1,4}(?: om)? (<time>)"), _before),
    Rule(phrase(r"(?:reis|rij|fiets|loop|vaar)(?: ik)?(?: (?:wel|ruim|bijna|nog))* <time>"), unrelated),
    Rule(phrase(rf"(?:{_BUSY}){_USUALLY} tot (<time>)"), _after_hour),
    Rule(phrase(rf"(?:{_BUSY}){_USUALLY} vanaf (<time>)"), _before),
    Rule(phrase(r"(?:haal|halen)(?: [a-z]+){0,3} (?:om|rond) (<time>)"), _before),
    Rule(phrase(r"(?:breng|brengen)(?: [a-z]+){0,3} (?:om|rond) <time>(?: (?:de|mijn) [a-z]+)?"), unrelated),
    Rule(phrase(r"(?:tot|om) (<time>)(?: uit)?(?: ,| ;| en) (?:daarna|erna)(?! (?:kan|heb|moet|ga|niet) )"), _after_hour),
    Rule(phrase(rf"(?:tot|om) (<time>){_THEREFORE}(?:daarna|erna)"), _after_hour),
    Rule(phrase(rf"(?:vanaf|om) (<time>){_THEREFORE}(?:daarvoor|ervoor)"), _before),
    Rule(phrase(rf"(?:{_BUSY})(?: ik| altijd| elke dag)*(?: (?:van|tussen) <time> (?:en|tot|tm|-) <time>| <hours>)"), unrelated),
    Rule(phrase(r"(?:om )?<time> (?:naar|op) (?:school|mijn werk|het werk)"), unrelated),
)
_EDGES = (
    Rule(phrase(r"(?:het )?(?:begin|vroeg)(?: (?:van|in|de))* (<part>)"), _beginning),
    Rule(phrase(r"(<part>)(?: heel| lekker)? vroeg"), _beginning),
    Rule(phrase(r"(<one>)(?: heel| lekker)? vroeg"), _day_early),
    Rule(phrase(r"(?:het )?(?:eind|laat|later)(?: (?:van|in|de))* (<part>)"), _end),
)
_MADE = "maken|inplannen|plannen|boeken|reserveren|vastleggen|vastzetten|zetten|regelen|krijgen"
_AT_THE_END = "(?= *(?:$|[,;?]))"  # "3 uur, uiterlijk vrijdag": of the two, the day is the latest

HOUR_RULES = (
    *_EDGES,
    *_OTHERS_HOURS,
    Rule(phrase(rf"geen (?:afspraak|afspraken|gesprek|tijd)(?: (?:{_MADE}))* (?:voor|eerder dan) (<time>)"), _after_hour),
    Rule(phrase(rf"geen (?:afspraak|afspraken|gesprek|tijd)(?: (?:{_MADE}))* (?:na|later dan) (<time>)"), _before),
    Rule(phrase(r"(?:niet|nooit) (?:voor|eerder dan|vroeger dan) (<time>)"), _after_hour),
    Rule(phrase(r"(?:niet|nooit) (?:na|later dan) (<time>)"), _before),
    Rule(phrase(r"(?:tussen|van|vanaf) (<time>)(?: <part>)? (?:en|tot|tm|-) (<time>)(?: <part>)?"), _between),
    Rule(phrase(r"(<time>) (?:tot|tm|-) (<time>)"), _between),
    Rule(phrase(r"(?:na|vanaf|later dan|op zijn vroegst(?: om)?|vroegst) (<time>)"), _after_hour),
    Rule(phrase(r"(<time>) (?:of (?:later|daarna|erna)|op zijn vroegst|en later)"), _after_hour),
    Rule(phrase(rf"(?:afspraak|plek|plekje|gesprek|tijd)(?: (?:{_MADE}))* voor (<time>)"), kept),
    Rule(phrase(rf"(?:{_MADE}) voor (<time>)"), kept),
    Rule(phrase(r"(?:voor|tot|uiterlijk|eerder dan|op zijn laatst)(?: om)? (<time>)"), _before),
    Rule(phrase(rf"(<time>) (?:of (?:eerder|vroeger|ervoor)|(?:uiterlijk|op zijn laatst){_AT_THE_END})"), _before),
)
