"""From `talen.yaml` and `gemeenten.yaml` to languages and municipalities."""

from __future__ import annotations

from dataclasses import replace

from knowledge import sheets, texts, values
from knowledge.contents import Language, Municipality
from knowledge.reading import Mapping, Node, Text
from knowledge.sheets import FieldRule, Sheet, fill

UNKNOWN = "onbekend"

_LANGUAGE_FORM = {
    "code": FieldRule(sheets.text, "ar", required=True),
    "bericht": FieldRule(sheets.text, "…", required=True),
    "knop_bellen": FieldRule(sheets.text, "…", required=True),
    "knop_komen": FieldRule(sheets.text, "…", required=True),
    "kaart": FieldRule(sheets.text, "…", required=True),
    "woorden": FieldRule(sheets.texts),
    "nagekeken": FieldRule(values.yes_or_no),
}


def _language(sheet: Sheet, node: Node) -> Language | None:
    filled = fill(sheet, node, _LANGUAGE_FORM, "een taal")
    if not filled.get("code", ""):
        return None
    return Language(
        filled.get("code", ""),
        filled.get("bericht", ""),
        filled.get("knop_bellen", ""),
        filled.get("knop_komen", ""),
        filled.get("kaart", ""),
        filled.get("woorden", ()),
    )


_DETAIL_FORM = {
    "tekst": FieldRule(texts.shown(300)),
    "telefoon": FieldRule(sheets.text),
    "adres": FieldRule(texts.address),
    "bron": FieldRule(texts.source),
}


def _detail(sheet: Sheet, name: str, node: Node) -> str | None:
    """`onbekend`, or a sentence we may say with its source."""
    if isinstance(node, Text):
        return "" if node.value.strip() == UNKNOWN else texts.shown(300)(sheet, name, node)
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
    "naam": FieldRule(sheets.text, "Groningen", required=True),
    "plaatsen": FieldRule(sheets.texts),
    "bevestigd": FieldRule(values.yes_or_no),
    **{name: FieldRule(_detail) for name in _DETAILS},
}


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


def read_languages(sheet: Sheet, root: Mapping) -> tuple[Language, ...]:
    """The languages of `talen.yaml`."""
    return fill(sheet, root, {"talen": FieldRule(sheets.listed(_language), "…", required=True)}, "dit bestand").get("talen", ())


def read_municipalities(sheet: Sheet, root: Mapping) -> tuple[Municipality, ...]:
    """The municipalities of `gemeenten.yaml`."""
    form = {"gemeenten": FieldRule(sheets.listed(_municipality), "…", required=True), "bevestigd": FieldRule(values.yes_or_no)}
    return fill(sheet, root, form, "dit bestand").get("gemeenten", ())
