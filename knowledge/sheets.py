"""A file of content while it is being read: typed text in, values out, every mistake noted with its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping as ReadOnly
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from knowledge import problems
from knowledge.problems import Place, Problem, Words
from knowledge.reading import Mapping, Node, Sequence, Text, Unreadable, read

T = TypeVar("T")


class Sheet:
    """The problems of one file, gathered while its nodes become values."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def place(self, line: int) -> Place:
        """A place in this file."""
        return Place(self.file, line)

    def wrong(self, line: int, words: Words, *, warning: bool = False) -> None:
        """Note a mistake."""
        self.problems.append(Problem(self.place(line), *words, warning=warning))

    def root(self, path: Path, *, may_be_empty: bool = False) -> Mapping | None:
        """The fields of the file, None (with a noted problem) when it cannot be read."""
        try:
            source = path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            self.wrong(1, problems.missing_file(path.name))
            return None
        except UnicodeDecodeError as error:
            self.wrong(path.read_bytes().count(b"\n", 0, error.start) + 1, problems.not_utf8(error.start))
            return None
        return self.parse(source, may_be_empty=may_be_empty)

    def parse(self, source: str, *, may_be_empty: bool = False) -> Mapping | None:
        """The fields of a YAML text."""
        try:
            node = read(source)
        except Unreadable as error:
            lines = source.splitlines() or [""]
            line = min(error.line, len(lines))
            self.wrong(line, problems.unreadable(error.problem, lines[line - 1]))
            return None
        if node is None and may_be_empty:
            return None
        if not isinstance(node, Mapping):
            self.wrong(node.line if node else 1, problems.not_a_mapping(self.file))
            return None
        return node


Reader = Callable[[Sheet, str, Node], Any]
"""Turns a node under a field name into a value, noting what is wrong; returns None then."""


@dataclass(frozen=True)
class FieldRule:
    """How one field is read, and whether it must be there (with an example of what to write)."""

    read: Reader
    example: str = ""
    required: bool = False


Form = ReadOnly[str, FieldRule]


@dataclass(frozen=True)
class Filled:
    """The values of a form, and the line on which each field stands."""

    values: ReadOnly[str, Any]
    lines: ReadOnly[str, int]
    line: int

    def get(self, name: str, default: T) -> T:
        """The value of a field, the default when it was left out or wrong."""
        value = self.values.get(name)
        return default if value is None else value


def fill(sheet: Sheet, node: Node, form: Form, owner: str) -> Filled:
    """Read the fields of a mapping after a form; unknown, double and missing fields are noted."""
    if not isinstance(node, Mapping):
        sheet.wrong(node.line, problems.not_a_mapping(owner))
        return Filled({}, {}, node.line)
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for item in node:
        name, line = item.key.value, item.key.line
        if name in lines:
            sheet.wrong(line, problems.double_field(name, lines[name]))
            continue
        lines[name] = line
        if name in form:
            values[name] = form[name].read(sheet, name, item.value)
        else:
            sheet.wrong(line, problems.unknown_field(name, list(form)))
    for name, rule in form.items():
        if rule.required and name not in lines:
            sheet.wrong(node.line, problems.missing_field(name, owner, rule.example))
    return Filled(values, lines, node.line)


def text(sheet: Sheet, name: str, node: Node) -> str | None:
    """One text, spaces at the ends removed."""
    if not isinstance(node, Text):
        sheet.wrong(node.line, problems.not_a_text(name))
        return None
    if not node.value.strip():
        sheet.wrong(node.line, problems.empty_field(name))
        return None
    return node.value.strip()


def texts(sheet: Sheet, name: str, node: Node) -> tuple[str, ...] | None:
    """A list of texts; a single text counts as a list of one."""
    if isinstance(node, Text):
        one = text(sheet, name, node)
        return (one,) if one else None
    if not isinstance(node, Sequence):
        sheet.wrong(node.line, problems.not_a_list(name))
        return None
    read_items = (text(sheet, name, item) for item in node.items)
    return tuple(item for item in read_items if item)


def _parsed(convert: Callable[[str], T], words: Callable[[str], Words]) -> Callable[[Sheet, str, Node], T | None]:
    def reader(sheet: Sheet, name: str, node: Node) -> T | None:
        value = text(sheet, name, node)
        if value is None:
            return None
        try:
            return convert(value)
        except (ValueError, InvalidOperation):
            sheet.wrong(node.line, words(value))
            return None

    return reader


def _yes(value: str) -> bool:
    answers = {"ja": True, "nee": False}
    if value.lower() not in answers:
        raise ValueError(value)
    return answers[value.lower()]


def _number(value: str) -> Decimal:
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(value)
    return number


def clock(value: str) -> time:
    """`10.00` or `10:00` as a time of day. Raises ValueError."""
    hours, minutes = value.strip().replace(".", ":").split(":")
    return time(int(hours), int(minutes))


day = _parsed(date.fromisoformat, problems.not_a_date)
yes_or_no = _parsed(_yes, problems.not_yes_or_no)
number = _parsed(_number, problems.not_a_number)
whole = _parsed(int, problems.not_a_number)


def one_of(choices: tuple[str, ...]) -> Reader:
    """A reader of one word out of a closed list."""

    def reader(sheet: Sheet, name: str, node: Node) -> str | None:
        value = text(sheet, name, node)
        if value is not None and value not in choices:
            sheet.wrong(node.line, problems.not_a_choice(value, name, choices))
            return None
        return value

    return reader


def listed(read_item: Callable[[Sheet, Node], T | None]) -> Callable[[Sheet, str, Node], tuple[T, ...] | None]:
    """A reader of a list of which every item is read by `read_item`."""

    def reader(sheet: Sheet, name: str, node: Node) -> tuple[T, ...] | None:
        if not isinstance(node, Sequence):
            sheet.wrong(node.line, problems.not_a_list(name))
            return None
        read_items = (read_item(sheet, item) for item in node.items)
        return tuple(item for item in read_items if item is not None)

    return reader
