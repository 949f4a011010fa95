"""What pasting and typing leave behind, found line by line before yaml sees it, and mended so that reading goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge import remarks, typing_problems
from knowledge.decoding import Note

_FRONT = re.compile(r"[ \t\u00a0\u2007\u202f]*")
_HARD = "\u00a0\u2007\u202f"  # hard spaces, as Word and websites set them
_BULLET = re.compile(r"([•·●◦▪▫■□‣\u2043∙–—*+\uf000-\uf0ff])[ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(r"(\d{1,2}[.)])[ \t\u00a0]+(?=\S)")
_TIGHT_DASH = re.compile(r"-(?=[^\s-])")
_OPENS_BLOCK = re.compile(r"(?:^|[:-]\s+|-\s*)[|>][+-]?\d?[+-]?\s*(?:#.*)?$")
_KEY = re.compile(r"(?:-\s+)*(?P<key>[\w.-]+)\s*:(?=\s|$)")
_VALUE = re.compile(r"(?P<lead>(?:-\s+)*(?:[\w. -]{1,40}?:\s+)?)(?P<value>\S.*)")
_FAR = 200  # lines above that are looked at for the name of a list
_NEAR = 5  # and for the beginning of a text without quotes that goes on
_CURLY = "“”„‟"
_QUOTATION = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_SLOT_START = re.compile(r"\{[\w-]*\}")


@dataclass
class _Block:
    """A text under `|` that is being passed over: the column of its key, and of its own first line."""

    key: str
    column: int
    indent: int = -1


def mended(source: str, note: Note) -> str:
    """The text with tabs, hard spaces, bullets and quotes of other programs replaced; each is noted with its line."""
    lines = source.split("\n")
    hard = [number for number, line in enumerate(lines, 1) if any(sign in line.lstrip(f" \t-{_HARD}") for sign in _HARD)]
    if hard:
        note(hard[0], typing_problems.hard_space(len(hard)), True)
    block: _Block | None = None
    result: list[str] = []
    for number, raw in enumerate(lines, 1):
        line = _front(number, raw, note, result)
        if block and line.strip():
            line, inside = _in_block(number, line, block, note, _following(lines, number))
            block = block if inside else None
        if block is None:
            line = _outside(number, line, note, _following(lines, number), result)
            line = _same_list(number, line, result, note)
            block = _opened(line)
        result.append(line)
    return "\n".join(result)


def _front(number: int, line: str, note: Note, above: list[str]) -> str:
    """The line with plain spaces in front, and without tabs."""
    front = _FRONT.match(line)
    spaces = front[0] if front else ""
    rest = line[len(spaces) :]
    if not rest:
        if "\t" in spaces:
            note(number, typing_problems.tab_on_empty_line(), True)
        return ""
    if "\t" in spaces:
        note(number, typing_problems.tab_in_front(), False)
    elif spaces.strip(" "):
        note(number, typing_problems.hard_space_in_front(), False)
    if "\t" in rest.rstrip("\t"):
        note(number, typing_problems.tab_inside(), False)
    for sign in _HARD:
        rest = rest.replace(sign, " ")
        spaces = spaces.replace(sign, " ")
    if "\t" in spaces:
        spaces = " " * _place(rest, above)
    return spaces + rest.replace("\t", " ").rstrip()


def _place(text: str, above: list[str]) -> int:
    """The column where a line that begins with a tab was probably meant to stand: below what is like it."""
    nearest = next((line for line in reversed(above) if line.strip() and not line.lstrip().startswith("#")), "")
    behind_dash = re.match(r"\s*(?:-\s+)*", nearest)
    column = _indent(nearest) if text.startswith("- ") or not behind_dash else behind_dash.end()
    opens = nearest.rstrip().endswith((":", "|", ">"))
    return column + 2 if opens else column


def _in_block(number: int, line: str, block: _Block, note: Note, following: str) -> tuple[str, bool]:
    """The line, and whether it still belongs to the block."""
    indent = _indent(line)
    if block.indent < 0:
        if indent > block.column:
            block.indent = indent
            return line, True
        if _leaves(line, block):
            return line, False
        note(number, typing_problems.not_indented(block.key), False)
        return " " * (block.column + 2) + line.strip(), True
    if indent >= block.indent:
        return line, True
    if line.lstrip().startswith("#") and _indent(following) >= block.indent:
        note(number, typing_problems.remark_in_text(), False)
        return "", True
    if indent > block.column and not line.lstrip().startswith("#"):
        note(number, typing_problems.less_indented(), False)
    elif _leaves(line, block):
        return line, False
    else:
        note(number, typing_problems.not_indented(block.key), False)
    return " " * block.indent + line.strip(), True


def _leaves(line: str, block: _Block) -> bool:
    """Whether a line that is not indented is no text of the block: a field, an item, a remark, or a word that lost its colon."""
    text = line.strip()
    return bool(_KEY.match(text)) or text.startswith(("- ", "#", "---")) or (text[:1].islower() and _indent(line) <= block.column)


def _following(lines: list[str], number: int) -> str:
    """The next line that holds something."""
    return next((line for line in lines[number : number + 20] if line.strip()), "")


def _same_list(number: int, line: str, above: list[str], note: Note) -> str:
    """An item that stands further to the right than the item above is not read as one."""
    if not line.lstrip().startswith("- "):
        return line
    columns = []
    for earlier in reversed(above):
        if not earlier.strip():
            continue
        if not earlier.lstrip().startswith("- ") or _KEY.match(earlier.strip()):
            break
        columns.append(_indent(earlier))
        if columns[-1] == _indent(line):
            return line
    if not columns or _indent(line) <= max(columns):
        return line
    note(number, typing_problems.too_far_right(line, _indent(line), columns[0]), False)
    return " " * columns[0] + line.lstrip()


def _outside(number: int, line: str, note: Note, following: str, above: list[str]) -> str:
    """A line of fields or a list item."""
    indent, text = line[: _indent(line)], line.strip()
    if not text or text.startswith("#"):
        return line
    if found := _BULLET.match(text):
        note(number, typing_problems.bullet(found[1]), False)
        text = f"- {text[found.end() :]}"
    elif found := _NUMBER.match(text):
        note(number, typing_problems.numbered_line(found[1]), False)
        text = f"- {text[found.end() :]}"
    elif _TIGHT_DASH.match(text):
        note(number, typing_problems.dash_without_space(), False)
        text = f"- {text[1:]}"
    found = _VALUE.match(text)
    if not found:
        return indent + text
    sign = found["value"][0]
    if sign in _QUOTATION and not _QUOTATION[sign].match(found["value"]) and _begins_anew(following, len(indent)):
        note(number, typing_problems.open_quote(sign), False)
        return indent + found["lead"] + _quoted(found["value"].strip('"“”') if sign == '"' else found["value"])
    if _is_curly(found["value"]):
        field = _field(text, found["lead"], above)
        note(number, typing_problems.curly_quotes(sign, field, ": " in found["value"]), False)
        return indent + found["lead"] + _quoted(found["value"].strip(f'{_CURLY}‘’\u201a"'))
    opens = _indent(following) > len(indent)
    value = _value(number, found["value"], opens, note)
    if "#" in value:
        value = _whole(number, value, _field(text, found["lead"], above) or _goes_on_with(above), opens, note)
    return indent + found["lead"] + value


def _is_curly(value: str) -> bool:
    """Whether a value stands between the quotation marks of Word; a single one in front may be an apostrophe (’s morgens)."""
    return value[0] in _CURLY or (value[0] in "‘’\u201a" and value[-1] in "’‘" and len(value) > 1)


def _field(text: str, lead: str, above: list[str]) -> str:
    """The field to which a line belongs: its own, or that of its list; empty for a line that goes on with the one above."""
    name = _KEY.match(text)
    return name["key"] if name else _owner(above) if lead else ""


def _goes_on_with(above: list[str]) -> str:
    """The field of the plain text that a line without key or dash goes on with, empty when it is within brackets or quotes."""
    for line in above[: -_NEAR - 1 : -1]:
        begun = _VALUE.match(line.strip())
        if begun and begun["lead"]:
            return "" if begun["value"][0] in "\"'[{|>" else _field(line.strip(), begun["lead"], above)
    return ""


def _owner(above: list[str]) -> str:
    """The field to which an item of a list belongs: the nearest name above that ends its line."""
    for line in above[: -_FAR - 1 : -1]:
        if ":" in line and (found := _KEY.match(line.strip())) and line.partition(" #")[0].rstrip().endswith(":"):
            return found["key"]
    return ""


def _begins_anew(following: str, column: int) -> bool:
    """Whether the next line is a field, an item or the end, so that a quotation that is open should have been closed."""
    return not following or _indent(following) <= column or following.lstrip().startswith("- ") or bool(_KEY.match(following.strip()))


def _value(number: int, value: str, opens: bool, note: Note) -> str:
    """What stands behind a key or dash: quoted when it begins with a sign that means something to yaml. `opens`: text stands below."""
    first = value[0]
    if first in "|>" and not _OPENS_BLOCK.match(value):
        note(number, typing_problems.text_after_bar(first) if opens else typing_problems.special_start(first), False)
        return first if opens else _quoted(value)
    if (first == "{" and (_SLOT_START.match(value) or "}" not in value)) or (first == "[" and not re.fullmatch(r"\[.*\]\s*(#.*)?", value)):
        if first == "[" and "]" not in value:
            return value  # a list that goes on below
        note(number, typing_problems.brace_start(value) if first == "{" else typing_problems.special_start(first), False)
        return _quoted(value)
    if first in "@`%*&!" or (first == "?" and value[1:2] == " "):
        note(number, typing_problems.special_start(first), False)
        return _quoted(value)
    return value


def _whole(number: int, value: str, field: str, opens: bool, note: Note) -> str:
    """A text that a hash sign would cut, quoted; a remark is left alone."""
    if value[0] == "#" and not opens and remarks.hides_text(value, field):
        note(number, typing_problems.hash_start(field), False)
        return _quoted(value)
    if value[0] not in "#\"'[{|>" and field and (cut := remarks.cut_off(value, field)):
        note(number, typing_problems.swallowed(cut), False)
        return _quoted(value)
    return value


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _opened(line: str) -> _Block | None:
    """The block that begins on this line."""
    if not _OPENS_BLOCK.search(line):
        return None
    key = re.match(r"\s*(?:-\s+)*", line)
    column = key.end() if key else 0
    name = _KEY.match(line.strip())
    return _Block(name["key"] if name else "-", column if name else _indent(line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
