"""Replies in Telegram's form: pieces, escaping, keyboards."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup, ReplyKeyboardMarkup

from bot.channels.telegram.markup import action_of, escaped, keyboard, pieces, plain, units
from bot.domain.messages import Button, Reply

QUICKLY = settings(derandomize=True, deadline=None, max_examples=150)
TEXTS = st.text(st.sampled_from("ab .\n!?😀é<&"), max_size=400)


def test_a_short_text_is_one_piece() -> None:
    assert pieces("Goedendag.") == ["Goedendag."]


def test_a_long_text_is_cut_between_paragraphs() -> None:
    assert pieces("een twee.\n\ndrie vier.", 14) == ["een twee.", "drie vier."]


def test_without_paragraphs_it_is_cut_between_sentences() -> None:
    assert pieces("Een twee. Drie vier. Vijf.", 21) == ["Een twee. Drie vier.", "Vijf."]


def test_a_word_longer_than_a_message_is_cut_anywhere() -> None:
    assert pieces("a" * 10, 4) == ["aaaa", "aaaa", "aa"]


def test_an_emoji_counts_for_two_and_is_never_cut_in_half() -> None:
    assert (units("😀"), pieces("a😀😀", 4)) == (2, ["a😀", "😀"])


@QUICKLY
@given(TEXTS, st.integers(2, 40))
def test_every_piece_fits_and_no_word_is_lost(text: str, longest: int) -> None:
    found = pieces(text, longest)
    assert all(0 < units(piece) <= longest for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@QUICKLY
@given(TEXTS)
def test_escaped_text_shows_exactly_what_was_written(text: str) -> None:
    assert "<" not in escaped(text)
    assert html.unescape(escaped(text)) == text


def test_buttons_stand_one_per_row_with_full_words_and_their_action() -> None:
    markup = keyboard(Reply("?", (Button("Afspraak maken", "b"), Button("Ik kom langs", "kom"))))
    assert isinstance(markup, InlineKeyboardMarkup)
    assert [[(one.text, one.callback_data) for one in row] for row in markup.inline_keyboard] == [
        [("Afspraak maken", "1:b")],
        [("Ik kom langs", "1:kom")],
    ]


def test_buttons_carry_their_number_where_a_number_picks_one() -> None:
    markup = keyboard(Reply("?", (Button("Ja", "j"), Button("Nee", "n")), numbered=True))
    assert isinstance(markup, InlineKeyboardMarkup)
    assert [row[0].text for row in markup.inline_keyboard] == ["1. Ja", "2. Nee"]


def test_asking_for_a_number_gives_keys_of_which_one_shares_it() -> None:
    markup = keyboard(Reply("?", (Button("Deel mijn nummer", "deel", asks_contact=True), Button("Stop", "stop"))))
    assert isinstance(markup, ReplyKeyboardMarkup)
    assert [[(key.text, bool(key.request_contact)) for key in row] for row in markup.keyboard] == [
        [("Deel mijn nummer", True)],
        [("Stop", False)],
    ]


def test_a_reply_without_buttons_has_no_keyboard() -> None:
    assert keyboard(Reply("Graag gedaan.")) is None


@pytest.mark.parametrize(("length", "kept"), [(62, True), (63, False)])
def test_an_action_that_is_too_long_for_telegram_loses_its_button_not_the_message(length: int, kept: bool) -> None:
    markup = keyboard(Reply("?", (Button("Lang", "é" * (length // 2) + "x" * (length % 2)), Button("Kort", "k"))))
    assert isinstance(markup, InlineKeyboardMarkup)
    assert [row[0].text for row in markup.inline_keyboard] == (["Lang", "Kort"] if kept else ["Kort"])


def test_the_action_comes_back_from_a_press() -> None:
    assert action_of("1:t:privacy") == "t:privacy"


@pytest.mark.parametrize("data", ["", "t:privacy", "0:menu", "7:menu"])
def test_a_button_of_another_form_has_no_action(data: str) -> None:
    assert action_of(data) == ""


def test_bare_text_names_the_buttons_so_that_they_can_be_typed() -> None:
    assert plain("Kies.", (Button("Ja", "j"), Button("Nee", "n"))) == "Kies.\n- Ja\n- Nee"
