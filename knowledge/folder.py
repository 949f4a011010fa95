"""The files of a knowledge folder: which there are, which are read, and a short name for exactly this content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge import file_problems
from knowledge.problems import Place, Problem

NOTICE = "mededeling.yaml"
OWN_NAMES = frozenset({"zinnen.yaml", "talen.yaml", NOTICE, *(path.name for path in Path(__file__).parent.glob("*.yaml"))})
"""The files with a name of their own: those that are shipped, and those that a folder may add."""
UNSEEN = (".", "~")
"""Begins the name of a file or folder that its maker does not see: of Office (`~$x`), Mac (`._x`), Emacs (`.#x`), git."""


def matching(root: Path, pattern: str) -> list[Path]:
    """The files of a folder that fit a pattern and count as content, in a fixed order."""
    return sorted(path for path in root.glob(pattern) if _counts(root, path))


def _counts(root: Path, path: Path) -> bool:
    return not any(part.startswith(UNSEEN) for part in path.relative_to(root).parts) and not path.is_dir()


def content_files(root: Path) -> list[Path]:
    """Every file that content is read from, in a fixed order."""
    return sorted(matching(root, "**/*.yaml") + matching(root, "**/*.txt"))


def version_of(root: Path) -> str:
    """A short name for exactly this content: a hash over the names and bytes of the files that can be read."""
    return version_of_files(dict(_readable(root)))


def _readable(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in content_files(root):
        try:
            yield path.relative_to(root).as_posix(), path.read_bytes()
        except OSError:
            continue  # `knowledge.loading.examine` tells of it


def files_in(root: Path) -> dict[str, bytes]:
    """The bytes of every content file by its path in the folder. Raises OSError for one that cannot be read."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in content_files(root)}


def version_of_files(files: Mapping[str, bytes]) -> str:
    """The same for content that does not stand in a folder: bytes per path."""
    digest = hashlib.sha256()
    for name in sorted(files, key=lambda name: name.split("/")):
        digest.update(name.encode() + b"\0" + files[name] + b"\0")
    return digest.hexdigest()[:12]


def shown_name(root: Path, path: Path) -> str:
    """How staff know a file: from the knowledge folder on."""
    return (Path(root.name) / path.relative_to(root)).as_posix()


def unreadable(root: Path, error: OSError) -> Problem:
    """What `files_in` could not read."""
    path = Path(str(error.filename or root))
    name = shown_name(root, path) if path.is_relative_to(root) else path.name
    return Problem(Place(name), *file_problems.closed_file(error.strerror or str(error)))
