"""Which cries for help a saying would silence: such a saying is refused before it can do harm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from bot.content import language_problems
from bot.content.folder import SHIPPED_INTENTS
from bot.content.problems import Place, Problem
from bot.understanding.risk import DESPAIR, crisis_signals, danger_in
from bot.understanding.sayings import FILE, NotASaying, expression, read_sayings, sayings_of


def examine_sayings(path: Path = FILE) -> tuple[Problem, ...]:
    """Every saying of a file that cannot be read, or that would take a cry for help away."""
    listed = read_sayings(path)
    unread = {line for _, line in listed if not _is_saying(line)}
    silencing = _silencing(tuple(line for _, line in listed if line not in unread))
    found = []
    for number, line in listed:
        place = Place(f"{SHIPPED_INTENTS.name}/crisis/{path.name}", number)
        if line in unread:
            found.append(Problem(place, *language_problems.not_a_saying(line)))
        elif line in silencing:
            found.append(Problem(place, *language_problems.silences(line, silencing[line])))
    return tuple(found)


@lru_cache(maxsize=4)  # content changes far more often than its sayings, and the cries are ours
def _silencing(lines: tuple[str, ...]) -> Mapping[str, str]:
    """Per saying the sentence of ours that it would silence."""
    return silenced(lines, crisis_sentences())


def silenced(lines: Sequence[str], cries: Iterable[str]) -> dict[str, str]:
    """Per saying the first cry for help that would no longer be heard if it were left out; sayings that do no harm are not there."""
    by_expression = {expression(line): line for line in lines}
    together, none = sayings_of(lines), sayings_of([])
    found: dict[str, str] = {}
    for cry in cries:
        for saying in set(together.standing_in(cry)):
            line = by_expression[saying]
            if line not in found and danger_in(cry, none) and not danger_in(cry, sayings_of([line])):
                found[line] = cry
    return found


def _is_saying(line: str) -> bool:
    try:
        expression(line)
    except NotASaying:
        return False
    return True


def crisis_sentences() -> Iterator[str]:
    """The sentences from which danger is learned."""
    for kind in set(crisis_signals().kinds[1:]) - {DESPAIR}:
        lines = (SHIPPED_INTENTS / "crisis" / f"{kind}.txt").read_text(encoding="utf-8").splitlines()
        yield from (line.strip() for line in lines if line.strip() and not line.startswith("#"))
