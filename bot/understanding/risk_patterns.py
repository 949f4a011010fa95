"""Patterns of words and word groups: a small language in which a sentence can be recognised however it is filled.

A group is a name in capitals with the words that count as it (`geld*`: every word that begins so). A pattern is a row of groups and
words: `IK WIL DOOD`; `a|b` is a choice. Between two of them at most two other words may stand; `..` allows six, `+` none, `-GROUP`
none of that group. `!GROUP` at the end (or at the beginning): not among the four words that follow (or come before). After `//` stand
groups and words that may be nowhere in the sentence; `// LEER!PLEK` is LEER anywhere but right after PLEK ("op de opleiding"), where it
only says where something happens. `A & B & C` is the same in any order, some two other words between each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.shapes import TEXT, groups_of, shaped
from bot.content.yaml_nodes import Mapping as Fields
from bot.content.yaml_nodes import Node, Text, read
from bot.content.yaml_nodes import Sequence as Items
from bot.understanding.spelling import mender
from bot.understanding.text import plain

NEAR = 2
FAR = 6
_SENTENCE = re.compile(r"[.!?;:\n]+(?=\s|$)|[.!?;\n]{2,}")
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 250
AROUND = 4
JUST_BEFORE = 2
"""Words in which "op" stands before "school": "op de school", "in zijn klas"."""


@dataclass(frozen=True)
class Step:
    """One place in a pattern: its group, how many words may be skipped before it, and of which group none of those may be."""

    group: str
    gap: int = NEAR
    barred: str = ""


@dataclass(frozen=True)
class Bar:
    """A group that may not be in the sentence, and the group after which it does no harm."""

    group: str
    harmless_after: str = ""


@dataclass(frozen=True)
class Pattern:
    """A row of steps (or the same in any order), and the groups that may not be in the sentence."""

    kind: str
    source: str
    steps: tuple[Step, ...]
    needs: frozenset[str]
    without: tuple[Bar, ...] = ()
    any_order: bool = False
    not_before: str = ""
    not_after: str = ""


@dataclass(frozen=True)
class Found:
    """A pattern that was found."""

    kind: str
    source: str


@dataclass(frozen=True)
class Patterns:
    """Word groups and the patterns over them."""

    exact: Mapping[str, frozenset[str]]
    """Per word the groups it belongs to."""
    beginnings: tuple[tuple[str, str], ...]
    """Beginnings of words with their group."""
    patterns: tuple[Pattern, ...]
    names: tuple[str, ...]
    """The groups of the file, in its order; not the choices that patterns make for themselves."""
    by_need: Mapping[str, tuple[int, ...]]
    """Per group the numbers of the patterns that are tried where it stands: each under the one of its groups that has the fewest words."""
    places: Mapping[str, int]
    """Per pattern, as it is written, its number."""
    mend: Callable[[str], str] = str
    """From a word to how it is spelt in the groups."""
    _groups: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def find(self, text: str) -> Iterable[Found]:
        """The patterns in a text, in the order of the file, sentence by sentence."""
        for words in sentences(text):
            groups = [self.groups(word) for word in words]
            present = frozenset().union(*groups)
            for number in sorted(number for group in present for number in self.by_need.get(group, ())):
                pattern = self.patterns[number]
                if pattern.needs <= present and not _is_barred(pattern, groups) and _matches(pattern, groups):
                    yield Found(pattern.kind, pattern.source)

    def groups(self, word: str) -> frozenset[str]:
        """The groups of a word as it was typed."""
        found = self._groups.get(word)
        if found is None:
            if len(self._groups) >= 20_000:
                self._groups.clear()
            found = self._groups[word] = self._of(word) or self._of(self.mend(word))
        return found

    def _of(self, word: str) -> frozenset[str]:
        begun = {group for beginning, group in self.beginnings if word.startswith(beginning)}
        return self.exact.get(word, frozenset()) | begun


def sentences(text: str) -> list[list[str]]:
    """The words of a text per sentence; emoji and signs left out."""
    parts = (_WORD.findall(part) for part in _SENTENCE.split(plain(text)))
    return [part[:_MOST_WORDS] for part in parts if part]


def patterns_of(groups: Mapping[str, Sequence[str]], rows: Iterable[tuple[str, str]], mend: Callable[[str], str] = str) -> Patterns:
    """The patterns of (kind, source) rows over groups. Raises ValueError that names a group that does not exist."""
    members: dict[str, set[str]] = {}
    beginnings: list[tuple[str, str]] = []

    def add(group: str, words: Iterable[str]) -> None:
        for word in words:
            if word.endswith("*"):
                beginnings.append((plain(word[:-1]), group))
            else:
                members.setdefault(plain(word), set()).add(group)

    def words_of(name: str) -> list[str]:
        if not name.isupper():
            return [name]
        if name not in groups:
            raise ValueError(f"group {name!r} does not exist")
        return list(groups[name])

    read = []
    for kind, source in rows:
        pattern = _read(kind, source)
        read.append(pattern)
        for name in _names(pattern):
            add(name, (word for part in name.split("|") for word in words_of(part)))
    for name, words in groups.items():
        add(name, words)
    exact = {word: frozenset(names) for word, names in members.items()}
    begun = tuple(dict.fromkeys(beginnings))
    places = {pattern.source: number for number, pattern in enumerate(read)}
    return Patterns(exact, begun, tuple(read), tuple(groups), _by_need(read, exact, begun), places, mend)


def _by_need(read: Sequence[Pattern], exact: Mapping[str, frozenset[str]], begun: Iterable[tuple[str, str]]) -> dict[str, tuple[int, ...]]:
    """The numbers of the patterns per group, each under its rarest, so that few are tried."""
    sizes = Counter(group for found in exact.values() for group in found)
    sizes.update(dict.fromkeys((group for _, group in begun), len(exact)))  # a beginning stands for many words
    numbers: dict[str, list[int]] = {}
    for number, pattern in enumerate(read):
        numbers.setdefault(min(sorted(pattern.needs), key=lambda group: sizes[group]), []).append(number)
    return {group: tuple(some) for group, some in numbers.items()}


def _read(kind: str, source: str) -> Pattern:
    body, _, after = source.partition(" // ")
    steps: list[Step] = []
    gap, barred, not_before, not_after = NEAR, "", "", ""
    for part in body.replace("&", " ").split():
        if part.startswith("!"):
            not_before, not_after = (not_before, part[1:]) if steps else (part[1:], not_after)
        elif part in ("..", "+"):
            gap = FAR if part == ".." else 0
        elif part.startswith("-"):
            barred = part[1:]
        else:
            steps.append(Step(part, gap, barred))
            gap, barred = NEAR, ""
    bars = tuple(Bar(group, harmless) for group, _, harmless in (part.partition("!") for part in after.split()))
    return Pattern(kind, source, tuple(steps), frozenset(step.group for step in steps), bars, "&" in body, not_before, not_after)


def _names(pattern: Pattern) -> set[str]:
    """All groups, words and choices that a pattern speaks of."""
    barred = {name for bar in pattern.without for name in (bar.group, bar.harmless_after)}
    return {*pattern.needs, *barred, *(step.barred for step in pattern.steps), pattern.not_before, pattern.not_after} - {""}


def _is_barred(pattern: Pattern, groups: Sequence[frozenset[str]]) -> bool:
    return any(
        bar.group in found and not _among(bar.harmless_after, groups[max(0, at - JUST_BEFORE) : at])
        for bar in pattern.without
        for at, found in enumerate(groups)
    )


def _matches(pattern: Pattern, groups: Sequence[frozenset[str]]) -> bool:
    if pattern.any_order:
        return _together(pattern, groups)
    first = pattern.steps[0].group
    for at, found in enumerate(groups):
        if first in found and not _among(pattern.not_before, groups[max(0, at - AROUND) : at]):
            for end in _ends(pattern.steps, 1, at, groups):
                if not _among(pattern.not_after, groups[end + 1 : end + 1 + AROUND]):
                    return True
    return False


def _among(group: str, groups: Sequence[frozenset[str]]) -> bool:
    return bool(group) and any(group in one for one in groups)


def _ends(steps: tuple[Step, ...], number: int, at: int, groups: Sequence[frozenset[str]]) -> Iterator[int]:
    """The positions where the steps from `number` on may end when the step before stands at `at`."""
    if number == len(steps):
        yield at
        return
    step = steps[number]
    for place in range(at + 1, min(at + 2 + step.gap, len(groups))):
        if step.group in groups[place]:
            yield from _ends(steps, number + 1, place, groups)
        if step.barred and step.barred in groups[place]:
            return


def _together(pattern: Pattern, groups: Sequence[frozenset[str]]) -> bool:
    """Whether a stretch of words holds all groups, each in a word of its own."""
    names = [step.group for step in pattern.steps]
    width = len(names) * (NEAR + 1)
    for begin in range(len(groups)):
        stretch = groups[begin : begin + width]
        if pattern.steps[0].barred and any(pattern.steps[0].barred in one for one in stretch):
            continue
        if _assigned(names, stretch, frozenset()):
            return True
    return False


def _assigned(names: Sequence[str], stretch: Sequence[frozenset[str]], taken: frozenset[int]) -> bool:
    if not names:
        return True
    return any(
        names[0] in found and place not in taken and _assigned(names[1:], stretch, taken | {place}) for place, found in enumerate(stretch)
    )


WORDS = groups_of({"type": "array", "items": TEXT})
GROUPS = ("signalen", "woordgroepen", "andere-talen", "verwisselbaar", "patronen")


@shaped({"type": "object", "properties": dict.fromkeys(GROUPS, WORDS), "additionalProperties": False})
def read_patterns(path: Path, spared: Collection[str] = frozenset()) -> Patterns:
    """The patterns of a YAML file: `signalen` and `woordgroepen` are groups (the first also when misspelt), `patronen` rows per kind.

    `spared` are words that only look like a misspelt signal. Raises ValueError when a pattern names a group that does not exist.
    """
    root = read(path.read_text(encoding="utf-8"))
    fields = {one.key.value: _lists(one.value) for one in root} if isinstance(root, Fields) else {}
    signals = fields.get("signalen", {})
    rows = [(kind, row) for kind, some in fields.get("patronen", {}).items() for row in some]
    mend = mender((plain(word.rstrip("*")) for some in signals.values() for word in some), spared)
    return patterns_of({**signals, **fields.get("woordgroepen", {})}, rows, mend)


def read_groups(path: Path, field: str) -> dict[str, tuple[str, ...]]:
    """The lists of words under one field of a YAML file."""
    root = read(path.read_text(encoding="utf-8"))
    found = {one.key.value: _lists(one.value) for one in root} if isinstance(root, Fields) else {}
    return {name: tuple(words) for name, words in found.get(field, {}).items()}


def _lists(node: Node) -> dict[str, list[str]]:
    if not isinstance(node, Fields):
        return {}
    return {
        one.key.value: [item.value for item in one.value.items if isinstance(item, Text)] for one in node if isinstance(one.value, Items)
    }
