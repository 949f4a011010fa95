"""The tests by which a number shows what it is: eleven for a BSN, 97 for an IBAN, Luhn for a card."""

from __future__ import annotations

import re


def is_bsn(digits: str) -> bool:
    """The eleven test: 9a + 8b + ... + 2h - i is a multiple of eleven (eight digits count with a zero before them)."""
    if len(digits) not in (8, 9) or not (digits.isascii() and digits.isdecimal()) or not int(digits):
        return False
    nine = digits.zfill(9)
    return (sum(int(digit) * weight for digit, weight in zip(nine[:8], range(9, 1, -1), strict=True)) - int(nine[8])) % 11 == 0


def is_card(digits: str) -> bool:
    """The test of Luhn, on 13 to 19 digits that begin as payment cards do (ISO/IEC 7812: 2 to 6)."""
    if not 13 <= len(digits) <= 19 or digits[0] not in "23456":
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def is_iban(text: str) -> bool:
    """The 97 test of ISO 13616."""
    solid = re.sub(r"\s", "", text).upper()
    if not (15 <= len(solid) <= 34 and solid.isascii() and solid.isalnum()):
        return False
    return int("".join(str(int(sign, 36)) for sign in solid[4:] + solid[:4])) % 97 == 1
