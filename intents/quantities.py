"""Hours per week, wages, ages and percentages as people type them; pure, and None where it is not said."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.dates.lexicon import in_figures
from intents.normalising import plain

_NUMBER = r"(?P<number>\d{1,4}(?:[.,]\d{1,2})?)"
_WEEK = r"(?P<number>\d{1,3}(?:[.,](?:[05]|00|25|50|75))?)"  # 12.45 is a time of day
_THOUSANDS = re.compile(r"\b(\d)\.(\d{3})\b")  # 2.500 euro
_CLOCK = "".join(rf"(?<!\b{before} )" for before in ("om", "na", "van", "tot", "rond", "tegen", "vanaf"))
_TENS = {"zestig": "60", "zeventig": "70", "tachtig": "80", "negentig": "90", "honderd": "100"}
_HOURS = re.compile(rf"(?<![\d.,-]){_CLOCK}{_WEEK} ?(?:-| tot | a )? ?(?P<most>\d{{1,2}})? ?(?:u|uur|uren|uurtjes)\b(?! per dag)")
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
    words = (in_figures(word) or _TENS.get(word, word) for word in plain(text).split())
    return _THOUSANDS.sub(r"\1\2", " ".join(words))


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
    found = _HOURS.search(_said(text))
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
