"""What is remembered of one contact: what was spoken of, what somebody told, what was said and what was rejected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bot.understanding.text import words

MOST_SUBJECTS = 3
VISIT = "afspraak-maken"
"""The subject of what is asked of the talk with us; no entry has this id."""
MOST_SAID = 40
"""Keys of what was said that are kept: a contact is seldom longer."""


@dataclass(frozen=True)
class Subject:
    """An entry that was spoken of, with the facets that were told, and the turn in which that was last."""

    entry: str
    facets: tuple[str, ...] = ()
    turn: int = 0


@dataclass(frozen=True)
class Remembered:
    """What somebody told: the value of a trait, and when."""

    value: str
    turn: int = 0
    sensitive: bool = False
    """Never in an event, agenda, mail or log."""


@dataclass(frozen=True)
class Memory:
    """The memory of a contact; JSON between two messages, empty when the contact has ended or the alarm went."""

    about: str = ""
    """Of whom it is told: `kind`, `partner`, `familie`, `client`, `werknemer`; empty for oneself."""
    subjects: tuple[Subject, ...] = ()
    """The newest first: [0] is what a follow-up is about."""
    traits: Mapping[str, Remembered] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    """Keys of what was said (`scholing`, `scholing#duur`): nothing twice, except when asked."""
    refused: tuple[str, ...] = ()
    """Readings that the person rejected: never chosen again in this contact."""
    read: str = ""
    """The key of the reading that was answered last: what a correction rejects."""
    line: str = ""
    """What the person wrote just before, masked: a short line right after it is read joined to it too."""
    language: str = ""
    """Code of the language the person writes in, empty for Dutch."""
    asked: int = -1
    """The turn of the last question that is kept for staff in own words."""
    doubted: bool = False
    """The last answer of ours was a question between two readings: not asked twice in a row."""

    @property
    def focus(self) -> str:
        """The entry that was spoken of last; empty when there is none."""
        return self.subjects[0].entry if self.subjects else ""

    @property
    def entries(self) -> tuple[str, ...]:
        """The entries that were spoken of, the newest first."""
        return tuple(one.entry for one in self.subjects)

    def spoke_of(self, entry: str, turn: int, facet: str = "") -> Memory:
        """The memory with this entry as the newest subject, and the facet told of it."""
        known = next((one for one in self.subjects if one.entry == entry), Subject(entry))
        told = (*known.facets, facet) if facet and facet not in known.facets else known.facets
        newest = Subject(entry, told, turn)
        others = tuple(one for one in self.subjects if one.entry != entry)
        return replace(self, subjects=(newest, *others)[:MOST_SUBJECTS])

    def repeats(self, text: str) -> bool:
        """Whether a message is the last one in the same words: its answer was not seen, or is looked for again."""
        said = words(text)
        return bool(said) and words(self.line)[-len(said) :] == said

    def having_said(self, *keys: str) -> Memory:
        """The memory with what is said now."""
        return replace(self, said=tuple(dict.fromkeys((*self.said, *keys)))[-MOST_SAID:])

    def told(self, found: Mapping[str, Remembered]) -> Memory:
        """The memory with what was told now; the newest value wins."""
        return replace(self, traits={**self.traits, **found}) if found else self

    def in_words(self) -> tuple[str, ...]:
        """What was told, as a list for the person: "leeftijd: 58"."""
        return tuple(f"{name.replace('-', ' ')}: {one.value.replace('-', ' ')}" for name, one in self.traits.items())

    def rejected(self, keys: Iterable[str]) -> Memory:
        """The memory with readings that were rejected; their entries are no longer spoken of."""
        refused = tuple(dict.fromkeys((*self.refused, *(key for key in keys if key))))
        return replace(self, refused=refused, read="")


def restored(raw: Mapping[str, Any]) -> Memory:
    """The memory that a stored state holds; fields of another version are left out."""
    known = {name: value for name, value in raw.items() if name in {one.name for one in fields(Memory)}}
    known["subjects"] = tuple(Subject(one["entry"], tuple(one["facets"]), one["turn"]) for one in known.get("subjects", ()))
    known["traits"] = {name: Remembered(**one) for name, one in known.get("traits", {}).items()}
    known["said"], known["refused"] = tuple(known.get("said", ())), tuple(known.get("refused", ()))
    return Memory(**known)
