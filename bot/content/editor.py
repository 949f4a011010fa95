"""A sentence written into a file of content by the program: everything else in the file keeps its every byte."""

from __future__ import annotations

import re
from collections.abc import Sequence as Listed
from pathlib import Path

from bot.content.yaml_nodes import Mapping, Node, Sequence, Text, Unreadable, read

_PLAIN = re.compile(r"[^\W_](?:[^:#\"{}\[\]&*!|>%@`\\\t\r\n]*[^\s:#\"{}\[\]&*!|>%@`\\])?")


class NotEditable(Exception):
    """The file is not laid out so that a line can be added without touching others; the message (Dutch) says why."""


def with_sentence(source: str, entry_id: str, sentence: str, *, field: str = "anders_gezegd") -> str:
    """The text of a file of questions with one sentence more at the end of a list of one entry.

    Line ends, comments and layout stay as they are. Raises NotEditable.
    """
    listed = _list(source, entry_id, field)
    lines = source.splitlines(keepends=True) if "\r" not in source.replace("\r\n", "") else []
    last = listed.items[-1]
    if not lines or not isinstance(last, Text) or last.block or last.last_line > last.line:
        raise NotEditable(f"de lijst '{field}' van '{entry_id}' staat niet regel voor regel")
    found = re.match(r"(\s*)-\s", lines[last.line - 1])
    if not found:
        raise NotEditable(f"de lijst '{field}' van '{entry_id}' staat niet regel voor regel")
    ending = "\r\n" if lines[last.line - 1].endswith("\r\n") else "\n"
    if not lines[last.line - 1].endswith("\n"):
        lines[last.line - 1] += ending
    edited = "".join([*lines[: last.line], f"{found[1]}- {scalar(sentence)}{ending}", *lines[last.line :]])
    if _texts(_list(edited, entry_id, field)) != [*_texts(listed), sentence]:
        raise NotEditable("de zin kan hier niet worden ingevoegd")
    return edited


def with_line(source: str, sentence: str) -> str:
    """The text of a file of examples with one sentence more at its end."""
    ending = "\r\n" if "\r\n" in source else "\n"
    between = "" if not source or source.endswith("\n") else ending
    return f"{source}{between}{sentence}{ending}"


def scalar(text: str) -> str:
    """A text as it may stand behind a dash: as it is, or between quotation marks when a sign in it means something."""
    if _PLAIN.fullmatch(text) and " #" not in text:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def read_exactly(path: Path) -> str:
    """The text of a file with its own line ends. Raises UnicodeDecodeError."""
    return path.read_bytes().decode("utf-8")


def write_exactly(path: Path, text: str) -> None:
    """Replace a file of text at once."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, raw: bytes) -> None:
    """Replace a file at once: nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.nieuw")
    beside.write_bytes(raw)
    if path.exists():
        beside.chmod(path.stat().st_mode)
    beside.replace(path)


def _list(source: str, entry_id: str, field: str) -> Sequence:
    try:
        root = read(source.removeprefix("\ufeff"))
    except Unreadable as error:
        raise NotEditable(f"het bestand kan niet gelezen worden (regel {error.line})") from error
    for entry in _entries(root):
        if _text(entry, "id") == entry_id:
            value = next((item.value for item in entry if item.key.value == field), None)
            if isinstance(value, Sequence) and value.items:
                return value
            raise NotEditable(f"'{entry_id}' heeft geen lijst '{field}'")
    raise NotEditable(f"'{entry_id}' staat niet in dit bestand")


def _entries(root: Node | None) -> list[Mapping]:
    if not isinstance(root, Mapping):
        return []
    lists = [item.value for item in root if isinstance(item.value, Sequence)]
    return [entry for listed in lists for entry in listed.items if isinstance(entry, Mapping)]


def _text(entry: Mapping, name: str) -> str:
    return next((item.value.value for item in entry if item.key.value == name and isinstance(item.value, Text)), "")


def _texts(listed: Sequence) -> Listed[str]:
    return [item.value if isinstance(item, Text) else "" for item in listed.items]
