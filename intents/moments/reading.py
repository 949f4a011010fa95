"""Typed text made even: lower case, words and figures apart, calendar words in one spelling."""

import re
import unicodedata
from collections.abc import Callable

from intents.moments.numbers import in_figures
from intents.moments.words import COMPOUNDS, MONTHS, SAME_WORD, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS

_LONGEST = 1000  # characters; a moment is said in far less, and a message may hold 4096

_WORDS_WITH_STOPS = (
    (r"\ba\.?s\.(?=\s)|\bas (?=[a-z]+dag\b)", " aanstaande "),
    (r"\bz\.?s\.?m\b\.?", " zsm "),
    (r"\bt\s?/\s?m\b|\bt\.?e?\.?m\.(?=\s)|\btot en met\b", " tm "),
    (r"\bi\.?p\.?v\b\.?|\bin ?plaats van\b", " ipv "),
    (r"\bp\s?[./]\s?[wu]\b\.?|\bpw\b", " per week "),
    (r"\bj\.?l\.(?=\s|$)", " jl "),
    (r"\ben ?/ ?of\b", " of "),
    (r"\b([zm])'n\b", r"\1ijn"),
    (r"(?<![a-z])'?s[' ]+(?=(?:ochtend|morgen|middag|namiddag|avond|nacht|maandag|woensdag|zondag)s)", " "),
    (r"(?<=[a-z])/(?=[a-z])", " of "),
    (r"\b(" + "|".join((*SHORT_WEEKDAYS, *SHORT_MONTHS)) + r")\.", r"\1 "),
    (r"\bhalf(?=(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)\b)", "half "),
    (r"\bkwart(?=(?:over|voor))|(?<=kwart over)(?=[a-z])|(?<=kwart voor)(?=[a-z])", " "),
)
_FIGURES = (
    (r"\b(\d{1,2})\s?[uh]\s?([0-5]\d)\b", r"\1:\2"),
    (r"\b(\d{1,2})[,;]([0-5]\d)(?=\s?(?:uur|u)\b)", r"\1:\2"),
    (r"(?<=\bom )(\d{1,2})[,;]([0-5]\d)\b", r"\1:\2"),
    (r"(\d)\s?(?:uur|ur|uru|uut|uhr|u|h|o'?clock)\b\.?", r"\1 uur "),
    (r"\b(\d{1,2})(?:ste|de|e|th|nd|rd|st)\b", r"\1e"),
    (r"(\d)\s*[-–]\s*(?=\d)", r"\1-"),
    (r"(\d)\s*/\s*(?=\d)", r"\1/"),
    (r"\b(\d{1,2}[:.][0-5]\d)-(?=\d{1,2}[:.][0-5]\d\b)", r"\1 tot "),
    (r"(?<=[a-z])(?=\d)", " "),
    (r"(\d)(?!e\b)(?=[a-z])", r"\1 "),
    (r"\b(?:hlaf|halv|haf|hlf|halff)(?= \d)", "half"),
)
_SIGNS = (
    (r"[&+]", " en "),
    (r"€", " euro "),
    (r"[.:](?!\d)|(?<!\d)[.:]|[!\n\r;()]+", " ; "),
    (r"(?<!\d)[-–—/]|[-–—/](?!\d)", " - "),
    (r",", " , "),
    (r"\?", " ? "),
    (r"[^a-z0-9.:/,;? -]+", " "),
)
_IDIOMS = (
    (r"\b(begin|midden|half|eind) (?:van )?(?:de|het) (week|maand|jaar)\b", r"\1 deze \2"),
    (r"\b(?:in de loop )?van de week\b(?! van)", "deze week"),
    (r"\beerst (?=volgende|komende)", "eerst"),
    (r"\b(?:het )?nieuwe jaar\b", "volgende jaar"),
    (rf"\b(van|in|binnen) de maand\b(?! (?:{'|'.join(MONTHS)}))", r"\1 deze maand"),
)
_SHORT = "|".join(SHORT_WEEKDAYS)
# "ma", "do" and "zo" are words of their own: they are days only beside a figure, a part of the day or one another.
_SHORT_WEEKDAY = re.compile(
    rf"\b({_SHORT})\b(?= (?:om |de )?\d| (?:half|kwart|ochtend|middag|avond|tm|volgende week)\b| (?:of|en|-|,) (?:{_SHORT})\b)"
    rf"|(?<=\bvolgende )({_SHORT})\b|(?<=\bkomende )({_SHORT})\b|(?<=\baanstaande )({_SHORT})\b|(?<=\bweek )({_SHORT})\b"
    rf"|(?<=dag of )({_SHORT})\b|(?<=dag en )({_SHORT})\b|(?<=dag tm )({_SHORT})\b|(?<=dag - )({_SHORT})\b|(?<=dag , )({_SHORT})\b"
)
_ONLY_SHORT_WEEKDAY = re.compile(r"(?:op |graag )?(ma|di|wo|do|vr|za)(?: graag| kan| \?| ;)*")


def _replaced(text: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, by in rules:
        text = re.sub(pattern, by, text)
    return text


def _plain(text: str) -> str:
    """Without capitals, accents and foreign digits, but "één" stays the number that it is."""
    lowered = re.sub(r"\b[ée]én\b|\béen\b", "1", unicodedata.normalize("NFKC", text[:_LONGEST]).lower())
    apart = unicodedata.normalize("NFKD", lowered.translate({ord(c): "'" for c in "’‘`´"}))
    kept = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.sub(r"[^\W\d_]|\d", lambda m: _ascii(m[0]), kept)


def _ascii(letter: str) -> str:
    if letter.isascii():
        return letter
    return str(unicodedata.decimal(letter, "")) or " "


def _canonical(word: str, repair: Callable[[str], str]) -> str:
    if not word.isalpha():
        return word
    known = COMPOUNDS.get(word) or SAME_WORD.get(word) or in_figures(word)
    if known:
        return known
    mended = repair(word)
    return COMPOUNDS.get(mended) or SAME_WORD.get(mended, mended)


def _weekday_in_full(match: re.Match[str]) -> str:
    return SHORT_WEEKDAYS[match[0]]


def _days_in_full(text: str) -> str:
    """The short weekdays written out, from left to right, so that "ma di wo" helps its neighbours."""
    alone = _ONLY_SHORT_WEEKDAY.fullmatch(text)
    if alone:
        return text.replace(alone[1], SHORT_WEEKDAYS[alone[1]], 1)
    for _ in WEEKDAYS:
        text, count = _SHORT_WEEKDAY.subn(_weekday_in_full, text)
        if not count:
            break
    return text


def read(text: str, repair: Callable[[str], str]) -> str:
    """The text in the one spelling that all rules are written in; `repair` mends one misspelt word."""
    even = _replaced(_plain(text), _WORDS_WITH_STOPS)
    even = _replaced(_replaced(even, _FIGURES), _SIGNS)
    words = " ".join(_canonical(word, repair) for word in even.split())
    return _replaced(_days_in_full(words), _IDIOMS)
