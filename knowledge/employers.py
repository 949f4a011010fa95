"""What an employer can choose from when preparing a conversation: what they look for, the branch, the hours per week."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from knowledge.lines import UNPLACED, Lines


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
