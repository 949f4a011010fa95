"""Figures in a text as one reads them, in digits or in words, and the text without the stretches that must go."""

from __future__ import annotations

import pytest

from bot.privacy.digit_groups import Group, Span, bare_of_figures, groups, merged, outside, plain, without


def digits(text: str) -> list[str]:
    """The figures that are read in a text, group by group."""
    return [one.digits for one in groups(plain(text).text)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", []),
        ("12 345", ["12", "345"]),
        ("１２３", ["123"]),
        ("٠٦١٢", ["0612"]),
        ("①②", ["12"]),
        ("1\u200b2", ["12"]),
        ("twee drie", ["2", "3"]),
        ("tweedrievier", ["234"]),
        ("drieëntwintig", ["23"]),
        ("honderddrieëntwintig", ["123"]),
        ("negenhonderd", ["900"]),
        ("0l2o", ["0120"]),
        ("o6 12", ["06", "12"]),
        ("een huis", []),
        ("een, twee", ["1", "2"]),
        ("twee en een", ["2", "1"]),
        ("tweeling", []),
    ],
)
def test_figures_are_read_however_they_are_written(text: str, read: list[str]) -> None:
    assert digits(text) == read


def test_a_group_knows_its_stretch_and_what_stands_before_it() -> None:
    assert groups("bel 06 en dan 12") == (Group(4, 6, "06", "bel ", 1), Group(14, 16, "12", " en dan ", 2))


def test_a_stretch_of_the_plain_text_is_one_of_the_text_as_it_was_given() -> None:
    seen = plain("①\u200b２ é")
    assert seen.text == "12 e"
    assert [seen.span(begin, begin + 1) for begin in range(2)] == [(0, 1), (2, 3)]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("ik zoek werk", True),
        ("morgen om 10.30 uur", True),
        ("1234567", False),
        ("een twee drie", False),
        ("12o4567", False),
        ("o61", False),
    ],
)
def test_only_what_surely_holds_no_row_of_figures_is_bare(text: str, bare: bool) -> None:
    assert bare_of_figures(text) is bare


@pytest.mark.parametrize(
    ("spans", "one"),
    [
        ([], []),
        ([Span(5, 8, "b"), Span(0, 3, "a")], [Span(0, 3, "a"), Span(5, 8, "b")]),
        ([Span(0, 3, "a"), Span(2, 8, "b")], [Span(0, 8, "a")]),
        ([Span(2, 4, "b"), Span(0, 8, "a")], [Span(0, 8, "a")]),
        ([Span(0, 3, "a"), Span(3, 5, "b")], [Span(0, 3, "a"), Span(3, 5, "b")]),
    ],
)
def test_stretches_that_overlap_are_one_of_the_kind_of_the_first(spans: list[Span], one: list[Span]) -> None:
    assert merged(spans) == one


def test_only_figures_that_touch_no_stretch_are_left() -> None:
    figures = [Group(0, 2, "06"), Group(3, 5, "12"), Group(6, 8, "34")]
    assert outside(figures, [Span(4, 6, "a")]) == [figures[0], figures[2]]
    assert (outside(figures, []), outside(figures, [Span(0, 8, "a")])) == (figures, [])


def test_a_text_without_its_stretches_names_their_kinds() -> None:
    text = "bsn ①②③, tot straks"
    seen = plain(text)
    assert without(text, seen, [Span(4, 7, "bsn")]) == "bsn [bsn], tot straks"
    assert without(text, seen, []) == text
