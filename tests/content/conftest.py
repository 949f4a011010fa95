"""A small knowledge folder, and what the checker says of it after a change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.loader import examine
from bot.content.problems import Problem
from bot.understanding.sentences import read_sentences
from tests.content.small_folder import change, small_folder

TEXTS = """welkom:
  groet: "{groet}. Waar kunnen wij u mee helpen?"
  proef: |
    Dit is een proef.
    Afspraken zijn nog niet echt.
"""
NEEDED = {"welkom.groet": frozenset({"groet"}), "welkom.proef": frozenset[str]()}
ACTS = list(read_sentences().acts.values())
QUESTIONS = "vragen/werkcentrum.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A knowledge folder without mistakes, with two texts of its own."""
    root = small_folder(tmp_path)
    (root / "teksten.yaml").write_text(TEXTS, encoding="utf-8")
    return root


@pytest.fixture
def problems(folder: Path) -> Callable[[], list[Problem]]:
    """What the checker finds in the folder."""
    return lambda: list(examine(folder, NEEDED, ACTS)[1])


@pytest.fixture
def told(folder: Path, problems: Callable[[], list[Problem]]) -> Callable[..., list[str]]:
    """What the checker says after a piece of a file was replaced: `bestand, regel: wat er is → wat u doet`, errors first."""

    def after(old: str, new: str, file: str = QUESTIONS) -> list[str]:
        change(folder / file, old, new)
        return [str(problem) for problem in sorted(problems(), key=lambda one: (one.warning, one.place.line))]

    return after
