"""While it is a trial with codes, only who was invited books or is called on Telegram; everybody gets answers and the open door."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app.assistant import Reception, Snapshot
from bot.config import Settings, TelegramSettings
from bot.content.model import Knowledge
from bot.dialogue.actions import Action, action_of
from bot.dialogue.invitation import INVITED, UNKNOWN, kept
from bot.domain.messages import Kind
from bot.storage import appointments, people
from bot.storage.database import Storage
from tests.conftest import Citizen

CODES = TelegramSettings(codes="herfst-7k2m9p, winter-4t8w3q")
ONLY_INVITED = "Dit is nog een proef. Een afspraak maken of gebeld worden kan hier alleen met een uitnodiging."
WAYS = {Action.BOOK, Action.CALL, Action.VISIT, Action.WRITE, Action.PREPARE}


@pytest.fixture
def guarded(storage: Storage, snapshot: Snapshot) -> Reception:
    """The door of an assistant that has codes."""
    return Reception(storage, snapshot, Settings(telegram=CODES))


@pytest.fixture
def stranger(guarded: Reception) -> Citizen:
    """Somebody who found us on Telegram."""
    return Citizen(guarded, channel="telegram")


@pytest.fixture
def guest(guarded: Reception) -> Citizen:
    """Somebody who came by the link of an invitation."""
    citizen = Citizen(guarded, "bram", channel="telegram")
    citizen.does(Kind.START, payload=INVITED)
    return citizen


def actions(citizen: Citizen) -> set[Action | None]:
    return {action_of(button.action) for reply in citizen.replies for button in reply.buttons}


def test_of_a_code_only_whether_it_is_one_is_kept(shipped_knowledge: Knowledge) -> None:
    given = ("herfst-7k2m9p", "WINTER-4T8W3Q", "lente-000000", "locatie-groningen", "evenement-vorig-jaar", "", INVITED)
    assert [kept(shipped_knowledge, CODES, one) for one in given] == [INVITED, INVITED, UNKNOWN, "locatie-groningen", "", "", UNKNOWN]
    assert kept(shipped_knowledge, TelegramSettings(), "herfst-7k2m9p") == ""


def test_an_invitation_is_welcomed_and_books(guest: Citizen) -> None:
    assert "Uw uitnodiging klopt. U kunt hier nu een afspraak maken, of u laten bellen." in guest.text
    guest.taps("Afspraak maken")
    guest.taps("Gesprek over werk")
    guest.taps("Maandag 23 november, 10.00 uur")
    guest.taps("Bevestig afspraak")
    assert guest.step is not None and guest.step[0] == "afspraak"


def test_who_was_invited_stays_invited_in_a_later_contact_and_after_a_wrong_code(guest: Citizen) -> None:
    guest.later(days=20)
    guest.does(Kind.START, payload=UNKNOWN)
    assert "kennen wij niet" not in guest.text
    guest.says("bel mij")
    assert "Op welk nummer" in guest.text


def test_a_wrong_code_is_told_kindly_and_the_rest_goes_on(stranger: Citizen) -> None:
    stranger.does(Kind.START, payload=UNKNOWN)
    assert "Deze code kennen wij niet. Kijk nog eens in uw uitnodiging. U kunt hier ook zonder code uw vraag stellen." in stranger.text
    assert actions(stranger) & WAYS == set()
    stranger.says("wat zijn jullie openingstijden")
    assert "10.00 tot 16.00 uur" in stranger.text


@pytest.mark.parametrize(
    "text", ["ik wil een afspraak maken", "bel mij", "ik wil een medewerker spreken", "bel me op 0600000000", "woensdag 3 uur"]
)
def test_without_an_invitation_nobody_is_booked_or_called_and_hears_how_to_go_on(stranger: Citizen, text: str) -> None:
    stranger.says(text)
    assert ONLY_INVITED in stranger.text
    assert "U kunt langskomen op maandag 23 november, van 10.00 tot 16.00 uur. Het adres is Harm Buiterplein 1" in stranger.text
    assert "werkcentrumgroningennoorddrenthe.nl" in stranger.text
    assert stranger.labels[:2] == ["Ik kom langs", "Wat kan ik vragen?"] or "Ik kom langs" in stranger.labels
    assert stranger.handled is not None and stranger.handled.state.waiting is None


def test_a_shared_number_is_not_kept_without_an_invitation(stranger: Citizen) -> None:
    stranger.does(Kind.CONTACT, phone="0600000000")
    assert ONLY_INVITED in stranger.text
    with stranger.reception.storage.transaction() as db:
        kept_state = str(db.execute("SELECT group_concat(state) FROM conversations").fetchone()[0])
    assert "0600000000" not in kept_state


@pytest.mark.parametrize("text", ["ik ben ontslagen", "ik ben werkgever en zoek personeel", "wat kost een gesprek", "hallo"])
def test_an_answer_has_no_button_that_leads_nowhere_and_always_one_that_leads_on(stranger: Citizen, text: str) -> None:
    stranger.says(text)
    assert actions(stranger) & WAYS == set()
    assert {button.step for reply in stranger.replies for button in reply.buttons} & {"afspraak", "terugbellen"} == set()
    assert stranger.labels


def test_a_cry_for_help_is_answered_to_everybody(stranger: Citizen) -> None:
    stranger.says("ik wil niet meer leven")
    assert "113" in stranger.text
    assert ONLY_INVITED not in stranger.text


def test_a_button_of_before_the_codes_makes_no_appointment(storage: Storage, snapshot: Snapshot, guarded: Reception) -> None:
    early = Citizen(Reception(storage, snapshot, Settings()), channel="telegram")
    for label in ("Afspraak maken", "Gesprek over werk", "Maandag 23 november, 10.00 uur"):
        early.does(Kind.START) if label == "Afspraak maken" else None
        early.taps(label)
    now = replace(early, reception=guarded)
    now.taps("Bevestig afspraak")
    with storage.transaction() as db:
        assert appointments.agenda(db, now.now, now.now.replace(year=2027)) == []


def test_an_appointment_that_stands_can_still_be_moved(storage: Storage, snapshot: Snapshot, guarded: Reception) -> None:
    early = Citizen(Reception(storage, snapshot, Settings()), channel="telegram")
    early.does(Kind.START)
    for label in ("Afspraak maken", "Gesprek over werk", "Maandag 23 november, 10.00 uur", "Bevestig afspraak"):
        early.taps(label)
    now = replace(early, reception=guarded)
    now.says("ik wil mijn afspraak verzetten")
    assert ONLY_INVITED not in now.text
    assert any("uur" in label for label in now.labels)


@pytest.mark.parametrize("channel", ["json", "terminal"])
def test_the_terminal_and_json_need_no_invitation(guarded: Reception, channel: str) -> None:
    citizen = Citizen(guarded, channel=channel)
    citizen.says("bel mij")
    assert "Op welk nummer" in citizen.text


def test_without_codes_everybody_may_rehearse_on_telegram(reception: Reception) -> None:
    citizen = Citizen(reception, channel="telegram")
    citizen.says("bel mij")
    assert "Op welk nummer" in citizen.text


def test_what_we_hold_of_a_guest_names_the_invitation_and_erasing_ends_it(guest: Citizen) -> None:
    guest.says("/mijngegevens")
    assert "- dat u bent uitgenodigd voor de proef" in guest.text
    guest.says("/verwijder")
    guest.taps("Ja, wis alles")
    with guest.reception.storage.transaction() as db:
        assert not people.is_invited(db, guest.person)
