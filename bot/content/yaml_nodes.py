"""YAML read as text with line numbers; the only module that knows yaml.

YAML guesses types (`12:30` becomes 750, `nee` stays text but `no` becomes False, `010` becomes 8) and keeps
silent about a key that stands twice. So nothing is guessed here: every scalar stays the text that was typed.

The nodes are made from the parser's events and not from its composed tree: composing calls itself for every level and
ends the whole process on 100,000 open brackets, and an alias that repeats itself fills the memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import yaml

MAX_DEPTH = 20  # deeper nesting is no content of ours


@dataclass(frozen=True)
class Text:
    """A scalar as it was typed, with its lines (from 1) and whether it was a literal block (`|`) or quoted."""

    value: str
    line: int
    block: bool = False
    quoted: bool = False
    last_line: int = 0
    """The line on which it ends; beyond `line` when plain text runs on over the next line."""

    def line_at(self, offset: int) -> int:
        """The line of a character of the value; within a literal block every line of the value is a line of the file."""
        return self.line + 1 + self.value.count("\n", 0, offset) if self.block else self.line


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

ANCHOR, TAG, DEEP, KEY, SECOND_DOCUMENT = (
    "an anchor or alias",
    "a tag",
    "nested too deeply",
    "a key that is not a word",
    "a second document",
)


@dataclass(frozen=True)
class Unreadable(Exception):
    """The text is not YAML, or YAML that we do not use.

    `line` (from 1) is where the parser stopped, `began` where the thing began that it was reading (0: not told).
    """

    line: int
    problem: str
    context: str = ""
    began: int = 0


@lru_cache(maxsize=128)  # nodes never change, and most files are read again as they were
def read(source: str) -> Node | None:
    """The root node of a YAML text, None when the text is empty. Raises Unreadable."""
    try:
        loader = yaml.CSafeLoader(source)
        try:
            return _Builder(loader).document()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        began = error.context_mark.line + 1 if error.context_mark else 0
        line = error.problem_mark.line + 1 if error.problem_mark else began or 1
        raise Unreadable(line, error.problem or "", error.context or "", began) from error
    except (yaml.YAMLError, ValueError, UnicodeError) as error:
        raise Unreadable(_line_of(error, source), str(error).splitlines()[0]) from error


def _line_of(error: Exception, source: str) -> int:
    """The line of a character that YAML does not allow."""
    position = getattr(error, "position", None)
    return source.count("\n", 0, position) + 1 if isinstance(position, int) else 1


class _Builder:
    """Nodes out of the events of one text, without calling itself for every level."""

    def __init__(self, loader: yaml.CSafeLoader) -> None:
        self.loader = loader
        self.open: list[tuple[yaml.Event, list[Node]]] = []
        self.roots: list[Node] = []

    def document(self) -> Node | None:
        """The one document of the text."""
        documents = 0
        while (event := self.loader.get_event()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise Unreadable(_line(event), SECOND_DOCUMENT)
            elif isinstance(event, yaml.NodeEvent):
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
        # An empty text still holds one empty scalar when it has a document mark or a comment behind one.
        return next((root for root in self.roots if not isinstance(root, Text) or root.value), None)

    def _node(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise Unreadable(_line(event), ANCHOR)
        if isinstance(event, yaml.CollectionStartEvent | yaml.ScalarEvent) and event.tag is not None:
            raise Unreadable(_line(event), TAG)
        if isinstance(event, yaml.ScalarEvent):
            self._add(Text(event.value, _line(event), event.style == "|", event.style in ("'", '"'), _last_line(event)))
            return
        if len(self.open) >= MAX_DEPTH:
            raise Unreadable(_line(event), DEEP)
        self.open.append((event, []))

    def _close(self) -> None:
        event, nodes = self.open.pop()
        if isinstance(event, yaml.SequenceStartEvent):
            self._add(Sequence(tuple(nodes), _line(event)))
            return
        fields = []
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Text):
                raise Unreadable(key.line, KEY)
            fields.append(Field(key, value))
        self._add(Mapping(tuple(fields), _line(event)))

    def _add(self, node: Node) -> None:
        (self.open[-1][1] if self.open else self.roots).append(node)


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 1


def _last_line(event: yaml.Event) -> int:
    """The last line with text: the mark stands behind what was read, on the next line when the text ended its own."""
    mark = event.end_mark
    return max(_line(event), int(mark.line) + (1 if mark.column else 0)) if mark else _line(event)
