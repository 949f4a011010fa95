"""Personal data is told by its shape; every number here is made up by the test."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import text_fields
from bot.content.text_fields import personal_data
from bot.privacy.masking import personal_kinds

BSN = "BSN (burgerservicenummer)"
FEW = settings(derandomize=True, deadline=None, max_examples=100)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Nine digits that pass the eleven test."""
    digits = draw(st.lists(st.integers(0, 9), min_size=8, max_size=8).filter(lambda one: any(one) and one[0] != 0))
    last = sum(digit * weight for digit, weight in zip(digits, range(9, 1, -1), strict=True)) % 11
    return "".join(map(str, digits)) + str(last) if last < 10 else "100000009"


@FEW
@given(numbers(), st.sampled_from(["", " ", ".", "-"]))
def test_a_number_that_passes_the_eleven_test_is_found_however_it_is_typed(number: str, between: str) -> None:
    assert BSN in personal_data(f"mijn nummer is {between.join(number)} dank u")


@FEW
@given(st.integers(10_000_000, 99_999_999), st.sampled_from(["06{}", "06-{}", "06 {}", "+316{}", "0031 6 {}"]))
def test_a_mobile_number_is_found(number: int, form: str) -> None:
    assert "telefoonnummer" in personal_data(f"bel mij op {form.format(number)}")


def test_an_address_and_an_account_are_found() -> None:
    assert personal_data("mail naar an.na@post.voorbeeld.nl") == ("e-mailadres",)
    assert personal_data("mijn rekening is NL00 BANK 9123 4567 89") == ("rekeningnummer",)


@pytest.mark.parametrize(
    "text",
    [
        "bel 112 of 14 050",
        "0800-2000 is gratis",
        "ik ben geboren in 1980",
        "van 2026-11-21 tot 2026-12-31",
        "ik verdien € 2.345,67 bruto",
        "1 2 3 4 5",
        "mijn @naam",
    ],
)
def test_ordinary_numbers_are_let_through(text: str) -> None:
    assert personal_data(text) == ()


_PIECES = [
    *"01234 5678",
    "één",
    "twee",
    "zevenentwintig",
    "honderddrie",
    "een",
    "en",
    "at",
    "@",
    "apenstaartje",
    ".",
    "nl",
    "wie",
    "o",
    "l",
    "-",
]


@settings(FEW, max_examples=500)
@given(st.lists(st.sampled_from(_PIECES), max_size=14), st.sampled_from(["", " "]))
def test_what_is_told_at_a_glance_is_what_a_whole_search_finds(pieces: list[str], between: str) -> None:
    text = between.join(["bel", *pieces])
    searched = {name for kind, name in text_fields._KINDS.items() if kind in personal_kinds(text)}
    assert set(personal_data(text)) == searched
