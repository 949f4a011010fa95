"""Where the parts of something stand in its file, so that a message about it can name the true line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.problems import Place


@dataclass(frozen=True)
class Lines:
    """Lines (from 1) of one entry, step or other group of fields; 0 when it was not read from a file."""

    file: str = ""
    start: int = 0
    fields: Mapping[str, int] = field(default_factory=dict)
    """The line of each field's name."""
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Per field the lines of its items or of its text."""

    def of(self, name: str) -> Place:
        """Where a field stands; where the group begins when it has no such field."""
        return Place(self.file, self.fields.get(name, self.start))

    def part(self, name: str, number: int) -> Place:
        """Where an item of a list stands, or a line of a text (numbered from 0)."""
        parts = self.parts.get(name, ())
        if not parts:
            return self.of(name)
        return Place(self.file, parts[number] if number < len(parts) else parts[-1])


UNPLACED = Lines()
