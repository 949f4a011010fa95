"""The text of a file before it is YAML: its encoding, what a paste brought along, remarks that cut a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from bot.content import file_problems, typing_problems
from bot.content.problems import Words

# The bytes of a file as text: what a wrong encoding, line ends and invisible signs did to it is noted and mended for reading on.

MAX_BYTES = 2_000_000  # the longest file of ours is 75 kB; this bounds time and memory
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_NO_TEXT = {
    b"PK\x03\x04": "een bestand van Word of Excel",
    b"\xd0\xcf\x11\xe0": "een bestand van Word of Excel",
    b"{\\rtf": "een bestand van Word",
    b"%PDF": "een pdf",
    b"\x89PNG": "een plaatje",
    b"\xff\xd8\xff": "een plaatje",
    b"GIF8": "een plaatje",
}
"""How a file of another kind begins."""
_CONFLICT = re.compile(r"(?m)^[ \t]*(?:<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?$")
"""What git leaves where two people changed the same lines: none of it may reach anyone."""
_LINE_END = re.compile(r"\r\n|\r|\n")
# Signs that are no line end to an editor but are one to YAML (or that YAML refuses), among them Word's soft line break.
# Word's own bullets (U+F0B7 and its neighbours) are left for knowledge.pasted when they stand in front.
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ue000-\uefff\uf100-\uf8ff]|(?<=[^\\s-])[\uf000-\uf0ff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# UTF-8 that was read as Windows-1252 once too often: é as Ã©, ’ as â€™, a hard space as Â.
_GARBLED = re.compile("Ã[\u0080-\u00bf\u0152-\u2122]|â€[\u0080-\u00bf\u0152-\u2122]|Â[\u00a0-\u00bf]|â\u201a¬|ï»¿|\ufffd")

Note = Callable[[int, Words, bool], None]
"""Takes a line (from 1), the words of a problem and whether it is a warning."""


def decoded(raw: bytes, note: Note) -> str | None:
    """The text with `\\n` as its only line end; None when the file is too big, no text or half merged: then nothing in it counts."""
    if len(raw) > MAX_BYTES:
        note(1, file_problems.too_big(MAX_BYTES // 1_000_000), False)
        return None
    if kind := next((kind for begin, kind in _NO_TEXT.items() if raw.startswith(begin)), ""):
        note(1, file_problems.no_text(kind), False)
        return None
    if b"\0" in raw and not _is_utf16(raw):
        note(len(_LINE_END.findall(raw[: raw.index(b"\0")].decode("latin-1"))) + 1, file_problems.empty_sign(), False)
        return None
    text = _text(raw, note)
    if conflict := _CONFLICT.search(_LINE_END.sub("\n", text)):
        note(conflict.string.count("\n", 0, conflict.start()) + 1, file_problems.merge_conflict(conflict[0]), False)
        return None
    text = _line_ends(text, note)
    odd = _GARBLED.search(text) or _STRANGE.search(text)  # nearly every file has none, and then its lines need no look
    for number, line in enumerate(text.split("\n") if odd else (), 1):
        for found in _GARBLED.findall(line)[:1]:
            note(number, file_problems.lost_sign() if found == "\ufffd" else file_problems.garbled(found, _meant(found)), False)
        for sign in _STRANGE.findall(line)[:1]:
            note(number, file_problems.strange_sign(_name(sign)), False)
    if _INVISIBLE.search(text):
        invisible = [(number, found[0]) for number, line in enumerate(text.split("\n"), 1) if (found := _INVISIBLE.findall(line))]
        number, sign = invisible[0]
        line = _INVISIBLE.sub("", text.split("\n")[number - 1])
        note(number, typing_problems.invisible_sign(_name(sign), line, len(invisible)), True)
    return _INVISIBLE.sub("", _STRANGE.sub(" ", text))


def _is_utf16(raw: bytes) -> bool:
    """Whether a file says so, or has an empty byte beside nearly every letter."""
    return raw.startswith(_UTF16) or raw.count(0) * 5 > len(raw) * 2


def _text(raw: bytes, note: Note) -> str:
    if _is_utf16(raw):
        note(1, file_problems.other_encoding("UTF-16 ('Unicode')"), False)
        order = "utf-16" if raw.startswith(_UTF16) else "utf-16-le" if raw[1:2] == b"\0" else "utf-16-be"
        return raw.decode(order, "replace").replace("\ufffd", "?")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(raw[: error.start].decode("latin-1"))) + 1
        text = raw.decode("cp1252", "replace").replace("\ufffd", "?")
        words = raw[: error.start].split()[-1:] + raw[error.start :].split()[:1]
        joined = (b"" if raw[: error.start][-1:].isspace() else words[0] if len(words) > 1 else b"") + words[-1]
        count = sum(1 for byte in raw if byte >= 0x80)
        note(line, file_problems.not_utf8(joined.decode("cp1252", "replace"), count), False)
        return text


def _line_ends(text: str, note: Note) -> str:
    windows = text.count("\r\n")
    other = text.count("\n") + text.count("\r") - 2 * windows
    if windows and other:
        ends = [found[0] == "\r\n" for found in _LINE_END.finditer(text)]
        note(ends.index(not ends[0]) + 1, file_problems.mixed_line_ends(windows, other), True)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _meant(found: str) -> str:
    """What garbled letters stood for, empty when that cannot be told."""
    try:
        meant = found.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""
    return meant if meant.isprintable() and not meant.isspace() else ""


def _name(sign: str) -> str:
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower() if ord(sign) > 0x9F else f"U+{ord(sign):04X}"


# Where a hash sign begins a remark, and where it would cut a text without a word.

_PROSE = frozenset(
    {"vraag", "knop", "antwoord", "kort", "tekst", "naar", "anders_gezegd", "niet_bedoeld", "testvragen"}
    | {"uitleg", "woord", "woorden", "ook", "wat", "naam", "welkom"}
)
"""The fields in which even one word may be the beginning of a sentence."""
_SOURCE = "bron"  # a closed list of names and web addresses: what is cut from it is told as no source
_BEHIND = re.compile(r"\s#")
_NO_PROSE = re.compile(r"[\d.,:\s-]+(?:uur)?|[a-z0-9_-]+|https?://\S+")
"""Numbers, days, hours, an id, ja or nee, a web address: nobody means the rest of the line to belong to it."""


def cut_off(value: str, field: str) -> str:
    """What yaml takes for a remark though it is text, empty when there is none. `value` stands behind `field`, unquoted."""
    found = _BEHIND.search(value)
    if not found or field == _SOURCE:
        return ""
    if field not in _PROSE and _NO_PROSE.fullmatch(value[: found.start()].strip()):
        return ""
    return value[found.start() + 1 :]


def hides_text(value: str, field: str) -> bool:
    """Whether a value that begins with a hash is meant as text; `# a remark` above a list or fields is not."""
    return field in _PROSE or not value.startswith("# ")


# What pasting and typing leave behind, found line by line before yaml sees it, and mended so that reading goes on.

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
    text, found = _mended(source)
    for line, words, warning in found:
        note(line, words, warning)
    return text


@lru_cache(maxsize=128)
def _mended(source: str) -> tuple[str, tuple[tuple[int, Words, bool], ...]]:
    found: list[tuple[int, Words, bool]] = []

    def note(line: int, words: Words, warning: bool) -> None:
        found.append((line, words, warning))

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
    return "\n".join(result), tuple(found)


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
    if value[0] == "#" and not opens and hides_text(value, field):
        note(number, typing_problems.hash_start(field), False)
        return _quoted(value)
    if value[0] not in "#\"'[{|>" and field and (cut := cut_off(value, field)):
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
