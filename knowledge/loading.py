"""From a knowledge folder to Knowledge, or to all of its mistakes at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from knowledge import problems
from knowledge.calendar_forms import read_calendar
from knowledge.contents import Knowledge
from knowledge.entries import Entry
from knowledge.entry_forms import Placed, read_entries
from knowledge.list_forms import read_amounts, read_facts, read_notice, read_synonyms, read_words
from knowledge.phrases import Phrases, read_phrases
from knowledge.place_forms import read_languages, read_municipalities
from knowledge.problems import KnowledgeInvalid, Place, Problem
from knowledge.reading import Mapping as Node
from knowledge.services import Calendar
from knowledge.sheets import Sheet

T = TypeVar("T")
BACKGROUND = "geen"  # voorbeelden/geen.txt: sentences that are not ours


@dataclass
class _Desk:
    """The folder being read, with the problems of all its files."""

    root: Path
    problems: list[Problem] = field(default_factory=list)

    def file(self, path: Path, reader: Callable[[Sheet, Node], T], empty: T, *, optional: bool = False) -> T:
        """One file through its reader; `empty` when it is not there (and may be missing) or cannot be read."""
        if optional and not path.exists():
            return empty
        sheet = Sheet(self.name(path))
        root = sheet.root(path, may_be_empty=optional)
        result = reader(sheet, root) if root else empty
        self.problems += sheet.problems
        return result

    def name(self, path: Path) -> str:
        """How staff know a file: from the knowledge folder on."""
        return (Path(self.root.name) / path.relative_to(self.root)).as_posix()


def load(root: Path, required_phrases: Mapping[str, frozenset[str]]) -> Knowledge:
    """The content of a folder. Raises KnowledgeInvalid with all problems when there is an error among them."""
    knowledge, found = examine(root, required_phrases)
    if knowledge is None:
        raise KnowledgeInvalid(problem for problem in found if not problem.warning)
    return knowledge


def examine(root: Path, required_phrases: Mapping[str, frozenset[str]]) -> tuple[Knowledge | None, tuple[Problem, ...]]:
    """The content (None when it has errors) and every problem in it, warnings too."""
    desk = _Desk(root)
    placed = [one for path in sorted((root / "vragen").glob("*.yaml")) for one in desk.file(path, read_entries, [])]
    phrases = desk.file(root / "teksten.yaml", lambda sheet, node: read_phrases(sheet, node, required_phrases), Phrases({}))
    calendar = desk.file(root / "afspraken.yaml", read_calendar, Calendar())
    amounts = [one for path in sorted(root.glob("bedragen*.yaml")) for one in desk.file(path, read_amounts, ())]
    facts = desk.file(root / "feiten.yaml", read_facts, ())
    words = desk.file(root / "woordenlijst.yaml", read_words, ())
    synonyms = desk.file(root / "synoniemen.yaml", read_synonyms, (), optional=True)
    notice = desk.file(root / "mededeling.yaml", read_notice, None, optional=True)
    languages = desk.file(root / "talen.yaml", read_languages, (), optional=True)
    municipalities = desk.file(root / "gemeenten.yaml", read_municipalities, (), optional=True)
    examples = _examples(desk)
    if not placed:
        desk.problems.append(Problem(Place(desk.name(root / "vragen")), *problems.missing_file("vragen/*.yaml")))
    _check_together(desk, placed, calendar)
    desk.problems.sort()
    if any(not problem.warning for problem in desk.problems):
        return None, tuple(desk.problems)
    knowledge = Knowledge(
        entries={one.entry.id: one.entry for one in placed},
        phrases=phrases,
        calendar=calendar,
        amounts={one.id: one for one in amounts},
        facts={one.id: one for one in facts},
        words=words,
        synonyms=synonyms,
        examples=examples,
        notice=notice,
        languages=languages,
        municipalities=municipalities,
        warnings=tuple(desk.problems),
        version=version_of(root),
    )
    return knowledge, knowledge.warnings


def version_of(root: Path) -> str:
    """A short name for exactly this content: a hash over the names and bytes of its files."""
    digest = hashlib.sha256()
    for path in sorted([*root.rglob("*.yaml"), *root.rglob("*.txt")]):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _examples(desk: _Desk) -> dict[str, tuple[str, ...]]:
    """The further sentences per topic, one per line; empty lines and lines that begin with # do not count."""
    examples = {}
    for path in sorted((desk.root / "voorbeelden").glob("*.txt")):
        try:
            lines = path.read_bytes().decode("utf-8-sig").splitlines()
        except UnicodeDecodeError as error:
            desk.problems.append(Problem(Place(desk.name(path)), *problems.not_utf8(error.start)))
            continue
        examples[path.stem] = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    return examples


def _check_together(desk: _Desk, placed: Iterable[Placed], calendar: Calendar) -> None:
    """The rules that need more than one entry: ids once, sentences once, references that exist."""
    placed = list(placed)
    known: dict[str, Entry] = {}
    for one in placed:
        if one.entry.id in known:
            desk.problems.append(Problem(one.entry.place, *problems.double_id(one.entry.id, known[one.entry.id].place)))
        else:
            known[one.entry.id] = one.entry
    for one in placed:
        _check_references(desk, one, known, calendar)
    _check_sentences(desk, placed)


def _check_references(desk: _Desk, one: Placed, known: Mapping[str, Entry], calendar: Calendar) -> None:
    entry = one.entry
    for related in entry.related:
        if related not in known:
            place = Place(entry.place.file, one.lines.get("verwant", entry.place.line))
            desk.problems.append(Problem(place, *problems.unknown_id(related, "de vraag", known)))
    for step in entry.steps:
        if step.service and step.service not in calendar.services:
            place = Place(entry.place.file, one.lines.get("vervolgstappen", entry.place.line))
            desk.problems.append(Problem(place, *problems.unknown_id(step.service, "de dienst", calendar.services)))


def _check_sentences(desk: _Desk, placed: Iterable[Placed]) -> None:
    """A sentence belongs to one question only, and a test question is no example."""
    seen: dict[str, Entry] = {}
    for one in placed:
        for sentence in one.entry.examples:
            other = seen.setdefault(sentence.casefold(), one.entry)
            if other is not one.entry:
                place = Place(one.entry.place.file, one.lines.get("anders_gezegd", one.entry.place.line))
                desk.problems.append(Problem(place, *problems.double_sentence(sentence, other.id, other.place)))
