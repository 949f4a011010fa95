"""A day or hour that cannot be, said with its reason, is no wish for it."""

from __future__ import annotations

import pytest

from tests.conftest import Citizen


def moments(citizen: Citizen) -> list[str]:
    return [label for label in citizen.labels if label.endswith(" uur")]


@pytest.mark.parametrize(
    ("words", "read_back"),
    [
        ("maandag moet ik werken helaas. kan woensdag?", "U zocht: woensdag 25 november"),
        ("dinsdag heb ik school", "U zocht: niet dinsdag"),
        ("woensdag hoef ik niet te werken", "U zocht: woensdag 25 november."),
        ("dinsdag kan ik niet want ik moet werken", "U zocht: niet dinsdag"),
        ("dinsdag heb ik geen tijd want ik moet werken", "U zocht: niet dinsdag"),
        ("iets later dan 2 uur", "U zocht: na 14.00 uur."),
        ("na 12 uur moet ik werken", "U zocht: voor 12.00 uur."),
        ("maandag tot 12 uur moet ik werken", "U zocht: maandag 23 november, na 12.00 uur"),
        ("dinsdag na 2 uur graag. 's ochtends slaap ik uit", "U zocht: dinsdag 24 november, na 14.00 uur"),
        ("maandag is lastig, doe maar dinsdagmiddag", "U zocht: dinsdag 24 november"),
        ("10 uur is veel te vroeg", "U zocht: na 10.00 uur"),
    ],
)
def test_what_cannot_be_is_taken_out(citizen: Citizen, words: str, read_back: str) -> None:
    citizen.says("ik wil een afspraak over werk")
    citizen.says(words)
    assert citizen.text.startswith(read_back)
    assert "Gesprek over werk. Het duurt 30 minuten." in citizen.text


def test_an_hour_that_is_too_early_gives_way_to_the_one_that_is_wanted(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak over werk op woensdag na 12 uur")
    citizen.says("1 uur is net te vroeg, liever kwart voor 2")
    assert citizen.text.startswith("Uw keuze: woensdag 25 november om 13.45 uur.")


def test_a_wish_with_its_reason_is_heard_in_the_first_sentence_and_the_talk_is_about_the_subject(citizen: Citizen) -> None:
    citizen.says("kan ik op mijn leeftijd nog iets nieuws leren met een cursus")
    citizen.says("goed, plan maar een gesprek in, overdag voor 12 uur want daarna moet ik werken")
    assert "Gesprek over leren. Het duurt 30 minuten." in citizen.text
    assert citizen.text.startswith("U zocht: voor 12.00 uur.")
    assert all(int(label.split(", ")[1][:2]) < 12 for label in moments(citizen))


def test_no_at_the_head_of_another_day_is_no_hindrance(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak over werk op woensdag")
    citizen.says("nee, dinsdag")
    assert citizen.text.startswith("U zocht: dinsdag 24 november.")


def test_of_a_day_that_is_shut_what_cannot_be_is_not_offered_instead(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak over werk op donderdag")
    citizen.says("oh nee, donderdag moet ik werken. kan vrijdag?")
    assert "Vrijdag 27 november is het Werkcentrum dicht." in citizen.text
    assert not any(label.startswith("Donderdag") for label in moments(citizen))
