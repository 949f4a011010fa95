"""The words of time: weekdays, months, parts of the day, numbers, abbreviations."""

import re

from bot.content.clock import MONTHS, WEEKDAYS

# The calendar words of Dutch, with the other ways in which people here write them.

SHORT_WEEKDAYS = {
    "ma": "maandag", "di": "dinsdag", "wo": "woensdag", "woe": "woensdag",
    "do": "donderdag", "vr": "vrijdag", "za": "zaterdag", "zo": "zondag",
    "din": "dinsdag", "don": "donderdag", "dond": "donderdag", "vri": "vrijdag", "vrijd": "vrijdag",
}  # fmt: skip
SHORT_MONTHS = {
    "jan": "januari", "feb": "februari", "febr": "februari", "mrt": "maart", "mar": "maart", "apr": "april",
    "jun": "juni", "jul": "juli", "aug": "augustus", "sep": "september", "sept": "september",
    "okt": "oktober", "oct": "oktober", "nov": "november", "dec": "december",
}  # fmt: skip

# Gronings as its speakers spell it, English because newcomers mix it in, and what thumbs leave out.
_ALSO_WRITTEN = {
    "maandag": "moandag maondag monday mon",
    "dinsdag": "dins daansdag diensdag dingsdag tuesday tue tues",
    "woensdag": "woens wonsdag weunsdag wednesday",
    "donderdag": "dunderdag dunnerdag thursday thu thur thurs",
    "vrijdag": "vrydag vraidag friday fri",
    "zaterdag": "zotterdag zoaterdag saturday",
    "zondag": "zundag sunday sun",
    "januari": "january jannewoarie",
    "februari": "february",
    "maart": "march meert mart",
    "april": "aprl apri apil aril",
    "juni": "june junie",
    "juli": "july",
    "augustus": "august",
    "oktober": "october",
    "vandaag middag": "vannmiddag",
    "vandaag": "vandoag today heden",
    "morgen": "tomorrow tmrw tomorow tmr morn morgn mrgn mrg mrgen",
    "overmorgen": "overmorn overmorgn overmrgn overmrg ovmrgn ovmrg ovmorgen",
    "gisteren": "gister guster yesterday",
    "week": "wek weke weekk weeek wk weekje weeknr weeknummer wknr",
    "weken": "weekjes",
    "dag": "dagje",
    "dagen": "dagjes doagen",
    "maand": "moand maandje mnd",
    "weekend": "weekeinde weekeind",
    "werkdagen": "doordeweeks weekdagen",
    "volgende week": "volgendeweek",
    "volgende maand": "volgendemaand",
    "deze week": "dezeweek vandeweek",
    "deze weekend": "ditweekend",
    "kerst": "kerstmis kerstdagen",
    "pasen": "paas",
    "pinksteren": "pinkster",
    "ochtend": "morning ochtends ochtenden sochtends ochtenduren sochtens morgens smorgens smorges morns smorns voormiddag veurmiddag",
    "middag": "afternoon middags smiddags smidags smiddoags middeg middagen namiddag noamiddag middaguren",
    "avond": "evening avonds avonden savonds avonduren oavond avnd avod aond oavend oavends soavends",
    "nacht": "nachts snachts",
    "uur": "ure uurtje",
    "minuten": "min minuut minuutjes",
    "half": "haalf halv",
    "kwart": "kwrt kwat kwar ketaaier ketier kwartier kwartiertje",
    "een": "n",
    "volgende": "volgend volgnd vlgnde vlgd vlg next",
    "komende": "komend kommende aankomend aankomende aankommende ankommende",
    "aanstaande": "aanstaand aanstoande aanst",
    "deze": "dit dizze",
    "elke": "elk ieder iedere",
    "begin": "beginnend",
    "midden": "halfweg halverwege medio",
    "eind": "einde",
    "na": "noa after",
    "voor": "veur vor before",
    "naar": "noar",
    "om": "at",
    "tm": "tem",
    "niet": "nait nie",
    "geen": "gain",
    "kan": "kin",
    "het": "t",
    "tijd": "tied tiid",
    "zsm": "asap",
}
SAME_WORD = {other: word for word, others in _ALSO_WRITTEN.items() for other in others.split()}

