"""Messages that nobody asked for are open questions: a typed answer reaches what they are about."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.app.desk import closed_days
from bot.content.services import Closure
from bot.domain.messages import Reply, to_body
from bot.domain.time import ZONE
from bot.storage import appointment_rows, outbox, requests
from tests.conftest import Citizen


def asks_staff(citizen: Citizen) -> str:
    citizen.says("medewerker")
    citizen.taps("Antwoord hier")
    citizen.says("mag ik mijn fiets bij jullie binnen zetten")
    [request] = requests.of_person(citizen.reception.storage.db, citizen.person)
    return request.id


def staff_answer(citizen: Citizen, request: str, text: str) -> None:
    """As `werkbot beantwoord` does."""
    with citizen.reception.storage.transaction() as db:
        requests.finish(db, request, citizen.now)
        key = f"antwoord:{request}:{citizen.now.isoformat()}"
        outbox.put(db, citizen.person, citizen.channel, "bericht", to_body(Reply(text)), citizen.now, now=citizen.now, key=key)
    assert [reply.text for reply in citizen.later(minutes=1)] == [text]


def questions(citizen: Citizen) -> list[str]:
    return [one.question for one in requests.of_person(citizen.reception.storage.db, citizen.person)]


@pytest.mark.parametrize("reply", ["een bakfiets", "nee een brommer", "ja", "hoe laat kan dat dan", "dinsdag 10 uur past mij"])
def test_a_reply_to_staff_reopens_the_request(citizen: Citizen, reply: str) -> None:
    request = asks_staff(citizen)
    staff_answer(citizen, request, "Wat voor fiets is het?")
    citizen.says(reply)
    assert citizen.text == "Wij geven dit door aan de medewerker. U krijgt hier antwoord."
    assert questions(citizen) == [f"mag ik mijn fiets bij jullie binnen zetten | {reply}"]


def test_a_second_line_belongs_to_it_and_staff_can_answer_again(citizen: Citizen) -> None:
    request = asks_staff(citizen)
    staff_answer(citizen, request, "Wat voor fiets is het?")
    citizen.says("een bakfiets")
    citizen.says("een brede")
    assert questions(citizen) == ["mag ik mijn fiets bij jullie binnen zetten | een bakfiets | een brede"]
    citizen.later(minutes=5)
    staff_answer(citizen, request, "Dat kan achterom.")
    citizen.says("top bedankt")
    assert "Graag gedaan." in citizen.text or "Wij geven dit door" in citizen.text


def test_thanks_alone_reopens_nothing(citizen: Citizen) -> None:
    request = asks_staff(citizen)
    staff_answer(citizen, request, "Ja hoor, dat mag.")
    citizen.says("dank u wel")
    assert citizen.text == "Graag gedaan."
    assert questions(citizen) == []


def test_days_later_a_question_is_a_question_again(citizen: Citizen) -> None:
    request = asks_staff(citizen)
    staff_answer(citizen, request, "Ja hoor, dat mag.")
    citizen.later(days=4)
    citizen.says("hoe laat zijn jullie open")
    assert questions(citizen) == []


def test_an_alarm_goes_before_a_reply_to_staff(citizen: Citizen) -> None:
    request = asks_staff(citizen)
    staff_answer(citizen, request, "Wat voor fiets is het?")
    citizen.says("ik wil dood")
    assert questions(citizen) == []


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
    assert citizen.text.endswith("Wilt u de afspraak van donderdag 10 december om 11.00 uur afzeggen?")
    assert citizen.labels[:2] == ["Ja, zeg af", "Afspraak verzetten"]


def test_another_moment_typed_below_a_reminder_moves_it(citizen: Citizen) -> None:
    reminded(citizen)
    citizen.says("kan het maandag om half 2")
    assert "Uw nieuwe moment: maandag 14 december om 13.30 uur." in citizen.text


def test_the_label_of_a_button_below_a_reminder_can_be_typed(citizen: Citizen) -> None:
    reminded(citizen)
    citizen.says("Afspraak verzetten")
    assert citizen.text.startswith("U wilt de afspraak van donderdag 10 december om 11.00 uur verzetten.")


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
