"""Rules for what is no moment: numbers that mean something else, and what is taken back."""

import re

from bot.content.clock import MONTHS, WEEKDAYS
from bot.understanding.dates.engine import Draft, Found, Rule, dropped, kept, phrase, unrelated
from bot.understanding.dates.tokens import Gone

# What someone takes back while typing, and dates that belong to another story.

_TIMES = "(?: (?:om |in de )*(?:<time>|<part>))*"
_THE = "(?:(?:de|het|die|op|in|om) )*"
_SORRY = "nee|sorry|pardon|ik bedoel|bedoel|correctie|wacht"

_HAPPENS = "krijg|krijgt|kreeg|begint|begon|start|stopt|stopte|eindigt|verloopt|vervalt|komt|was|werd|ging"
_AND_ASKS = r"(?= ?(?:[,;]|kan ik|mag ik|kunt u)[^;]*\b(?:kan|wil|graag|kunt|mag|kom|past|lukt)\b[^;]*[DWS]\d| ?[,;][^;]*[DWS]\d[^;]*\b(?:kan|past|lukt|wel|graag)\b)"
CHANGE_RULES = (
    # "mijn afspraak van dinsdag verzetten naar vrijdag"
    Rule(phrase(rf"(?:van |op |voor )*<day>{_TIMES}(?: ,)? (?:\w+ ){{0,5}}naar (?={_THE}(?:<day>|<time>|<part>))"), dropped),
    Rule(phrase(r"(?:van )?<time> naar (?=(?:om )?<time>)"), dropped),
    # "dinsdag, nee woensdag"
    Rule(
        phrase(
            rf"<day>{_TIMES}(?: ,| ;)? (?:oh |o |of |eh |euh |uh )*(?:{_SORRY})(?: (?:,|nee|wacht|toch|liever|maar|doe|dan|ik))* (?=<day>)"
        ),
        dropped,
    ),
    Rule(phrase(rf"<day>{_TIMES}(?: ,| ;)? maar (?:ik )?(?:bedoel|bedoelde)(?: ik)?(?: eigenlijk| te zeggen)? (?=<day>)"), dropped),
    # "overmorgen, o nee dan heb ik de dokter, vrijdag"
    Rule(
        phrase(
            rf"<day>{_TIMES}(?: ,| ;)* (?:oh |o |ach )?(?:{_SORRY})(?: ,)? (?:dan|die dag) (?:heb|moet|kan|ben|werk|zit)"
            r"(?: [a-z]+){1,6}(?: ,| ;)* (?=(?:doe |dan |liever |toch |maar |op )*<day>)"
        ),
        dropped,
    ),
    Rule(phrase(r"liever (?:op )?(<day>) dan (?:op )?<day>"), kept),
    Rule(phrase(rf"ipv {_THE}<day>{_TIMES}"), dropped),
    Rule(phrase(r"ipv (?:om )?<time>(?: <part>)?"), dropped),
    # "op 25 december krijg ik loon, kan ik op 3 december komen": of two days the one that is asked for
    Rule(
        phrase(rf"(?:{_HAPPENS})(?: (?!kunnen|komen|kan)[a-z]+){{0,5}} (?:<day>|Z\d+)(?: (?:om |rond )?(?:<time>|<part>))*{_AND_ASKS}"),
        unrelated,
    ),
    Rule(
        phrase(
            rf"(?:op )?(?:<day>|Z\d+)(?: (?:om |rond )?(?:<time>|<part>))* (?:{_HAPPENS}|moet ik|moeten we)(?: (?!(?:kunnen|komen|kan|goed|het|beter|best|beste|uit|prima|mij|me|ons)\b)[a-z]+){{1,6}}{_AND_ASKS}"
        ),
        unrelated,
    ),
    Rule(phrase(r"(?:het is |t is )?nu (?:al |pas )?<time>"), unrelated),
    # "per 1 januari moet ik mijn huis uit", "ik word maandag ontslagen"
    Rule(
        phrase(r"(?:moet|moeten|ga|word|wordt|raak|sta|ontslagen|opgezegd|werkloos)(?: (?!kunnen|komen)[a-z]+){0,2} per <day>"), unrelated
    ),
    Rule(
        phrase(
            r"(?:had|was|stond)(?: (?:ik|wij|we|al))* (?:op )?<day>(?: (?:om )?(?:<time>|<part>))?(?: [a-z]+){0,2} (?:afspraak|gesprek|geweest)"
        ),
        unrelated,
    ),
    Rule(phrase(r"per <day> (?:moet|word|wordt|raak|sta|ben|heb|stopt|verlies)(?: [a-z]+){0,3}"), unrelated),
    Rule(phrase(r"(?:word|wordt|werd|ben|raak)(?: (?:ik|wij))? (?:op )?<day> (?:ontslagen|werkloos|geopereerd|uitgezet|\d\d)"), unrelated),
    Rule(phrase(r"(?:sinds|geboren|geboortedatum|jarig|geb)(?: [a-z]+){0,2}(?: (?:<day>|<time>|<part>))+"), unrelated),
    Rule(phrase(r"(?:<day> )+(?:ben |is )?(?:ik |hij |zij )?(?:geboren|jarig)"), unrelated),
    Rule(
        phrase(
            r"(?:contract|dienstverband|proeftijd|ww)(?: \w+){0,2} (?:eindigt|stopt|loopt|verloopt|tot|per|af)(?: \w+){0,2} <day>(?: af)?"
        ),
        unrelated,
    ),
)


