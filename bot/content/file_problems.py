"""A file that cannot be read, or that nobody reads, told to staff with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content.problems import Words, cut, nearest, perhaps, told


def missing_file(name: str) -> Words:
    return told("missing-file", name=name)


def closed_file(reason: str) -> Words:
    return told("closed-file", reason=reason)


def empty_file() -> Words:
    return told("empty-file")


def unknown_examples(name: str, known: Iterable[str]) -> Words:
    return perhaps(nearest(name, sorted(known)), "unknown-examples", name=name)


def not_utf8(word: str, count: int) -> Words:
    return told("not-utf8", word=cut(word), count=count)


def other_encoding(name: str) -> Words:
    return told("other-encoding", name=name)


def too_big(megabytes: int) -> Words:
    return told("too-big", megabytes=megabytes)


def no_text(kind: str) -> Words:
    return told("no-text", kind=kind)


def empty_sign() -> Words:
    return told("empty-sign")


def merge_conflict(line: str) -> Words:
    return told("merge-conflict", line=cut(line.strip()))


def mixed_line_ends(windows: int, other: int) -> Words:
    return told("mixed-line-ends", windows=windows, other=other)


def lost_sign() -> Words:
    return told("lost-sign")


def garbled(found: str, meant: str) -> Words:
    return told("garbled-meant" if meant else "garbled", found=found, meant=meant)


def strange_sign(name: str) -> Words:
    return told("strange-sign", name=name)


def wrong_ending(name: str, right: str) -> Words:
    return told("wrong-ending", name=name, right=right)


def other_folder(name: str, right: str, wrong: str = "") -> Words:
    return told("other-folder" if wrong else "in-no-folder", name=name, right=right, wrong=wrong)


def folder_name(wrong: str, right: str) -> Words:
    return told("folder-name", wrong=wrong, right=right)


def not_read(name: str) -> Words:
    return told("not-read", name=name)


def moves_out(name: str) -> Words:
    return told("moves-out", name=name)


def of_program(name: str) -> Words:
    return told("of-program", name=name)


def copy(other: str, shared: int) -> Words:
    return told("copy", other=other, count=shared)
