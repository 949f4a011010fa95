"""A formal act performed here is recognised; asking about one is not the act."""

from __future__ import annotations

import pytest

from bot.understanding.risk import find_formal_act
from tests.understanding.sets import share


def test_at_least_85_in_100_acts_are_recognised() -> None:
    assert share("formeel", find_formal_act) >= 0.85


def test_at_most_5_in_100_questions_are_taken_for_an_act() -> None:
    assert share("niet-formeel", find_formal_act) <= 0.05


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("hierbij maak ik bezwaar tegen uw besluit", "bezwaar"),
        ("hierbij vraag ik bijstand aan", "aanvraag"),
        ("dit is mijn officiële klacht over uw medewerker", "klacht"),
        ("hierbij meld ik mij ziek", "ziekmelding"),
        ("waar kan ik een klacht indienen", None),
        ("ik wil een afspraak aanvragen", None),
    ],
)
def test_each_kind_by_name(text: str, act: str | None) -> None:
    assert find_formal_act(text) == act
