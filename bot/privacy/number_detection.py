"""Rows of figures that are a BSN, a card or a telephone number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, count, pairwise
from operator import mul

from bot.privacy.digit_groups import Group, Span, outside

# Numbers that are made of figures alone: BSN, payment card, telephone; in one piece, in parts, or read out.

_BSN_NAMED = re.compile(r"(?<![a-z])b[ .]?s[ .]?n(?![a-z])|bsn|burger ?-?ser[vf]i[cs]e|sofi ?-?n|persoonsnummer")
_MONTHS = "jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec"
# What is surely a date, a time, an amount or a count: figures in these never belong to a number of somebody.
_ORDINARY = re.compile(
    r"(?<![\w.:/|-])(?:"
    r"(?:0?[1-9]|[12]\d|3[01])([-/. ])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d"
    r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[t ]\d\d:\d\d(?::\d\d)?)?"
    rf"|(?:0?[1-9]|[12]\d|3[01])(?:e|ste|de)? (?:{_MONTHS})[a-z]{{0,6}}(?: (?:19|20)\d\d)?"
    r"|(?:[01]?\d|2[0-4])[.:][0-5]\d ?(?:-|tot|en) ?(?:[01]?\d|2[0-4])[.:][0-5]\d"
    r"|(?:[01]?\d|2[0-4]):[0-5]\d"
    r"|(?:[01]?\d|2[0-4])\.[0-5]\d(?= ?u)"
    r"|€ ?\d{1,3}(?:\.?\d{3})?(?:,\d\d)?"
    r"|\d{1,3}(?:\.?\d{3})?(?:,\d\d)? ?(?:euro|eur|€|procent|%)"
    r"|\d{1,2} ?(?:uur|u|weken|maanden|dagen|kinderen|keer|minuten|min)(?![a-z])"
    r"|\d{1,3} ?jaar"
    r"|(?:kvk|k\.v\.k\.?|handelsregister|rsin|vacature|factuur|order|bestel|offerte)"
    r"(?:[ -]?(?:nummer|nr\.?|no\.?))?(?: is)?[ :#]{0,3}\d{5,9}"
    r")(?!\d|[^\w\s]\d|_)"
)
_APART = 8  # other signs between two groups that still read as one number
_WORDS_APART, _SIGNS_APART = 4, 40  # between the parts of a number that someone reads out
_NAMED_APART = 60  # the same, when the word BSN is there
# After these words, or a new sentence, other figures begin: "06-12345678 na 3", "tussen 10 en 12", "8 keer. Mijn zoon is 3".
_BEGINS_ANEW = re.compile(
    r"(?<![a-z])(?:na|om|voor|vanaf|tussen|rond|tegen|half|kwart|tot|tm|over|uur|ure|bel|bellen|belt|terugbellen|bereikbaar|thuis|vrij|"
    r"ochtend|ochtends|middag|middags|avond|avonds|ben|jaar|kinderen|op)(?![a-z])|[a-z]{2}[.!?;] *[^a-z]*$|[.!?;]\s+[a-z]{2}"
)
_WALL = 76  # digits: four cards one after the other
_TIED = re.compile(r"[ \-./()]{0,3}")

Chain = Sequence[Group]
_TWICE = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
"""What a digit counts for in the test of Luhn where it counts twice."""


def chains(text: str, figures: Chain) -> list[list[Group]]:
    """Groups that may belong together: broken at dates, times and amounts, and where too much stands between."""
    free = outside(figures, _ordinary(text)) if figures else []
    broken = {after.begin for before, after in pairwise(free) if after.begin - before.end != len(after.gap)}  # one between is gone
    result: list[list[Group]] = []
    for group in free:
        if not result or group.begin in broken or len(group.gap) > _NAMED_APART:
            result.append([])
        result[-1].append(group)
    return result


@lru_cache(maxsize=16)
def _ordinary(text: str) -> tuple[Span, ...]:
    """The dates, times, amounts and counts of a text, which is looked through again after each card and each telephone number in it."""
    return tuple(Span(match.start(), match.end(), "") for match in _ORDINARY.finditer(text))


class Row:
    """The digits of a chain with sums by which a stretch of them passes a test at once: a text may be four thousand digits.

    These are the tests of `stdnum.nl.bsn` and `stdnum.luhn`, which read every stretch anew: 20 µs for one, of which there are thousands.
    """

    def __init__(self, chain: Chain) -> None:
        self.digits = "".join(group.digits for group in chain)
        self.begins = [0, *accumulate(len(group.digits) for group in chain)]
        self._values = list(map(int, self.digits))

    @cached_property
    def _sums(self) -> list[int]:
        return [0, *accumulate(self._values)]

    @cached_property
    def _placed(self) -> list[int]:
        return [0, *accumulate(map(mul, count(), self._values))]

    @cached_property
    def _luhn(self) -> list[list[int]]:
        """Where the digits at even places count twice, and where those at odd ones do."""
        sums = []
        for odd in (0, 1):
            counted = self._values.copy()
            counted[odd::2] = [_TWICE[value] for value in self._values[odd::2]]
            sums.append([0, *accumulate(counted)])
        return sums

    def is_card(self, begin: int, end: int) -> bool:
        """The test of Luhn, on a stretch of digits that begins as payment cards do (ISO/IEC 7812: 2 to 6)."""
        sums = self._luhn[end % 2]  # the last digit counts once, the one before it twice
        return self.digits[begin] in "23456" and (sums[end] - sums[begin]) % 10 == 0

    def is_bsn(self, begin: int, end: int) -> bool:
        """The eleven test, on nine digits, or on eight that count with a zero before them."""
        last, weight = end - 1, end - begin
        total = self._sums[last] - self._sums[begin]
        weighed = (weight + begin) * total - (self._placed[last] - self._placed[begin]) - int(self.digits[last])
        return weighed % 11 == 0 and (total > 0 or self.digits[last] != "0")


def _windows(row: Row, least: int, most: int, reach: Sequence[int] | None = None) -> Iterator[tuple[int, int]]:
    """Every row of whole groups with so many digits, within its reach: where it begins and ends in the chain."""
    begins, last, groups = row.begins, 0, len(row.begins) - 1
    for first in range(groups):
        stop = reach[first] if reach else groups
        if begins[stop] - begins[first] < least:
            continue
        last = max(last, first)
        while begins[last + 1] - begins[first] < least:
            last += 1
        for end in range(last + 1, stop + 1):
            if begins[end] - begins[first] > most:
                break
            yield first, end


def _reach(chain: Chain, joins: Sequence[bool]) -> list[int]:
    """Per group the end of the row from there on in which every group is joined to the one before it."""
    reach = list(range(1, len(chain) + 1))
    for index in range(len(chain) - 2, -1, -1):
        if joins[index + 1]:
            reach[index] = reach[index + 1]
    return reach


def _exact(row: Row, size: int) -> Iterator[tuple[int, int]]:
    """Every row of whole groups with exactly so many digits, however far apart."""
    ends = {begin: end for end, begin in enumerate(row.begins)}
    for first, begin in enumerate(row.begins):
        if end := ends.get(begin + size):
            yield first, end


def _close(group: Group) -> bool:
    """Whether only a few signs and no words stand before a group."""
    return group.words == 0 and len(group.gap) <= _APART


def cards(chain: Chain) -> Iterator[Span]:
    """Payment cards by the test of Luhn."""
    if sum(len(group.digits) for group in chain) < 13:
        return
    row, reach = Row(chain), _reach(chain, [_close(group) for group in chain])
    begins = row.begins
    for first, end in _walls(chain, begins, reach):
        yield Span(chain[first].begin, chain[end - 1].end, "kaart")
        reach[first:end] = range(first + 1, end + 1)  # nothing in it need be looked at again
    for first, end in _windows(row, 13, 19, reach):
        if row.is_card(begins[first], begins[end]):
            yield Span(chain[first].begin, chain[end - 1].end, "kaart")


def _walls(chain: Chain, begins: Sequence[int], reach: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows of small groups without an end: some stretch of them passes every test, and to find out which would take all our time."""
    first = 0
    while first < len(chain):
        end = reach[first]
        digits = begins[end] - begins[first]
        if digits > _WALL and digits < 4 * (end - first):
            yield first, end
        first = end


