"""YAML read as text with line numbers; the only module that knows yaml.

YAML guesses types (`12:30` becomes 750, `nee` stays text but `no` becomes False, `010` becomes 8) and keeps
silent about a key that stands twice. So nothing is guessed here: every scalar stays the text that was typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

MAX_DEPTH = 20  # deeper nesting is no content of ours, and would exhaust the stack


@dataclass(frozen=True)
class Text:
    """A scalar as it was typed, with its line (from 1) and whether it was a block (`|`)."""

    value: str
    line: int
    block: bool = False
    quoted: bool = False


@dataclass(frozen=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True)
class Field:
    """One `key: value` of a mapping."""

    key: Text
    value: Node


@dataclass(frozen=True)
class Mapping:
    """The fields of a mapping in the order in which they stand; a key may stand twice."""

    fields: tuple[Field, ...]
    line: int

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)


Node = Text | Sequence | Mapping


@dataclass(frozen=True)
class Unreadable(Exception):
    """The text is not YAML: the line (from 1), what the parser saw and around what."""

    line: int
    problem: str
    context: str = ""
    mark: str = field(default="", compare=False)


def read(source: str) -> Node | None:
    """The root node of a YAML text, None when the text is empty. Raises Unreadable."""
    try:
        loader = yaml.CSafeLoader(source)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(mark.line + 1 if mark else 1, error.problem or "", error.context or "") from error
    except (yaml.YAMLError, RecursionError, ValueError, UnicodeError) as error:
        raise Unreadable(_line_of(error, source), str(error).splitlines()[0]) from error
    return None if root is None else _node(root, 0, frozenset())


def _line_of(error: Exception, source: str) -> int:
    """The line of a character that YAML does not allow."""
    position = getattr(error, "position", None)
    return source.count("\n", 0, position) + 1 if isinstance(position, int) else 1


def _node(node: yaml.Node, depth: int, above: frozenset[int]) -> Node:
    line = node.start_mark.line + 1
    if depth > MAX_DEPTH or id(node) in above:
        raise Unreadable(line, "nested too deeply")
    if isinstance(node, yaml.ScalarNode):
        return Text(node.value, line, node.style in ("|", ">"), node.style in ("'", '"'))
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_node(item, depth + 1, above | {id(node)}) for item in node.value), line)
    fields = []
    for key, value in node.value:
        read_key = _node(key, depth + 1, above | {id(node)})
        if not isinstance(read_key, Text):
            raise Unreadable(line, "a key that is not a word")
        fields.append(Field(read_key, _node(value, depth + 1, above | {id(node)})))
    return Mapping(tuple(fields), line)
