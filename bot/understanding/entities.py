"""What a sentence names besides its topic: telephone numbers, amounts, hours, shifts of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from bot.understanding.dates.lexicon import in_figures
from bot.understanding.text import begins_question, plain, words

# Wishes about being called: by number and moment in one sentence, not at all, or without a telephone.

_AROUND = r"(?: (?:me|mij|mie|ons|hem|haar|toch|liever|vooral|maar|mor|dus|dan|alsjeblieft|alstublieft|aub|op))*"
_REFUSED = re.compile(
    rf"\b(?:bel|belt){_AROUND} (?:niet|nait|nie)\b|\b(?:niet|nait|nooit)(?: meer)? (?:terug|op)?gebeld worden\b"
    r"|^(?:nee|toch|liever|maar|ok|oke| )*niet (?:meer |toch )?bellen\b|\bhoe(?:f|ft|ven)(?: \w+){0,2} niet te bellen\b|\bgeen telefoontje\b"
)
_WANTED = re.compile(r"\b(?:bel|belt|bellen|gebeld|terugbellen|opbellen|terugbel\w*)\b")
_NO_TELEPHONE = re.compile(
    r"\b(?:geen|gain|gien|niet eens een) (?:\w+ )?(?:telefoon|tillefoon|mobiel|mobieltje|nummer|beltegoed|toestel)\b"
)


def refuses_call(text: str) -> bool:
    """'Bel me toch maar niet', 'ik wil niet meer gebeld worden'; 'bel me als het niet lukt' is no refusal."""
    return _REFUSED.search(plain(text)) is not None


def speaks_of_calling(text: str) -> bool:
    """'Bel me woensdag', 'ik wil gebeld worden'."""
    return _WANTED.search(plain(text)) is not None and not refuses_call(text)


_CALL_ME = re.compile(
    r"\bbel(?:t|len)?(?: u| jullie)? (?:me|mij|mie|ons)\b|\b(?:me|mij|mie|ons) (?:\w+ ){0,3}(?:terug|op)?bellen\b|\bgebeld worden\b"
)


def asks_to_be_called(text: str) -> bool:
    """'Bel mij maar op', 'kunnen jullie mij bellen'; "wie belt mij dan" asks something else."""
    return _CALL_ME.search(plain(text)) is not None and not refuses_call(text) and not begins_question(words(text))


def has_no_telephone(text: str) -> bool:
    """'Ik heb geen telefoon', 'gien nummer'."""
    return _NO_TELEPHONE.search(plain(text)) is not None


_CORRECTING = re.compile(r"\b(?:bedoel\w*|liever|toch|sorry|nee|verkeerd|fout|niet)\b", re.IGNORECASE)


def corrects(text: str) -> bool:
    """'Nee, liever woensdag': something else than what was just said or agreed."""
    return _CORRECTING.search(text) is not None


def phone_in(text: str) -> str:
    """A Dutch phone number in a text as ten digits (`06…`, `050…`), or a foreign one with its +; empty when there is none.

    The figures may stand apart or be written out ("nul zes 12 34 …"); what follows the tenth belongs to something else.
    """
    found = _number_at(_figures_for_words(text))
    return found[0] if found else ""


def without_phone(text: str) -> str:
    """The text without its telephone number: what is left may hold figures that mean an hour."""
    written = _figures_for_words(text)
    found = _number_at(written)
    return f"{written[: found[1]]} {written[found[2] :]}" if found else text


_RUN = re.compile(r"(?<![\w+])(?:\+|00)?\d(?:[ ().-]{0,3}\d)*")
_ABROAD = re.compile(r"^(?:\+31|0031)0?")
_DUTCH, _LEAST_ABROAD, _MOST_ABROAD = 10, 10, 16
"""Digits of a number."""


def _number_at(text: str) -> tuple[str, int, int] | None:
    """The number and where it stands."""
    for run in _RUN.finditer(text):
        for end in _ends(run):
            digits = _ABROAD.sub("0", re.sub(r"[^0-9+]", "", text[run.start() : end].replace("(0)", "")))
            whole = end == run.end()
            foreign = digits.startswith(("+", "00")) and whole and _LEAST_ABROAD <= len(digits) <= _MOST_ABROAD
            dutch = len(digits) == _DUTCH and digits[0] == "0" and digits[1] != "0"
            if foreign or dutch:
                return digits, run.start(), end
    return None


def _ends(run: re.Match[str]) -> Iterator[int]:
    """Where a number may end: behind the whole row of figures, else before a gap in it, the longest first."""
    yield run.end()
    gaps = [run.start() + found.start() for found in re.finditer(r"[ ().-]+", run[0])]
    yield from reversed(gaps)


_SPOKEN = {"nul": "0", "nol": "0", "noel": "0", "een": "1", "ain": "1", "ien": "1", "twe": "2", "dri": "3", "fier": "4", "vir": "4",
           "fijf": "5", "vijv": "5", "ses": "6", "zess": "6", "seven": "7", "seuven": "7", "zefen": "7", "agt": "8", "nege": "9",
           "negn": "9"}  # fmt: skip
"""Digits as people write them out, beside the number words that moments know."""
_FEWEST_SPOKEN = 3
"""A row of so few words for digits is an amount, no telephone number."""


def _figures_for_words(text: str) -> str:
    """'Nul ses 12' as '06 12': a row that begins with a zero in words, or has digits in words behind "06"."""
    parts = re.split(r"([ ,.;-]+)", text)
    said = [_digits_of(part) for part in parts]
    begin = next((at for at, one in enumerate(said) if one.startswith("0")), None)
    if begin is None or not any(map(str.isalpha, "".join(parts[begin : begin + 2 * _FEWEST_SPOKEN]))):
        return text
    end = begin
    while end + 2 < len(parts) and said[end + 2]:
        end += 2
    row = " ".join(said[begin : end + 1 : 2])
    return "".join((*parts[:begin], row, *parts[end + 1 :])) if end - begin >= 2 * _FEWEST_SPOKEN else text


def _digits_of(word: str) -> str:
    said = plain(word)
    return word if word.isdecimal() and word.isascii() else _SPOKEN.get(said) or (in_figures(said) or "").removesuffix("e")


_HAS_APPOINTMENT = re.compile(
    r"\b(?:heb|hebben|had|hadden)\b(?: \w+){0,6} (?:afspraak|afsproak|gesprek)\b(?! (?:nodig|kunnen|gemaakt worden))|\bmijn afspraak\b"
)


def has_appointment(text: str) -> bool:
    """'Ik heb morgen een afspraak bij jullie'; "heb ik een afspraak nodig" and "ik heb geen afspraak" tell of none."""
    said = plain(text)
    return _HAS_APPOINTMENT.search(said) is not None and not re.search(r"\b(?:geen|gain|heb ik|hebben wij|hebben we)\b", said)


_REFUSED_SUBJECT = re.compile(
    r"\b(?:niet|nait|geen|gain)(?: (?:een|n))?(?: (?:gesprek|afspraak|proaten|praten))?(?: (?:over|voor|van|om|as))?(?: (?:het|de|een|mijn))? [^\W\d_]+"
)


def without_refused(text: str) -> str:
    """The text without what it says not to be about: "over werk, niet over leren" is "over werk"."""
    return _REFUSED_SUBJECT.sub(" ", plain(text))


# What is chosen, asked or told of oneself in a few words.

_NUMBERS = {"een": 1, "twee": 2, "drie": 3, "vier": 4}
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "bovenste": 1, "laatste": -1, "onderste": -1}
_ORDINAL = re.compile(
    rf"(?:(?:ja|nou|oke?|dan|graag|doe|neem|pak|kies|ik|wil|liever|maar|mij|mie|maor|mor) )*(?:(?:de|die|dat|het|dei|d) )?"
    rf"(?P<place>{'|'.join(_ORDINALS)})(?: (?:maar|graag|dan|aub|alstublieft|is goed|moment|mogelijkheid|keuze|optie|tijd|mor|please))*"
)
_NUMBERED = re.compile(r"\s*(?:nummer|nr\.?|optie|knop|de)?\s*(\w+)[.)]?\s*")
_DEFINITION = re.compile(
    r"^(?:en )?(?:wat|wa)(?: is| zijn| betekent| beteken| houdt| ies)?(?: nou| eigenlijk| precies)?(?: een| de| het| n)? (?P<word>[\w -]{2,40}?)(?: in| precies| eigenlijk| dan| nou)?$"
)
_OTHER_MOMENT = re.compile(r"\b(?:andere?|aander) (?:dag|tijd|tijdstip|moment|datum)\b")
_NAMED = re.compile(r"(?:ik heet|mijn naam is|mien noam is|de naam is|naam:?)\s+(?P<name>[^\W\d_][\w'-]{1,29})[.!]?$", re.IGNORECASE)
_NOW = frozenset({"nu", "nou", "now", "momenteel", "direct", "meteen"})
_HELLO_IN_DIALECT = ("moi", "moin", "mooi")


def place_in_order(text: str) -> int:
    """'De tweede' is 2, 'doe die laatste maar' is -1; 0 for anything else."""
    found = _ORDINAL.fullmatch(" ".join(re.findall(r"\w+", text.casefold())))
    return _ORDINALS[found["place"]] if found else 0


def number_of_choice(text: str) -> int:
    """`2`, `2.`, `nummer 2`, `twee`; 0 for anything else."""
    found = _NUMBERED.fullmatch(text.casefold())
    if not found:
        return 0
    said = found[1]
    return int(said) if said.isdecimal() and len(said) <= 2 else _NUMBERS.get(said, 0)


def word_asked(text: str) -> str:
    """The word of 'wat is WW?', in small letters; empty when a text asks something else."""
    found = _DEFINITION.match(re.sub(r"[^\w\s-]", "", text.casefold()).strip())
    return found["word"].strip() if found else ""


def wants_another(text: str) -> bool:
    """'Ik wil een andere dag.'"""
    return _OTHER_MOMENT.search(text.casefold()) is not None


def name_in(text: str) -> str:
    """The first name of 'ik heet Fatima'; empty when a text is something else."""
    found = _NAMED.match(text.strip())
    return found["name"] if found else ""


def says_now(text: str) -> bool:
    """'Zijn jullie nu open?'"""
    return not _NOW.isdisjoint(words(text))


def greets_in_dialect(text: str) -> bool:
    """'Moi!'"""
    said = text.lower().split()
    return bool(said) and said[0].strip("!.,") in _HELLO_IN_DIALECT


# Where someone lives: the words around a place.

_LEADING = re.compile(r"^(?:ik|wij|we|k)? ?(?:woon|wonen|zit|zitten|kom|komen)? ?(?:in|uit|te|bij)? ?(?:gemeente )?")
_KIND_OF_PLACE = re.compile(r"\b(?:(?:de|het|t) )?(?:stad|dorp|dorpje) ")
_LIVES = re.compile(r"\b(?:ik|wij|we|k) (?:woon|wonen|woun)\b", re.IGNORECASE)
_BEFORE_PLACE = frozenset({"in", "uit", "te", "bij", "vanuit", "gemeente"})


def tells_home(text: str) -> bool:
    """'Ik woon in Winschoten.'"""
    return _LIVES.search(text) is not None


def place_alone(text: str) -> tuple[str, str]:
    """A message that may be a place: its words without what only says what a place is, and these without 'ik woon in' before them."""
    said = _without_kind(text)
    return said, _LEADING.sub("", said)


def after_place_words(text: str, most: int) -> list[list[str]]:
    """What stands behind 'in', 'uit' and the like, at most so many words each time."""
    said = _without_kind(text).split()
    return [said[number + 1 : number + 1 + most] for number, word in enumerate(said) if word in _BEFORE_PLACE]


def _without_kind(text: str) -> str:
    """'In de stad Groningen' is 'in groningen'."""
    return _KIND_OF_PLACE.sub("", " ".join(words(text)))


# Hours per week, wages, ages and percentages as people type them; pure, and None where it is not said.

_NUMBER = r"(?P<number>\d{1,4}(?:[.,]\d{1,2})?)"
_WEEK = r"(?P<number>\d{1,3}(?:[.,](?:[05]|00|25|50|75))?)"  # 12.45 is a time of day
_THOUSANDS = re.compile(r"\b(\d)\.(\d{3})\b")  # 2.500 euro
_CLOCK = "".join(rf"(?<!\b{before} )" for before in ("om", "na", "van", "tot", "rond", "tegen", "vanaf"))
_TENS = {"zestig": "60", "zeventig": "70", "tachtig": "80", "negentig": "90", "honderd": "100"}
_HOURS = re.compile(rf"(?<![\d.,-]){_CLOCK}{_WEEK} ?(?:-| tot | a )? ?(?P<most>\d{{1,2}})? ?(?:u|uur|uren|uurtjes)\b(?! per dag)")
_JOB_OF = re.compile(
    r"\b(iemand|baan|job|functie|contract|dienstverband|werkweek|week|werknemer|medewerker|kandidaat|kracht) van (?=\S+ ?u)"
)
"""After these a number of hours is how long someone works: "iemand van 20 uur"."""
_PERCENT = re.compile(rf"(?<![\d.,-]){_NUMBER} ?(?:%|procent\b|pct\b)")
_AGE = re.compile(r"\b(?P<number>\d{1,2})(?: |-)?(?:jaar|jarige|jr)\b")
_WAGE = re.compile(rf"(?:€|euro|eur) ?{_NUMBER}|{_NUMBER.replace('number', 'before')} ?(?:€|euro|eur)\b")
_BARE = re.compile(
    rf"(?P<sign>€|eur|euro)? ?(?P<minus>-)?{_NUMBER} ?(?P<unit>€|eur|euro|u|uur|uren|jaar|%|procent)?(?: bruto)?(?: per (?:uur|week|maand))?"
)
_ABOUT = re.compile(
    r"^(?:(?:ik denk|denk ik|dat is|het is|ongeveer|ong|circa|ca|rond|om en nabij|een|zo'?n|zon|zo n|de|het|of|wel|nou|ehm?|misschien)[., ]+)+"
    r"|(?:[., ]+(?:ongeveer|of zo|ofzo|denk ik|zo|zoiets))+$"
)
"""What people say around a number without meaning anything else by it."""
_PARTS = {"helft": "50", "de helft": "50", "half": "50", "voor de helft": "50", "driekwart": "75", "een kwart": "25", "kwart": "25"}
_MOST_HOURS, _MOST_PERCENT = Decimal(60), Decimal(100)


def _said(text: str) -> str:
    """The text with number words as figures and thousands without their dot."""
    figures = (in_figures(word) or _TENS.get(word, word) for word in plain(text).split())
    return _THOUSANDS.sub(r"\1\2", " ".join(figures))


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def number(text: str, *units: str) -> Decimal | None:
    """The number when a message is one and hardly anything else: `24`, `€ 15,50`, `ongeveer 24`; with `units` only with one of these or none."""
    found = _BARE.fullmatch(_ABOUT.sub("", _said(text).strip(" .!")))
    said = {found["sign"], found["unit"]} - {None} if found else set()
    if not found or (units and not said <= set(units)):
        return None
    return _decimal(found["number"]) * (-1 if found["minus"] else 1)


def hours_per_week(text: str) -> Decimal | None:
    """`24 uur`, `32,5 uur per week`; of a range (`16 tot 24 uur`) the most. None above 60, and for a time (`om 3 uur`)."""
    found = _HOURS.search(_JOB_OF.sub(r"\1 ", _said(text)))
    hours = _decimal(found["most"] or found["number"]) if found else None
    return hours if hours is not None and 0 < hours <= _MOST_HOURS else None


def percentage(text: str) -> Decimal | None:
    """`60 %`, `zestig procent`; None above 100."""
    found = _PERCENT.search(_said(text))
    value = _decimal(found["number"]) if found else None
    return value if value is not None and value <= _MOST_PERCENT else None


def part(text: str) -> Decimal | None:
    """`de helft`, `driekwart ongeveer`, and nothing else: the percentage that it is."""
    word = _PARTS.get(_ABOUT.sub("", plain(text).strip(" .!")))
    return Decimal(word) if word else None


def age(text: str) -> int | None:
    """`19 jaar`, `een 17-jarige`: years."""
    found = _AGE.search(_said(text))
    return int(found["number"]) if found else None


def euros(text: str) -> Decimal | None:
    """`€ 15,50`, `2.500 euro`: an amount of money."""
    found = _WAGE.search(_said(text))
    return _decimal(found["number"] or found["before"]) if found else None


def per_month(text: str) -> bool:
    """Whether an amount is said to be of a month."""
    return re.search(r"\bmaand\b|\bmaandloon\b|\bp/?m\b", plain(text)) is not None


# How much later or earlier than a moment that both of us know: "kan het ook een half uur later".

_LITTLE = timedelta(minutes=30)  # "iets later": the next conversation of half an hour
_MINUTES = {"minuut": 1, "minuten": 1, "min": 1, "kwartier": 15, "kwartiertje": 15, "half uur": 30, "halfuur": 30, "half uurtje": 30,
            "halfuurtje": 30, "uur": 60, "uurtje": 60, "uren": 60, "dag": 1440, "dagje": 1440, "dagen": 1440,
            "week": 10080, "weekje": 10080, "weken": 10080}  # fmt: skip
_AMOUNTS = {"een": 1.0, "n": 1.0, "t": 1.0, "anderhalf": 1.5, "anderhalve": 1.5, "": 1.0}
_UNITS = "|".join(sorted(_MINUTES, key=len, reverse=True))
_SHIFT = re.compile(
    rf"\b(?:(?P<amount>\d{{1,2}}|anderhalf|anderhalve|een|n|t)? ?(?P<unit>{_UNITS})|(?P<little>iets|wat|ietsje|beetje|stukje)) (?P<way>later|laat|eerder|vroeger)\b"
)


def find_shift(text: str) -> timedelta | None:
    """The difference that a text asks for, negative for earlier; None when it asks for none."""
    said = " ".join(in_figures(word) or word for word in re.sub(r"[^\w\s]", " ", plain(text)).split())
    found = _SHIFT.search(said)
    if found is None:
        return None
    back = -1 if found["way"] in ("eerder", "vroeger") else 1
    if found["little"]:
        return back * _LITTLE
    amount = found["amount"] or ""
    return back * timedelta(minutes=_MINUTES[found["unit"]] * (_AMOUNTS.get(amount) or float(amount)))
