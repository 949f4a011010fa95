"""Which language someone writes in when it is not Dutch: told by the script, or by words that no Dutch speaker uses."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from bot.content.clock import WEEKDAYS
from bot.content.model import Language

_SCRIPTS = (
    (("ar", "fa"), ((0x600, 0x6FF), (0x750, 0x77F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))),
    (("uk", "ru"), ((0x400, 0x52F),)),
    (("ti",), ((0x1200, 0x139F),)),
)
"""Our languages in a script of their own, with the Unicode blocks of that script; the first language when nothing tells."""
_LETTERS = {"fa": "پچژگکیۀټډړښګېۍ", "ar": "ةىيكؤإ", "uk": "іїєґ", "ru": "ыэъё", "tr": "ğışİ", "pl": "ąćęłńśźż"}
"""Letters that of two languages in one script only one uses (or: that Dutch does not use)."""
_DUTCH_WORDS = (
    "ik k de het t een n en van dat dit die is zijn ben bin heb heeft te voor veur met mit op niet nait nie je jij u jullie "
    "joe mijn mien mn me we wij wat waar wie hoe wanneer kan kin wil wol mag moet ook maar als of om bij bie naar noar aan "
    "an er der nog geen gien wel werk wark aub graag uwv"
)
ANY_OTHER = "anders"
"""The code of what is said in a script that no language of ours has."""
_LAST_LATIN, _LEAST_FOREIGN = 0x24F, 2  # two signs are a word in Chinese
_STRETCH = "\u0640"  # only makes an Arabic word longer
_MOST = 1500  # characters; time must stay bounded
_LEAST_SCRIPT = 3  # letters: a name in another script is no message
_LEAST_WORDS = 2
_CLEAR = 0.4  # share of the words that must tell
_LONG = 5  # letters of a word that is enough by itself: "merhaba"


def find_language(text: str, known: Sequence[Language]) -> str | None:
    """The code of the language of ours that a text is in; None when it is Dutch, or when nothing tells."""
    text = text[:_MOST]
    codes = {language.code: frozenset(language.words) for language in known}
    letters = [] if text.isascii() else [ord(letter) for letter in text if letter.isalpha() and letter != _STRETCH]
    for candidates, blocks in _SCRIPTS:
        written = sum(first <= letter <= last for letter in letters for first, last in blocks)
        if written >= _LEAST_SCRIPT and written * 2 >= len(letters):
            return _by_letters(text, [code for code in candidates if code in codes], codes)
    if (
        ANY_OTHER in codes
        and (foreign := sum(letter > _LAST_LATIN for letter in letters)) >= _LEAST_FOREIGN
        and foreign * 2 >= len(letters)
    ):
        return ANY_OTHER
    return _by_words(_words(text), codes)


def _by_letters(text: str, candidates: Sequence[str], codes: dict[str, frozenset[str]]) -> str | None:
    """The language of a script of which most letters and words are seen; the first when none is."""
    if not candidates:
        return None
    words = _words(text)

    def seen(code: str) -> int:
        return sum(letter in _LETTERS.get(code, "") for letter in text.casefold()) + sum(word in codes[code] for word in words)

    return max(candidates, key=lambda code: (seen(code), -candidates.index(code)))


def _by_words(words: Sequence[str], codes: dict[str, frozenset[str]]) -> str | None:
    """The language in Latin script of which two words or more are seen, a clear share of the message, and more than Dutch ones."""
    dutch = [word for word in words if word in DUTCH]
    seen = {code: _telling(words, code, own, dutch) for code, own in codes.items()}
    code, telling = max(seen.items(), key=lambda item: len(item[1]), default=("", []))
    own = codes.get(code, frozenset())
    listed = any(word in own and word not in DUTCH and len(word) > 1 for word in telling)  # a name in odd letters is no message
    enough = len(telling) >= max(_LEAST_WORDS, _CLEAR * len(words)) or (len(words) == 1 and len(words[0]) >= _LONG)
    return code if listed and enough and len(telling) > len([word for word in dutch if word not in telling]) else None


def _telling(words: Sequence[str], code: str, own: frozenset[str], dutch: Sequence[str]) -> list[str]:
    """The words that tell; a word that is Dutch too tells only when no other word is Dutch: "is ariyorum"."""
    doubtful = any(word not in own for word in dutch)
    odd = _LETTERS.get(code, "")
    return [word for word in words if (word in own and not (doubtful and word in DUTCH)) or any(letter in odd for letter in word)]


def _words(text: str) -> list[str]:
    """The words in lower case, accents kept: they tell."""
    kept = "".join(
        letter if letter.isalpha() or unicodedata.combining(letter) else "'" if letter in "'’" else " " for letter in text.casefold()
    )
    return [word for word in kept.replace("'", "").split() if word]


DUTCH = frozenset(_words(_DUTCH_WORDS))
"""Small words of Dutch and of the dialects around Groningen."""


# When, said in another language to a question of ours: only what is certain.


def moment_in_dutch(text: str, language: Language) -> str:
    """'Tomorrow in the morning is good' as "morgen ochtend": days, parts of the day and figures; empty when none is said, or when something is refused."""
    said = [_bare(word) for word in text.casefold().replace("’", "'").split()]
    if any(word in {_bare(one) for one in language.moments.get(_REFUSES, ())} for word in said):
        return ""
    listed = [(_bare(one), dutch) for dutch, words in language.moments.items() if dutch != _REFUSES for one in words]
    days = list(zip(map(_bare, language.days), WEEKDAYS, strict=False))
    found = [_dutch_of(word, listed, days) for word in said]
    named = [word for word in found if word and not word[0].isdecimal()]
    return " ".join(word for word in found if word) if named else ""


_REFUSES = "niet"
_LEAST_OF_DAY = 4  # letters: "środę" is "środa"


def _dutch_of(word: str, listed: Sequence[tuple[str, str]], days: Sequence[tuple[str, str]]) -> str:
    if word[:1].isdecimal():
        return f"{word} uur" if word.isdecimal() else word
    same = next((dutch for foreign, dutch in listed if foreign == word), "")
    begins = (dutch for foreign, dutch in days if word and len(foreign) > _LEAST_OF_DAY and word[: len(foreign) - 1] == foreign[:-1])
    return same or next(begins, "")


def _bare(word: str) -> str:
    """A word without accents and signs at its ends."""
    kept = "".join(letter for letter in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(letter))
    return kept.strip(".,!?;:()")
