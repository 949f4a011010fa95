"""From a knowledge folder to Knowledge, or to all of its mistakes at once."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from bot.content import file_problems, problems
from bot.content.checks import Read, borrowed, disagreements, hard_to_read
from bot.content.entries import Act, Notice
from bot.content.fields import Sheet
from bot.content.folder import EXAMPLES, NOTICE, has_own_intents, intents_of, matching, shown_name, strays, version_of
from bot.content.model import Employers, Knowledge, WordLists
from bot.content.phrases import Phrases, read_phrases
from bot.content.plain_language import OWN_FILE as OWN_LANGUAGE_RULES
from bot.content.plain_language import LanguageRules, read_language_rules
from bot.content.problems import KnowledgeInvalid, Place, Problem
from bot.content.roles import OWN_FILE as OWN_ROLES
from bot.content.roles import Roles, read_roles
from bot.content.schema_answers import answers_file, examine_answers
from bot.content.schema_appeals import OWN_FILE as OWN_APPEALS
from bot.content.schema_appeals import Appeals, read_appeals
from bot.content.schema_calendar import read_calendar
from bot.content.schema_entries import Example, read_entries, read_examples
from bot.content.schema_facets import OWN_FILE as OWN_FACETS
from bot.content.schema_facets import read_facet_words
from bot.content.schema_lists import (
    read_amounts,
    read_employers,
    read_facts,
    read_languages,
    read_notice,
    read_occasions,
    read_owner_questions,
    read_synonyms,
    read_word_lists,
    read_words,
)
from bot.content.schema_region import read_municipalities
from bot.content.schema_replies import read_replies
from bot.content.schema_traits import examine_traits, is_borrowed, of_topics, traits_file
from bot.content.services import Calendar
from bot.content.yaml_nodes import Mapping as Node

T = TypeVar("T")
E = TypeVar("E")

__all__ = ["examine", "examine_notice", "load", "version_of"]


@dataclass
class _Desk:
    """The folder being read, with the problems of all its files."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    """The text of the files that could not be read to the end, by their path in the folder."""

    def file(self, path: Path, reader: Callable[[Sheet, Node], T], empty: E, *, optional: bool = False) -> T | E:
        """One file through its reader; `empty` when it is not there (and may be missing) or cannot be read."""
        if optional and not path.exists():
            return empty
        sheet = Sheet(shown_name(self.root, path))
        root = sheet.root(path, may_be_empty=optional)
        result = reader(sheet, root) if root else empty
        self._gather(sheet, path)
        return result

    def examples(self, path: Path) -> tuple[Example, ...]:
        """One file of example sentences."""
        sheet = Sheet(shown_name(self.root, path))
        found = read_examples(sheet, path)
        self._gather(sheet, path)
        return found

    def _gather(self, sheet: Sheet, path: Path) -> None:
        self.problems += sheet.problems
        if sheet.unreadable:
            self.unread[path.name if path.parent == self.root else f"{path.parent.name}/{path.name}"] = (
                "" if sheet.ids_lost else sheet.source
            )


def load(root: Path, required_phrases: Mapping[str, frozenset[str]], acts: Iterable[Act] | None = None) -> Knowledge:
    """The content of a folder. Raises KnowledgeInvalid with all problems when there is an error among them."""
    knowledge, found = examine(root, required_phrases, acts)
    if knowledge is None:
        raise KnowledgeInvalid(problem for problem in found if not problem.warning)
    return knowledge


def examine(
    root: Path, required_phrases: Mapping[str, frozenset[str]], acts: Iterable[Act] | None = None
) -> tuple[Knowledge | None, tuple[Problem, ...]]:
    """The content (None when it has errors) and every problem in it, warnings too.

    `acts` are what people can do besides asking: with them it is also told when one of their sentences stands at a
    question too, and when a file or field names a topic that is neither; without them that cannot be known.
    """
    desk = _Desk(root)
    read = _read(desk, acts)
    if not has_own_intents(root):
        read = replace(read, examples=borrowed(read))
    if read.traits and is_borrowed(root):
        read = replace(read, traits=of_topics(read.traits, {one.id for one in read.entries}))
    facts = None if any(name.startswith("feiten") for name in desk.unread) else [one.id for one in read.facts]
    phrases = desk.file(root / "teksten.yaml", lambda sheet, node: read_phrases(sheet, node, required_phrases, facts), Phrases({}))
    rules_file = root / OWN_LANGUAGE_RULES.name
    rules = desk.file(rules_file if rules_file.exists() else OWN_LANGUAGE_RULES, read_language_rules, LanguageRules())
    languages = desk.file(root / "talen.yaml", read_languages, (), optional=True)
    synonyms = desk.file(intents_of(root) / "synoniemen.yaml", read_synonyms, (), optional=True)
    promises = intents_of(root) / OWN_APPEALS.name
    appeals = desk.file(promises if promises.exists() else OWN_APPEALS, read_appeals, Appeals())
    replies = desk.file(root / "standaardantwoorden.yaml", read_replies, (), optional=True)
    word_lists = desk.file(root / "gevoelig.yaml", read_word_lists, WordLists(), optional=True)
    answers_said, about_answers = examine_answers(answers_file(root))
    desk.problems += about_answers
    astray = list(strays(root))
    for stray in astray:
        desk.problems.append(stray.problem)
        if not stray.problem.warning:
            desk.unread[stray.right] = stray.text
    missing = [Problem(Place(f"{root.name}/{stray.right}"), *file_problems.missing_file(stray.right)) for stray in astray]
    desk.problems = [one for one in desk.problems if one not in missing]  # it is there, under another name
    if not read.entries and not any(name.startswith("vragen/") for name in desk.unread):
        desk.problems.append(Problem(Place(shown_name(root, root / "vragen")), *file_problems.missing_file("vragen/*.yaml")))
    desk.problems += [*disagreements(read, desk.unread)]
    if not {"woordenlijst.yaml", OWN_LANGUAGE_RULES.name} & desk.unread.keys():  # else nobody knows which words are explained
        desk.problems += hard_to_read(read, phrases, rules)
    found = tuple(sorted(set(desk.problems)))
    if any(not problem.warning for problem in found):
        return None, found
    knowledge = Knowledge(
        entries={one.id: one for one in read.entries},
        phrases=phrases,
        calendar=read.calendar,
        amounts={one.id: one for one in read.amounts},
        facts={one.id: one for one in read.facts},
        words=read.words,
        synonyms=synonyms,
        examples={topic: tuple(example.text for example in listed) for topic, listed in read.examples.items()},
        languages=languages,
        municipalities=read.municipalities,
        employers=read.employers,
        occasions=read.occasions,
        owner_questions=read.owner_questions,
        word_lists=word_lists,
        facet_words=read.facet_words or desk.file(OWN_FACETS, read_facet_words, {}),
        traits=read.traits or {},
        appeals=appeals,
        replies=replies,
        answers_said=answers_said or {},
        roles=read.roles,
        warnings=found,
        version=version_of(root),
    ).with_notice(read.notice)
    return knowledge, found


def examine_notice(root: Path, topics: Container[str]) -> tuple[Notice | None, tuple[Problem, ...]]:
    """The message of the day by itself, with its problems: it goes live in seconds, before the rest is looked at."""
    desk = _Desk(root)
    notice = desk.file(root / NOTICE, read_notice, None, optional=True)
    for number, topic in enumerate(notice.topics if notice else ()):
        if notice and topic not in topics:
            place = notice.lines.part("onderwerpen", number)
            desk.problems.append(Problem(place, *problems.unknown_id(topic, "het onderwerp", ())))
    return notice, tuple(sorted(desk.problems))


def _roles(desk: _Desk) -> Roles:
    """The parts that the folder tells; of a folder that tells none those of ours, as far as it has what they name."""
    own = desk.root / OWN_ROLES.name
    if own.exists():
        return desk.file(own, read_roles, Roles())
    return replace(desk.file(OWN_ROLES, read_roles, Roles()), named=())


def _read(desk: _Desk, acts: Iterable[Act] | None) -> Read:
    root = desk.root
    traits, about_traits = examine_traits(traits_file(root))
    desk.problems += about_traits
    return Read(
        entries=tuple(one for path in matching(root, "vragen/*.yaml") for one in desk.file(path, read_entries, [])),
        calendar=desk.file(root / "afspraken.yaml", read_calendar, Calendar()),
        amounts=tuple(one for path in matching(root, "bedragen*.yaml") for one in desk.file(path, read_amounts, ())),
        facts=desk.file(root / "feiten.yaml", read_facts, ()),
        words=desk.file(root / "woordenlijst.yaml", read_words, ()),
        notice=desk.file(root / NOTICE, read_notice, None, optional=True),
        municipalities=desk.file(root / "gemeenten.yaml", read_municipalities, (), optional=True),
        employers=desk.file(root / "werkgevers.yaml", read_employers, Employers(), optional=True),
        occasions=desk.file(root / "evenementen.yaml", read_occasions, (), optional=True),
        owner_questions=desk.file(root / "bevestigen.yaml", read_owner_questions, (), optional=True),
        roles=_roles(desk),
        examples={path.stem: desk.examples(path) for path in matching(intents_of(root), f"{EXAMPLES}/*.txt")},
        acts=None if acts is None else tuple(acts),
        facet_words=desk.file(root / OWN_FACETS.name, read_facet_words, {}, optional=True),
        traits=traits,
    )
