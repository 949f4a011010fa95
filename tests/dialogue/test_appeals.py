"""What was promised is kept or told: a call that is late, another number, later, no call, 'I was there', the answer of a colleague."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.app.desk import correspondence, promises
from bot.domain.appointment import Outcome
from bot.domain.time import ZONE
from bot.storage import appointment_rows, appointments, requests
from bot.storage.requests import Request, Result
from tests.conftest import Citizen

NUMBER, OTHER = "06" + "12345678", "06" + "87654321"
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)


def promised(citizen: Citizen) -> Request:
    """A call on Monday from ten to twelve."""
    citizen.now = MONDAY
    citizen.says(f"bel mij op {NUMBER}")
    citizen.taps("Maandag 23 november, van 12.00 tot 14.00 uur")
    return owed(citizen)


def owed(citizen: Citizen) -> Request:
    with citizen.reception.storage.transaction() as db:
        [one] = requests.of_person(db, citizen.person)
    return one


def booked(citizen: Citizen) -> str:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.says("dinsdag 10 uur")
    citizen.taps("Bevestig afspraak")
    with citizen.reception.storage.transaction() as db:
        return appointment_rows.upcoming(db, citizen.person, citizen.now)[0].id


def test_a_call_that_was_made_in_time_says_nothing(citizen: Citizen) -> None:
    one = promised(citizen)
    promises.done(citizen.reception.storage, one.id, citizen.now)
    assert citizen.later(hours=6) == []


def test_before_the_moment_has_passed_the_person_hears_once_when_we_call_instead(citizen: Citizen) -> None:
    promised(citizen)
    citizen.now = datetime(2026, 11, 23, 13, 49, tzinfo=ZONE)
    assert citizen.later(seconds=1) == []
    assert [reply.text for reply in citizen.later(minutes=1)] == [
        "Wij zouden u bellen op maandag 23 november van 12.00 tot 14.00 uur. Zijn wij te laat? Dat spijt ons. "
        "Wij bellen u dan op maandag 23 november van 14.00 tot 16.00 uur."
    ]
    assert (owed(citizen).missed, owed(citizen).call_until) == (1, "2026-11-23T16:00")
    assert citizen.later(minutes=20) == []


def test_after_the_second_time_no_program_promises_a_third(citizen: Citizen) -> None:
    promised(citizen)
    citizen.later(hours=4, minutes=25)
    told = citizen.later(hours=2)
    assert [reply.text.split(". ")[1:4] for reply in told] == [
        ["Dat is ons weer niet gelukt", "Dat spijt ons", "Een medewerker kijkt er nu zelf naar"]
    ]
    assert (owed(citizen).missed, owed(citizen).call_until) == (2, "2026-11-23T16:00")
    assert citizen.later(days=3) == []
    citizen.says("jullie hebben mij nog steeds niet gebeld")
    assert citizen.text.startswith("Het spijt ons dat wij u weer niet hebben gebeld. Wij beloven nu geen moment.")


def test_who_was_called_already_says_so_by_one_tap(citizen: Citizen) -> None:
    one = promised(citizen)
    citizen.later(hours=4, minutes=25)
    citizen.taps("Ik ben al gebeld")
    with citizen.reception.storage.transaction() as db:
        done = requests.find(db, one.id)
    assert done is not None and done.result is Result.DONE
    assert citizen.later(days=1) == []


@pytest.mark.parametrize(
    "said",
    [
        "ik ben maandag niet gebeld!",
        "Niemand heeft mij gebeld",
        "jullie zouden mij toch bellen?",
        "ik heb geen telefoontje gehad",
        "ik zit al de hele dag op een belletje te wachten",
        "ik heb niks van jullie gehoord",
    ],
)
def test_not_called_gets_an_apology_windows_and_a_mark_for_staff(citizen: Citizen, said: str) -> None:
    one = promised(citizen)
    citizen.now = datetime(2026, 11, 24, 9, 30, tzinfo=ZONE)
    citizen.says(said)
    assert citizen.text.startswith("Het spijt ons dat wij u niet hebben gebeld.")
    assert "zegt niet gebeld te zijn" in owed(citizen).details
    citizen.says("woensdag om 11 uur")
    citizen.taps("Ja, bel mij dan")
    now = owed(citizen)
    assert (now.id, now.call_from, now.phone) == (one.id, "2026-11-25T10:00", NUMBER)


def test_what_stands_as_done_is_open_again_when_the_person_says_otherwise(citizen: Citizen) -> None:
    one = promised(citizen)
    promises.done(citizen.reception.storage, one.id, citizen.now)
    citizen.says("er heeft niemand gebeld")
    assert owed(citizen).id == one.id


def test_nobody_else_is_heard_so(citizen: Citizen) -> None:
    citizen.says("ik ben donderdag niet gebeld")
    assert "spijt ons dat wij u niet hebben gebeld" not in citizen.text


def test_when_the_call_comes_is_told_and_it_can_be_taken_off(citizen: Citizen) -> None:
    promised(citizen)
    citizen.says("wanneer word ik gebeld?")
    assert citizen.text == "Wij bellen u op maandag 23 november van 12.00 tot 14.00 uur."
    citizen.says("annuleer het terugbellen")
    assert citizen.text == "Goed. Wij bellen u niet."
    with citizen.reception.storage.transaction() as db:
        assert requests.of_person(db, citizen.person) == []


def test_another_moment_for_a_call_of_days_ago_asks_no_number_and_makes_no_second_promise(citizen: Citizen) -> None:
    one = promised(citizen)
    citizen.now = datetime(2026, 11, 23, 11, 0, tzinfo=ZONE)  # another contact
    citizen.says("kunnen jullie mij liever donderdag om 11 uur bellen")
    assert f"op nummer {NUMBER}. Klopt het?" in citizen.text
    citizen.says("ja")
    now = owed(citizen)
    assert (now.id, now.call_from, now.phone) == (one.id, "2026-11-26T10:00", NUMBER)


def test_another_number_holds_for_every_call_to_come(citizen: Citizen) -> None:
    promised(citizen)
    citizen.says(f"mijn nummer is veranderd, het is nu {OTHER}")
    assert (citizen.text, owed(citizen).phone) == (f"Wij hebben uw nummer veranderd. Wij bellen u op {OTHER}.", OTHER)
    citizen.says("ik heb een ander nummer")
    assert citizen.text == "Op welk nummer kunnen wij u bellen? Typ het nieuwe nummer."
    citizen.says(NUMBER)
    assert owed(citizen).phone == NUMBER


def test_who_comes_later_is_passed_on_and_the_appointment_stands(citizen: Citizen) -> None:
    made = booked(citizen)
    citizen.now = datetime(2026, 11, 24, 9, 50, tzinfo=ZONE)
    citizen.says("ik ben tien minuten later")
    assert citizen.text.endswith("Wij geven het door. Uw afspraak van dinsdag 24 november om 10.00 uur blijft staan.")
    with citizen.reception.storage.transaction() as db:
        found = appointment_rows.find(db, made)
    assert found is not None and (found.details, found.wall) == ("zegt: 'ik ben tien minuten later'", "2026-11-24T10:00")


def test_who_was_there_after_all_is_believed(citizen: Citizen) -> None:
    made = booked(citizen)
    citizen.now = datetime(2026, 11, 24, 14, 0, tzinfo=ZONE)
    with citizen.reception.storage.transaction() as db:
        appointments.set_outcome(db, made, Outcome.NOT_SHOWN_UP, citizen.now)
    citizen.says("maar ik was er wel!")
    assert citizen.text.startswith("Dan stond het verkeerd bij ons.")
    with citizen.reception.storage.transaction() as db:
        found = appointment_rows.find(db, made)
    assert found is not None and found.outcome is Outcome.UNKNOWN


def asked(citizen: Citizen) -> str:
    citizen.now = MONDAY
    citizen.says("medewerker")
    citizen.taps("Antwoord hier")
    citizen.says("past er een oplegger van 16 meter op het plein?")
    return owed(citizen).id


def test_the_answer_of_a_colleague_is_marked_as_such_and_ends_in_a_step(citizen: Citizen) -> None:
    number = asked(citizen)
    shown = correspondence.preview(citizen.reception.storage, citizen.reception.snapshot.knowledge, number, "Ja, dat past.")
    assert citizen.later(seconds=1) == []
    correspondence.send(citizen.reception.storage, citizen.reception.snapshot.knowledge, number, "Ja, dat past.", citizen.now)
    citizen.later(seconds=1)
    assert citizen.text == shown.reply.text
    assert citizen.text.startswith(
        "Een medewerker van het Werkcentrum antwoordt op uw vraag 'past er een oplegger van 16 meter op het plein?':\n"
    )
    assert citizen.labels == ["Afspraak maken", "Bel mij", "Ik kom langs", "Andere vraag"]


def test_a_reply_to_the_colleague_opens_the_question_again_and_thanks_do_not(citizen: Citizen) -> None:
    number = asked(citizen)
    correspondence.send(citizen.reception.storage, citizen.reception.snapshot.knowledge, number, "Ja, dat past.", citizen.now)
    citizen.later(seconds=1)
    citizen.says("dank u wel")
    with citizen.reception.storage.transaction() as db:
        assert requests.of_person(db, citizen.person) == []
    citizen.says("en kan hij daar ook keren met de aanhanger eraan vast?")
    assert (owed(citizen).id, owed(citizen).question) == (number, "en kan hij daar ook keren met de aanhanger eraan vast?")
    assert citizen.text == "Wij geven uw bericht door aan de medewerker. Die antwoordt u hier."


def test_an_answer_can_be_taken_back_within_the_day(citizen: Citizen) -> None:
    number, storage, known = asked(citizen), citizen.reception.storage, citizen.reception.snapshot.knowledge
    correspondence.send(storage, known, number, "Nee.", citizen.now)
    assert correspondence.undo(storage, number, citizen.now).unsent is True
    assert citizen.later(seconds=1) == []
    correspondence.send(storage, known, number, "Ja.", citizen.now)
    assert len(citizen.later(seconds=1)) == 1
    assert correspondence.undo(storage, number, citizen.now).unsent is False
    correspondence.send(storage, known, number, "Ja, van 8 tot 17 uur.", citizen.now)
    with pytest.raises(correspondence.TooLateToUndo):
        correspondence.undo(storage, number, datetime(2026, 11, 24, 9, 0, tzinfo=ZONE))


def test_who_could_not_be_reached_hears_when_we_try_again_and_the_third_time_chooses(citizen: Citizen) -> None:
    one, storage, known = promised(citizen), citizen.reception.storage, citizen.reception.snapshot.knowledge
    told = []
    for _ in range(3):
        promises.not_reached(storage, known, one.id, citizen.now)
        told += [reply.text for reply in citizen.later(seconds=1)]
    assert [text.split(".")[0] for text in told] == [
        "Wij hebben u gebeld en niet bereikt",
        "Wij hebben u gebeld en niet bereikt",
        "Wij hebben u een paar keer gebeld en niet bereikt",
    ]
    with storage.transaction() as db:
        ended = requests.find(db, one.id)
    assert ended is not None and (ended.tries, ended.result) == (3, Result.NOT_REACHED)


# Who calls, and whether anybody does.


@pytest.mark.parametrize(
    "typed", ["wie belt me nou eigenlijk", "door wie word ik gebeld?", "word ik nou nog teruggebeld", "belt er nog iemand of niet"]
)
def test_who_asks_who_calls_hears_the_promise(citizen: Citizen, typed: str) -> None:
    promised(citizen)
    citizen.says(typed)
    assert citizen.text == "Wij bellen u op maandag 23 november van 12.00 tot 14.00 uur."
    assert "Bel mij niet" in citizen.labels


@pytest.mark.parametrize("typed", ["wie gaat mij bellen?", "krijg ik nog een telefoontje van jullie", "gaan jullie mij nog terugbellen"])
def test_who_was_promised_no_call_hears_that_and_can_have_one(citizen: Citizen, typed: str) -> None:
    citizen.says("hoi")
    citizen.says(typed)
    assert citizen.text == "Wij zien hier geen telefoontje dat wij met u afspraken. Zullen wij u bellen? Kies Bel mij."
    assert citizen.labels[0] == "Bel mij"


@pytest.mark.parametrize("typed", ["wie kan ik bellen over mijn ww", "kunnen jullie mij bellen", "bel mij maar"])
def test_a_wish_to_call_is_no_question_about_a_promise(citizen: Citizen, typed: str) -> None:
    citizen.says(typed)
    assert "geen telefoontje" not in citizen.text


def test_who_is_planning_a_call_is_not_told_that_there_is_none(citizen: Citizen) -> None:
    citizen.says("bel mij")
    citizen.says("wie belt mij dan")
    assert "geen telefoontje" not in citizen.text


def test_who_makes_an_appointment_by_telephone_hears_who_calls_then(citizen: Citizen) -> None:
    citizen.now = MONDAY
    citizen.says("adviesgesprek voor werkgevers, woensdag 9 december om 11 uur")
    citizen.says("wie belt mij dan?")
    assert "geen telefoontje" not in citizen.text
    assert "adviseur" in citizen.text
