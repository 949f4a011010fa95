"""A misspelt word is told by how it sounds, and an ordinary word is left alone."""

from __future__ import annotations

import pytest

from bot.understanding.spelling import mender, sound


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("selfmoort", "zelfmoord"),
        ("fermoord", "vermoord"),
        ("zefmoord", "zelfmoord"),
        ("zelffmoord", "zelfmoord"),
        ("mishandelt", "mishandeld"),
        ("ademd", "ademt"),
    ],
)
def test_a_word_that_sounds_like_one_of_ours_or_misses_a_letter_is_taken_for_it(typed: str, meant: str) -> None:
    assert mender(["zelfmoord", "vermoord", "mishandeld", "ademt"])(typed) == meant


@pytest.mark.parametrize("word", ["moord", "werk", "mes", "zelf", "112", "noord"])
def test_another_word_is_left_alone(word: str) -> None:
    assert mender(["zelfmoord", "vermoord"])(word) == word


def test_a_word_that_only_looks_like_ours_is_spared() -> None:
    assert mender(["geslagen"], spared=frozenset({"geslaagen"}))("geslaagen") == "geslaagen"


def test_two_spellings_of_one_sound_are_one() -> None:
    assert sound("zelfmoort") == sound("selfmoord")
