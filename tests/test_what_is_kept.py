"""What a turn leaves behind: no secret, no sensitive sentence, no thread from a sensitive contact to a person."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app.assistant import Reception, Snapshot
from bot.config import Settings
from bot.domain.messages import Kind, Message
from bot.storage import requests
from bot.storage.database import Database, Storage
from tests import planted
from tests.conftest import SUNDAY_EVENING, Citizen
from tests.storage.test_retention import booked
from tests.storage.test_rights import everything, traces

SENSITIVE_TOPIC = "ips"


@pytest.fixture(scope="module")
def quick(snapshot: Snapshot) -> Iterator[Reception]:
    """One door for a whole module, on a database in memory."""
    storage = Storage(":memory:")
    yield Reception(storage, snapshot, Settings())
    storage.close()


def texts(db: Database) -> list[str]:
    return [str(row[0]) for row in db.execute("SELECT text FROM misunderstood UNION ALL SELECT text FROM samples").fetchall()]


def test_a_bsn_is_told_about_kindly_stored_nowhere_and_its_message_is_to_be_deleted(citizen: Citizen) -> None:
    citizen.says(f"mijn bsn is {planted.BSN} en ik zoek werk")
    assert "U stuurde een nummer of code die wij niet mogen bewaren. Wij hebben die niet bewaard." in citizen.text
    assert traces(citizen.reception.storage.db, planted.BSN) == []
    assert citizen.handled is not None and citizen.handled.delete_message


def test_only_where_it_can_be_done_we_say_that_the_message_goes(reception: Reception) -> None:
    on_telegram, in_a_terminal = Citizen(reception, "t", "telegram"), Citizen(reception, "u", "terminal")
    for citizen in (on_telegram, in_a_terminal):
        citizen.says(f"bsn {planted.BSN}")
    assert "Wij halen uw bericht ook weg uit deze chat." in on_telegram.text
    assert "Wij halen uw bericht" not in in_a_terminal.text


def test_an_ordinary_message_is_not_deleted(citizen: Citizen) -> None:
    citizen.says("ik ben me baan kwijt wat nu")
    assert citizen.handled is not None and not citizen.handled.delete_message


def test_a_sentence_that_was_not_understood_is_kept_without_what_leads_to_a_person(citizen: Citizen) -> None:
    citizen.says(f"wie bakt hier kwarktaart tel {planted.PHONE} of mail jan@voorbeeld.nl kerkstraat 12 9711 AB")
    (kept,) = citizen.reception.storage.db.execute("SELECT text FROM misunderstood").fetchall()
    assert kept == ("wie bakt hier kwarktaart tel [telefoon] of mail [e-mail] [adres] [postcode]",)


@pytest.mark.parametrize("word", ["depressief", "schulden", "mishandeld", "vakbond", "moskee en islam", "burn-out", "deprresief"])
def test_a_sentence_that_was_not_understood_with_a_sensitive_word_is_not_kept(citizen: Citizen, word: str) -> None:
    citizen.says(f"xqzt blub {word} vlork")
    assert texts(citizen.reception.storage.db) == []


def test_a_sensitive_topic_is_counted_and_cut_from_the_person_with_the_whole_contact(citizen: Citizen) -> None:
    db = citizen.reception.storage.db
    citizen.says("ik ben me baan kwijt wat nu")
    contact = db.execute("SELECT DISTINCT contact FROM events").fetchall()
    assert db.execute("SELECT count(*) FROM events WHERE person IS NOT NULL").fetchone()[0] > 0
    citizen.replies = []
    citizen.handled = citizen.reception.handle(_tap(citizen, f"t:{SENSITIVE_TOPIC}"))
    assert db.execute("SELECT DISTINCT contact FROM events").fetchall() == contact
    assert db.execute("SELECT count(*) FROM events WHERE topic = ?", (SENSITIVE_TOPIC,)).fetchone()[0] > 0
    assert db.execute("SELECT count(*) FROM events WHERE person IS NOT NULL").fetchone() == (0,)


def test_an_appointment_made_in_a_sensitive_contact_has_no_thread_to_it(citizen: Citizen) -> None:
    db = citizen.reception.storage.db
    citizen.handled = citizen.reception.handle(_tap(citizen, f"t:{SENSITIVE_TOPIC}"))
    made = booked(citizen)
    ((subject, contact, service),) = db.execute("SELECT subject, contact, service FROM appointments").fetchall()
    assert (subject, contact, service) == ("", "", "werkgesprek")
    assert [row for row in everything(db) if row[0] == "events" and row[2] in (made, citizen.person)] == []


def test_the_next_contact_is_counted_with_a_person_again(citizen: Citizen) -> None:
    db = citizen.reception.storage.db
    citizen.handled = citizen.reception.handle(_tap(citizen, f"t:{SENSITIVE_TOPIC}"))
    citizen.later(hours=2)
    citizen.says("ik ben me baan kwijt wat nu")
    assert db.execute("SELECT count(*) FROM events WHERE person IS NOT NULL").fetchone()[0] > 0


def test_what_someone_writes_to_staff_is_masked(citizen: Citizen) -> None:
    citizen.says("medewerker")
    citizen.taps("Antwoord hier")
    citizen.says(f"kunt u mijn dossier 12345678 nakijken, ik woon kerkstraat 12, bsn {planted.BSN}")
    (question,) = citizen.reception.storage.db.execute("SELECT question FROM requests").fetchall()
    assert question == ("kunt u mijn dossier [nummer] nakijken, ik woon [adres], bsn [bsn]",)


def test_a_crisis_leaves_no_word_behind(citizen: Citizen) -> None:
    citizen.says("ik wil dood, alles is op vlorkstein")
    citizen.says("echt vlorkstein")
    assert traces(citizen.reception.storage.db, "vlorkstein") == []


PIECES = st.sampled_from(
    [
        planted.BSN, f"{planted.BSN[:4]} en dan {planted.BSN[4:]}", planted.IBAN, " ".join(planted.IBAN), planted.CARD, " ", "\n", ".",
        f"digid wachtwoord: {planted.PASSWORD} ", "ik zoek werk ", "afspraak ", "morgen 10 uur ", "ja", "stop", "/start x", "/verwijder",
        "\0", "\u202e", "😀", "'; DROP TABLE events; --", "<b>&", "{adres}", "{0.__class__}", "%s", "é" * 50, "مرحبا", "1" * 30,
    ]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), min_size=1, max_size=8).map(" ".join), st.sampled_from(list(Kind)))
@settings(derandomize=True, deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_message_whatever_breaks_the_turn_or_leaves_a_secret(
    quick: Reception, caplog: pytest.LogCaptureFixture, text: str, kind: Kind
) -> None:
    with caplog.at_level(logging.DEBUG):
        handled = quick.handle(Message("p", SUNDAY_EVENING, text, kind=kind, channel="json"))
    assert handled.result.replies
    assert not any(secret in caplog.text for secret in planted.NEVER_KEPT)
    assert traces(quick.storage.db, *planted.NEVER_KEPT) == []
    assert not any(secret in reply.text for reply in handled.result.replies for secret in planted.NEVER_KEPT)


@pytest.mark.parametrize("piece", ["a", "1 ", "een ", "ik wil ", "@", "\n", "((((", "ja nee ", "é", "digid ww "])
def test_a_message_without_end_costs_no_more_than_one_of_the_longest(quick: Reception, piece: str) -> None:
    seconds = []
    for size in (4_096, 400_000):
        begin = time.process_time()
        quick.handle(Message("q", SUNDAY_EVENING, (piece * size)[:size], channel="json"))
        seconds.append(time.process_time() - begin)
    assert seconds[1] < 0.5 + seconds[0] * 3


def test_nobody_fills_the_list_of_staff(citizen: Citizen, other_citizen: Citizen) -> None:
    db = citizen.reception.storage.db
    for asking in (other_citizen, *[citizen] * (requests.MOST_OPEN + 3)):
        asking.says("medewerker")
        asking.taps("Antwoord hier")
        asking.says(f"kunt u mij zeggen hoe laat het nu is, {len(requests.unfinished(db))}")
    assert len(requests.of_person(db, citizen.person)) == requests.MOST_OPEN
    assert len(requests.of_person(db, other_citizen.person)) == 1


def _tap(citizen: Citizen, action: str) -> Message:
    citizen.now = citizen.now.replace(microsecond=0)
    return Message(citizen.person, citizen.now, action=action, kind=Kind.BUTTON, channel=citizen.channel)
