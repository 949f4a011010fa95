"""Our tests of check digits, made to be quick on long rows, say what python-stdnum says."""

from __future__ import annotations

from itertools import product
from random import Random
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn, numdb
from stdnum.nl import bsn

from bot.privacy.digit_groups import groups, plain
from bot.privacy.masking import mask
from bot.privacy.number_detection import Row
from tests.privacy import numbers

digits = st.text("0123456789", min_size=1, max_size=60)
COUNTRIES = {
    country: found["bban"]
    for country in map("".join, product(ascii_uppercase, repeat=2))
    for _, found in numdb.get("iban").info(country)
    if found
}


def row(text: str) -> Row:
    """The row of a text of digits."""
    return Row(groups(plain(text).text))


@given(digits, st.data())
def test_every_stretch_of_a_row_is_a_card_by_the_test_of_luhn(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    assert row(text).is_card(begin, end) == (text[begin] in "23456" and luhn.is_valid(text[begin:end]))


@given(st.text("0123456789", min_size=9, max_size=60), st.sampled_from((8, 9)), st.data())
def test_every_stretch_of_a_row_is_a_bsn_by_the_eleven_test(text: str, size: int, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - size))
    assert row(text).is_bsn(begin, begin + size) == bsn.is_valid(text[begin : begin + size])


@given(st.integers(), st.integers(1, 400))
def test_a_number_that_was_made_right_is_found_anywhere_in_a_row(seed: int, before: int) -> None:
    random = Random(seed)
    text = "".join(random.choice("0123456789") for _ in range(before))
    number, card = numbers.bsn(random), numbers.card(random)
    found = row(f"{text}{number}{card}")
    assert found.is_bsn(before, before + 9) and found.is_card(before + 9, before + 25)


def account(country: str, random: Random) -> str:
    """An account number of a country, by the registry of SWIFT."""
    letters = {"n": "0123456789", "a": "QX", "c": "0123456789QX"}
    parts = (part.split("!") for part in COUNTRIES[country].replace("n", "n ").replace("a", "a ").replace("c", "c ").split())
    body = "".join(random.choice(letters[kind]) for count, kind in parts for _ in range(int(count)))
    return f"{country}{iban.calc_check_digits(f'{country}xx{body}')}{body}"


@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_an_account_of_every_country_of_the_registry_is_masked(country: str) -> None:
    number = account(country, Random(country))
    assert iban.is_valid(number, check_country=False)
    for written in (number, iban.format(number), number.lower()):
        assert "iban" in mask(f"mijn rekening is {written} bij die bank").kinds, written


@given(st.integers(), st.sampled_from(sorted(set(COUNTRIES) - {"NL"})))
def test_one_wrong_figure_makes_it_no_account(seed: int, country: str) -> None:
    random = Random(seed)
    number = account(country, random)
    place = random.choice([index for index, sign in enumerate(number) if index > 3 and sign.isdecimal()])
    wrong = f"{number[:place]}{(int(number[place]) + 1) % 10}{number[place + 1 :]}"
    assert not iban.is_valid(wrong) and "iban" not in mask(wrong).kinds
