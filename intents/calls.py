"""Wishes about being called: by number and moment in one sentence, not at all, or without a telephone."""

from __future__ import annotations

import re

from intents.normalising import plain

PHONE = re.compile(r"(?:\+|00)?[0-9][0-9 ().-]{7,16}[0-9]")
_AROUND = r"(?: (?:me|mij|mie|ons|hem|haar|toch|liever|maar|mor|dus|dan|alsjeblieft|alstublieft|aub|op))*"
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


def has_no_telephone(text: str) -> bool:
    """'Ik heb geen telefoon', 'gien nummer'."""
    return _NO_TELEPHONE.search(plain(text)) is not None


def phone_in(text: str) -> str:
    """A Dutch phone number in a text as ten digits (`06…`, `050…`), or a foreign one with its +; empty when there is none."""
    found = PHONE.search(text)
    if not found:
        return ""
    digits = re.sub(r"[^0-9+]", "", found[0].replace("(0)", ""))
    digits = re.sub(r"^(\+31|0031)0?", "0", digits)
    if digits.startswith(("+", "00")):
        return digits if 10 <= len(digits) <= 16 else ""
    return digits if len(digits) == 10 and digits.startswith("0") and digits[1] != "0" else ""
