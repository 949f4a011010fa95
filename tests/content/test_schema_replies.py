"""What colleagues can begin an answer with: read in order, and every mistake told on its line."""

from __future__ import annotations

import pytest

from bot.content.fields import Sheet
from bot.content.schema_replies import LONGEST, StandardReply, read_replies

FILE = """standaardantwoorden:
  - titel: Wij zoeken het uit
    tekst: |
      Wij zoeken het uit.
      U hoort morgen van ons.
  - titel: Kom langs
    tekst: Neem uw brief mee.
"""


def replies(text: str) -> tuple[tuple[StandardReply, ...], list[str]]:
    """What is read of a file, and its problems with their lines."""
    sheet = Sheet("standaardantwoorden.yaml")
    root = sheet.parse(text)
    assert root is not None
    return read_replies(sheet, root), [f"{one.place.line}: {one.message}" for one in sheet.problems]


def test_they_are_read_in_the_order_in_which_they_stand() -> None:
    assert replies(FILE) == (
        (
            StandardReply("Wij zoeken het uit", "Wij zoeken het uit.\nU hoort morgen van ons."),
            StandardReply("Kom langs", "Neem uw brief mee."),
        ),
        [],
    )


@pytest.mark.parametrize(
    ("old", "new", "left", "line"),
    [
        ("    tekst: Neem uw brief mee.\n", "", ["Wij zoeken het uit"], 6),
        ("Neem uw brief mee.", "a" * (LONGEST + 1), ["Wij zoeken het uit", "Kom langs"], 7),
        ("Kom langs", "K" * 61, ["Wij zoeken het uit"], 6),
        ("    tekst: Neem", "    toon: warm\n    tekst: Neem", ["Wij zoeken het uit", "Kom langs"], 7),
    ],
)
def test_a_mistake_is_told_on_its_line_and_the_others_are_read(old: str, new: str, left: list[str], line: int) -> None:
    read, problems = replies(FILE.replace(old, new))
    assert [one.title for one in read if one.title in ("Wij zoeken het uit", "Kom langs")] == left
    assert [problem.split(":")[0] for problem in problems] == [str(line)]
