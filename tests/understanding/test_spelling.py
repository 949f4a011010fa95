"""Typing errors are mended against our own words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.spelling import Corrector, Repair

OURS = {"afspraak": 20, "opleiding": 9, "maken": 12, "werk": 30, "open": 15, "ontslagen": 4, "aanvragen": 3, "de": 50, "cursus": 5}
corrector = Corrector(OURS)


def mended(*typed: str) -> list[str]:
    return corrector.mend(typed)[0]


def test_one_wrong_letter_is_mended() -> None:
    assert mended("afspaak", "oplieding", "mkaen") == ["afspraak", "opleiding", "maken"]


def test_a_long_word_may_have_more_errors() -> None:
    assert mended("onstlagn") == ["ontslagen"]


def test_a_lost_space_is_put_back() -> None:
    assert mended("werkaanvragen") == ["werk", "aanvragen"]


def test_our_own_words_stay() -> None:
    assert mended("werk", "open") == ["werk", "open"]


def test_short_words_stay() -> None:
    assert mended("dee", "opn") == ["dee", "opn"]


def test_a_strange_word_stays() -> None:
    assert mended("paspoort") == ["paspoort"]


def test_figures_stay() -> None:
    assert mended("werk1", "2026") == ["werk1", "2026"]


def test_the_same_first_letter_decides_between_equals() -> None:
    assert Corrector({"bonen": 1, "wonen": 9}).mend(["binen"])[0] == ["bonen"]


def test_repairs_are_told() -> None:
    assert corrector.mend(["ik", "wil", "werk", "aanvargen"])[1] == (Repair("aanvargen", ("aanvragen",)),)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.lists(st.text(alphabet="abcdefghijklmnoprstuvwz1👍", min_size=1, max_size=12), max_size=6))
def test_mending_twice_changes_nothing_more(typed: list[str]) -> None:
    once = corrector.mend(typed)[0]
    assert corrector.mend(once)[0] == once
