"""Typing errors as thumbs make them, for measuring: neighbouring keys, lost, double and swapped letters, spelling by ear, lost spaces."""

from __future__ import annotations

import random

_NEIGHBOURS = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnm",
        [
            "wa",
            "qes",
            "wrd",
            "etf",
            "ryg",
            "tuh",
            "yij",
            "uok",
            "ipl",
            "o",
            "qsz",
            "awdx",
            "sefc",
            "drgv",
            "fthb",
            "gyjn",
            "hukm",
            "jil",
            "ko",
            "xas",
            "zcsd",
            "xvdf",
            "cbfg",
            "vnhg",
            "bmjh",
            "nkj",
        ],
        strict=True,
    )
)
_BY_EAR = (
    ("ij", "ei"),
    ("ei", "ij"),
    ("dt", "t"),
    ("d", "t"),
    ("g", "ch"),
    ("ch", "g"),
    ("au", "ou"),
    ("ou", "au"),
    ("v", "f"),
    ("z", "s"),
    ("aa", "a"),
)
WORDS, SPACES = 0.20, 0.08  # shares that suffer: what a thumb on a telephone does in a hurry


def with_typos(text: str, chance: random.Random) -> str:
    """The text in lower case, one word in five with an error (at least one), one space in twelve lost."""
    words = text.lower().split()
    hit = [place for place in range(len(words)) if chance.random() < WORDS] or [chance.randrange(len(words))] if words else []
    for place in hit:
        words[place] = _error(words[place], chance)
    return "".join(word + ("" if chance.random() < SPACES else " ") for word in words).strip()


def _error(word: str, chance: random.Random) -> str:
    if len(word) < 3:
        return word
    at = chance.randrange(len(word) - 1)
    heard = [(right, wrong) for right, wrong in _BY_EAR if right in word]
    kinds = [
        word[:at] + chance.choice(_NEIGHBOURS.get(word[at], word[at])) + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word.replace(*chance.choice(heard), 1) if heard else word[:at] + word[at + 1 :],
    ]
    return chance.choice(kinds)
