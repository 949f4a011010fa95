"""What the README and the pages beside it claim is true: the dialogue, the files, the commands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from bot.cli.command_line import overview
from tests.conftest import Citizen

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
PLACE = re.compile(r"`([\w.][\w.-]*(?:/[\w.<>-]*)+|[\w.-]+\.(?:py|md|yaml|toml|txt|jsonl))`")
YOURS = {"config.toml", ".venv/bin"}
"""What is on your machine and not in the repository."""


def test_the_dialogue_is_what_the_assistant_says(citizen: Citizen) -> None:
    block = re.findall(r"^```\n(> .*?)^```", README, re.DOTALL | re.MULTILINE)[0]
    turns = re.split(r"^> ", block, flags=re.MULTILINE)[1:]
    assert len(turns) >= 3
    for turn in turns:
        said, _, shown = turn.partition("\n")
        said = said.strip()
        _ = citizen.taps(citizen.labels[int(said[1:]) - 1]) if said.startswith("#") else citizen.says(said)
        everything = citizen.text + "\n" + "\n".join(f"  #{number} [{label}]" for number, label in enumerate(citizen.labels, 1))
        for line in (piece.strip() for piece in re.split(r"…|\n", shown)):
            assert line in everything, (said, line, everything)


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_exists(page: str) -> None:
    """Named from the root, from `bot/` on, or by its name alone; what stands between < and > is for the reader to fill in."""
    names = {name.partition("<")[0] for name in PLACE.findall((ROOT / page).read_text(encoding="utf-8"))} - YOURS
    alone = {path.name for path in ROOT.rglob("*.*") if ".venv" not in path.parts}
    assert names
    assert sorted(name for name in names if not ((ROOT / name).exists() or (ROOT / "bot" / name).exists() or name in alone)) == []


def test_every_command_is_in_it_and_has_help() -> None:
    for name in COMMANDS:
        assert f"werkbot {name}" in README, name
    for name in re.findall(r"`werkbot (\w+)", README):
        assert name in COMMANDS, name
    assert all(name in overview(COMMANDS) for name in COMMANDS)


def test_the_proofs_that_are_whole_only_in_a_soak_are_those_that_are_told() -> None:
    asks = ("WERKBOT_" + "SOAK", "from tests.soak import")
    long = [
        path
        for path in (ROOT / "tests").rglob("test_*.py")
        if path != Path(__file__) and any(word in path.read_text(encoding="utf-8") for word in asks)
    ]
    told = re.findall(
        r"`(tests/(?:\w+/)*test_\w+\.py)`",
        (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("**Samples")[2].partition("**Coverage")[0],
    )
    assert sorted(told) == sorted(path.relative_to(ROOT).as_posix() for path in long)


def test_every_dependency_is_in_it_with_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    desk = project["optional-dependencies"]["balie"]
    assert (bool(project["dependencies"]), bool(desk)) == (True, True)
    for requirement in [*project["dependencies"], *desk]:
        name = re.split(r"[\[<>=~!; ]", requirement)[0]
        assert re.search(rf"^\| {re.escape(name)} \| .{{15,}} \|", README, re.MULTILINE), name
