"""Whether every {slot} in a text is a fact, an amount or the opening hours."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from bot.content import facet_checks, problems
from bot.content.entries import Amount, Entry, FacetWords, Fact, Lines
from bot.content.model import Municipality, Occasion
from bot.content.problems import Problem
from bot.content.schema_facets import CALLED
from bot.content.text_fields import SLOT

OPENING_HOURS, CLOSED_DAYS, PLACES = "openingstijden", "dichte-dagen", "plekken"  # filled in from afspraken.yaml
YOUR_REGION = "uw-gemeente-hoort-erbij"  # that the place where someone lives is in our region; nothing while it is not known
NEXT = "volgende-"  # with the id of an event of evenementen.yaml: when it is next
OF_MUNICIPALITY = {
    "gemeente-bijstand": "bijstand",
    "gemeente-schuldhulp": "schuldhulp",
    "gemeente-klacht": "klacht",
    "gemeente-sociaal-ontwikkelbedrijf": "sociaal_ontwikkelbedrijf",
}
"""Filled in from gemeenten.yaml with what holds where someone lives; the values are fields of a municipality."""


def unknown_slots(
    entries: Iterable[Entry],
    facts: Iterable[Fact],
    amounts: Iterable[Amount],
    municipalities: Iterable[Municipality],
    occasions: Collection[Occasion],
    facet_words: Iterable[FacetWords] = (),
) -> Iterator[Problem]:
    """A problem for every slot that nothing fills, on its own line."""
    known = {OPENING_HOURS, CLOSED_DAYS, PLACES, YOUR_REGION, *OF_MUNICIPALITY, *(fact.id for fact in facts)}
    known |= {*(amount.id for amount in amounts), *(f"{NEXT}{one.id}" for one in occasions)}
    for entry in entries:
        yield from _in_text(entry.answer, entry.lines, "antwoord", known)
        if "kort" in entry.lines.fields:
            yield from _in_text(entry.short, entry.lines, "kort", known)
        for step in entry.steps:
            yield from _in_text(step.text, step.lines, "tekst", known)
            yield from _in_text(step.url, step.lines, "adres", known)
        for text, name, lines in facet_checks.step_texts(entry):
            yield from _in_text(text, lines, name, known)
        for text, name, lines in facet_checks.texts(entry):
            yield from _in_text(text, lines, name, known | facet_checks.OF_APPOINTMENT)
    for words in facet_words:
        for text, name, lines in facet_checks.texts_of(words):
            yield from _in_text(text, lines, name, known | facet_checks.OF_APPOINTMENT | {CALLED})
    for place in municipalities:
        for name, text in place.details.items():
            yield from _in_text(text, place.lines, name, known)
    for occasion in occasions:
        yield from _in_text(occasion.welcome, occasion.lines, "welkom", known)


def _in_text(text: str, lines: Lines, name: str, known: set[str]) -> Iterator[Problem]:
    for found in SLOT.finditer(text):
        if found[1] not in known:
            place = lines.part(name, text.count("\n", 0, found.start()))
            yield Problem(place, *problems.unknown_slot(found[1], known))
