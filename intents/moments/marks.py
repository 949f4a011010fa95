"""A message while it is being understood: its text, with a mark wherever something was recognised."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import Enum

from intents.moments.words import MONTHS, SHORT_MONTHS


class Kind(Enum):
    """How a day was named, as that decides what "na" and "vanaf" it mean."""

    DAY = "day"  # vandaag, over drie dagen
    WEEKDAY = "weekday"  # dinsdag
    EVERY = "every"  # dinsdags
    DATED = "dated"  # 12 maart, de 14e
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    YEAR = "year"
    HOLIDAY = "holiday"
    VAGUE = "vague"  # over een paar dagen


@dataclass(frozen=True)
class Days:
    """One day, or a stretch of days, that was named; `within` is the stretch in which a weekday was looked up."""

    first: date
    last: date
    kind: Kind
    within: "Days | None" = None


@dataclass(frozen=True)
class Clock:
    """A clock time as said; `sure` when it can be read in one way only ("15 uur", "09:00")."""

    hour: int
    minute: int = 0
    sure: bool = False


@dataclass(frozen=True)
class Part:
    """A part of the day: ochtend, middag, avond, or nacht, in which nobody has an appointment."""

    name: str


@dataclass(frozen=True)
class Hours:
    """A stretch of the day, open on one side or closed."""

    first: Clock | time | None
    last: Clock | time | None


@dataclass(frozen=True)
class From:
    """Not before this day; `likely` are the days that someone who says so first thinks of."""

    day: date
    likely: tuple[date, date]


@dataclass(frozen=True)
class Until:
    """Not after this day."""

    day: date


@dataclass(frozen=True)
class Without:
    """These weekdays (0 = Monday) will not do."""

    weekdays: tuple[int, ...]


@dataclass(frozen=True)
class Soon:
    """No preference but the first."""


@dataclass(frozen=True)
class Impossible:
    """A day that does not exist, as it was written."""

    said: str


@dataclass(frozen=True)
class Gone:
    """Something in the past: what stands beside it is not about an appointment."""


Mark = Days | Clock | Part | Hours | From | Until | Without | Soon | Impossible | Gone
Found = Sequence[str | Mark] | None

_SINGLE = {Kind.DAY: "D", Kind.DATED: "D", Kind.WEEKDAY: "W", Kind.EVERY: "W"}


def _letter(mark: Mark) -> str:
    """Capitals, because the text itself has none."""
    match mark:
        case Days(kind=Kind.WEEKDAY, within=Days()):
            return "D"
        case Days(kind=Kind.HOLIDAY):
            return "D" if mark.first == mark.last else "S"
        case Days():
            return _SINGLE.get(mark.kind, "S")
        case Clock():
            return "T"
        case Part():
            return "P"
        case Gone():
            return "Z"
        case _:
            return "X"


@dataclass(frozen=True)
class Draft:
    """The text with its marks ("D0 na T1") and what each mark stands for."""

    text: str
    now: datetime
    marks: tuple[Mark, ...] = ()

    @property
    def today(self) -> date:
        return self.now.date()

    def days(self, name: str) -> Days:
        found = self.marks[int(name[1:])]
        assert isinstance(found, Days)
        return found

    def clock(self, name: str) -> Clock:
        found = self.marks[int(name[1:])]
        assert isinstance(found, Clock)
        return found

    def part(self, name: str) -> Part:
        found = self.marks[int(name[1:])]
        assert isinstance(found, Part)
        return found

    def remaining(self) -> list[Mark]:
        """The marks still standing in the text, in the order in which they were said."""
        return [self.marks[int(name[1:])] for name in re.findall(r"[DWSTPX]\d+", self.text)]


@dataclass(frozen=True)
class Rule:
    """A phrase, and what it means; reading gives the words and marks to put in its place, or None to leave it."""

    phrase: re.Pattern[str]
    reading: Callable[[re.Match[str], Draft], Found]


# After a bare figure only these may follow: "om 3 graag" is a time, "om 3 redenen" is not.
_AFTER_A_FIGURE = (
    "en of uur graag aub svp kan kunnen kunt kon is zou ik je jij u jullie wij we wil om als het dat liefst liever maar ook dan "
    "past lukt mag bij voor na tot tm tussen rond vanaf ongeveer kom komen hoor hoeft heb lijkt goed ok oke prima misschien "
    "eventueel ofzo zo met naar in op de van nog afspraak ben heeft kwart half want omdat alstublieft niet even pas"
).split()
_BLOCKS = {
    "<day>": r"[DSW]\d+",
    "<one>": r"[DW]\d+",
    "<span>": r"S\d+",
    "<weekday>": r"W\d+",
    "<time>": r"T\d+",
    "<part>": r"P\d+",
    "<hour>": r"(?:\d{1,2}|een)",
    "<month>": "(?:" + "|".join((*MONTHS, *SHORT_MONTHS)) + ")",
    "<end>": r"(?= *(?:$|[-,;?]|[DSWTPX]\d|(?:" + "|".join(_AFTER_A_FIGURE) + r")\b))",
}


def phrase(pattern: str) -> re.Pattern[str]:
    """A pattern with blocks such as <day> and <time>, matched on whole words."""
    filled = re.sub(r"(?<!\?P)<\w+>", lambda block: _BLOCKS[block[0]], pattern)  # (?P<day>…) is a group of that name
    return re.compile(rf"(?<![\w.:/-])(?:{filled})(?:(?<!\w)|(?![\w/]|[.:-]\d))")


def _put(draft: Draft, start: int, end: int, found: Sequence[str | Mark]) -> Draft:
    words: list[str] = []
    marks = list(draft.marks)
    for piece in found:
        if not isinstance(piece, str):
            marks.append(piece)
            piece = f"{_letter(piece)}{len(marks) - 1}"
        words.append(piece.strip())
    said = " ".join(word for word in words if word)
    before, after = draft.text[:start], draft.text[end:] if said else draft.text[end:].lstrip()
    return replace(draft, text=before + said + after, marks=tuple(marks))


def applied(rules: Sequence[Rule], draft: Draft) -> Draft:
    """The draft after each rule in turn has read every place that it fits."""
    for rule in rules:
        match = rule.phrase.search(draft.text)
        while match:
            found = rule.reading(match, draft)
            position = match.start() + 1  # what is put here may begin the next match: "ma, di of wo"
            if found is not None:
                draft = _put(draft, match.start(), match.end(), found)
                position -= not any(found)  # nothing was put here, so the next word is
            match = rule.phrase.search(draft.text, position)
    return draft
