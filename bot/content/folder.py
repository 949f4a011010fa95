"""The folder of content: which files belong in it, what lies there by mistake, and its version."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content import file_problems
from bot.content.problems import Place, Problem, Words

# The files of a knowledge folder: which there are, which are read, and a short name for exactly this content.

SHIPPED = Path(__file__).parents[2] / "knowledge"
"""The content that we ship."""
NOTICE = "mededeling.yaml"
OWN_NAMES = frozenset({"zinnen.yaml", "talen.yaml", NOTICE, *(path.name for path in SHIPPED.glob("*.yaml"))})
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


# Files that someone may think are read, and are not: a wrong ending, name or folder.

_ENDINGS = {"vragen": ".yaml", "voorbeelden": ".txt", "testvragen": ".txt"}
"""What the files of each folder end on."""
_LOOKS_LIKE_CONTENT = (".yml", ".yaml", ".txt", ".docx", ".doc", ".xlsx", ".csv", ".rtf", ".odt")
_QUESTIONS = re.compile(r"(?m)^vragen\s*:")


@dataclass(frozen=True)
class Stray:
    """A file that is not read, and where it would have been read: what it holds is not known to anyone."""

    problem: Problem
    right: str
    text: str


def strays(root: Path) -> Iterator[Stray]:
    """Every stray of a folder; a warning for a file that nobody misses."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if any(part.startswith(UNSEEN) for part in parts) or path.is_dir() or not path.name.lower().endswith(_LOOKS_LIKE_CONTENT):
            continue
        folder = parts[0] if len(parts) > 1 else ""
        stray = _at_the_top(root, path) if not folder else _below(root, path, folder)
        if stray:
            yield stray


def _at_the_top(root: Path, path: Path) -> Stray | None:
    right = _right_name(path, ".yaml")
    if path.suffix != ".yaml":
        missed = right in OWN_NAMES and not (root / right).exists()
        return _stray(root, path, file_problems.wrong_ending(path.name, right), right, hard=missed)
    if path.name in OWN_NAMES or path.name.startswith("bedragen"):
        return None
    if _QUESTIONS.search(_text(path)):
        return _stray(root, path, file_problems.other_folder(path.name, "vragen"), f"vragen/{path.name}")
    return _stray(root, path, file_problems.not_read(path.name), path.name, hard=False)


def _below(root: Path, path: Path, folder: str) -> Stray | None:
    known = folder.lower()
    if known not in _ENDINGS:
        return _stray(root, path, file_problems.not_read(path.name), path.name, hard=False)
    right = _right_name(path, _ENDINGS[known])
    if folder != known:
        problem = Problem(Place(shown_name(root, root / folder)), *file_problems.folder_name(folder, known))
        return Stray(problem, f"{known}/{right}", _text(path))
    if path.parent != root / folder:
        words = file_problems.other_folder(path.name, folder, path.parent.name)
    elif path.suffix != _ENDINGS[known]:
        words = file_problems.wrong_ending(path.name, right)
    else:
        return None
    return _stray(root, path, words, f"{known}/{right}")


def _stray(root: Path, path: Path, words: Words, right: str, *, hard: bool = True) -> Stray:
    return Stray(Problem(Place(shown_name(root, path)), *words, warning=not hard), right, _text(path))


def _right_name(path: Path, ending: str) -> str:
    return path.name.split(".")[0] + ending


def _text(path: Path) -> str:
    """What can be read of it, for the ids that stand in it."""
    try:
        return path.read_bytes()[:2_000_000].decode("utf-8", "replace")
    except OSError:
        return ""
