"""Which messages are nothing but an answer."""

from __future__ import annotations

import pytest

from bot.content.model import Knowledge
from bot.content.schema_answers import Said
from bot.understanding.answer_words import Answer, AnswerWords


@pytest.fixture(scope="module")
def reader(shipped_knowledge: Knowledge) -> AnswerWords:
    return AnswerWords(shipped_knowledge.answers_said)


@pytest.mark.parametrize("text", ["ja", "Jazeker, graag!", "oke top", "joa heur", "👍🏽", "okeee dan", "Akoord"])
def test_assent(reader: AnswerWords, text: str) -> None:
    answer = reader.read(text)
    assert (answer.bare, answer.yes, answer.no) == (True, True, False)


@pytest.mark.parametrize("text", ["oke", "👍", "prima hoor", "lijkt me prima"])
def test_a_soft_yes_is_not_clear(reader: AnswerWords, text: str) -> None:
    assert (reader.read(text).yes, reader.read(text).clear) == (True, False)


@pytest.mark.parametrize("text", ["ja maar liever dinsdag", "goed maar niet in de ochtend", "ja waar is dat", "bedankt maar hoe laat"])
def test_what_is_left_over_makes_it_something_else(reader: AnswerWords, text: str) -> None:
    assert not reader.read(text).bare


@pytest.mark.parametrize("text", ["nee", "nee hoor bedankt", "laat maar zitten", "liever niet dank u"])
def test_refusal(reader: AnswerWords, text: str) -> None:
    answer = reader.read(text)
    assert (answer.bare, answer.no, answer.yes) == (True, True, False)


@pytest.mark.parametrize("text", ["bedankt", "dank u wel hoor", "🙏🏿"])
def test_thanks(reader: AnswerWords, text: str) -> None:
    assert (reader.read(text).thanks, reader.read(text).yes) == (True, False)


def test_no_words_no_answer(reader: AnswerWords) -> None:
    assert [reader.read(text) for text in ("", "...")] == [Answer(), Answer()]


def test_lists_that_are_empty_know_nothing() -> None:
    assert AnswerWords({}).read("ja") == Answer(rest=("ja",))


def test_every_list_is_shipped(shipped_knowledge: Knowledge) -> None:
    assert set(shipped_knowledge.answers_said) == set(Said)
    assert all(shipped_knowledge.answers_said.values())
