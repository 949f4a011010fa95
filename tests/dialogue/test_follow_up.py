"""The step after the step: only for who says yes, never naming what it is about, and over at one word."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from bot.app.assistant import Reception
from bot.config import FollowUpSettings, Settings
from bot.domain.appointment import Outcome
from bot.domain.time import ZONE
from bot.storage import appointment_rows, appointments
from tests.conftest import Citizen

REMINDER = "U vroeg ons om dit bericht. Kijk bij 'Mijn stappen' wat u nog wilde doen."
IN_A_WEEK = (2026, 11, 29, 10)  # a message that is asked too late is dropped for that, so each is asked at its moment
DAY_AFTER = (2026, 11, 25, 10)
ASKED = "U had een gesprek met ons. Is het gelukt?"


def reminded(citizen: Citizen, when: str = "Morgen") -> None:
    citizen.says("ik ben me baan kwijt wat nu")
    citizen.taps("WW aanvragen")
    citizen.taps("Herinner mij")
    citizen.taps(when)


def booked(citizen: Citizen, when: str = "dinsdag 10 uur") -> None:
    citizen.says("ik wil een afspraak")
    if "Gesprek over werk" in citizen.labels:
        citizen.taps("Gesprek over werk")
    citizen.says(when)
    citizen.taps("Bevestig afspraak")


def at(citizen: Citizen, *when: int) -> str:
    """What comes by then; appointment reminders are left out."""
    citizen.later(seconds=(datetime(*when, tzinfo=ZONE) - citizen.now).total_seconds())
    return "\n".join(reply.text for reply in citizen.replies if not reply.confirms)


def test_a_reminder_comes_at_the_chosen_moment_and_does_not_say_what_it_is_about(citizen: Citizen) -> None:
    reminded(citizen)
    assert citizen.text == "Goed. Wij sturen u een bericht op maandag 23 november. Typ 'stop' als u dat niet meer wilt."
    assert at(citizen, 2026, 11, 23, 9, 59) == ""
    assert at(citizen, 2026, 11, 23, 10, 0) == REMINDER
    assert citizen.labels == ["Mijn stappen", "Ik kom langs", "Geen berichten meer", "Medewerker"]
    citizen.taps("Mijn stappen")
    assert "Sinds zondag 22 november doet u dit zelf" in citizen.text


def test_who_did_not_say_yes_gets_nothing(citizen: Citizen) -> None:
    citizen.says("ik ben me baan kwijt wat nu")
    citizen.taps("WW aanvragen")
    booked(citizen)
    assert [at(citizen, 2026, 11, day, 10) for day in (23, 25, 29)] == ["", "", ""]


def test_without_a_stop_it_comes_after_a_week_and_once(citizen: Citizen) -> None:
    reminded(citizen, "Over een week")
    assert at(citizen, *IN_A_WEEK) == REMINDER
    assert at(citizen, 2026, 11, 30, 10) == ""


@pytest.mark.parametrize("word", ["stop", "/stop", "Stop", "stoppen"])
@pytest.mark.parametrize("before", [(), ("ik wil een afspraak",), ("bel mij",)], ids=["idle", "booking", "calling"])
def test_stop_ends_them_whatever_question_is_open(citizen: Citizen, word: str, before: tuple[str, ...]) -> None:
    reminded(citizen, "Over een week")
    for text in before:
        citizen.says(text)
    citizen.says(word)
    assert at(citizen, *IN_A_WEEK) == ""


def test_stop_also_ends_a_question_that_lies_more_than_two_weeks_ahead(citizen: Citizen) -> None:
    booked(citizen, "dinsdag 15 december 10 uur")
    citizen.taps("Vraag mij na afloop")
    citizen.says("stop")
    assert at(citizen, 2026, 12, 16, 10) == ""


def test_a_button_below_the_message_ends_them(citizen: Citizen) -> None:
    reminded(citizen)
    at(citizen, 2026, 11, 23, 10)
    citizen.taps("Geen berichten meer")
    assert citizen.text == "Wij sturen u geen berichten meer die u niet verwacht."


@pytest.mark.parametrize("text", ["ik wil dood", "schulden en depressief"])
@pytest.mark.parametrize("hours", [0, 26], ids=["in the same contact", "in a later one"])
def test_after_something_sensitive_what_was_asked_for_is_gone(citizen: Citizen, text: str, hours: int) -> None:
    reminded(citizen, "Over een week")
    citizen.later(hours=hours)
    citizen.says(text)
    with citizen.reception.storage.reading() as db:
        assert db.execute("SELECT count(*) FROM outbox WHERE kind = 'bericht'").fetchone() == (0,)
    assert at(citizen, *IN_A_WEEK) == ""


def test_after_something_sensitive_no_question_comes_about_an_appointment_either(citizen: Citizen) -> None:
    booked(citizen)
    citizen.taps("Vraag mij na afloop")
    citizen.later(hours=1)
    citizen.says("ik wil dood")
    assert at(citizen, *DAY_AFTER) == ""


def test_what_another_says_takes_nothing_from_me(citizen: Citizen, other_citizen: Citizen) -> None:
    reminded(citizen, "Over een week")
    other_citizen.says("ik wil dood")
    assert at(citizen, *IN_A_WEEK) == REMINDER


def test_a_third_message_within_two_weeks_is_not_promised(citizen: Citizen) -> None:
    for number, when in enumerate(("Morgen", "Over drie dagen", "Over een week")):
        citizen.later(hours=1)
        reminded(citizen, when)
        assert ("al genoeg berichten" in citizen.text) is (number == 2)


def test_the_day_after_an_appointment_one_question_comes_and_a_no_gets_a_new_step(citizen: Citizen) -> None:
    booked(citizen)
    citizen.taps("Vraag mij na afloop")
    assert citizen.text == "Goed. Wij vragen op woensdag 25 november of het is gelukt. Typ 'stop' als u dat niet meer wilt."
    assert at(citizen, 2026, 11, 25, 10) == ASKED
    citizen.taps("Nee, nog niet")
    assert citizen.text == "Dat geeft niet. Wij zoeken samen een nieuwe stap."
    assert citizen.labels == ["Nieuw moment", "Ik kom langs", "Bel mij", "Medewerker"]
    assert at(citizen, 2026, 11, 26, 10) == ""


def test_a_yes_is_counted_as_happened(citizen: Citizen) -> None:
    booked(citizen)
    citizen.taps("Vraag mij na afloop")
    at(citizen, 2026, 11, 25, 10)
    citizen.taps("Ja, gelukt")
    rows = citizen.reception.storage.db.execute("SELECT step FROM events WHERE kind = 'happened'").fetchall()
    assert rows == [("afspraak",)]


def test_a_missed_appointment_gets_a_new_offer_and_no_reproach(citizen: Citizen) -> None:
    booked(citizen)
    citizen.taps("Vraag mij na afloop")
    with citizen.reception.storage.transaction() as db:
        made = appointment_rows.upcoming(db, citizen.person, citizen.now)[0]
        appointments.set_outcome(db, made.id, Outcome.NOT_SHOWN_UP, made.end)
    assert at(citizen, 2026, 11, 25, 10) == "Wij hebben u niet gesproken. Dat kan gebeuren. Wilt u een nieuw moment?"
    assert citizen.labels[0] == "Nieuw moment"


def test_a_moved_appointment_moves_the_question_and_a_cancelled_one_ends_it(citizen: Citizen, other_citizen: Citizen) -> None:
    booked(citizen)
    citizen.taps("Vraag mij na afloop")
    citizen.says("verzet mijn afspraak naar donderdag 26 november 11 uur")
    if "Bevestig nieuw moment" not in citizen.labels:
        citizen.says("donderdag 26 november 11 uur")
    citizen.taps("Bevestig nieuw moment")
    assert at(citizen, 2026, 11, 25, 10) == ""
    assert at(citizen, 2026, 11, 27, 10) == ASKED
    booked(other_citizen)
    other_citizen.taps("Vraag mij na afloop")
    other_citizen.says("zeg mijn afspraak af")
    other_citizen.taps("Ja, zeg af")
    assert at(other_citizen, *DAY_AFTER) == ""


def test_switched_off_nothing_is_offered_and_what_stood_ready_goes(citizen: Citizen) -> None:
    reminded(citizen)
    reception = citizen.reception
    off = replace(reception.settings, follow_up=FollowUpSettings(on=False))
    citizen.reception = Reception(reception.storage, reception.snapshot, off)
    assert at(citizen, 2026, 11, 23, 10) == ""
    citizen.says("ik ben me baan kwijt wat nu")
    citizen.taps("WW aanvragen")
    assert "Herinner mij" not in citizen.labels


def test_the_defaults_are_those_of_the_issue() -> None:
    assert (Settings().follow_up.on, Settings().follow_up.most_per_14_days) == (True, 2)
