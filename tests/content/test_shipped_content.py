"""The content that we ship passes its own gate."""

from __future__ import annotations

from datetime import date
from statistics import median

import pytest

from bot.cli.content import of_the_day
from bot.content.answer_checks import unwise
from bot.content.checks import loose_facts
from bot.content.entries import DANGER, StepKind
from bot.content.folder import SHIPPED
from bot.content.loader import examine
from bot.content.model import Knowledge
from bot.content.phrases import REQUIRED
from bot.content.plain_language import words
from bot.content.problems import Problem, unknown_phrase
from bot.understanding.sentences import read_sentences

Examined = tuple[Knowledge | None, tuple[Problem, ...]]


@pytest.fixture(scope="module")
def examined() -> Examined:
    """The shipped content with every problem in it, those between questions and acts too."""
    return examine(SHIPPED, REQUIRED, read_sentences(SHIPPED).acts.values())


def test_the_shipped_content_has_no_mistakes(examined: Examined) -> None:
    _, problems = examined
    assert [str(problem) for problem in problems if not problem.warning] == []


def test_the_shipped_content_has_nothing_to_warn_of(examined: Examined) -> None:
    """What only the centre can tell is a list of work (`bevestigen.yaml`), no warning."""
    knowledge, problems = examined
    assert knowledge
    assert [str(one) for one in (*problems, *of_the_day(knowledge, date(2026, 11, 30)))] == []


def test_every_shipped_text_is_said(examined: Examined) -> None:
    """Who follows the advice to take away a text that nobody says must find none that is."""
    _, problems = examined
    _, _, told = unknown_phrase("welkom.groet", ())[0].partition("'welkom.groet'")
    assert (bool(told), [str(problem) for problem in problems if problem.message.endswith(told)]) == (True, [])


def test_every_shipped_question_has_test_questions_an_owner_and_a_step_that_can_be_taken(shipped_knowledge: Knowledge) -> None:
    for entry in shipped_knowledge.entries.values():
        assert entry.owner and entry.steps, entry.id
        assert len(entry.test_questions) >= 5 or entry.belongs_to, entry.id
        assert all(step.kind is not StepKind.NONE for step in entry.steps)


def test_no_fact_of_the_list_of_facts_is_written_out_again(shipped_knowledge: Knowledge) -> None:
    assert [str(one) for one in loose_facts(shipped_knowledge, date(2026, 11, 21)) if "staat ook in" in one.message] == []


def test_no_shipped_answer_says_what_we_do_not_know_or_what_the_calendar_tells(shipped_knowledge: Knowledge) -> None:
    assert [str(one) for one in unwise(shipped_knowledge)] == []


def test_the_middle_answer_has_at_most_45_words_and_none_more_than_60(shipped_knowledge: Knowledge) -> None:
    lengths = [len(words(entry.answer)) for entry in shipped_knowledge.entries.values()]
    assert (median(lengths) <= 45, max(lengths) <= 60) == (True, True)


def test_forty_subjects_and_more_have_eight_facets_each(shipped_knowledge: Knowledge) -> None:
    told = [name for name, entry in shipped_knowledge.entries.items() if sum(not facet.unknown for facet in entry.facets.values()) >= 8]
    assert len(told) >= 114


def test_what_is_asked_in_two_ways_is_answered_with_neither_yes_nor_no(shipped_knowledge: Knowledge) -> None:
    """Who asks "mag ik weigeren" asks the same as who asks "moet dat": a bare yes would tell one of them the opposite. "Wat is het nummer" too."""
    asked = ("verplicht", "telefonisch", "zelf-doen")
    told = [(name, entry.facets[one].answer) for name, entry in shipped_knowledge.entries.items() for one in asked if one in entry.facets]
    assert [(name, text) for name, text in told if text.startswith(("Ja", "Nee"))] == []


def test_who_is_sent_to_a_werkcoach_can_say_to_have_none(shipped_knowledge: Knowledge) -> None:
    sent = [one for one in shipped_knowledge.entries.values() if "werkcoach" in one.answer]
    assert [one.id for one in sent if "Ik heb geen werkcoach" not in [step.label for step in one.steps]] == []


def test_what_only_the_centre_can_tell_are_ten_questions_with_the_answers_that_change(shipped_knowledge: Knowledge) -> None:
    assert len(shipped_knowledge.owner_questions) == 10
    for one in shipped_knowledge.owner_questions:
        for part in one.parts:
            name, _, facet = part.partition("#")
            assert name in shipped_knowledge.entries and (not facet or facet in shipped_knowledge.entries[name].facets), part


def test_the_soft_form_of_despair_is_an_entry_that_belongs_to_danger(examined: Examined) -> None:
    """Who sees no way out reads where to call, and is counted where a crisis is; no file of sentences bears that name."""
    knowledge, _ = examined
    assert knowledge
    assert [one.id for one in knowledge.entries.values() if one.belongs_to == DANGER] == ["somber"]
