"""The program adds a sentence to a file, and every other byte of it stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.content.editor import NotEditable, read_exactly, scalar, with_line, with_sentence, write_exactly
from bot.content.yaml_nodes import Mapping, Sequence, Text, read
from tests.content.small_folder import QUESTIONS, SHIPPED

ENDS = pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])


@ENDS
def test_a_sentence_comes_at_the_end_of_the_list_and_nothing_else_moves(end: str) -> None:
    source = QUESTIONS.replace("\n", end)
    edited = with_sentence(source, "kosten", "kost het wat")
    assert edited == source.replace(f"      - kost een gesprek iets{end}", f"      - kost een gesprek iets{end}      - kost het wat{end}")


def test_a_byte_order_mark_and_a_missing_last_line_end_stay() -> None:
    source = "\ufeffvragen:\n  - id: a\n    anders_gezegd:\n    - een   # de eerste"
    assert with_sentence(source, "a", "twee") == f"{source}\n    - twee\n"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("vragen:\n  - id: b\n", "'a' staat niet in dit bestand"),
        ("vragen:\n  - id: a\n", "'a' heeft geen lijst 'anders_gezegd'"),
        ("vragen:\n  - id: a\n    anders_gezegd: [een, twee]\n", "de lijst 'anders_gezegd' van 'a' staat niet regel voor regel"),
        (
            "vragen:\n  - id: a\n    anders_gezegd:\n      - |\n        een\n",
            "de lijst 'anders_gezegd' van 'a' staat niet regel voor regel",
        ),
        ("vragen: [\n", "het bestand kan niet gelezen worden (regel 2)"),
    ],
)
def test_a_file_that_is_laid_out_otherwise_is_left_alone(source: str, why: str) -> None:
    with pytest.raises(NotEditable, match=why.replace("(", r"\(").replace(")", r"\)")):
        with_sentence(source, "a", "drie")


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"], exclude_characters="\ufeff"), min_size=1, max_size=60)
)
def test_any_sentence_reads_back_as_it_was(sentence: str) -> None:
    sentence = " ".join(sentence.split())
    assume(sentence)
    root = read(with_sentence(QUESTIONS, "kosten", sentence))
    assert isinstance(root, Mapping)
    questions = next(item.value for item in root if item.key.value == "vragen")
    assert isinstance(questions, Sequence) and isinstance(questions.items[2], Mapping)
    examples = next(item.value for item in questions.items[2] if item.key.value == "anders_gezegd")
    assert isinstance(examples, Sequence)
    assert [item.value for item in examples.items if isinstance(item, Text)][-1] == sentence


def test_an_ordinary_sentence_needs_no_quotes() -> None:
    assert [scalar(text) for text in ("is het gratis?", "kost het 5 euro, of meer", "ja: gratis", "'s avonds", 'zeg "ja"')] == [
        "is het gratis?",
        "kost het 5 euro, of meer",
        '"ja: gratis"',
        '"\'s avonds"',
        '"zeg \\"ja\\""',
    ]


@ENDS
def test_a_file_of_examples_grows_by_one_line(end: str) -> None:
    assert with_line(f"een{end}twee{end}", "drie") == f"een{end}twee{end}drie{end}"
    assert with_line(f"een{end}twee", "drie") == f"een{end}twee{end}drie{end}"


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.yaml")), ids=lambda path: path.name)
def test_every_shipped_file_read_and_written_back_is_the_same_to_the_byte(path: Path, tmp_path: Path) -> None:
    write_exactly(tmp_path / path.name, read_exactly(path))
    assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_a_sentence_can_be_added_to_every_shipped_question_and_taken_out_again() -> None:
    files = sorted((SHIPPED / "vragen").glob("*.yaml"))
    assert files
    for path in files:
        source = read_exactly(path)
        root = read(source)
        assert isinstance(root, Mapping)
        questions = next(item.value for item in root if item.key.value == "vragen")
        assert isinstance(questions, Sequence) and questions.items
        for entry in questions.items:
            assert isinstance(entry, Mapping)
            entry_id = next(item.value.value for item in entry if item.key.value == "id" and isinstance(item.value, Text))
            edited = with_sentence(source, entry_id, "een zin die er niet was")
            assert edited.replace("      - een zin die er niet was\n", "", 1) == source
