"""The two folders of content: which files belong in them, what lies there by mistake, and their version."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content import file_problems
from bot.content.problems import Place, Problem, Words

# A knowledge folder holds what we know and say; `intents` beside it holds how people say it. Everywhere the knowledge
# folder (`root`) stands for both.

KNOWLEDGE, INTENTS = "knowledge", "intents"
SHIPPED = Path(__file__).parents[2] / KNOWLEDGE
"""The content that we ship."""
SHIPPED_INTENTS = SHIPPED.parent / INTENTS
"""How people say it, for a folder that has none of its own."""
NOTICE = "mededeling.yaml"
NOTICE_NAME = f"{KNOWLEDGE}/{NOTICE}"
"""The message of the day among the files of a version."""
OWN_NAMES = frozenset({"talen.yaml", NOTICE, *(path.name for path in SHIPPED.glob("*.yaml"))})
"""The files with a name of their own: those that are shipped, and those that a folder may add."""
INTENTS_NAMES = frozenset({"zinnen.yaml", "synoniemen.yaml", "kenmerken.yaml", "antwoorden.yaml", "beloften.yaml"})
EXAMPLES, TEST_QUESTIONS = "voorbeelden", "testvragen"
DOES, FOLLOWS_UP = "handelingen", "vervolg"
"""Folders of `intents`: what a message does in a conversation, and what is asked without its subject."""
SIGNAL_WORDS = "signaalwoorden.yaml"
OF_PROGRAM = frozenset({"crisis", "formeel", SIGNAL_WORDS})
"""What is only read from the `intents` that we ship: weights that were learned from it come with the program, or it is the language itself."""
FORMERLY_INSIDE = frozenset({EXAMPLES, TEST_QUESTIONS, *INTENTS_NAMES})
"""What stood in the knowledge folder itself before there was a folder for how people say it."""
UNSEEN = (".", "~")
"""Begins the name of a file or folder that its maker does not see: of Office (`~$x`), Mac (`._x`), Emacs (`.#x`), git."""


def intents_beside(root: Path) -> Path:
    """Where a knowledge folder has how people say it, when it has that itself."""
    return root.parent / INTENTS


def has_own_intents(root: Path) -> bool:
    """Whether content stands there."""
    return bool(_intents_files(intents_beside(root)))


def intents_of(root: Path) -> Path:
    """Where it is read how people say it: beside the knowledge folder when there is content, else from what we ship."""
    return intents_beside(root) if has_own_intents(root) else SHIPPED_INTENTS


def matching(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder that fit a pattern and count as content, in a fixed order."""
    return sorted(path for path in folder.glob(pattern) if _counts(folder, path))


def _counts(folder: Path, path: Path) -> bool:
    return not any(part.startswith(UNSEEN) for part in path.relative_to(folder).parts) and not path.is_dir()


def _texts(folder: Path) -> list[Path]:
    return sorted(matching(folder, "**/*.yaml") + matching(folder, "**/*.txt"))


def _intents_files(folder: Path) -> list[Path]:
    return [path for path in _texts(folder) if path.relative_to(folder).parts[0] not in OF_PROGRAM]


def content_files(root: Path) -> dict[str, Path]:
    """Every file that staff may change and content is read from, by its name from `knowledge` or `intents` on."""
    beside = intents_beside(root)
    inside = {f"{KNOWLEDGE}/{path.relative_to(root).as_posix()}": path for path in _texts(root)}
    return inside | {f"{INTENTS}/{path.relative_to(beside).as_posix()}": path for path in _intents_files(beside)}


def path_of(root: Path, name: str) -> Path:
    """Where a file with such a name stands."""
    folder, _, rest = name.partition("/")
    return (intents_beside(root) if folder == INTENTS else root) / rest


def present_name(name: str) -> str:
    """The name of a file now, also of a version that was kept when everything stood in one folder."""
    folder, slash, _ = name.partition("/")
    if slash and folder in (KNOWLEDGE, INTENTS):
        return name
    return f"{INTENTS if folder in FORMERLY_INSIDE else KNOWLEDGE}/{name}"


def version_of(root: Path) -> str:
    """A short name for exactly this content: a hash over the names and bytes of the files that can be read."""
    return version_of_files(dict(_readable(root)))


def _readable(root: Path) -> Iterator[tuple[str, bytes]]:
    for name, path in content_files(root).items():
        try:
            yield name, path.read_bytes()
        except OSError:
            continue  # whoever reads the content tells of it


def files_in(root: Path) -> dict[str, bytes]:
    """The bytes of every content file by its name. Raises OSError for one that cannot be read."""
    return {name: path.read_bytes() for name, path in content_files(root).items()}


def version_of_files(files: Mapping[str, bytes]) -> str:
    """The same for content that does not stand in a folder: bytes per name."""
    digest = hashlib.sha256()
    for name in sorted(files, key=lambda name: name.split("/")):
        digest.update(name.encode() + b"\0" + files[name] + b"\0")
    return digest.hexdigest()[:12]


