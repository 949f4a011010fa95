"""What someone means: topic, decision, candidates, a second question, a command, and the context."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.model import Knowledge
from bot.content.text_fields import same
from bot.understanding.pipeline import Candidate, Decision, Meaning, Thresholds, Understanding, gathered, prepare
from bot.understanding.sentences import Sentences

BOLD = Thresholds(sure=0.5, ask=0.2, temperature=0.4)


@pytest.fixture(scope="module")
def bold(understanding: Understanding) -> Understanding:
    """A few examples give low chances; bold thresholds suit them."""
    return replace(understanding, thresholds=BOLD)


def test_a_clear_question_is_answered(bold: Understanding) -> None:
    meaning = bold.understand("Hoe laat zijn jullie zaterdag open?")
    assert (meaning.decision, meaning.topic) == (Decision.ANSWER, "openingstijden")
    assert meaning.score == meaning.candidates[0].score >= BOLD.sure


def test_the_text_stays_as_it_was_given(bold: Understanding) -> None:
    assert bold.understand("  Hoi!! ").text == "  Hoi!! "


def test_what_is_not_ours_is_no_topic(bold: Understanding) -> None:
    meaning = bold.understand("mijn paspoort is verlopen")
    assert (meaning.decision, meaning.topic) == (Decision.NONE, None)


def test_doubt_asks_back_with_three_candidates_at_least(bold: Understanding) -> None:
    meaning = replace(bold, thresholds=replace(BOLD, sure=1.01, ask=0.0)).understand("ik zoek werk of een cursus")
    assert (meaning.decision, meaning.topic) == (Decision.CLARIFY, None)
    assert {one.topic for one in meaning.candidates[:2]} == {"werk-zoeken", "scholing"}
    assert len(meaning.candidates) >= 3


def test_candidates_come_best_first_and_never_hold_what_is_not_ours(bold: Understanding) -> None:
    candidates = bold.understand("wat kost een rijbewijs").candidates
    assert sorted(candidates, key=lambda one: -one.score) == list(candidates)
    assert "geen" not in {one.topic for one in candidates}


@pytest.mark.parametrize("text", ["", "   ", "?!", "…", "\n\n"])
def test_nothing_said_is_no_topic(bold: Understanding, text: str) -> None:
    meaning = bold.understand(text)
    assert (meaning.decision, meaning.topic, meaning.score, meaning.candidates) == (Decision.NONE, None, 0.0, ())


def test_a_typing_error_is_understood(bold: Understanding) -> None:
    assert bold.understand("ik zoek een opliedng of curcus").candidates[0].topic == "scholing"


def test_dialect_is_understood_by_the_list_of_synonyms(bold: Understanding) -> None:
    assert bold.understand("k zuik waark").candidates[0].topic == "werk-zoeken"
    assert bold.understand("eruit gevlogen").candidates[0].topic == "ontslag"


def test_a_strange_word_is_not_bent_all_the_way(bold: Understanding, understanding: Understanding) -> None:
    typed = ["ik", "zoek", "een", "baak"]
    mended, _ = understanding.corrector.mend(typed)
    assert mended == ["ik", "zoek", "een", "baan"]
    plain, bent = understanding.model.points(typed), understanding.model.points(mended)
    grown = np.exp((plain + bent) / 2 / BOLD.temperature)
    assert np.allclose(bold.chances(typed), grown / grown.sum(), atol=1e-4)


def test_a_whole_message_that_is_a_command_says_so(bold: Understanding) -> None:
    assert bold.understand("laat moar zitten").command == "stop"
    assert bold.understand("ik wil een cursus, laat maar zitten").command == ""


def test_two_questions_give_two_topics(bold: Understanding) -> None:
    meaning = bold.understand("hoe laat zijn jullie open en wat is het adres")
    assert {meaning.topic, meaning.second} == {"openingstijden", "adres-route"}


def test_one_question_has_no_second(bold: Understanding) -> None:
    assert bold.understand("hoe laat zijn jullie zaterdag en zondag open").second == ""


def test_topics_that_are_reported_as_one_are_no_two_questions(bold: Understanding) -> None:
    assert bold.understand("ik wil weten wat bij ontslag geldt en ik wil weten wat bij een reorganisatie geldt").second == ""


def test_what_is_refused_is_not_answered(bold: Understanding) -> None:
    meaning = bold.understand("ik wil geen cursus")
    assert meaning.topic != "scholing"
    assert "scholing" not in {one.topic for one in meaning.candidates if one.score > 0}


def test_what_is_wanted_instead_counts(bold: Understanding) -> None:
    assert bold.understand("ik zoek geen cursus maar werk in de bouw").candidates[0].topic == "werk-zoeken"


def test_a_bare_word_is_for_whom_we_know_is_asking(bold: Understanding) -> None:
    scores = {audience: bold.understand("vacature", audience=audience).candidates[0].topic for audience in ("inwoner", "werkgever")}
    assert scores == {"inwoner": "werk-zoeken", "werkgever": "personeel"}


def test_a_full_sentence_speaks_for_itself(bold: Understanding) -> None:
    text = "wij zoeken voor ons bedrijf een kok en een lasser"
    assert bold.understand(text, audience="inwoner") == bold.understand(text)


def test_a_message_that_points_back_follows_the_last_topic(bold: Understanding) -> None:
    text = "wanneer begint dat dan"
    assert bold.understand(text).candidates[0].topic != "scholing"
    assert bold.understand(text, topic="scholing").candidates[0].topic == "scholing"


def test_a_clear_question_does_not_follow_the_last_topic(bold: Understanding) -> None:
    assert bold.understand("wat is het adres", topic="scholing").topic == "adres-route"


def test_an_unknown_last_topic_changes_nothing(bold: Understanding) -> None:
    assert bold.understand("hoe duur is dat", topic="weg") == bold.understand("hoe duur is dat")


def test_a_topic_is_reported_as_the_one_it_belongs_to(understanding: Understanding) -> None:
    assert [understanding.reported(topic) for topic in ("reorganisatie", "brief-lezen", "kosten", "crisis")] == [
        "ontslag",
        "geen",
        "kosten",
        "crisis",
    ]


def test_threads_may_share_it(bold: Understanding) -> None:
    texts = ["ik zoek werk", "wat kost het", "hoe laat open", "mijn kat is ziek"] * 25
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(bold.understand, texts)) == [bold.understand(text) for text in texts]


def test_from_the_cache_it_understands_the_same(bold: Understanding, knowledge: Knowledge, sentences: Sentences, cache: Path) -> None:
    again = prepare(knowledge, sentences, cache, BOLD)
    assert again.understand("wanneer ben je open") == bold.understand("wanneer ben je open")


def test_examples_come_from_entries_acts_and_files(knowledge: Knowledge, sentences: Sentences) -> None:
    further = replace(knowledge, examples={**knowledge.examples, "kosten": ("gratis?", "wat kost het"), "vergeten": ("los bestand",)})
    examples = gathered(further, sentences)
    assert examples["kosten"] == ("wat kost het?", *knowledge.entries["kosten"].examples, "gratis?")
    assert examples["groet"] == sentences.acts["groet"].examples
    assert examples["geen"] == knowledge.examples["geen"]
    assert "vergeten" not in examples


def test_what_an_entry_does_not_mean_is_learned_as_not_ours(knowledge: Knowledge, sentences: Sentences) -> None:
    entry = replace(knowledge.entries["kosten"], not_meant=("wat kost een paspoort", "Wat is het adres?"))
    known = replace(knowledge, entries={**knowledge.entries, "kosten": entry, "adres-route": knowledge.entries["adres-route"]})
    assert same("Wat is het adres?") in map(same, gathered(knowledge, sentences)["adres-route"])
    assert gathered(known, sentences)["geen"] == (*knowledge.examples["geen"], "wat kost een paspoort")


def test_a_counter_example_keeps_its_like_from_the_topic(knowledge: Knowledge, sentences: Sentences, bold: Understanding) -> None:
    said = "hoe duur is de kapper"
    entry = replace(knowledge.entries["kosten"], not_meant=("hoe duur is een kapper", "wat kost de kapper", "is de kapper duur"))
    known = replace(knowledge, entries={**knowledge.entries, "kosten": entry})
    assert bold.understand(said).candidates[0].topic == "kosten"
    before = next(one.score for one in bold.understand(said).candidates if one.topic == "kosten")
    after = next((one.score for one in prepare(known, sentences, None, BOLD).understand(said).candidates if one.topic == "kosten"), 0.0)
    assert after < before / 2


def test_a_candidate_is_a_topic_with_a_chance() -> None:
    meaning = Meaning("x", Decision.ANSWER, "kosten", 0.9, (Candidate("kosten", 0.9),))
    assert (meaning.second, meaning.command, str(meaning.decision)) == ("", "", "antwoord")


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.text(max_size=200), st.sampled_from(["", "inwoner", "werkgever"]), st.sampled_from(["", "scholing", "weg"]))
def test_any_text_has_a_meaning(understanding: Understanding, text: str, audience: str, topic: str) -> None:
    meaning = understanding.understand(text, audience=audience, topic=topic)
    assert (meaning.topic is not None) == (meaning.decision is Decision.ANSWER)
    assert all(0 <= one.score <= 1 for one in meaning.candidates)
    assert meaning == understanding.understand(text, audience=audience, topic=topic)
