"""Two hundred mistakes of the kinds people make at a desk, written by someone who had not seen the rules of the checker.

Each gets a helpful message of its own, on a true line; what must not go live does not.
"""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.app import content_trial
from bot.app.content_trial import read_folder
from bot.cli.content import of_the_day
from bot.content.problems import Problem
from bot.content.yaml_nodes import Mapping, Sequence, Text, read
from tests.content.conftest import NEEDED, TEXTS

HERE = Path(__file__).with_name("fouten")
DAY = date(2026, 11, 21)
GOES_LIVE = {
    # Read as it was meant, so nothing wrong can reach anyone: told as a warning, on these lines.
    "tab op een lege regel": [37],
    "tijd met dubbele punten": [29],
    "zelfde zin twee keer onder een vraag": [43],
    "zelfde zin in het voorbeeldbestand": [2],
    "zacht koppelteken in de id van verwant": [32],
    "onzichtbaar teken in de naam van het veld": [82],
    "weekdag ontbreekt": [27],
    # One text counts as a list of one, and a button is made of the question when there is none: that is how it should be.
    "ook zonder haken": [],
    "hekje voor de knop": [],
}
"""Where the one who wrote the mistakes wanted the content to be stopped, and it is better not to."""
SILENT = {
    "tab achter aan de regel",
    "voorbeeldzin is een getal",
    "telefoon met nul vooraan als feit",
    "inloop met hoofdletter",
    "BOM vooraan",
    "antwoord zonder staande streep",
}
"""Read as they were meant, so no word is said about them; any other mistake that falls silent is a fault."""


@dataclass(frozen=True)
class Mistake:
    """One mistake in one file of the good folder, and what must be said about it."""

    name: str
    file: str
    old: str
    new: str
    raw: bytes
    first_line: int
    last_line: int
    stops: bool
    words: tuple[str, ...]
    may_be_silent: bool

    def made_in(self, source: bytes) -> bytes:
        """The file with the mistake in it."""
        if self.raw:
            return self.raw
        text = source.decode("utf-8")
        assert text.count(self.old) == 1, self.name
        return text.replace(self.old, self.new).encode("utf-8")

    def is_told_by(self, problem: Problem) -> bool:
        """Whether a problem is about this mistake: its file, its lines, its words."""
        said = f"{problem.message} {problem.remedy}".casefold()
        file = self.file if self.file.startswith("intents/") else f"basis/{self.file}"
        here = problem.place.file == file and self.first_line <= problem.place.line <= self.last_line
        return here and all(word.casefold() in said for word in self.words)


def mistakes() -> Iterator[Mistake]:
    """The mistakes of `fouten.yaml`."""
    root = read((HERE / "fouten.yaml").read_text(encoding="utf-8"))
    assert isinstance(root, Mapping)
    listed = root.fields[0].value
    assert isinstance(listed, Sequence)
    for node in listed.items:
        assert isinstance(node, Mapping)
        text = {item.key.value: item.value.value for item in node if isinstance(item.value, Text)}
        words = next(item.value for item in node if item.key.value == "bevat")
        assert isinstance(words, Sequence)
        yield Mistake(
            name=text["naam"],
            file=text["bestand"],
            old=text.get("zoek", ""),
            new=text.get("vervang", ""),
            raw=base64.b64decode(text.get("bytes_base64", "")),
            first_line=int(text["regel"]),
            last_line=int(text.get("regel_tot", text["regel"])),
            stops=text["fout"] == "ja",
            words=tuple(word.value for word in words.items if isinstance(word, Text)),
            may_be_silent=text.get("stil_mag") == "ja",
        )


MISTAKES = list(mistakes())


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good folder, with two texts: what we ship has none of these mistakes, and would be read anew two hundred times."""
    root = tmp_path_factory.mktemp("fouten") / "basis"
    shutil.copytree(HERE / "basis", root)
    shutil.copytree(HERE / "intents", root.parent / "intents")
    (root / "teksten.yaml").write_text(TEXTS, encoding="utf-8")
    return root


@pytest.fixture(autouse=True)
def two_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other texts are required than those two."""
    monkeypatch.setattr(content_trial, "REQUIRED", NEEDED)


def test_there_are_two_hundred_and_each_has_a_name_of_its_own() -> None:
    assert len(MISTAKES) >= 200
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)


def test_the_good_folder_has_no_mistakes(good: Path) -> None:
    read = read_folder(good)
    assert read.knowledge
    found = [*read.problems, *of_the_day(read.knowledge, DAY)]
    assert [str(problem) for problem in found if problem.place.file != "basis/teksten.yaml"] == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.name for mistake in MISTAKES])
def test_a_mistake_gets_its_own_message_on_its_line(good: Path, mistake: Mistake) -> None:
    path = (good.parent if mistake.file.startswith("intents/") else good) / mistake.file
    kept = path.read_bytes()
    path.write_bytes(mistake.made_in(kept))
    try:
        read = read_folder(good)
    finally:
        path.write_bytes(kept)
    found = [*read.problems, *(of_the_day(read.knowledge, DAY) if read.knowledge else ())]
    about = [problem for problem in found if problem.place.file != "basis/teksten.yaml"]
    if mistake.name in GOES_LIVE:
        assert not read.errors and [problem.place.line for problem in about] == GOES_LIVE[mistake.name]
    elif mistake.name in SILENT:
        assert (about, mistake.may_be_silent) == ([], True)
    else:
        assert any(mistake.is_told_by(problem) for problem in about), [str(problem) for problem in about]
        assert read.errors or not mistake.stops
