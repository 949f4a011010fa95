"""From `antwoorden.yaml` to the words by which people answer a question of ours; the only module that knows its Dutch field names."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from bot.content import problems, shapes
from bot.content.fields import FieldRule, Sheet, fill, texts
from bot.content.folder import SHIPPED_INTENTS, intents_of
from bot.content.problems import Problem
from bot.content.text_fields import check_sentence, same
from bot.content.yaml_nodes import Node, Sequence, Text

OWN_FILE = SHIPPED_INTENTS / "antwoorden.yaml"


class Said(StrEnum):
    """What a few words say to a question of ours."""

    YES = "ja"
    GOOD = "goed"
    """A soft yes: enough to book, not enough to erase, cancel or share."""
    NO = "nee"
    NEVER_MIND = "laat-maar"
    LEAVE_IT = "laat-staan"
    CANCEL_IT = "zeg-af"
    """A yes to "shall we cancel it", and to nothing else."""
    DONT_KNOW = "weet-niet"
    ANY = "maakt-niet-uit"
    SAME_TIME = "zelfde-tijd"
    THANKS = "bedankt"
    BESIDE = "erbij"
    """What may stand beside an answer and changes nothing."""
    DESK = "aan-de-balie"
    PHONE = "per-telefoon"
    VISIT = "op-de-zaak"
    ONLINE = "online"
    MOVE = "verzet"
    """What stands, at another moment."""
    CALL_ME = "bel-mij"
    """We are asked to call."""
    WANT_TALK = "graag-gesprek"
    """A talk with us is wanted, at the end of what was asked."""
    MEET = "iemand-spreken"
    """Somebody wants to be spoken to or to come: with a moment beside it, a talk is wanted."""
    IN_CASE = "stel-dat"
    """What may come is spoken of, and nothing is asked to be done yet."""
    BUSY = "dan-niet"
    """The day or hour that is named beside it cannot be."""
    TOO_EARLY, TOO_LATE = "te-vroeg", "te-laat"
    RESERVE = "voorbehoud"
    """A condition, a doubt or a wish beside a yes: it is no clear yes any more."""
    NO_APPOINTMENT = "geen-afspraak"
    """The appointment that we are about to make is not wanted."""


_LATER = frozenset(
    {Said.CALL_ME, Said.WANT_TALK, Said.MEET, Said.IN_CASE, Said.BUSY, Said.TOO_EARLY, Said.TOO_LATE, Said.RESERVE, Said.NO_APPOINTMENT}
)
"""Lists that a folder of an earlier version does not have."""


def answers_file(root: Path) -> Path:
    """Where the answers for a knowledge folder stand."""
    path = intents_of(root) / OWN_FILE.name
    return path if path.exists() else OWN_FILE


@shapes.shaped(shapes.TEXTS)
def _said(sheet: Sheet, name: str, node: Node) -> tuple[str, ...] | None:
    """A list of words and sentences; a thumb counts too."""
    for item in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(item, Text) and item.value.strip():
            check_sentence(sheet, name, item.value.strip(), item.line, may_be_signs=True)
    return texts(sheet, name, node)


_FORM = {one.value: FieldRule(_said, "[…]", required=one not in _LATER) for one in Said}


@shapes.of_form(_FORM)
def examine_answers(path: Path) -> tuple[dict[Said, tuple[str, ...]] | None, tuple[Problem, ...]]:
    """The words per answer (None when the file has errors) and every problem in it."""
    sheet = Sheet(f"{path.parent.name}/{path.name}")
    root = sheet.root(path)
    if root is None:
        return None, tuple(sheet.problems)
    filled = fill(sheet, root, _FORM, "dit bestand")
    said: dict[Said, tuple[str, ...]] = {one: filled.get(one.value, ()) or () for one in Said}
    _check_lists(sheet, said, filled.lines)
    found = tuple(sorted(sheet.problems))
    return (None if any(not problem.warning for problem in found) else said), found


def _check_lists(sheet: Sheet, said: Mapping[Said, tuple[str, ...]], lines: Mapping[str, int]) -> None:
    """Words in two lists would say two things."""
    first: dict[str, Said] = {}
    for answer, listed in said.items():
        for sentence in listed:
            other = first.setdefault(same(sentence) or sentence, answer)
            if other is not answer:
                place = sheet.place(lines[other.value])
                sheet.wrong(lines[answer.value], problems.double_sentence(sentence, other.value, place))
