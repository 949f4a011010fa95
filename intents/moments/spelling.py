"""Slips of the thumb in calendar words: "dinsadg", "overmoregn"."""

from functools import lru_cache

from intents.moments.holidays import NAMES
from intents.moments.words import COMPOUNDS, MONTHS, WEEKDAYS

_RELATIVE = ("morgen", "overmorgen", "vandaag", "volgende", "komende", "aanstaande", "eerstvolgende", "weekend",
             "ochtend", "middag", "avond", "kwart", "werkdag", "mogelijk", "mogelijkheid")  # fmt: skip
_SHORTEST = 5  # below this, a slip is as often another word: "maar", "juli" and "jullie"
_LONG = 8  # from here on two slips still leave only one calendar word
_VOCABULARY = frozenset(
    word for word in (*WEEKDAYS, *MONTHS, *_RELATIVE, *COMPOUNDS, *NAMES) if len(word) >= _SHORTEST and " " not in word
)
# Ordinary words that are one or two letters away from a calendar word.
LOOKALIKES = frozenset(
    "aangaande avonden kwarts maakt maalt markt mogen morgan morren middel middelen midden ochtenden vandaan "
    "vandalen volgens volgorde voldoende volgden volgers voorjaar weekenden wekend zondaar vrijaf dienstdagen "
    "maanden maandelijks avondje kerstpakket werkdagen jullie".split()
)


def slips(one: str, other: str) -> int:
    """How many letters were left out, added, replaced or swapped with their neighbour.

    The restricted Damerau-Levenshtein distance (optimal string alignment); Damerau 1964 found that these four
    make up over 80 % of all misspellings.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _same_start(one: str, other: str) -> bool:
    """The first letter is rarely wrong, and keeping it keeps "zwart" from becoming "kwart"."""
    return one[0] == other[0] or one[:2] == other[1::-1]


@lru_cache(maxsize=4096)
def repaired(word: str) -> str:
    """The one calendar word that was meant, or the word itself when none or more than one comes near."""
    if len(word) < _SHORTEST or word in _VOCABULARY or word in LOOKALIKES:
        return word
    allowed = 2 if len(word) >= _LONG else 1
    near = sorted(
        (slips(word, known), known)
        for known in _VOCABULARY
        if abs(len(known) - len(word)) <= allowed and _same_start(word, known)
    )
    good = [(distance, known) for distance, known in near if distance <= allowed]
    if not good or (len(good) > 1 and good[0][0] == good[1][0]):
        return word
    return good[0][1]
