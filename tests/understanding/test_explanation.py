"""Why a message was understood as it was."""

from __future__ import annotations

from bot.understanding.pipeline import Understanding
from bot.understanding.spelling import Repair


def test_the_nearest_example_and_the_deciding_word_are_told(understanding: Understanding) -> None:
    why = understanding.explain("ik zoek een cursus koken")
    assert (why.topic, why.nearest, why.deciding[0][0]) == ("scholing", "ik zoek een cursus", "cursus")
    assert 0.5 < why.nearness <= 1


def test_repairs_and_replacements_are_told(understanding: Understanding) -> None:
    assert understanding.explain("woar is de cusrus").repairs == (Repair("woar", ("waar",)), Repair("cusrus", ("cursus",)))


def test_runners_up_are_those_of_the_meaning(understanding: Understanding) -> None:
    text = "ik zoek werk"
    assert understanding.explain(text).runners_up == tuple(one.topic for one in understanding.understand(text).candidates[1:])


def test_the_deciding_words_come_strongest_first(understanding: Understanding) -> None:
    gains = [gain for _, gain in understanding.explain("hoe laat zijn jullie zaterdag open").deciding]
    assert gains == sorted(gains, reverse=True)
    assert len(gains) <= 4
    assert min(gains) > 0


def test_nothing_said_has_nothing_to_explain(understanding: Understanding) -> None:
    why = understanding.explain("?!")
    assert (why.topic, why.nearest, why.deciding, why.runners_up) == ("", "", (), ())
