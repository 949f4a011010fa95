"""What a sentence names besides its topic: telephone numbers, amounts, hours, shifts of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import cache

from bot.content.schema_signal_words import WordList, WordPattern, WordTable
from bot.understanding.clauses import begins_question
from bot.understanding.dates.lexicon import in_figures
from bot.understanding.signal_words import choice, listed, pattern, phrases, values
from bot.understanding.text import plain, words

# Wishes about being called: by number and moment in one sentence, not at all, or without a telephone.


def refuses_call(text: str) -> bool:
    """'Bel me toch maar niet', 'ik wil niet meer gebeld worden'; 'bel me als het niet lukt' is no refusal."""
    return pattern(WordPattern.NO_CALL).search(plain(text)) is not None


def speaks_of_calling(text: str) -> bool:
    """'Bel me woensdag', 'ik wil gebeld worden'."""
    return pattern(WordPattern.CALLING).search(plain(text)) is not None and not refuses_call(text)


def asks_to_be_called(text: str) -> bool:
    """'Bel mij maar op', 'kunnen jullie mij bellen'; "wie belt mij dan" asks something else."""
    return pattern(WordPattern.CALL_ME).search(plain(text)) is not None and not refuses_call(text) and not begins_question(words(text))


def has_no_telephone(text: str) -> bool:
    """'Ik heb geen telefoon', 'gien nummer'."""
    return pattern(WordPattern.NO_TELEPHONE).search(plain(text)) is not None


def corrects(text: str) -> bool:
    """'Nee, liever woensdag': something else than what was just said or agreed."""
    return pattern(WordPattern.CORRECTING).search(text.lower()) is not None


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
    return word if word.isdecimal() and word.isascii() else values(WordTable.DIGITS).get(said) or (in_figures(said) or "").removesuffix("e")


def has_appointment(text: str) -> bool:
    """'Ik heb morgen een afspraak bij jullie'; "heb ik een afspraak nodig" and "ik heb geen afspraak" tell of none."""
    said = plain(text)
    return pattern(WordPattern.HAS_APPOINTMENT).search(said) is not None and pattern(WordPattern.HAS_NONE).search(said) is None


def without_refused(text: str) -> str:
    """The text without what it says not to be about: "over werk, niet over leren" is "over werk"."""
    return pattern(WordPattern.NOT_ABOUT, r"[^\W\d_]+").sub(" ", plain(text))


# What is chosen, asked or told of oneself in a few words.


def place_in_order(text: str) -> int:
    """'De tweede' is 2, 'doe die laatste maar' is -1; 0 for anything else."""
    found = pattern(WordPattern.NTH, choice(WordTable.ORDER)).search(" ".join(re.findall(r"\w+", text.casefold())))
    return int(values(WordTable.ORDER)[found["woord"]]) if found else 0


def number_of_choice(text: str) -> int:
    """`2`, `2.`, `nummer 2`, `twee`; 0 for anything else."""
    found = _numbered().fullmatch(text.casefold())
    if not found:
        return 0
    said = found[1]
    return int(said) if said.isdecimal() and len(said) <= 2 else int(values(WordTable.CHOICES).get(said, 0))


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{choice(WordList.BEFORE_CHOICE)}\.?)?\s*(\w+)[.)]?\s*")


def word_asked(text: str) -> str:
    """The word of 'wat is WW?', in small letters; empty when a text asks something else."""
    found = pattern(WordPattern.WHAT_IS, r"[\w -]{2,40}?").search(re.sub(r"[^\w\s-]", "", text.casefold()).strip())
    return found["woord"].strip() if found else ""


def wants_another(text: str) -> bool:
    """'Ik wil een andere dag.'"""
    return pattern(WordPattern.ANOTHER_MOMENT).search(text.casefold()) is not None


def name_in(text: str) -> str:
    """The first name of 'ik heet Fatima'; empty when a text is something else."""
    found = _named().match(text.strip())
    return found["name"] if found else ""


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"{choice(WordList.MY_NAME_IS)}:?\s+(?P<name>[^\W\d_][\w'-]{{1,29}})[.!]?$", re.IGNORECASE)


def says_now(text: str) -> bool:
    """'Zijn jullie nu open?'"""
    return not listed(WordList.NOW).isdisjoint(words(text))


def greets_in_dialect(text: str) -> bool:
    """'Moi!'"""
    said = text.lower().split()
    return bool(said) and said[0].strip("!.,") in listed(WordList.DIALECT_HELLO)


# Where someone lives: the words around a place.


def tells_home(text: str) -> bool:
    """'Ik woon in Winschoten.'"""
    return pattern(WordPattern.I_LIVE).search(text.lower()) is not None


def place_alone(text: str) -> tuple[str, str]:
    """A message that may be a place: its words without what only says what a place is, and these without 'ik woon in' before them."""
    said = _without_kind(text)
    return said, pattern(WordPattern.BEFORE_HOME).sub("", said)


def after_place_words(text: str, most: int) -> list[list[str]]:
    """What stands behind 'in', 'uit' and the like, at most so many words each time."""
    said = _without_kind(text).split()
    return [said[number + 1 : number + 1 + most] for number, word in enumerate(said) if word in listed(WordList.BEFORE_PLACE)]


def _without_kind(text: str) -> str:
    """'In de stad Groningen' is 'in groningen'."""
    return pattern(WordPattern.KIND_OF_PLACE).sub(r"\g<woord>", " ".join(words(text)))


# Hours per week, wages, ages and percentages as people type them; pure, and None where it is not said.

_NUMBER = r"(?P<number>\d{1,4}(?:[.,]\d{1,2})?)"
_WEEK = r"(?P<number>\d{1,3}(?:[.,](?:[05]|00|25|50|75))?)"  # 12.45 is a time of day
_THOUSANDS = re.compile(r"\b(\d)\.(\d{3})\b")  # 2.500 euro
_PERCENT = re.compile(rf"(?<![\d.,-]){_NUMBER} ?(?:%|procent\b|pct\b)")
_AGE = re.compile(r"\b(?P<number>\d{1,2})(?: |-)?(?:jaar|jarige|jr)\b")
_WAGE = re.compile(rf"(?:€|euro|eur) ?{_NUMBER}|{_NUMBER.replace('number', 'before')} ?(?:€|euro|eur)\b")
_BARE = re.compile(
    rf"(?P<sign>€|eur|euro)? ?(?P<minus>-)?{_NUMBER} ?(?P<unit>€|eur|euro|u|uur|uren|jaar|%|procent)?(?: bruto)?(?: per (?:uur|week|maand))?"
)
_MOST_HOURS, _MOST_PERCENT = Decimal(60), Decimal(100)


def _said(text: str) -> str:
    """The text with number words as figures and thousands without their dot."""
    figures = (in_figures(word) or values(WordTable.TENS).get(word, word) for word in plain(text).split())
    return _THOUSANDS.sub(r"\1\2", " ".join(figures))


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def number(text: str, *units: str) -> Decimal | None:
    """The number when a message is one and hardly anything else: `24`, `€ 15,50`, `ongeveer 24`; with `units` only with one of these or none."""
    found = _BARE.fullmatch(_about().sub("", _said(text).strip(" .!")))
    said = {found["sign"], found["unit"]} - {None} if found else set()
    if not found or (units and not said <= set(units)):
        return None
    return _decimal(found["number"]) * (-1 if found["minus"] else 1)


def hours_per_week(text: str) -> Decimal | None:
    """`24 uur`, `32,5 uur per week`; of a range (`16 tot 24 uur`) the most. None above 60, and for a time (`om 3 uur`)."""
    found = _hours().search(_job_of().sub(" ", _said(text)))
    hours = _decimal(found["most"] or found["number"]) if found else None
    return hours if hours is not None and 0 < hours <= _MOST_HOURS else None


@cache
def _hours() -> re.Pattern[str]:
    clock = "".join(rf"(?<!\b{before} )" for before in phrases(WordList.BEFORE_CLOCK))
    return re.compile(rf"(?<![\d.,-]){clock}{_WEEK} ?(?:-| tot | a )? ?(?P<most>\d{{1,2}})? ?(?:u|uur|uren|uurtjes)\b(?! per dag)")


@cache
def _job_of() -> re.Pattern[str]:
    """After these a number of hours is how long someone works: "iemand van 20 uur"."""
    return re.compile(rf"\b{choice(WordList.JOB_OF)} (?=\S+ ?u)")


@cache
def _about() -> re.Pattern[str]:
    """What people say around a number without meaning anything else by it."""
    return re.compile(rf"^(?:{choice(WordList.ABOUT_BEFORE)}[., ]+)+|(?:[., ]+{choice(WordList.ABOUT_AFTER)})+$")


def percentage(text: str) -> Decimal | None:
    """`60 %`, `zestig procent`; None above 100."""
    found = _PERCENT.search(_said(text))
    value = _decimal(found["number"]) if found else None
    return value if value is not None and value <= _MOST_PERCENT else None


def part(text: str) -> Decimal | None:
    """`de helft`, `driekwart ongeveer`, and nothing else: the percentage that it is."""
    word = values(WordTable.PARTS).get(_about().sub("", plain(text).strip(" .!")))
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


def find_shift(text: str) -> timedelta | None:
    """The difference that a text asks for, negative for earlier; None when it asks for none."""
    said = " ".join(in_figures(word) or word for word in re.sub(r"[^\w\s]", " ", plain(text)).split())
    found = _shift().search(said)
    if found is None:
        return None
    back = -1 if found["way"] in listed(WordList.EARLIER) else 1
    if found["little"]:
        return back * _LITTLE
    amount, minutes = found["amount"] or "1", int(values(WordTable.MINUTES)[found["unit"]])
    return back * timedelta(minutes=minutes * float(values(WordTable.AMOUNTS).get(amount, amount)))


@cache
def _shift() -> re.Pattern[str]:
    much = rf"(?P<amount>\d{{1,2}}|{choice(WordTable.AMOUNTS)})? ?(?P<unit>{choice(WordTable.MINUTES)})|(?P<little>{choice(WordList.A_LITTLE)})"
    return re.compile(rf"\b(?:{much}) (?P<way>{choice(WordList.LATER)}|{choice(WordList.EARLIER)})\b")
