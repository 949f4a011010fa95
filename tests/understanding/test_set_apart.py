"""The sentences that are set apart for calibration: unseen by who writes examples, and enough to say something with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.content.entries import BACKGROUND
from bot.content.model import Knowledge
from bot.content.text_fields import same
from bot.understanding.evaluation import Calibration, Figures, Goals, Question, interval, unseen
from bot.understanding.pipeline import Thresholds, gathered
from bot.understanding.sentences import Sentences

APART = Path(__file__).with_name("ijkset.jsonl")


def test_no_sentence_that_is_set_apart_is_an_example(shipped_knowledge: Knowledge, shipped_sentences: Sentences) -> None:
    examples = gathered(shipped_knowledge, shipped_sentences)
    learned = {same(sentence) for said in examples.values() for sentence in said}
    apart = unseen(APART)[0]
    assert (len(apart) > 100, len(learned) > 5000) == (True, True)
    assert [number for number, one in enumerate(apart, 1) if same(one.text) in learned] == []


def test_every_topic_that_is_set_apart_exists(shipped_knowledge: Knowledge, shipped_sentences: Sentences) -> None:
    topics = {one.topic for one in unseen(APART)[0]}
    assert topics - {*shipped_knowledge.entries, *shipped_sentences.acts} == {BACKGROUND}


def test_a_set_is_read_with_who_says_it(tmp_path: Path) -> None:
    rows = [{"text": "wat kost dat", "topic": "kosten", "also_ok": ["scholing"], "style": "kort"}, {"text": "een mop", "topic": "none"}]
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    questions = [Question("wat kost dat", "kosten", ("scholing",)), Question("een mop", BACKGROUND)]
    assert unseen(tmp_path / "set.jsonl") == (questions, ["kort", ""])


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(0, 100, 0.0, 0.037), (2, 100, 0.006, 0.070), (50, 100, 0.404, 0.596), (100, 100, 0.963, 1.0), (0, 0, 0.0, 1.0)],
)
def test_a_share_is_told_with_what_may_be_true_as_well(count: int, total: int, low: float, high: float) -> None:
    assert tuple(round(edge, 3) for edge in interval(count, total)) == (low, high)


def test_how_many_it_takes_follows_from_the_goals() -> None:
    ours, others = Goals(wrong=0.02, let_in=0.05, none_asked=0.15).needed()
    assert (ours, others) == (189, 73)
    assert interval(0, ours)[1] <= 0.02 < interval(0, ours - 1)[1]
    assert interval(0, others)[1] <= 0.05 < interval(0, others - 1)[1]


@pytest.mark.parametrize(("ours", "others", "enough"), [(189, 73, True), (188, 73, False), (900, 72, False)])
def test_a_set_that_is_too_small_is_known_to_be(ours: int, others: int, enough: bool) -> None:
    figures = Figures(right=ours, kept_out=others)
    assert Calibration(Thresholds(), figures, True, Goals().needed()).enough is enough
