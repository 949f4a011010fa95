"""The further example sentences of `voorbeelden/<id>.txt`: one on a line, `#` begins a line that does not count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from knowledge import file_problems, problems, typing_problems
from knowledge.problems import Place
from knowledge.sheets import Sheet
from knowledge.texts import check_sentence, same

_BULLET = re.compile(r"[-•·●▪*–—\uf000-\uf0ff]\s+(?=\w)")
_FIELD = "voorbeelden"


@dataclass(frozen=True)
class Example:
    """A sentence with its place."""

    text: str
    place: Place


def read_examples(sheet: Sheet, path: Path) -> tuple[Example, ...]:
    """The sentences of one file; what is wrong with them is noted."""
    source = sheet.text_of(path)
    if source is None:
        return ()
    examples = []
    seen: dict[str, int] = {}
    for number, line in enumerate(source.split("\n"), 1):
        sentence = line.strip()
        if not sentence or sentence.startswith("#"):
            continue
        _check(sheet, number, line, sentence)
        first = seen.setdefault(same(sentence), number)
        if first != number:
            sheet.wrong(number, problems.repeated_sentence(sentence, sheet.place(first)), warning=True)
        examples.append(Example(sentence, sheet.place(number)))
    if not examples:
        sheet.wrong(1, file_problems.empty_file(), warning=True)
    return tuple(examples)


def _check(sheet: Sheet, number: int, line: str, sentence: str) -> None:
    if "\t" in line.strip(" "):
        sheet.wrong(number, typing_problems.tab_inside())
    if _BULLET.match(sentence):
        sheet.wrong(number, typing_problems.dash_in_example())
    check_sentence(sheet, _FIELD, sentence, number, may_be_signs=True)
