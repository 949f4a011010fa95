"""Groups of figures in a text, in digits or in words, and the stretch that they take."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

# The figures in a text, however they are written: `123`, full width, `1 2 3`, `een twee drie`, `honderddrieëntwintig`.

_DIGIT_WORDS = {
    "nul": "0", "zero": "0", "een": "1", "ain": "1", "ien": "1", "one": "1", "twee": "2", "twij": "2", "two": "2",
    "drie": "3", "drij": "3", "three": "3", "vier": "4", "vaar": "4", "four": "4", "vijf": "5", "vief": "5", "five": "5",
    "zes": "6", "ses": "6", "six": "6", "zeven": "7", "zeuven": "7", "seven": "7", "acht": "8", "eight": "8", "negen": "9", "nine": "9",
}  # fmt: skip
_ONES = ("", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TEENS = ("tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
_TENS = ("", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def _below_hundred() -> dict[str, str]:
    words = {word: str(number) for number, word in enumerate(_TEENS, 10)}
    for ten in range(2, 10):
        words[_TENS[ten]] = str(ten * 10)
        words |= {f"{_ONES[one]}en{_TENS[ten]}": str(ten * 10 + one) for one in range(1, 10)}
    return words


def _number_words() -> dict[str, str]:
    below = {word: str(number) for number, word in enumerate(_ONES) if word} | _below_hundred()
    words = dict(below)
    for hundred in range(1, 10):
        said = f"{_ONES[hundred] if hundred > 1 else ''}honderd"
        words[said] = str(hundred * 100)
        words |= {f"{said}{link}{word}": str(hundred * 100 + int(number)) for word, number in below.items() for link in ("", "en")}
    return words | _DIGIT_WORDS


_NUMBER_WORDS = _number_words()
_DIGITS_IN_A_ROW = re.compile(f"(?:{'|'.join(_DIGIT_WORDS)})+")  # no word begins another, so there is one way to read it
_ONE_DIGIT_WORD = re.compile("|".join(_DIGIT_WORDS))
# An o or an l between digits is a zero or a one: people type what they see on the card.
_TOKEN = re.compile(
    r"(?P<figures>(?:(?<![^\W_])[oil]{1,8}(?=\d))?\d(?:\d|[oil]{1,8}(?=\d))*(?:(?<=\d)[oil]{1,8}(?![^\W_]))?|(?<=[\doil][ .,/-])[oil]{1,4}(?![^\W_])|(?<![^\W_])[oil]{1,4}(?=[ .,/-][oil]{0,3}\d))"
    r"|(?P<word>[^\W\d_]+)"
)
_SEEN_AS = str.maketrans("oil", "011")
_BETWEEN_DIGITS = frozenset(
    ["en", "dan", "daarna", "toen", "nog", "vervolgens", "komma", "punt", "streepje", "streep", "spatie", "and", "then"]
)
_LONGEST_WORD = 400  # letters of one word that are tried as digits in a row


@dataclass(frozen=True)
class Plain:
    """A text in small letters and ASCII digits, without accents and invisible signs; `at` says where each sign stood."""

    text: str
    at: Sequence[int]

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """The stretch of the given text that a stretch of the plain text stands for."""
        return self.at[begin], self.at[end - 1] + 1


class Group(NamedTuple):
    """Figures that were written as one, as positions in the plain text."""

    begin: int
    end: int
    digits: str
    gap: str = ""
    """What stands between the group before it and this one."""
    words: int = 0
    """How many words stand in that gap."""


def plain(text: str) -> Plain:
    """The text as one reads its figures: full-width, Arabic and circled digits become 0-9, zero-width signs go."""
    if text.isascii():  # as nearly everything is that people type
        return Plain(text.lower(), range(len(text)))
    signs: list[str] = []
    at: list[int] = []
    for index, sign in enumerate(text):
        seen = _seen(sign)
        signs.append(seen)
        at.extend([index] * len(seen))
    return Plain("".join(signs), at)


@lru_cache(maxsize=4096)
def _seen(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    return "".join(_one(part) for part in unicodedata.normalize("NFKD", sign).casefold())


def _one(sign: str) -> str:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf", "Cc"):
        return ""
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    return "-" if unicodedata.category(sign) == "Pd" else sign


# Twenty thousand sentences of content have hardly a number: what surely holds none of somebody is told at a glance.
_PART_OF_NUMBER = re.compile("|".join([*_DIGIT_WORDS, *_TEENS, "tig", "honderd"]))
_LETTER_AS_DIGIT = re.compile(r"[oil][ .,/-]?\d|\d[ .,/-]?[oil]")
_SHORTEST = 7  # digits of a number of somebody
_MOST_PER_PART = 3  # digits of a number word such as "honderddrie"


def bare_of_figures(text: str) -> bool:
    """Whether a text surely holds no row of seven digits, in figures or in words: fast, and only certain when true."""
    seen = text.lower() if text.isascii() else plain(text).text
    figures = sum(map(str.isdecimal, seen))
    if figures and _LETTER_AS_DIGIT.search(seen):
        return False
    return figures + _MOST_PER_PART * len(_PART_OF_NUMBER.findall(seen)) < _SHORTEST


@lru_cache(maxsize=16)
def groups(text: str) -> tuple[Group, ...]:
    """The groups of figures in a plain text, in order. The article 'een' counts only beside other loose digits.

    Secret numbers and contact details look at the same text one after the other.
    """
    found: list[Group] = []
    words = ended = 0
    for token in _TOKEN.finditer(text):
        figures = token[1]
        digits = (figures if figures.isdecimal() else figures.translate(_SEEN_AS)) if figures else _spelt(token[2])
        if not digits:
            words += 1
            continue
        begin, end = token.span()
        found.append(Group(begin, end, digits, text[ended:begin], words))
        words, ended = 0, end
    return tuple(_with_gaps(text, _without_articles(text, found)) if "een" in text else found)


def _spelt(word: str) -> str:
    """The digits that a word stands for, empty when it is no number."""
    if number := _NUMBER_WORDS.get(word):
        return number
    if len(word) > _LONGEST_WORD or not _DIGITS_IN_A_ROW.fullmatch(word):
        return ""
    return "".join(_DIGIT_WORDS[one] for one in _ONE_DIGIT_WORD.findall(word))


def _without_articles(text: str, found: list[Group]) -> list[Group]:
    kept: list[Group] = []
    carried = 0
    for index, group in enumerate(found):
        if text[group.begin : group.end] == "een" and not _counting(text, found, index):
            carried += group.words + 1
            continue
        kept.append(Group(group.begin, group.end, group.digits, "", group.words + carried) if carried else group)
        carried = 0
    return kept


def _counting(text: str, found: list[Group], index: int) -> bool:
    """Whether a loose digit stands beside this 'een', with no more than 'en' or 'dan' between."""
    for left, right in ((index - 1, index), (index, index + 1)):
        if left < 0 or right >= len(found):
            continue
        other = found[left if right == index else right]
        between = text[found[left].end : found[right].begin]
        if len(other.digits) == 1 and len(between) <= 40 and set(re.findall(r"[^\W\d_]+", between)) <= _BETWEEN_DIGITS:
            return True
    return False


def _with_gaps(text: str, found: list[Group]) -> list[Group]:
    ends = [0, *(group.end for group in found)]
    return [Group(one.begin, one.end, one.digits, text[end : one.begin], one.words) for end, one in zip(ends, found, strict=False)]


# Stretches of a text that must go, and the text without them.


@dataclass(frozen=True)
class Span:
    """A stretch of the plain text and the kind of what stands there."""

    begin: int
    end: int
    kind: str


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap made one; the first gives the kind."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.begin, -one.end)):
        if result and span.begin < result[-1].end:
            last = result[-1]
            result[-1] = Span(last.begin, max(last.end, span.end), last.kind)
        else:
            result.append(span)
    return result


def outside(figures: Sequence[Group], spans: Iterable[Span]) -> list[Group]:
    """The groups of figures that touch none of the spans."""
    taken = merged(spans)
    if not taken or not figures:
        return list(figures)
    begins = [span.begin for span in taken]
    return [group for group in figures if not _touches(group, taken, begins)]


def _touches(group: Group, taken: Sequence[Span], begins: Sequence[int]) -> bool:
    before = bisect_right(begins, group.end - 1) - 1
    return before >= 0 and taken[before].end > group.begin


def without(text: str, plain: Plain, spans: Sequence[Span]) -> str:
    """The text with each span replaced by its kind between brackets; spans are in order and do not overlap."""
    parts: list[str] = []
    done = 0
    for span in spans:
        begin, end = plain.span(span.begin, span.end)
        parts += [text[done : max(begin, done)], f"[{span.kind}]"]
        done = max(end, done)
    return "".join([*parts, text[done:]])
