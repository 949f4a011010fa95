"""The rules for one question by itself: enough examples, a next step that can be taken, dates in order."""

from __future__ import annotations

from knowledge import problems
from knowledge.entries import Step
from knowledge.reading import Sequence
from knowledge.sheets import Filled, Sheet

MAX_QUESTION, MAX_LABEL = 80, 28  # characters: a line on a phone, and a button of Telegram that is not cut
MAX_ANSWER_WORDS, MAX_SHORT_WORDS = 60, 25  # issue E.2; knowledge.plain_language counts them
LEAST_EXAMPLES = 5
_NEEDED = {
    "afspraak": {"dienst": "werkgesprek"},
    "doorverwijzing": {"naar": "UWV", "knop": "Naar UWV", "tekst": "Ga naar werk.nl en log in."},
    "aanmelding": {"knop": "Ik meld mij aan", "tekst": "Bel ons om u aan te melden."},
    "zelf": {"knop": "Ik doe dit zelf", "tekst": "Schrijf op wat u wilt vragen."},
}
"""What a kind of step cannot do without, with an example."""


def check_step(sheet: Sheet, filled: Filled, kind: str) -> None:
    """Note what a next step misses."""
    for name, example in _NEEDED.get(kind, {}).items():
        if name not in filled.lines:
            sheet.wrong(filled.line, problems.missing_field(name, f"de vervolgstap '{kind}'", example))


def check_entry(sheet: Sheet, filled: Filled, named: str) -> None:
    """Note what is wrong with an entry as a whole."""
    examples = filled.get("anders_gezegd", None)
    if examples is not None and len(examples) < LEAST_EXAMPLES and not _told(sheet, filled, "anders_gezegd"):
        sheet.wrong(filled.lines["anders_gezegd"], problems.too_few("anders_gezegd", f"'{named}'", len(examples), LEAST_EXAMPLES))
    steps: tuple[Step, ...] = filled.get("vervolgstappen", ())
    listed = filled.nodes.get("vervolgstappen")
    if listed is None or (isinstance(listed, Sequence) and not listed.items):
        sheet.wrong(filled.lines.get("vervolgstappen", filled.line), problems.no_step(f"'{named}'"))
    _check_labels(sheet, steps)
    begin, end = filled.get("geldig_vanaf", None), filled.get("geldig_tot", None)
    if begin and end and end < begin:
        sheet.wrong(filled.lines["geldig_tot"], problems.ends_before_it_begins(str(begin), str(end), ("geldig_vanaf", "geldig_tot")))


def _told(sheet: Sheet, filled: Filled, name: str) -> bool:
    """Whether something is wrong within a list already: then its length says nothing."""
    begin, lines = filled.lines[name], [number for other, number in filled.lines.items() if number > filled.lines[name]]
    end = min(lines, default=begin + 1000)
    return any(begin <= problem.place.line < end and not problem.warning for problem in sheet.problems)


def _check_labels(sheet: Sheet, steps: tuple[Step, ...]) -> None:
    """Two buttons of one answer never read the same."""
    seen: dict[str, int] = {}
    for step in steps:
        line = step.lines.of("knop").line
        if step.label and seen.setdefault(step.label.casefold(), line) != line:
            sheet.wrong(line, problems.double_step(step.label, seen[step.label.casefold()]))
