"""Personal data that may never stand in content: what looks like a number or address of one human being."""

from __future__ import annotations

import re

_NINE = re.compile(r"(?<![\d€])(?!0[89]00)(?:\d[ .-]?){7,8}\d(?!\d)")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# 06, area codes and +31; not 0800, 0900 and 088, which are the numbers of organisations.
_PHONE = re.compile(r"(?<![\w/.])(?:(?:\+|00)31[ .()0-]{0,5}|0)(?:[1-7](?:[ .()/-]{0,2}\d){8})(?!\d)")
_MAIL = re.compile(r"\w@\w[\w-]*\.\w")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z]{4})(?: ?\d{4}){2} ?\d{2}\b", re.IGNORECASE)
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def personal_data(text: str) -> tuple[str, ...]:
    """The kinds of personal data in a text, as staff name them; names of people cannot be told from other words."""
    kinds = []
    if any(_eleven_test(re.sub(r"\D", "", found)) for found in _NINE.findall(text) if not _ISO_DAY.match(found)):
        kinds.append("BSN (burgerservicenummer)")
    if _PHONE.search(text):
        kinds.append("telefoonnummer")
    if "@" in text and _MAIL.search(text):
        kinds.append("e-mailadres")
    if _IBAN.search(text):
        kinds.append("rekeningnummer")
    return tuple(kinds)


def _eleven_test(digits: str) -> bool:
    """Whether a number passes the test of a BSN: 9a + 8b + … + 2h - i is a multiple of eleven."""
    nine = [int(digit) for digit in digits.zfill(9)]
    return any(nine) and sum(digit * weight for digit, weight in zip(nine, _BSN_WEIGHTS, strict=True)) % 11 == 0