def shown_name(root: Path, path: Path) -> str:
    """How staff know a file: from its folder on."""
    for folder in (root, intents_beside(root), SHIPPED_INTENTS):
        if path.is_relative_to(folder):
            return (Path(folder.name) / path.relative_to(folder)).as_posix()
    return path.name


def unreadable(root: Path, error: OSError) -> Problem:
    """What `files_in` could not read."""
    return Problem(Place(shown_name(root, Path(str(error.filename or root)))), *file_problems.closed_file(error.strerror or str(error)))


# Files that someone may think are read, and are not: a wrong ending, name or folder.

_LOOKS_LIKE_CONTENT = (".yml", ".yaml", ".txt", ".docx", ".doc", ".xlsx", ".csv", ".rtf", ".odt")
_QUESTIONS = re.compile(r"(?m)^vragen\s*:")


@dataclass(frozen=True)
class Stray:
    """A file that is not read, and where it would have been read: what it holds is not known to anyone."""

    problem: Problem
    right: str
    text: str


@dataclass(frozen=True)
class _Layout:
    """Which folders with which endings, and which names, are read from one of the two folders."""

    endings: Mapping[str, str]
    names: frozenset[str]

    def has(self, part: str) -> bool:
        return part in self.endings or part in self.names


_INSIDE = _Layout({"vragen": ".yaml"}, OWN_NAMES)
_BESIDE = _Layout(dict.fromkeys((EXAMPLES, TEST_QUESTIONS, DOES, FOLLOWS_UP), ".txt"), INTENTS_NAMES)


def strays(root: Path) -> Iterator[Stray]:
    """Every stray of both folders; a warning for a file that nobody misses."""
    told: set[str] = set()
    for path in _candidates(root):
        first = path.relative_to(root).parts[0]
        if first.lower() not in FORMERLY_INSIDE:
            yield from _strays_of(root, root, path, _INSIDE)
        elif first not in told:  # a folder is told once
            told.add(first)
            problem = Problem(Place(shown_name(root, root / first)), *file_problems.moves_out(first.lower()))
            yield Stray(problem, first.lower(), "")
    beside = intents_beside(root)
    for path in _candidates(beside) if has_own_intents(root) else ():
        first = path.relative_to(beside).parts[0]
        if first in OF_PROGRAM:
            yield from _changed_in_vain(root, path)
        elif _INSIDE.has(first.lower()):
            words = file_problems.other_folder(path.name, f"{root.name}/vragen" if first.lower() == "vragen" else root.name, INTENTS)
            yield _stray(root, path, words, "/".join(path.relative_to(beside).parts))
        else:
            yield from _strays_of(root, beside, path, _BESIDE)


def _candidates(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if _counts(folder, path) and path.name.lower().endswith(_LOOKS_LIKE_CONTENT):
            yield path


def _changed_in_vain(root: Path, path: Path) -> Iterator[Stray]:
    """Of what is only read from what we ship: a copy that says the same misleads nobody."""
    shipped = SHIPPED_INTENTS / path.relative_to(intents_beside(root))
    if _text(path) != _text(shipped):
        yield _stray(root, path, file_problems.of_program(path.name), path.name, hard=False)


def _strays_of(root: Path, folder: Path, path: Path, layout: _Layout) -> Iterator[Stray]:
    parts = path.relative_to(folder).parts
    stray = _at_the_top(root, path, layout) if len(parts) == 1 else _below(root, path, folder / parts[0], layout)
    if stray:
        yield stray


def _at_the_top(root: Path, path: Path, layout: _Layout) -> Stray | None:
    right = _right_name(path, ".yaml")
    if path.suffix != ".yaml":
        missed = right in layout.names and not (path.parent / right).exists()
        return _stray(root, path, file_problems.wrong_ending(path.name, right), right, hard=missed)
    if path.name in layout.names or (layout is _INSIDE and path.name.startswith("bedragen")):
        return None
    if _QUESTIONS.search(_text(path)):
        return _stray(root, path, file_problems.other_folder(path.name, "vragen"), f"vragen/{path.name}")
    return _stray(root, path, file_problems.not_read(path.name), path.name, hard=False)


def _below(root: Path, path: Path, folder: Path, layout: _Layout) -> Stray | None:
    known = folder.name.lower()
    if known not in layout.endings:
        return _stray(root, path, file_problems.not_read(path.name), path.name, hard=False)
    right = _right_name(path, layout.endings[known])
    if folder.name != known:
        problem = Problem(Place(shown_name(root, folder)), *file_problems.folder_name(folder.name, known))
        return Stray(problem, f"{known}/{right}", _text(path))
    if path.parent != folder:
        words = file_problems.other_folder(path.name, known, path.parent.name)
    elif path.suffix != layout.endings[known]:
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
