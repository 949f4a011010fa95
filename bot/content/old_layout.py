"""Content of before there was a folder for how people say it: what stands in the knowledge folder and belongs beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.editor import write_bytes
from bot.content.folder import EXAMPLES, FORMERLY_INSIDE, TEST_QUESTIONS, UNSEEN, intents_beside
from bot.content.text_fields import same


@dataclass(frozen=True)
class Move:
    """One file, where it goes, and what stands there afterwards: None when both places have it and nobody can choose but staff."""

    source: Path
    target: Path
    text: bytes | None
    joins: bool = False
    """Whether there is such a file already."""
    added: int = 0
    """How many sentences it gets."""


def moves(root: Path) -> tuple[Move, ...]:
    """What must move out of a knowledge folder, nothing done yet. Raises OSError."""
    return tuple(_move(path, intents_beside(root) / relative) for path, relative in _formerly_inside(root))


def carry_out(root: Path, planned: Sequence[Move]) -> None:
    """Move them: each file stands in its new place before it goes from the old one. Raises OSError."""
    for move in planned:
        if move.text is not None:
            write_bytes(move.target, move.text)
            move.source.unlink()
    for folder in sorted({parent for move in planned for parent in move.source.parents if parent != root}, reverse=True):
        if folder.is_relative_to(root) and not any(folder.iterdir()):
            folder.rmdir()


def _formerly_inside(root: Path) -> Iterator[tuple[Path, Path]]:
    """Each file with its path in the folder that it goes to."""
    for path in sorted(root.rglob("*")):
        first, *rest = path.relative_to(root).parts
        if first.lower() in FORMERLY_INSIDE and not path.is_dir() and not any(part.startswith(UNSEEN) for part in rest):
            yield path, Path(first.lower(), *rest)


def _move(source: Path, target: Path) -> Move:
    raw = source.read_bytes()
    if not target.exists():
        return Move(source, target, raw)
    there = target.read_bytes()
    if raw == there:
        return Move(source, target, there, joins=True)
    if target.suffix == ".txt" and target.parent.name in (EXAMPLES, TEST_QUESTIONS):
        return _joined(source, target, raw, there)
    return Move(source, target, None, joins=True)


def _joined(source: Path, target: Path, raw: bytes, there: bytes) -> Move:
    """A file of sentences with those of the other that it lacks."""
    try:
        known = {same(line) for line in there.decode("utf-8").splitlines()}
        lines = [line for line in raw.decode("utf-8").splitlines() if line.strip() and same(line) not in known]
    except UnicodeDecodeError:
        return Move(source, target, None, joins=True)
    ending = b"\r\n" if b"\r\n" in there else b"\n"
    between = b"" if not there or there.endswith(b"\n") else ending
    text = there + between + b"".join(line.encode("utf-8") + ending for line in lines)
    return Move(source, target, text if lines else there, joins=True, added=sum(not line.startswith("#") for line in lines))
