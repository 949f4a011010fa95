"""Files that someone may think are read, and are not: a wrong ending, name or folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge import file_problems
from knowledge.folder import OWN_NAMES, UNSEEN, shown_name
from knowledge.problems import Place, Problem, Words

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
