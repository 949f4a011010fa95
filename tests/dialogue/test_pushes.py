"""Messages that nobody asked for are open questions: a typed answer reaches what they are about."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.app.desk import closed_days
from bot.content.services import Closure
from bot.domain.time import ZONE
from bot.storage import appointment_rows
from tests.conftest import Citizen

# ---- a reminder


def reminded(citizen: Citizen) -> None:
    citizen.now = datetime(2026, 11, 30, 9, 0, tzinfo=ZONE)
    citizen.says("ik wil een afspraak over werk donderdag 10 december om 11 uur")
    citizen.says("ja")
    citizen.later(days=9, hours=8)
    assert "hebt een afspraak bij het Werkcentrum op donderdag 10 december om 11.00 uur." in citizen.text


@pytest.mark.parametrize("words", ["ok tot dan", "dank u wel", "👍🏻", "prima"])
def test_a_reminder_is_acknowledged(citizen: Citizen, words: str) -> None:
    reminded(citizen)
    citizen.says(words)
    assert citizen.text.endswith("Goed. Tot donderdag 10 december om 11.00 uur.")
    assert citizen.step is None


@pytest.mark.parametrize("words", ["nee dan kan ik niet", "zeg maar af"])
def test_who_cannot_come_is_asked_whether_to_cancel_or_move(citizen: Citizen, words: str) -> None:
    reminded(citizen)
    citizen.says(words)
    assert citizen.text.endswith("Wilt u uw afspraak bij het Werkcentrum van donderdag 10 december om 11.00 uur afzeggen?")
    assert citizen.labels[:2] == ["Ja, zeg af", "Afspraak verzetten"]


def test_another_moment_typed_below_a_reminder_moves_it(citizen: Citizen) -> None:
    reminded(citizen)
    citizen.says("kan het maandag om half 2")
    assert "Uw nieuwe moment: maandag 14 december om 13.30 uur." in citizen.text


def test_the_label_of_a_button_below_a_reminder_can_be_typed(citizen: Citizen) -> None:
    reminded(citizen)
    citizen.says("Afspraak verzetten")
    assert citizen.text.startswith("U wilt uw afspraak bij het Werkcentrum van donderdag 10 december om 11.00 uur verzetten.")


@pytest.mark.parametrize("words", ["ik ben tien minuten later", "ik kom een kwartier te laat"])
def test_who_is_late_for_what_they_were_reminded_of_does_not_move_it(citizen: Citizen, words: str) -> None:
    reminded(citizen)
    citizen.now = datetime(2026, 12, 10, 10, 50, tzinfo=ZONE)
    citizen.says(words)
    assert citizen.text.endswith("Wij geven het door. Uw afspraak van donderdag 10 december om 11.00 uur blijft staan.")
    [made] = appointment_rows.upcoming(citizen.reception.storage.db, citizen.person, citizen.now)
    assert made.details == f"zegt: '{words}'"


def test_a_call_that_did_not_come_is_not_a_wish_for_another_appointment(citizen: Citizen) -> None:
    citizen.now = datetime(2026, 11, 30, 9, 0, tzinfo=ZONE)
    citizen.says("bel mij dinsdag om 10 uur op 0600000000")
    citizen.says("ja")
    reminded(citizen)
    citizen.says("ik ben dinsdag niet gebeld")
    assert "spijt ons" in citizen.text and "U wilt uw afspraak" not in citizen.text


# ---- a closure


def offered_another(citizen: Citizen) -> None:
    citizen.now = datetime(2026, 11, 30, 9, 0, tzinfo=ZONE)
    citizen.says("ik wil een afspraak over werk dinsdag 8 december om 11 uur")
    citizen.says("ja")
    known = citizen.reception.snapshot.knowledge
    closure = Closure(datetime.fromisoformat("2026-12-08T10:00"), datetime.fromisoformat("2026-12-08T16:00"), "")
    with citizen.reception.storage.transaction() as db:
        closed_days.close(db, known, next(iter(known.calendar.locations)), closure, citizen.now)
    citizen.later(minutes=1)
    assert citizen.text.startswith("Wij zijn op dinsdag 8 december om 11.00 uur onverwacht dicht.")


def test_a_moment_typed_below_a_closure_moves_the_appointment(citizen: Citizen) -> None:
    offered_another(citizen)
    citizen.says("doe maar donderdag om half 2")
    assert "Uw nieuwe moment: donderdag 10 december om 13.30 uur." in citizen.text
    citizen.says("ja")
    [made] = appointment_rows.upcoming(citizen.reception.storage.db, citizen.person, citizen.now)
    assert made.begin == datetime(2026, 12, 10, 13, 30, tzinfo=ZONE)


@pytest.mark.parametrize("words", ["Ander moment", "nee"])
def test_other_moments_are_shown_below_a_closure(citizen: Citizen, words: str) -> None:
    offered_another(citizen)
    citizen.says(words)
    assert citizen.text.endswith("Kies een moment, of typ zelf een dag en een tijd.")


# ---- afterwards


def asked_whether(citizen: Citizen) -> None:
    citizen.now = datetime(2026, 11, 30, 9, 0, tzinfo=ZONE)
    citizen.says("ik wil een afspraak over werk dinsdag 8 december om 11 uur")
    citizen.says("ja")
    citizen.taps("Vraag mij na afloop")
    citizen.later(days=7)
    citizen.later(days=3)
    assert citizen.text.endswith("U had een gesprek met ons. Is het gelukt?")


@pytest.mark.parametrize(
    ("words", "told"), [("jazeker, top", "Fijn om te horen."), ("nee helaas nog niet", "Dat geeft niet."), ("nog niet", "Dat geeft niet.")]
)
def test_whether_it_worked_may_be_told_in_words(citizen: Citizen, words: str, told: str) -> None:
    asked_whether(citizen)
    citizen.says(words)
    assert citizen.text.startswith(told)
