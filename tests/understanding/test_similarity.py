"""Sentences that look too much alike are named with both topics, and what was not understood is counted by kind."""

from __future__ import annotations

import time

from bot.understanding.evaluation import groups, near_pairs


def test_two_sentences_of_two_topics_that_hardly_differ_are_a_pair() -> None:
    pairs = near_pairs({"kosten": ["wat kost een cursus bij jullie"], "scholing": ["wat kost een cursus bij julie", "welke cursus is er"]})
    assert [(one.topic, one.sentence, one.other_topic, one.other_sentence) for one in pairs] in (
        [("kosten", "wat kost een cursus bij jullie", "scholing", "wat kost een cursus bij julie")],
        [("scholing", "wat kost een cursus bij julie", "kosten", "wat kost een cursus bij jullie")],
    )


def test_order_does_not_hide_likeness_and_short_sentences_do_not_count() -> None:
    assert len(near_pairs({"a": ["kost een cursus geld bij jullie"], "b": ["kost een cursus bij jullie geld"]})) == 1
    assert near_pairs({"a": ["en nu dan"], "b": ["en nu dan?"]}) == ()


def test_sentences_of_one_topic_or_of_the_background_are_no_pair() -> None:
    assert near_pairs({"a": ["wat kost een cursus bij jullie", "wat kost een cursus bij julie"]}) == ()
    assert near_pairs({"a": ["wat kost een cursus bij jullie"], "geen": ["wat kost een cursus bij julie"]}) == ()


def test_thousands_of_sentences_are_compared_in_seconds() -> None:
    said = [f"{word} {number} vraag over werk en leren bij jullie nummer {number}" for number in range(700) for word in ("een", "zes")]
    began = time.process_time()
    near_pairs({"a": said[::2], "b": said[1::2]})
    assert time.process_time() - began < 10


def test_the_same_question_is_one_group_and_the_largest_comes_first() -> None:
    asked = ["verkopen jullie fietsen", "mag mijn hond mee", "kan mijn hond mee", "mag mn hond ook mee", "is er een lift"]
    found = groups(asked)
    assert [sorted(group) for group in found] == [[1, 2, 3], [0], [4]]
    assert sorted(number for group in found for number in group) == [0, 1, 2, 3, 4]


def test_nothing_gives_no_groups() -> None:
    assert groups([]) == ()
