"""An answer as it is said on a given day: facts filled in, expired amounts owned up to, the source named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from bot.content.entries import Entry, Risk, Word
from bot.content.model import Knowledge, Municipality
from bot.content.services import Location, PlaceKind
from bot.content.templates import OF_MUNICIPALITY
from bot.content.text_fields import SLOT
from bot.domain import formatting
from bot.domain.opening_hours import hours_groups

_WORD = re.compile(r"[\w-]+")
_SENTENCE = re.compile(r"(?<=[.?!])(\s+)")
MUST_BE_REVIEWED = frozenset({Risk.MONEY, Risk.LAW, Risk.CARE})


@dataclass(frozen=True)
class Answers:
    """Says entries, steps and words of one knowledge on one day."""

    knowledge: Knowledge
    today: date
    municipality: str = ""
    """Where someone lives, as far as they told us: a local number is for who lives there."""

    def full(self, entry: Entry) -> str:
        """The whole answer with what must be said beside it: not reviewed, the source."""
        return "\n".join(part for part in (self.fill(self._current(entry)), self._reviewed(entry), self._source(entry)) if part)

    def short(self, entry: Entry) -> str:
        """The answer in at most 25 words, for who reads with difficulty."""
        return self.fill(entry.short) if self._holds(entry) else self.knowledge.phrases["antwoord.verlopen"]

    def fill(self, text: str, slots: Mapping[str, object] | None = None) -> str:
        """A text with its slots filled: those that are given, then facts and amounts.

        A sentence with an amount that has expired says that we do not know it.
        """
        paragraphs = text.strip().split("\n")
        return "\n".join(self._paragraph(one, slots or {}) for one in paragraphs)

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
        """`maandag tot en met donderdag van 10.00 tot 16.00 uur`, of the first location that is not temporary."""
        location = next((one for one in self.knowledge.calendar.locations.values() if one.closes_after is None), None)
        if location is None:
            return ""
        parts = []
        for days, hours in hours_groups(location):
            parts.append(f"{formatting.weekdays(days)} {formatting.listed([formatting.hours(one.begin, one.end) for one in hours])}")
        return formatting.listed(parts)

    def plain_hours(self) -> str:
        """`10.00-16.00`, the hours of most days, for messages in other languages that name the days themselves."""
        location = next((one for one in self.knowledge.calendar.locations.values() if one.closes_after is None), None)
        groups = hours_groups(location) if location else ()
        hours = max(groups, key=lambda group: len(group[0]))[1] if groups else ()
        return ", ".join(f"{one.begin.hour}.{one.begin.minute:02d}-{one.end.hour}.{one.end.minute:02d}" for one in hours)

    def _holds(self, entry: Entry) -> bool:
        begun = entry.valid_from is None or entry.valid_from <= self.today
        return begun and (entry.valid_until is None or self.today <= entry.valid_until or entry.risk is Risk.LOW)

    def _current(self, entry: Entry) -> str:
        """An expired answer about money, law or care is not given, since acting on it costs someone; others still help."""
        return entry.answer if self._holds(entry) else self.knowledge.phrases["antwoord.verlopen"]

    def _reviewed(self, entry: Entry) -> str:
        unseen = entry.risk in MUST_BE_REVIEWED and entry.checked_on is None
        return self.knowledge.phrases["antwoord.niet-nagekeken"] if unseen else ""

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
        return SLOT.sub(lambda match: str(values[match[1]]), text)

    def _value(self, name: str) -> str | None:
        if name == "openingstijden":
            return self.opening_hours()
        if name == "openingstijden-kort":
            return self.plain_hours()
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
