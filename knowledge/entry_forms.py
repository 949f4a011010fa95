"""From `vragen/*.yaml` to entries: which fields there are and their defaults per file, risk class or question."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from knowledge import problems, sheets, texts, values
from knowledge.entries import Audience, Entry, Risk, Step, StepKind
from knowledge.entry_rules import MAX_LABEL, MAX_QUESTION, MAX_SHORT_WORDS, check_entry, check_step
from knowledge.ids import id_of
from knowledge.lines import Lines
from knowledge.reading import Mapping, Node, Sequence, Text
from knowledge.sheets import FieldRule, Filled, Sheet, fill

REVIEW_DAYS = {Risk.LOW: 180, Risk.MONEY: 90, Risk.LAW: 90, Risk.CARE: 90}  # product.md section 5: money and law within 3 months
QUESTIONS = "vragen"
OWNER = "redactie"  # of an entry in a file that names no owner

AUDIENCES = tuple(Audience)
RISKS = tuple(Risk)
STEP_KINDS = tuple(kind for kind in StepKind if kind is not StepKind.NONE)

_DEFAULTS: dict[str, FieldRule] = {
    "eigenaar": FieldRule(sheets.text),
    "doelgroep": FieldRule(sheets.one_of(AUDIENCES)),
    "risico": FieldRule(sheets.one_of(RISKS)),
    "beoordeel_binnen": FieldRule(values.whole(1, 730)),
    "geldig_vanaf": FieldRule(values.day),
    "geldig_tot": FieldRule(values.day),
    "gecontroleerd_op": FieldRule(values.day),
    "bron_gelezen_op": FieldRule(values.day),
    "gevoelig": FieldRule(values.yes_or_no),
}

STEP_FORM = {
    "soort": FieldRule(sheets.one_of(STEP_KINDS), "inloop", required=True),
    "knop": FieldRule(texts.shown(MAX_LABEL, slots=False)),
    "tekst": FieldRule(texts.shown()),
    "dienst": FieldRule(sheets.text),
    "naar": FieldRule(texts.shown(80)),
    "adres": FieldRule(texts.address),
}


def _step(sheet: Sheet, node: Node) -> Step | None:
    filled = fill(sheet, node, STEP_FORM, "een vervolgstap")
    kind = filled.get("soort", "")
    if not kind:
        return None
    check_step(sheet, filled, kind)
    return Step(
        StepKind(kind),
        filled.get("knop", ""),
        filled.get("tekst", ""),
        filled.get("dienst", ""),
        filled.get("naar", ""),
        filled.get("adres", ""),
        filled.where(),
    )


ENTRY_FORM: dict[str, FieldRule] = {
    "id": FieldRule(texts.identifier),
    "vraag": FieldRule(texts.shown(MAX_QUESTION, slots=False), "Wanneer is het Werkcentrum open?", required=True),
    "knop": FieldRule(texts.shown(MAX_LABEL, slots=False)),
    "anders_gezegd": FieldRule(texts.said, "en daaronder vijf zinnen, elk met een streepje ervoor", required=True),
    "niet_bedoeld": FieldRule(texts.said),
    "testvragen": FieldRule(texts.said),
    "antwoord": FieldRule(texts.shown(), "| en daaronder het antwoord", required=True),
    "kort": FieldRule(texts.shown()),
    "vervolgstappen": FieldRule(sheets.listed(_step)),
    "verwant": FieldRule(sheets.texts),
    "bron": FieldRule(texts.sources, "https://…", required=True),
    "hoort_bij": FieldRule(sheets.text),
    "uitzondering_taal": FieldRule(texts.shown()),
    **_DEFAULTS,
}

FILE_FORM: dict[str, FieldRule] = {"onderwerp": FieldRule(sheets.text), **_DEFAULTS}


def read_entries(sheet: Sheet, root: Mapping) -> list[Entry]:
    """The entries of one file; everything but vraag, antwoord, bron, examples and a step has a default."""
    name = _name_of_list(root)
    questions: Node | None = None
    rest = []
    for item in root:
        if item.key.value == name and questions is None:
            questions = item.value
            if name != QUESTIONS:
                sheet.wrong(item.key.line, problems.unknown_field(name, (QUESTIONS,)))
        else:
            rest.append(item)
    defaults = fill(sheet, Mapping(tuple(rest), root.line), FILE_FORM, "dit bestand")
    if not isinstance(questions, Sequence):
        words = problems.not_a_list(name) if questions else problems.missing_field(name, "dit bestand", "en daaronder de vragen")
        sheet.wrong(questions.line if questions else root.line, words)
        sheet.unreadable = True
        return []
    placed = (_entry(sheet, node, defaults) for node in questions.items)
    return [one for one in placed if one]


def _name_of_list(root: Mapping) -> str:
    """The field under which the questions stand, which may be misspelt: then what stands under it is read too."""
    names = [item.key.value for item in root if isinstance(item.value, Sequence) and item.key.value not in FILE_FORM]
    return QUESTIONS if QUESTIONS in (item.key.value for item in root) or len(names) != 1 else names[0]


def _entry(sheet: Sheet, node: Node, defaults: Filled) -> Entry | None:
    named = _name(node)
    filled = fill(sheet, node, ENTRY_FORM, f"de vraag '{named}'" if named else "deze vraag")
    entry_id = _id(sheet, filled)
    if not entry_id:
        return None
    check_entry(sheet, filled, named or entry_id)

    def value(name: str, default: Any) -> Any:
        return filled.get(name, defaults.get(name, default))

    risk = Risk(value("risico", Risk.LOW))
    entry = Entry(
        id=entry_id,
        question=filled.get("vraag", ""),
        answer=filled.get("antwoord", ""),
        sources=filled.get("bron", ()),
        steps=filled.get("vervolgstappen", ()),
        examples=filled.get("anders_gezegd", ()),
        short=filled.get("kort", ""),
        label=filled.get("knop", ""),
        test_questions=filled.get("testvragen", ()),
        not_meant=filled.get("niet_bedoeld", ()),
        related=filled.get("verwant", ()),
        audience=Audience(value("doelgroep", Audience.BOTH)),
        risk=risk,
        subject=defaults.get("onderwerp", sheet.file.rsplit("/", 1)[-1].removesuffix(".yaml")),
        owner=value("eigenaar", OWNER),
        review_within=value("beoordeel_binnen", REVIEW_DAYS[risk]),
        valid_from=value("geldig_vanaf", None),
        valid_until=value("geldig_tot", None),
        checked_on=value("gecontroleerd_op", None),
        source_read_on=value("bron_gelezen_op", None),
        sensitive=value("gevoelig", False),
        belongs_to=filled.get("hoort_bij", ""),
        language_exception=filled.get("uitzondering_taal", ""),
        place=sheet.place(filled.lines.get("id", filled.line)),
        lines=_lines(filled, defaults),
    )
    return _with_defaults(entry)


def _lines(filled: Filled, defaults: Filled) -> Lines:
    """Where the fields of an entry stand; those that the whole file has, stand at its top."""
    shared = {name: line for name, line in defaults.lines.items() if name in _DEFAULTS}
    return replace(filled.where(), fields={**shared, **filled.lines})


def _id(sheet: Sheet, filled: Filled) -> str:
    """The id that was given, else one made of the question: a new entry needs none, and is told to keep this one."""
    if "id" not in filled.lines:
        made = id_of(filled.get("vraag", ""))
        if made and not sheet.ids_lost:
            sheet.wrong(filled.lines["vraag"], problems.made_id(made), warning=True)
        return made
    return filled.get("id", "")


def _with_defaults(entry: Entry) -> Entry:
    """A button text and a short answer for an entry that has none: the question cut, the first sentences."""
    label = entry.label or (entry.question if len(entry.question) <= MAX_LABEL else entry.question[: MAX_LABEL - 1].rsplit(" ", 1)[0] + "…")
    short = entry.short or _first_words(entry.answer)
    return replace(entry, label=label, short=short)


def _first_words(answer: str) -> str:
    sentences = re.split(r"(?<=[.?!])\s+", answer.strip())
    chosen = sentences[:1]
    for sentence in sentences[1:]:
        if len(" ".join([*chosen, sentence]).split()) > MAX_SHORT_WORDS:
            break
        chosen.append(sentence)
    return " ".join(" ".join(chosen).split()[:MAX_SHORT_WORDS])


def _name(node: Node) -> str:
    if isinstance(node, Mapping):
        return next((item.value.value.strip()[:60] for item in node if item.key.value == "id" and isinstance(item.value, Text)), "")
    return ""
