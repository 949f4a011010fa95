"""From `gevoelig.yaml` to word lists: what makes a sentence sensitive, and what is an insult."""

from __future__ import annotations

from knowledge import sheets
from knowledge.contents import WordLists
from knowledge.reading import Mapping, Node
from knowledge.sheets import FieldRule, Sheet, fill

_SUBJECT_FORM = {
    "onderwerp": FieldRule(sheets.text, "gezondheid", required=True),
    "woorden": FieldRule(sheets.texts, "[ziek, depress*]", required=True),
}


def _subject(sheet: Sheet, node: Node) -> tuple[str, ...] | None:
    return tuple(fill(sheet, node, _SUBJECT_FORM, "een gevoelig onderwerp").get("woorden", ())) or None


_FORM = {
    "gevoelig": FieldRule(sheets.listed(_subject), "…", required=True),
    "scheldwoorden": FieldRule(sheets.texts),
}


def read_word_lists(sheet: Sheet, root: Mapping) -> WordLists:
    """The word lists of `gevoelig.yaml`."""
    filled = fill(sheet, root, _FORM, "dit bestand")
    sensitive: tuple[tuple[str, ...], ...] = filled.get("gevoelig", ())
    return WordLists(tuple(word for words in sensitive for word in words), filled.get("scheldwoorden", ()))
