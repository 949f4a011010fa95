"""From `talen.yaml` and `gemeenten.yaml` to languages and municipalities."""

from __future__ import annotations

from knowledge import sheets
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
    "nagekeken": FieldRule(sheets.yes_or_no),
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


_DETAIL_FORM = {name: FieldRule(sheets.text) for name in ("tekst", "telefoon", "adres", "bron")}


def _detail(sheet: Sheet, name: str, node: Node) -> str | None:
    """`onbekend`, or a sentence we may say with its source."""
    if isinstance(node, Text):
        return "" if node.value.strip() == UNKNOWN else sheets.text(sheet, name, node)
    filled = fill(sheet, node, _DETAIL_FORM, f"'{name}'")
    return filled.get("tekst", "") or filled.get("telefoon", "") or filled.get("adres", "")


_DETAILS = ("bijstand", "schuldhulp", "klacht", "sociaal_ontwikkelbedrijf")
_MUNICIPALITY_FORM = {
    "naam": FieldRule(sheets.text, "Groningen", required=True),
    "plaatsen": FieldRule(sheets.texts),
    "bevestigd": FieldRule(sheets.yes_or_no),
    **{name: FieldRule(_detail) for name in _DETAILS},
}


def _municipality(sheet: Sheet, node: Node) -> Municipality | None:
    filled = fill(sheet, node, _MUNICIPALITY_FORM, "een gemeente")
    if not filled.get("naam", ""):
        return None
    details = {name: filled.get(name, "") for name in _DETAILS}
    return Municipality(filled.get("naam", ""), filled.get("plaatsen", ()), details, filled.get("bevestigd", False))


def read_languages(sheet: Sheet, root: Mapping) -> tuple[Language, ...]:
    """The languages of `talen.yaml`."""
    return fill(sheet, root, {"talen": FieldRule(sheets.listed(_language), "…", required=True)}, "dit bestand").get("talen", ())


def read_municipalities(sheet: Sheet, root: Mapping) -> tuple[Municipality, ...]:
    """The municipalities of `gemeenten.yaml`."""
    form = {"gemeenten": FieldRule(sheets.listed(_municipality), "…", required=True), "bevestigd": FieldRule(sheets.yes_or_no)}
    return fill(sheet, root, form, "dit bestand").get("gemeenten", ())
