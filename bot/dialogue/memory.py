"""What is remembered of one contact: what was spoken of, what somebody told, what was said and what was rejected."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from bot.understanding.text import words

MOST_SUBJECTS = 3
VISIT = "afspraak-maken"
"""The subject of what is asked of the talk with us; no entry has this id."""
MOST_SAID = 40
"""Marks of what was said that are kept: a contact is seldom longer."""


class MarkKind(StrEnum):
    """What a mark is about."""

    ENTRY = "entry"
    """An entry was told, or stands as the subject."""
    ANSWER = "answer"
    """This answer of an entry, by a hash: a variant is another answer."""
    SHORT = "short"
    """An answer came back in short, after another subject."""
    FACET = "facet"
    IN_VAIN = "in vain"
    """Something was asked of an entry that we do not know."""
    TEXT = "text"
    """A whole reply, by a hash."""
    SENTENCE = "sentence"
    """One of our own sentences, by its key or in full."""


@dataclass(frozen=True)
class Mark:
    """One thing that was said in this contact: nothing is said twice, except when asked."""

    kind: MarkKind
    about: str
    detail: str = ""
    """The facet, or the hash of an answer."""

    @classmethod
    def answer(cls, entry: str, text: str) -> Mark:
        """That this answer of an entry was told."""
        return cls(MarkKind.ANSWER, entry, hashlib.sha256(text.encode()).hexdigest()[:6])

    @classmethod
    def text(cls, text: str) -> Mark:
        """That this whole reply was given."""
        return cls(MarkKind.TEXT, hashlib.sha256(text.encode()).hexdigest()[:8])

    @property
    def key(self) -> str:
        """As it stands in a stored state: `scholing`, `scholing~1f2a3b`, `scholing#`, `scholing#?`, `scholing#duur`, `=1f2a3b4c`, else the sentence."""
        before, after = _SIGNS[self.kind]
        return f"{before}{self.about}{after}{self.detail}"


_SIGNS = {
    MarkKind.ENTRY: ("", ""),
    MarkKind.ANSWER: ("", "~"),
    MarkKind.SHORT: ("", "#"),
    MarkKind.FACET: ("", "#"),
    MarkKind.IN_VAIN: ("", "#?"),
    MarkKind.TEXT: ("=", ""),
    MarkKind.SENTENCE: ("", ""),
}
_ID = r"(?P<about>[a-z0-9]+(?:-[a-z0-9]+)*)"
_KEYS = {
    MarkKind.ENTRY: re.compile(_ID),
    MarkKind.ANSWER: re.compile(rf"{_ID}~(?P<detail>[0-9a-f]{{6}})"),
    MarkKind.SHORT: re.compile(rf"{_ID}#"),
    MarkKind.FACET: re.compile(rf"{_ID}#(?P<detail>[a-z0-9]+(?:-[a-z0-9]+)*)"),
    MarkKind.IN_VAIN: re.compile(rf"{_ID}#\?"),
    MarkKind.TEXT: re.compile(r"=(?P<about>[0-9a-f]{8})"),
}


def mark_of(key: str) -> Mark:
    """The mark that a stored state holds under this key."""
    for kind, form in _KEYS.items():
        if found := form.fullmatch(key):
            return Mark(kind, found["about"], found.groupdict().get("detail", ""))
    return Mark(MarkKind.SENTENCE, key)


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
    said: tuple[Mark, ...] = ()
    """What was said, the newest last."""
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

    @property
    def told_entries(self) -> tuple[str, ...]:
        """The entries that were told."""
        return tuple(one.about for one in self.said if one.kind is MarkKind.ENTRY)

    def has_said(self, sentence: str) -> bool:
        """Whether this sentence of ours stood in this contact, by its key or in full."""
        return Mark(MarkKind.SENTENCE, sentence) in self.said

    def having_said(self, *sentences: str) -> Memory:
        """The memory with sentences that are said now, by their key or in full."""
        return self.marked(*(Mark(MarkKind.SENTENCE, one) for one in sentences))

    def marked(self, *marks: Mark) -> Memory:
        """The memory with what is said now."""
        return replace(self, said=tuple(dict.fromkeys((*self.said, *marks)))[-MOST_SAID:])

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


def stored(memory: Memory) -> dict[str, Any]:
    """The memory as a stored state holds it."""
    return {**asdict(memory), "said": [mark.key for mark in memory.said]}


def restored(raw: Mapping[str, Any]) -> Memory:
    """The memory that a stored state holds; fields of another version are left out."""
    known = {name: value for name, value in raw.items() if name in {one.name for one in fields(Memory)}}
    known["subjects"] = tuple(Subject(one["entry"], tuple(one["facets"]), one["turn"]) for one in known.get("subjects", ()))
    known["traits"] = {name: Remembered(**one) for name, one in known.get("traits", {}).items()}
    known["said"], known["refused"] = tuple(map(mark_of, known.get("said", ()))), tuple(known.get("refused", ()))
    return Memory(**known)
