"""'Mogen wij dit doorgeven?': only a clear yes passes it on; no, silence and 'not after all' keep it with us."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app.desk import referrals
from bot.storage import personal_data, referral_rows, requests
from bot.storage.referral_rows import Consent, Partner, Referral
from bot.storage.requests import Request
from tests.conftest import Citizen

ASKED = "Een medewerker van het Werkcentrum wil uw vraag doorgeven aan UWV. Mag dat?"


@pytest.fixture
def asked(citizen: Citizen) -> Citizen:
    """A question of theirs, of which a colleague asks whether UWV may have it."""
    citizen.says("hallo")
    storage = citizen.reception.storage
    with storage.transaction() as db:
        requests.ask(db, Request("v1", citizen.person, "c", "antwoord", subject="WW", question="Kan dit sneller?"), citizen.now)
    referrals.ask(storage, citizen.reception.snapshot.knowledge, "v1", Partner.UWV, citizen.now)
    citizen.later(minutes=1)
    assert citizen.text.startswith(ASKED)
    assert citizen.labels == ["Ja, geef door", "Nee, niet doorgeven"]
    return citizen


def one(citizen: Citizen) -> Referral:
    [[found]] = referral_rows.by_object(citizen.reception.storage.db).values()
    return found


def shown(citizen: Citizen) -> list[str]:
    return [found.told for found in referral_rows.shown_to(citizen.reception.storage.db, Partner.UWV)]


def test_what_goes_along_stands_in_the_question_and_silence_passes_nothing_on(asked: Citizen) -> None:
    assert "- Onderwerp: WW\n- Uw vraag: 'Kan dit sneller?'" in asked.text
    asked.later(days=5)
    assert (one(asked).consent, shown(asked)) == (Consent.ASKED, [])


@pytest.mark.parametrize("yes", ["Ja, geef door", "ja", "ja hoor"])
def test_a_yes_passes_on_what_was_read_and_nothing_else(asked: Citizen, yes: str) -> None:
    asked.says(yes)
    assert asked.text == "Goed. Wij geven dit door aan UWV. Wilt u dat niet meer? Dan kunt u dat altijd zeggen."
    with asked.reception.storage.transaction() as db:
        requests.add_question(db, "v1", "iets van later")
    assert shown(asked) == ["- Onderwerp: WW\n- Uw vraag: 'Kan dit sneller?'"]


@pytest.mark.parametrize("no", ["Nee, niet doorgeven", "nee", "nee liever niet"])
def test_a_no_keeps_it_with_us(asked: Citizen, no: str) -> None:
    asked.says(no)
    assert asked.text == "Goed. Wij geven niets door. Uw vraag blijft bij ons."
    assert (one(asked).consent, shown(asked)) == (Consent.NO, [])


@pytest.mark.parametrize("other", ["wat is uwv", "hoe laat zijn jullie open", "👍", "ja maar wat doen ze er dan mee"])
def test_what_is_no_clear_yes_passes_nothing_on(asked: Citizen, other: str) -> None:
    asked.says(other)
    assert shown(asked) == []


@pytest.mark.parametrize("back", ["Toch niet doorgeven", "ik wil het toch niet doorgeven", "geef mijn vraag niet door"])
def test_a_yes_is_taken_back_in_a_word(asked: Citizen, back: str) -> None:
    asked.says("ja")
    asked.says(back)
    assert asked.text == "Goed. Vanaf nu kan UWV dit niet meer lezen. Wat zij al lazen, kunnen wij niet terughalen."
    assert (one(asked).consent, shown(asked)) == (Consent.TAKEN_BACK, [])


def test_it_stands_among_the_steps_with_the_way_back_weeks_later(asked: Citizen) -> None:
    asked.says("ja")
    asked.now += timedelta(days=8)
    asked.says("mijn stappen")
    assert ("U zei ja: wij geven uw vraag door aan UWV." in asked.text, "Toch niet doorgeven" in asked.labels) == (True, True)


def test_the_buttons_of_somebody_else_pass_nothing_on(asked: Citizen) -> None:
    with asked.reception.storage.transaction() as db:
        db.execute("UPDATE referrals SET person = 'iemand anders'")
    asked.taps("Ja, geef door")
    assert one(asked).consent is Consent.ASKED


def test_a_yes_to_what_is_over_passes_nothing_on(asked: Citizen) -> None:
    with asked.reception.storage.transaction() as db:
        requests.finish(db, "v1", asked.now)
    asked.taps("Ja, geef door")
    assert shown(asked) == []


def test_who_is_erased_is_passed_on_to_nobody(asked: Citizen) -> None:
    asked.says("ja")
    with asked.reception.storage.transaction() as db:
        personal_data.erase(db, asked.person)
    assert shown(asked) == []
