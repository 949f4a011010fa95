"""Days that are named or refused, out of the blue: a wish for an appointment or a call, whatever else they sound like."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.domain.time import ZONE
from tests.conftest import Citizen

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=ZONE)


@pytest.fixture
def on_monday(citizen: Citizen) -> Citizen:
    citizen.now = MONDAY
    return citizen


def days_offered(citizen: Citizen) -> set[str]:
    return {label.partition(" ")[0] for label in citizen.labels if label.endswith(" uur")}


def kept(citizen: Citizen) -> str:
    """What was said to be kept of the wish."""
    return next((line for line in citizen.text.split("\n") if line.startswith("Wij onthouden")), "")


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("vrijdag kan ik niet", "niet vrijdag"),
        ("dinsdag lukt mij niet", "niet dinsdag"),
        ("ik kan niet op maandag", "niet maandag"),
        ("sorry woensdag en donderdag kan ik niet", "niet woensdag en donderdag"),
        ("morgen kan ik niet", "niet dinsdag 1 december"),
        ("14 december past me niet", "niet maandag 14 december"),
        ("volgende week kan ik niet", "vanaf maandag 14 december"),
        ("alleen dinsdag", "dinsdag 1 december"),
        ("dinsdag kan ik wel", "dinsdag 1 december"),
        ("zal ik woensdag komen", "woensdag 2 december"),
        ("maandag kan ik niet komen, dinsdag wel", "dinsdag 1 december"),
        ("zal ik dinsdag om 10 uur langskomen", "dinsdag 1 december, om 10.00 uur"),
        ("zullen we donderdag doen", "donderdag 3 december"),
    ],
)
def test_days_alone_begin_an_appointment_that_knows_them(on_monday: Citizen, said: str, wish: str) -> None:
    on_monday.says(said)
    assert kept(on_monday) == f"Wij onthouden uw moment: {wish}."
    assert "Waar wilt u over praten" in on_monday.text


def test_days_that_were_refused_are_not_offered_once_the_subject_is_known(on_monday: Citizen) -> None:
    on_monday.says("morgen kan ik niet")
    on_monday.taps("Gesprek over werk")
    assert on_monday.text.startswith("U zocht: niet dinsdag 1 december.")
    assert days_offered(on_monday) == {"Maandag", "Woensdag"}


@pytest.mark.parametrize("said", ["maar dan niet op woensdag", "niet op woensdag graag", "woensdag kan ik niet", "liever geen woensdag"])
def test_after_a_call_was_offered_they_limit_the_days_of_the_call(on_monday: Citizen, said: str) -> None:
    on_monday.says("medewerker")
    on_monday.says(said)
    assert kept(on_monday) == "Wij onthouden uw moment: niet woensdag."
    assert "Op welk nummer mogen wij u bellen?" in on_monday.text


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("morgen ben ik er niet", "Wij zien hier geen afspraak van u"),
        ("vrijdag kan ik niet komen", "Wij zien hier geen afspraak van u"),
        ("ik kan vrijdag niet komen", "Wij zien hier geen afspraak van u"),
        ("zijn jullie vrijdag niet open", "Op vrijdag tot en met zondag zijn wij dicht"),
    ],
)
def test_a_question_and_an_absence_stay_what_they_are(on_monday: Citizen, said: str, answered: str) -> None:
    on_monday.says(said)
    assert answered in on_monday.text


@pytest.mark.parametrize("said", ["dinsdag kan ik niet", "1 december lukt niet", "helaas kan ik morgen niet"])
def test_with_an_appointment_on_that_day_it_is_moved_to_another(on_monday: Citizen, said: str) -> None:
    on_monday.says("ik wil een afspraak over werk dinsdag om 11 uur")
    on_monday.says("ja")
    on_monday.says(said)
    assert "dinsdag 1 december om 11.00 uur" in on_monday.text
    assert "Woensdag" in days_offered(on_monday)
    assert [label for label in on_monday.labels if label.startswith("Dinsdag 1 december")] == []


def test_a_refusal_that_changes_nothing_is_heard_all_the_same(on_monday: Citizen) -> None:
    on_monday.says("ik wil een afspraak over werk")
    on_monday.says("alleen dinsdag")
    on_monday.says("niet maandag")
    assert on_monday.text.startswith("U zocht: dinsdag 1 december.")
    assert days_offered(on_monday) == {"Dinsdag"}
