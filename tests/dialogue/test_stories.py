"""People whose whole visit must go well."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.domain.messages import Kind
from bot.domain.time import ZONE
from bot.storage import appointment_rows, requests
from tests.conftest import Citizen


def test_someone_who_lost_a_job_leaves_with_an_appointment_in_three_taps(citizen: Citizen) -> None:
    citizen.says("ik ben me baan kwijt wat nu")
    assert citizen.text.split("\n\n")[1].startswith("Wat naar. Vraag WW aan bij UWV, uiterlijk 1 week na uw eerste dag zonder werk.")
    assert citizen.labels[:2] == ["WW aanvragen", "Gesprek over werk"]
    citizen.taps("Gesprek over werk")
    assert "Harm Buiterplein 1 in Groningen" in citizen.text
    citizen.taps("Dinsdag 24 november, 10.00 uur")
    assert citizen.text.startswith("Uw keuze: dinsdag 24 november om 10.00 uur.")
    citizen.taps("Bevestig afspraak")
    assert citizen.step == ("afspraak", "Gesprek over werk, dinsdag 24 november om 10.00 uur")
    assert citizen.replies[-1].file is not None and citizen.replies[-1].file.name == "afspraak.ics"
    assert "Uw proefafspraak: dinsdag 24 november om 10.00 uur." in citizen.text
    assert "Dit is een proefafspraak: u hoeft niet te komen." in citizen.text and "staat vast" not in citizen.text


def test_a_question_in_the_middle_of_a_booking_is_answered_and_the_booking_goes_on(citizen: Citizen) -> None:
    citizen.says("ik ben me baan kwijt wat nu")
    citizen.taps("Gesprek over werk")
    citizen.says("woensdag 3 uur")
    assert citizen.text.startswith("Uw keuze: woensdag 25 november om 15.00 uur.")
    citizen.says("is t gratis?")
    assert citizen.handled is not None and citizen.handled.result.topic == "kosten"
    assert citizen.text.endswith("Klopt het?")
    citizen.says("ja")
    assert citizen.step == ("afspraak", "Gesprek over werk, woensdag 25 november om 15.00 uur")


def test_too_far_away_is_counted_and_a_call_is_booked_by_one_tap(citizen: Citizen) -> None:
    citizen.says("hoi ben me baan kwijt bij de fabriek wat mot ik nou")
    assert "uiterlijk 1 week na uw eerste dag zonder werk" in citizen.text
    citizen.says("groningen is mie te wied")
    assert citizen.labels[:2] == ["Bel mij", "Mijn gemeente"]
    citizen.says("bel mie mor")
    citizen.does(Kind.CONTACT, phone="0600000000")
    assert citizen.labels[0] == "Maandag 23 november, van 10.00 tot 12.00 uur"
    citizen.taps(citizen.labels[0])
    assert citizen.step == ("terugbellen", "maandag 23 november van 10.00 tot 12.00 uur")
    with citizen.reception.storage.transaction() as db:
        [request] = requests.unfinished(db)
        signals = db.execute("SELECT label FROM events WHERE kind = 'signal'").fetchall()
    assert (request.kind, request.phone, request.call_from) == ("bellen", "0600000000", "2026-11-23T10:00")
    assert signals == [("te ver weg",)]


def test_a_voice_message_gets_a_call_and_a_visit_at_once(citizen: Citizen) -> None:
    citizen.does(Kind.VOICE)
    assert citizen.labels[:2] == ["Bel mij", "Ik kom langs"]


def test_thanks_after_a_chosen_step_repeats_it_and_offers_nothing_new(citizen: Citizen) -> None:
    citizen.says("medewerker")
    citizen.taps("Ik kom langs")
    assert citizen.step == ("inloop", "maandag 23 november, van 10.00 tot 16.00 uur")
    citizen.says("bedankt")
    assert "maandag 23 november, van 10.00 tot 16.00 uur" in citizen.text
    assert citizen.labels == []


def test_an_appointment_is_seen_moved_and_cancelled(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.taps("Maandag 23 november, 10.00 uur")
    citizen.taps("Bevestig afspraak")
    citizen.taps("Afspraak verzetten")
    citizen.says("donderdag half drie")
    citizen.taps("Bevestig nieuw moment")
    assert citizen.step == ("afspraak", "Gesprek over werk, donderdag 26 november om 14.30 uur")
    citizen.says("wanneer is mijn afspraak")
    assert "Donderdag 26 november om 14.30 uur. Gesprek over werk." in citizen.text
    citizen.taps("Afspraak afzeggen")
    citizen.taps("Ja, zeg af")
    assert citizen.labels == ["Nieuw moment", "Ik kom langs", "Medewerker"]
    with citizen.reception.storage.transaction() as db:
        assert appointment_rows.upcoming(db, citizen.person, citizen.now) == []


def test_later_and_earlier_count_from_the_moment_that_lies_there(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.says("woensdag 10 uur")
    citizen.says("mag dat ook een half uurtje later?")
    assert citizen.text.startswith("Uw keuze: woensdag 25 november om 10.30 uur.")
    citizen.taps("Bevestig afspraak")
    citizen.taps("Afspraak verzetten")
    citizen.says("liever een dag later")
    assert "donderdag 26 november om 10.30 uur" in citizen.text
    citizen.taps("Bevestig nieuw moment")
    assert citizen.step == ("afspraak", "Gesprek over werk, donderdag 26 november om 10.30 uur")


def test_what_someone_cannot_do_holds_for_every_moment_that_is_shown(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.says("alleen na 3 uur")
    first = citizen.labels[0]
    citizen.taps("Later")
    citizen.says("zijn er kosten aan verbonden")
    assert citizen.labels[0] == first == "Maandag 23 november, 15.00 uur"
    citizen.says("woensdag dan")
    assert citizen.labels[0] == "Woensdag 25 november, 15.00 uur"
    citizen.says("toch liever in de ochtend")
    hours = [label.split(", ")[1] for label in citizen.labels if label.endswith(" uur")]
    assert hours and {hour[:2] for hour in hours} <= {"10", "11"}


def test_a_bare_day_during_a_booking_is_a_wish_and_no_question_about_opening_hours(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.says("op vrijdag")
    assert citizen.text.startswith("Vrijdag 27 november is het Werkcentrum dicht.")
    citizen.says("zijn jullie vrijdag open?")
    assert citizen.replies[0].text.startswith("Vrijdag 27 november is het Werkcentrum dicht.")


def test_who_has_no_telephone_is_shown_the_ways_without_one(citizen: Citizen) -> None:
    citizen.says("kan iemand mij bellen")
    citizen.says("ik heb geen telefoon")
    assert citizen.text.startswith("Dan kan het zonder telefoon.")
    assert citizen.labels == ["Ik kom langs", "Afspraak maken", "Antwoord hier", "Stop"]


def test_a_reminder_comes_the_day_before_at_the_same_time_and_never_for_what_was_cancelled(
    citizen: Citizen, other_citizen: Citizen
) -> None:
    for person in (citizen, other_citizen):
        person.says("ik wil een afspraak")
        person.taps("Gesprek over werk")
        person.says("donderdag 10 uur")
        person.taps("Bevestig afspraak")
    other_citizen.taps("Afspraak afzeggen")
    other_citizen.taps("Ja, zeg af")
    wednesday = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)
    citizen.now = other_citizen.now = wednesday
    assert other_citizen.later(seconds=1) == []
    citizen.later(seconds=1)
    assert citizen.text.split("\n")[0].startswith(
        "Herinnering: u hebt een afspraak bij het Werkcentrum op donderdag 26 november om 10.00 uur."
    )
    assert citizen.later(minutes=1) == []


def test_someone_else_cannot_touch_an_appointment(citizen: Citizen, other_citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.taps("Maandag 23 november, 10.00 uur")
    citizen.taps("Bevestig afspraak")
    stolen = citizen.button("Afspraak afzeggen")
    other_citizen.replies = citizen.replies
    other_citizen.taps(stolen.label)
    assert other_citizen.text.endswith("Deze afspraak is niet meer te vinden.")
    with citizen.reception.storage.transaction() as db:
        assert len(appointment_rows.upcoming(db, citizen.person, citizen.now)) == 1


def test_an_old_button_says_so_and_shows_what_one_can_choose_now(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.taps("Maandag 23 november, 10.00 uur")
    summary = citizen.replies
    citizen.taps("Bevestig afspraak")
    citizen.replies = summary
    citizen.taps("Bevestig afspraak")
    assert citizen.text.startswith("Deze keuze is niet meer geldig.")
    with citizen.reception.storage.transaction() as db:
        assert len(appointment_rows.upcoming(db, citizen.person, citizen.now)) == 1


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "😀😀😀", "\x00\x01\x02", "'; DROP TABLE appointments; --", "<b>hallo</b>", "{adres} %s {0}"]
)
def test_strange_input_is_answered_with_a_way_on(citizen: Citizen, text: str) -> None:
    citizen.says(text)
    assert citizen.labels
    assert text[:20] not in citizen.text


def test_the_first_answer_says_that_it_is_a_computer_and_the_second_does_not(citizen: Citizen) -> None:
    citizen.says("waar zitten jullie")
    assert citizen.text.startswith("U praat met een computerprogramma van het Werkcentrum.")
    assert "Privacy" in citizen.labels
    citizen.says("kost het iets?")
    assert "computerprogramma" not in citizen.text


def test_a_bsn_is_never_kept_and_the_person_is_told(citizen: Citizen) -> None:
    citizen.says("mijn bsn is 111222333 kunt u kijken of ik een uitkering krijg")
    assert "niet bewaard" in citizen.text
    with citizen.reception.storage.transaction() as db:
        dump = "\n".join(db.conn.iterdump())
    assert "111222333" not in dump


def test_an_employer_gets_percentages_and_no_amount_of_today(citizen: Citizen) -> None:
    citizen.says("wat kost mij een medewerker met een loonwaarde van 60 procent, loonkostensubsidie?")
    assert citizen.handled is not None and citizen.handled.result.topic == "loonkostensubsidie"
    assert "€" not in citizen.text
    assert "Loon boven het minimum betaalt u zelf." in citizen.text