# What people put around a day or an hour, and which says nothing of its own: "ik kan ook wel op", "zou dat lukken".
AROUND_A_WISH = frozenset({
    "a", "aan", "afspraak", "al", "alleen", "als", "alstublieft", "aub", "b", "ben", "beste", "bij", "daarna", "dag", "dan",
    "dat", "de", "die", "doe", "dus", "een", "ergens", "er", "en", "eventueel", "goed", "graag", "hele", "het", "hoor",
    "ik", "in", "is", "ja", "kan", "kom", "komen", "krijgen", "kunnen", "langs", "langskomen", "liefst", "liever", "loop",
    "lukt", "lukken", "maar", "mag", "me", "mij", "misschien", "mooi", "nog", "of", "om", "ongeveer", "ook", "op", "past",
    "pas", "prima", "rond", "schikt", "svp", "te", "tijd", "tot", "u", "uit", "van", "vanaf", "voor", "weg", "wel", "weer",
    "wij", "we", "wil", "willen", "zou", "zouden", "zet", "zijn", "noteer", "plan", "boek", "zal", "zullen", "doen", "sorry", "helaas",
})  # fmt: skip

# Countries where people here stay with family or on holiday: who is there "tot de 20e" can come after it.
ABROAD = (
    "belgie", "bulgarije", "curacao", "duitsland", "egypte", "engeland", "eritrea", "frankrijk", "griekenland", "indonesie", "irak",
    "iran", "italie", "kroatie", "marokko", "oekraine", "oostenrijk", "polen", "portugal", "roemenie", "somalie", "spanje", "suriname",
    "syrie", "turkije",
)  # fmt: skip

# What people have to do on a day or at an hour on which they cannot come: "maandag heb ik therapie", "'s ochtends heb ik les".
DUTIES = (
    "begrafenis", "behandeling", "bezoek", "bruiloft", "college", "crematie", "cursus", "dagbesteding", "dagdienst", "dialyse", "dienst",
    "dokter", "examen", "fysio", "fysiotherapie", "huisarts", "inburgering", "kapper", "kerk", "kinderen", "kleinkinderen", "kuur", "les",
    "mamadag", "mantelzorg", "moskee", "nachtdienst", "oefentherapie", "oppas", "oppasdag", "oppasoma", "oppasopa", "rechtbank", "rechter", "notaris", "consultatiebureau", "opticien", "papadag", "rijexamen", "rijles", "school",
    "sollicitatie", "sollicitatiegesprek", "stage", "taalles", "tandarts", "tentamen", "therapie", "toets", "training", "uitvaart",
    "verjaardag", "verhuizing", "voetbal", "werk", "ziekenhuis", "zwemles",
)  # fmt: skip
# How it ends: "na 3 uur moet ik de kinderen halen".
CHORES = (
    "werken", "weg", "halen", "ophalen", "afhalen", "brengen", "wegbrengen", "oppassen", "koken", "slapen", "leren", "sporten",
    "trainen", "schoonmaken", "bezorgen", "zorgen", "school", "werk", "dokter", "huisarts", "ziekenhuis", "tandarts", "fysio", "les",
)  # fmt: skip

