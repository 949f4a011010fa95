"""YAML is read as it was typed, with true lines, and nothing in it can hurt."""

from __future__ import annotations

import time

import pytest

from bot.content.yaml_nodes import Field, Mapping, Sequence, Text, Unreadable, read


def test_nothing_is_guessed() -> None:
    root = read("a: 12:30\nb: no\nc: 010\nd: 2026-11-21\ne: ~\n")
    assert isinstance(root, Mapping)
    assert [item.value.value for item in root if isinstance(item.value, Text)] == ["12:30", "no", "010", "2026-11-21", "~"]


def test_every_node_knows_its_line() -> None:
    assert read('# x\na: "q"\nb:\n  - c\n  - |\n    d\n    e\n') == Mapping(
        (
            Field(Text("a", 2, last_line=2), Text("q", 2, quoted=True, last_line=2)),
            Field(
                Text("b", 3, last_line=3),
                Sequence((Text("c", 4, last_line=4), Text("d\ne\n", 5, block=True, last_line=7)), 4),
            ),
        ),
        2,
    )


def test_a_line_of_a_block_is_found_by_its_place_in_the_value() -> None:
    text = Text("een\ntwee\ndrie\n", 5, block=True)
    assert [text.line_at(text.value.index(word)) for word in ("een", "twee", "drie")] == [6, 7, 8]


def test_plain_text_that_runs_on_knows_where_it_ends() -> None:
    root = read("a: een\n  twee\nb: drie\n")
    assert isinstance(root, Mapping)
    assert [item.value.last_line for item in root if isinstance(item.value, Text)] == [2, 3]


@pytest.mark.parametrize("source", ["", "# niets\n", "---\n", "--- \n# niets\n"])
def test_an_empty_text_has_no_root(source: str) -> None:
    assert read(source) is None


HOSTILE = {
    "open brackets": "[" * 1_000_000,
    "open braces": "{" * 1_000_000,
    "dashes": "- " * 500_000,
    "question marks": "? " * 500_000,
    "deep fields": "\n".join(" " * depth + "a:" for depth in range(1_000)),
    "a bomb of aliases": "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [{', '.join(['*a'] * 9)}]\n" for n in range(20)),
    "a quote without end": '"' + "x\n" * 300_000,
    "one long line": "a: " + "x " * 500_000,
    "a tag": "a: !!python/object/apply:os.system [ls]\n",
    "a key that is a list": "? [a]\n: b\n",
    "two documents": "a: b\n---\nc: d\n",
    "a surrogate": "a: \ud800\n",
    "a null": "a: \0\n",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_hostile_yaml_is_refused_or_read_within_a_second(source: str) -> None:
    began = time.process_time()
    try:
        read(source)
    except Unreadable as error:
        assert error.line >= 1
    assert time.process_time() - began < 1.0
