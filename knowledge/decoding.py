"""The bytes of a file as text: what a wrong encoding, line ends and invisible signs did to it is noted and mended for reading on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from knowledge import file_problems, typing_problems
from knowledge.problems import Words

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
    for number, line in enumerate(text.split("\n"), 1):
        for found in _GARBLED.findall(line)[:1]:
            note(number, file_problems.lost_sign() if found == "\ufffd" else file_problems.garbled(found, _meant(found)), False)
        for sign in _STRANGE.findall(line)[:1]:
            note(number, file_problems.strange_sign(_name(sign)), False)
    if invisible := [(number, found[0]) for number, line in enumerate(text.split("\n"), 1) if (found := _INVISIBLE.findall(line))]:
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
