"""Numbers written as words: "drie", "veertiende", "na zessen"."""

import re

_ONES = ("", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
         "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")  # fmt: skip
_TENS = {20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig"}
_GRONINGS = {
    "twij": 2, "twije": 2, "twai": 2, "drij": 3, "drije": 3, "drei": 3, "vaaier": 4, "vief": 5, "vieve": 5,
    "zeuven": 7, "zeum": 7, "elm": 11, "twoalf": 12, "twaalef": 12,
}  # fmt: skip
# "om zessen", "na twaalven": the hour and nothing else
_HOURS = ("", "enen", "tweeen", "drieen", "vieren", "vijven", "zessen", "zevenen", "achten", "negenen", "tienen", "elven", "twaalven")


def _spelt(number: int) -> str:
    if number < 20:
        return _ONES[number]
    tens, ones = number // 10 * 10, number % 10
    return (_ONES[ones] + "en" if ones else "") + _TENS[tens]


def _ordinal(number: int) -> str:
    return _spelt(number) + ("de" if number < 20 and number not in (1, 8) else "ste")


# "een" stays a word, as it is mostly no number; "eerste" to "derde" too, as they mostly order something else.
CARDINALS = {_spelt(number): number for number in range(2, 60)} | _GRONINGS
ORDINALS = {_ordinal(number): number for number in range(4, 32)}
HOURS = {word: hour for hour, word in enumerate(_HOURS) if word}
_BEFORE_AN_HOUR = ("om", "na", "voor", "tegen", "rond", "tot", "vanaf", "half", "over", "tussen")
_HOUR_WORD = re.compile("|".join(rf"(?<=\b{before} )(?:{'|'.join(HOURS)})\b" for before in _BEFORE_AN_HOUR))


def in_figures(word: str) -> str | None:
    """A number word in figures ("drie" → "3", "veertiende" → "14e"); None when it is no number."""
    if word in CARDINALS:
        return str(CARDINALS[word])
    return f"{ORDINALS[word]}e" if word in ORDINALS else None


def hours_in_figures(text: str) -> str:
    """So "na zessen" becomes "na 6 uur", while "in drieen" stays as it is."""
    return _HOUR_WORD.sub(lambda match: f"{HOURS[match[0]]} uur", text)
