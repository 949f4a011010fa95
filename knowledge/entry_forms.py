"""From `vragen/*.yaml` to entries: which fields there are, their defaults, and the rules for each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge import problems, sheets
from knowledge.entries import Audience, Entry, Risk, Step, StepKind
from knowledge.reading import Mapping, Node, Sequence
from knowledge.sheets import FieldRule, Filled, Sheet, fill

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_ID, MAX_QUESTION, MAX_LABEL, MAX_ANSWER_WORDS, MAX_SHORT_WORDS = 40, 80, 28, 60, 25
LEAST_EXAMPLES = 5
REVIEW_DAYS = {Risk.LOW: 180, Risk.MONEY: 90, Risk.LAW: 90, Risk.CARE: 90}  # product.md section 5: money and law within 3 months

AUDIENCES = tuple(Audience)
RISKS = tuple(Risk)
STEP_KINDS = tuple(kind for kind in StepKind if kind is not StepKind.NONE)

_DEFAULTS: dict[str, FieldRule] = {
    "eigenaar": FieldRule(sheets.text),
    "doelgroep": FieldRule(sheets.one_of(AUDIENCES)),
    "risico": FieldRule(sheets.one_of(RISKS)),
    "beoordeel_binnen": FieldRule(sheets.whole),
    "gecontroleerd_op": FieldRule(sheets.day),
    "bron_gelezen_op": FieldRule(sheets.day),
    "gevoelig": FieldRule(sheets.yes_or_no),
}

STEP_FORM = {
    "soort": FieldRule(sheets.one_of(STEP_KINDS), "inloop", required=True),
    "knop": FieldRule(sheets.text),
    "tekst": FieldRule(sheets.text),
    "dienst": FieldRule(sheets.text),
    "naar": FieldRule(sheets.text),
    "adres": FieldRule(sheets.text),
}


def _step(sheet: Sheet, node: Node) -> Step | None:
    filled = fill(sheet, node, STEP_FORM, "een vervolgstap")
    kind = filled.get("soort", "")
    if not kind:
        return None
    label = filled.get("knop", "")
    if len(label) > MAX_LABEL:
        sheet.wrong(filled.lines["knop"], problems.too_long("knop", len(label), MAX_LABEL, "tekens"))
    for needed in {
        "afspraak": ("dienst",),
        "doorverwijzing": ("naar", "knop", "tekst"),
        "aanmelding": ("knop", "tekst"),
        "zelf": ("knop", "tekst"),
    }.get(kind, ()):
        if needed not in filled.lines:
            sheet.wrong(filled.line, problems.missing_field(needed, f"de vervolgstap '{kind}'", "…"))
    return Step(StepKind(kind), label, filled.get("tekst", ""), filled.get("dienst", ""), filled.get("naar", ""), filled.get("adres", ""))


ENTRY_FORM: dict[str, FieldRule] = {
    "id": FieldRule(sheets.text, "openingstijden-zaterdag", required=True),
    "vraag": FieldRule(sheets.text, "Wanneer is het Werkcentrum open?", required=True),
    "knop": FieldRule(sheets.text),
    "anders_gezegd": FieldRule(sheets.texts, "…", required=True),
    "niet_bedoeld": FieldRule(sheets.texts),
    "testvragen": FieldRule(sheets.texts),
    "antwoord": FieldRule(sheets.text, "|", required=True),
    "kort": FieldRule(sheets.text),
    "vervolgstappen": FieldRule(sheets.listed(_step)),
    "verwant": FieldRule(sheets.texts),
    "bron": FieldRule(sheets.texts, "https://…", required=True),
    "geldig_vanaf": FieldRule(sheets.day),
    "geldig_tot": FieldRule(sheets.day),
    "hoort_bij": FieldRule(sheets.text),
    **_DEFAULTS,
}

FILE_FORM: dict[str, FieldRule] = {"onderwerp": FieldRule(sheets.text, "Werk zoeken", required=True), **_DEFAULTS}


@dataclass(frozen=True)
class Placed:
    """An entry with the lines its fields stand on, for the checks that need more than one entry."""

    entry: Entry
    lines: dict[str, int] = field(default_factory=dict)


def read_entries(sheet: Sheet, root: Mapping) -> list[Placed]:
    """The entries of one file; everything but vraag, antwoord, bron, examples and a step has a default."""
    questions: Node | None = None
    rest = []
    for item in root:
        if item.key.value == "vragen" and questions is None:
            questions = item.value
        else:
            rest.append(item)
    defaults = fill(sheet, Mapping(tuple(rest), root.line), FILE_FORM, "dit bestand")
    if not isinstance(questions, Sequence):
        sheet.wrong(questions.line if questions else root.line, problems.not_a_list("vragen"))
        return []
    placed = (_entry(sheet, node, defaults) for node in questions.items)
    return [one for one in placed if one]


def _entry(sheet: Sheet, node: Node, defaults: Filled) -> Placed | None:
    named = _name(node)
    filled = fill(sheet, node, ENTRY_FORM, f"de vraag '{named}'" if named else "deze vraag")
    entry_id = filled.get("id", "")
    if not entry_id:
        return None
    _check_texts(sheet, filled, named)

    def value(name: str, default: Any) -> Any:
        return filled.get(name, defaults.get(name, default))

    risk = Risk(value("risico", Risk.LOW))
    answer = filled.get("antwoord", "")
    entry = Entry(
        id=entry_id,
        question=filled.get("vraag", ""),
        answer=answer,
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
        subject=defaults.get("onderwerp", ""),
        owner=value("eigenaar", ""),
        review_within=value("beoordeel_binnen", REVIEW_DAYS[risk]),
        valid_from=filled.get("geldig_vanaf", None),
        valid_until=filled.get("geldig_tot", None),
        checked_on=value("gecontroleerd_op", None),
        source_read_on=value("bron_gelezen_op", None),
        sensitive=value("gevoelig", False),
        belongs_to=filled.get("hoort_bij", ""),
        place=sheet.place(filled.lines.get("id", filled.line)),
    )
    return Placed(_with_defaults(entry), dict(filled.lines))


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
        return next((item.value.value for item in node if item.key.value == "id" and hasattr(item.value, "value")), "")
    return ""


def _check_texts(sheet: Sheet, filled: Filled, named: str) -> None:
    """The rules for one entry by itself: id, lengths, counts, dates in order, a next step."""
    entry_id = filled.get("id", "")
    if len(entry_id) > MAX_ID or not ID.fullmatch(entry_id):
        sheet.wrong(filled.lines["id"], problems.bad_id(entry_id))
    for name, limit in (("vraag", MAX_QUESTION), ("knop", MAX_LABEL)):
        value = filled.get(name, "")
        if len(value) > limit:
            sheet.wrong(filled.lines[name], problems.too_long(name, len(value), limit, "tekens"))
    for name, limit in (("antwoord", MAX_ANSWER_WORDS), ("kort", MAX_SHORT_WORDS)):
        words = len(str(filled.get(name, "")).split())
        if words > limit:
            sheet.wrong(filled.lines[name], problems.too_long(name, words, limit, "woorden"))
    examples = filled.get("anders_gezegd", None)
    if examples is not None and len(examples) < LEAST_EXAMPLES:
        sheet.wrong(filled.lines["anders_gezegd"], problems.too_few("anders_gezegd", f"'{named}'", len(examples), LEAST_EXAMPLES))
    if not filled.get("vervolgstappen", ()):
        sheet.wrong(filled.lines.get("vervolgstappen", filled.line), problems.no_step(f"'{named}'"))
    begin, end = filled.get("geldig_vanaf", None), filled.get("geldig_tot", None)
    if begin and end and end < begin:
        sheet.wrong(filled.lines["geldig_tot"], problems.ends_before_it_begins(str(begin), str(end)))
