"""From `taalregels.yaml` to the rules of plain language that need a word: how we address people, figures of speech, jargon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge import sheets
from knowledge.reading import Mapping as Fields
from knowledge.reading import Node
from knowledge.sheets import FieldRule, Sheet, fill

OWN_FILE = Path(__file__).with_name("taalregels.yaml")


@dataclass(frozen=True)
class LanguageRules:
    """The words that plain language avoids, in lower case, with what to write in their place."""

    informal: frozenset[str] = frozenset()
    figures: tuple[str, ...] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    known_abbreviations: frozenset[str] = frozenset()
    rather: Mapping[str, str] = field(default_factory=dict)
    jargon: tuple[str, ...] = ()

    def searches(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """What finds figures of speech, abbreviations with points, officialese and jargon in a text in lower case."""
        return _any_of(self.figures), _any_of(self.abbreviations), _any_of(self.rather), _any_of(self.jargon, "(?:s|en|n|’s|'s)?")


def _any_of(words: Iterable[str], ending: str = "") -> re.Pattern[str]:
    """Whole words only; the longest first."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w.-])({listed or '(?!)'}){ending}(?![\w-])")


def _pairs(first: str, second: str, example: str) -> FieldRule:
    form = {first: FieldRule(sheets.text, example, required=True), second: FieldRule(sheets.text, "…", required=True)}

    def read(sheet: Sheet, node: Node) -> tuple[str, str] | None:
        filled = fill(sheet, node, form, f"'{first}'")
        left, right = filled.get(first, ""), filled.get(second, "")
        return (left.lower(), right) if left and right else None

    return FieldRule(sheets.listed(read))


_FORM = {
    "aanspreken": FieldRule(sheets.texts),
    "beeldspraak": FieldRule(sheets.texts),
    "afkortingen": _pairs("kort", "voluit", "bijv."),
    "bekende_afkortingen": FieldRule(sheets.texts),
    "liever": _pairs("woord", "liever", "indien"),
    "vaktaal": FieldRule(sheets.texts),
}


def read_language_rules(sheet: Sheet, root: Fields) -> LanguageRules:
    """The rules of a file."""
    filled = fill(sheet, root, _FORM, "dit bestand")

    def lower(name: str) -> tuple[str, ...]:
        words: tuple[str, ...] = filled.get(name, ())
        return tuple(word.lower() for word in words)

    return LanguageRules(
        frozenset(lower("aanspreken")),
        lower("beeldspraak"),
        dict(filled.get("afkortingen", ())),
        frozenset(filled.get("bekende_afkortingen", ())),
        dict(filled.get("liever", ())),
        lower("vaktaal"),
    )
