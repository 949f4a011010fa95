"""Slips of the thumb in calendar words: "dinsadg", "overmoregn"."""

from functools import lru_cache

from intents.moments.holidays import NAMES
from intents.moments.words import COMPOUNDS, MONTHS, RECURRING, WEEKDAYS

_OTHERS = (
    "morgen", "overmorgen", "vandaag", "volgende", "komende", "aanstaande", "eerstvolgende", "weekend", "werkdag",
    "ochtend", "middag", "avond", "kwart", "mogelijk", "mogelijkheid", "zeven", "negen", "twaalf", "twintig", "dertig",
)  # fmt: skip
_SHORTEST = 5  # below this, a slip is as often another word: "maar", "juli" and "jullie"
_LONG = 8  # from here on two slips still leave only one calendar word
_CALENDAR = frozenset(word for word in (*WEEKDAYS, *MONTHS, *_OTHERS, *COMPOUNDS) if len(word) >= _SHORTEST and word not in RECURRING)
_HOLIDAYS = frozenset(NAMES)
# Ordinary words that are one or two letters away from a calendar word.
_LOOKALIKES = frozenset({
    "aangaande", "aanstaan", "avoid", "avondje", "dertiger", "dienstdagen", "jullie", "kaart", "kokende", "kopende",
    "kwarts", "kwast", "maakt", "maalt", "maanden", "maant", "markt", "middel", "middelen", "midden", "moeilijk",
    "moeilijke", "moeilijkheid", "mogelijke", "mogen", "morgan", "morgenstond", "morren", "nemen", "neven", "twintiger",
    "vallende", "vandaal", "vandaan", "vangende", "vergende", "voelende", "voldoende", "volgden", "volgens", "volgers",
    "volgorde", "vragende", "vrijaf", "vullende", "weekenden", "werkdagen", "werkend", "werkende", "werkenden", "zegen",
    "zondaar", "zweven",
})  # fmt: skip
_LEFT_ALONE = _CALENDAR | _HOLIDAYS | _LOOKALIKES


def slips(one: str, other: str) -> int:
    """How many letters were left out, added, replaced or swapped with their neighbour.

    The restricted Damerau-Levenshtein distance; Damerau (1964) found that these four make up over 80 % of all
    misspellings.
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


def _near(word: str, known: frozenset[str], allowed: int) -> list[tuple[int, str]]:
    worth_counting = (other for other in known if abs(len(other) - len(word)) <= allowed and _same_start(word, other))
    return [(count, other) for other in worth_counting if (count := slips(word, other)) <= allowed]


@lru_cache(maxsize=4096)
def repaired(word: str) -> str:
    """The one calendar word that was meant, or the word itself when none or more than one comes near."""
    if len(word) < _SHORTEST or word in _LEFT_ALONE:
        return word
    near = sorted(_near(word, _CALENDAR, 2 if len(word) >= _LONG else 1) + _near(word, _HOLIDAYS, 1))
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return word
    return near[0][1]