def phones(text: str, chain: Chain) -> Iterator[Span]:
    """What reads as a telephone number: ten digits from 0, or an international one from + or 00."""
    if not any(group.digits[0] == "0" or text[max(group.begin - 1, 0) : group.begin] == "+" for group in chain):
        return
    row, reach = Row(chain), _reach(chain, [group.words == 0 and bool(_TIED.fullmatch(group.gap)) for group in chain])
    for first, end in _windows(row, 8, 15, reach):
        plus = text[max(chain[first].begin - 1, 0) : chain[first].begin] == "+"
        if chain[first].digits[0] != "0" and not plus:
            continue
        digits = row.digits[row.begins[first] : row.begins[end]]
        abroad = plus or digits.startswith("00")
        dutch = re.fullmatch(r"0[1-9]\d{8}|0[89]00\d{4}", digits) and not any(len(group.digits) == 9 for group in chain[first:end])
        if dutch or (abroad and len(digits) >= 10):
            yield Span(chain[first].begin, chain[end - 1].end, "telefoon")


def rows(chain: Chain, least: int) -> Iterator[Span]:
    """Whatever else is long enough to be somebody's number: rows of at least so many digits that stand close together."""
    reach = _reach(chain, [_close(group) for group in chain])
    first = 0
    while first < len(chain):
        if sum(len(group.digits) for group in chain[first : reach[first]]) >= least:
            yield Span(chain[first].begin, chain[reach[first] - 1].end, "nummer")
        first = reach[first]


