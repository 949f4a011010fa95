"""Made-up numbers that pass the tests of real ones, and the ways in which people write them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from stdnum import iban as account
from stdnum import luhn
from stdnum.nl import bsn as citizen

WORDS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def bsn(random: Random) -> str:
    """Nine digits that pass the eleven test."""
    while True:
        eight = "".join(random.choice("0123456789") for _ in range(8))
        for last in "0123456789":
            if int(eight) and citizen.is_valid(eight + last):
                return eight + last


def eight_digits(random: Random) -> str:
    """A BSN that begins with one zero: old ones, often written without it."""
    while True:
        number = bsn(random)
        if number[0] == "0" and number[1] != "0":
            return number


def iban(random: Random) -> str:
    """A Dutch account number that passes the 97 test, of a bank that does not exist."""
    body = "XXXX" + "".join(random.choice("0123456789") for _ in range(10))
    return f"NL{account.calc_check_digits(f'NLxx{body}')}{body}"


def card(random: Random) -> str:
    """Sixteen digits that pass the test of Luhn."""
    body = random.choice("456") + "".join(random.choice("0123456789") for _ in range(14))
    return body + luhn.calc_check_digit(body)


def phone(random: Random) -> str:
    """A mobile number."""
    return "06" + "".join(random.choice("123456789") for _ in range(8))


def _parts(number: str, random: Random, least: int = 2, most: int = 4) -> list[str]:
    parts = []
    while number:
        size = random.randint(least, most)
        size = len(number) if len(number) - size < least else size
        parts.append(number[:size])
        number = number[size:]
    return parts


def _spelt(number: str, apart: str) -> str:
    return apart.join(WORDS[int(digit)] for digit in number)


NOTATIONS: dict[str, Callable[[str, Random], str]] = {
    "in one piece": lambda number, _: number,
    "with dots": lambda number, _: f"{number[:4]}.{number[4:6]}.{number[6:]}",
    "with spaces": lambda number, _: f"{number[:3]} {number[3:6]} {number[6:]}",
    "with dashes": lambda number, _: f"{number[:3]}-{number[3:6]}-{number[6:]}",
    "digit by digit": lambda number, random: random.choice((" ", "  ", ", ", "-", "\n", "/")).join(number),
    "letters around": lambda number, random: f"{random.choice(('bsn', 'nr', 'x', 'BSN:'))}{number}{random.choice(('x', 'abc', '.', ''))}",
    "spelt digits": lambda number, random: _spelt(number, random.choice((" ", ", ", "-", "", " en "))),
    "split by words": lambda number, random: random.choice((" en dan ", " daarna ", " en daarna nog ", " dan ")).join(
        _parts(number, random, 3, 5)
    ),
    "full width": lambda number, _: number.translate(FULL_WIDTH),
    "Arabic digits": lambda number, _: number.translate(ARABIC),
    "invisible signs": lambda number, random: random.choice(("\u200b", "\u200d", "\ufe0f\u20e3", "\u00ad", "\u00a0")).join(number),
    "mixed signs": lambda number, random: "".join(
        part + random.choice((" ", ".", "-", "/", "_", " - ", "\t", "|")) for part in _parts(number, random)
    ).rstrip(" .-/_\t|"),
    "eight digits": lambda number, _: number.removeprefix("0"),
    "letters at the edges": lambda number, random: number.translate(str.maketrans("01", random.choice(("OI", "ol", "oI", "Ol")))),
    "letters in parts": lambda number, _: " ".join((number[:4], number[4:6], number[6:])).translate(str.maketrans("01", "Ol")),
    "an o for a zero": lambda number, _: number[0] + number[1:-1].replace("0", "O").replace("1", "l") + number[-1],
}
"""Twelve and four more; a BSN that begins with 0 is often written with eight digits."""
