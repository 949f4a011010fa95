"""A word of a list is found however it is spelt, and not inside another word."""

from __future__ import annotations

import pytest

from bot.privacy.word_lists import has_any, marks_of

LISTED = ("depress*", "rood staan", "schuld", "ziek*", "boven water*")


@pytest.mark.parametrize(
    "text",
    [
        "ik heb een depressie",
        "DEPRESSIEF ben ik",
        "ik ga rood staan",
        "rood  staan!",
        "mijn schuld",
        "sguld",
        "zieke moeder",
        "ziek",
        "siek thuis",
        "boven water",
    ],
)
def test_a_word_is_found_however_it_is_spelt(text: str) -> None:
    assert has_any(text, LISTED)


@pytest.mark.parametrize(
    "text",
    ["", "ik sta rood", "rood of staan", "onschuldig", "muziek", "schulden", "de pressie", "boven waterpas", "12345"],
)
def test_another_word_with_the_same_letters_is_none(text: str) -> None:
    assert not has_any(text, LISTED)


def test_an_empty_list_finds_nothing() -> None:
    assert not has_any("ik heb schuld", ())


def test_a_list_is_made_ready_once() -> None:
    assert marks_of(LISTED) is marks_of(LISTED)


def test_time_grows_with_the_length_of_a_text() -> None:
    assert has_any("goed " * 20_000 + "schuld", LISTED)
