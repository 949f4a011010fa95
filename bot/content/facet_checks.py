"""The rules for facets and variants that need more than one field: what refers to what, sources, plain language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from bot.content import facet_problems, problems
from bot.content.entries import Condition, Entry, Facet, FacetWords, Lines, Risk, Variant
from bot.content.plain_language import Fault, Gate
from bot.content.problems import Place, Problem
from bot.content.schema_facets import CALLED
from bot.content.schema_traits import Trait, TraitKind

MAX_FACET_WORDS = 45
OF_APPOINTMENT = frozenset({"dienst.duur", "dienst.meenemen", "dienst.plek", "locatie", "dagen"})
"""Slots that are filled in from the agenda, for the service that is spoken of."""
ROLES = frozenset({"inwoner", "werkgever", "professional"})
ABOUT = frozenset({"ik", "kind", "partner", "familie", "client", "werknemer"})
_NEEDS_SOURCE = frozenset({Risk.MONEY, Risk.LAW})


def disagreements(entries: Iterable[Entry], unread: Collection[str], traits: Mapping[str, Trait] | None) -> Iterator[Problem]:
    """Every problem between facets and what they refer to. `unread`: ids that may stand in files that were not read to the end."""
    listed = list(entries)
    by_id = {entry.id: entry for entry in listed}
    for entry in listed:
        if entry.facets and not entry.called:
            yield Problem(entry.lines.of("facetten"), *facet_problems.not_called(entry.id))
        for facet in entry.facets.values():
            yield from _reference(entry, facet, by_id, unread)
            yield from _source(entry, facet)
        for variant in _variants(entry):
            for condition in variant.conditions if traits is not None else ():
                yield from _condition(condition, variant, traits or {})
    for trait in (traits or {}).values():
        if trait.help and trait.help not in (*by_id, *unread):
            yield Problem(trait.lines.of("helpt"), *problems.unknown_id(trait.help, "de vraag", by_id))


def _variants(entry: Entry) -> Iterator[Variant]:
    yield from entry.variants
    for facet in entry.facets.values():
        yield from facet.variants


def _reference(entry: Entry, facet: Facet, known: Mapping[str, Entry], unread: Collection[str]) -> Iterator[Problem]:
    if not facet.see:
        return
    place, other = facet.lines.of("zie"), known.get(facet.see)
    if facet.see == entry.id:
        yield Problem(place, *facet_problems.sees_itself(entry.id, facet.id))
    elif other is None and facet.see not in unread:
        yield Problem(place, *problems.unknown_id(facet.see, "de vraag", known))
    elif other is not None and facet.id in other.facets and other.facets[facet.id].see:
        yield Problem(place, *facet_problems.sees_on(entry.id, facet.id, facet.see))


def _source(entry: Entry, facet: Facet) -> Iterator[Problem]:
    risk = facet.risk or entry.risk
    sources = entry.sources if facet.sources is None else facet.sources
    if facet.answer and risk in _NEEDS_SOURCE and not sources:
        yield Problem(facet.lines.of("antwoord"), *facet_problems.no_facet_source(entry.id, facet.id, risk))


def _condition(condition: Condition, variant: Variant, traits: Mapping[str, Trait]) -> Iterator[Problem]:
    place = variant.lines.of("als")
    values = {"rol": ROLES, "over": ABOUT}.get(condition.of)
    trait = traits.get(condition.of)
    bounded = condition.above is not None or condition.below is not None
    if values is None and trait is None:
        yield Problem(place, *facet_problems.unknown_condition(condition.of, {"rol", "over", *traits}))
        return
    is_number = trait is not None and trait.kind is TraitKind.NUMBER
    if bounded and not is_number:
        yield Problem(place, *facet_problems.bound_of_words(condition.of))
    elif is_number and not bounded:
        yield Problem(place, *facet_problems.not_a_bound(condition.of))
    allowed = values or (frozenset(trait.said) if trait is not None and trait.by_words else frozenset())
    for value in condition.values if allowed else ():
        if value not in allowed:
            yield Problem(place, *facet_problems.unknown_value(value, condition.of, allowed))


# The texts of facets, variants and facetten.yaml: their slots, and whether they are plain.

Said = tuple[str, str, Lines]
"""A text, the field it stands under, and where."""


def texts(entry: Entry) -> Iterator[Said]:
    """What is said in the facets and variants of an entry."""
    for variant in _variants(entry):
        yield variant.answer, "antwoord", variant.lines
    for facet in entry.facets.values():
        if facet.answer:
            yield facet.answer, "antwoord", facet.lines


def texts_of(words: FacetWords) -> Iterator[Said]:
    """What `facetten.yaml` says of one facet."""
    for name, text in (("onbekend", words.unknown), ("gesprek", words.talk), ("afspraak", words.appointment), ("telefoon", words.by_phone)):
        if text:
            yield text, name, words.lines


def step_texts(entry: Entry) -> Iterator[Said]:
    """What the steps of facets say when they are chosen."""
    for facet in entry.facets.values():
        if facet.step:
            yield facet.step.text, "tekst", facet.step.lines
            yield facet.step.url, "adres", facet.step.lines


def unknown_services(entries: Iterable[Entry], services: Collection[str]) -> Iterator[Problem]:
    """Steps of facets with a service that does not exist."""
    for entry in entries:
        for facet in entry.facets.values():
            if facet.step and facet.step.service and facet.step.service not in services:
                yield Problem(facet.step.lines.of("dienst"), *problems.unknown_id(facet.step.service, "de dienst", services))


def hard_to_read(gate: Gate, entry: Entry) -> Iterator[Problem]:
    """Every problem of language in the facets and variants of an entry; what the answer explains is explained."""
    exempt = {id(facet.lines) for facet in entry.facets.values() if facet.language_exception}
    for text, name, lines in texts(entry):
        if id(lines) not in exempt:
            most = MAX_FACET_WORDS
            yield from _problems(lines, name, gate.faults(text, name=name, most_words=most, beside=f"{entry.question}\n{entry.answer}"))


def hard_words(gate: Gate, words: FacetWords) -> Iterator[Problem]:
    """The same of `facetten.yaml`; the slot stands for any subject."""
    for text, name, lines in texts_of(words):
        yield from _problems(lines, name, gate.faults(text.replace(f"{{{CALLED}}}", "dit"), name=name, most_words=MAX_FACET_WORDS))


def _problems(lines: Lines, name: str, faults: list[Fault]) -> Iterator[Problem]:
    for fault in faults:
        yield Problem(lines.part(name, fault.line), *fault.words, warning=fault.warning)


def filled(entry: Entry) -> tuple[int, int, int]:
    """How many facets of an entry are told, told by another entry, and said to be unknown."""
    of = entry.facets.values()
    return sum(bool(one.answer) for one in of), sum(bool(one.see) for one in of), sum(one.unknown for one in of)


def to_confirm(entries: Iterable[Entry]) -> tuple[tuple[Entry, str, Place], ...]:
    """The facets that say that nobody knows, which the owner can tell us."""
    return tuple((entry, facet.id, facet.lines.of("antwoord")) for entry in entries for facet in entry.facets.values() if facet.unknown)
