"""A message in its parts, which of them ask, and where it may hold two questions."""

from __future__ import annotations

import pytest

from bot.understanding.clauses import Border, Part, asks, asks_back, begins_question, clauses, parts_at, questions, without_links
from bot.understanding.text import words


def split(text: str) -> list[tuple[str, str]]:
    return [(" ".join(first), " ".join(second)) for first, second in questions(text)]


def test_two_questions_are_cut_at_and() -> None:
    assert split("hoe laat zijn jullie open en waar zitten jullie") == [("hoe laat zijn jullie open", "waar zitten jullie")]


def test_two_sentences_are_cut_at_the_stop() -> None:
    assert split("Wat kost het? Kan ik zo langskomen?") == [("wat kost het", "kan ik zo langskomen")]


def test_two_wishes_count_too() -> None:
    assert split("ik wil een cursus. ook zoek ik een baan") == [("ik wil een cursus", "ook zoek ik een baan")]


def test_a_question_may_come_after_a_comma() -> None:
    assert split("wij zijn een slagerij, hoeveel uur moet dat en wie betaalt het") == [
        ("wij zijn een slagerij hoeveel uur moet dat", "wie betaalt het")
    ]


def test_two_troubles_may_be_told_instead_of_asked() -> None:
    assert split("ik ben mijn werk kwijt en heb een schuld") == [("ik ben mijn werk kwijt", "heb een schuld")]


def test_a_story_with_a_question_is_one_question() -> None:
    assert split("Mijn man is ziek en zit thuis. Kan hij bij jullie terecht?") == []


def test_a_single_word_is_no_question() -> None:
    assert split("hoi en waar zitten jullie") == []


def test_a_long_story_is_not_cut() -> None:
    assert split("ik wil werk en " * 30 + "wat nu") == []
    assert split("ik wil werk. " + "wat " * 200) == []


@pytest.mark.parametrize(
    ("border", "parts"),
    [
        (Border.SENTENCE, [Part("ik ben 58, en moe", "."), Part("mag dat", "?"), Part("graag na 4 uur dan ben ik vrij")]),
        (Border.SIGN, [Part("ik ben 58", ","), Part("en moe", "."), Part("mag dat", "?"), Part("graag na 4 uur dan ben ik vrij")]),
        (
            Border.THOUGHT,
            [Part("ik ben 58", ","), Part("en moe", "."), Part("mag dat", "?"), Part("graag na 4 uur"), Part("dan ben ik vrij")],
        ),
        (Border.TOLD, [Part("ik ben 58", ","), Part("moe", "."), Part("mag dat", "?"), Part("graag na 4 uur dan ben ik vrij")]),
    ],
)
def test_a_message_is_cut_at_one_kind_of_border(border: Border, parts: list[Part]) -> None:
    assert parts_at("ik ben 58, en moe. mag dat? graag na 4 uur dan ben ik vrij", border) == parts


def test_what_is_told_is_cut_at_and_too() -> None:
    assert parts_at("ik ben 58 en heb schulden", Border.TOLD) == [Part("ik ben 58", "en"), Part("heb schulden")]


def test_only_signs_are_no_part() -> None:
    assert (parts_at("?! ...", Border.SIGN), clauses("?!")) == ([], [])


def test_a_part_that_asks_keeps_its_mark() -> None:
    assert clauses("donderdag is goed, mag mijn zus mee?") == ["donderdag is goed", "mag mijn zus mee?"]


def test_a_part_is_read_without_what_ties_it_to_the_part_before() -> None:
    assert without_links("maar en kan dat ook") == "kan dat ook"
    assert without_links("en") == "en"


@pytest.mark.parametrize("text", ["mag dat", "maar mag ik dan komen", "en als ik niet durf", "klopt. wat kost het", "echt?"])
def test_a_message_asks_without_its_mark_too(text: str) -> None:
    assert asks_back(text)


@pytest.mark.parametrize("text", ["is goed", "kan", "heb werk", "ik wil graag komen", ""])
def test_a_message_that_answers_does_not_ask(text: str) -> None:
    assert not asks_back(text)


@pytest.mark.parametrize(
    "text", ["maar kan iemand ook komen", "ik vraag me af wie betaalt", "ik wil graag weten wat het kost", "is gratis"]
)
def test_beside_an_answer_a_part_asks_sooner(text: str) -> None:
    assert asks(words(text))


def test_a_question_begins_with_its_word() -> None:
    assert [begins_question(words(text)) for text in ("wat kost het", "het kost wat", "")] == [True, False, False]
