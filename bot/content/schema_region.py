"""The form of gemeenten.yaml: the places of a municipality, and where its people go for what."""

from __future__ import annotations

from dataclasses import replace

from bot.content import fields, shapes, text_fields
from bot.content.fields import FieldRule, Sheet, fill
from bot.content.model import Municipality
from bot.content.shapes import of_form, shaped
from bot.content.yaml_nodes import Mapping, Node, Text

UNKNOWN = "onbekend"
"""Written for a detail of which nothing is known yet."""

_DETAIL_FORM = {
    "tekst": FieldRule(text_fields.shown(300)),
    "telefoon": FieldRule(fields.text),
    "adres": FieldRule(text_fields.address),
    "bron": FieldRule(text_fields.source),
}


@shaped({"anyOf": [shapes.TEXT, {"form": _DETAIL_FORM}]})
def _detail(sheet: Sheet, name: str, node: Node) -> str | None:
    """`onbekend`, or a sentence we may say with its source."""
    if isinstance(node, Text):
        return "" if node.value.strip() == UNKNOWN else text_fields.shown(300)(sheet, name, node)
    filled = fill(sheet, node, _DETAIL_FORM, f"'{name}'")
    return filled.get("tekst", "") or filled.get("telefoon", "") or filled.get("adres", "")


def _link(node: Node | None) -> str:
    """The web address of a detail; what is wrong with it was told when the detail was read."""
    found = (
        [item.value.value.strip() for item in node if item.key.value == "adres" and isinstance(item.value, Text)]
        if isinstance(node, Mapping)
        else []
    )
    return found[0] if found else ""


_DETAILS = ("bijstand", "schuldhulp", "klacht", "sociaal_ontwikkelbedrijf")
_MUNICIPALITY_FORM = {
    "naam": FieldRule(fields.text, "Voorbeeldstad", required=True),
    "plaatsen": FieldRule(fields.texts),
    "bevestigd": FieldRule(fields.yes_or_no),
    **{name: FieldRule(_detail) for name in _DETAILS},
}


@of_form(_MUNICIPALITY_FORM)
def _municipality(sheet: Sheet, node: Node) -> Municipality | None:
    filled = fill(sheet, node, _MUNICIPALITY_FORM, "een gemeente")
    if not filled.get("naam", ""):
        return None
    details = {name: filled.get(name, "") for name in _DETAILS}
    links = {name: link for name in _DETAILS if (link := _link(filled.nodes.get(name)))}
    where = filled.where()
    lines = replace(where, parts={**where.parts, **{name: _text_lines(filled.nodes.get(name)) for name in _DETAILS}})
    return Municipality(filled.get("naam", ""), filled.get("plaatsen", ()), details, links, filled.get("bevestigd", False), lines)


def _text_lines(node: Node | None) -> tuple[int, ...]:
    """The line of the text of a detail, which stands one level deeper."""
    found = [item.value.line for item in node if item.key.value == "tekst"] if isinstance(node, Mapping) else []
    return tuple(found[:1])


_REGION_FORM = {"gemeenten": FieldRule(fields.listed(_municipality), "…", required=True), "bevestigd": FieldRule(fields.yes_or_no)}


@of_form(_REGION_FORM)
def read_municipalities(sheet: Sheet, root: Mapping) -> tuple[Municipality, ...]:
    """The municipalities of `gemeenten.yaml`."""
    return fill(sheet, root, _REGION_FORM, "dit bestand").get("gemeenten", ())
