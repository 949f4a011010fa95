"""A file that is a copy of another: told once, and not for everything that stands in both."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from knowledge import file_problems
from knowledge.entries import Entry
from knowledge.problems import Place, Problem

_COPY = re.compile(r"\b(?:kopie|copie|copy)\b|\(\d+\)|_\d+\.|(?:^|/)oud\b|\boud\.|backup", re.IGNORECASE)


def copies(entries: Sequence[Entry]) -> Iterator[tuple[str, Problem]]:
    """The copies by their file: at least half of its ids stand in another file, and two, or one when it is called a copy."""
    ids: dict[str, set[str]] = {}
    for entry in entries:
        ids.setdefault(entry.place.file, set()).add(entry.id)
    names = sorted(ids, key=lambda name: (bool(_COPY.search(name)), len(name), name))
    for number, name in enumerate(names):
        other = max(names[:number], key=lambda one: len(ids[one] & ids[name]), default="")
        shared = len(ids[other] & ids[name]) if other else 0
        if shared * 2 >= len(ids[name]) and shared >= (1 if _COPY.search(name) else 2):
            yield name, Problem(Place(name), *file_problems.copy(other.rsplit("/", 1)[-1], shared))


def without(entries: Sequence[Entry], files: Collection[str]) -> tuple[Entry, ...]:
    """The entries, without those of the copies that stand elsewhere too."""
    elsewhere = {entry.id for entry in entries if entry.place.file not in files}
    return tuple(entry for entry in entries if entry.place.file not in files or entry.id not in elsewhere)
