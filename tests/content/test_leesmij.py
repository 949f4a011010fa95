"""What the pages for staff say is true: their examples pass on the shipped content, their fields exist, and their commands run."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.app.content_trial import read_folder
from bot.content.entries import StepKind
from bot.content.folder import KNOWLEDGE, SHIPPED, SHIPPED_INTENTS, content_files, path_of
from bot.content.schema_entries import ENTRY_FORM, STEP_KINDS
from bot.content.text_fields import SOURCES
from bot.storage.database import Storage
from tests.content.small_folder import few_acts, small_folder
from tests.models import learned_once, model_cache

FOLDERS = (SHIPPED, SHIPPED_INTENTS)
PAGES = {folder.name: (folder / "LEESMIJ.md").read_text(encoding="utf-8") for folder in FOLDERS}
EXAMPLES = [(kind, text, page) for page, shown in PAGES.items() for kind, text in re.findall(r"```(yaml|txt)\n(.*?)```", shown, re.DOTALL)]
COMMANDS = dict.fromkeys(
    line
    for page in PAGES.values()
    for line in (
        *(line for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for line in block.splitlines()),
        *re.findall(r"`(werkbot [^`]+)`", page),
    )
)
ANYWHERE = {
    "vraag": "knowledge/vragen/werkcentrum.yaml",
    "feestdagen": "knowledge/afspraken.yaml",
    "betekenis": "intents/synoniemen.yaml",
    "#": "intents/voorbeelden/openingstijden.txt",
}
"""To which file an example goes, by a word that only it has."""


ANY_OUTCOME = "[understanding]\nfloor_right = 0.0\nfloor_found = 0.0\nfloor_wrong = 1.0\n"
"""Settings for three questions, of which too few are understood to go live."""


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the shipped content: the knowledge folder, with the other beside it."""
    for folder in FOLDERS:
        shutil.copytree(folder, tmp_path / folder.name)
    return tmp_path / KNOWLEDGE


def put(root: Path, example: str) -> Path:
    """Put an example in the file that it is about; in the place of what stood there when the calendar may have it only once."""
    name = next(name for word, name in ANYWHERE.items() if re.search(rf"(?m)^[ -]*{word}\b|^{word} ", example))
    path = path_of(root, name)
    source = path.read_text(encoding="utf-8")
    if name.endswith("afspraken.yaml"):
        first = re.search(r"(?m)^    feestdagen:\n(?:      .*\n|    #.*\n|    uitzonderingen:\n)+", source)
        assert first
        path.write_text(source.replace(first[0], example, 1), encoding="utf-8")
    else:
        path.write_text(f"{source}\n{example}", encoding="utf-8")
    return path


def told(root: Path) -> list[str]:
    """What the checker says of a folder, without the lines: those move."""
    return [f"{problem.place.file}: {problem.message}" for problem in read_folder(root).problems]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_one_page(page: str) -> None:
    assert len(PAGES[page].splitlines()) <= 101


def test_there_is_an_example_for_each_of_these_files() -> None:
    assert [page for *_, page in EXAMPLES] == ["knowledge", "knowledge", "intents", "intents"]


@pytest.fixture(scope="module")
def before() -> list[str]:
    """What the checker says of the shipped content."""
    return told(SHIPPED)


@pytest.mark.parametrize("example", [example for _, example, _ in EXAMPLES])
def test_an_example_is_content_without_mistakes(shipped: Path, before: list[str], example: str) -> None:
    path = put(shipped, example)
    assert told(shipped) == before
    assert path.read_text(encoding="utf-8") != (SHIPPED.parent / path.relative_to(shipped.parent)).read_text(encoding="utf-8")


def test_every_field_kind_and_source_of_an_entry_is_named() -> None:
    kinds = [kind for kind in STEP_KINDS if kind is not StepKind.EMERGENCY]  # only ever offered in a crisis, by the program
    assert ENTRY_FORM and kinds and SOURCES
    assert [name for name in (*ENTRY_FORM, *kinds, *SOURCES) if not re.search(rf"\b{re.escape(name)}\b", PAGES["knowledge"])] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_file_and_folder_that_is_named_exists(folder: Path) -> None:
    names = re.findall(r"`((?:\w+/)?[\w-]+\.(?:yaml|txt))`", PAGES[folder.name])
    assert names
    assert [name for name in names if not (folder / name).exists()] == []


def test_every_file_and_folder_of_how_people_say_it_is_on_its_page() -> None:
    names = {name.split("/")[1] for name in content_files(SHIPPED) if name.startswith("intents/")} | {"crisis", "formeel"}
    assert {name for name in names if name not in PAGES["intents"]} == set()


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_pages_runs(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a folder of three questions with the example of the page: all that we ship takes a minute to learn anew."""
    small = small_folder(tmp_path)
    few_acts(small)
    put(small, EXAMPLES[0][1])
    (tmp_path / "config.toml").write_text(ANY_OUTCOME, encoding="utf-8")
    database = Storage(tmp_path / "werkbot.db")
    with database.transaction() as db:
        db.execute(
            "INSERT INTO misunderstood (id, text, at, version) VALUES (1234567, 'waar vind ik de code van de wifi', '2026-11-21', 'x')"
        )
    database.close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WERKBOT_CACHE", str(model_cache("pages")))
    program, *arguments = shlex.split(line)
    assert program == "werkbot"
    expected = 1 if arguments == ["terug"] else 0  # nothing was live yet that could come back, and that is told
    with learned_once(model_cache("pages")):
        assert main([*arguments, "--kennis", str(small), "--gegevens", str(tmp_path / "werkbot.db")]) == expected
