"""Entries as values: a question with its answer, its steps, its examples and its validity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.content.problems import Place

# Where the parts of something stand in its file, so that a message about it can name the true line.


@dataclass(frozen=True)
class Lines:
    """Lines (from 1) of one entry, step or other group of fields; 0 when it was not read from a file."""

    file: str = ""
    start: int = 0
    fields: Mapping[str, int] = field(default_factory=dict)
    """The line of each field's name."""
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Per field the lines of its items or of its text."""

    def of(self, name: str) -> Place:
        """Where a field stands; where the group begins when it has no such field."""
        return Place(self.file, self.fields.get(name, self.start))

    def part(self, name: str, number: int) -> Place:
        """Where an item of a list stands, or a line of a text (numbered from 0)."""
        parts = self.parts.get(name, ())
        if not parts:
            return self.of(name)
        return Place(self.file, parts[number] if number < len(parts) else parts[-1])


UNPLACED = Lines()


# The shapes of what we know: questions with answers, steps, amounts, words and phrases.

NOWHERE = Place("", 0)


class Audience(StrEnum):
    """Who a topic or service is for."""

    INHABITANT = "inwoner"
    EMPLOYER = "werkgever"
    BOTH = "beide"


class Risk(StrEnum):
    """What a wrong answer costs: it sets how long an answer may go unreviewed and what happens when it expires."""

    LOW = "laag"
    MONEY = "geld"
    LAW = "recht"
    CARE = "zorg"


BACKGROUND = "geen"
"""The topic of sentences that are not ours: as file of examples and test questions, as `hoort_bij`, and as what was understood."""


DANGER = "crisis"
"""The topic of who is in danger; an entry for its soft form belongs to it."""


class StepKind(StrEnum):
    """The kinds of next step; `NONE` is only ever recorded, never offered."""

    APPOINTMENT = "afspraak"
    CALL_BACK = "terugbellen"
    WALK_IN = "inloop"
    REFERRAL = "doorverwijzing"
    REGISTRATION = "aanmelding"
    SELF = "zelf"
    EMERGENCY = "noodhulp"
    NONE = "geen"


@dataclass(frozen=True)
class Step:
    """A concrete next step: its kind, how it reads on a button and what is said when it is chosen."""

    kind: StepKind
    label: str = ""
    text: str = ""
    service: str = ""
    to: str = ""
    url: str = ""
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)


FACETS = (
    "wat",
    "voor-wie",
    "voorwaarden",
    "kosten",
    "bedrag",
    "loon",
    "duur",
    "wanneer",
    "wachttijd",
    "waar",
    "wie-regelt",
    "aanmelden",
    "meenemen",
    "eten",
    "begeleider",
    "telefonisch",
    "zelf-doen",
    "verplicht",
    "daarna",
    "als-het-niet-lukt",
    "bewijs",
    "contact",
)
"""What one can ask further about any subject: "hoe lang duurt dat?" asks for its `duur`."""


@dataclass(frozen=True)
class Condition:
    """Something that must be known of the person: one of these values, or a number between two bounds (not included)."""

    of: str
    """`rol`, `over`, or what people tell of themselves: an id of kenmerken.yaml."""
    values: tuple[str, ...] = ()
    above: Decimal | None = None
    below: Decimal | None = None


@dataclass(frozen=True)
class Variant:
    """What is said instead to a person of whom all conditions hold; what is not known never holds."""

    conditions: tuple[Condition, ...]
    answer: str
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)


@dataclass(frozen=True)
class Facet:
    """What we say of one facet of a subject. What it leaves open (None) is as the entry has it."""

    id: str
    answer: str = ""
    unknown: bool = False
    """`onbekend`: nobody here knows; the honest sentence is said, and staff are asked."""
    see: str = ""
    """The entry that tells it."""
    variants: tuple[Variant, ...] = ()
    step: Step | None = None
    """Goes before the steps of the entry."""
    sources: tuple[str, ...] | None = None
    risk: Risk | None = None
    review_within: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    checked_on: date | None = None
    source_read_on: date | None = None
    language_exception: str = ""
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)


@dataclass(frozen=True)
class FacetWords:
    """What holds for one facet of every subject (`facetten.yaml`)."""

    id: str
    heading: str
    unknown: str
    """The honest sentence, with {noemen} and the step that brings certainty."""
    talk: str = ""
    """The same facet of a conversation with us."""
    appointment: str = ""
    """What we know of an appointment that was made, with {dienst.…} and {locatie}."""
    by_phone: str = ""
    """The same of an appointment by telephone, when that is not the same."""
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)


@dataclass(frozen=True)
class Entry:
    """A question that people ask, our answer to it, and the steps that follow."""

    id: str
    question: str
    answer: str
    sources: tuple[str, ...]
    steps: tuple[Step, ...]
    examples: tuple[str, ...] = ()
    short: str = ""
    label: str = ""
    test_questions: tuple[str, ...] = ()
    not_meant: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    audience: Audience = Audience.BOTH
    risk: Risk = Risk.LOW
    subject: str = ""
    owner: str = ""
    review_within: int = 180
    valid_from: date | None = None
    valid_until: date | None = None
    checked_on: date | None = None
    source_read_on: date | None = None
    sensitive: bool = False
    belongs_to: str = ""
    language_exception: str = ""
    """Why the rules of plain language do not hold here, in the words of staff."""
    called: str = ""
    """How the subject is called inside a sentence, with its article: "een bbl"."""
    facets: Mapping[str, Facet] = field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    """What is said in place of the answer, by what we know of the person."""
    place: Place = field(default=NOWHERE, compare=False)
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)


@dataclass(frozen=True)
class Act:
    """Something one can *do* in the chat (book, move, greet, ask for a person), known by its sentences."""

    id: str
    explanation: str
    examples: tuple[str, ...]
    test_questions: tuple[str, ...] = ()
    label: str = ""
    belongs_to: str = ""
    audience: Audience = Audience.BOTH
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class AmountValue:
    """What an amount was or is between two dates (both included; None is open)."""

    value: Decimal
    valid_from: date | None
    valid_until: date | None
    source: str = ""
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)

    def holds_on(self, day: date) -> bool:
        """Whether the value is known to hold on this day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class Amount:
    """A number that the law or a scheme sets, with its history."""

    id: str
    what: str
    unit: str
    values: tuple[AmountValue, ...]
    source_read_on: date | None = None
    place: Place = field(default=NOWHERE, compare=False)

    def on(self, day: date) -> AmountValue | None:
        """The value that holds on a day, None when we do not know it."""
        return next((value for value in reversed(self.values) if value.holds_on(day)), None)

    def last_known(self, day: date) -> AmountValue | None:
        """The newest value that began on or before a day, expired or not."""
        begun = [value for value in self.values if value.valid_from is None or value.valid_from <= day]
        return begun[-1] if begun else None


@dataclass(frozen=True)
class Fact:
    """A fact that stands once and is referred to as {id}: an address, a phone number, a site."""

    id: str
    value: str
    source: str
    valid_until: date | None = None
    place: Place = field(default=NOWHERE, compare=False)
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)


@dataclass(frozen=True)
class Word:
    """A word of the glossary with its plain explanation."""

    word: str
    forms: tuple[str, ...]
    explanation: str
    topic: str = ""
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)


@dataclass(frozen=True)
class Synonym:
    """Words that people use for one of ours: dialect, slang, shorthand."""

    meaning: str
    words: tuple[str, ...]
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)


@dataclass(frozen=True)
class Notice:
    """A message of the day that stands above answers (`mededeling.yaml`): snow, strike, illness."""

    text: str
    begins: date | None = None
    ends: date | None = None
    topics: tuple[str, ...] = ()
    closes: bool = False
    """`dicht: ja`: from `begins` up to and including `ends` no location is open."""
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)
