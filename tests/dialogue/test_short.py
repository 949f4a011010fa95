"""Who reads with difficulty gets at most 25 words per message from then on, with every choice still there."""

from __future__ import annotations

from bot.domain.messages import Kind
from tests.conftest import Citizen

MOST_WORDS = 25


def longest(citizen: Citizen) -> int:
    return max(len(reply.text.split()) for reply in citizen.replies)


def test_a_low_literate_man_is_met_with_a_call_a_visit_and_few_words(citizen: Citizen) -> None:
    citizen.does(Kind.VOICE)
    assert citizen.labels[:2] == ["Bel mij", "Ik kom langs"]
    citizen.says("kan nie so goet leese")
    assert citizen.handled is not None and citizen.handled.result.topic == "lezen-lastig"
    assert longest(citizen) <= MOST_WORDS
    for said in ("waar zitten jullie", "ik ben me baan kwijt", "snap t nie", "wat kost het", "medewerker"):
        citizen.says(said)
        assert longest(citizen) <= MOST_WORDS, citizen.text


def test_a_whole_booking_stays_short(citizen: Citizen) -> None:
    citizen.says("waar zitten jullie")
    citizen.says("ik kan niet goed lezen")
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    assert longest(citizen) <= MOST_WORDS, citizen.text
    citizen.taps("Maandag 23 november, 10.00 uur")
    assert longest(citizen) <= MOST_WORDS, citizen.text
    citizen.taps("Bevestig afspraak")
    assert longest(citizen) <= MOST_WORDS, citizen.text
    assert "U hoeft niet te komen." in citizen.text
    citizen.says("medewerker")
    citizen.taps("Ik kom langs")
    assert longest(citizen) <= MOST_WORDS, citizen.text
