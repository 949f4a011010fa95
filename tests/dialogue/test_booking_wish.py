"""A wish told in several messages, while an appointment is made."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.domain.time import ZONE
from bot.storage import appointment_rows
from tests.conftest import Citizen


def begins(citizen: Citizen, words: str = "ik wil een afspraak over werk") -> None:
    citizen.says(words)


def moments(citizen: Citizen) -> list[str]:
    return [label for label in citizen.labels if label.endswith(" uur")]


def test_a_part_of_the_day_is_of_the_day_that_was_named(citizen: Citizen) -> None:
    begins(citizen, "ik wil een afspraak over werk op woensdag")
    citizen.says("liefst in de middag")
    assert moments(citizen) == [f"Woensdag 25 november, {clock} uur" for clock in ("12.00", "12.45", "13.45", "14.45")]
    assert citizen.text.startswith("U zocht: woensdag 25 november, in de middag.")


def test_a_weekday_is_one_of_the_week_that_was_named(citizen: Citizen) -> None:
    citizen.now = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
    begins(citizen, "ik wil een afspraak over werk volgende week")
    citizen.says("woensdag of donderdag")
    assert {label.partition(",")[0] for label in moments(citizen)} == {"Woensdag 2 december", "Donderdag 3 december"}


def test_a_wish_stays_over_the_question_what_it_is_about_and_over_another_question(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak volgende week maar niet op maandag")
    citizen.says("in de ochtend graag")
    citizen.says("wat kost het")
    citizen.says("Gesprek over werk")
    assert citizen.text.endswith("Kies een moment, of typ zelf een dag en een tijd.")
    assert "U zocht: volgende week, niet maandag, in de ochtend." in citizen.text
    assert {label.partition(" ")[0] for label in moments(citizen)} <= {"Dinsdag", "Woensdag", "Donderdag"}
    assert all(label.partition(", ")[2] < "12" for label in moments(citizen))


def test_a_first_sentence_with_subject_day_and_hour_comes_to_the_summary(citizen: Citizen) -> None:
    begins(citizen, "ik wil een afspraak over werk dinsdag om 11 uur")
    assert "Uw keuze: dinsdag 24 november om 11.00 uur." in citizen.text


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("toch liever donderdag", "donderdag 26 november om 11.00 uur"),
        ("kan het om 2 uur", "dinsdag 24 november om 14.00 uur"),
        ("een dag later", "woensdag 25 november om 11.00 uur"),
        ("een half uur later graag", "dinsdag 24 november om 11.30 uur"),
        ("donderdag 3 december zelfde tijd", "donderdag 3 december om 11.00 uur"),
    ],
)
def test_at_the_summary_only_what_is_named_changes(citizen: Citizen, words: str, moment: str) -> None:
    begins(citizen, "ik wil een afspraak over werk dinsdag om 11 uur")
    citizen.says(words)
    assert f"Uw keuze: {moment}." in citizen.text


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("een dag later", "vanaf dinsdag 24 november"),
        ("liever nog wat later op de dag", "in de middag"),
        ("later in de week kan ook", "van donderdag 26 november tot en met vrijdag 27 november"),
    ],
)
def test_later_than_the_moments_on_the_buttons_is_a_wish(citizen: Citizen, words: str, wish: str) -> None:
    begins(citizen)
    assert moments(citizen)[0].startswith("Maandag 23 november")
    citizen.says(words)
    assert citizen.text.startswith(f"U zocht: {wish}.")


def test_it_does_not_matter_forgets_the_wish(citizen: Citizen) -> None:
    begins(citizen, "ik wil een afspraak over werk op donderdag in de middag")
    citizen.says("maakt niet uit")
    assert "U zocht" not in citizen.text
    assert moments(citizen)[0].startswith("Maandag 23 november")


def test_what_fails_is_said_and_both_sides_are_offered(citizen: Citizen) -> None:
    begins(citizen, "ik wil een afspraak over werk donderdag na kwart voor 4")
    assert citizen.text.split("\n\n")[-2].startswith("Donderdag 26 november, na 15.45 uur: dan is niets vrij.")
    assert any(label.startswith("Donderdag 26 november") for label in moments(citizen))


def test_a_closed_day_far_away_tells_no_hour_that_nobody_named(citizen: Citizen) -> None:
    begins(citizen)
    citizen.says("15 februari")
    assert citizen.text.startswith("Maandag 15 februari 2027 is te ver weg.")


def test_the_second_choice_counts_when_the_first_is_taken(citizen: Citizen, other_citizen: Citizen) -> None:
    for name in ("a", "b", "c", "d", "e", "f"):
        somebody = Citizen(citizen.reception, name)
        begins(somebody, "ik wil een afspraak over werk dinsdag om 11 uur")
        somebody.says("ja")
    begins(citizen, "ik wil een afspraak over werk dinsdag om 11 of 12 uur")
    assert "Uw keuze: dinsdag 24 november om 12.00 uur." in citizen.text


# ---- place, number, name: told at any step


@pytest.mark.parametrize("words", ["kan het ook telefonisch?", "liever bellen", "toch per telefoon graag"])
def test_the_place_is_changed_by_saying_so_and_the_moment_stays(citizen: Citizen, words: str) -> None:
    begins(citizen, "ik wil een afspraak over werk dinsdag om 11 uur")
    citizen.says(words)
    assert citizen.text == "Op welk nummer belt een adviseur u? Deel uw nummer met de knop, of typ het."
    citizen.says("0600000000")
    assert "Uw keuze: dinsdag 24 november om 11.00 uur. Gesprek over werk. Wij bellen u op 0600000000." in citizen.text


def test_who_wants_to_come_comes(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak over personeel bij jullie op kantoor dinsdag om 11 uur")
    assert "De plek is het Werkcentrum, Harm Buiterplein 1 in Groningen." in citizen.text


def test_while_the_number_is_asked_the_moment_can_change(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak over personeel dinsdag om 11 uur")
    assert citizen.text.endswith("Op welk nummer belt een adviseur u? Deel uw nummer met de knop, of typ het.")
    citizen.says("doe toch maar half 2")
    citizen.says("0600000000")
    assert "Uw keuze: dinsdag 24 november om 13.30 uur." in citizen.text


def test_while_the_number_is_asked_one_can_choose_to_come(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak over personeel dinsdag om 11 uur")
    citizen.says("toch liever langskomen")
    assert "Uw keuze: dinsdag 24 november om 11.00 uur. Adviesgesprek voor werkgevers. De plek is" in citizen.text


def test_a_number_given_with_the_wish_is_not_asked_again(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak over personeel dinsdag om 11 uur, mijn nummer is 0600000000")
    assert "Wij bellen u op 0600000000." in citizen.text


def test_a_conversation_by_screen_is_told_honestly(citizen: Citizen) -> None:
    begins(citizen)
    citizen.says("kan het ook via teams?")
    assert citizen.text.startswith("Een gesprek via een scherm staat niet in onze agenda. Bellen of langskomen kan wel.")


# ---- what stands, changed by saying so


def books(citizen: Citizen, words: str = "ik wil een afspraak over werk dinsdag 1 december om 11 uur") -> None:
    citizen.says(words)
    citizen.says("ja graag")
    assert citizen.step is not None


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("verzet maar naar donderdag", "donderdag 3 december"),
        ("kan het een uur later", "dinsdag 1 december om 12.00 uur"),
        ("schuif hem naar half 2", "dinsdag 1 december om 13.30 uur"),
    ],
)
def test_an_appointment_moves_by_a_sentence(citizen: Citizen, words: str, moment: str) -> None:
    books(citizen)
    citizen.says(words)
    assert citizen.text.startswith("U wilt uw afspraak bij het Werkcentrum van dinsdag 1 december om 11.00 uur verzetten.")
    assert moment in citizen.text.partition("kiest.")[2]
    assert len(appointment_rows.upcoming(citizen.reception.storage.db, citizen.person, citizen.now)) == 1


def test_of_two_the_one_that_is_named_moves(citizen: Citizen) -> None:
    books(citizen)
    books(citizen, "ik wil nog een afspraak over werk donderdag 10 december om 10 uur")
    citizen.says("verzet de afspraak van 10 december naar 8 december om 12 uur")
    assert "Uw nieuwe moment: dinsdag 8 december om 12.00 uur." in citizen.text
    assert "Uw oude moment was donderdag 10 december om 10.00 uur." in citizen.text


def test_a_date_that_is_no_such_weekday_is_asked_and_both_days_are_shown(citizen: Citizen) -> None:
    begins(citizen, "ik wil een afspraak over werk woensdag 3 december om 11 uur")
    assert "Donderdag 3 december is geen woensdag. Welke dag bedoelt u?" in citizen.text
    assert moments(citizen) == ["Woensdag 2 december, 11.00 uur", "Donderdag 3 december, 11.00 uur"]
    assert "Uw keuze" not in citizen.text


@pytest.mark.parametrize(("words", "day"), [("woensdag", "woensdag 2 december"), ("3 december", "donderdag 3 december")])
def test_who_then_says_which_day_has_that_day_at_the_hour_that_was_named(citizen: Citizen, words: str, day: str) -> None:
    begins(citizen, "ik wil een afspraak over werk woensdag 3 december om 11 uur")
    citizen.says(words)
    assert f"Uw keuze: {day} om 11.00 uur." in citizen.text


def test_a_call_on_a_date_that_is_no_such_weekday_is_not_noted_but_asked(citizen: Citizen) -> None:
    citizen.says("bel mij")
    citizen.says("0612345678")
    citizen.says("dinsdag 2 december tussen 10 en 12")
    assert "Woensdag 2 december is geen dinsdag. Welke dag bedoelt u?" in citizen.text
    assert citizen.step is None


def test_two_days_with_hours_of_their_own_keep_them_apart(citizen: Citizen) -> None:
    begins(citizen, "ik wil een afspraak over werk")
    citizen.says("dinsdagochtend of donderdagmiddag")
    assert citizen.text.startswith("U zocht: dinsdag 24 november, in de ochtend of donderdag 26 november, in de middag.")
    found = [label.removesuffix(" uur").split(" november, ") for label in moments(citizen)]
    assert {day for day, _ in found} == {"Dinsdag 24", "Donderdag 26"}
    assert all((clock < "12") == (day == "Dinsdag 24") for day, clock in found)


def test_hours_of_a_later_phrase_hold_for_both_days(citizen: Citizen) -> None:
    begins(citizen, "ik wil een afspraak over werk")
    citizen.says("dinsdag om 10 uur of donderdag om 2 uur")
    assert moments(citizen) == ["Dinsdag 24 november, 10.00 uur", "Donderdag 26 november, 14.00 uur"]
    citizen.says("liever om 11 uur")
    assert moments(citizen) == ["Dinsdag 24 november, 11.00 uur", "Donderdag 26 november, 11.00 uur"]


@pytest.mark.parametrize(
    "words", ["tot het eind van de week", "tot en met 26 november", "tussen 24 en 26 november", "kan ik tot donderdag 26 november"]
)
def test_a_stretch_of_days_is_a_wish_and_no_goodbye_or_age(citizen: Citizen, words: str) -> None:
    begins(citizen)
    citizen.says(words)
    assert citizen.text.startswith("U zocht: ")
    assert {label.partition(",")[0] for label in moments(citizen)} <= {
        f"{day} november" for day in ("Maandag 23", "Dinsdag 24", "Woensdag 25", "Donderdag 26")
    }


@pytest.mark.parametrize("words", ["zet mij maar op de 22e om kwart voor elf", "noteer mij maar voor de 22e kwart voor elf"])
def test_a_moment_in_plain_words_is_no_cry_for_help(citizen: Citizen, words: str) -> None:
    citizen.now = datetime(2026, 12, 1, 9, 12, tzinfo=ZONE)
    begins(citizen)
    citizen.says(words)
    assert ("22 december" in citizen.text, "zelfdoding" in citizen.text) == (True, False)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("overmorgen van 2 tot 4 ben ik weg", "woensdag 25 november"),
        ("morgen heb ik al iets om 10 uur", "dinsdag 24 november"),
        ("donderdagochtend kan ik niet", "donderdag 26 november"),
    ],
)
def test_a_day_of_which_hours_are_taken_is_left_out_and_that_is_said(citizen: Citizen, words: str, day: str) -> None:
    citizen.now = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
    begins(citizen)
    citizen.says(words)
    assert citizen.text.startswith(f"U zocht: niet {day}.")
    assert moments(citizen) and not any(label.lower().startswith(day) for label in moments(citizen))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("1/12 - 3/12", "van dinsdag 1 december tot en met donderdag 3 december"),
        ("december 3 2026", "donderdag 3 december"),
        ("03-12-26", "donderdag 3 december"),
        ("2026/12/03", "donderdag 3 december"),
    ],
)
def test_a_date_in_figures_is_read_though_it_looks_like_a_number_of_someone(citizen: Citizen, words: str, told: str) -> None:
    begins(citizen)
    citizen.says(words)
    assert citizen.text.startswith(f"U zocht: {told}.")


# ---- the place that stands on a button


def test_a_button_for_an_appointment_by_telephone_makes_one(citizen: Citizen) -> None:
    citizen.says("is er ook een werkcentrum bij mij in de buurt?")
    citizen.taps("Afspraak door de telefoon")
    assert "Wij bellen u. U hoeft niet te reizen." in citizen.text
    assert "Liever langskomen" in citizen.labels


def test_another_subject_is_heard_with_a_question_behind_it(citizen: Citizen) -> None:
    begins(citizen, "ik wil een afspraak over scholing")
    citizen.says("nee over werk, niet over scholing. ik heb al een diploma en dat is genoeg")
    assert "Gesprek over werk. Het duurt 30 minuten." in citizen.text


def test_of_two_wishes_the_day_that_is_shut_is_told_and_the_other_is_offered(citizen: Citizen) -> None:
    citizen.now = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
    begins(citizen, "ik wil een afspraak over werk op woensdag om 10 uur")
    citizen.taps("Bevestig afspraak")
    citizen.says("ik wil toch verzetten, kan het vrijdag of volgende week")
    assert "Vrijdag 27 november is het Werkcentrum dicht." in citizen.text
    assert moments(citizen)[0].startswith("Maandag 30 november")
