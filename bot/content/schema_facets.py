"""From `noemen`, `facetten` and `anders` of an entry, and from `facetten.yaml`, to values; the only module that knows their Dutch names."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

from bot.content import facet_problems, fields, problems, shapes, text_fields
from bot.content.entries import FACETS, Condition, Facet, FacetWords, Risk, Step, Variant
from bot.content.fields import FieldRule, Filled, Reader, Sheet, fill
from bot.content.shapes import of_form, shaped
from bot.content.yaml_nodes import Mapping, Node

OWN_FILE = Path(__file__).parents[2] / "knowledge" / "facetten.yaml"
MOST_CALLED_WORDS = 5
UNKNOWN = "onbekend"
CALLED = "noemen"
"""Also the slot in the honest sentence."""

StepReader = Callable[[Sheet, Node], Step | None]


@shaped(shapes.TEXT)
def called(sheet: Sheet, name: str, node: Node) -> str | None:
    """How a subject is called inside a sentence."""
    value: str | None = text_fields.shown(60, slots=False)(sheet, name, node)
    if value and len(value.split()) > MOST_CALLED_WORDS:
        sheet.wrong(node.line, problems.too_long(name, len(value.split()), MOST_CALLED_WORDS, "woorden"))
    return value


def facets(read_step: StepReader) -> Reader:
    """A reader of `facetten`: per facet a text, or fields."""

    form = {facet: FieldRule(_facet(facet, read_step)) for facet in FACETS}

    @of_form(form)
    def reader(sheet: Sheet, name: str, node: Node) -> dict[str, Facet] | None:
        if not isinstance(node, Mapping):
            sheet.wrong(node.line, problems.not_a_mapping(f"'{name}'", "duur"))
            return None
        filled = fill(sheet, node, form, f"'{name}'")
        return {facet: value for facet, value in filled.values.items() if value is not None}

    return reader


def _facet(facet: str, read_step: StepReader) -> Callable[[Sheet, str, Node], Facet | None]:
    @shaped({"anyOf": [shapes.TEXT, {"form": _form(read_step)}]})
    def reader(sheet: Sheet, name: str, node: Node) -> Facet | None:
        if isinstance(node, Mapping):
            return _of_fields(sheet, facet, fill(sheet, node, _form(read_step), f"'{name}'"))
        text = text_fields.shown()(sheet, name, node)
        if text is None:
            return None
        where = Filled({}, {"antwoord": node.line}, node.line, {"antwoord": node}, sheet.file).where()
        return Facet(facet, unknown=True, lines=where) if text == UNKNOWN else Facet(facet, text, lines=where)

    return reader


@cache
def _form(read_step: StepReader) -> dict[str, FieldRule]:
    return {
        "antwoord": FieldRule(text_fields.shown()),
        "zie": FieldRule(fields.text),
        "bron": FieldRule(text_fields.sources),
        "risico": FieldRule(fields.one_of(tuple(Risk))),
        "geldig_vanaf": FieldRule(fields.day),
        "geldig_tot": FieldRule(fields.day),
        "gecontroleerd_op": FieldRule(fields.day),
        "bron_gelezen_op": FieldRule(fields.day),
        "beoordeel_binnen": FieldRule(fields.whole(1, 730)),
        "uitzondering_taal": FieldRule(text_fields.shown()),
        "stap": FieldRule(lambda sheet, _, node: read_step(sheet, node)),
        "anders": FieldRule(variants),
    }


def _of_fields(sheet: Sheet, facet: str, filled: Filled) -> Facet | None:
    answer, see = filled.get("antwoord", ""), filled.get("zie", "")
    if ("antwoord" in filled.lines) == ("zie" in filled.lines):
        sheet.wrong(filled.line, facet_problems.answer_or_see(facet))
        return None
    risk = filled.get("risico", "")
    return Facet(
        facet,
        answer="" if answer == UNKNOWN else answer,
        unknown=answer == UNKNOWN,
        see=see,
        variants=filled.get("anders", ()),
        step=filled.get("stap", None),
        sources=filled.get("bron", None),
        risk=Risk(risk) if risk else None,
        review_within=filled.get("beoordeel_binnen", None),
        valid_from=filled.get("geldig_vanaf", None),
        valid_until=filled.get("geldig_tot", None),
        checked_on=filled.get("gecontroleerd_op", None),
        source_read_on=filled.get("bron_gelezen_op", None),
        language_exception=filled.get("uitzondering_taal", ""),
        lines=filled.where(),
    )


# What is said instead, by what is known of the person.


@shaped({"type": "object"})
def _conditions(sheet: Sheet, name: str, node: Node) -> tuple[Condition, ...] | None:
    if not isinstance(node, Mapping) or not node.fields:
        sheet.wrong(node.line, problems.not_a_mapping(f"'{name}'", "rol"))
        return None
    found = [_condition(sheet, item.key.value, item.value) for item in node]
    return tuple(one for one in found if one)


def _condition(sheet: Sheet, of: str, node: Node) -> Condition | None:
    if not isinstance(node, Mapping):
        values = fields.texts(sheet, of, node)
        return Condition(of, values) if values else None
    filled = fill(sheet, node, {"boven": FieldRule(fields.number), "onder": FieldRule(fields.number)}, f"'{of}'")
    above: Decimal | None = filled.get("boven", None)
    below: Decimal | None = filled.get("onder", None)
    return Condition(of, above=above, below=below) if above is not None or below is not None else None


_VARIANT_FORM = {
    "als": FieldRule(_conditions, "{rol: werkgever}", required=True),
    "antwoord": FieldRule(text_fields.shown(), "…", required=True),
}


@of_form(_VARIANT_FORM)
def _variant(sheet: Sheet, node: Node) -> Variant | None:
    filled = fill(sheet, node, _VARIANT_FORM, "'anders'")
    conditions: tuple[Condition, ...] = filled.get("als", ())
    answer = filled.get("antwoord", "")
    return Variant(conditions, answer, filled.where()) if conditions and answer else None


@shaped({"type": "array", "items": {"form": _VARIANT_FORM}})
def variants(sheet: Sheet, name: str, node: Node) -> tuple[Variant, ...] | None:
    """A list of `als` with `antwoord`."""
    found: tuple[Variant, ...] | None = fields.listed(_variant)(sheet, name, node)
    return found


# `facetten.yaml`: what holds for a facet of every subject.

_WORDS_FORM = {
    "kop": FieldRule(text_fields.shown(28, slots=False), "duur", required=True),
    "onbekend": FieldRule(text_fields.shown(), "De duur van {noemen} hoort u van een adviseur.", required=True),
    "gesprek": FieldRule(text_fields.shown()),
    "afspraak": FieldRule(text_fields.shown()),
    "telefoon": FieldRule(text_fields.shown()),
}


def _words(facet: str) -> Callable[[Sheet, str, Node], FacetWords | None]:
    @of_form(_WORDS_FORM)
    def reader(sheet: Sheet, name: str, node: Node) -> FacetWords | None:
        if not isinstance(node, Mapping):
            sheet.wrong(node.line, problems.not_a_mapping(f"'{name}'", "kop"))
            return None
        filled = fill(sheet, node, _WORDS_FORM, f"'{name}'")
        unknown = filled.get("onbekend", "")
        if unknown and f"{{{CALLED}}}" not in unknown:
            sheet.wrong(filled.lines["onbekend"], problems.unused_slot(f"{facet}: onbekend", CALLED))
        talk, appointment, by_phone = (filled.get(field, "") for field in ("gesprek", "afspraak", "telefoon"))
        return FacetWords(facet, filled.get("kop", ""), unknown, talk, appointment, by_phone, filled.where())

    return reader


_FILE_FORM = {facet: FieldRule(_words(facet), "en daaronder kop en onbekend", required=True) for facet in FACETS}


@of_form(_FILE_FORM)
def read_facet_words(sheet: Sheet, root: Mapping) -> dict[str, FacetWords]:
    """The words per facet; every facet must be there."""
    filled = fill(sheet, root, _FILE_FORM, "dit bestand")
    return {facet: words for facet, words in filled.values.items() if words is not None}
