"""From `kenmerken.yaml` to what people tell of themselves, in their words; the only module that knows its Dutch field names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from bot.content import fields, problems, shapes, text_fields
from bot.content.entries import UNPLACED, Lines
from bot.content.fields import FieldRule, Sheet, fill, only_list
from bot.content.folder import SHIPPED, SHIPPED_INTENTS, intents_of
from bot.content.problems import KnowledgeInvalid, Problem
from bot.content.shapes import groups_of, of_form, shaped
from bot.content.text_fields import is_id, said, same
from bot.content.yaml_nodes import Mapping as Fields
from bot.content.yaml_nodes import Node

OWN_FILE = SHIPPED_INTENTS / "kenmerken.yaml"
YES, NO = "ja", "nee"
NAMED = "genoemd"
"""The one value of a trait whose value is read out of the sentence: a number, a date, a municipality."""
MOST_WORDS = 12  # of a short sentence that shows that we read it


class TraitKind(StrEnum):
    """How the value of a trait is found: by the words of the list, or read out of the sentence."""

    YES_NO = "ja-nee"
    CHOICE = "keuze"
    NUMBER = "getal"
    DATE = "datum"
    MUNICIPALITY = "gemeente"


class Effect(StrEnum):
    """What a detail changes; it may add help, a way to us or a date, and never takes somebody's place or turn away."""

    NO_CALLS = "zonder-bellen"
    BY_PHONE = "liefst-bellen"
    BEFORE = "voor-die-dag"
    SHORT = "kort"
    ROLE = "rol"
    OWN_WORK = "eigen-werk"


BY_WORDS = frozenset({TraitKind.YES_NO, TraitKind.CHOICE})


@dataclass(frozen=True)
class Trait:
    """Something that people tell of themselves or of whom it is about."""

    id: str
    kind: TraitKind
    sensitive: bool
    """Never in an event, agenda, mail or log; kept for the contact only."""
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Per value the words by which it is told."""
    heard: str = ""
    """A few words by which we show that we read it."""
    effect: Effect | None = None
    """What changes when it holds."""
    help: str = ""
    """The entry that is offered in one line and one button beside what was spoken of, when it holds; empty for none."""
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)

    @property
    def by_words(self) -> bool:
        """Whether the words of the list tell the value."""
        return self.kind in BY_WORDS


@shaped(groups_of(shapes.TEXTS))
def _values(sheet: Sheet, name: str, node: Node) -> dict[str, tuple[str, ...]] | None:
    if not isinstance(node, Fields):
        sheet.wrong(node.line, problems.not_a_mapping(f"'{name}'", YES))
        return None
    for item in node:
        if not is_id(item.key.value):
            sheet.wrong(item.key.line, problems.bad_id(item.key.value, text_fields.id_of(item.key.value)))
    filled = fill(sheet, node, {item.key.value: FieldRule(said) for item in node}, f"'{name}'")
    return {value: filled.get(value, ()) for value in filled.lines}


_FORM = {
    "id": FieldRule(text_fields.identifier, "geen-auto", required=True),
    "soort": FieldRule(fields.one_of(tuple(TraitKind)), "ja-nee", required=True),
    "gevoelig": FieldRule(fields.yes_or_no, "nee", required=True),
    "waarden": FieldRule(_values, "en daaronder per waarde de zinnen", required=True),
    "erken": FieldRule(text_fields.shown(slots=False)),
    "doet": FieldRule(fields.one_of(tuple(Effect))),
    "helpt": FieldRule(text_fields.identifier, "geldzorgen"),
}


def read_traits(root: Path | None = None) -> dict[str, Trait]:
    """The traits by id, beside a knowledge folder when they are there, else our own. Raises KnowledgeInvalid with all problems."""
    traits, found = examine_traits(traits_file(root) if root else OWN_FILE)
    if traits is None:
        raise KnowledgeInvalid(found)
    return traits


def traits_file(root: Path) -> Path:
    """Where the traits for a knowledge folder stand."""
    path = intents_of(root) / OWN_FILE.name
    return path if path.exists() else OWN_FILE


def is_borrowed(root: Path) -> bool:
    """Whether a knowledge folder has no traits of its own, or a copy of ours as it stands, so that ours count, whatever topics it has."""
    path = traits_file(root)
    return root.resolve() != SHIPPED.resolve() and (path == OWN_FILE or path.read_bytes() == OWN_FILE.read_bytes())


def of_topics(traits: Mapping[str, Trait], ids: Collection[str]) -> dict[str, Trait]:
    """The traits without help that stands in an entry which is not there."""
    return {name: trait if trait.help in ids else replace(trait, help="") for name, trait in traits.items()}


@of_form(_FORM)
def _trait(sheet: Sheet, node: Node) -> Trait | None:
    filled = fill(sheet, node, _FORM, "een kenmerk")
    if not filled.get("id", "") or not filled.get("soort", ""):
        return None
    does = filled.get("doet", "")
    trait = Trait(
        filled.get("id", ""),
        TraitKind(filled.get("soort", "")),
        filled.get("gevoelig", True),
        filled.get("waarden", {}),
        filled.get("erken", ""),
        Effect(does) if does else None,
        filled.get("helpt", ""),
        filled.where(),
    )
    _check_values(sheet, trait)
    if len(trait.heard.split()) > MOST_WORDS:
        sheet.wrong(filled.lines["erken"], problems.too_long("erken", len(trait.heard.split()), MOST_WORDS, "woorden"))
    return trait


@shaped(shapes.only_list("kenmerken", _trait))
def examine_traits(path: Path) -> tuple[dict[str, Trait] | None, tuple[Problem, ...]]:
    """The traits of a file (None when it has errors) and every problem in it."""
    sheet = Sheet(f"{path.parent.name}/{path.name}")
    root = sheet.root(path)
    listed = only_list(sheet, root, "kenmerken", _trait) if root else ()
    _check_ids(sheet, listed)
    _check_sentences(sheet, listed)
    if any(not problem.warning for problem in sheet.problems):
        return None, tuple(sorted(sheet.problems))
    return {trait.id: trait for trait in listed}, tuple(sorted(sheet.problems))


def _check_values(sheet: Sheet, trait: Trait) -> None:
    """A yes-or-no has `ja` and perhaps `nee`; what is read out of the sentence has one value."""
    allowed = {TraitKind.YES_NO: (YES, NO), TraitKind.CHOICE: tuple(trait.said)}.get(trait.kind, (NAMED,))
    for value in trait.said:
        if value not in allowed:
            place = trait.lines.of("waarden")
            sheet.wrong(place.line, problems.not_a_choice(value, f"waarden van {trait.id}", allowed))


def _check_ids(sheet: Sheet, traits: Iterable[Trait]) -> None:
    known: dict[str, Trait] = {}
    for trait in traits:
        first = known.setdefault(trait.id, trait)
        if first is not trait:
            sheet.wrong(trait.lines.of("id").line, problems.double_id(trait.id, first.lines.of("id")))


def _check_sentences(sheet: Sheet, traits: Iterable[Trait]) -> None:
    """Words under two values of one trait tell nothing."""
    for trait in traits:
        first: dict[str, str] = {}
        for value, sentences in trait.said.items():
            for sentence in sentences:
                other = first.setdefault(same(sentence), value)
                if other != value:
                    place = trait.lines.of("waarden")
                    sheet.wrong(place.line, problems.double_sentence(sentence, f"{trait.id}: {other}", place))
