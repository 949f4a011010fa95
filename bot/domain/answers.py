"""An answer as it is said on a given day: facts filled in, expired amounts owned up to, the source named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from bot.content.entries import Entry, Risk, Word
from bot.content.model import Knowledge, Municipality, Occasion
from bot.content.services import Calendar, Location, PlaceKind
from bot.content.templates import CLOSED_DAYS, NEXT, OF_MUNICIPALITY, OPENING_HOURS, PLACES, YOUR_REGION
from bot.content.text_fields import SLOT
from bot.domain import formatting, places

_WORD = re.compile(r"[\w-]+")
_SENTENCE = re.compile(r"(?<=[.?!])(\s+)")
MUST_BE_REVIEWED = frozenset({Risk.MONEY, Risk.LAW, Risk.CARE})
OF_CALENDAR: Mapping[str, Callable[[Calendar], str]] = {
    OPENING_HOURS: places.hours,
    "openingstijden-kort": places.short_hours,
    CLOSED_DAYS: places.closed_days,
    PLACES: places.addresses,
}
"""The slots that the calendar fills."""


@dataclass(frozen=True)
class Answers:
    """Says entries, steps and words of one knowledge on one day."""

    knowledge: Knowledge
    today: date
    municipality: str = ""
    """Where someone lives, as far as they told us: a local number is for who lives there."""

    def full(self, entry: Entry) -> str:
        """The whole answer; where it comes from is told when someone asks."""
        return self.fill(self._current(entry))

    def origin(self, entry: Entry) -> str:
        """Where an answer comes from, on which day that was read, and whether the centre has seen it."""
        return "\n".join(part for part in (self._source(entry), self._reviewed(entry)) if part)

    def cautious(self, entry: Entry) -> bool:
        """Whether someone may act with money or law, or in illness, on an answer that nobody of the centre has checked."""
        return entry.risk in MUST_BE_REVIEWED and entry.checked_on is None

    def short(self, entry: Entry) -> str:
        """The answer in at most 25 words, for who reads with difficulty."""
        return self.fill(entry.short) if self._holds(entry) else self.knowledge.phrases["antwoord.verlopen"]

    def fill(self, text: str, slots: Mapping[str, object] | None = None) -> str:
        """A text with its slots filled: those that are given, then facts and amounts.

        A sentence with an amount that has expired says that we do not know it.
        """
        paragraphs = text.strip().split("\n")
        said = ((one, self._paragraph(one, slots or {}).strip(" ")) for one in paragraphs)
        return "\n".join(filled for one, filled in said if filled or not one)

    @property
    def address(self) -> str:
        """Where we are, as the fact that plays that part."""
        return self._fact(self.knowledge.roles.address)

    @property
    def website(self) -> str:
        """Idem, our website."""
        return self._fact(self.knowledge.roles.website)

    def _fact(self, name: str) -> str:
        return self.fill(f"{{{name}}}") if name else ""

    def provenance(self, entry: Entry) -> str:
        """Where an answer comes from, when it was read there, and whether the centre has checked it."""
        return " ".join(part for part in (self._source(entry), self._reviewed(entry)) if part)

    def hard_words(self, entry: Entry) -> tuple[Word, ...]:
        """The words of the glossary that stand in the answer, in the order of the glossary."""
        words = " ".join(_WORD.findall(self.short(entry).casefold()))
        said = f" {words} "
        return tuple(word for word in self.knowledge.words if any(f" {form.casefold()} " in said for form in (word.word, *word.forms)))

    def opening_hours(self) -> str:
        """`maandag tot en met donderdag van 10.00 tot 16.00 uur`, of the locations that are not temporary."""
        return places.hours(self.knowledge.calendar)

    def next_time(self, occasion: Occasion) -> str:
        """When an event is next; where its day will stand while nobody knows it."""
        if occasion.begins is None or occasion.is_over(self.today):
            return self.knowledge.phrases.say("evenement.geen-datum", website=self.website)
        return self.knowledge.phrases.say("evenement.volgende", naam=occasion.name, dag=formatting.plain_day(occasion.begins))

    def _holds(self, entry: Entry) -> bool:
        begun = entry.valid_from is None or entry.valid_from <= self.today
        return begun and (entry.valid_until is None or self.today <= entry.valid_until or entry.risk is Risk.LOW)

    def _current(self, entry: Entry) -> str:
        """An expired answer about money, law or care is not given, since acting on it costs someone; others still help."""
        return entry.answer if self._holds(entry) else self.knowledge.phrases["antwoord.verlopen"]

    def _reviewed(self, entry: Entry) -> str:
        return self.knowledge.phrases["antwoord.niet-nagekeken"] if self.cautious(entry) else ""

    def _source(self, entry: Entry) -> str:
        name = formatting.listed(tuple(dict.fromkeys(source_name(source) for source in entry.sources)))
        read_on = entry.checked_on or entry.source_read_on
        if read_on is None:
            return self.knowledge.phrases.say("antwoord.bron", bron=name)
        return self.knowledge.phrases.say("antwoord.bron-gelezen", bron=name, datum=formatting.plain_day(read_on))

    def _paragraph(self, text: str, slots: Mapping[str, object]) -> str:
        unknown = self.knowledge.phrases["antwoord.bedrag-onbekend"]
        said: list[str] = []
        for sentence in _SENTENCE.split(text):
            filled = self._sentence(sentence, slots)
            if filled == "":  # there is nothing of the kind, so that there is nothing to say
                continue
            if filled is not None:
                said.append(filled)
            elif unknown not in said:
                said.append(unknown)
            elif said and said[-1].isspace():
                said.pop()
        return "".join(said)

    def _sentence(self, text: str, slots: Mapping[str, object]) -> str | None:
        """The sentence filled in, None when an amount in it is not known for today."""
        values = {name: str(slots[name]) if name in slots else self._value(name) for name in SLOT.findall(text)}
        if any(value is None for value in values.values()):
            return None
        if any((name in OF_CALENDAR or name == YOUR_REGION) and not value for name, value in values.items()):
            return ""
        return SLOT.sub(lambda match: str(values[match[1]]), text)

    def _value(self, name: str) -> str | None:
        if name in OF_CALENDAR:
            return OF_CALENDAR[name](self.knowledge.calendar)
        if occasion := next((one for one in self.knowledge.occasions if name == f"{NEXT}{one.id}"), None):
            return self.next_time(occasion)
        if name == YOUR_REGION:
            return self.knowledge.phrases.say("gemeente.hoort-erbij", gemeente=self._home.name) if self._home else ""
        if name in OF_MUNICIPALITY:
            return self._local(OF_MUNICIPALITY[name])
        if fact := self.knowledge.facts.get(name):
            return fact.value if fact.valid_until is None or self.today <= fact.valid_until else None
        amount = self.knowledge.amounts.get(name)
        value = amount.on(self.today) if amount else None
        return formatting.quantity(value.value, amount.unit) if amount and value else None

    def link(self, text: str) -> str:
        """The web address at the municipality that belongs to the first municipal slot of a text, empty when there is none."""
        names = [OF_MUNICIPALITY[name] for name in SLOT.findall(text) if name in OF_MUNICIPALITY]
        return self._home.links.get(names[0], "") if names and self._home else ""

    @property
    def _home(self) -> Municipality | None:
        return next((one for one in self.knowledge.municipalities if one.name == self.municipality), None)

    def _local(self, name: str) -> str:
        """What we know of a municipality; of another one nothing is said."""
        if self._home is None:
            return self.knowledge.phrases["gemeente.eigen"]
        known = self._home.details.get(name, "")
        return self.fill(known) if known else self.knowledge.phrases.say("gemeente.onbekend", gemeente=self._home.name)


def place_phrase(place: PlaceKind, location: Location | None) -> tuple[str, dict[str, str]]:
    """The key of the text that says where an appointment is, with its slots; of a location that is no more, as by telephone."""
    if place is PlaceKind.PHONE or location is None:
        return "afspraak.plek-telefoon", {}
    return "afspraak.plek-balie", {"naam": location.name, "adres": location.address}


def source_name(source: str) -> str:
    """How a source reads: the site of a web address, else as it was written."""
    host = urlsplit(source).hostname
    return host.removeprefix("www.") if host else source
