"""What may never be kept: numbers masked in memory, before anything is written."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass

_NINE = re.compile(r"(?<!\d)(?:\d[ .-]?){7,8}\d(?!\d)")
_IBAN = re.compile(r"\b([A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Masked:
    """A text without the numbers, and the kinds of what was in it."""

    text: str
    kinds: tuple[str, ...] = ()


def mask(text: str) -> Masked:
    """The text with BSN and IBAN replaced by a word."""
    kinds: list[str] = []

    def number(match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match[0])
        if not is_bsn(digits):
            return match[0]
        kinds.append("bsn")
        return "[bsn]"

    def iban(match: re.Match[str]) -> str:
        if not is_iban(match[0]):
            return match[0]
        kinds.append("iban")
        return "[iban]"

    masked = _NINE.sub(number, _IBAN.sub(iban, text))
    return Masked(masked, tuple(dict.fromkeys(kinds)))


def is_bsn(digits: str) -> bool:
    """The eleven test: 9a + 8b + ... + 2h - i is a multiple of eleven (eight digits count with a zero before them)."""
    if len(digits) not in (8, 9) or not digits.isdigit() or not int(digits):
        return False
    nine = digits.zfill(9)
    return (sum(int(digit) * weight for digit, weight in zip(nine[:8], range(9, 1, -1), strict=True)) - int(nine[8])) % 11 == 0


def is_iban(text: str) -> bool:
    """The 97 test of ISO 13616."""
    plain = re.sub(r"\s", "", text).upper()
    turned = plain[4:] + plain[:4]
    return 15 <= len(plain) <= 34 and int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


def pseudonym(channel: str, address: str, key: bytes) -> str:
    """The name under which we know a person: a keyed hash, so that the chat id stands in one table only."""
    return hmac.new(key, f"{channel}:{address}".encode(), hashlib.sha256).hexdigest()[:24]
