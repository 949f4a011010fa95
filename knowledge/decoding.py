"""The bytes of a file as text: what a wrong encoding, line ends and invisible signs did to it is noted and mended for reading on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from knowledge import typing_problems
from knowledge.problems import Words

MAX_BYTES = 2_000_000  # the longest file of ours is 75 kB; this bounds time and memory
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
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
    """The text with `\\n` as its only line end, None when the file is too big to read."""
    if len(raw) > MAX_BYTES:
        note(1, typing_problems.too_big(MAX_BYTES // 1_000_000), False)
        return None
    text = _line_ends(_text(raw, note), note)
    for number, line in enumerate(text.split("\n"), 1):
        for found in _GARBLED.findall(line)[:1]:
            note(number, typing_problems.lost_sign() if found == "\ufffd" else typing_problems.garbled(found, _meant(found)), False)
        for sign in _STRANGE.findall(line)[:1]:
            note(number, typing_problems.strange_sign(_name(sign)), False)
    if invisible := [(number, found[0]) for number, line in enumerate(text.split("\n"), 1) if (found := _INVISIBLE.findall(line))]:
        number, sign = invisible[0]
        line = _INVISIBLE.sub("", text.split("\n")[number - 1])
        note(number, typing_problems.invisible_sign(_name(sign), line, len(invisible)), True)
    return _INVISIBLE.sub("", _STRANGE.sub(" ", text))


def _text(raw: bytes, note: Note) -> str:
    if raw.startswith(_UTF16):
        note(1, typing_problems.other_encoding("UTF-16 ('Unicode')"), False)
        return raw.decode("utf-16", "replace").replace("\ufffd", "?")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(raw[: error.start].decode("latin-1"))) + 1
        text = raw.decode("cp1252", "replace").replace("\ufffd", "?")
        words = raw[: error.start].split()[-1:] + raw[error.start :].split()[:1]
        joined = (b"" if raw[: error.start][-1:].isspace() else words[0] if len(words) > 1 else b"") + words[-1]
        count = sum(1 for byte in raw if byte >= 0x80)
        note(line, typing_problems.not_utf8(joined.decode("cp1252", "replace"), count), False)
        return text


def _line_ends(text: str, note: Note) -> str:
    windows = text.count("\r\n")
    other = text.count("\n") + text.count("\r") - 2 * windows
    if windows and other:
        ends = [found[0] == "\r\n" for found in _LINE_END.finditer(text)]
        note(ends.index(not ends[0]) + 1, typing_problems.mixed_line_ends(windows, other), True)
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