_WE = "(?:ik|we|wij)"
_OF_OURS = r"(?: (?:al|dan|ook|altijd|meestal|een|mijn|de|het|nog|elke|onze|weer|eigenlijk|naar|op|in|bij|met|aan|weer|stage))*"
_NOT_WITH_US = r"(?: (?!kunnen|kom|komen|afspraak|gesprek|jullie|u|over|langs|terecht|weten|niet)[a-z]+){0,6}?"
_DUTY = "|".join(DUTIES)
_CHORE = "|".join(CHORES)
# Behind a day or an hour: "… moet ik werken", "… heb ik therapie", "… breng ik de kinderen". "Vrijdag werk ik niet" is a day off.
IS_TAKEN = (
    rf"(?:(?:heb|hebben) {_WE}{_OF_OURS} (?:{_DUTY})(?! (?:vrij|niet))|(?:moet|moeten|ga|gaan) {_WE}{_NOT_WITH_US} (?:{_CHORE})|"
    rf"(?:werk|werken|sport|slaap|breng|brengen|haal|halen|studeer|train) {_WE}(?!{_OF_OURS} (?:niet|nooit|thuis|vanuit))|"
    rf"pas {_WE}(?: [a-z]+){{0,4}} op|"
    rf"(?:ben|zijn|zit|zitten|sta|loop) {_WE}{_OF_OURS} (?:{_DUTY}|{_CHORE}|kantoor|trein|bus|winkel|fabriek|magazijn|keuken|kas|bezet|bezig|druk|afwezig|verhinderd))"
)
# Before it: "ik moet (om 3 uur) de kinderen ophalen", "ik heb (elke ochtend) dialyse".
HAVE_TO = rf"{_WE} (?:heb|hebben|moet|moeten|zit|zitten|ga|gaan)(?: (?:al|dan|ook|altijd|meestal|dus|nog|op|in|elke|om|rond|weer))*"
TAKEN_BY = rf"(?: (?!en|dan|dus|daarna|vrij|niet|kan|komen|tijd|over)[a-z]+){{0,4}}? (?:{_DUTY}|{_CHORE})(?: (?:halen|ophalen|brengen|wegbrengen))?"

_ENDS = {
    "ochtend": "ochtend", "morgen": "ochtend", "vroeg": "ochtend", "voormiddag": "ochtend", "morn": "ochtend",
    "middag": "middag", "namiddag": "middag", "noamiddag": "middag", "avond": "avond", "nacht": "nacht",
}  # fmt: skip
_BEGINNINGS = {day: day for day in (*WEEKDAYS, "morgen", "overmorgen")} | {
    "moandag": "maandag", "dunderdag": "donderdag", "vraidag": "vrijdag", "zoaterdag": "zaterdag", "zundag": "zondag", "van": "vandaag", "heden": "vandaag",
}  # fmt: skip

RECURRING = {f"{day}{end}": f"elke {day}" for day in WEEKDAYS for end in ("s", "en")}
# "dinsdagmiddag", "morgenvroeg", "vanavond"
COMPOUNDS = RECURRING | {
    f"{begin}{end}": f"{day} {part}"
    for begin, day in _BEGINNINGS.items()
    for end, part in _ENDS.items()
    if begin + end != "vanvroeg"  # "van vroeg tot laat", written in haste
}


# Numbers written as words: "drie", "veertiende", "na zessen".

_ONES = ("", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
         "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")  # fmt: skip
