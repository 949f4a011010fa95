"""Thresholds are chosen by measurement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.content.model import Knowledge
from bot.understanding.evaluation import Figures, Goals, Question, calibrate, measure, own_questions, verdict
from bot.understanding.pipeline import Candidate, Decision, Meaning, Thresholds, Understanding
from bot.understanding.sentences import Sentences

QUESTIONS = [
    Question("tot hoe laat zijn jullie zaterdag open", "openingstijden"),
    Question("in welke straat zitten jullie", "adres-route"),
    Question("moet ik iets betalen", "kosten"),
    Question("ik wil omscholen met een opleiding", "scholing"),
    Question("ik zoek een baan in de bouw", "werk-zoeken"),
    Question("mijn contract stopt en ik ben mijn baan kwijt", "reorganisatie"),
    Question("mijn paspoort is kwijt", "geen"),
    Question("vertel een leuke mop", "geen"),
    Question("help met mijn brief", "brief-lezen"),
]


def meaning(decision: Decision, *topics: str) -> Meaning:
    candidates = tuple(Candidate(topic, 0.5) for topic in topics)
    return Meaning("", decision, topics[0] if decision is Decision.ANSWER else None, 0.5, candidates)


@pytest.mark.parametrize(
    ("topic", "also", "got", "expected"),
    [
        ("kosten", (), meaning(Decision.ANSWER, "kosten"), "right"),
        ("kosten", ("scholing",), meaning(Decision.ANSWER, "scholing"), "right"),
        ("ontslag", (), meaning(Decision.ANSWER, "reorganisatie"), "right"),
        ("kosten", (), meaning(Decision.ANSWER, "scholing"), "wrong"),
        ("kosten", (), meaning(Decision.CLARIFY, "scholing", "personeel", "kosten"), "asked"),
        ("kosten", (), meaning(Decision.CLARIFY, "scholing", "personeel", "ontslag", "kosten"), "lost"),
        ("kosten", (), meaning(Decision.CLARIFY, "ontslag", "reorganisatie", "scholing", "kosten"), "asked"),
        ("kosten", (), meaning(Decision.NONE, "kosten"), "lost"),
        ("kosten", (), meaning(Decision.ANSWER, "brief-lezen"), "lost"),
        ("geen", (), meaning(Decision.NONE, "kosten"), "kept_out"),
        ("geen", (), meaning(Decision.CLARIFY, "kosten"), "none_asked"),
        ("geen", (), meaning(Decision.ANSWER, "kosten"), "let_in"),
        ("geen", (), meaning(Decision.ANSWER, "brief-lezen"), "kept_out"),
        ("geen", ("kosten",), meaning(Decision.ANSWER, "kosten"), "kept_out"),
    ],
)
def test_a_verdict_is_given_by_contract_ids(
    understanding: Understanding, topic: str, also: tuple[str, ...], got: Meaning, expected: str
) -> None:
    assert verdict(understanding, Question("", topic, also), got) == expected


def test_figures_count_every_question(understanding: Understanding) -> None:
    figures = measure(understanding, QUESTIONS)
    assert (figures.ours, figures.others) == (6, 3)


def test_a_higher_threshold_never_answers_more(understanding: Understanding) -> None:
    answered = [
        (figures.right + figures.wrong + figures.let_in)
        for sure in (0.1, 0.4, 0.7, 0.99)
        for figures in [measure(replace(understanding, thresholds=Thresholds(sure, 0.1, 0.5)), QUESTIONS)]
    ]
    assert answered == sorted(answered, reverse=True)


def test_calibration_keeps_to_the_goals(understanding: Understanding) -> None:
    goals = Goals(wrong=0.0, let_in=0.0, none_asked=0.34)
    found = calibrate(understanding, QUESTIONS, goals)
    assert found.met
    assert (found.figures.wrong, found.figures.let_in) == (0, 0)
    assert found.figures.none_asked <= 1
    assert found.figures == measure(replace(understanding, thresholds=found.thresholds), QUESTIONS)


def test_goals_out_of_reach_are_told(understanding: Understanding) -> None:
    less_than_none = Goals(wrong=-0.1, let_in=0.0, none_asked=0.0)
    assert not calibrate(understanding, QUESTIONS, less_than_none).met


def test_without_questions_the_temperature_stays(understanding: Understanding) -> None:
    assert calibrate(understanding, []).thresholds.temperature == understanding.thresholds.temperature


def test_the_content_holds_its_own_test_questions(knowledge: Knowledge, sentences: Sentences) -> None:
    entry = replace(knowledge.entries["kosten"], test_questions=("kost dat wat",))
    with_one = replace(knowledge, entries={**knowledge.entries, "kosten": entry})
    found = own_questions(with_one, sentences)
    assert found[0] == Question("kost dat wat", "kosten")
    assert len(found) == 1 + sum(len(act.test_questions) for act in sentences.acts.values())


def test_no_question_is_a_figure_of_nothing() -> None:
    assert (Figures().ours, Figures().others) == (0, 0)
