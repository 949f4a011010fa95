"""A sum from one sentence: hours, wage, age and loonwaarde in any order, and "weet ik niet" as an answer."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.domain.time import ZONE
from tests.conftest import Citizen

SPRING = datetime(2026, 3, 10, 11, 0, tzinfo=ZONE)


@pytest.fixture
def employer(citizen: Citizen) -> Citizen:
    citizen.now = SPRING
    return citizen


@pytest.mark.parametrize(
    "words",
    [
        "wat levert LKV op bij 20 uur per week",
        "hoeveel loonkostenvoordeel voor iemand van 20 uur",
        "hoeveel LKV is dat bij een afspraakbaan, 20 uur",
    ],
)
def test_the_tax_credit_needs_the_hours_only(employer: Citizen, words: str) -> None:
    employer.says(words)
    assert "LKV bij 20 uur per week: ongeveer € 1.050,40 per jaar. Dat is € 87,53 per maand." in employer.text
    assert employer.labels[0] == "Reken met mijn uren"


def test_hours_and_loonwaarde_give_the_whole_sum_and_what_was_assumed_is_said(employer: Citizen) -> None:
    employer.says("loonkostensubsidie voor 24 uur met een loonwaarde van 60 procent, wat is dat")
    assert "U rekent met 24 uur per week. Loon: Minimumloon. Leeftijd: 21 jaar of ouder. Loonwaarde: 60 %." in employer.text
    assert "• Min loonkostensubsidie: € 660,89" in employer.text


def test_all_four_in_one_sentence_are_taken(employer: Citizen) -> None:
    employer.says("loonkostensubsidie: 24 uur, 15,50 euro per uur, 60% loonwaarde, 30 jaar")
    assert "U rekent met 24 uur per week. Loon: € 15,50 per uur." in employer.text
    assert "• Dat betaalt u zelf: € 975,03" in employer.text


def test_several_values_in_one_answer_are_taken(employer: Citizen) -> None:
    employer.says("wat kost een afspraakbaan")
    employer.taps("Reken met mijn uren")
    employer.says("24 uur, loonwaarde 60 procent, 19 jaar")
    assert employer.text == "Wat is het brutoloon per uur? Kies, of typ een bedrag."
    employer.says("weet ik niet")
    assert "Leeftijd: 19 jaar. Loonwaarde: 60 %." in employer.text


def test_who_does_not_know_the_loonwaarde_gets_three(employer: Citizen) -> None:
    employer.says("wat kost een afspraakbaan")
    employer.taps("Reken met mijn uren")
    for answer in ("24", "minimumloon", "21 jaar of ouder", "dat weet ik nog niet"):
        employer.says(answer)
    assert "• Loonwaarde (wat iemand kan) 60 %: de subsidie is 40 % van het minimumloon. Dat is € 660,89 per maand." in employer.text
    assert employer.text.count("• Loonwaarde") == 3
    assert "Wij rekenen met 24 uur per week. Leeftijd: 21 jaar of ouder." in employer.text


def test_a_question_about_costs_without_figures_is_answered_as_before(employer: Citizen) -> None:
    employer.says("wat kost een afspraakbaan")
    assert "Reken met mijn uren" in employer.labels
