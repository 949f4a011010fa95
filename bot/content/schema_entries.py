"""The form of an entry: its fields, its rules, and the files with examples."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.content import fields, file_problems, problems, schema_facets, text_fields, typing_problems
from bot.content.entries import Audience, Entry, Lines, Risk, Step, StepKind
from bot.content.fields import FieldRule, Filled, Sheet, fill
from bot.content.problems import Place, Problem
from bot.content.shapes import of_form, shaped
from bot.content.text_fields import check_sentence, id_of, same
from bot.content.yaml_nodes import Mapping, Node, Sequence, Text

# The rules for one question by itself: enough examples, a next step that can be taken, dates in order.

MAX_QUESTION, MAX_LABEL = 80, 28  # characters: a line on a phone, and a button of Telegram that is not cut
MAX_ANSWER_WORDS, MAX_SHORT_WORDS = 60, 25  # more is not read on a telephone; `plain_language` counts them
LEAST_EXAMPLES = 5
_NEEDED = {
    "afspraak": {"dienst": "gesprek-over-werk"},
    "doorverwijzing": {"naar": "UWV", "knop": "Naar UWV", "tekst": "Ga naar werk.nl en log in."},
    "aanmelding": {"knop": "Ik meld mij aan", "tekst": "Bel ons om u aan te melden."},
    "zelf": {"knop": "Ik doe dit zelf", "tekst": "Schrijf op wat u wilt vragen."},
}
"""What a kind of step cannot do without, with an example."""


def check_step(sheet: Sheet, filled: Filled, kind: str) -> None:
    """Note what a next step misses."""
    for name, example in _NEEDED.get(kind, {}).items():
        if name not in filled.lines:
            sheet.wrong(filled.line, problems.missing_field(name, f"de vervolgstap '{kind}'", example))


def check_entry(sheet: Sheet, filled: Filled, named: str) -> None:
    """Note what is wrong with an entry as a whole."""
    examples = filled.get("anders_gezegd", None)
    if examples is not None and len(examples) < LEAST_EXAMPLES and not _told(sheet, filled, "anders_gezegd"):
        sheet.wrong(filled.lines["anders_gezegd"], problems.too_few("anders_gezegd", f"'{named}'", len(examples), LEAST_EXAMPLES))
    steps: tuple[Step, ...] = filled.get("vervolgstappen", ())
    listed = filled.nodes.get("vervolgstappen")
    if listed is None or (isinstance(listed, Sequence) and not listed.items):
        sheet.wrong(filled.lines.get("vervolgstappen", filled.line), problems.no_step(f"'{named}'"))
    _check_labels(sheet, steps)
    begin, end = filled.get("geldig_vanaf", None), filled.get("geldig_tot", None)
    if begin and end and end < begin:
        sheet.wrong(filled.lines["geldig_tot"], problems.ends_before_it_begins(str(begin), str(end), ("geldig_vanaf", "geldig_tot")))


def _told(sheet: Sheet, filled: Filled, name: str) -> bool:
    """Whether something is wrong within a list already: then its length says nothing."""
    begin, lines = filled.lines[name], [number for other, number in filled.lines.items() if number > filled.lines[name]]
    end = min(lines, default=begin + 1000)
    return any(begin <= problem.place.line < end and not problem.warning for problem in sheet.problems)


def _check_labels(sheet: Sheet, steps: tuple[Step, ...]) -> None:
    """Two buttons of one answer never read the same."""
    seen: dict[str, int] = {}
    for step in steps:
        line = step.lines.of("knop").line
        if step.label and seen.setdefault(step.label.casefold(), line) != line:
            sheet.wrong(line, problems.double_step(step.label, seen[step.label.casefold()]))


# From `vragen/*.yaml` to entries: which fields there are and their defaults per file, risk class or question.

REVIEW_DAYS = {Risk.LOW: 180, Risk.MONEY: 90, Risk.LAW: 90, Risk.CARE: 90}  # amounts and laws change every quarter or half year
QUESTIONS = "vragen"
OWNER = "redactie"  # of an entry in a file that names no owner

AUDIENCES = tuple(Audience)
RISKS = tuple(Risk)
STEP_KINDS = tuple(kind for kind in StepKind if kind is not StepKind.NONE)

_DEFAULTS: dict[str, FieldRule] = {
    "eigenaar": FieldRule(fields.text),
    "doelgroep": FieldRule(fields.one_of(AUDIENCES)),
    "risico": FieldRule(fields.one_of(RISKS)),
    "beoordeel_binnen": FieldRule(fields.whole(1, 730)),
    "geldig_vanaf": FieldRule(fields.day),
    "geldig_tot": FieldRule(fields.day),
    "gecontroleerd_op": FieldRule(fields.day),
    "bron_gelezen_op": FieldRule(fields.day),
    "gevoelig": FieldRule(fields.yes_or_no),
}

STEP_FORM = {
    "soort": FieldRule(fields.one_of(STEP_KINDS), "inloop", required=True),
    "knop": FieldRule(text_fields.shown(MAX_LABEL, slots=False)),
    "tekst": FieldRule(text_fields.shown()),
    "dienst": FieldRule(fields.text),
    "naar": FieldRule(text_fields.shown(80)),
    "adres": FieldRule(text_fields.address),
}


@of_form(STEP_FORM)
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
    "id": FieldRule(text_fields.identifier),
    "vraag": FieldRule(text_fields.shown(MAX_QUESTION, slots=False), "Wanneer is het Werkcentrum open?", required=True),
    "knop": FieldRule(text_fields.shown(MAX_LABEL, slots=False)),
    "anders_gezegd": FieldRule(text_fields.said, "en daaronder vijf zinnen, elk met een streepje ervoor", required=True),
    "niet_bedoeld": FieldRule(text_fields.said),
    "testvragen": FieldRule(text_fields.said),
    "antwoord": FieldRule(text_fields.shown(), "| en daaronder het antwoord", required=True),
    "kort": FieldRule(text_fields.shown()),
    "vervolgstappen": FieldRule(fields.listed(_step)),
    "verwant": FieldRule(fields.texts),
    "bron": FieldRule(text_fields.sources, "https://…", required=True),
    "hoort_bij": FieldRule(fields.text),
    "uitzondering_taal": FieldRule(text_fields.shown()),
    "noemen": FieldRule(schema_facets.called),
    "facetten": FieldRule(schema_facets.facets(_step)),
    "anders": FieldRule(schema_facets.variants),
    **_DEFAULTS,
}

FILE_FORM: dict[str, FieldRule] = {"onderwerp": FieldRule(fields.text), **_DEFAULTS}


@shaped({"form": FILE_FORM, "besides": {QUESTIONS: {"type": "array", "items": {"form": ENTRY_FORM}}}})
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


@of_form(ENTRY_FORM)
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
        called=filled.get("noemen", ""),
        facets=filled.get("facetten", {}),
        variants=filled.get("anders", ()),
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


# The further example sentences of `intents/voorbeelden/<id>.txt`: one on a line, `#` begins a line that does not count.

_BULLET = re.compile(r"[-•·●▪*–—\uf000-\uf0ff]\s+(?=\w)")
_FIELD = "voorbeelden"


@dataclass(frozen=True)
class Example:
    """A sentence with its place."""

    text: str
    place: Place


def read_examples(sheet: Sheet, path: Path) -> tuple[Example, ...]:
    """The sentences of one file; what is wrong with them is noted."""
    source = sheet.text_of(path)
    if source is None:
        return ()
    examples, found = _examples_of(sheet.file, source)
    sheet.problems += found
    return examples


@lru_cache(maxsize=512)  # a change touches one file of some hundred and sixty, and the rest need not be read again
def _examples_of(file: str, source: str) -> tuple[tuple[Example, ...], tuple[Problem, ...]]:
    """The sentences in the text of a file, and what is wrong with them."""
    sheet = Sheet(file)
    examples = []
    seen: dict[str, int] = {}
    for number, line in enumerate(source.split("\n"), 1):
        sentence = line.strip()
        if not sentence or sentence.startswith("#"):
            continue
        _check(sheet, number, line, sentence)
        first = seen.setdefault(same(sentence), number)
        if first != number:
            sheet.wrong(number, problems.repeated_sentence(sentence, sheet.place(first)), warning=True)
        examples.append(Example(sentence, sheet.place(number)))
    if not examples:
        sheet.wrong(1, file_problems.empty_file(), warning=True)
    return tuple(examples), tuple(sheet.problems)


def _check(sheet: Sheet, number: int, line: str, sentence: str) -> None:
    if "\t" in line.strip(" "):
        sheet.wrong(number, typing_problems.tab_inside())
    if _BULLET.match(sentence):
        sheet.wrong(number, typing_problems.dash_in_example())
    check_sentence(sheet, _FIELD, sentence, number, may_be_signs=True)
