"""Weekdays cut short: "ma", "do" and "zo" are words of their own, so their neighbours decide."""

import re

from intents.moments.words import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS

_SHORT = "ma|di|wo|woe|do|vr|za"  # "zo" only beside a date or a Saturday: "zo rond 3 uur"
_MONTH = "|".join((*MONTHS, *SHORT_MONTHS))
_FILLER = "(?:(?:,|graag|liefst|kan|is|om|de|rond|na|voor|niet|tot|tussen|vanaf|in|van|eind|begin) )*"
_TIME = r"(?:\d|(?:half|kwart|ochtend|middag|avond|een uur|lunch|school|volgende week)\b)"
_BEFORE = (
    "volgende", "komende", "aanstaande", "week", "week ,", " op", "uur", "uur ,", r"\d", r"\d ,",
    "ochtend", "ochtend ,", "middag", "middag ,", "avond", "avond ,", "school", "lunch",
)  # fmt: skip
_BETWEEN = ("of", "en", "tm", "-", ",")
_BESIDE_A_TIME = re.compile(
    "|".join(
        [
            rf"\b(?:{_SHORT})\b(?= {_FILLER}{_TIME}| (?:(?:of|en|-|,|tm) )?(?:{_SHORT}|zo)\b)",
            rf"\bzo\b(?= \d{{1,2}}(?:[-/]\d|e? (?:{_MONTH})))",
            *(rf"(?<={before} )(?:{_SHORT})\b" for before in _BEFORE),
            *(rf"(?<={day} )(?:{_SHORT})\b" for day in WEEKDAYS),
            *(rf"(?<=dag {between} )(?:{_SHORT})\b|(?<=zaterdag {between} )zo\b" for between in _BETWEEN),
        ]
    )
)
_ALONE = re.compile(r"(?:op |graag )?(ma|di|wo|do|vr|za)(?: graag| kan| \?| ;)*")


def _in_full(match: re.Match[str]) -> str:
    return SHORT_WEEKDAYS[match[0]]


def weekdays_in_full(text: str) -> str:
    """The short weekdays of a text written out; each one found may show that its neighbour is one too."""
    alone = _ALONE.fullmatch(text)
    if alone:
        return text.replace(alone[1], SHORT_WEEKDAYS[alone[1]], 1)
    found = 1
    while found:
        text, found = _BESIDE_A_TIME.subn(_in_full, text)
    return text
