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


_SHOWN = 60  # characters of a line that are repeated in a message


def cut(text: str) -> str:
    """A line as it is repeated in a message."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, empty when none is near."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.6)), "")


def meant_or(meant: str, otherwise: str) -> str:
    """What to do about a name: take what was probably meant, or (when that is empty) something else."""
    return f"Bedoelt u '{meant}'?" if meant else otherwise


def unknown_field(name: str, known: Iterable[str]) -> Words:
    """`known`: the fields that it may have been; the only one is the one that was meant."""
    known = list(known)
    if len(known) == 1:
        return f"'{name}' is geen bekend veld.", f"Bedoelt u '{known[0]}'?"
    return f"'{name}' is geen bekend veld.", meant_or(nearest(name, known), f"Kies uit: {', '.join(known)}.")


def double_field(name: str, first_line: int) -> Words:
    return f"het veld '{name}' staat er twee keer (ook op regel {first_line}).", "Haal een van beide weg."


def item_without_dash(name: str, first_line: int) -> Words:
    return (
        f"het veld '{name}' staat er twee keer (ook op regel {first_line}).",
        f"Begint hier iets nieuws? Zet dan een streepje ervoor: - {name}: … Haal anders een van beide weg.",
    )


def missing_first_line(first: str, name: str, first_line: int) -> Words:
    return (
        f"hier begint iets nieuws, want '{name}' stond er al (op regel {first_line}); de regel '- {first}: …' erboven ontbreekt.",
        f"Zet '- {first}: …' terug op de regel hierboven, twee spaties verder naar links. Haal anders de dubbele regels weg.",
    )


def missing_field(name: str, owner: str, example: str) -> Words:
    return f"bij {owner} ontbreekt '{name}'.", f"Voeg een regel toe, bijvoorbeeld: {name}: {example}"


def empty_field(name: str) -> Words:
    return f"'{name}' is leeg.", "Vul het in, of haal de regel weg als het veld niet nodig is."


def not_a_text(name: str) -> Words:
    return f"bij '{name}' hoort een tekst.", f"Schrijf '{name}: |' en zet de tekst op de regel eronder, twee spaties verder naar rechts."


def not_a_list(name: str) -> Words:
    return f"bij '{name}' hoort een lijst.", "Zet elk onderdeel op een eigen regel, met een streepje en een spatie ervoor."


def not_a_mapping(name: str, example: str = "id") -> Words:
    return (
        f"bij {name} horen velden, zoals '{example}: …'.",
        "Zet elk veld op een eigen regel, met een dubbele punt en een spatie erachter.",
    )


def not_a_choice(value: str, name: str, choices: Sequence[str]) -> Words:
    return f"'{value}' kan niet bij '{name}'.", meant_or(nearest(value, choices), f"Kies uit: {', '.join(choices)}.")


def former_name(name: str, now: str) -> Words:
    return f"'{name}' heet nu '{now}'; de oude naam wordt nog gelezen.", f"Schrijf {now}: in plaats van {name}:"


def unknown_id(value: str, what: str, known: Iterable[str]) -> Words:
    known = sorted(known)
    return f"{what} '{value}' bestaat niet.", meant_or(
        nearest(value, known), f"Kies uit: {_some(known)}." if known else "Haal de regel weg."
    )


def _some(known: list[str]) -> str:
    """A list that stays readable: at most eight names."""
    return ", ".join(known[:8]) + (f" en {len(known) - 8} andere" if len(known) > 8 else "")


def bad_id(value: str, meant: str) -> Words:
    allowed = "Gebruik kleine letters, cijfers en streepjes, hooguit 40 tekens."
    return f"'{value}' kan geen id zijn.", f"{allowed} Bijvoorbeeld: {meant}" if meant else allowed


def made_id(value: str) -> Words:
    return (
        f"deze vraag heeft geen id; nu geldt '{value}', gemaakt van de vraag.",
        f"Voeg toe: id: {value}. Dan blijft het id gelijk als u de vraag verandert.",
    )


def double_id(value: str, other: Place) -> Words:
    return f"het id '{value}' bestaat al ({other}).", "Kies een ander id. Een id dat al in gebruik is, verandert nooit meer."


def double_text(name: str, value: str, topic: str, other: Place) -> Words:
    return (
        f"'{value}' staat ook als '{name}' bij '{topic}' ({other}); mensen zien dan twee keer hetzelfde.",
        "Verander een van beide, zodat het verschil duidelijk is.",
    )


def double_step(value: str, first_line: int) -> Words:
    return f"de knop '{value}' staat twee keer bij deze vraag (ook op regel {first_line}).", "Geef elke vervolgstap een eigen knop."


def double_sentence(sentence: str, topic: str, other: Place) -> Words:
    return (
        f"'{sentence}' staat ook bij '{topic}' ({other}); dezelfde zin kan maar bij één vraag horen.",
        "Haal de zin bij een van beide vragen weg.",
    )


def refers_to_itself(topic: str) -> Words:
    return f"'{topic}' verwijst onder 'verwant' naar zichzelf.", "Haal die regel weg."


def repeated_sentence(sentence: str, other: Place) -> Words:
    return f"'{sentence}' staat twee keer bij dezelfde vraag ({other}).", "Haal een van beide weg."


def not_meant_is_example(sentence: str, other: Place) -> Words:
    return f"'{sentence}' staat onder 'niet_bedoeld' en ook als voorbeeldzin van dezelfde vraag ({other}).", "Haal een van beide weg."


def test_is_example(sentence: str, topic: str, other: Place) -> Words:
    return (
        f"de testvraag '{sentence}' staat ook als voorbeeldzin bij '{topic}' ({other}).",
        "Verander de testvraag. Een zin die al bekend is, test niets.",
    )


def test_twice(sentence: str, topic: str, other: Place) -> Words:
    return f"de testvraag '{sentence}' staat ook bij '{topic}' ({other}).", "Haal een van beide weg."


def too_long(name: str, length: int, limit: int, unit: str) -> Words:
    return f"'{name}' is te lang: {length} {unit}, hooguit {limit}.", "Maak de tekst korter."


def too_few(name: str, owner: str, count: int, least: int) -> Words:
    return f"bij {owner} staan te weinig voorbeelden onder '{name}': {count}, minstens {least}.", "Voeg er een paar toe."


def no_words(name: str, value: str) -> Words:
    return f"in '{name}' staan geen woorden: '{value}'.", "Schrijf gewone woorden. Een emoji of een getal alleen is niet genoeg."


def no_step(owner: str) -> Words:
    return f"bij {owner} ontbreekt een vervolgstap.", "Voeg onder 'vervolgstappen:' een stap toe, bijvoorbeeld: - soort: inloop"


def personal(kind: str, field: str) -> Words:
    return f"in '{field}' staat een {kind}.", "Haal het weg. Er mogen nooit gegevens van een mens in een zin staan."


def not_a_source(value: str) -> Words:
    return (
        f"'{value}' is geen bron die wij kennen.",
        "Schrijf een webadres (https://…), 'brief arbeidsmarktregio 2025', 'kwartaalrapport Afeer Q4 2024' of 'eigen beleid'.",
    )


def not_an_address(value: str) -> Words:
    return f"'{value}' is geen webadres.", "Schrijf het hele adres, bijvoorbeeld https://www.werk.nl."


def unknown_slot(slot: str, known: Iterable[str]) -> Words:
    meant = nearest(slot, sorted(known))
    otherwise = "Haal de accolades weg, of zet het gegeven in feiten.yaml of bedragen.yaml."
    return f"{{{slot}}} is geen bekend invulveld.", f"Bedoelt u {{{meant}}}?" if meant else otherwise


def lone_brace(name: str) -> Words:
    return (
        f"in '{name}' staat een accolade die niet klopt.",
        "Een invulveld is één woord tussen accolades, zoals {adres}. Haal de andere weg.",
    )


def no_slots(name: str, slot: str) -> Words:
    return f"{slot} wordt bij '{name}' niet ingevuld; mensen zien dan de accolades.", "Schrijf uit wat er moet staan."


def unused_slot(key: str, slot: str) -> Words:
    return f"in de tekst '{key}' ontbreekt {{{slot}}}.", "Zet het erbij; anders mist de lezer dat gegeven."


def missing_phrase(key: str) -> Words:
    return f"de tekst '{key}' ontbreekt.", "Zet de tekst erbij; zonder deze tekst kan de assistent niet praten."


def unknown_phrase(key: str, known: Iterable[str]) -> Words:
    return f"de tekst '{key}' gebruikt de assistent niet.", meant_or(nearest(key, known), "Haal de regel weg.")


def ends_before_it_begins(begin: str, end: str, names: tuple[str, str] = ("van", "tot")) -> Words:
    return f"'{names[1]}' ({end}) ligt voor '{names[0]}' ({begin}).", "Draai de datums om, of verander er een."


def overlapping(name: str, other: Place) -> Words:
    return f"op dezelfde dag gelden twee waarden van '{name}' ({other}).", "Zorg dat de ene waarde stopt voor de andere begint."


def closing_notice_without_days() -> Words:
    return (
        "deze mededeling zegt 'dicht: ja', maar niet op welke dagen.",
        "Voeg 'van' en 'tot' toe: de eerste en de laatste dag dat het dicht is, bijvoorbeeld 2026-12-01.",
    )


def notice_without_end() -> Words:
    return (
        "deze mededeling heeft geen 'tot'; zij blijft staan tot u haar weghaalt.",
        "Voeg toe: tot: met de laatste dag, bijvoorbeeld 2026-12-01.",
    )
