"""Wishes about being called."""

from __future__ import annotations

import pytest

from bot.understanding.entities import has_no_telephone, refuses_call, speaks_of_calling


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("bel mij toch maar niet", True),
        ("Bel me niet op, hij kijkt mee", True),
        ("ik wil niet meer gebeld worden", True),
        ("nee niet bellen", True),
        ("u hoeft mij niet te bellen", True),
        ("bel me als het niet lukt", False),
        ("kunnen jullie mij niet bellen?", False),
        ("ik kan niet bellen maar wel typen", False),
        ("bel me morgen", False),
    ],
)
def test_a_call_that_is_refused(text: str, refused: bool) -> None:
    assert refuses_call(text) is refused


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("kan iemand me donderdag terugbellen", True), ("bel toch maar niet", False), ("de bel is stuk", True), ("hoi", False)],
)
def test_a_call_that_is_spoken_of(text: str, wanted: bool) -> None:
    assert speaks_of_calling(text) is wanted


@pytest.mark.parametrize(
    ("text", "none"), [("heb geen beltegoed", True), ("ik heb gain telefoon", True), ("mijn telefoon is nieuw", False)]
)
def test_no_telephone(text: str, none: bool) -> None:
    assert has_no_telephone(text) is none
