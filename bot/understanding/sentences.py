"""From `intents/zinnen.yaml` to what people can do here and the words that always work; the only module that knows its Dutch field names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content import fields, problems
from bot.content.entries import Act, Audience
from bot.content.fields import FieldRule, Sheet, fill
from bot.content.folder import SHIPPED_INTENTS, intents_of
from bot.content.problems import KnowledgeInvalid, Problem
from bot.content.shapes import of_form
from bot.content.yaml_nodes import Mapping as Fields
from bot.content.yaml_nodes import Node

OWN_FILE = SHIPPED_INTENTS / "zinnen.yaml"
ACTS, FORMER_ACTS = "taken", "handelingen"
"""The list of what one can do, and how it was called before."""

ACT_IDS = (
    "medewerker-spreken",
    "groet",
    "bedankt",
    "afscheid",
    "afspraak-maken",
    "afspraak-verzetten",
    "afspraak-afzeggen",
    "afspraak-bekijken",
)
"""The acts for which the dialogue has a conversation; a file must hold them all."""

COMMAND_IDS = (
    "stop",
    "terug",
    "medewerker",
    "menu",
    "snap-niet",
    "ja",
    "nee",
    "mijn-stap",
    "mijn-gegevens",
    "vergeet-dat",
    "nog-een-keer",
    "verwijder",
    "liever-bellen",
    "te-ver-weg",
    "niet-bellen",
    "verder",
    "laat-staan",
    "iets-anders",
    "opnieuw",
)
"""The commands the dialogue knows in every state."""

_ACT_FORM = {
    "id": FieldRule(fields.text, "afspraak-maken", required=True),
    "uitleg": FieldRule(fields.text, "Een afspraak plannen.", required=True),
    "knop": FieldRule(fields.text, "Een afspraak maken", required=True),
    "zinnen": FieldRule(fields.texts, "…", required=True),
    "testvragen": FieldRule(fields.texts),
    "hoort_bij": FieldRule(fields.text),
    "doelgroep": FieldRule(fields.one_of(tuple(Audience))),
}


_COMMAND_FORM = {command: FieldRule(fields.texts, "…", required=True) for command in COMMAND_IDS}


@dataclass(frozen=True)
class Sentences:
    """The acts by id, per command the phrases by which it is given, and words for troubles that someone may say not to have."""

    acts: Mapping[str, Act]
    commands: Mapping[str, tuple[str, ...]]
    troubles: tuple[str, ...] = ()


def read_sentences(folder: Path | None = None) -> Sentences:
    """The sentences beside a knowledge folder when they are there, else our own. Raises KnowledgeInvalid with all errors."""
    sentences, found = examine_sentences(sentences_file(folder) if folder else OWN_FILE)
    if sentences is None:
        raise KnowledgeInvalid(problem for problem in found if not problem.warning)
    return sentences


def sentences_file(folder: Path) -> Path:
    """Where the sentences for a knowledge folder stand."""
    path = intents_of(folder) / OWN_FILE.name
    return path if path.exists() else OWN_FILE


def _acts_field(sheet: Sheet, root: Fields) -> str:
    """The name under which this file has the acts; the former one is read too, and told."""
    lines = {item.key.value: item.key.line for item in root}
    if ACTS in lines or FORMER_ACTS not in lines:
        return ACTS
    sheet.wrong(lines[FORMER_ACTS], problems.former_name(FORMER_ACTS, ACTS), warning=True)
    return FORMER_ACTS


@of_form(_ACT_FORM)
def _act(sheet: Sheet, node: Node) -> Act | None:
    filled = fill(sheet, node, _ACT_FORM, "een taak")
    if not filled.get("id", ""):
        return None
    return Act(
        id=filled.get("id", ""),
        explanation=filled.get("uitleg", ""),
        examples=filled.get("zinnen", ()),
        test_questions=filled.get("testvragen", ()),
        label=filled.get("knop", ""),
        belongs_to=filled.get("hoort_bij", ""),
        audience=Audience(filled.get("doelgroep", Audience.BOTH)),
        place=sheet.place(filled.lines["id"]),
    )


@of_form(_COMMAND_FORM)
def _commands(sheet: Sheet, name: str, node: Node) -> dict[str, tuple[str, ...]]:
    if not isinstance(node, Fields):
        sheet.wrong(node.line, problems.not_a_mapping(name))
        return {}
    filled = fill(sheet, node, _COMMAND_FORM, f"'{name}'")
    return {command: filled.get(command, ()) for command in COMMAND_IDS}


_BESIDES = {"opdrachten": FieldRule(_commands, "…", required=True), "niet-zo": FieldRule(fields.texts)}
_FORM = {ACTS: FieldRule(fields.listed(_act), "…", required=True), **_BESIDES}


@of_form(_FORM)
def examine_sentences(path: Path) -> tuple[Sentences | None, tuple[Problem, ...]]:
    """The sentences of a file (None when it has errors) and every problem in it."""
    sheet = Sheet(f"{path.parent.name}/{path.name}")
    root = sheet.root(path)
    if root is None:
        return None, tuple(sheet.problems)
    acts_field = _acts_field(sheet, root)
    filled = fill(sheet, root, {acts_field: _FORM[ACTS], **_BESIDES}, "dit bestand")
    acts: tuple[Act, ...] = filled.get(acts_field, ())
    commands: dict[str, tuple[str, ...]] = filled.get("opdrachten", {})
    _check_acts(sheet, acts)
    _check_commands(sheet, commands, filled.lines.get("opdrachten", root.line))
    found = tuple(sorted(sheet.problems))
    if any(not problem.warning for problem in found):
        return None, found
    return Sentences({act.id: act for act in acts}, commands, filled.get("niet-zo", ())), found


def _check_acts(sheet: Sheet, acts: tuple[Act, ...]) -> None:
    known: dict[str, Act] = {}
    said: dict[str, Act] = {}
    for act in acts:
        if act.id in known:
            sheet.wrong(act.place.line, problems.double_id(act.id, known[act.id].place))
        known[act.id] = act
        for sentence in act.examples:
            other = said.setdefault(sentence.casefold(), act)
            if other is not act:
                sheet.wrong(act.place.line, problems.double_sentence(sentence, other.id, other.place))
    for missing in [act_id for act_id in ACT_IDS if act_id not in known]:
        sheet.wrong(1, problems.unknown_id(missing, "de taak", known))


def _check_commands(sheet: Sheet, commands: Mapping[str, tuple[str, ...]], line: int) -> None:
    said: dict[str, str] = {}
    for command, phrases in commands.items():
        for phrase in phrases:
            other = said.setdefault(phrase.casefold(), command)
            if other != command:
                sheet.wrong(line, problems.double_sentence(phrase, other, sheet.place(line)))