# Figures and words that look like a moment and are none: wages, ages, working hours, greetings, the past.

_LEVELS = "mbo|vmbo|havo|vwo|hbo|wo|niveau|nivo|groep|klas|schaal|trede|spoor|fase"
_NUMBERED = "nummer|nr|huisnummer|tel|telefoon|artikel|art|lijn|perron|kamer|lokaal|verdieping|optie|keuze|code|pagina"
_WORK = "werk|werken|werkte|werkt|contract|contracten|baan|baantje|functie|vacature|vacatures|bijbaan|dienstverband|job"
_KIND = "goede|goeie|goeden|fijn|fijne|prettig|prettige|mooi|mooie|leuk|leuke|lekker"
_UNITS = "jaar|jaren|jr|maanden|maand|weken|week|dagen|dag|uur|uren|minuten"
_MONTHS = "|".join(MONTHS)
_DAYS = "|".join(WEEKDAYS)

_NOT_A_MOMENT = (
    rf"(?:{_KIND}) (?:morgen|ochtend|middag|avond|nacht|dag|weekend|week|kerst|feestdagen)",
    r"euro \d[\d.,:]*|\d[\d.,:]* euro",
    r"(?!\d\d[-/]\d{1,2}[-/]\d{4}\b)0\d[\d -]{6,}\d",  # telephone numbers
    r"(?<=[a-z] )(?<!op )(?<!kan )24/7|24/7(?= (?:open|bereikbaar|beschikbaar|bezig|aan))",
    rf"(?:{_LEVELS}) (?:niveau )?\d+e?(?:[-/]\d+)?",
    rf"(?<!week )(?:{_NUMBERED}) \d\S*",
    r"\d+(?:-\d+)?(?: a \d+)?(?: (?:uur|uren|dagen|keer|x))? per (?:week|dag|maand|jaar)",
    r"\d+(?:-\d+)?(?: a \d+)? (?:uur|uren|dagen|keer|x) in (?:de|een) (?:week|maand)(?! van)",
    r"(?:elke|om de) (?:\d+ )?(?:week|weken|maand|maanden|jaar|uur)",
    r"(?:al|ruim|bijna|meer dan|langer dan|minder dan|minimaal|maximaal|max|minstens) (?:\d+|een|anderhalf|half)(?:-\d+)? (?:uur|uren|jaar|week|weken|dagen|maanden)",
    rf"(?:afgelopen|laatste|vorige) \d+ (?:{_UNITS})",
    rf"(?:\d+|een)(?: en een half)? (?:{_UNITS}) (?:van tevoren|tevoren|voordat|nadat|eerder|later|vroeger|voorbij)",
    r"\d+ en een half uur",
    r"(?:duurt|duur|kost)(?: [a-z]+){0,3} \d+(?:-\d+)? (?:uur|minuten)",
    r"\d+ uur te [a-z]+|(?<!over )\d+\.\d uur",
    rf"(?<!voor )(?<!tot )(?<!na )\d+ (?:{_UNITS}) (?:geleden|gewacht|gereden|gereisd|gelopen|gefietst|gezeten|gestaan|lang|oud|ervaring|werkloos|thuis|ziek|gewerkt|werken|werk|contract|baan|reizen|reistijd|rijden|onderweg|wachten|les|slapen)",
    rf"(?:{_WORK})(?: (?!(?:om|tot|vanaf|na|rond|tussen|en|of|vandaag|morgen|overmorgen|{_DAYS})\b)[a-z]+){{0,3}} \d+(?:-\d+)?(?: a \d+)? (?:uur|uren)",
)
_PAST = (
    r"(?:eer)?gisteren|gister|vannacht",
    rf"(?:vorige|vorig|afgelopen) (?:week|maand|jaar|weekend|zomer|winter|{_DAYS}|{_MONTHS})(?: (?:{_DAYS}))?",
    rf"(?:{_DAYS}) (?:jl|geleden)",
    rf"(?:\d+|een|paar|anderhalve|half) (?:{_UNITS}) geleden",
)


def _gone(match: re.Match[str], draft: Draft) -> Found:
    return (Gone(),)


UNRELATED_RULES = (
    *(Rule(phrase(pattern), _gone) for pattern in _PAST),
    *(Rule(phrase(pattern), unrelated) for pattern in _NOT_A_MOMENT),
)
# "gisteren om 3 uur", "vorige week dinsdagmiddag": the time belongs to that day.
BESIDE_THE_PAST = (
    Rule(phrase(r"Z\d+(?: [a-z]+){1,5} (?:<time>|<part>)"), unrelated),
    Rule(phrase(r"Z\d+(?: (?:,|om|rond|op|<time>|<part>|<day>))*(?: (?:<time>|<part>|<day>))"), unrelated),
    Rule(phrase(r"(?:om |rond )?(?:<time>|<part>) Z\d+"), unrelated),
)
