"""From `standaardantwoorden.yaml` to what colleagues can begin an answer with; the only module that knows its Dutch field names."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.content import fields, text_fields
from bot.content.entries import UNPLACED, Lines
from bot.content.fields import FieldRule, Sheet, fill
from bot.content.shapes import of_form, only_list, shaped
from bot.content.yaml_nodes import Mapping, Node

LONGEST = 1000
"""Characters of an answer: what a message can hold beside the question it answers."""


@dataclass(frozen=True)
class StandardReply:
    """The beginning of an answer that is often given: how colleagues call it, and its words."""

    title: str
    text: str
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)


_FORM = {
    "titel": FieldRule(text_fields.shown(60), "Wij zoeken het uit", required=True),
    "tekst": FieldRule(text_fields.shown(LONGEST), "Wij zoeken het uit. U hoort morgen van ons.", required=True),
}


@of_form(_FORM)
def _reply(sheet: Sheet, node: Node) -> StandardReply | None:
    filled = fill(sheet, node, _FORM, "een standaardantwoord")
    title, text = filled.get("titel", ""), filled.get("tekst", "")
    return StandardReply(title, text, filled.where()) if title and text else None


@shaped(only_list("standaardantwoorden", _reply))
def read_replies(sheet: Sheet, root: Mapping) -> tuple[StandardReply, ...]:
    """The answers of the file, in their order."""
    return fields.only_list(sheet, root, "standaardantwoorden", _reply)
