"""Everything the assistant says by itself: texts of `teksten.yaml` with slots like {datum}."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter

from knowledge import problems
from knowledge.lines import UNPLACED, Lines
from knowledge.reading import Field
from knowledge.reading import Mapping as Node
from knowledge.sheets import Sheet, lines_of
from knowledge.texts import shown

SHORTER = "-kort"  # ends the key of a text that says the same in fewer words, and so may leave things out
BUTTONS = "knoppen"  # the section with the words on buttons, and nothing else


class Phrases(Mapping[str, str]):
    """Texts by key (`afspraak.kies-moment`)."""

    def __init__(self, texts: Mapping[str, str], lines: Lines = UNPLACED) -> None:
        self._texts = dict(texts)
        self.lines = lines

    def __getitem__(self, key: str) -> str:
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def label(self, name: str) -> str:
        """The words on a button of ours; empty when they are missing, and then the button falls away (bot.messages.Reply)."""
        return self._texts.get(f"{BUTTONS}.{name}", "")

    def say(self, key: str, **slots: object) -> str:
        """The text of `key` with its slots filled in."""
        return self._texts[key].format(**slots)


def slots_of(text: str) -> frozenset[str]:
    """The names between braces. Raises ValueError for a brace that stands alone."""
    found = list(Formatter().parse(text))
    if any(spec or conversion for _, _, spec, conversion in found):
        raise ValueError(text)
    return frozenset(name for _, name, _, _ in found if name is not None)


def read_phrases(sheet: Sheet, root: Node, required: Mapping[str, frozenset[str]]) -> Phrases:
    """The phrases of a file of sections with keys. `required`: each key the program says, with the slots it fills."""
    texts: dict[str, str] = {}
    lines: dict[str, int] = {}
    parts: dict[str, tuple[int, ...]] = {}
    sections: dict[str, int] = {}
    for section in root:
        name, line = section.key.value, section.key.line
        if sections.setdefault(name, line) != line:
            sheet.wrong(line, problems.double_field(name, sections[name]))
        elif not isinstance(section.value, Node):
            sheet.wrong(line, problems.not_a_mapping(f"'{name}'"))
        else:
            for item in section.value:
                _read_one(sheet, f"{name}.{item.key.value}", item, texts, lines, parts)
    _check_keys(sheet, root, required, lines, sections)
    for key, allowed in required.items():
        if key in texts:
            _check_slots(sheet, key, texts[key], allowed, parts[key])
    return Phrases(texts, Lines(sheet.file, root.line, lines, parts))


def _check_keys(
    sheet: Sheet, root: Node, required: Mapping[str, frozenset[str]], lines: Mapping[str, int], sections: Mapping[str, int]
) -> None:
    """A key that is missing is told at its section, one that nobody says where it stands."""
    for key in sorted(set(lines) - set(required)):
        sheet.wrong(lines[key], problems.unknown_phrase(key, sorted(set(required) - set(lines))), warning=True)
    for key in required:
        if key not in lines:
            sheet.wrong(sections.get(key.partition(".")[0], root.line), problems.missing_phrase(key))


def _check_slots(sheet: Sheet, key: str, text: str, allowed: frozenset[str], parts: tuple[int, ...]) -> None:
    used = slots_of(text)
    for slot in sorted(used - allowed):
        where = max(text.find(f"{{{slot}}}"), 0)
        sheet.wrong(parts[min(text.count("\n", 0, where), len(parts) - 1)], problems.unknown_slot(slot, allowed))
    for slot in sorted(allowed - used) if not key.endswith(SHORTER) else ():
        sheet.wrong(parts[0], problems.unused_slot(key, slot), warning=True)


def _read_one(sheet: Sheet, key: str, item: Field, texts: dict[str, str], lines: dict[str, int], parts: dict[str, tuple[int, ...]]) -> None:
    line = item.key.line
    if key in lines:
        sheet.wrong(line, problems.double_field(key, lines[key]))
        return
    lines[key] = line
    text = shown()(sheet, key, item.value)
    if text is None:
        return
    try:
        slots_of(text)
    except ValueError:  # told by `shown`
        return
    texts[key] = text
    parts[key] = lines_of(item.value)
