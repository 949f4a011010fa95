"""Days, numbers, times and ja or nee out of typed text; what is not one is told with what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import TypeVar

from knowledge import value_problems
from knowledge.problems import Words
from knowledge.reading import Node
from knowledge.sheets import Sheet, text

T = TypeVar("T")

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2}|[a-z]{3,9})\.?[-/. ]+(\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})", re.ASCII)
_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})", re.ASCII)
_YES, _NO = ("ja", "yes", "true", "j", "y", "on", "waar", "1", "x"), ("nee", "neen", "no", "false", "n", "off", "onwaar", "0")


class _Wrong(Exception):
    """A value that cannot be read; holds the words for staff."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(words[0])


def _reader(convert: Callable[[str, str], T]) -> Callable[[Sheet, str, Node], T | None]:
    def reader(sheet: Sheet, name: str, node: Node) -> T | None:
        value = text(sheet, name, node)
        if value is None:
            return None
        try:
            return convert(name, value)
        except _Wrong as wrong:
            sheet.wrong(node.line, wrong.words)
            return None

    return reader


def _day(name: str, value: str) -> date:
    if _ISO.fullmatch(value):
        try:
            found = date.fromisoformat(value)
        except ValueError as error:
            raise _Wrong(value_problems.no_such_day(name, value)) from error
        if not 1990 <= found.year <= 2100:
            raise _Wrong(value_problems.odd_year(name, value))
        return found
    raise _Wrong(value_problems.not_a_date(name, value, _meant_day(value)))


def _meant_day(value: str) -> str:
    """The day in our own notation, empty when it cannot be told."""
    said = re.sub(r"^(ma|di|wo|do|vr|za|zo)[a-z]*\.?\s+", "", value.strip().lower())
    try:
        if found := _DAY_FIRST.fullmatch(said):
            day, month, year = found.groups()
            number = (
                int(month)
                if month.isdecimal()
                else next(n for n, name in enumerate(_MONTHS, 1) if month[:3] in (name, "mrt" if n == 3 else name))
            )
            return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day)).isoformat()
        if found := _YEAR_FIRST.fullmatch(said):
            return date(*(int(part) for part in found.groups())).isoformat()
    except (ValueError, StopIteration):
        pass
    return ""


def _boolean(name: str, value: str) -> bool:
    if value.lower() in ("ja", "nee"):
        return value.lower() == "ja"
    meant = "ja" if value.lower() in _YES else "nee" if value.lower() in _NO else ""
    raise _Wrong(value_problems.not_yes_or_no(name, value, meant))


def _decimal(name: str, value: str) -> Decimal:
    if _THOUSANDS.fullmatch(value):
        raise _Wrong(value_problems.thousands(name, value, value.replace(".", "")))
    if not _NUMBER.fullmatch(value):
        bare = re.sub(r"[€%\s]|euro|procent|,-", "", value.lower())
        if "," in bare:
            bare = bare.replace(".", "").replace(",", ".")
        raise _Wrong(value_problems.not_a_number(name, value, bare if _NUMBER.fullmatch(bare) else ""))
    if value.startswith("-"):
        raise _Wrong(value_problems.negative(name, value))
    return Decimal(value)


def _whole(name: str, value: str) -> int:
    if re.fullmatch(r"\d{1,6}", value, re.ASCII):
        return int(value)
    found = re.findall(r"\d{1,6}", value, re.ASCII)
    raise _Wrong(value_problems.not_a_whole_number(name, value, found[0] if len(found) == 1 and not value.startswith("-") else ""))


def clock(value: str) -> time:
    """`10.00` or `10:00` as a time of day. Raises ValueError."""
    found = _CLOCK.fullmatch(value.strip())
    if not found:
        raise ValueError(value)
    return time(int(found[1]), int(found[2]))


day = _reader(_day)
yes_or_no = _reader(_boolean)
number = _reader(_decimal)
_any_whole = _reader(_whole)


def whole(least: int = 0, most: int = 999_999) -> Callable[[Sheet, str, Node], int | None]:
    """A reader of a whole number between two bounds, both included."""

    def reader(sheet: Sheet, name: str, node: Node) -> int | None:
        value = _any_whole(sheet, name, node)
        if value is not None and not least <= value <= most:
            sheet.wrong(node.line, value_problems.out_of_bounds(name, value, least, most))
            return None
        return value

    return reader
