"""Where a message may hold two questions."""

from __future__ import annotations

from bot.understanding.clauses import questions


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
