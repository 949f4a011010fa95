"""What the page for staff says is true: its example is content, its fields exist, and its commands run."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.content.entries import StepKind
from bot.content.folder import SHIPPED
from bot.content.problems import Problem
from bot.content.schema_entries import ENTRY_FORM, STEP_KINDS
from bot.content.text_fields import SOURCES
from bot.storage.database import Storage
from tests.content.small_folder import small_folder

PAGE = (SHIPPED / "LEESMIJ.md").read_text(encoding="utf-8")
EXAMPLE = next(iter(re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)))
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
INLINE = re.findall(r"`(werkbot [^`]+)`", PAGE)


def test_the_page_is_one_page() -> None:
    assert len(PAGE.splitlines()) <= 100


def test_the_example_is_content_without_mistakes(folder: Path, problems: Callable[[], list[Problem]]) -> None:
    path = folder / "vragen" / "werkcentrum.yaml"
    path.write_text(f"{path.read_text()}\n{EXAMPLE}")
    assert problems() == []


def test_every_field_kind_and_source_of_an_entry_is_named() -> None:
    kinds = [kind for kind in STEP_KINDS if kind is not StepKind.EMERGENCY]  # only ever offered in a crisis, by the program
    for name in (*ENTRY_FORM, *kinds, *SOURCES):
        assert re.search(rf"\b{re.escape(name)}\b", PAGE), name


def test_every_file_that_is_named_exists() -> None:
    for name in re.findall(r"`(\w+\.yaml)`", PAGE):
        assert (SHIPPED / name).exists(), name


@pytest.mark.parametrize("line", [*COMMANDS, *INLINE])
def test_every_command_of_the_page_runs(
    line: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_folder(tmp_path)
    with (root / "vragen" / "werkcentrum.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{EXAMPLE}")
    database = Storage(tmp_path / "werkbot.db")
    with database.transaction() as db:
        db.execute("INSERT INTO misunderstood (id, text, at, version) VALUES (1234567, 'kan ik met de roltrap', '2026-11-21', 'x')")
    database.close()
    (tmp_path / "config.toml").write_text(
        "[understanding]\nsure = 0.3\nask = 0.05\nfloor_right = 0.0\nfloor_found = 0.0\nfloor_wrong = 1.0\n"
    )
    shutil.copy(SHIPPED / "LEESMIJ.md", root)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WERKBOT_CACHE", str(tmp_path_factory.getbasetemp() / "page-cache"))
    program, *arguments = shlex.split(line)
    assert program == "werkbot"
    expected = 1 if arguments == ["terug"] else 0  # nothing was live yet that could come back, and that is told
    assert main([*arguments, "--kennis", str(root), "--gegevens", str(tmp_path / "werkbot.db")]) == expected
