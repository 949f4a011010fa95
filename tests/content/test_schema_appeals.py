"""The words by which people speak of what we promised: read as patterns, in which an order counts and a word may be barred."""

from __future__ import annotations

import pytest

from bot.content.fields import Sheet
from bot.content.schema_appeals import AppealKind, Appeals, Pattern, read_appeals

FILE = """ander-nummer: [ander/nieuw nummer]
niet-gebeld:
  - niet/nooit gebeld -als/wanneer
  - Wacht nog
kom-later: te laat
"""


def appeals(text: str) -> tuple[Appeals, list[str]]:
    """What is read of a file, and its problems with their lines."""
    sheet = Sheet("beloften.yaml")
    root = sheet.parse(text)
    assert root is not None
    return read_appeals(sheet, root), [f"{one.place.line}: {one.message}" for one in sheet.problems]


def test_a_line_is_words_in_order_each_one_of_some_and_words_that_bar_it() -> None:
    read, problems = appeals(FILE)
    assert problems == []
    assert read.patterns["niet-gebeld"] == (
        Pattern((frozenset({"niet", "nooit"}), frozenset({"gebeld"})), frozenset({"als", "wanneer"})),
        Pattern((frozenset({"wacht"}), frozenset({"nog"}))),
    )
    assert (read.patterns["kom-later"], read.patterns["was-er-wel"]) == ((Pattern((frozenset({"te"}), frozenset({"laat"}))),), ())


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("ik ben nooit door jullie gebeld", AppealKind.NOT_CALLED),
        ("gebeld ben ik niet", None),
        ("wat als ik niet word gebeld", None),
        ("ik wacht al dagen en nog niets", AppealKind.NOT_CALLED),
        ("ik kom te laat", AppealKind.LATER),
        ("ik heb een nieuw nummer en ben niet gebeld", AppealKind.WRONG_NUMBER),
        ("ik zoek werk", None),
        ("", None),
    ],
)
def test_the_first_kind_that_fits_is_what_was_said(said: str, kind: AppealKind | None) -> None:
    read, _ = appeals(FILE)
    assert read.kind_of(said.split()) is kind


def test_a_kind_that_nobody_knows_is_told_and_the_others_are_read() -> None:
    read, problems = appeals(f"te-vroeg: [a]\n{FILE}")
    assert (len(problems), problems[0].startswith("1: "), "te-vroeg" in problems[0]) == (1, True, True)
    assert read.kind_of(["te", "laat"]) is AppealKind.LATER


def test_a_file_that_is_not_there_says_nothing() -> None:
    assert Appeals().kind_of(["niet", "gebeld"]) is None
