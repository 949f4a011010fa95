"""What a folder of content looks like from outside, so that a change is seen without reading it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.content.folder import content_files

Stamp = tuple[int, int, int]
"""When a file was changed, and when its rights or place were (nanoseconds), and its size (bytes)."""
Signature = Mapping[str, Stamp]
"""The stamp of every file by its path in the folder."""


def signature(root: Path) -> Signature:
    """The signature of a folder now; a file that goes away meanwhile is left out."""
    found = {}
    for path in content_files(root):
        try:
            state = path.lstat() if path.is_symlink() and not path.exists() else path.stat()
        except OSError:
            continue
        found[path.relative_to(root).as_posix()] = (state.st_mtime_ns, state.st_ctime_ns, state.st_size)
    return found
