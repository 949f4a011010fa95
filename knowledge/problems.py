"""A mistake in the content, told so that the one who made it can mend it: every message to staff stands here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file, as staff know it: the path from the content folder, lines counted from 1."""

    file: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.file}, regel {self.line}"


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong, where, and what to do about it. A warning does not stop the content from going live."""

    place: Place
    message: str
    remedy: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.message}\n    → {self.remedy}"


class KnowledgeInvalid(Exception):
    """The content has mistakes; all of them are in `problems`, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


Words = tuple[str, str]
"""What is wrong and what to do about it."""


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, empty when none is near."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.6)), "")


def unknown_field(name: str, known: Sequence[str]) -> Words:
    meant = nearest(name, known)
    return f"'{name}' is geen bekend veld.", f"Bedoel je '{meant}'?" if meant else f"Kies uit: {', '.join(known)}."


def double_field(name: str, first_line: int) -> Words:
    return f"het veld '{name}' staat er twee keer (ook op regel {first_line}).", "Haal een van beide weg."


def missing_field(name: str, owner: str, example: str) -> Words:
    return f"bij {owner} ontbreekt '{name}'.", f"Voeg een regel toe, bijvoorbeeld: {name}: {example}"


def empty_field(name: str) -> Words:
    return f"'{name}' is leeg.", "Vul het in, of haal de regel weg als het veld niet nodig is."


def not_a_text(name: str) -> Words:
    return f"bij '{name}' hoort een tekst.", f"Schrijf '{name}: |' en zet de tekst op de regel eronder, twee spaties verder naar rechts."


def not_a_list(name: str) -> Words:
    return f"bij '{name}' hoort een lijst.", "Zet elk onderdeel op een eigen regel, met een streepje en een spatie ervoor."


def not_a_mapping(name: str) -> Words:
    return f"bij '{name}' horen velden, zoals 'id: …'.", "Zet elk veld op een eigen regel, met een dubbele punt en een spatie erachter."


def not_a_date(value: str) -> Words:
    return f"'{value}' is geen datum.", "Schrijf jaar-maand-dag, bijvoorbeeld 2026-11-21."


def not_a_number(value: str) -> Words:
    return f"'{value}' is geen getal.", "Schrijf alleen het getal, met een punt voor de decimalen, bijvoorbeeld 14.71."


def not_yes_or_no(value: str) -> Words:
    return f"'{value}' is geen ja of nee.", "Schrijf ja of nee."


def not_hours(value: str) -> Words:
    return f"'{value}' is geen openingstijd.", "Schrijf bijvoorbeeld 10.00-16.00, of dicht."


def not_a_choice(value: str, name: str, choices: Sequence[str]) -> Words:
    meant = nearest(value, choices)
    return f"'{value}' kan niet bij '{name}'.", f"Bedoel je '{meant}'?" if meant else f"Kies uit: {', '.join(choices)}."


def unknown_id(value: str, what: str, known: Iterable[str]) -> Words:
    known = sorted(known)
    meant = nearest(value, known)
    return f"{what} '{value}' bestaat niet.", f"Bedoel je '{meant}'?" if meant else f"Kies uit: {_some(known)}."


def _some(known: list[str]) -> str:
    """A list that stays readable: at most eight names."""
    return ", ".join(known[:8]) + (f" en {len(known) - 8} andere" if len(known) > 8 else "")


def bad_id(value: str) -> Words:
    return f"'{value}' kan geen id zijn.", "Gebruik kleine letters, cijfers en streepjes, hooguit 40 tekens."


def double_id(value: str, other: Place) -> Words:
    return f"het id '{value}' bestaat al ({other}).", "Kies een ander id; een id dat al in gebruik is, verandert nooit meer."


def double_sentence(sentence: str, topic: str, other: Place) -> Words:
    return f"'{sentence}' staat ook bij '{topic}' ({other}); de bot kan dan niet kiezen.", "Haal de zin bij een van beide vragen weg."


def too_long(name: str, length: int, limit: int, unit: str) -> Words:
    return f"'{name}' is te lang: {length} {unit}, hooguit {limit}.", "Maak de tekst korter."


def too_few(name: str, owner: str, count: int, least: int) -> Words:
    return f"bij {owner} staan te weinig regels onder '{name}': {count}, minstens {least}.", "Voeg er een paar toe."


def no_step(owner: str) -> Words:
    return f"bij {owner} ontbreekt een vervolgstap.", "Voeg onder 'vervolgstappen:' een stap toe, bijvoorbeeld: - soort: inloop"


def unknown_slot(slot: str, known: Iterable[str]) -> Words:
    known = sorted(known)
    meant = nearest(slot, known)
    return (
        f"{{{slot}}} is geen bekend invulveld.",
        f"Bedoel je {{{meant}}}?" if meant else "Haal de accolades weg, of zet het gegeven in feiten.yaml of bedragen.yaml.",
    )


def missing_phrase(key: str) -> Words:
    return f"de tekst '{key}' ontbreekt.", "Zet de tekst erbij; zonder deze tekst kan de bot niet praten."


def ends_before_it_begins(begin: str, end: str) -> Words:
    return f"'{end}' ligt voor '{begin}'.", "Draai de datums om, of verander er een."


def missing_file(name: str) -> Words:
    return f"het bestand {name} ontbreekt.", "Zet het bestand terug, of kies een andere map met --kennis."


def not_utf8(position: int) -> Words:
    return f"het bestand is niet als UTF-8 bewaard (teken {position}).", "Bewaar het bestand opnieuw en kies de codering UTF-8."


def unreadable(problem: str, line_text: str) -> Words:
    """Words for what the YAML parser says; the wordings are PyYAML's."""
    if "\t" in line_text or "'\\t'" in problem:
        return "er staat een tab in deze regel.", "Vervang de tab door spaties."
    if "mapping values are not allowed" in problem:
        key = line_text.strip().split(":")[0].lstrip("- ")
        return (
            f"de dubbele punt in de tekst breekt deze regel: '{line_text.strip()}'.",
            f"Schrijf '{key}: |' en zet de tekst op de regel eronder, twee spaties verder naar rechts.",
        )
    return (
        f"deze regel kan niet gelezen worden: '{line_text.strip()}'.",
        "Vergelijk het inspringen met de regels erboven, en kijk of een aanhalingsteken of dubbele punt ontbreekt.",
    )
