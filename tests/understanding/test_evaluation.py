"""The test questions beside the answers tell how well people are understood, and what a change made worse."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from bot.content.loader import load
from bot.content.phrases import REQUIRED
from bot.understanding.evaluation import Outcome, Proof, Tried, interval, prove
from bot.understanding.pipeline import Thresholds, prepare
from bot.understanding.sentences import read_sentences
from tests.content.small_folder import change, small_folder


def tried(outcome: Outcome, sentence: str = "is het gratis", topic: str = "kosten") -> Tried:
    """One test question."""
    return Tried(sentence, topic, outcome)


def test_shares_count_what_was_answered_asked_and_answered_wrongly() -> None:
    proof = Proof((tried(Outcome.RIGHT), tried(Outcome.RIGHT), tried(Outcome.ASKED), tried(Outcome.WRONG)))
    assert (proof.right, proof.found, proof.wrong) == (0.5, 0.75, 0.25)
    assert Proof(()).right == 0.0


@pytest.mark.parametrize(
    ("before", "now", "worse"),
    [("goed", Outcome.ASKED, True), ("gevraagd", Outcome.WRONG, True), ("fout", Outcome.RIGHT, False), ("goed", Outcome.RIGHT, False)],
)
def test_a_question_is_worse_when_it_went_better_before(before: str, now: Outcome, worse: bool) -> None:
    proof = Proof((tried(now),))
    assert bool(proof.worse_than({"kosten": {"is het gratis": before}})) is worse


def test_a_question_that_was_not_there_before_is_never_worse() -> None:
    assert Proof((tried(Outcome.WRONG),)).worse_than({}) == ()


def test_every_test_question_of_entries_and_acts_is_put(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    change(root / "vragen" / "werkcentrum.yaml", "      - hoe laat gaan jullie open\n", "      - hoe laat zijn jullie morgen open\n")
    sentences = read_sentences(root)
    knowledge = load(root, REQUIRED, sentences.acts.values())
    proof = prove(prepare(knowledge, sentences, None, Thresholds(sure=0.3, ask=0.05)), knowledge, sentences)
    expected = 1 + sum(len(act.test_questions) for act in sentences.acts.values())
    assert len(proof.tried) == expected
    first = proof.tried[0]
    assert (first.sentence, first.topic, first.outcome) == ("hoe laat zijn jullie morgen open", "openingstijden", Outcome.RIGHT)
    assert proof.outcomes()["openingstijden"] == {"hoe laat zijn jullie morgen open": "goed"}


@given(st.integers(1, 5000), st.data())
def test_the_interval_of_a_share_is_that_of_scipy(total: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, total))
    assert interval(right, total) == pytest.approx(tuple(binomtest(right, total).proportion_ci(method="wilson")), abs=1e-12)


def test_the_interval_of_a_share_is_that_of_newcombe() -> None:
    """81 of 263: 0,2553 to 0,3662, the example of Newcombe (1998), method 3."""
    assert tuple(round(edge, 4) for edge in interval(81, 263)) == (0.2553, 0.3662)


def test_nothing_seen_says_nothing() -> None:
    assert interval(0, 0) == (0.0, 1.0)