def bsn_named(text: str) -> list[int]:
    """Where the word BSN, or one that means it, ends."""
    return [match.end() for match in _BSN_NAMED.finditer(text)]


def bsns(text: str, chain: Chain, named: Sequence[int]) -> list[Span]:
    """BSNs by the eleven test; nine digits first, so that eight of them do not leave the ninth behind."""
    dialled = _numbers_of(list(phones(text, chain)), chain)
    found: list[Span] = []
    covered: set[int] = set()
    row = Row(chain)
    for size in (9, 8):
        for first, end in _exact(row, size):
            right = row.is_bsn(row.begins[first], row.begins[end])
            if not right and not named:
                continue
            digits = row.digits[row.begins[first] : row.begins[end]]
            if size == 8 and not covered.isdisjoint(range(first, end)):
                continue
            if end <= dialled[first] and not (named and (size == 9 or digits.startswith(("0800", "0900")))):
                continue
            if _reads_as_bsn(chain[first:end], right, named):
                found.append(Span(chain[first].begin, chain[end - 1].end, "bsn"))
                covered.update(range(first, end) if size == 9 else ())
    return found


def _numbers_of(telephones: Sequence[Span], chain: Chain) -> list[int]:
    """Per group the end in the chain of the telephone number that it stands in, 0 when in none."""
    place = {group.begin: index for index, group in enumerate(chain)}
    last = {group.end: index + 1 for index, group in enumerate(chain)}
    dialled = [0] * len(chain)
    for phone in telephones:
        for index in range(place[phone.begin], last[phone.end]):
            dialled[index] = max(dialled[index], last[phone.end])
    return dialled


def _reads_as_bsn(window: Chain, right: bool, named: Sequence[int]) -> bool:
    """Whether these groups are a BSN (`right`: they pass the test): written as one, or read out with words between."""
    apart = [group for group in window[1:] if not _close(group)]
    if not apart:
        # After the word BSN a slip of the pen does not make it less of one.
        return right or (bool(named) and _just_named(window[0], named))
    if not right or named:
        return right
    if any(_BEGINS_ANEW.search(group.gap) for group in apart):
        return False
    if sum(len(group.digits) for group in window) != 9 or any(
        group.words > _WORDS_APART or len(group.gap) > _SIGNS_APART for group in apart
    ):
        return False
    sizes = [len(group.digits) for group in window]
    return len(apart) <= 2 or max(sizes) == 1 or (min(sizes) > 1 and len(sizes) <= 4)


def _just_named(group: Group, named: Sequence[int]) -> bool:
    before = bisect_right(named, group.begin)
    return before > 0 and group.begin - named[before - 1] <= _SIGNS_APART
