"""All content as one value that nobody changes: entries, calendar, texts, lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from bot.content.entries import UNPLACED, Amount, Entry, FacetWords, Fact, Lines, Notice, Synonym, Word
from bot.content.phrases import Phrases
from bot.content.problems import Problem
from bot.content.roles import Roles
from bot.content.schema_answers import Said
from bot.content.schema_appeals import Appeals
from bot.content.schema_replies import StandardReply
from bot.content.schema_traits import Trait
from bot.content.services import Calendar, Closure

# What an employer can choose from when preparing a conversation: what they look for, the branch, the hours per week.


@dataclass(frozen=True)
class Wish:
    """Something an employer looks for, with the service that fits and the topics from which it is understood."""

    id: str
    label: str
    service: str
    topics: tuple[str, ...] = ()
    lines: Lines = UNPLACED


@dataclass(frozen=True)
class Branch:
    """A branch, with words by which it is understood."""

    id: str
    label: str
    words: tuple[str, ...] = ()
    lines: Lines = UNPLACED


@dataclass(frozen=True)
class WeekHours:
    """A class of hours per week, up to and including `most`; None is without end."""

    id: str
    label: str
    most: Decimal | None = None
    lines: Lines = UNPLACED

    def holds(self, hours: Decimal) -> bool:
        """Whether so many hours are not too many for this class."""
        return self.most is None or hours <= self.most


@dataclass(frozen=True)
class Employers:
    """The choices of `werkgevers.yaml`; all empty when the folder has none: then there is no path to walk."""

    wishes: tuple[Wish, ...] = ()
    branches: tuple[Branch, ...] = ()
    hours: tuple[WeekHours, ...] = ()

    def wish_of(self, topic: str) -> Wish | None:
        """What someone looks for who asked about a topic."""
        return next((one for one in self.wishes if topic in one.topics), None)


# An event where people meet us, with a welcome of its own for who comes by its link or QR code.


@dataclass(frozen=True)
class Occasion:
    """An event of `evenementen.yaml`. Without days we do not know when it is."""

    id: str
    name: str
    welcome: str
    services: tuple[str, ...] = ()
    """The conversations that are offered at once, so that one is booked in three taps."""
    begins: date | None = None
    ends: date | None = None
    confirmed: bool = False
    lines: Lines = UNPLACED

    def is_over(self, day: date) -> bool:
        """Whether the event was before this day."""
        return self.ends is not None and self.ends < day


@dataclass(frozen=True)
class OwnerQuestion:
    """What only the centre can tell (`bevestigen.yaml`), and which answers will change with it."""

    question: str
    parts: tuple[str, ...]
    """`entry` for its answer, `entry#facet` for a facet of it."""
    lines: Lines = UNPLACED


# Everything we know, as one value that is swapped as a whole when the content changes.


@dataclass(frozen=True)
class LanguageReply:
    """A fixed text for a second message, and the words by which that asks for it."""

    text: str
    words: tuple[str, ...] = ()
    about: str = ""
    """What it is about (`talen.over-<about>` of the texts says the same in Dutch and figures); empty when that is not told."""


@dataclass(frozen=True)
class Language:
    """A language in which we can say one thing: where to come and how to be called (`talen.yaml`)."""

    code: str
    message: str
    call_label: str
    come_label: str
    card: str
    """In Dutch, for the desk: what this person wants and speaks."""
    words: tuple[str, ...] = ()
    """Frequent words by which the language is told from Dutch; empty when its script tells."""
    days: tuple[str, ...] = ()
    """The seven days from Monday on, for {dagen} in the message."""
    checked: bool = False
    """Whether someone who speaks it has read the message; until then only figures are said, which cannot be mistranslated."""
    replies: tuple[LanguageReply, ...] = ()
    """What is said to a second message."""
    welcome: str = ""
    """A courtesy after thanks: it states nothing, so that it is said before anybody has read the message."""
    only_dutch: str = ""
    """That we answer in Dutch and that short words are fine, in this language."""
    moments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words for today, tomorrow, morning and afternoon by the Dutch one, and words that refuse under `niet`."""


@dataclass(frozen=True)
class Municipality:
    """A municipality of the region with the places in it, and who does what there; empty when we do not know."""

    name: str
    places: tuple[str, ...]
    details: Mapping[str, str] = field(default_factory=dict)
    """bijstand, schuldhulp, klacht, sociaal_ontwikkelbedrijf: the sentence we may say."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Of the same the web address, where we know one."""
    confirmed: bool = False
    lines: Lines = field(default=UNPLACED, compare=False, repr=False)


@dataclass(frozen=True)
class WordLists:
    """Words by which a sentence shows what it is (`gevoelig.yaml`); a star at the end stands for every ending."""

    sensitive: tuple[str, ...] = ()
    """Health, debt, violence, union, belief: such a sentence is not kept when it was not understood."""
    insults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Knowledge:
    """The content of one knowledge folder, checked."""

    entries: Mapping[str, Entry]
    phrases: Phrases
    calendar: Calendar = field(default_factory=Calendar)
    amounts: Mapping[str, Amount] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    words: tuple[Word, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Further example sentences per topic (`intents/voorbeelden/<id>.txt`); `geen` holds what is not ours."""
    notice: Notice | None = None
    languages: tuple[Language, ...] = ()
    municipalities: tuple[Municipality, ...] = ()
    employers: Employers = field(default_factory=Employers)
    occasions: tuple[Occasion, ...] = ()
    owner_questions: tuple[OwnerQuestion, ...] = ()
    word_lists: WordLists = field(default_factory=WordLists)
    facet_words: Mapping[str, FacetWords] = field(default_factory=dict)
    traits: Mapping[str, Trait] = field(default_factory=dict)
    """What people tell of themselves (`kenmerken.yaml`)."""
    appeals: Appeals = field(default_factory=Appeals)
    """By which words people speak of what we promised them (`beloften.yaml`)."""
    replies: tuple[StandardReply, ...] = ()
    """What colleagues can begin an answer with (`standaardantwoorden.yaml`)."""
    answers_said: Mapping[Said, tuple[str, ...]] = field(default_factory=dict)
    """The words by which people answer a question of ours (`antwoorden.yaml`)."""
    roles: Roles = field(default_factory=Roles)
    warnings: tuple[Problem, ...] = ()
    version: str = ""
    """The first twelve characters of a hash over the files: it stands on every answer given."""

    def with_notice(self, notice: Notice | None) -> Knowledge:
        """The same content with another message of the day; one that says so closes every location on its days."""
        shut = _closure_of(notice)
        locations = {
            id_: replace(one, closures=(*(kept for kept in one.closures if not kept.by_notice), *shut))
            for id_, one in self.calendar.locations.items()
        }
        return replace(self, notice=notice, calendar=replace(self.calendar, locations=locations))

    def notice_on(self, day: date, topic: str = "") -> str:
        """The message of the day, empty when there is none or it is about other topics."""
        notice = self.notice
        if notice is None or (notice.begins and day < notice.begins) or (notice.ends and day > notice.ends):
            return ""
        return notice.text if not notice.topics or topic in notice.topics else ""


def _closure_of(notice: Notice | None) -> tuple[Closure, ...]:
    """The days on which a message of the day says that we are closed."""
    if notice is None or not notice.closes or notice.begins is None or notice.ends is None:
        return ()
    begin, end = (datetime.combine(day, time.min) for day in (notice.begins, notice.ends + timedelta(days=1)))
    return (Closure(begin, end, notice.text, by_notice=True),)
