"""Which marks must have been made before a phrase can fit: a cheap question that spares most searches.

Of "na <day>" it is enough to know that no day was read. Of some 230 phrases more than half need a mark.
"""

import re

ANY_TEXT = 1
"""The bit that every text has: a phrase without a mark that it must hold is always looked for."""

_Needs = tuple[frozenset[str], ...]  # of every set at least one letter must stand in the text

_MARK = re.compile(r"\[([A-Z]+)\]\\d\+?|([A-Z])\\d\+?")
_PLAIN = re.compile(r"[^\\\[(|)?*+{A-Z]+|\\.|\[\^?\]?[^\]]*\]|.", re.DOTALL)  # a run of characters, or one
_WITHOUT_MARKS = re.compile(r"\((?:\?:|\?<?[=!]|\?P<\w+>)?[^()\[A-Z]*\)")
_NESTED = 2  # how deep such groups are taken out before the rest is read by the letter
_MAY_BE_LEFT_OUT = re.compile(r"[?*]|\{0?,|\{0\}")
_QUANTITY = re.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")
_OPENED = re.compile(r"\((?:\?P<\w+>|\?:|\?<?[=!])?")
_AROUND = re.compile(r"\(\?<?[=!]")


def bit(letter: str) -> int:
    return 2 << (ord(letter) - ord("A"))


def needed(pattern: str) -> int:
    """The marks of which a text must hold one before a pattern can match: the narrowest set, as bits."""
    for _ in range(_NESTED):
        pattern = _WITHOUT_MARKS.sub("x", pattern)
    found, _ = _choices(pattern, 0)
    return sum(bit(letter) for letter in min(found, key=len)) if found else ANY_TEXT


def _choices(pattern: str, at: int) -> tuple[_Needs, int]:
    """A choice needs one of the marks that its branches need, when each of them needs one."""
    branches: list[_Needs] = []
    while True:
        branch, at = _sequence(pattern, at)
        branches.append(branch)
        if pattern[at : at + 1] != "|":
            break
        at += 1
    if len(branches) == 1:
        return branches[0], at
    return ((frozenset[str]().union(*(branch[0] for branch in branches)),) if all(branches) else ()), at


def _sequence(pattern: str, at: int) -> tuple[_Needs, int]:
    needs: list[frozenset[str]] = []
    while at < len(pattern) and pattern[at] not in "|)":
        found, at = _piece(pattern, at)
        quantity = _QUANTITY.match(pattern, at)
        if quantity:
            at = quantity.end()
        if not (quantity and _MAY_BE_LEFT_OUT.match(quantity[0])):
            needs.extend(found)
    return tuple(needs), at


def _piece(pattern: str, at: int) -> tuple[_Needs, int]:
    """One mark, one group or one character; what only looks around is not counted."""
    if mark := _MARK.match(pattern, at):
        return (frozenset(mark[1] or mark[2]),), mark.end()
    if pattern[at] != "(":
        one = _PLAIN.match(pattern, at)
        return (), one.end() if one else at + 1
    opened = _OPENED.match(pattern, at)
    inner, end = _choices(pattern, opened.end() if opened else at + 1)
    return (() if _AROUND.match(pattern, at) else inner), end + 1
