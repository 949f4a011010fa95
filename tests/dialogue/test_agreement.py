"""A clear yes to what we read back, with something beside it: it records, and what stands beside it is answered."""

from __future__ import annotations

import pytest

from bot.storage import appointment_rows, requests
from tests.conftest import Citizen


def asks_summary(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.says("maandag 10 uur")
    assert citizen.text.endswith("Klopt het?")


def standing(citizen: Citizen) -> int:
    return len(appointment_rows.upcoming(citizen.reception.storage.db, citizen.person, citizen.now))


def calls(citizen: Citizen) -> int:
    return len(requests.of_person(citizen.reception.storage.db, citizen.person))


@pytest.mark.parametrize(
    "words",
    [
        "Ja hoor, dat is goed. Moet ik mijn oude diploma's ook bij me hebben?",
        "dat klopt. wie zit er dan tegenover mij?",
        "ja graag wat moet ik meenemen",
        "Ja. Mag mijn zus er ook bij zijn?",
        "klopt helemaal, krijg ik nog een bevestiging?",
        "ja doe maar! ik ben wel een beetje zenuwachtig hihi",
        "is goed hoor, de bus stopt daar voor de deur",
        "Dat bedoelde ik nou niet, maar vooruit. Zet maar vast.",
        "Ik had iets heel anders gevraagd hoor. Ja, leg maar vast.",
        "graag en tot maandag",
        "ja prima en bedankt, tot maandag",
        "Ja, dat klopt. Hoort mijn vorige baas hier iets van? Dat heb ik liever niet.",
    ],
)
def test_a_clear_yes_books_whatever_stands_beside_it(citizen: Citizen, words: str) -> None:
    asks_summary(citizen)
    citizen.says(words)
    assert (standing(citizen), (citizen.step or ("",))[0]) == (1, "afspraak")


@pytest.mark.parametrize(
    "words",
    [
        "ja maar ik moet het nog met mijn man overleggen",
        "ja, als de bus dan rijdt",
        "ja of kan het toch telefonisch",
        "ja graag, mits mijn oppas kan",
        "Dat klopt. Kan het ook om 11 uur?",
        "ja prima, alleen is tien uur wel vroeg",
        "ja, hoe laat was het ook alweer?",
        "oke, hoe lang duurt dat dan?",
        "ja dat klopt, nee wacht, toch niet",
        "ja klopt. of liever dinsdag?",
        "dat klopt, maar ik weet het nog niet zeker",
        "ja goed, misschien kom ik",
        "ja, ik moet eerst nog even kijken of ik vrij krijg",
        "ja dat weet ik, daar gaat het niet om",
        "graag, tot dinsdag",
        "ja graag tenzij ik moet werken",
        "klopt het dat ik dan ook mijn zus mee mag nemen",
        "Moet dat echt? Ja?",
        "ja ja, en waarom duurt dit zo lang?",
    ],
)
def test_a_condition_a_doubt_or_another_moment_is_no_yes(citizen: Citizen, words: str) -> None:
    asks_summary(citizen)
    citizen.says(words)
    assert standing(citizen) == 0


def test_what_is_asked_beside_the_yes_is_answered(citizen: Citizen) -> None:
    asks_summary(citizen)
    citizen.says("ja dat is goed. moet ik dan nog iets meenemen?")
    assert "cv" in citizen.replies[0].text
    assert citizen.replies[-1].text.startswith("Uw proefafspraak: maandag 23 november om 10.00 uur.")


def test_what_we_do_not_know_beside_the_yes_may_go_along(citizen: Citizen) -> None:
    asks_summary(citizen)
    citizen.says("ja dat is goed. mag de lamp bij jullie wat minder fel branden?")
    assert standing(citizen) == 1
    assert "mag de lamp bij jullie wat minder fel branden?" in citizen.text
    assert citizen.labels[:2] == ["Ja, geef door", "Nee, niet doorgeven"]


@pytest.mark.parametrize("words", ["Ja graag. Is dat iemand die verstand heeft van lonen?", "klopt hoor! ik zit dan op de bank te wachten"])
def test_a_call_is_noted_too(citizen: Citizen, words: str) -> None:
    citizen.says("bel me woensdag om half 2 op 0600000000")
    citizen.says(words)
    assert (calls(citizen), (citizen.step or ("",))[0]) == (1, "terugbellen")


@pytest.mark.parametrize("words", ["ja maar alleen als het voor 1 uur is", "ja, of bel anders donderdag", "ja als ik dan thuis ben"])
def test_no_call_is_noted_under_a_condition(citizen: Citizen, words: str) -> None:
    citizen.says("bel me woensdag om half 2 op 0600000000")
    citizen.says(words)
    assert calls(citizen) == 0
