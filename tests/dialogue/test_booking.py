"""People answer in their own way: not with our buttons, not in our order, and they change their minds."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from bot.domain.messages import Kind
from bot.domain.time import ZONE
from bot.storage import appointment_rows, requests
from tests.conftest import Citizen


def starts_booking(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")


def plans_call(citizen: Citizen) -> None:
    citizen.says("bel mij")
    citizen.does(Kind.CONTACT, phone="0600000000")
    citizen.taps(citizen.labels[0])


# ---- being called


@pytest.mark.parametrize("words", ["bel toch maar niet", "ik wil niet meer gebeld worden", "nee, bel mij maar niet op"])
def test_a_call_that_was_planned_is_taken_back_in_own_words(citizen: Citizen, words: str) -> None:
    plans_call(citizen)
    citizen.says(words)
    assert citizen.text == "Goed. Wij bellen u niet."
    assert citizen.labels == ["Ik kom langs", "Antwoord hier", "Andere vraag", "Medewerker"]
    assert requests.of_person(citizen.reception.storage.db, citizen.person) == []


def test_number_and_moment_of_a_call_may_stand_in_one_message(citizen: Citizen) -> None:
    citizen.says("kan iemand mij woensdag om half 2 bellen op 0600000000")
    assert citizen.text.endswith("Wij bellen u op woensdag 25 november van 12.00 tot 14.00 uur, op nummer 0600000000. Klopt het?")
    citizen.taps("Ja, bel mij dan")
    assert citizen.step == ("terugbellen", "woensdag 25 november van 12.00 tot 14.00 uur")


def test_a_part_of_the_day_is_of_the_day_on_which_the_call_was_wanted(citizen: Citizen) -> None:
    """The window is read back before it is noted: what is typed may be misread, and then nobody is at home."""
    citizen.says("bel mij woensdag")
    citizen.says("0600000000")
    citizen.says("na 2 uur")
    assert citizen.text == "Wij bellen u op woensdag 25 november van 14.00 tot 16.00 uur, op nummer 0600000000. Klopt het?"
    assert citizen.step is None
    citizen.says("nee")
    assert citizen.text.endswith("Wanneer mogen wij u bellen? Kies een moment, of typ het.")


def test_number_and_moment_may_be_told_while_the_number_is_asked(citizen: Citizen) -> None:
    citizen.says("bel mij")
    citizen.says("op 0600000000, woensdag in de ochtend graag")
    assert citizen.text == "Wij bellen u op woensdag 25 november van 10.00 tot 12.00 uur, op nummer 0600000000. Klopt het?"


def test_a_number_typed_at_the_summary_of_a_call_changes_that_only(citizen: Citizen) -> None:
    citizen.says("bel me woensdag om half 2 op 0600000000")
    citizen.says("nee op 0600000001")
    assert citizen.text == "Wij bellen u op woensdag 25 november van 12.00 tot 14.00 uur, op nummer 0600000001. Klopt het?"


def test_when_we_call_is_told_to_who_asks(citizen: Citizen) -> None:
    plans_call(citizen)
    citizen.says("hoe laat zouden jullie mij bellen?")
    assert "Wij bellen u op maandag 23 november van 10.00 tot 12.00 uur." in citizen.text


@pytest.mark.parametrize("words", ["zeg het bellen maar af", "annuleer het telefoontje, niet bellen"])
def test_a_call_is_cancelled_by_saying_so(citizen: Citizen, words: str) -> None:
    plans_call(citizen)
    citizen.says(words)
    assert citizen.text == "Goed. Wij bellen u niet."
    assert requests.of_person(citizen.reception.storage.db, citizen.person) == []


@pytest.mark.parametrize("words", ["bel me morgen op 0600000000", "kan iemand mij woensdag bellen op 0600000000"])
@pytest.mark.parametrize("place", [0, -1])
def test_a_window_that_is_offered_can_be_tapped(citizen: Citizen, words: str, place: int) -> None:
    citizen.says(words)
    label = [label for label in citizen.labels if ", van " in label][place]
    citizen.taps(label)
    told = f"{label[0].lower()}{label[1:]}".replace(",", "")
    assert citizen.text.startswith(f"Wij hebben uw vraag genoteerd. Een medewerker belt u op {told}.")


def test_a_window_far_ahead_that_is_offered_can_be_tapped(citizen: Citizen) -> None:
    """Many days lie between today and the wish, with more windows than anyone would read."""
    citizen.says("bel me donderdag 10 december op 0600000000")
    label = citizen.labels[0]
    assert label == "Donderdag 10 december, van 10.00 tot 12.00 uur"
    citizen.taps(label)
    assert "Een medewerker belt u op donderdag 10 december van 10.00 tot 12.00 uur." in citizen.text


def test_a_wish_that_cannot_be_is_said_to_be_dropped(citizen: Citizen) -> None:
    citizen.says("bel me vrijdag 11 december op 0600000000")
    assert citizen.text.endswith("Dan kunnen wij niet bellen. Wij bellen alleen als wij open zijn. Kies een moment.")
    assert citizen.labels[0].startswith("Maandag 23 november")


def test_a_number_in_the_middle_of_a_booking_goes_with_the_appointment(citizen: Citizen) -> None:
    """It used to begin a call and the appointment was lost without a word."""
    starts_booking(citizen)
    citizen.says("0600000000")
    assert citizen.text.startswith("Wij zetten uw nummer bij de afspraak: 0600000000.")
    citizen.taps("Liever bellen")
    citizen.taps(citizen.labels[0])
    assert "Wij bellen u op 0600000000." in citizen.text


@pytest.mark.parametrize("words", ["0600000000", "mijn nummer is 0600000000", "bel me maar op 06-00000000"])
def test_a_number_typed_at_the_summary_goes_with_the_appointment_and_the_moment_stays(citizen: Citizen, words: str) -> None:
    starts_booking(citizen)
    citizen.taps(citizen.labels[0])
    summary = citizen.text
    citizen.says(words)
    told, *rest = citizen.text.split("\n\n")
    assert told == "Wij zetten uw nummer bij de afspraak: 0600000000."
    assert without_hold("\n\n".join(rest)) == without_hold(summary)
    citizen.taps("Bevestig afspraak")
    [made] = appointment_rows.upcoming(citizen.reception.storage.db, citizen.person, citizen.now)
    assert made.phone == "0600000000"


def test_a_number_typed_while_the_first_name_is_asked_is_no_name(citizen: Citizen) -> None:
    starts_booking(citizen)
    citizen.taps(citizen.labels[0])
    citizen.taps("Voornaam erbij")
    citizen.says("0600000000")
    citizen.taps("Bevestig afspraak")
    [made] = appointment_rows.upcoming(citizen.reception.storage.db, citizen.person, citizen.now)
    assert (made.name, made.phone) == ("", "0600000000")


@pytest.mark.parametrize("number", ["0600000001", "+31 6 0000 0001"])
def test_another_number_at_the_summary_of_a_call_replaces_the_first(citizen: Citizen, number: str) -> None:
    starts_booking(citizen)
    citizen.taps("Liever bellen")
    citizen.taps(citizen.labels[0])
    citizen.says("0600000000")
    citizen.says(number)
    assert "Wij bellen u op 0600000001." in citizen.text
    assert citizen.text.startswith("Uw keuze: ")


def test_a_number_of_somebody_else_shared_at_the_summary_is_refused_and_the_moment_stays(citizen: Citizen) -> None:
    starts_booking(citizen)
    citizen.taps(citizen.labels[0])
    citizen.does(Kind.CONTACT)
    assert citizen.text.startswith("Dit is niet uw eigen nummer. Deel uw eigen nummer, of typ het.\n\nUw keuze: ")


def without_hold(summary: str) -> str:
    """The summary without until when the moment is held: every message moves that on."""
    return re.sub(r"vast tot \d+\.\d+ uur", "vast", summary)


def test_who_would_rather_come_along_is_not_asked_for_a_number_again(citizen: Citizen) -> None:
    citizen.says("bel mij")
    citizen.says("kan ik ook gewoon langskomen?")
    assert "nummer" not in citizen.text


def test_another_moment_for_a_call_replaces_the_first(citizen: Citizen) -> None:
    plans_call(citizen)
    citizen.says("nee liever woensdag")
    citizen.taps(citizen.labels[0])
    assert [one.call_from[:10] for one in requests.of_person(citizen.reception.storage.db, citizen.person)] == ["2026-11-25"]


# ---- an appointment


def test_another_day_may_be_asked_for_in_words(citizen: Citizen) -> None:
    starts_booking(citizen)
    citizen.taps(citizen.labels[0])
    citizen.says("nee ik wil een andere dag")
    assert citizen.text.startswith("Gesprek over werk. Het duurt 30 minuten.")


def test_the_subject_in_the_sentence_counts(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak over omscholing, woensdag 10 uur")
    assert citizen.text.split("\n\n")[-1].startswith("Uw keuze: woensdag 25 november om 10.00 uur. Gesprek over leren.")


@pytest.mark.parametrize(("words", "service"), [("loopbaan", "Gesprek over uw loopbaan"), ("over leren", "Gesprek over leren")])
def test_the_subject_may_be_typed(citizen: Citizen, words: str, service: str) -> None:
    citizen.says("ik wil een afspraak")
    citizen.says(words)
    assert citizen.text.startswith(f"{service}. Het duurt")


def test_yes_chooses_no_subject(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    asked = citizen.labels
    citizen.says("ja")
    assert citizen.labels == asked[: len(citizen.labels)]
    assert citizen.text == "Waar wilt u over praten bij het Werkcentrum?"


def test_day_and_time_told_one_after_the_other_are_one_wish(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.says("dinsdag")
    citizen.says("14.00")
    citizen.taps("Gesprek over werk")
    assert citizen.text.startswith("Uw keuze: dinsdag 24 november om 14.00 uur.")


def test_the_subject_does_not_hide_the_moment(citizen: Citizen) -> None:
    citizen.says("afspraak voor gesprek over werk donderdag 13 uur")
    assert citizen.text.split("\n\n")[-1].startswith("Uw keuze: donderdag 26 november om 13.00 uur. Gesprek over werk.")


@pytest.mark.parametrize(("words", "place"), [("de eerste", 0), ("doe die tweede maar", 1), ("de laatste graag", 3)])
def test_a_moment_may_be_named_by_its_place(citizen: Citizen, words: str, place: int) -> None:
    starts_booking(citizen)
    day, hour = citizen.labels[place].casefold().split(", ")
    citizen.says(words)
    assert citizen.text.startswith(f"Uw keuze: {day} om {hour}.")


def test_a_name_may_be_told_at_the_summary(citizen: Citizen) -> None:
    starts_booking(citizen)
    citizen.taps(citizen.labels[0])
    citizen.says("ik heet Fatima")
    citizen.taps("Bevestig afspraak")
    assert appointment_rows.upcoming(citizen.reception.storage.db, citizen.person, citizen.now)[0].name == "Fatima"


def test_a_moment_that_was_meant_otherwise_moves_the_appointment_and_makes_no_second_one(citizen: Citizen) -> None:
    starts_booking(citizen)
    citizen.says("donderdag 10 uur")
    citizen.taps("Bevestig afspraak")
    citizen.says("sorry ik bedoelde woensdag 10 uur")
    citizen.taps("Bevestig nieuw moment")
    standing = appointment_rows.upcoming(citizen.reception.storage.db, citizen.person, citizen.now)
    assert [f"{one.begin:%d-%m %H:%M}" for one in standing] == ["25-11 10:00"]


def test_moving_keeps_the_subject_whatever_words_are_used(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak over leren, donderdag 10 uur")
    citizen.taps("Bevestig afspraak")
    citizen.says("ik wil mijn afspraak verzetten, ik moet dan werken")
    citizen.says("woensdag 10 uur")
    citizen.taps("Bevestig nieuw moment")
    assert citizen.step == ("afspraak", "Gesprek over leren, woensdag 25 november om 10.00 uur")


def test_while_moving_one_may_leave_it_as_it_was(citizen: Citizen) -> None:
    starts_booking(citizen)
    citizen.says("donderdag 10 uur")
    citizen.taps("Bevestig afspraak")
    citizen.taps("Afspraak verzetten")
    citizen.says("laat maar staan")
    assert citizen.text == "Goed. Uw afspraak van donderdag 26 november om 10.00 uur blijft staan."


def test_go_on_may_be_typed(citizen: Citizen) -> None:
    citizen.says("wat kost een afspraakbaan")
    citizen.taps("Reken met mijn uren")
    asked = citizen.text
    citizen.says("hoe laat zijn jullie open")
    citizen.says("ga verder")
    assert citizen.text == asked


def test_nothing_must_be_brought_to_a_telephone_call(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak over leren")
    citizen.taps("Liever bellen")
    citizen.taps(citizen.labels[0])
    citizen.says("0600000000")
    citizen.taps("Bevestig afspraak")
    assert "Neem ze mee" not in citizen.text


def test_an_employer_is_not_offered_the_conversation_of_inhabitants(citizen: Citizen) -> None:
    citizen.says("wij zoeken personeel voor ons bedrijf")
    citizen.says("kan ik donderdag om 11 uur een afspraak maken")
    assert "Gesprek over werk." not in citizen.text


# ---- hours


def test_a_day_after_a_question_about_hours_is_about_the_hours(citizen: Citizen) -> None:
    citizen.says("hoe laat gaan jullie open")
    citizen.says("en zaterdag?")
    assert citizen.text.startswith("Zaterdag 28 november is het Werkcentrum dicht. De volgende inloop is maandag 30 november")


def test_christmas_is_told_once_and_does_not_contradict_itself(citizen: Citizen) -> None:
    citizen.says("zijn jullie open met kerst")
    assert citizen.text.split("\n\n")[1].split("\n")[0] == (
        "Of wij vrijdag 25 december en zaterdag 26 december open zijn, is nog niet zeker. "
        "Kijk op www.werkcentrumgroningennoorddrenthe.nl. "
        "Zeker open zijn wij weer op maandag 4 januari 2027 van 10.00 tot 16.00 uur."
    )


def test_now_is_told(citizen: Citizen) -> None:
    citizen.now = datetime(2026, 11, 23, 11, 0, tzinfo=ZONE)
    citizen.says("zijn jullie nu open")
    assert citizen.text.split("\n\n")[1] == "Het Werkcentrum is nu open, tot 16.00 uur."
    citizen.now = datetime(2026, 11, 27, 20, 0, tzinfo=ZONE)
    citizen.says("zijn jullie nu open")
    assert "Het Werkcentrum is nu dicht. De volgende inloop is maandag 30 november" in citizen.text


def test_hours_may_be_asked_while_a_question_of_ours_waits(citizen: Citizen) -> None:
    citizen.says("bel mij")
    citizen.says("hoe laat gaan jullie open")
    citizen.says("en koningsdag?")
    assert citizen.text.startswith("Dinsdag 27 april 2027 is het koningsdag.")
    assert "Ga verder" in citizen.labels


def test_ok_to_a_day_to_come_is_that_day(citizen: Citizen) -> None:
    citizen.now = datetime(2026, 11, 23, 11, 0, tzinfo=ZONE)
    citizen.says("kan ik morgen gewoon binnenlopen")
    citizen.says("ok")
    assert citizen.step == ("inloop", "dinsdag 24 november, van 10.00 tot 16.00 uur")


def test_coming_along_is_recorded_for_the_day_that_was_spoken_of(citizen: Citizen) -> None:
    citizen.now = datetime(2026, 11, 23, 11, 0, tzinfo=ZONE)
    citizen.says("kan ik morgen gewoon binnenlopen")
    citizen.taps("Ik kom langs")
    assert citizen.step == ("inloop", "dinsdag 24 november, van 10.00 tot 16.00 uur")


def test_a_day_that_does_not_exist_is_told(citizen: Citizen) -> None:
    citizen.says("hoe laat gaan jullie open")
    citizen.says("en op 31 april?")
    assert citizen.text.startswith("Die datum bestaat niet: 31 april.")


# ---- the rest


def test_the_same_answer_is_not_told_twice(citizen: Citizen) -> None:
    citizen.says("hoe kom ik aan een tolk")
    first = citizen.text
    citizen.says("en hoe zit dat dan met een tolk")
    assert citizen.text != first


def test_what_to_do_is_a_question_for_who_has_no_step_yet(citizen: Citizen) -> None:
    citizen.says("wat moet ik doen")
    assert "U hebt nu geen open stappen" not in citizen.text
    citizen.says("mijn stap")
    assert "U hebt nu geen open stappen" in citizen.text


def test_where_someone_lives_answers_what_was_just_spoken_of(citizen: Citizen) -> None:
    citizen.says("hoe vraag ik bijstand aan")
    citizen.says("ik woon in Haren")
    assert "DigiD" in citizen.text


def test_after_a_crisis_nothing_asks_for_a_choice_that_is_not_there(citizen: Citizen) -> None:
    citizen.says("ik wil dood")
    citizen.says("zoek ander werk ofzo")
    citizen.says("ok en dan")
    assert "een van deze" not in citizen.text or any(reply.numbered for reply in citizen.replies)


def test_the_card_in_another_language_is_given_once(citizen: Citizen) -> None:
    citizen.says("I am looking for a job, can you help me please")
    cards = len(citizen.replies)
    citizen.says("I do not speak Dutch, where can I find a job")
    assert (cards, len(citizen.replies)) == (2, 1)


# A moment that others have.


def test_a_moment_that_was_typed_and_never_shown_is_not_free_and_the_nearest_are(citizen: Citizen) -> None:
    seats_taken(citizen, "donderdag 26 november 10 uur")
    starts_booking(citizen)
    citizen.says("donderdag 26 november om 10 uur")
    assert citizen.text.startswith("Donderdag 26 november om 10.00 uur is niet vrij. Deze momenten liggen er het dichtst bij.")
    assert "Donderdag 26 november, 10.30 uur" in citizen.labels


def test_a_moment_that_was_shown_and_is_gone_was_chosen_by_somebody_else(citizen: Citizen) -> None:
    starts_booking(citizen)
    first = next(label for label in citizen.labels if "november" in label)
    seats_taken(citizen, first)
    citizen.taps(first)
    assert citizen.text.startswith("Dat moment is net door iemand anders gekozen.")


def seats_taken(citizen: Citizen, moment: str) -> None:
    """Others book this moment until no seat is left."""
    for name in ("bram", "cor"):
        other = Citizen(citizen.reception, name)
        starts_booking(other)
        other.says(moment)
        other.taps("Bevestig afspraak")
