"""The forms of the lists: words, languages, municipalities, events, employers, sensitive subjects."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.content import fields, problems, text_fields
from bot.content.entries import Amount, AmountValue, Fact, Notice, Synonym, Word
from bot.content.fields import FieldRule, Filled, Sheet, fill
from bot.content.model import (
    Branch,
    Employers,
    Language,
    LanguageReply,
    Occasion,
    OwnerQuestion,
    WeekHours,
    Wish,
    WordLists,
)
from bot.content.schema_entries import MAX_LABEL
from bot.content.shapes import of_form, only_list, shaped
from bot.content.yaml_nodes import Mapping, Node

# From the lists of content (amounts, facts, glossary, synonyms, notice) to values.

UNITS = ("euro", "procent", "uur", "maanden", "jaar", "weken", "aantal")

_VALUE_FORM = {
    "waarde": FieldRule(fields.number, "14.71", required=True),
    "geldig_vanaf": FieldRule(fields.day),
    "geldig_tot": FieldRule(fields.day),
    "bron": FieldRule(text_fields.source_of_amount),
    "opmerking": FieldRule(fields.text),
}


@of_form(_VALUE_FORM)
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
    "id": FieldRule(text_fields.identifier, "minimumloon-uur", required=True),
    "wat": FieldRule(fields.text, "Minimumloon per uur", required=True),
    "eenheid": FieldRule(fields.one_of(UNITS), "euro", required=True),
    "waarden": FieldRule(fields.listed(_value)),
    "bron_gelezen_op": FieldRule(fields.day),
    **_VALUE_FORM,
    "waarde": FieldRule(fields.number),
}


@of_form(_AMOUNT_FORM)
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
    "id": FieldRule(text_fields.identifier, "adres", required=True),
    "waarde": FieldRule(text_fields.shown(figures=True, slots=False), "Dorpsstraat 1 in Voorbeeldstad", required=True),
    "bron": FieldRule(text_fields.source, "https://…", required=True),
    "geldig_tot": FieldRule(fields.day),
}


@of_form(_FACT_FORM)
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
    "woord": FieldRule(fields.text, "WW", required=True),
    "ook": FieldRule(fields.texts),
    "uitleg": FieldRule(text_fields.shown(200), "…", required=True),
    "hoort_bij": FieldRule(fields.text),
}


@of_form(_WORD_FORM)
def _word(sheet: Sheet, node: Node) -> Word | None:
    filled = fill(sheet, node, _WORD_FORM, "een woord")
    if not filled.get("woord", ""):
        return None
    return Word(filled.get("woord", ""), filled.get("ook", ()), filled.get("uitleg", ""), filled.get("hoort_bij", ""), filled.where())


_SYNONYM_FORM = {
    "betekenis": FieldRule(fields.text, "werkgever", required=True),
    "woorden": FieldRule(fields.texts, "[baas]", required=True),
}


@of_form(_SYNONYM_FORM)
def _synonym(sheet: Sheet, node: Node) -> Synonym | None:
    filled = fill(sheet, node, _SYNONYM_FORM, "een synoniem")
    if not filled.get("betekenis", ""):
        return None
    return Synonym(filled.get("betekenis", ""), filled.get("woorden", ()), filled.where())


_NOTICE_FORM = {
    "tekst": FieldRule(text_fields.shown(300, slots=False), "Vandaag zijn wij dicht.", required=True),
    "van": FieldRule(fields.day),
    "tot": FieldRule(fields.day),
    "onderwerpen": FieldRule(fields.texts),
    "dicht": FieldRule(fields.yes_or_no),
}


@shaped(only_list("bedragen", _amount))
def read_amounts(sheet: Sheet, root: Mapping) -> tuple[Amount, ...]:
    """The amounts of `bedragen*.yaml`."""
    return fields.only_list(sheet, root, "bedragen", _amount)


@shaped(only_list("feiten", _fact))
def read_facts(sheet: Sheet, root: Mapping) -> tuple[Fact, ...]:
    """The facts of `feiten.yaml`."""
    return fields.only_list(sheet, root, "feiten", _fact)


@shaped(only_list("woorden", _word))
def read_words(sheet: Sheet, root: Mapping) -> tuple[Word, ...]:
    """The glossary of `woordenlijst.yaml`."""
    return fields.only_list(sheet, root, "woorden", _word)


@shaped(only_list("synoniemen", _synonym))
def read_synonyms(sheet: Sheet, root: Mapping) -> tuple[Synonym, ...]:
    """The synonyms of `synoniemen.yaml`."""
    return fields.only_list(sheet, root, "synoniemen", _synonym)


@of_form(_NOTICE_FORM)
def read_notice(sheet: Sheet, root: Mapping) -> Notice | None:
    """The message of the day of `mededeling.yaml`; a file with only comments is no message."""
    filled = fill(sheet, root, _NOTICE_FORM, "de mededeling")
    words = filled.get("tekst", "")
    begin, end = filled.get("van", None), filled.get("tot", None)
    if begin and end and end < begin:
        sheet.wrong(filled.lines["tot"], problems.ends_before_it_begins(str(begin), str(end)))
    if words and "tot" not in filled.lines:
        sheet.wrong(filled.line, problems.notice_without_end(), warning=True)
    closes = filled.get("dicht", False)
    if words and closes and not (begin and end):
        sheet.wrong(filled.lines["dicht"], problems.closing_notice_without_days())
    return Notice(words, begin, end, filled.get("onderwerpen", ()), closes, filled.where()) if words else None


# From `evenementen.yaml` to events.

_EVENT_FORM = {
    "id": FieldRule(text_fields.identifier, "open-dag", required=True),
    "naam": FieldRule(text_fields.shown(60), "Open dag", required=True),
    "van": FieldRule(fields.day),
    "tot": FieldRule(fields.day),
    "welkom": FieldRule(text_fields.shown(400), "Welkom op de open dag.", required=True),
    "diensten": FieldRule(fields.texts),
    "bevestigd": FieldRule(fields.yes_or_no),
}


@of_form(_EVENT_FORM)
def _occasion(sheet: Sheet, node: Node) -> Occasion | None:
    filled = fill(sheet, node, _EVENT_FORM, "een evenement")
    name = filled.get("id", "")
    begin, end = filled.get("van", None), filled.get("tot", None)
    if begin and end and end < begin:
        sheet.wrong(filled.lines["tot"], problems.ends_before_it_begins(str(begin), str(end)))
    if not (name and filled.get("naam", "") and filled.get("welkom", "")):
        return None
    return Occasion(
        id=name,
        name=filled.get("naam", ""),
        welcome=filled.get("welkom", ""),
        services=filled.get("diensten", ()),
        begins=begin,
        ends=end or begin,
        confirmed=filled.get("bevestigd", False),
        lines=filled.where(),
    )


@shaped(only_list("evenementen", _occasion))
def read_occasions(sheet: Sheet, root: Mapping) -> tuple[Occasion, ...]:
    """The events of `evenementen.yaml`; an id stands in it once."""
    found = fields.only_list(sheet, root, "evenementen", _occasion)
    seen: dict[str, Occasion] = {}
    for one in found:
        if seen.setdefault(one.id, one) is not one:
            sheet.wrong(one.lines.start, problems.double_id(one.id, sheet.place(seen[one.id].lines.start)))
    return found


# From `bevestigen.yaml` to what only the centre can tell.

_OWNER_FORM = {
    "vraag": FieldRule(text_fields.shown(200), "Is er een lift?", required=True),
    "antwoorden": FieldRule(fields.texts, "[toegankelijkheid]", required=True),
}


@of_form(_OWNER_FORM)
def _owner_question(sheet: Sheet, node: Node) -> OwnerQuestion | None:
    filled = fill(sheet, node, _OWNER_FORM, "een vraag aan het Werkcentrum")
    question, parts = filled.get("vraag", ""), filled.get("antwoorden", ())
    return OwnerQuestion(question, parts, filled.where()) if question and parts else None


@shaped(only_list("bevestigen", _owner_question))
def read_owner_questions(sheet: Sheet, root: Mapping) -> tuple[OwnerQuestion, ...]:
    """The questions of `bevestigen.yaml`."""
    return fields.only_list(sheet, root, "bevestigen", _owner_question)


# From `talen.yaml` to languages.


FOREIGN_MOMENTS = ("vandaag", "morgen", "ochtend", "middag", "niet")
"""What a value for an open question may say in another language, beside its weekdays; with a word that refuses nothing is read."""
_LANGUAGE_FORM = {
    "code": FieldRule(fields.text, "ar", required=True),
    "bericht": FieldRule(fields.text, "…"),
    "dagen": FieldRule(fields.texts),
    "knop_bellen": FieldRule(fields.text, "…", required=True),
    "knop_komen": FieldRule(fields.text, "…", required=True),
    "kaart": FieldRule(fields.text, "…", required=True),
    "woorden": FieldRule(fields.texts),
    "antwoorden": FieldRule(fields.listed(lambda sheet, node: _language_reply(sheet, node))),
    "graag_gedaan": FieldRule(fields.text, "You are welcome."),
    "alleen_nederlands": FieldRule(fields.text, "I can only answer in Dutch. Short words are fine."),
    "nagekeken": FieldRule(fields.yes_or_no),
    **{name: FieldRule(fields.texts) for name in FOREIGN_MOMENTS},
}
LANGUAGE_SUBJECTS = ("plek", "open", "kosten", "afspraak", "bellen", "meenemen", "bedankt")
"""What a second message in another language may ask for."""


def _language_reply(sheet: Sheet, node: Node) -> LanguageReply:
    form = {
        "over": FieldRule(fields.one_of(LANGUAGE_SUBJECTS), LANGUAGE_SUBJECTS[0]),
        "woorden": FieldRule(fields.texts, "[thanks]", required=True),
        "antwoord": FieldRule(fields.text, "…", required=True),
    }
    filled = fill(sheet, node, form, "een antwoord")
    return LanguageReply(filled.get("antwoord", ""), filled.get("woorden", ()), filled.get("over", ""))


@of_form(_LANGUAGE_FORM)
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
        filled.get("dagen", ()),
        bool(filled.get("nagekeken", False)) and bool(filled.get("bericht", "")),
        filled.get("antwoorden", ()),
        filled.get("graag_gedaan", ""),
        filled.get("alleen_nederlands", ""),
        {name: filled.get(name, ()) for name in FOREIGN_MOMENTS if filled.get(name, ())},
    )


@shaped(only_list("talen", _language))
def read_languages(sheet: Sheet, root: Mapping) -> tuple[Language, ...]:
    """The languages of `talen.yaml`."""
    return fill(sheet, root, {"talen": FieldRule(fields.listed(_language), "…", required=True)}, "dit bestand").get("talen", ())


# From `werkgevers.yaml` to what an employer can choose from.

_NAMED = {
    "id": FieldRule(text_fields.identifier, "zorg", required=True),
    "knop": FieldRule(text_fields.shown(MAX_LABEL), "Zorg", required=True),
}
_WISH_FORM = _NAMED | {
    "dienst": FieldRule(fields.text, "gesprek-met-werkgevers", required=True),
    "onderwerpen": FieldRule(fields.texts),
}
_BRANCH_FORM = _NAMED | {"woorden": FieldRule(fields.texts)}
_HOURS_FORM = _NAMED | {"tot": FieldRule(fields.number)}


def _named(filled: Filled) -> bool:
    """Whether it has an id and a label that can be used."""
    return bool(filled.get("id", "") and filled.get("knop", ""))


@of_form(_WISH_FORM)
def _wish(sheet: Sheet, node: Node) -> Wish | None:
    filled = fill(sheet, node, _WISH_FORM, "een vraag van werkgevers")
    if not _named(filled):
        return None
    return Wish(filled.get("id", ""), filled.get("knop", ""), filled.get("dienst", ""), filled.get("onderwerpen", ()), filled.where())


@of_form(_BRANCH_FORM)
def _branch(sheet: Sheet, node: Node) -> Branch | None:
    filled = fill(sheet, node, _BRANCH_FORM, "een branche")
    if not _named(filled):
        return None
    return Branch(filled.get("id", ""), filled.get("knop", ""), filled.get("woorden", ()), filled.where())


@of_form(_HOURS_FORM)
def _hours(sheet: Sheet, node: Node) -> WeekHours | None:
    filled = fill(sheet, node, _HOURS_FORM, "een aantal uren")
    if not _named(filled):
        return None
    return WeekHours(filled.get("id", ""), filled.get("knop", ""), filled.get("tot", None), filled.where())


_EMPLOYER_FORM = {
    "zoekt": FieldRule(fields.listed(_wish), "…", required=True),
    "branches": FieldRule(fields.listed(_branch), "…", required=True),
    "uren": FieldRule(fields.listed(_hours), "…", required=True),
}


@of_form(_EMPLOYER_FORM)
def read_employers(sheet: Sheet, root: Mapping) -> Employers:
    """The choices of `werkgevers.yaml`; an id stands in a list once."""
    filled = fill(sheet, root, _EMPLOYER_FORM, "dit bestand")
    found = Employers(filled.get("zoekt", ()), filled.get("branches", ()), filled.get("uren", ()))
    for listed in (found.wishes, found.branches, found.hours):
        _check_once(sheet, listed)
    return found


def _check_once(sheet: Sheet, listed: Iterable[Wish | Branch | WeekHours]) -> None:
    seen: dict[str, Wish | Branch | WeekHours] = {}
    for one in listed:
        if seen.setdefault(one.id, one) is not one:
            sheet.wrong(one.lines.start, problems.double_id(one.id, sheet.place(seen[one.id].lines.start)))


# From `gevoelig.yaml` to word lists: what makes a sentence sensitive, and what is an insult.

_SUBJECT_FORM = {
    "onderwerp": FieldRule(fields.text, "gezondheid", required=True),
    "woorden": FieldRule(fields.texts, "[ziek, depress*]", required=True),
}


@of_form(_SUBJECT_FORM)
def _subject(sheet: Sheet, node: Node) -> tuple[str, ...] | None:
    return tuple(fill(sheet, node, _SUBJECT_FORM, "een gevoelig onderwerp").get("woorden", ())) or None


_SENSITIVE_FORM = {
    "gevoelig": FieldRule(fields.listed(_subject), "…", required=True),
    "scheldwoorden": FieldRule(fields.texts),
}


@of_form(_SENSITIVE_FORM)
def read_word_lists(sheet: Sheet, root: Mapping) -> WordLists:
    """The word lists of `gevoelig.yaml`."""
    filled = fill(sheet, root, _SENSITIVE_FORM, "dit bestand")
    sensitive: tuple[tuple[str, ...], ...] = filled.get("gevoelig", ())
    return WordLists(tuple(word for words in sensitive for word in words), filled.get("scheldwoorden", ()))
