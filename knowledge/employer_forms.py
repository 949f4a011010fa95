"""From `werkgevers.yaml` to what an employer can choose from."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge import problems, sheets, texts, values
from knowledge.employers import Branch, Employers, WeekHours, Wish
from knowledge.entry_rules import MAX_LABEL
from knowledge.reading import Mapping, Node
from knowledge.sheets import FieldRule, Filled, Sheet, fill

_NAMED = {
    "id": FieldRule(texts.identifier, "zorg", required=True),
    "knop": FieldRule(texts.shown(MAX_LABEL), "Zorg", required=True),
}
_WISH_FORM = _NAMED | {
    "dienst": FieldRule(sheets.text, "werkgeversgesprek", required=True),
    "onderwerpen": FieldRule(sheets.texts),
}
_BRANCH_FORM = _NAMED | {"woorden": FieldRule(sheets.texts)}
_HOURS_FORM = _NAMED | {"tot": FieldRule(values.number)}


def _named(filled: Filled) -> bool:
    """Whether it has an id and a label that can be used."""
    return bool(filled.get("id", "") and filled.get("knop", ""))


def _wish(sheet: Sheet, node: Node) -> Wish | None:
    filled = fill(sheet, node, _WISH_FORM, "een vraag van werkgevers")
    if not _named(filled):
        return None
    return Wish(filled.get("id", ""), filled.get("knop", ""), filled.get("dienst", ""), filled.get("onderwerpen", ()), filled.where())


def _branch(sheet: Sheet, node: Node) -> Branch | None:
    filled = fill(sheet, node, _BRANCH_FORM, "een branche")
    if not _named(filled):
        return None
    return Branch(filled.get("id", ""), filled.get("knop", ""), filled.get("woorden", ()), filled.where())


def _hours(sheet: Sheet, node: Node) -> WeekHours | None:
    filled = fill(sheet, node, _HOURS_FORM, "een aantal uren")
    if not _named(filled):
        return None
    return WeekHours(filled.get("id", ""), filled.get("knop", ""), filled.get("tot", None), filled.where())


_FORM = {
    "zoekt": FieldRule(sheets.listed(_wish), "…", required=True),
    "branches": FieldRule(sheets.listed(_branch), "…", required=True),
    "uren": FieldRule(sheets.listed(_hours), "…", required=True),
}


def read_employers(sheet: Sheet, root: Mapping) -> Employers:
    """The choices of `werkgevers.yaml`; an id stands in a list once."""
    filled = fill(sheet, root, _FORM, "dit bestand")
    found = Employers(filled.get("zoekt", ()), filled.get("branches", ()), filled.get("uren", ()))
    for listed in (found.wishes, found.branches, found.hours):
        _check_once(sheet, listed)
    return found


def _check_once(sheet: Sheet, listed: Iterable[Wish | Branch | WeekHours]) -> None:
    seen: dict[str, Wish | Branch | WeekHours] = {}
    for one in listed:
        if seen.setdefault(one.id, one) is not one:
            sheet.wrong(one.lines.start, problems.double_id(one.id, sheet.place(seen[one.id].lines.start)))
