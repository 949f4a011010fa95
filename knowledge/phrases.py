"""Everything the assistant says by itself: texts of `teksten.yaml` with slots like {datum}."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter

from knowledge import problems
from knowledge.reading import Field, Text
from knowledge.reading import Mapping as Node
from knowledge.sheets import Sheet


class Phrases(Mapping[str, str]):
    """Texts by key (`afspraak.kies-moment`)."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    def __getitem__(self, key: str) -> str:
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def say(self, key: str, **slots: object) -> str:
        """The text of `key` with its slots filled in."""
        return self._texts[key].format(**slots)


def slots_of(text: str) -> frozenset[str]:
    """The names between braces. Raises ValueError for a brace that stands alone."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def read_phrases(sheet: Sheet, root: Node, required: Mapping[str, frozenset[str]]) -> Phrases:
    """The phrases of a file of sections with keys. `required`: each key the program says, with the slots it fills."""
    texts: dict[str, str] = {}
    lines: dict[str, int] = {}
    for section in root:
        if not isinstance(section.value, Node):
            sheet.wrong(section.key.line, problems.not_a_mapping(section.key.value))
            continue
        for item in section.value:
            _read_one(sheet, f"{section.key.value}.{item.key.value}", item, texts, lines)
    for key, allowed in required.items():
        if key not in lines:
            sheet.wrong(root.line, problems.missing_phrase(key))
        elif key in texts:
            for slot in sorted(slots_of(texts[key]) - allowed):
                sheet.wrong(lines[key], problems.unknown_slot(slot, allowed))
    for key in sorted(set(lines) - set(required)):
        sheet.wrong(lines[key], problems.unknown_field(key, list(required)), warning=True)
    return Phrases(texts)


def _read_one(sheet: Sheet, key: str, item: Field, texts: dict[str, str], lines: dict[str, int]) -> None:
    line, value = item.key.line, item.value
    if key in lines:
        sheet.wrong(line, problems.double_field(key, lines[key]))
        return
    lines[key] = line
    if not isinstance(value, Text) or not value.value.strip():
        sheet.wrong(line, problems.not_a_text(key))
        return
    try:
        slots_of(value.value)
    except ValueError:
        sheet.wrong(line, problems.unknown_slot("…", ()))
        return
    texts[key] = value.value.strip()
