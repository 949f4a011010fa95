"""A sentence as the rules read it: lower case, numbers as figures, words of time mended."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from bot.content.clock import MONTHS, WEEKDAYS
from bot.understanding.dates.feasts import FEASTS
from bot.understanding.dates.lexicon import (
    COMPOUNDS,
    RECURRING,
    SAME_WORD,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    hours_in_figures,
    in_figures,
    weekdays_in_full,
)

# Typed text made even: lower case, words and figures apart, calendar words in one spelling.

_HEAD, _TAIL = 500, 1000  # characters; of a long story the wish mostly stands at the end
_HOURS = "een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
_PARTS = "ochtend|morgen|middag|namiddag|avond|nacht"

_ABBREVIATIONS = (
    (r"\ba\.?s\.(?=\s)|\bas (?=[a-z]+dag\b)", " aanstaande "),
    (r"\bv\.\s?a\.(?=\s*\d)", "vanaf"),
    (r"\bz\.?s\.?m\b\.?", " zsm "),
    (r"\bt\s?/\s?m\b|\bt\.?e?\.?m\.(?=\s)|\btot en met\b", " tm "),
    (r"\bi\.?p\.?v\b\.?|\bin ?plaats van\b", " ipv "),
    (r"\bp\s?[./]\s?[wu]\b\.?|\bpw\b", " per week "),
    (r"\bj\.?l\.(?=\s|$)", " jl "),
    (r"\ben ?/ ?of\b", " of "),
    (r"\b([zm])'n\b", r"\1ijn"),
    (rf"(?<![a-z])'?s[' ]+(?=(?:{_PARTS}|{'|'.join(WEEKDAYS)})s)", " "),
    (r"\bwed\b\.?(?=,? \d)", "woensdag"),  # "ik wed dat" is no day
    (r"\bmay\b(?= \d)|(?<=\d )may\b|(?<=\d(?:th|st|nd|rd) )may\b", "mei"),
    (r"\b(" + "|".join((*SHORT_WEEKDAYS, *SHORT_MONTHS)) + r")\.", r"\1 "),
    (r"\bhalfuur(?:tje)?\b", "half uur "),
    (r"(?<=\d )julie\b", "juli "),
    (rf"\bhalf(?=(?:{_HOURS})\b)", "half "),
    (r"\bkwart(?=over|voor)|(?<=kwart over)(?=[a-z])|(?<=kwart voor)(?=[a-z])", " "),
)
_SHORT_YEAR = r"(?:20)?(\d\d)\b(?![:.]\d)"
_NAMED_MONTH = "|".join((*MONTHS, *SHORT_MONTHS))
_PASTED = (  # as a calendar or a spreadsheet writes it
    (r"\b(\d{4}-\d\d-\d\d)t?\s*(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:z\b|\s?[+-]\d\d:?\d\d\b)?", r"\1 \2"),
    (r"\b(\d{1,2}:[0-5]\d):[0-5]\d\b", r"\1"),
    (rf"\b(\d{{1,2}})\s?[-/.]\s?({_NAMED_MONTH})\s?[-/.]\s?{_SHORT_YEAR}", r"\1 \2 20\3"),
    (rf"\b(\d{{1,2}})(?:\s?[-/]\s?|\.)({_NAMED_MONTH})\b", r"\1 \2"),
    (r"\b(\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?)\s+-\s+(?=\d{1,2}[-/.]\d)", r"\1 tm "),
    (r"\b(\d{1,2}/\d{1,2}(?:/\d{2,4})?)-(?=\d{1,2}/\d)", r"\1 tm "),
    (r"\btweeduizend(?:en)?(?=[a-z])", "tweeduizend "),
    (r"\b(20\d\d) - (?=\d{1,2}[:.][0-5]\d\b)", r"\1 , "),
    (r"\b(?:van|in|uit) het jaar (?=20\d\d)", "van "),
)
_FIGURES = (
    (r"\b(\d{1,2})\s?[uh]\s?([0-5]\d)\b", r"\1:\2"),  # 10u30
    (r"\b(\d{1,2})[,;]([0-5]\d)(?=\s?(?:uur|u)\b)|(?<=\bom )(\d{1,2})[,;]([0-5]\d)\b", r"\1\3:\2\4"),  # 10,30 uur
    (r"(\d),(?=\d(?!\d))", r"\1."),  # 1,5
    (r"(\d)\s?(?:uur|ur|uru|uut|uhr|uyr|uuur|uurr|u|h|o'?clock)\b\.?", r"\1 uur "),
    (r"\b(\d{1,2})(?:ste|de|e|th|nd|rd|st)\b", r"\1e"),
    (r"(\d)\s*([-/])\s*(?=\d)", r"\1\2"),
    (r"\b(\d{1,2}[:.][0-5]\d)-(?=\d{1,2}[:.][0-5]\d\b)", r"\1 tot "),
    (r"(?<=[a-z])(?=\d)", " "),  # half10
    (r"(\d)(?!e\b)(?=[a-z])", r"\1 "),  # 3dec
)
_SIGNS = (
    (r"[&+]", " en "),
    (r"€", " euro "),
    (r"(?<=[a-z])/(?=[a-z])", " of "),
    (r"[.:](?!\d)|(?<!\d)[.:]|[!\n\r;()]+", " ; "),
    (r"(?<!\d)[-/]|[-/](?!\d)", " - "),
    (r"([,?])", r" \1 "),
    (r"[^a-z0-9.:/,;? -]+", " "),
)
_FROM_ANOTHER = r"\b((?:of|niet|geen|weg|vakantie|verhinderd)\b[^;?]*?)"
_IDIOMS = (
    (r"\b(?<=dagen |weken )(?:na|vanaf) nu\b", "na vandaag"),  # "twee weken na nu"
    (r"\bvoor die (?:tijd|datum|dag)\b", "daarvoor"),
    (r"\bna die (?:tijd|datum|dag)\b", "daarna"),
    (r"\b(?:(?:wat|iets|nog|een beetje|veel) )*later op de dag\b", "middag"),
    (r"\b(?:(?:wat|iets|nog|een beetje|veel) )*(?:eerder|vroeger) op de dag\b", "ochtend"),
    (r"\b(?:(?:wat|iets|nog) )*(?:later|verderop) in de (week|maand)\b", r"eind deze \1"),
    (r"\bde klok van (?=\d|half|kwart)", ""),
    (r"\bklokslag (?=\d|half|kwart)", "om "),
    (r"(?<!\d )(?<!een )\buur (\d{1,2})\b(?! uur| minuten)", r"om \1 uur"),
    (r"^vrij (?=\d{1,2}(?:[:.]\d\d)? uur)", "vrijdag "),
    (r"(?<=dag |gen )mid\b", "middag"),
    (r"(?<=dag |gen )ocht\b", "ochtend"),
    (r"(?<=dag de )zevende\b", "7e"),
    (r"\bnvt (?=morgen|vandaag|overmorgen|[a-z]+dag)", "niet "),
    (r"\bvolg (?=week\b|maand\b)", "volgende "),
    (r"\b(?:(?:een|1|2|half|een half) )?uur later dan\b", "later dan"),
    (r"\b(?:hlaf|halv|haf|hlf|halff)(?= \d)", "half"),
    (r"\b(begin|midden|half|eind) (?:van )?(?:de|het) (week|maand|jaar)\b", r"\1 deze \2"),
    (r"(?<!dag )(?<!dagen )\b(?:in de loop )?van de week\b(?! van)", "deze week"),
    (r"\bdeze (?=(?:ochtend|middag|avond)\b)", "vandaag "),
    (r"\bdeze morgen\b", "vandaag ochtend"),
    (r"\b(?:tweeduizend|2 duizend) (?:en )?(\d\d)\b", r"20\1"),
    (
        rf"\b(\d{{1,2}}e? (?:{_NAMED_MONTH})) ((?:(?:om|rond|tegen|vanaf|na|voor) )?\d{{1,2}}(?:[:.]\d\d)?(?: uur)?) (20[2-9]\d)\b",
        r"\1 \3 \2",
    ),
    (r"\beerst (?=volgende|komende)", "eerst"),
    (r"\b(?:een |1 )?(dag|week) later dan\b", r"\1 na"),
    (r"\b(?:een |1 )?(dag|week) eerder dan\b", r"\1 voor"),
    (rf"{_FROM_ANOTHER} (?:een |1 )?(dag|week) later\b", r"\1 \2 erna"),  # "dinsdag niet, een week later wel"
    (rf"{_FROM_ANOTHER} (\d{{1,2}} (?:dagen|weken)) later\b", r"\1 \2 erna"),
    (r"\b(?:een |1 )?(dag|week) later(?= (?:(?:mag|kan|is|lukt|past) )?ook\b)", r"of \1 erna"),
    (r"\bvan het jaar\b", "van deze jaar"),
    (r"\b(?:het )?nieuwe jaar\b", "volgende jaar"),
    (rf"\b(van|in|binnen) de maand\b(?! (?:{'|'.join(MONTHS)}))", r"\1 deze maand"),
)
_SHORT_MONTH = re.compile(
    "|".join(rf"(?<=\b{before} )(?:{'|'.join(SHORT_MONTHS)})\b" for before in ("begin", "midden", "half", "eind", "in", "vanaf", "week"))
)


def _compiled(*tables: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), by) for table in tables for pattern, by in table)


_AS_TYPED = _compiled(_PASTED, _ABBREVIATIONS, _FIGURES, _SIGNS)
_AS_WORDS = _compiled(_IDIOMS)


def _replaced(text: str, table: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, by in table:
        text = pattern.sub(by, text)
    return text


def _ascii(letter: str) -> str:
    """Digits of any script as ours, other letters as nothing."""
    return letter if letter.isascii() else str(unicodedata.decimal(letter, "")) or " "


def _months_in_full(text: str) -> str:
    """A short month without a figure ("eind dec"); "jan" alone is more often a man."""
    return _SHORT_MONTH.sub(lambda match: SHORT_MONTHS[match[0]], text)


def _plain(text: str) -> str:
    """Without capitals and accents, but "één" stays the number that it is."""
    short = text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]} ; {text[-_TAIL:]}"
    lowered = re.sub(r"\b[ée]én\b|\béen\b", "1", unicodedata.normalize("NFKC", short).lower())
    apart = unicodedata.normalize("NFKD", re.sub("[’‘`\u00b4]", "'", re.sub("[–—]", "-", lowered)))
    kept = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.sub(r"[^\W\d_]|\d", lambda match: _ascii(match[0]), kept)


def _canonical(word: str, repair: Callable[[str], str]) -> str:
    """The word in the one spelling that the rules know; a word that nobody knows is mended first."""
    if not word.isalpha():
        return word
    known = COMPOUNDS.get(word) or SAME_WORD.get(word) or in_figures(word)
    if known:
        return known
    mended = repair(word)
    return COMPOUNDS.get(mended) or in_figures(mended) or SAME_WORD.get(mended, mended)


def read(text: str, repair: Callable[[str], str]) -> str:
    """The text as the rules expect it; `repair` mends one misspelt word."""
    even = _replaced(_plain(text), _AS_TYPED)
    words = " ".join(_canonical(word, repair) for word in even.split())
    return _months_in_full(_replaced(weekdays_in_full(hours_in_figures(words)), _AS_WORDS))


# Slips of the thumb in calendar words: "dinsadg", "overmoregn".

_OTHERS = (
    "morgen", "overmorgen", "vandaag", "volgende", "komende", "aanstaande", "eerstvolgende", "weekend", "werkdag",
    "ochtend", "middag", "avond", "kwart", "mogelijk", "mogelijkheid", "zeven", "negen", "twaalf", "twintig", "dertig",
)  # fmt: skip
_SHORTEST = 5  # below this, a slip is as often another word: "maar", "juli" and "jullie"
_LONG = 8  # from here on two slips still leave only one calendar word
_CALENDAR = frozenset(word for word in (*WEEKDAYS, *MONTHS, *_OTHERS, *COMPOUNDS) if len(word) >= _SHORTEST and word not in RECURRING)
_HOLIDAYS = frozenset(FEASTS)
# Ordinary words that are one or two letters away from a calendar word.
_LOOKALIKES = frozenset({
    "aangaande", "aanstaan", "avoid", "avondje", "dertiger", "dienstdagen", "jullie", "kaart", "kokende", "kopende",
    "kwarts", "kwast", "maakt", "maalt", "maanden", "maant", "markt", "middel", "middelen", "midden", "moeilijk",
    "moeilijke", "moeilijkheid", "mogelijke", "mogen", "morgan", "morgenstond", "morren", "nemen", "neven", "twintiger",
    "vallende", "vandaal", "vandaan", "vangende", "vergende", "voelende", "voldoende", "volgden", "volgens", "volgers",
    "volgorde", "vragende", "vrijaf", "vullende", "weekenden", "werkdagen", "werkend", "werkende", "werkenden", "zegen",
    "zondaar", "zweven",
})  # fmt: skip
_LEFT_ALONE = _CALENDAR | _HOLIDAYS | _LOOKALIKES


def slips(one: str, other: str) -> int:
    """How many letters were left out, added, replaced or swapped with their neighbour.

    The restricted Damerau-Levenshtein distance; Damerau (1964) found that these four make up over 80 % of all
    misspellings.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _same_start(one: str, other: str) -> bool:
    """The first letter is rarely wrong, and keeping it keeps "zwart" from becoming "kwart"."""
    return one[0] == other[0] or one[:2] == other[1::-1]


def _near(word: str, known: frozenset[str], allowed: int) -> list[tuple[int, str]]:
    worth_counting = (other for other in known if abs(len(other) - len(word)) <= allowed and _same_start(word, other))
    return [(count, other) for other in worth_counting if (count := slips(word, other)) <= allowed]


@lru_cache(maxsize=4096)
def repaired(word: str) -> str:
    """The one calendar word that was meant, or the word itself when none or more than one comes near."""
    if len(word) < _SHORTEST or word in _LEFT_ALONE:
        return word
    near = sorted(_near(word, _CALENDAR, 2 if len(word) >= _LONG else 1) + _near(word, _HOLIDAYS, 1))
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return word
    return near[0][1]
