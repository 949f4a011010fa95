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


@pytest.mark.parametrize("text", ["ik ga samenwonen", "geef mijn uren door aan uwv", "ik ben verhuisd en dat geef ik door"])
def test_a_change_that_is_told_is_a_formal_act(text: str) -> None:
    assert find_formal_act(text) == "wijziging"


@pytest.mark.parametrize("text", ["hoe werkt bezwaar maken", "ik heb werk nodig", "wat gebeurt er als ik ga samenwonen"])
def test_asking_about_it_is_not_the_act(text: str) -> None:
    assert find_formal_act(text) is None


@pytest.mark.parametrize("text", ["ik neem ontslag", "ik zeg mijn contract op", "ik dien mijn ontslag in"])
def test_who_leaves_a_job_does_that_with_the_employer_and_not_here(text: str) -> None:
    assert find_formal_act(text) is None


@pytest.mark.parametrize("text", ["hierbij dien ik mijn ontslag in", "ik zeg mijn uitkering op", "hierbij zeg ik mijn contract op"])
def test_a_letter_of_notice_and_the_end_of_a_benefit_are_formal_acts(text: str) -> None:
    assert find_formal_act(text) == "wijziging"


@pytest.mark.parametrize(
    "text",
    [
        "ik wil een klacht indienen over de bus",
        "ik wil een klacht indienen over de trein van vanochtend",
        "Wij zijn ontevreden over de afhandeling van onze aanvraag. Bij wie kunnen wij dit kenbaar maken?",
        "bij wie kunnen we onze onvrede over de aanvraag kwijt",
    ],
)
def test_a_complaint_about_another_and_the_question_where_to_complain_are_not_the_act(text: str) -> None:
    assert find_formal_act(text) is None
