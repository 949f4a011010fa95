"""From the lists of content (amounts, facts, glossary, synonyms, notice) to values."""

from __future__ import annotations

from datetime import date

from knowledge import problems, sheets, texts, values
from knowledge.entries import Amount, AmountValue, Fact, Notice, Synonym, Word
from knowledge.reading import Mapping, Node
from knowledge.sheets import FieldRule, Filled, Sheet, fill

UNITS = ("euro", "procent", "uur", "maanden", "jaar", "weken", "aantal")

_VALUE_FORM = {
    "waarde": FieldRule(values.number, "14.71", required=True),
    "geldig_vanaf": FieldRule(values.day),
    "geldig_tot": FieldRule(values.day),
    "bron": FieldRule(texts.source_of_amount),
    "opmerking": FieldRule(sheets.text),
}


def _value(sheet: Sheet, node: Node) -> AmountValue | None:
    filled = fill(sheet, node, _VALUE_FORM, "een bedrag")
    value = filled.get("waarde", None)
    if value is None:
        return None
    begin, end = filled.get("geldig_vanaf", None), filled.get("geldig_tot", None)
    _check_order(sheet, filled)
    return AmountValue(value, begin, end, filled.get("bron", ""), filled.where())


def _check_order(sheet: Sheet, filled: Filled) -> None:
    begin, end = filled.get("geldig_vanaf", None), filled.get("geldig_tot", None)
    if begin and end and end < begin:
        sheet.wrong(filled.lines["geldig_tot"], problems.ends_before_it_begins(str(begin), str(end), ("geldig_vanaf", "geldig_tot")))


def _check_overlap(sheet: Sheet, name: str, history: tuple[AmountValue, ...]) -> None:
    """On one day one value holds."""
    for number, later in enumerate(history):
        for earlier in history[:number]:
            begins = max(earlier.valid_from or date.min, later.valid_from or date.min)
            if begins <= min(earlier.valid_until or date.max, later.valid_until or date.max):
                sheet.wrong(later.lines.start, problems.overlapping(name, sheet.place(earlier.lines.start)))


_AMOUNT_FORM = {
    "id": FieldRule(texts.identifier, "minimumloon-uur", required=True),
    "wat": FieldRule(sheets.text, "Minimumloon per uur", required=True),
    "eenheid": FieldRule(sheets.one_of(UNITS), "euro", required=True),
    "waarden": FieldRule(sheets.listed(_value)),
    "bron_gelezen_op": FieldRule(values.day),
    **_VALUE_FORM,
    "waarde": FieldRule(values.number),
}


def _amount(sheet: Sheet, node: Node) -> Amount | None:
    filled = fill(sheet, node, _AMOUNT_FORM, "een bedrag")
    history: tuple[AmountValue, ...] = filled.get("waarden", ())
    if (only := filled.get("waarde", None)) is not None:
        begin, end = filled.get("geldig_vanaf", None), filled.get("geldig_tot", None)
        history = (AmountValue(only, begin, end, filled.get("bron", ""), filled.where()),)
        _check_order(sheet, filled)
    for value in history:
        if not value.source and not filled.get("bron", ""):
            sheet.wrong(value.lines.start, problems.missing_field("bron", f"het bedrag '{filled.get('id', '')}'", "https://…"))
    _check_overlap(sheet, filled.get("id", ""), history)
    if not history and "waarden" not in filled.lines and "waarde" not in filled.lines:
        sheet.wrong(filled.line, problems.missing_field("waarde", "een bedrag", "14.71"))
    amount_id = filled.get("id", "")
    if not amount_id:
        return None
    place = sheet.place(filled.lines["id"])
    return Amount(amount_id, filled.get("wat", ""), filled.get("eenheid", "aantal"), history, filled.get("bron_gelezen_op", None), place)


_FACT_FORM = {
    "id": FieldRule(texts.identifier, "adres", required=True),
    "waarde": FieldRule(texts.shown(figures=True, slots=False), "Harm Buiterplein 1 in Groningen", required=True),
    "bron": FieldRule(texts.source, "https://…", required=True),
    "geldig_tot": FieldRule(values.day),
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
        filled.where(),
    )


_WORD_FORM = {
    "woord": FieldRule(sheets.text, "WW", required=True),
    "ook": FieldRule(sheets.texts),
    "uitleg": FieldRule(texts.shown(200), "…", required=True),
    "hoort_bij": FieldRule(sheets.text),
}


def _word(sheet: Sheet, node: Node) -> Word | None:
    filled = fill(sheet, node, _WORD_FORM, "een woord")
    if not filled.get("woord", ""):
        return None
    return Word(filled.get("woord", ""), filled.get("ook", ()), filled.get("uitleg", ""), filled.get("hoort_bij", ""), filled.where())


_SYNONYM_FORM = {
    "betekenis": FieldRule(sheets.text, "werkgever", required=True),
    "woorden": FieldRule(sheets.texts, "[baas]", required=True),
}


def _synonym(sheet: Sheet, node: Node) -> Synonym | None:
    filled = fill(sheet, node, _SYNONYM_FORM, "een synoniem")
    if not filled.get("betekenis", ""):
        return None
    return Synonym(filled.get("betekenis", ""), filled.get("woorden", ()), filled.where())


_NOTICE_FORM = {
    "tekst": FieldRule(texts.shown(300, slots=False), "Vandaag zijn wij dicht.", required=True),
    "van": FieldRule(values.day),
    "tot": FieldRule(values.day),
    "onderwerpen": FieldRule(sheets.texts),
}


def read_amounts(sheet: Sheet, root: Mapping) -> tuple[Amount, ...]:
    """The amounts of `bedragen*.yaml`."""
    return sheets.only_list(sheet, root, "bedragen", _amount)


def read_facts(sheet: Sheet, root: Mapping) -> tuple[Fact, ...]:
    """The facts of `feiten.yaml`."""
    return sheets.only_list(sheet, root, "feiten", _fact)


def read_words(sheet: Sheet, root: Mapping) -> tuple[Word, ...]:
    """The glossary of `woordenlijst.yaml`."""
    return sheets.only_list(sheet, root, "woorden", _word)


def read_synonyms(sheet: Sheet, root: Mapping) -> tuple[Synonym, ...]:
    """The synonyms of `synoniemen.yaml`."""
    return sheets.only_list(sheet, root, "synoniemen", _synonym)


def read_notice(sheet: Sheet, root: Mapping) -> Notice | None:
    """The message of the day of `mededeling.yaml`; a file with only comments is no message."""
    filled = fill(sheet, root, _NOTICE_FORM, "de mededeling")
    words = filled.get("tekst", "")
    begin, end = filled.get("van", None), filled.get("tot", None)
    if begin and end and end < begin:
        sheet.wrong(filled.lines["tot"], problems.ends_before_it_begins(str(begin), str(end)))
    if words and "tot" not in filled.lines:
        sheet.wrong(filled.line, problems.notice_without_end(), warning=True)
    return Notice(words, begin, end, filled.get("onderwerpen", ()), filled.where()) if words else None
