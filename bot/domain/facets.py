"""What is said of one facet of a subject to one person: the variant that fits, the entry's own text, another's, or the honest sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from bot.content.entries import Condition, Entry, Facet, Step, StepKind, Variant
from bot.content.services import Location, PlaceKind, Service
from bot.domain import formatting
from bot.domain.answers import Answers

ROLE, ABOUT = "rol", "over"
OF_TALK = frozenset({"kosten", "waar", "wanneer", "aanmelden", "meenemen", "begeleider", "telefonisch", "contact"})
"""The facets that a conversation with us has too."""
OF_APPOINTMENT = frozenset({"duur", "waar", "meenemen", "contact", "kosten"})
"""The facets that a subject leaves to the appointment that is made about it."""
LINES_OF_SHORT = 2
"""Of the answer of a variant, which has no short form of its own."""
_TALKS = frozenset({StepKind.APPOINTMENT, StepKind.WALK_IN})
_CALLED = "{noemen}"
_OF_APPOINTMENT = re.compile(r"\{(dienst\.[a-z]+|locatie|dagen)\}")


@dataclass(frozen=True)
class Person:
    """What we know of who asks, as far as it changes what is said."""

    role: str = ""
    about: str = ""
    traits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Meeting:
    """An appointment that is spoken of or stands open."""

    service: Service
    place: PlaceKind
    location: Location | None = None


@dataclass(frozen=True)
class FacetText:
    """What is said, where it comes from, the step that goes first, and the entry that tells it."""

    text: str
    sources: tuple[str, ...]
    step: Step | None
    topic: str
    known: bool = True
    """False for the honest sentence."""


def facet_answer(answers: Answers, entry: Entry, facet_id: str, person: Person, meeting: Meeting | None = None) -> FacetText:
    """The text of one facet, never the whole answer of the subject itself again."""
    facet = entry.facets.get(facet_id)
    if facet and (answer := _with_service(answers, entry, facet, _answer(facet, person))):
        return FacetText(answers.short(as_entry(entry, facet, answer)), _sources(entry, facet), facet.step, entry.id)
    if facet and facet.see and (other := answers.knowledge.entries.get(facet.see)):
        return _seen(answers, other, facet_id, person, facet.step)
    if meeting and facet_id in OF_APPOINTMENT and (text := of_meeting(answers, facet_id, meeting)):
        return FacetText(text, (), None, entry.id)
    return FacetText(_honest(answers, entry, facet_id), (), facet.step if facet else None, entry.id, known=False)


def variant_for(variants: Iterable[Variant], person: Person) -> Variant | None:
    """The first variant of which every condition holds."""
    return next((one for one in variants if all(holds(condition, person) for condition in one.conditions)), None)


def holds(condition: Condition, person: Person) -> bool:
    """Whether a condition holds; what we do not know never fits."""
    value = {ROLE: person.role, ABOUT: person.about}.get(condition.of, person.traits.get(condition.of, ""))
    if not value:
        return False
    if condition.values:
        return value in condition.values
    number = _number(value)
    above = condition.above is None or (number is not None and number > condition.above)
    below = condition.below is None or (number is not None and number < condition.below)
    return number is not None and above and below


def answer_for(entry: Entry, person: Person) -> Entry:
    """The entry with the answer that fits the person: its own, or that of a variant, which is short in its first lines."""
    variant = variant_for(entry.variants, person)
    if variant is None:
        return entry
    return replace(entry, answer=variant.answer, short=" ".join(variant.answer.split("\n")[:LINES_OF_SHORT]))


def as_entry(entry: Entry, facet: Facet, answer: str) -> Entry:
    """The entry as if this facet were its answer: what the facet leaves open is as the entry has it."""
    return replace(
        entry,
        answer=answer,
        short=answer,
        sources=_sources(entry, facet),
        risk=facet.risk or entry.risk,
        review_within=facet.review_within or entry.review_within,
        valid_from=facet.valid_from or entry.valid_from,
        valid_until=facet.valid_until or entry.valid_until,
        checked_on=facet.checked_on or entry.checked_on,
        source_read_on=facet.source_read_on or entry.source_read_on,
    )


def _answer(facet: Facet, person: Person) -> str:
    variant = variant_for(facet.variants, person)
    return variant.answer if variant else facet.answer


def _sources(entry: Entry, facet: Facet) -> tuple[str, ...]:
    return entry.sources if facet.sources is None else facet.sources


def _seen(answers: Answers, other: Entry, facet_id: str, person: Person, step: Step | None) -> FacetText:
    """What another entry tells: its facet of the same name, else its answer."""
    facet = other.facets.get(facet_id)
    if facet and (answer := _with_service(answers, other, facet, _answer(facet, person))):
        return FacetText(answers.short(as_entry(other, facet, answer)), _sources(other, facet), step or facet.step, other.id)
    told = answer_for(other, person)
    return FacetText(answers.short(replace(told, short=told.answer)), told.sources, step, other.id)


def _with_service(answers: Answers, entry: Entry, facet: Facet, text: str) -> str:
    """A text with what the agenda knows of the conversation that it leads to; empty when that is not known."""
    if not _OF_APPOINTMENT.search(text):
        return text
    calendar = answers.knowledge.calendar
    ids = (step.service for step in (*([facet.step] if facet.step else []), *entry.steps))
    service = next((calendar.services[one] for one in ids if one in calendar.services), None)
    location = next((one for one in calendar.locations.values() if one.closes_after is None), None)
    return _filled(text, _meeting_values(answers, Meeting(service, PlaceKind.DESK, location))) if service else ""


def _filled(text: str, values: Mapping[str, str]) -> str:
    """A text with the slots of an appointment filled in; empty when one of them is not known."""
    if not all(values.get(name) for name in _OF_APPOINTMENT.findall(text)):
        return ""
    return _OF_APPOINTMENT.sub(lambda found: values[found[1]], text)


def of_meeting(answers: Answers, facet_id: str, meeting: Meeting) -> str:
    """What we know of an appointment; empty when we know nothing of this facet."""
    words = answers.knowledge.facet_words.get(facet_id)
    text = (meeting.place is PlaceKind.PHONE and words.by_phone) or words.appointment if words else ""
    return answers.fill(_filled(text, _meeting_values(answers, meeting)))


def _meeting_values(answers: Answers, meeting: Meeting) -> dict[str, str]:
    location = meeting.location
    return {
        "dienst.duur": formatting.quantity(Decimal(meeting.service.minutes), "minuten"),
        "dienst.meenemen": meeting.service.bring,
        "dienst.plek": location.address if location else "",
        "locatie": location.name if location else "",
        "dagen": answers.opening_hours(),
    }


def _honest(answers: Answers, entry: Entry, facet_id: str) -> str:
    """That nobody here knows it, with the step that brings certainty; and how it is with a conversation with us."""
    words = answers.knowledge.facet_words.get(facet_id)
    if words is None:
        return ""
    talks = facet_id in OF_TALK and any(step.kind in _TALKS for step in entry.steps)
    named = formatting.capital(words.unknown.replace(_CALLED, entry.called))
    said = named if entry.called else answers.knowledge.phrases["gesprek.weet-niet-zeker"]
    return answers.fill(" ".join(filter(None, (said, words.talk if talks else ""))))


def _number(value: str) -> Decimal | None:
    try:
        return Decimal(value)
    except InvalidOperation:
        return None
