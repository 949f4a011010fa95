"""From the lists of content (amounts, facts, glossary, synonyms, notice) to values."""

from __future__ import annotations

from knowledge import problems, sheets
from knowledge.entries import Amount, AmountValue, Fact, Notice, Synonym, Word
from knowledge.reading import Mapping, Node
from knowledge.sheets import FieldRule, Sheet, fill

UNITS = ("euro", "procent", "uur", "maanden", "jaar", "weken", "aantal")

_VALUE_FORM = {
    "waarde": FieldRule(sheets.number, "14.71", required=True),
    "geldig_vanaf": FieldRule(sheets.day),
    "geldig_tot": FieldRule(sheets.day),
    "bron": FieldRule(sheets.text),
    "opmerking": FieldRule(sheets.text),
}


def _value(sheet: Sheet, node: Node) -> AmountValue | None:
    filled = fill(sheet, node, _VALUE_FORM, "een bedrag")
    value = filled.get("waarde", None)
    if value is None:
        return None
    begin, end = filled.get("geldig_vanaf", None), filled.get("geldig_tot", None)
    if begin and end and end < begin:
        sheet.wrong(filled.lines["geldig_tot"], problems.ends_before_it_begins(str(begin), str(end)))
    return AmountValue(value, begin, end, filled.get("bron", ""))


_AMOUNT_FORM = {
    "id": FieldRule(sheets.text, "minimumloon-uur", required=True),
    "wat": FieldRule(sheets.text, "Minimumloon per uur", required=True),
    "eenheid": FieldRule(sheets.one_of(UNITS), "euro", required=True),
    "waarden": FieldRule(sheets.listed(_value)),
    "bron_gelezen_op": FieldRule(sheets.day),
    **_VALUE_FORM,
    "waarde": FieldRule(sheets.number),
}


def _amount(sheet: Sheet, node: Node) -> Amount | None:
    filled = fill(sheet, node, _AMOUNT_FORM, "een bedrag")
    values: tuple[AmountValue, ...] = filled.get("waarden", ())
    if filled.get("waarde", None) is not None:
        values = (
            AmountValue(
                filled.get("waarde", None), filled.get("geldig_vanaf", None), filled.get("geldig_tot", None), filled.get("bron", "")
            ),
        )
    if not values and "waarden" not in filled.lines and "waarde" not in filled.lines:
        sheet.wrong(filled.line, problems.missing_field("waarde", "een bedrag", "14.71"))
    amount_id = filled.get("id", "")
    if not amount_id:
        return None
    place = sheet.place(filled.lines["id"])
    return Amount(amount_id, filled.get("wat", ""), filled.get("eenheid", "aantal"), values, filled.get("bron_gelezen_op", None), place)


_FACT_FORM = {
    "id": FieldRule(sheets.text, "adres", required=True),
    "waarde": FieldRule(sheets.text, "Harm Buiterplein 1 in Groningen", required=True),
    "bron": FieldRule(sheets.text, "https://…", required=True),
    "geldig_tot": FieldRule(sheets.day),
}


def _fact(sheet: Sheet, node: Node) -> Fact | None:
    filled = fill(sheet, node, _FACT_FORM, "een feit")
    if not filled.get("id", ""):
        return None
    return Fact(
        filled.get("id", ""),
        filled.get("waarde", ""),
        filled.get("bron", ""),
        filled.get("geldig_tot", None),
        sheet.place(filled.lines["id"]),
    )


_WORD_FORM = {
    "woord": FieldRule(sheets.text, "WW", required=True),
    "ook": FieldRule(sheets.texts),
    "uitleg": FieldRule(sheets.text, "…", required=True),
    "hoort_bij": FieldRule(sheets.text),
}


def _word(sheet: Sheet, node: Node) -> Word | None:
    filled = fill(sheet, node, _WORD_FORM, "een woord")
    if not filled.get("woord", ""):
        return None
    return Word(filled.get("woord", ""), filled.get("ook", ()), filled.get("uitleg", ""), filled.get("hoort_bij", ""))


_SYNONYM_FORM = {
    "betekenis": FieldRule(sheets.text, "werkgever", required=True),
    "woorden": FieldRule(sheets.texts, "[baas]", required=True),
}


def _synonym(sheet: Sheet, node: Node) -> Synonym | None:
    filled = fill(sheet, node, _SYNONYM_FORM, "een synoniem")
    if not filled.get("betekenis", ""):
        return None
    return Synonym(filled.get("betekenis", ""), filled.get("woorden", ()))


_NOTICE_FORM = {
    "tekst": FieldRule(sheets.text, "Vandaag zijn wij dicht.", required=True),
    "van": FieldRule(sheets.day),
    "tot": FieldRule(sheets.day),
    "onderwerpen": FieldRule(sheets.texts),
}


def read_amounts(sheet: Sheet, root: Mapping) -> tuple[Amount, ...]:
    """The amounts of `bedragen*.yaml`."""
    return fill(sheet, root, {"bedragen": FieldRule(sheets.listed(_amount), "…", required=True)}, "dit bestand").get("bedragen", ())


def read_facts(sheet: Sheet, root: Mapping) -> tuple[Fact, ...]:
    """The facts of `feiten.yaml`."""
    return fill(sheet, root, {"feiten": FieldRule(sheets.listed(_fact), "…", required=True)}, "dit bestand").get("feiten", ())


def read_words(sheet: Sheet, root: Mapping) -> tuple[Word, ...]:
    """The glossary of `woordenlijst.yaml`."""
    return fill(sheet, root, {"woorden": FieldRule(sheets.listed(_word), "…", required=True)}, "dit bestand").get("woorden", ())


def read_synonyms(sheet: Sheet, root: Mapping) -> tuple[Synonym, ...]:
    """The synonyms of `synoniemen.yaml`."""
    return fill(sheet, root, {"synoniemen": FieldRule(sheets.listed(_synonym), "…", required=True)}, "dit bestand").get("synoniemen", ())


def read_notice(sheet: Sheet, root: Mapping) -> Notice | None:
    """The message of the day of `mededeling.yaml`; a file with only comments is no message."""
    filled = fill(sheet, root, _NOTICE_FORM, "de mededeling")
    words = filled.get("tekst", "")
    return Notice(words, filled.get("van", None), filled.get("tot", None), filled.get("onderwerpen", ())) if words else None
