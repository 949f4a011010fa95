"""Dialect and shorthand become our own words."""

from __future__ import annotations

from bot.content.entries import Synonym
from bot.understanding.spelling import Repair, Rewording

SYNONYMS = (
    Synonym("werk", ("wark", "waark")),
    Synonym("hoe laat", ("hou loat", "hoelaat")),
    Synonym("hoe", ("hou",)),
    Synonym("ontslagen", ("eruit gevlogen",)),
    Synonym("open", ("Open", "lös")),
)
rewording = Rewording(SYNONYMS)


def test_a_word_of_the_people_becomes_ours() -> None:
    assert rewording.reword(["k", "zuik", "waark"])[0] == ["k", "zuik", "werk"]


def test_one_word_may_become_two() -> None:
    assert rewording.reword(["hoelaat", "los"])[0] == ["hoe", "laat", "open"]


def test_the_longest_expression_counts() -> None:
    assert rewording.reword(["hou", "loat"])[0] == ["hoe", "laat"]
    assert rewording.reword(["hou", "gait", "t"])[0] == ["hoe", "gait", "t"]


def test_an_expression_at_the_end_is_found() -> None:
    assert rewording.reword(["ik", "ben", "eruit", "gevlogen"])[0] == ["ik", "ben", "ontslagen"]


def test_replacements_are_told() -> None:
    assert rewording.reword(["eruit", "gevlogen"])[1] == (Repair("eruit gevlogen", ("ontslagen",)),)


def test_a_word_that_means_itself_is_no_replacement() -> None:
    assert rewording.reword(["open"]) == (["open"], ())


def test_without_a_list_nothing_changes() -> None:
    assert Rewording(()).reword(["wark"]) == (["wark"], ())
