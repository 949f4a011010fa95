"""The shipped content is understood: a floor under what `bench.understanding` measures, so that a change cannot sink it unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.content.model import Knowledge
from bot.understanding.evaluation import measure, own_questions
from bot.understanding.pipeline import Understanding
from bot.understanding.sentences import Sentences

CASES = yaml.safe_load(Path(__file__).with_name("begrip.yaml").read_text(encoding="utf-8"))


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_the_test_questions_in_the_content_stay_above_the_floor(
    shipped_understanding: Understanding, shipped_knowledge: Knowledge, shipped_sentences: Sentences
) -> None:
    figures = measure(shipped_understanding, own_questions(shipped_knowledge, shipped_sentences))
    assert figures.right >= 0.85 * figures.ours
    assert figures.right + figures.asked >= 0.95 * figures.ours
    assert figures.wrong <= 0.03 * figures.ours


def test_two_questions_are_both_found_and_what_was_asked_first_is_answered_first(shipped_understanding: Understanding) -> None:
    found = [shipped_understanding.understand(case["tekst"]) for case in CASES["twee_vragen"]]
    wanted = [(case["eerste"], case["tweede"]) for case in CASES["twee_vragen"]]
    assert share([(one.topic, one.second) == pair for one, pair in zip(found, wanted, strict=True)]) >= 0.6


def test_one_question_has_no_second(shipped_understanding: Understanding) -> None:
    assert len(CASES["een_vraag"]) >= 10
    assert [text for text in CASES["een_vraag"] if shipped_understanding.understand(text).second] == []


@pytest.mark.parametrize("case", CASES["niet_dit"], ids=lambda case: case["tekst"])
def test_what_is_refused_is_not_answered(shipped_understanding: Understanding, case: dict[str, str]) -> None:
    meaning = shipped_understanding.understand(case["tekst"])
    assert meaning.topic != case["niet"]
    assert case.get("wel", "") in ("", *(one.topic for one in meaning.candidates))


@pytest.mark.parametrize("case", CASES["toch_dit"], ids=lambda case: case["tekst"])
def test_a_no_that_tells_something_is_understood(shipped_understanding: Understanding, case: dict[str, str]) -> None:
    assert case["wel"] in {one.topic for one in shipped_understanding.understand(case["tekst"]).candidates}


def test_a_bare_word_is_for_whom_we_know_is_asking(shipped_understanding: Understanding) -> None:
    cases = CASES["met_doelgroep"]
    first = [shipped_understanding.understand(case["tekst"], audience=case["doelgroep"]).candidates[0].topic for case in cases]
    assert share([topic in case["wel"] for topic, case in zip(first, cases, strict=True)]) >= 0.75


def test_a_message_that_points_back_keeps_the_topic_in_sight(shipped_understanding: Understanding) -> None:
    cases = CASES["vervolg"]
    found = [shipped_understanding.understand(case["tekst"], topic=case["na"]).candidates for case in cases]
    assert share([case["wel"] in {one.topic for one in candidates} for case, candidates in zip(cases, found, strict=True)]) >= 0.9
