"""Bank accounts in a text: IBANs by their country's length and the 97 test."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking.check_digits import is_iban
from bot.masking.spans import Span

# Lengths of the IBAN registry (ISO 13616), by country.
_LENGTHS = {
    country.lower(): int(length)
    for country, length in re.findall(
        r"([A-Z]{2})(\d{2})",
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 ES24 FI18 FO18 FR27 GB22 GE22 "
        "GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 "
        "MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VG24 XK20",
    )
}
_BEGIN = re.compile(r"(?=([a-z][ .-]?[a-z])[ .-]{0,2}\d[ .-]?\d)")
_DUTCH = re.compile(r"nl\d\d[a-z]{4}\d{10}")
_LEAST_DIGITS = 8  # of a whole account number; "de 24 november en daarna" has fewer
_APART = 3  # other signs between two of its letters or digits


def bank_accounts(text: str) -> Iterator[Span]:
    """The IBANs of a plain text; a Dutch one also with a slip of the pen, for it is still nearly one's own."""
    for match in _BEGIN.finditer(text):
        country = match[1][0] + match[1][-1]
        if country not in _LENGTHS:
            continue
        solid, end = _solid(text, match.start(), _LENGTHS[country])
        if sum(map(str.isdecimal, solid)) >= _LEAST_DIGITS and (is_iban(solid) or _DUTCH.fullmatch(solid)):
            yield Span(match.start(), end, "iban")


def _solid(text: str, begin: int, length: int) -> tuple[str, int]:
    """The letters and digits from `begin` on with few other signs between, and where they end; empty when there are too few."""
    taken: list[str] = []
    apart = 0
    for index in range(begin, len(text)):
        sign = text[index]
        if sign.isascii() and sign.isalnum():
            taken.append(sign)
            apart = 0
            if len(taken) == length:
                return "".join(taken), index + 1
        else:
            apart += 1
            if apart > _APART:
                break
    return "", begin
