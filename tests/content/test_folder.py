"""The two folders of content: how people say it stands beside what we know, or comes with the program."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content.entries import BACKGROUND
from bot.content.folder import (
    SHIPPED,
    SHIPPED_INTENTS,
    files_in,
    has_own_intents,
    intents_of,
    path_of,
    present_name,
    shown_name,
    version_of,
    version_of_files,
)
from bot.content.loader import examine, load
from bot.content.model import Knowledge
from bot.content.phrases import REQUIRED
from bot.understanding.denial import DENIALS
from bot.understanding.dialogue_acts import read_acts
from bot.understanding.evaluation import strangers
from bot.understanding.pipeline import gathered
from bot.understanding.risk import patterns_file
from bot.understanding.risk_learner import KINDS, own_sentences
from bot.understanding.risk_patterns import read_patterns
from bot.understanding.sentences import ACT_IDS, read_sentences
from tests.content.small_folder import change, small_folder

ACTS = list(read_sentences().acts.values())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A knowledge folder with three questions, and how people ask them beside it."""
    return small_folder(tmp_path)


@pytest.fixture
def alone(root: Path) -> Path:
    """The same folder without anything beside it."""
    shutil.rmtree(root.parent / "intents")
    return root


def read(root: Path) -> Knowledge:
    """The content, with the tasks known."""
    return load(root, REQUIRED, ACTS)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[Path]]:
    """The files that are read meanwhile."""
    found: set[Path] = set()
    read_bytes, read_text = Path.read_bytes, Path.read_text

    def bytes_of(path: Path) -> bytes:
        found.add(path)
        return read_bytes(path)

    def text_of(path: Path, encoding: str | None = None, errors: str | None = None) -> str:
        found.add(path)
        return read_text(path, encoding, errors)

    monkeypatch.setattr(Path, "read_bytes", bytes_of)
    monkeypatch.setattr(Path, "read_text", text_of)
    monkeypatch.setattr("bot.content.loader.version_of", lambda root: "")  # reads every file, whatever is in it
    yield found


def test_no_program_stands_there_and_each_file_is_one_that_a_reader_knows(opened: set[Path]) -> None:
    read_sentences(SHIPPED)
    read(SHIPPED)
    strangers(SHIPPED)
    for kind in KINDS:
        read_patterns(patterns_file(kind))
        own_sentences(kind)
    read_patterns(DENIALS)
    read_acts()
    there = {path for folder in (SHIPPED, SHIPPED_INTENTS) for path in folder.rglob("*") if path.is_file()}
    assert {path for path in there - opened if path.suffix != ".md"} == set()


def test_what_stands_beside_the_folder_is_read(root: Path) -> None:
    (root.parent / "intents" / "synoniemen.yaml").write_text("synoniemen:\n  - betekenis: open\n    woorden: [lös]\n")
    assert intents_of(root) == root.parent / "intents"
    knowledge = read(root)
    assert knowledge.examples["openingstijden"] == ("zijn jullie zaterdag open", "open met kerst")
    assert [(one.meaning, one.words) for one in knowledge.synonyms] == [("open", ("lös",))]


def test_a_folder_alone_uses_what_we_ship_of_the_topics_that_it_has(alone: Path, shipped_knowledge: Knowledge) -> None:
    assert (has_own_intents(alone), intents_of(alone)) == (False, SHIPPED_INTENTS)
    knowledge = read(alone)
    assert knowledge.warnings == ()
    assert set(knowledge.examples) <= {"openingstijden", "adres-route", "kosten", BACKGROUND, *ACT_IDS}
    assert len(knowledge.examples["openingstijden"]) > 20
    assert knowledge.synonyms == shipped_knowledge.synonyms
    assert set(gathered(load(alone, REQUIRED), read_sentences(alone))) == {"openingstijden", "adres-route", "kosten", BACKGROUND, *ACT_IDS}


def test_a_sentence_of_its_own_goes_before_the_same_one_of_ours(alone: Path, shipped_knowledge: Knowledge) -> None:
    ours = shipped_knowledge.examples
    taken, asked = ours["openingstijden"][0], ours["kosten"][0]
    change(alone / "vragen" / "werkcentrum.yaml", "      - wat is het adres\n", f'      - "{taken}"\n')
    change(alone / "vragen" / "werkcentrum.yaml", "      - hoe laat gaan jullie open\n", f'      - "{asked}"\n')
    _, problems = examine(alone, REQUIRED, ACTS)
    assert problems == ()
    knowledge = read(alone)
    assert taken not in knowledge.examples["openingstijden"] and asked not in knowledge.examples["kosten"]


def test_examples_beside_the_folder_of_a_topic_that_it_lacks_are_told_and_do_not_stop_it(root: Path) -> None:
    (root.parent / "intents" / "voorbeelden" / "ips.txt").write_text("wat is ips\n")
    _, problems = examine(root, REQUIRED, ACTS)
    assert [(str(one.place), one.warning) for one in problems] == [("intents/voorbeelden/ips.txt, regel 1", True)]
    assert "ips" not in gathered(read(root), read_sentences(root))


def test_an_empty_folder_beside_it_counts_as_none(alone: Path) -> None:
    shutil.copytree(SHIPPED_INTENTS / "crisis", alone.parent / "intents" / "crisis")
    (alone.parent / "intents" / "LEESMIJ.md").write_text("Hier komt nog wat.\n")
    assert intents_of(alone) == SHIPPED_INTENTS


def test_a_version_holds_both_folders_and_nothing_of_ours(root: Path) -> None:
    names = sorted(files_in(root))
    assert [name for name in names if name.startswith("intents/")] == [
        "intents/voorbeelden/geen.txt",
        "intents/voorbeelden/openingstijden.txt",
    ]
    assert "knowledge/vragen/werkcentrum.yaml" in names
    before = version_of(root)
    change(root.parent / "intents" / "voorbeelden" / "openingstijden.txt", "open met kerst", "open met pasen")
    assert version_of(root) == version_of_files(files_in(root)) != before


def test_the_version_of_a_folder_alone_is_that_of_its_own_files(alone: Path) -> None:
    assert [name for name in files_in(alone) if not name.startswith("knowledge/")] == []


@pytest.mark.parametrize(
    ("kept", "now"),
    [
        ("vragen/werk.yaml", "knowledge/vragen/werk.yaml"),
        ("mededeling.yaml", "knowledge/mededeling.yaml"),
        ("voorbeelden/kosten.txt", "intents/voorbeelden/kosten.txt"),
        ("testvragen/geen.txt", "intents/testvragen/geen.txt"),
        ("synoniemen.yaml", "intents/synoniemen.yaml"),
        ("zinnen.yaml", "intents/zinnen.yaml"),
        ("knowledge/vragen/werk.yaml", "knowledge/vragen/werk.yaml"),
        ("intents/zinnen.yaml", "intents/zinnen.yaml"),
    ],
)
def test_a_file_of_an_earlier_version_has_a_place_now(kept: str, now: str) -> None:
    assert present_name(kept) == now


def test_a_file_is_named_from_its_folder_on(tmp_path: Path) -> None:
    root = tmp_path / "drenthe"
    assert path_of(root, "knowledge/vragen/werk.yaml") == root / "vragen" / "werk.yaml"
    assert path_of(root, "intents/voorbeelden/kosten.txt") == tmp_path / "intents" / "voorbeelden" / "kosten.txt"
    assert [shown_name(root, path_of(root, name)) for name in ("knowledge/vragen/werk.yaml", "intents/zinnen.yaml")] == [
        "drenthe/vragen/werk.yaml",
        "intents/zinnen.yaml",
    ]
