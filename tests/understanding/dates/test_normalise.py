"""Slips of the thumb in calendar words."""

import pytest

from bot.understanding.dates.normalise import repaired, slips


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("dinsdag", "dinsdag", 0), ("dinsdg", "dinsdag", 1), ("dinssdag", "dinsdag", 1), ("dimsdag", "dinsdag", 1), ("dinsadg", "dinsdag", 1)],
)
def test_a_letter_left_out_added_replaced_or_swapped_is_one_slip(one: str, other: str, count: int) -> None:
    assert slips(one, other) == count


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("woesndag", "woensdag"),
        ("novembr", "november"),
        ("vanmidag", "vanmiddag"),
        ("overmorgne", "overmorgen"),
        ("koningsadg", "koningsdag"),
    ],
)
def test_it_mends_the_calendar_word_that_was_meant(written: str, meant: str) -> None:
    assert repaired(written) == meant


@pytest.mark.parametrize("word", ["zwart", "passen", "vandaan", "kaart", "moeilijk", "voldoende", "volgens", "maakt", "kerstman", "mogen"])
def test_it_leaves_ordinary_words_alone(word: str) -> None:
    assert repaired(word) == word


def test_two_slips_are_mended_in_long_words_only() -> None:
    assert (repaired("dondrdg"), repaired("donderag"), repaired("donerdga")) == ("dondrdg", "donderdag", "donderdag")
