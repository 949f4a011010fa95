"""A mistake in the content, told so that the one who made it can mend it: the words stand in meldingen.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.content.catalogue import Catalogue

catalogue = Catalogue("bot.content", "meldingen.yaml")
"""What is said about mistakes, by code: of each what is wrong (`wat`) and what to do (`doe`)."""


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file, as staff know it: the path from the content folder, lines counted from 1."""

    file: str
    line: int = 1

    def __str__(self) -> str:
        return catalogue.say("place", file=self.file, line=self.line)


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong, where, and what to do about it. A warning does not stop the content from going live."""

    place: Place
    message: str
    remedy: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.message}\n    → {self.remedy}"


class KnowledgeInvalid(Exception):
    """The content has mistakes; all of them are in `problems`, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


Words = tuple[str, str]
"""What is wrong and what to do about it."""


_SHOWN = 60  # characters of a line that are repeated in a message


def cut(text: str) -> str:
    """A line as it is repeated in a message."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, empty when none is near."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.6)), "")


def told(code: str, /, **slots: object) -> Words:
    """A message of the catalogue: what is wrong and what to do about it."""
    return catalogue.say(f"{code}.wat", **slots), catalogue.say(f"{code}.doe", **slots)


def perhaps(meant: str, code: str, /, **slots: object) -> Words:
    """A message about a name: the remedy is what was probably meant, and its own only when that is empty."""
    return (catalogue.say(f"{code}.wat", **slots), catalogue.say("meant", meant=meant)) if meant else told(code, **slots)


def unknown_field(name: str, known: Iterable[str]) -> Words:
    """`known`: the fields that it may have been; the only one is the one that was meant."""
    known = list(known)
    meant = known[0] if len(known) == 1 else nearest(name, known)
    return perhaps(meant, "unknown-field", name=name, known=", ".join(known))


def double_field(name: str, first_line: int) -> Words:
    return told("double-field", name=name, first_line=first_line)


def item_without_dash(name: str, first_line: int) -> Words:
    return told("item-without-dash", name=name, first_line=first_line)


def missing_first_line(first: str, name: str, first_line: int) -> Words:
    return told("missing-first-line", name=name, first_line=first_line, first=first)


def missing_field(name: str, owner: str, example: str) -> Words:
    return told("missing-field", owner=owner, name=name, example=example)


def empty_field(name: str) -> Words:
    return told("empty-field", name=name)


def not_a_text(name: str) -> Words:
    return told("not-a-text", name=name)


def not_a_list(name: str) -> Words:
    return told("not-a-list", name=name)


def not_a_mapping(name: str, example: str = "id") -> Words:
    return told("not-a-mapping", name=name, example=example)


def not_a_choice(value: str, name: str, choices: Sequence[str]) -> Words:
    return perhaps(nearest(value, choices), "not-a-choice", value=value, name=name, choices=", ".join(choices))


def former_name(name: str, now: str) -> Words:
    return told("former-name", name=name, now=now)


def unknown_id(value: str, what: str, known: Iterable[str]) -> Words:
    known = sorted(known)
    meant = nearest(value, known)
    return perhaps(meant, "unknown-id" if known else "unknown-id-of-none", what=what, value=value, known=_some(known))


def _some(known: list[str]) -> str:
    """A list that stays readable: at most eight names."""
    first = ", ".join(known[:8])
    return catalogue.say("some", first=first, count=len(known) - 8) if len(known) > 8 else first


def bad_id(value: str, meant: str) -> Words:
    return told("bad-id-instead" if meant else "bad-id", value=value, meant=meant)


def made_id(value: str) -> Words:
    return told("made-id", value=value)


def double_id(value: str, other: Place) -> Words:
    return told("double-id", value=value, other=other)


def double_text(name: str, value: str, topic: str, other: Place) -> Words:
    return told("double-text", value=value, name=name, topic=topic, other=other)


def double_step(value: str, first_line: int) -> Words:
    return told("double-step", value=value, first_line=first_line)


def double_sentence(sentence: str, topic: str, other: Place) -> Words:
    return told("double-sentence", sentence=sentence, topic=topic, other=other)


def refers_to_itself(topic: str) -> Words:
    return told("refers-to-itself", topic=topic)


def repeated_sentence(sentence: str, other: Place) -> Words:
    return told("repeated-sentence", sentence=sentence, other=other)


def not_meant_is_example(sentence: str, other: Place) -> Words:
    return told("not-meant-is-example", sentence=sentence, other=other)


def test_is_example(sentence: str, topic: str, other: Place) -> Words:
    return told("test-is-example", sentence=sentence, topic=topic, other=other)


def test_twice(sentence: str, topic: str, other: Place) -> Words:
    return told("test-twice", sentence=sentence, topic=topic, other=other)


def too_long(name: str, length: int, limit: int, unit: str) -> Words:
    return told("too-long", name=name, length=length, unit=unit, limit=limit)


def too_few(name: str, owner: str, count: int, least: int) -> Words:
    return told("too-few", owner=owner, name=name, count=count, least=least)


def no_words(name: str, value: str) -> Words:
    return told("no-words", name=name, value=value)


def no_step(owner: str) -> Words:
    return told("no-step", owner=owner)


def personal(kind: str, field: str) -> Words:
    return told("personal", field=field, kind=kind)


def not_a_source(value: str) -> Words:
    return told("not-a-source", value=value)


def not_an_address(value: str) -> Words:
    return told("not-an-address", value=value)


def unknown_slot(slot: str, known: Iterable[str]) -> Words:
    meant = nearest(slot, sorted(known))
    return told("unknown-slot-meant" if meant else "unknown-slot", slot=slot, meant=meant)


def lone_brace(name: str) -> Words:
    return told("lone-brace", name=name)


def no_slots(name: str, slot: str) -> Words:
    return told("no-slots", slot=slot, name=name)


def unused_slot(key: str, slot: str) -> Words:
    return told("unused-slot", key=key, slot=slot)


def missing_phrase(key: str) -> Words:
    return told("missing-phrase", key=key)


def unknown_phrase(key: str, known: Iterable[str]) -> Words:
    return perhaps(nearest(key, known), "unknown-phrase", key=key)


def ends_before_it_begins(begin: str, end: str, names: tuple[str, str] = ("van", "tot")) -> Words:
    return told("ends-before-it-begins", first=names[0], last=names[1], begin=begin, end=end)


def overlapping(name: str, other: Place) -> Words:
    return told("overlapping", name=name, other=other)


def closing_notice_without_days() -> Words:
    return told("closing-notice-without-days")


def notice_without_end() -> Words:
    return told("notice-without-end")
