"""Yes, no and thanks in people's own words, to a question of ours."""

from __future__ import annotations

import pytest

from bot.storage import appointment_rows, requests
from tests.conftest import Citizen


def asks_summary(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.taps(citizen.labels[0])
    assert citizen.text.endswith("Klopt het?")


def books(citizen: Citizen) -> None:
    asks_summary(citizen)
    citizen.taps("Bevestig afspraak")


def standing(citizen: Citizen) -> int:
    return len(appointment_rows.upcoming(citizen.reception.storage.db, citizen.person, citizen.now))


@pytest.mark.parametrize(
    "words",
    [
        "jazeker, dank u wel",
        "oké super bedankt hoor",
        "helemaal goed mevrouw",
        "joa heur, is mooi",
        "prima joh, tot dan",
        "👍🏾",
        "👌🏻🙏",
        "Akoord.",
        "jaaa graag",
        "lijkt mij prima",
    ],
)
def test_every_assent_books(citizen: Citizen, words: str) -> None:
    asks_summary(citizen)
    citizen.says(words)
    assert (citizen.step or ("",))[0] == "afspraak"
    assert standing(citizen) == 1


@pytest.mark.parametrize("words", ["bedankt", "dank u wel hoor", "🙏🏽"])
def test_thanks_alone_books_nothing_and_asks(citizen: Citizen, words: str) -> None:
    asks_summary(citizen)
    citizen.says(words)
    assert citizen.text == "Graag gedaan. Zal ik de afspraak vastleggen?"
    assert citizen.labels[:2] == ["Bevestig afspraak", "Ander moment"]
    assert standing(citizen) == 0
    citizen.says("ja doe maar")
    assert standing(citizen) == 1


@pytest.mark.parametrize("words", ["ja maar liever donderdag", "goed maar dan om 2 uur"])
def test_yes_but_is_a_change(citizen: Citizen, words: str) -> None:
    asks_summary(citizen)
    citizen.says(words)
    assert standing(citizen) == 0


@pytest.mark.parametrize("words", ["nee laat maar zitten", "nou, doe maar niet joh", "ach laat maar"])
def test_never_mind_ends_the_booking(citizen: Citizen, words: str) -> None:
    asks_summary(citizen)
    citizen.says(words)
    assert citizen.text == "Wij stoppen hiermee. Er is geen afspraak gemaakt."


@pytest.mark.parametrize("words", ["👍", "👍🏿", "oke", "top bedankt"])
def test_a_thumb_cancels_nothing(citizen: Citizen, words: str) -> None:
    books(citizen)
    citizen.taps("Afspraak afzeggen")
    citizen.says(words)
    assert citizen.text == "Weet u het zeker? Kies een knop, of typ 'ja'."
    assert standing(citizen) == 1


@pytest.mark.parametrize("words", ["zeg maar af", "ja hoor, zeg maar af", "jazeker"])
def test_a_cancellation_is_confirmed_in_own_words(citizen: Citizen, words: str) -> None:
    books(citizen)
    citizen.taps("Afspraak afzeggen")
    citizen.says(words)
    assert standing(citizen) == 0


@pytest.mark.parametrize("words", ["nee hoor", "ach laat ook maar staan", "laat maar", "toch maar niet"])
def test_a_cancellation_is_taken_back_in_own_words(citizen: Citizen, words: str) -> None:
    books(citizen)
    citizen.taps("Afspraak afzeggen")
    citizen.says(words)
    assert citizen.text.endswith("blijft staan.")
    assert standing(citizen) == 1


def test_a_thumb_erases_nothing(citizen: Citizen) -> None:
    books(citizen)
    citizen.says("/verwijder")
    citizen.says("👍🏼")
    assert citizen.text == "Weet u het zeker? Kies een knop, of typ 'ja'."
    assert standing(citizen) == 1


def test_a_thumb_shares_no_sentence(citizen: Citizen) -> None:
    citizen.says("krijg ik geld voor een cursus lassen als ik in de bijstand zit")
    citizen.says("bel mij op 0600000000")
    citizen.taps(citizen.labels[0])
    assert "Mag de medewerker uw eigen zin lezen?" in citizen.text
    citizen.says("👍")
    assert [one.question for one in requests.of_person(citizen.reception.storage.db, citizen.person)] == [""]
    citizen.says("ja dat mag")
    assert [bool(one.question) for one in requests.of_person(citizen.reception.storage.db, citizen.person)] == [True]


@pytest.mark.parametrize("words", ["stop", "laat maar", "ach laat ook maar staan", "hou het maar zo"])
def test_what_stands_stands_when_moving_is_stopped(citizen: Citizen, words: str) -> None:
    books(citizen)
    moment = citizen.text.partition("proefafspraak: ")[2].partition(". ")[0]
    citizen.taps("Afspraak verzetten")
    citizen.says(words)
    assert citizen.text == f"Goed. Uw afspraak van {moment} blijft staan."
    assert standing(citizen) == 1


def test_a_yes_to_a_list_chooses_nothing(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    shown = citizen.labels
    citizen.says("ja")
    assert (citizen.labels, citizen.step) == (shown, None)


@pytest.mark.parametrize("words", ["ja graag", "prima hoor", "woensdag half 2 is goed", "👍🏽"])
def test_a_call_that_is_read_back_is_noted_by_every_assent(citizen: Citizen, words: str) -> None:
    citizen.says("bel me woensdag om half 2 op 0600000000")
    assert citizen.text.endswith("Wij bellen u op woensdag 25 november van 12.00 tot 14.00 uur, op nummer 0600000000. Klopt het?")
    assert (citizen.step, requests.of_person(citizen.reception.storage.db, citizen.person)) == (None, [])
    citizen.says(words)
    assert citizen.step == ("terugbellen", "woensdag 25 november van 12.00 tot 14.00 uur")


def test_thanks_alone_notes_no_call(citizen: Citizen) -> None:
    citizen.says("bel me woensdag om half 2 op 0600000000")
    citizen.says("dank u")
    assert citizen.text == "Graag gedaan. Zullen wij u dan bellen?"
    assert requests.of_person(citizen.reception.storage.db, citizen.person) == []
