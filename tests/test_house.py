"""The house keeps its shape: a file is a noun of its room, of a size that one reads, and its comments need nothing from outside."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = sorted((ROOT / "bot").rglob("*.py"))
ENTRANCES = {"__init__", "__main__"}
ROOMY = [path for path in CODE if path.stem not in ENTRANCES]

SHORTEST, LONGEST = 40, 450
SHORT = {
    "bot/channels/desk/migrations/0002_away.py": "one column: a migration is as long as its change",
    "bot/channels/immediate.py": "what every channel without a network needs, and no channel may borrow from another",
    "bot/cli/output.py": "what the entrance needs before it loads anything else, so that --help works on a broken machine",
    "bot/understanding/text.py": "what the whole room reads a text by; models that were learned are kept under its bytes, so nothing else belongs in it",
    "bot/ops/systemd.py": "one datagram to the service manager; nothing belongs beside it",
}
"""Files that are whole in fewer lines, each with its reason."""
SHARED_NAMES = {"base"}
"""A name that says the same in every room: what the others of that room stand on."""

VERB_FORMS = {
    "answering": "the field's word for choosing and wording an answer",
    "booking": "a noun: a booking",
    "formatting": "the field's word for facts put into the forms of a language",
    "masking": "the field's word for hiding what may not be kept",
    "outgoing": "the field's word for what leaves, beside `incoming`",
    "reading": "a noun: what a message is taken to mean",
    "spelling": "a noun: the spelling of a word",
}
"""Names that end like a verb and are nouns, or the word that everybody in the field uses."""
IRREGULAR = {"built", "chosen", "done", "given", "gone", "heard", "held", "kept", "left", "lost", "made", "said", "sent", "told"}

UNMIRRORED = ROOT / "tests" / "unmirrored.txt"

OUTSIDE = re.compile(r"\bissues? [A-Z]+\d*(?:\.\d+[a-z]?)?\b|\bstor(?:y|ies) \d|\bsections? \d|§")
DOCUMENT = re.compile(r"[\w./-]+\.md\b")
PLACE = re.compile(r"\b(?:bot|knowledge|intents|tests|bench|deploy)/[\w./-]*\.\w+")
MODULE = re.compile(r"(?<![\w.])(?:bot|tests|bench)(?:\.\w+)+")
"""A name of a module, of a room, or of something in a module: `bot.domain.messages.Reply`."""
IMPORT = re.compile(r"^from ((?:bot|tests|bench|knowledge|intents)(?:\.\w+)*) import", re.MULTILINE)
PROGRAM = re.compile(r"python -m ((?:bot|tests|bench)[\w.]*\b)")


def name_of(path: Path) -> str:
    """A file as people name it: from the root on."""
    return path.relative_to(ROOT).as_posix()


def starts(program: str) -> bool:
    """Whether `python -m` has something to run: a module, or a package with an entrance."""
    path = ROOT / program.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__main__.py").exists()


def is_there(name: str) -> bool:
    """Whether a dotted name is a module, a room, or something that a module says by its last part."""
    inner = ROOT / name.replace(".", "/")
    if inner.is_dir() or inner.with_suffix(".py").exists():
        return True
    module = inner.parent.with_suffix(".py")
    return module.exists() and inner.name in module.read_text(encoding="utf-8")


def remarks(path: Path) -> Iterator[tuple[int, str]]:
    """Every comment and every text that stands by itself (a docstring), with the line it begins on."""
    source = path.read_text(encoding="utf-8")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.lineno, node.value.value


@pytest.fixture(scope="module")
def all_remarks() -> list[tuple[str, str]]:
    """The remarks of the program, its tests and its measurements, each with its place."""
    files = [*CODE, *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
    found = [(f"{name_of(path)}:{line}", text) for path in sorted(files) for line, text in remarks(path)]
    assert len(found) > 3000
    return found


def test_staff_find_no_program_in_their_folders() -> None:
    folders = [ROOT / "knowledge", ROOT / "intents"]
    assert [name_of(path) for folder in folders for path in folder.rglob("*.py")] == []
    assert [folder.name for folder in folders if not any(folder.iterdir())] == []


def test_a_file_is_long_enough_to_be_one_and_short_enough_to_read() -> None:
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in ROOMY}
    assert {name: count for name, count in lines.items() if count > LONGEST} == {}
    assert {name for name, count in lines.items() if count < SHORTEST} == set(SHORT)


def test_no_two_files_have_one_name() -> None:
    names = Counter(path.stem for path in ROOMY)
    assert {name for name, count in names.items() if count > 1} - SHARED_NAMES == set()


def test_a_file_is_named_after_a_thing() -> None:
    heads = {path.stem.split("_")[-1] for path in ROOMY}
    like_verbs = {head for head in heads if head.endswith(("ing", "ed")) or head in IRREGULAR}
    assert like_verbs == set(VERB_FORMS)


def test_a_module_has_a_test_of_its_name() -> None:
    """`bot/domain/places.py` is held by a `test_places.py`; what stands in unmirrored.txt waits for one, and that list only gets shorter."""
    tested = {path.stem.removeprefix("test_") for path in (ROOT / "tests").rglob("test_*.py")}
    without = {name_of(path) for path in ROOMY if path.stem not in tested}
    waiting = UNMIRRORED.read_text(encoding="utf-8").split()
    assert {"write a test of its name": without - set(waiting), "take it out of unmirrored.txt": set(waiting) - without} == {
        "write a test of its name": set(),
        "take it out of unmirrored.txt": set(),
    }
    assert waiting == sorted(set(waiting))


def drawn(page: str) -> Iterator[str]:
    """The files of the tree in a page, each from the root on; a line that ends in a slash is a room, and its depth is its indentation."""
    tree = page.partition("```\nbot/\n")[2].partition("```")[0]
    rooms = ["bot"]
    for line in tree.splitlines():
        depth, name = (len(line) - len(line.lstrip())) // 2, line.split()[0]
        rooms = rooms[:depth]
        if name.endswith("/"):
            rooms.append(name.rstrip("/"))
        else:
            yield "/".join([*rooms, name])


def test_the_tree_of_the_house_draws_every_file_and_no_other() -> None:
    files = list(drawn((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")))
    assert sorted(files) == sorted(name_of(path) for path in CODE if path.stem != "__init__")


def test_a_remark_needs_no_document_that_is_not_here(all_remarks: list[tuple[str, str]]) -> None:
    assert [f"{place} {found[0]}" for place, text in all_remarks if (found := OUTSIDE.search(text))] == []
    papers = {path.name for path in ROOT.rglob("*.md") if ".venv" not in path.parts}
    named = [(place, name) for place, text in all_remarks for name in DOCUMENT.findall(text)]
    assert [f"{place} {name}" for place, name in named if Path(name).name not in papers] == []


def test_a_file_that_a_remark_names_exists(all_remarks: list[tuple[str, str]]) -> None:
    named = [(place, name) for place, text in all_remarks for name in PLACE.findall(text)]
    assert named
    assert [f"{place} {name}" for place, name in named if not (ROOT / name).exists()] == []


def test_a_module_that_a_remark_names_exists(all_remarks: list[tuple[str, str]]) -> None:
    named = [(place, name) for place, text in all_remarks for name in MODULE.findall(text)]
    assert named
    assert [f"{place} {name}" for place, name in named if not is_there(name)] == []


def test_what_a_program_within_a_text_imports_exists() -> None:
    """A program that is handed to another process is text to every other check."""
    files = [*CODE, *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
    named = [(name_of(path), name) for path in files for name in IMPORT.findall(path.read_text(encoding="utf-8"))]
    assert len(named) > 1000
    assert [f"{place} {name}" for place, name in named if not is_there(name)] == []


def test_a_program_that_a_remark_starts_exists(all_remarks: list[tuple[str, str]]) -> None:
    named = [(place, name) for place, text in all_remarks for name in PROGRAM.findall(text)]
    assert named
    assert [f"{place} {name}" for place, name in named if not starts(name)] == []
