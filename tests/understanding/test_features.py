"""What a message is made of for the model."""

from __future__ import annotations

from bot.understanding.classifier import pair_pieces, whole, word_pieces


def test_a_word_is_its_groups_of_letters() -> None:
    assert word_pieces("cv") == [" c", "cv", "v ", " cv", "cv ", " cv "]


def test_a_short_word_as_a_whole_is_not_its_group_of_letters() -> None:
    assert whole("cv") not in word_pieces("cv")


def test_words_that_look_alike_share_groups() -> None:
    ours, typed = (set(word_pieces(word)) for word in ("afspraak", "afsproak"))
    assert len(ours & typed) > len(ours - typed) / 2


def test_pairs_begin_at_the_start() -> None:
    assert pair_pieces(["hoe", "laat"]) == ["^_hoe", "hoe_laat"]


def test_no_words_no_pairs() -> None:
    assert pair_pieces([]) == []
