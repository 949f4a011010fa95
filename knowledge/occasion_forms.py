"""From `evenementen.yaml` to events."""

from __future__ import annotations

from knowledge import problems, sheets, texts, values
from knowledge.occasions import Occasion
from knowledge.reading import Mapping, Node
from knowledge.sheets import FieldRule, Sheet, fill

_FORM = {
    "id": FieldRule(texts.identifier, "startfest", required=True),
    "naam": FieldRule(texts.shown(60), "StartFest", required=True),
    "van": FieldRule(values.day),
    "tot": FieldRule(values.day),
    "welkom": FieldRule(texts.shown(400), "Welkom bij StartFest.", required=True),
    "diensten": FieldRule(sheets.texts),
    "bevestigd": FieldRule(values.yes_or_no),
}


def _occasion(sheet: Sheet, node: Node) -> Occasion | None:
    filled = fill(sheet, node, _FORM, "een evenement")
    name = filled.get("id", "")
    begin, end = filled.get("van", None), filled.get("tot", None)
    if begin and end and end < begin:
        sheet.wrong(filled.lines["tot"], problems.ends_before_it_begins(str(begin), str(end)))
    if not (name and filled.get("naam", "") and filled.get("welkom", "")):
        return None
    return Occasion(
        id=name,
        name=filled.get("naam", ""),
        welcome=filled.get("welkom", ""),
        services=filled.get("diensten", ()),
        begins=begin,
        ends=end or begin,
        confirmed=filled.get("bevestigd", False),
        lines=filled.where(),
    )


def read_occasions(sheet: Sheet, root: Mapping) -> tuple[Occasion, ...]:
    """The events of `evenementen.yaml`; an id stands in it once."""
    found = sheets.only_list(sheet, root, "evenementen", _occasion)
    seen: dict[str, Occasion] = {}
    for one in found:
        if seen.setdefault(one.id, one) is not one:
            sheet.wrong(one.lines.start, problems.double_id(one.id, sheet.place(seen[one.id].lines.start)))
    return found
