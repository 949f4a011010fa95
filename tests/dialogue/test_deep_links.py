"""Someone comes by the QR code of a stand or a location."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.app.assistant import Reception, Snapshot
from bot.content.model import Knowledge, Occasion
from bot.dialogue.small_talk import payloads
from bot.domain.messages import Kind
from tests.conftest import Citizen


def sources(citizen: Citizen) -> list[tuple[str, str]]:
    """What was counted of where people came from."""
    with citizen.reception.storage.transaction() as db:
        rows = db.execute("SELECT kind, detail FROM events WHERE kind IN ('contact', 'source') ORDER BY id").fetchall()
    return [(str(kind), str(detail)) for kind, detail in rows]


def test_a_stand_has_its_own_welcome_and_is_counted(citizen: Citizen) -> None:
    citizen.does(Kind.START, payload="evenement-startfest")
    assert citizen.text.endswith(
        "Welkom bij StartFest. Wilt u verder praten over werk, leren of personeel? Kies hieronder, of typ uw vraag."
    )
    assert citizen.labels[:4] == ["Gesprek over werk", "Adviesgesprek voor werkgevers", "Bel mij", "Ik kom langs"]
    assert sources(citizen) == [("contact", "evenement-startfest"), ("source", "evenement-startfest")]


@pytest.mark.parametrize(
    ("taps", "kind"),
    [
        (("Gesprek over werk", "Maandag 23 november, 10.00 uur", "Bevestig afspraak"), "afspraak"),
        (("Ik kom langs",), "inloop"),
    ],
)
def test_a_next_step_is_chosen_in_three_taps(citizen: Citizen, taps: tuple[str, ...], kind: str) -> None:
    citizen.does(Kind.START, payload="evenement-startfest")
    for label in taps:
        citizen.taps(label)
    assert citizen.step is not None and citizen.step[0] == kind
    assert len(taps) <= 3


def test_being_called_is_three_taps_with_the_shared_number(citizen: Citizen) -> None:
    citizen.does(Kind.START, payload="evenement-startfest")
    citizen.taps("Bel mij")
    citizen.does(Kind.CONTACT, phone="0600000000")
    citizen.taps(citizen.labels[0])
    assert citizen.step is not None and citizen.step[0] == "terugbellen"


def test_a_later_contact_is_not_counted_to_the_poster_of_an_earlier_one(citizen: Citizen) -> None:
    citizen.does(Kind.START, payload="evenement-startfest")
    citizen.later(days=2)
    citizen.says("wat zijn jullie openingstijden")
    citizen.later(days=2)
    citizen.does(Kind.START, payload="locatie-groningen")
    assert [detail for kind, detail in sources(citizen) if kind == "contact"] == ["evenement-startfest", "", "locatie-groningen"]


def test_words_of_a_stranger_in_a_link_are_kept_nowhere(citizen: Citizen) -> None:
    citizen.does(Kind.START, payload="bel-jan-op-zijn-nummer")
    assert sources(citizen) == [("contact", "")]


def test_the_appointment_remembers_the_event(citizen: Citizen) -> None:
    citizen.does(Kind.START, payload="evenement-startfest")
    for label in ("Gesprek over werk", "Maandag 23 november, 10.00 uur", "Bevestig afspraak"):
        citizen.taps(label)
    with citizen.reception.storage.transaction() as db:
        assert db.execute("SELECT source FROM appointments").fetchall() == [("evenement-startfest",)]


def test_after_the_event_the_welcome_says_that_it_is_over(citizen: Citizen, snapshot: Snapshot) -> None:
    past = Occasion("braderie", "de braderie", "Welkom op de braderie.", ("werkgesprek",), date(2026, 11, 20), date(2026, 11, 21))
    known = replace(snapshot.knowledge, occasions=(past,))
    citizen.reception.take(replace(snapshot, knowledge=known))
    citizen.does(Kind.START, payload="evenement-braderie")
    assert citizen.text.endswith("de braderie is voorbij. Wij helpen u nu graag verder. Kies hieronder, of typ uw vraag.")
    assert citizen.labels[0] == "Gesprek over werk"


def test_a_location_welcomes_by_its_name(citizen: Citizen) -> None:
    citizen.does(Kind.START, payload="locatie-groningen")
    assert citizen.text.endswith("U komt via het Werkcentrum. Waar kunnen wij u mee helpen?")


@pytest.mark.parametrize("payload", ["", "onzin", "evenement-", "evenement-../../x", "locatie-mars"])
def test_an_unknown_link_is_an_ordinary_start(citizen: Citizen, payload: str) -> None:
    citizen.does(Kind.START, payload=payload)
    assert "Waar kunnen wij u mee helpen?" in citizen.text
    assert [kind for kind, _ in sources(citizen)] == ["contact"]


def test_every_link_fits_in_what_telegram_allows(shipped_knowledge: Knowledge, reception: Reception) -> None:
    del reception
    assert payloads(shipped_knowledge)
    assert all(len(one) <= 64 and one.replace("-", "").replace("_", "").isalnum() for one in payloads(shipped_knowledge))
