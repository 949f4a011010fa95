"""What a folder of content looks like from outside, so that a change is seen without reading it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from knowledge.folder import content_files

Signature = Mapping[str, tuple[int, int]]
"""Per path in the folder: when it was changed (nanoseconds) and its size (bytes)."""


def signature(root: Path) -> Signature:
    """The signature of a folder now; a file that goes away meanwhile is left out."""
    found = {}
    for path in content_files(root):
        try:
            state = path.stat()
        except OSError:
            continue
        found[path.relative_to(root).as_posix()] = (state.st_mtime_ns, state.st_size)
    return found


def changed(one: Signature, other: Signature) -> frozenset[str]:
    """The files that are not the same in both."""
    return frozenset(name for name in {*one, *other} if one.get(name) != other.get(name))
