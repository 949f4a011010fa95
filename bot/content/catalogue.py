"""Texts that the program says to staff and to who runs it: YAML by code and slot, in the room that says them.

A catalogue is a file of codes, each with a text or with texts below it (`too-long: {wat: …, doe: …}` is `too-long.wat` and
`too-long.doe`). `{name}` in a text is a slot, filled as `str.format` does; `{{` is a brace. A text that depends on a number
has two forms and picks by the slot `count`:

    copies-removed:
      een: "1 oude kopie verwijderd."
      meer: "{count} oude kopieën verwijderd."

The file is read when its first text is said, once per process. tests/content/test_catalogue.py holds codes and slots to the code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources import files

from bot.content import yaml_nodes

FORMS = ("een", "meer")
"""The forms of a number in Dutch: one, and all others (CLDR `one` and `other` for whole numbers)."""


class Catalogue:
    """The texts of one file of a room (`bot.content`, `meldingen.yaml`)."""

    def __init__(self, room: str, name: str) -> None:
        self.room, self.name = room, name

    @cached_property
    def texts(self) -> Mapping[str, str | Mapping[str, str]]:
        """Every text by its code, with the forms of a number where it has them."""
        root = yaml_nodes.read((files(self.room) / self.name).read_text(encoding="utf-8"))
        return dict(_flat(root, "")) if root else {}

    def say(self, code: str, /, **slots: object) -> str:
        """A text with its slots filled. Raises KeyError for a code or a slot that is not there."""
        text = self.texts[code]
        if not isinstance(text, str):
            text = text[form_of(slots["count"])]
        return text.format_map(slots)


def form_of(count: object) -> str:
    """Which form goes with a number: one is `een`, and so is no other."""
    return FORMS[0] if count in (1, "1") else FORMS[1]


def _flat(node: yaml_nodes.Node, above: str) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    """The texts at and below a node, by their codes."""
    if isinstance(node, yaml_nodes.Text):
        yield above, node.value
    elif isinstance(node, yaml_nodes.Mapping):
        below = {field.key.value: field.value for field in node}
        forms = {key: value.value for key, value in below.items() if isinstance(value, yaml_nodes.Text)}
        if tuple(below) == FORMS:
            yield above, forms
            return
        for key, value in below.items():
            yield from _flat(value, f"{above}.{key}" if above else key)
