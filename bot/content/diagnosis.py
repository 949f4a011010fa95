"""Why a file could not be read, told about the line that caused it; with a mended line, so that the rest is read too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.content import typing_problems
from bot.content.problems import Words
from bot.content.yaml_nodes import ANCHOR, DEEP, SECOND_DOCUMENT, TAG, Unreadable

_KEY_LINE = re.compile(r"^(?P<front>\s*(?:-\s+)*)(?P<key>[\w.-]+)\s*:(?:\s+(?P<value>.*))?$")
_TIGHT_KEY = re.compile(r"^(?P<front>\s*(?:-\s+)*)(?P<key>[a-z][a-z_]*):(?P<value>[^\s/].*)$")
_NO_COLON = re.compile(r"^(?P<front>\s*(?:-\s+)*)(?P<key>[a-z][a-z_]*)\s*[;=,.]?\s+(?P<value>\S.*)$")
_NO_COLON_BAR = re.compile(r"^(?P<front>\s*(?:-\s+)*)(?P<key>[a-z][a-z_]*)\s*[|>][-+]?$")
_QUOTED = re.compile(r"^(?P<front>\s*(?:-\s+)*(?:[\w.-]+\s*:\s+)?)(?P<text>[\"'].*)$")


@dataclass(frozen=True)
class Misread:
    """The line (from 1) that caused it, the words for staff, and what the line may be read as; None: reading stops."""

    line: int
    words: Words
    mended: str | None = None
    loses_id: bool = False
    """Whether the line with the id of something was taken out."""


def misread(error: Unreadable, lines: Sequence[str]) -> Misread:
    """What the parser's complaint comes down to. The wordings are libyaml's."""
    line = min(max(error.line, 1), len(lines))
    began = min(max(error.began, 1), len(lines))
    text = lines[line - 1]
    simple = {
        SECOND_DOCUMENT: typing_problems.document_mark(),
        ANCHOR: typing_problems.special_start("&"),
        TAG: typing_problems.special_start("!"),
        DEEP: typing_problems.nested_too_deeply(),
    }
    if error.problem in simple:
        return Misread(line, simple[error.problem], "" if error.problem == SECOND_DOCUMENT else None)
    if "quoted scalar" in error.context:
        return _quote(error, lines, began, line)
    if "mapping values are not allowed" in error.problem:
        return _unexpected_colon(lines, line)
    if "expected ':'" in error.problem:
        return _no_colon(lines, began if error.began else line)
    if "flow" in error.context or "',' or" in error.problem:
        return Misread(began if error.began else line, typing_problems.unclosed_bracket())
    if "alias" in error.context or "anchor" in error.context:
        return Misread(line, typing_problems.special_start("*" if "*" in text else "&"))
    if "cannot start any token" in error.problem:
        return Misread(line, typing_problems.special_start(text.strip().split(": ")[-1].lstrip("- ")[:1]))
    if "expected key" in error.problem or "'-' indicator" in error.problem or "block" in error.context:
        return _misplaced(lines, line)
    return Misread(line, typing_problems.unreadable(text))


def _quote(error: Unreadable, lines: Sequence[str], began: int, line: int) -> Misread:
    """A quotation mark that is not closed, or closed too early; the whole value is read as text."""
    text = lines[began - 1]
    found = _QUOTED.match(text)
    sign = found["text"][0] if found else '"'
    words = typing_problems.bad_escape() if "escape" in error.problem else typing_problems.open_quote(sign)
    return Misread(line if "escape" in error.problem else began, words, _as_text(found) if found else None)


def _as_text(found: re.Match[str]) -> str:
    inner = found["text"].strip("\"'“”’").replace("\\", "\\\\").replace('"', '\\"')
    return f'{found["front"]}"{inner}"'


def _unexpected_colon(lines: Sequence[str], line: int) -> Misread:
    """`key: text: more`, a line too far to the right, or a line above that lost its colon."""
    text = lines[line - 1]
    above = _above(lines, line)
    if above:
        earlier = lines[above - 1]
        if tight := _TIGHT_KEY.match(earlier):
            return Misread(above, typing_problems.colon_without_space(tight["key"]), f"{tight['front']}{tight['key']}: {tight['value']}")
        deeper = _column(text) > _column(earlier)
        key = _KEY_LINE.match(earlier)
        if key and key["value"] and deeper and _KEY_LINE.match(text):
            return Misread(
                line, typing_problems.too_far_right(text, _indent(text), _column(earlier)), " " * _column(earlier) + text.lstrip()
            )
        missing = _NO_COLON.match(earlier)
        if missing and key is None and _KEY_LINE.match(text) and _column(text) >= _column(earlier):
            return Misread(above, typing_problems.missing_colon(missing["key"]), f"{missing['front']}{missing['key']}: {missing['value']}")
    found = _KEY_LINE.match(text)
    quoted = _quoted_value(found) if found else None
    return Misread(line, typing_problems.colon_in_text(text, found["key"] if found else ""), quoted)


def _quoted_value(found: re.Match[str]) -> str:
    value = (found["value"] or "").replace("\\", "\\\\").replace('"', '\\"')
    return f'{found["front"]}{found["key"]}: "{value}"'


def _no_colon(lines: Sequence[str], line: int) -> Misread:
    """A line among fields that is no field: its colon is missing, or the dash of a list, or it stands wrong."""
    text = lines[line - 1]
    if tight := _TIGHT_KEY.match(text):
        return Misread(line, typing_problems.colon_without_space(tight["key"]), f"{tight['front']}{tight['key']}: {tight['value']}")
    if (bar := _NO_COLON_BAR.match(text)) and not _in_list(lines, line):
        return Misread(line, typing_problems.missing_colon(bar["key"]), f"{bar['front']}{bar['key']}: |")
    if _in_list(lines, line):
        return Misread(line, typing_problems.missing_dash(text), f"{' ' * _list_column(lines, line)}- {text.strip()}")
    if missing := _NO_COLON.match(text):
        mended = f'{missing["front"]}{missing["key"]}: "{_escaped(missing["value"])}"'
        return Misread(line, typing_problems.missing_colon(missing["key"]), mended)
    if re.fullmatch(r"\s*[\w-]+", text):
        return Misread(line, typing_problems.missing_colon(text.strip()), f"{text}:")
    return Misread(line, typing_problems.unreadable(text))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _misplaced(lines: Sequence[str], line: int) -> Misread:
    """A line whose place fits nothing above it, or text behind a closing quotation mark."""
    text = lines[line - 1]
    quoted = _QUOTED.match(text)
    if quoted and not re.fullmatch(r"\"[^\"]*\"|'[^']*'", quoted["text"].strip()):
        return Misread(line, typing_problems.text_after_quote(text), _as_text(quoted))
    if not text.lstrip().startswith("- ") and not _KEY_LINE.match(text):
        return _no_colon(lines, line)
    if headless := _headless(lines, line):
        front = " " * _indent(text) + "- "
        words = typing_problems.missing_head(lines[headless - 1])
        return Misread(headless, words, front + lines[headless - 1].lstrip().rjust(len(lines[headless - 1]) - len(front)), loses_id=True)
    columns = _columns_above(lines, line)
    if not columns and text.lstrip().startswith("- "):
        return Misread(line, typing_problems.list_without_name())
    nearest = min(columns, key=lambda column: abs(column - _indent(text)), default=0)
    mended = None if nearest == _indent(text) else " " * nearest + text.lstrip()
    return Misread(line, typing_problems.not_below(text, _indent(text), columns), mended)


def _headless(lines: Sequence[str], line: int) -> int:
    """The line with which the first item of a list begins that lost its dash and id, when this line is its second item; else 0."""
    column = _indent(lines[line - 1])
    if not lines[line - 1].lstrip().startswith("- "):
        return 0
    first = 0
    for number in range(line - 1, 0, -1):
        text = lines[number - 1]
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        if _indent(text) <= column:
            opens = _KEY_LINE.match(text) and text.rstrip().endswith(":") and _indent(text) < column
            return first if opens and first and not lines[first - 1].lstrip().startswith("- ") else 0
        first = number
    return 0


def _columns_above(lines: Sequence[str], line: int) -> list[int]:
    """The columns at which a line like this one (a field, or an item) could have stood."""
    item = lines[line - 1].lstrip().startswith("- ")
    columns: list[int] = []
    least = 10_000
    for text in reversed(lines[: line - 1]):
        if not text.strip() or text.lstrip().startswith("#") or _indent(text) >= least:
            continue
        least = _indent(text)
        if text.lstrip().startswith("- "):
            columns += [least] if item else [_column(text)] if _KEY_LINE.match(text) else []
        elif not item and _KEY_LINE.match(text):
            columns.append(least)
    return sorted(set(columns))


def _in_list(lines: Sequence[str], line: int) -> bool:
    """Whether the line above is an item that is no field, and this line stands where an item could."""
    above = _above(lines, line)
    if not above or not lines[above - 1].lstrip().startswith("- ") or _KEY_LINE.match(lines[above - 1]):
        return False
    return _indent(lines[line - 1]) >= _indent(lines[above - 1])


def _list_column(lines: Sequence[str], line: int) -> int:
    return _indent(lines[_above(lines, line) - 1])


def _above(lines: Sequence[str], line: int) -> int:
    """The number of the nearest line above that holds something, 0 when there is none."""
    numbers = range(line - 1, 0, -1)
    return next((number for number in numbers if lines[number - 1].strip() and not lines[number - 1].lstrip().startswith("#")), 0)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _column(line: str) -> int:
    """Where the text of a line begins, behind its dashes."""
    found = re.match(r"\s*(?:-\s+)*", line)
    return found.end() if found else 0
