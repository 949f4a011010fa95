"""Wishes about being called, and the number."""

from __future__ import annotations

import pytest

from bot.understanding.entities import has_no_telephone, phone_in, refuses_call, speaks_of_calling, without_phone


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


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0612345678", "0612345678"),
        ("06-12 34 56 78", "0612345678"),
        ("0 6 1 2 3 4 5 6 7 8", "0612345678"),
        ("nul zes een twee drie vier vijf zes zeven acht", "0612345678"),
        ("mijn nummer is nul ses 12 34 56 78 graag", "0612345678"),
        ("nul vijf nul, drie een twee, 45 67", "0503124567"),
        ("06 twaalf vierendertig vijf zes zeven acht", "0612345678"),
        ("+31 (0)6 12345678", "0612345678"),
        ("+380 67 123 4567", "+380671234567"),
        ("0592 30 44 18. 14.00 uur mag", "0592304418"),
        ("06 1234 5678 10 tot 12 kan", "0612345678"),
        ("bel om nul acht uur", ""),
        ("ik ben er om twee uur of drie uur", ""),
        ("06 123", ""),
        ("061234567890", ""),
    ],
)
def test_a_telephone_number_however_it_is_written(text: str, number: str) -> None:
    assert phone_in(text) == number


def test_what_is_left_without_the_number_may_be_an_hour() -> None:
    assert without_phone("0592 30 44 18. 14.00 uur mag") == " . 14.00 uur mag"
    assert without_phone("na twee uur") == "na twee uur"
