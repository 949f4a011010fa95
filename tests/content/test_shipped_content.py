"""The content that we ship passes its own gate."""

from __future__ import annotations

from datetime import date

from bot.content.checks import loose_facts
from bot.content.entries import DANGER, StepKind
from bot.content.folder import SHIPPED
from bot.content.loader import examine
from bot.content.phrases import REQUIRED
from bot.understanding.sentences import read_sentences


def test_the_shipped_content_has_no_mistakes() -> None:
    _, problems = examine(SHIPPED, REQUIRED, read_sentences(SHIPPED).acts.values())
    assert [str(problem) for problem in problems if not problem.warning] == []


def test_every_shipped_text_is_said() -> None:
    """Who follows the advice to take away a text that nobody says must find none that is."""
    _, problems = examine(SHIPPED, REQUIRED, read_sentences(SHIPPED).acts.values())
    assert [str(problem) for problem in problems if "gebruikt de assistent niet" in problem.message] == []


def test_every_shipped_question_has_test_questions_an_owner_and_a_step_that_can_be_taken() -> None:
    knowledge, _ = examine(SHIPPED, REQUIRED)
    assert knowledge
    for entry in knowledge.entries.values():
        assert entry.owner and entry.steps, entry.id
        assert len(entry.test_questions) >= 5 or entry.belongs_to, entry.id
        assert all(step.kind is not StepKind.NONE for step in entry.steps)


def test_no_fact_of_the_list_of_facts_is_written_out_again() -> None:
    knowledge, _ = examine(SHIPPED, REQUIRED)
    assert knowledge
    assert [str(one) for one in loose_facts(knowledge, date(2026, 11, 21)) if "staat ook in" in one.message] == []


def test_the_soft_form_of_despair_is_an_entry_that_belongs_to_danger() -> None:
    """Who sees no way out reads where to call, and is counted where a crisis is; no file of sentences bears that name."""
    knowledge, _ = examine(SHIPPED, REQUIRED, read_sentences(SHIPPED).acts.values())
    assert knowledge
    assert [one.id for one in knowledge.entries.values() if one.belongs_to == DANGER] == ["somber"]
