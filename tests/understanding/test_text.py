"""Text as people type it becomes comparable words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.text import words


def test_case_accents_and_signs_do_not_count() -> None:
    assert words("Hé, wát kost DÍT?!") == ["he", "wat", "kost", "dit"]


def test_apostrophes_join_what_they_shorten() -> None:
    assert words("m'n zo’n 's avonds k'heb") == ["mn", "zon", "s", "avonds", "kheb"]


def test_stretched_letters_are_cut_to_two() -> None:
    assert words("heeeeel graaaag") == ["heel", "graag"]


def test_stretched_figures_stay() -> None:
    assert words("1000 euro") == ["1000", "euro"]


def test_an_emoji_is_a_word() -> None:
    assert words("bedankt👍🏽 doei") == ["bedankt", "👍", "🏽", "doei"]


def test_signs_alone_are_no_words() -> None:
    assert words("?! ... --") == []


def test_other_scripts_are_kept() -> None:
    assert words("Привет، مرحبا") == ["привет", "مرحبا"]


def test_a_very_long_message_is_cut() -> None:
    assert len(words("ja " * 5000)) == 500


def test_a_very_long_word_is_cut() -> None:
    assert words("x1" * 500) == [("x1" * 20)]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(max_size=80))
def test_words_of_words_are_the_same_words(text: str) -> None:
    found = words(text)
    assert words(" ".join(found)) == found