_TENS = {20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig"}
_GRONINGS = {
    "twij": 2, "twije": 2, "twai": 2, "drij": 3, "drije": 3, "drei": 3, "vaaier": 4, "vief": 5, "vieve": 5,
    "zeuven": 7, "zeum": 7, "elm": 11, "twoalf": 12, "twaalef": 12,
    "viere": 4, "zesse": 6, "zeuvene": 7, "zeumne": 7, "achte": 8, "negene": 9, "tiene": 10, "elme": 11,
    "twaalve": 12, "elluf": 11, "ellef": 11, "twaluf": 12, "twaalluf": 12,
}  # fmt: skip
# "om zessen", "na twaalven": the hour and nothing else
_HOURS = ("", "enen", "tweeen", "drieen", "vieren", "vijven", "zessen", "zevenen", "achten", "negenen", "tienen", "elven", "twaalven")


def _spelt(number: int) -> str:
    if number < 20:
        return _ONES[number]
    tens, ones = number // 10 * 10, number % 10
    return (_ONES[ones] + "en" if ones else "") + _TENS[tens]


def _ordinal(number: int) -> str:
    return _spelt(number) + ("de" if number < 20 and number not in (1, 8) else "ste")


# "een" stays a word, as it is mostly no number; "eerste" to "derde" too, as they mostly order something else.
CARDINALS = {_spelt(number): number for number in range(2, 60)} | _GRONINGS
ORDINALS = {_ordinal(number): number for number in range(4, 32)}
HOURS = {word: hour for hour, word in enumerate(_HOURS) if word}
_BEFORE_AN_HOUR = ("om", "na", "voor", "tegen", "rond", "tot", "vanaf", "half", "over", "tussen")
_HOUR_WORD = re.compile("|".join(rf"(?<=\b{before} )(?:{'|'.join(HOURS)})\b" for before in _BEFORE_AN_HOUR))


def in_figures(word: str) -> str | None:
    """A number word in figures ("drie" → "3", "veertiende" → "14e"); None when it is no number."""
    if word in CARDINALS:
        return str(CARDINALS[word])
    return f"{ORDINALS[word]}e" if word in ORDINALS else None


def hours_in_figures(text: str) -> str:
    """So "na zessen" becomes "na 6 uur", while "in drieen" stays as it is."""
    return _HOUR_WORD.sub(lambda match: f"{HOURS[match[0]]} uur", text)


# Weekdays cut short: "ma", "do" and "zo" are words of their own, so their neighbours decide.

_SHORT = "ma|di|din|wo|woe|do|don|dond|vr|vri|vrijd|za"  # "zo" only beside a date or a Saturday: "zo rond 3 uur"
_MONTH = "|".join((*MONTHS, *SHORT_MONTHS))
_FILLER = "(?:(?:,|graag|liefst|kan|is|om|de|rond|na|voor|niet|tot|tussen|vanaf|in|van|eind|begin) )*"
_TIME = r"(?:\d|(?:half|kwart|ochtend|middag|avond|een uur|lunch|school|volgende week|mid|ocht|aanstaande)\b)"
_BEFORE = (
    "volgende", "komende", "aanstaande", "week", "week ,", " op", "uur", "uur ,", r"\d", r"\d ,",
    "niet", "geen", "behalve", "alleen", "ochtend", "ochtend ,", "middag", "middag ,", "avond", "avond ,", "school", "lunch",
)  # fmt: skip
_BETWEEN = ("of", "en", "tm", "-", ",")
_BESIDE_A_TIME = re.compile(
    "|".join(
        [
            rf"\b(?:{_SHORT})\b(?= {_FILLER}{_TIME}| (?:(?:of|en|-|,|tm) )?(?:{_SHORT}|zo)\b)",
            rf"\bzo\b(?= \d{{1,2}}(?:[-/]\d|e? (?:{_MONTH})))",
            *(rf"(?<={before} )(?:{_SHORT})\b" for before in _BEFORE),
            *(rf"(?<={day} )(?:{_SHORT})\b" for day in WEEKDAYS),
            *(rf"(?<=dag {between} )(?:{_SHORT})\b|(?<=zaterdag {between} )zo\b" for between in _BETWEEN),
        ]
    )
)
_ALONE = re.compile(r"(?:op |graag )?(ma|di|din|wo|woe|do|don|dond|vr|vri|vrijd|za)(?: graag| kan| \?| ;)*")


def _in_full(match: re.Match[str]) -> str:
    return SHORT_WEEKDAYS[match[0]]


def weekdays_in_full(text: str) -> str:
    """The short weekdays of a text written out; each one found may show that its neighbour is one too."""
    alone = _ALONE.fullmatch(text)
    if alone:
        return text.replace(alone[1], SHORT_WEEKDAYS[alone[1]], 1)
    found = 1
    while found:
        text, found = _BESIDE_A_TIME.subn(_in_full, text)
    return text
