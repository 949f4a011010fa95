"""From `beloften.yaml` to the words by which people speak of what we promised them; the only module that knows its Dutch field names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.content import fields
from bot.content.fields import FieldRule, Sheet, fill
from bot.content.folder import SHIPPED_INTENTS
from bot.content.shapes import of_form
from bot.content.yaml_nodes import Mapping as Node

OWN_FILE = SHIPPED_INTENTS / "beloften.yaml"
OR, NOT = "/", "-"


class AppealKind(StrEnum):
    """What someone says of a promise; the order in which they are looked for."""

    NOT_PASSED_ON = "niet-doorgeven"
    WRONG_NUMBER = "ander-nummer"
    NO_CALL = "niet-terugbellen"
    WAS_THERE = "was-er-wel"
    WHO = "wie-belt"
    ANSWER = "wanneer-antwoord"
    WHEN = "wanneer-gebeld"
    NOT_CALLED = "niet-gebeld"
    LATER = "kom-later"


@dataclass(frozen=True)
class Pattern:
    """Words that stand in a message in this order, each one of some, and words that must not stand in it."""

    wanted: tuple[frozenset[str], ...]
    refused: frozenset[str] = frozenset()

    def fits(self, words: Sequence[str]) -> bool:
        """Whether a message, as its words, is told by this pattern."""
        rest = iter(words)
        return self.refused.isdisjoint(words) and all(any(word in one for word in rest) for one in self.wanted)


@dataclass(frozen=True)
class Appeals:
    """Per kind the patterns by which it is told."""

    patterns: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)

    def kind_of(self, words: Sequence[str]) -> AppealKind | None:
        """What a message says of a promise; None when it says nothing of one."""
        return next((kind for kind in AppealKind if any(one.fits(words) for one in self.patterns.get(kind, ()))), None)


_FORM = {kind.value: FieldRule(fields.texts) for kind in AppealKind}


@of_form(_FORM)
def read_appeals(sheet: Sheet, root: Node) -> Appeals:
    """The words of `beloften.yaml`; a kind that is left out is never told."""
    filled = fill(sheet, root, _FORM, "de woorden over beloften")
    return Appeals({kind.value: _patterns(filled.get(kind.value, ())) for kind in AppealKind})


def _patterns(lines: Sequence[str]) -> tuple[Pattern, ...]:
    return tuple(_pattern(line) for line in lines)


def _pattern(line: str) -> Pattern:
    """`niet/nooit gebeld -als`: one of two words, then another; not with a third."""
    parts = line.casefold().split()
    wanted = tuple(frozenset(part.split(OR)) for part in parts if not part.startswith(NOT))
    refused = frozenset(word for part in parts if part.startswith(NOT) for word in part.removeprefix(NOT).split(OR))
    return Pattern(wanted, refused)
