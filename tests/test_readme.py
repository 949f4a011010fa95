"""What the README claims is true: its dialogue, its files, its commands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from bot.__main__ import COMMANDS, parser
from tests.conftest import Citizen

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_dialogue_is_what_the_assistant_says(citizen: Citizen) -> None:
    block = re.findall(r"^```\n(> .*?)^```", README, re.DOTALL | re.MULTILINE)[0]
    for turn in re.split(r"^> ", block, flags=re.MULTILINE)[1:]:
        said, _, shown = turn.partition("\n")
        said = said.strip()
        _ = citizen.taps(citizen.labels[int(said[1:]) - 1]) if said.startswith("#") else citizen.says(said)
        everything = citizen.text + "\n" + "\n".join(f"  #{number} [{label}]" for number, label in enumerate(citizen.labels, 1))
        for line in (piece.strip() for piece in re.split(r"…|\n", shown)):
            assert line in everything, (said, line, everything)


def test_every_file_that_it_names_exists() -> None:
    for name in re.findall(r"`((?:knowledge|intents|bot|tests|deploy)/[\w./-]+\.\w+)`", README):
        assert (ROOT / name).exists(), name


def test_every_command_is_in_it_and_has_help() -> None:
    for name in COMMANDS:
        assert f"werkbot {name}" in README, name
    for name in re.findall(r"`werkbot (\w+)", README):
        assert name in COMMANDS, name
    assert parser().format_help()


def test_every_dependency_is_in_it_with_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        name = re.split(r"[\[<>=~!; ]", requirement)[0]
        assert re.search(rf"^\| {re.escape(name)} \| .{{15,}} \|", README, re.MULTILINE), name
