"""Fields of a form: which there are, which must be there, and their values read with their line."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from bot.content import file_problems, problems, shapes, typing_problems, value_problems
from bot.content.diagnosis import misread
from bot.content.entries import Lines
from bot.content.problems import Place, Problem, Words
from bot.content.source import decoded, mended
from bot.content.yaml_nodes import Mapping, Node, Sequence, Text, Unreadable, read

# A file of content while it is being read: typed text in, values out, every mistake noted with its line.

T = TypeVar("T")


MOST_PROBLEMS = 200
"""Told about one file: who has more to mend begins with these."""
_MOST_MENDINGS = 50
_LOOK_AHEAD = 12  # fields


class Sheet:
    """The problems of one file, gathered while its nodes become values."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.unreadable = False
        """Whether the reading stopped half-way: what others refer to may stand in the part that was not read."""
        self.ids_lost = False
        """Whether an id was taken out, so that nobody knows what it was."""
        self.source = ""

    def place(self, line: int) -> Place:
        """A place in this file."""
        return Place(self.file, line)

    def wrong(self, line: int, words: Words, *, warning: bool = False) -> None:
        """Note a mistake."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(self.place(line), *words, warning=warning))

    def note(self, line: int, words: Words, warning: bool) -> None:
        """Note a mistake, for the readers below that know no sheet."""
        self.wrong(line, words, warning=warning)

    def root(self, path: Path, *, may_be_empty: bool = False) -> Mapping | None:
        """The fields of the file, None (with a noted problem) when it cannot be read."""
        source = self.text_of(path)
        return None if source is None else self.parse(source, may_be_empty=may_be_empty)

    def text_of(self, path: Path) -> str | None:
        """The text of the file with `\\n` as line end, None (with a noted problem) when it cannot be read."""
        raw = b""
        try:
            raw = path.read_bytes()
            source = decoded(raw, self.note)
        except FileNotFoundError:
            self.wrong(1, file_problems.missing_file(path.name))
            source = None
        except OSError as error:
            self.wrong(1, file_problems.closed_file(error.strerror or str(error)))
            source = None
        self.unreadable = source is None
        self.source = raw.decode("utf-8", "replace") if source is None else source  # for the ids that stand in it
        return source

    def parse(self, source: str, *, may_be_empty: bool = False) -> Mapping | None:
        """The fields of a YAML text."""
        self.source = source
        node = self._read(mended(source, self.note))
        if node is None and (may_be_empty or self.unreadable):
            return None
        if not isinstance(node, Mapping):
            self.wrong(node.line if node else 1, problems.not_a_mapping(self.file) if node else file_problems.empty_file())
            self.unreadable = True
            return None
        return node

    def _read(self, source: str) -> Node | None:
        """The root node; a line that cannot be read is noted, mended where that can be done, and read again."""
        lines = source.split("\n")
        touched: set[int] = set()
        while len(touched) < _MOST_MENDINGS:
            try:
                return read("\n".join(lines))
            except Unreadable as error:
                found = misread(error, lines)
                if found.line not in touched:
                    self.wrong(found.line, found.words)
                if found.mended is None or found.line in touched:
                    break
                if found.loses_id:
                    self.unreadable = self.ids_lost = True
                touched.add(found.line)
                lines[found.line - 1] = found.mended
        self.unreadable = True
        return None


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
    """The values of a form, and where each field stands."""

    values: ReadOnly[str, Any]
    lines: ReadOnly[str, int]
    line: int
    nodes: ReadOnly[str, Node] = field(default_factory=dict, repr=False)
    file: str = ""

    def get(self, name: str, default: T) -> T:
        """The value of a field, the default when it was left out or wrong."""
        value = self.values.get(name)
        return default if value is None else value

    def where(self) -> Lines:
        """The lines of all fields, texts and items."""
        return Lines(self.file, self.line, self.lines, {name: lines_of(node) for name, node in self.nodes.items()})


def lines_of(node: Node) -> tuple[int, ...]:
    """The lines of a value: of a list the line of each item that `texts` keeps; of a block the line of each of its lines; else its only line."""
    if isinstance(node, Sequence):
        return tuple(item.line for item in node.items if isinstance(item, Text) and item.value.strip())
    if isinstance(node, Text) and node.block:
        begin = len(node.value) - len(node.value.lstrip())
        return tuple(range(node.line_at(begin), node.line_at(len(node.value.rstrip())) + 1))
    return (node.line,)


def fill(sheet: Sheet, node: Node, form: Form, owner: str) -> Filled:
    """Read the fields of a mapping after a form; unknown, double and missing fields are noted."""
    if not isinstance(node, Mapping):
        sheet.wrong(node.line, problems.not_a_mapping(owner, next(iter(form), "id")))
        return Filled({}, {}, node.line, {}, sheet.file)
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    nodes: dict[str, Node] = {}
    for number, item in enumerate(node):
        name, line = item.key.value, item.key.line
        if name in lines and name == node.fields[0].key.value and len(lines) > 1:
            sheet.wrong(line, problems.item_without_dash(name, lines[name]))
            sheet.unreadable = True  # what follows belongs to another item
            break
        if name in lines and _begins_anew(node, number, lines):
            sheet.wrong(line, problems.missing_first_line(node.fields[0].key.value, name, lines[name]))
            sheet.unreadable = sheet.ids_lost = True
            break
        if name in lines:
            sheet.wrong(line, problems.double_field(name, lines[name]))
            continue
        lines[name] = line
        if name in form:
            nodes[name] = item.value
            values[name] = form[name].read(sheet, name, item.value)
        else:
            sheet.wrong(line, problems.unknown_field(name, [one for one in form if one not in lines] or list(form)))
    meant = {problems.nearest(name, form) for name in lines if name not in form}
    for name, rule in form.items():
        if rule.required and name not in lines and name not in meant:
            sheet.wrong(node.line, problems.missing_field(name, owner, rule.example))
    return Filled(values, lines, node.line, nodes, sheet.file)


def _begins_anew(node: Mapping, number: int, seen: Container[str]) -> bool:
    """Whether another item begins at a field that stands in this one already: then more of them do, and not only beside it."""
    again = [item.key.value for item in node.fields[number : number + _LOOK_AHEAD] if item.key.value in seen]
    return number >= 3 and len(again) >= 2 and node.fields[number - 1].key.value != again[0]


def only_list(sheet: Sheet, root: Mapping, name: str, read_item: Callable[[Sheet, Node], T | None]) -> tuple[T, ...]:
    """The one list that a file holds; without it nobody knows what the file would have held."""
    filled = fill(sheet, root, {name: FieldRule(listed(read_item), "…", required=True)}, "dit bestand")
    found: tuple[T, ...] | None = filled.get(name, None)
    sheet.unreadable |= found is None
    return found or ()


@shapes.shaped(shapes.TEXT)
def text(sheet: Sheet, name: str, node: Node) -> str | None:
    """One text, spaces at the ends removed."""
    if not isinstance(node, Text):
        sheet.wrong(node.line, problems.not_a_text(name))
        return None
    if not node.value.strip():
        sheet.wrong(node.line, problems.empty_field(name))
        return None
    return node.value.strip()


@shapes.shaped(shapes.TEXTS)
def texts(sheet: Sheet, name: str, node: Node) -> tuple[str, ...] | None:
    """A list of texts, each on one line; a single text counts as a list of one."""
    if isinstance(node, Mapping):
        sheet.wrong(node.line, problems.not_a_list(name))
        return None
    items = node.items if isinstance(node, Sequence) else (node,)
    read_items = [_item(sheet, name, item) for item in items]
    return tuple(item for item in read_items if item)


def _item(sheet: Sheet, name: str, node: Node) -> str | None:
    if isinstance(node, Mapping) and node.fields:
        sheet.wrong(node.line, typing_problems.item_with_colon(node.fields[0].key.value))
        return None
    if isinstance(node, Text) and node.last_line > node.line and not node.block and not node.quoted:
        sheet.wrong(node.line + 1, typing_problems.runs_on(node.value))
    return text(sheet, name, node)


def one_of(choices: tuple[str, ...]) -> Reader:
    """A reader of one word out of a closed list."""

    @shapes.shaped(shapes.one_of(choices))
    def reader(sheet: Sheet, name: str, node: Node) -> str | None:
        value = text(sheet, name, node)
        if value is not None and value not in choices:
            sheet.wrong(node.line, problems.not_a_choice(value, name, choices))
            return None
        return value

    return reader


def listed(read_item: Callable[[Sheet, Node], T | None]) -> Callable[[Sheet, str, Node], tuple[T, ...] | None]:
    """A reader of a list of which every item is read by `read_item`."""

    @shapes.shaped({"type": "array", "items": shapes.shape_of(read_item)})
    def reader(sheet: Sheet, name: str, node: Node) -> tuple[T, ...] | None:
        if not isinstance(node, Sequence):
            sheet.wrong(node.line, problems.not_a_list(name))
            return None
        read_items = (read_item(sheet, item) for item in node.items)
        return tuple(item for item in read_items if item is not None)

    return reader


# Days, numbers, times and ja or nee out of typed text; what is not one is told with what was probably meant.

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


day = shapes.shaped(shapes.DAY)(_reader(_day))
yes_or_no = shapes.shaped(shapes.YES_OR_NO)(_reader(_boolean))
number = shapes.shaped(shapes.NUMBER)(_reader(_decimal))
_any_whole = _reader(_whole)


def whole(least: int = 0, most: int = 999_999) -> Callable[[Sheet, str, Node], int | None]:
    """A reader of a whole number between two bounds, both included."""

    @shapes.shaped(shapes.whole(least, most))
    def reader(sheet: Sheet, name: str, node: Node) -> int | None:
        value = _any_whole(sheet, name, node)
        if value is not None and not least <= value <= most:
            sheet.wrong(node.line, value_problems.out_of_bounds(name, value, least, most))
            return None
        return value

    return reader
