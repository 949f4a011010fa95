"""A person's rights in the chat: to know, to see, to be erased, to be left alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.messages import Button, Kind, Reply, to_body
from bot.storage import appointment_rows, outbox, people, personal_data, requests
from tests import planted
from tests.conftest import Citizen
from tests.storage.test_retention import booked


def test_privacy_is_one_word_away_and_everything_about_it_one_tap_more(citizen: Citizen) -> None:
    citizen.says("/privacy")
    assert citizen.labels[:5] == [
        "Mijn gegevens bekijken", "Mijn gegevens wissen", "Wie is verantwoordelijk", "Wat doet Telegram", "Hoe lang bewaren wij"
    ]  # fmt: skip
    citizen.taps("Wie is verantwoordelijk")
    assert citizen.text.startswith("Het Werkcentrum moet nog vastleggen wie verantwoordelijk is voor deze chat.")
    citizen.taps("Wat doet Telegram")
    assert citizen.text.startswith("U praat met ons via Telegram. Dat is een bedrijf buiten Europa.")
    citizen.taps("Hoe lang bewaren wij")
    assert "Uw afspraak: tot 30 dagen daarna." in citizen.text


def test_privacy_is_two_taps_from_the_first_message(citizen: Citizen) -> None:
    citizen.does(Kind.START)
    citizen.taps("Privacy")
    assert "Mijn gegevens wissen" in citizen.labels


def test_the_terms_said_are_those_of_the_settings(citizen: Citizen) -> None:
    citizen.says("/privacy")
    citizen.taps("Hoe lang bewaren wij")
    kept = citizen.reception.settings.retention
    assert f"hoogstens {kept.text_days} dagen" in citizen.text
    assert f"tot {kept.person_days} dagen na uw laatste bericht" in citizen.text


def test_my_data_says_what_we_have_and_sends_everything_as_a_file(citizen: Citizen) -> None:
    made = booked(citizen)
    citizen.says("/mijngegevens")
    begin = appointment_rows.find(citizen.reception.storage.db, made)
    assert begin is not None
    assert "- uw voornaam: Wendelmoet" in citizen.text
    assert f"- uw telefoonnummer: {planted.PHONE}" in citizen.text
    assert "- uw afspraak op " in citizen.text
    file = citizen.replies[-1].file
    assert file is not None and (file.name, file.source) == ("mijn-gegevens.json", f"export:{citizen.person}")


@pytest.mark.parametrize("command", ["/mijngegevens", "/MIJNGEGEVENS", "/mijngegevens@werkcentrum_bot"])
def test_a_command_works_in_capitals_and_with_the_name_of_the_bot(citizen: Citizen, command: str) -> None:
    citizen.says(command)
    assert "Dit bewaren wij nu van u:" in citizen.text


@pytest.mark.parametrize(
    ("channel", "also_there"),
    [("json", []), ("telegram", ["Bij Telegram staat deze chat nog. Verwijder de chat daarom ook zelf in Telegram."])],
)
def test_erasing_takes_one_clear_question_and_one_yes(citizen: Citizen, channel: str, also_there: list[str]) -> None:
    citizen.channel = channel
    made = booked(citizen)
    citizen.says("/verwijder")
    assert citizen.text.startswith("Wilt u dat wij al uw gegevens wissen? Dat kan niet terug.\nUw afspraak van ")
    assert citizen.labels[:2] == ["Ja, wis alles", "Nee, bewaar"]
    citizen.says("ja")
    assert citizen.text.split("\n")[:-1] == ["Wij hebben uw gegevens gewist.", "Uw afspraken zijn afgezegd.", *also_there]
    left = appointment_rows.find(citizen.reception.storage.db, made)
    assert left is not None and not left.stands
    assert personal_data.export(citizen.reception.storage.db, citizen.person) == {}


def test_the_seat_of_an_erased_appointment_is_free_again(citizen: Citizen, other_citizen: Citizen) -> None:
    booked(citizen)
    citizen.says("/verwijder")
    citizen.taps("Ja, wis alles")
    assert citizen.reception.storage.db.execute("SELECT count(*) FROM cells").fetchone() == (0,)
    assert booked(other_citizen)


def test_who_is_in_the_middle_of_an_appointment_is_erased_too(citizen: Citizen) -> None:
    made = appointment_rows.find(citizen.reception.storage.db, booked(citizen))
    assert made is not None
    citizen.now = made.begin + timedelta(minutes=5)
    citizen.says("/verwijder")
    citizen.taps("Ja, wis alles")
    assert citizen.text.startswith("Wij hebben uw gegevens gewist.")
    assert personal_data.export(citizen.reception.storage.db, citizen.person) == {}


@pytest.mark.parametrize("no", ["Nee, bewaar", "nee"])
def test_no_leaves_everything(citizen: Citizen, no: str) -> None:
    made = booked(citizen)
    citizen.says("/verwijder")
    citizen.says(no)
    assert citizen.text == "Goed. Wij wissen niets."
    assert appointment_rows.find(citizen.reception.storage.db, made).stands  # type: ignore[union-attr]


def test_a_yes_from_long_ago_erases_nothing(citizen: Citizen) -> None:
    made = booked(citizen)
    citizen.says("/verwijder")
    old = citizen.button("Ja, wis alles")
    citizen.says("wat is WW?")
    citizen.replies = [Reply("", (old,))]
    citizen.taps("Ja, wis alles")
    assert citizen.text.startswith("Deze keuze is niet meer geldig.")
    assert appointment_rows.find(citizen.reception.storage.db, made).stands  # type: ignore[union-attr]


def test_a_request_goes_along_and_that_is_said_before(citizen: Citizen) -> None:
    citizen.says("medewerker")
    citizen.taps("Bel mij")
    citizen.says(planted.PHONE)
    citizen.taps(citizen.labels[0])
    citizen.says("/verwijder")
    assert "Een medewerker belt of antwoordt u dan niet meer." in citizen.text
    citizen.taps("Ja, wis alles")
    assert requests.unfinished(citizen.reception.storage.db) == []


def test_after_an_erasure_one_begins_as_a_stranger(citizen: Citizen) -> None:
    citizen.says("ik ben me baan kwijt wat nu")
    citizen.says("/verwijder")
    citizen.taps("Ja, wis alles")
    citizen.says("hallo")
    assert citizen.text.startswith("U praat met een computerprogramma van het Werkcentrum.")


def test_stop_ends_what_comes_unasked_and_not_the_reminder(citizen: Citizen) -> None:
    booked(citizen, later=True)
    db = citizen.reception.storage.db
    with citizen.reception.storage.transaction():
        later = citizen.now + timedelta(days=1)
        outbox.put(db, citizen.person, "json", "bericht", to_body(Reply("Is het gelukt?", (Button("x", "menu"),))), later, now=citizen.now)
    citizen.says("/stop")
    assert citizen.text.endswith("Wij sturen u niets meer uit onszelf. Een herinnering aan uw afspraak komt nog wel.")
    states = dict(db.execute("SELECT kind, state FROM outbox WHERE kind IN ('bericht', 'herinnering')").fetchall())
    assert states == {"bericht": "dropped", "herinnering": "due"}
    assert not people.wants_messages(db, citizen.person)
    with citizen.reception.storage.transaction():
        people.allow_messages(db, citizen.person)
    assert people.wants_messages(db, citizen.person)


def test_stop_in_the_middle_of_a_booking_also_lets_the_moment_go(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.taps(citizen.labels[0])
    citizen.says("/stop")
    assert citizen.text.startswith("Wij stoppen hiermee. Er is geen afspraak gemaakt.")
    assert citizen.reception.storage.db.execute("SELECT count(*) FROM holds").fetchone() == (0,)


@pytest.mark.parametrize("words", ["verwijder mijn gegevens", "verwijder al mijn gegevens", "gooi mijn gegevens weg"])
def test_who_asks_it_in_words_is_asked_the_same_as_by_the_command(citizen: Citizen, words: str) -> None:
    citizen.says("/verwijder")
    by_command = citizen.text.split("\n\n")[-1]
    citizen.says("stop")
    citizen.says(words)
    assert citizen.text.split("\n\n")[-1] == by_command
