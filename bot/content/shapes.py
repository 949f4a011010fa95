"""What a field looks like, told beside the function that reads it, for the programs in which staff write.

A shape is a piece of JSON Schema. It says less than its reader, which knows remedies and other fields, and never more: what a reader
takes without a word, its shape takes. `python -m bench.fields` makes from them the schemas for editors and the table of fields for staff. A reader
without a shape takes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

Shape = Mapping[str, Any]
R = TypeVar("R", bound=Callable[..., Any])

ANYTHING: Shape = {}
TEXT: Shape = {"type": ["string", "number", "boolean"]}  # an editor reads `12` and `true` as YAML does; we read them as typed
TEXTS: Shape = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
DAY: Shape = {"type": "string", "pattern": r"^\s*\d{4}-\d{2}-\d{2}\s*$"}
YES_OR_NO: Shape = {"enum": ["ja", "nee"]}
NUMBER: Shape = {"type": ["number", "string"], "pattern": r"^\s*\d{1,12}(\.\d{1,6})?\s*$", "minimum": 0}
ID: Shape = {"type": "string", "pattern": r"^\s*[a-z0-9]+(-[a-z0-9]+)*\s*$"}


def whole(least: int, most: int) -> Shape:
    """A whole number between two bounds."""
    return {"type": ["integer", "string"], "pattern": r"^\s*\d{1,6}\s*$", "minimum": least, "maximum": most}


def shaped(shape: Shape) -> Callable[[R], R]:
    """Tell of a reader what it takes."""

    def tell(reader: R) -> R:
        vars(reader)["shape"] = shape
        return reader

    return tell


def of_form(form: Mapping[str, Any]) -> Callable[[R], R]:
    """Tell of a reader that it reads the fields of a form."""
    return shaped({"form": form})


def shape_of(reader: Callable[..., Any]) -> Shape:
    """What a reader takes, as far as it was told."""
    return getattr(reader, "shape", ANYTHING)


def only_list(name: str, read_item: Callable[..., Any]) -> Shape:
    """A file that holds one list."""
    listed = {"type": "array", "items": shape_of(read_item)}
    return {"type": "object", "properties": {name: listed}, "required": [name], "additionalProperties": False}


def groups_of(value: Shape) -> Shape:
    """Fields whose names are free, with the same below each."""
    return {"type": "object", "additionalProperties": value}


def one_of(choices: Iterable[str]) -> Shape:
    """One word out of a closed list."""
    return {"enum": [str(one) for one in choices]}
