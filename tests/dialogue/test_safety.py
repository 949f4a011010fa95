"""Around a crisis: the help lines stay as long as the contact, and who takes it back is believed."""

from __future__ import annotations

import pytest

from bot.domain.messages import Kind
from tests.conftest import Citizen

CRY = "ik wil niet meer leven"
LINES = ["Bel 113 of 0800-0113", "Bel 112"]


def starts(citizen: Citizen, how: str) -> None:
    citizen.does(Kind.START) if how == "start" else citizen.says(how)


@pytest.mark.parametrize("how", ["start", "/start", "opnieuw"])
def test_a_new_beginning_keeps_the_help_lines_and_sells_nothing(citizen: Citizen, how: str) -> None:
    citizen.says(CRY)
    starts(citizen, how)
    assert citizen.labels == [*LINES, "Medewerker"]
    citizen.says("hallo")
    assert citizen.labels == [*LINES, "Medewerker"]


@pytest.mark.parametrize("how", ["start", "/start", "opnieuw"])
def test_a_new_beginning_keeps_what_was_said_apart_from_the_person(citizen: Citizen, how: str) -> None:
    citizen.says("mijn man slaat me")
    starts(citizen, how)
    assert citizen.handled is not None
    kept = citizen.handled.state
    assert (kept.crisis, kept.crisis_kind, kept.secret) == (True, "geweld-thuis", True)


@pytest.mark.parametrize("how", ["start", "/start", "opnieuw"])
def test_a_new_beginning_keeps_the_short_way_of_saying(citizen: Citizen, how: str) -> None:
    citizen.says("ik snap het niet")
    starts(citizen, how)
    assert citizen.handled is not None
    assert citizen.handled.state.short


def test_a_new_contact_begins_without_the_crisis(citizen: Citizen) -> None:
    citizen.says(CRY)
    citizen.later(hours=2)
    citizen.does(Kind.START)
    assert "Bel 113 of 0800-0113" not in citizen.labels


@pytest.mark.parametrize(
    "denial",
    ["zo bedoel ik het niet", "ik bedoel niet dat ik dood wil hoor", "nee joh, het is maar een uitdrukking", "zo erg is het niet"],
)
def test_a_denial_is_believed_and_not_answered_with_the_same_text(citizen: Citizen, denial: str) -> None:
    citizen.says(CRY)
    citizen.says(denial)
    assert citizen.text == "Fijn dat u dat zegt. Waar kunnen wij u mee helpen? Typ uw vraag, of kies hieronder."
    assert citizen.labels == ["Andere vraag", "Ik kom langs", *LINES, "Medewerker"]


def test_a_denial_after_a_help_line_was_tapped_is_believed_too(citizen: Citizen) -> None:
    citizen.says(CRY)
    citizen.taps("Bel 113 of 0800-0113")
    citizen.says("zo erg is het niet")
    assert citizen.text.startswith("Fijn dat u dat zegt.")


def test_who_denied_it_gets_the_buttons_of_an_answer_with_the_help_lines_below(citizen: Citizen) -> None:
    citizen.says(CRY)
    citizen.says("zo bedoel ik het niet")
    citizen.taps("Andere vraag")
    assert citizen.labels[-3:] == [*LINES, "Medewerker"]
    assert len(citizen.labels) > 4
    assert "Afspraak maken" not in citizen.labels


def test_violence_at_home_that_is_played_down_leaves_room_for_doubt(citizen: Citizen) -> None:
    citizen.says("mijn man slaat me")
    citizen.says("zo erg is het niet")
    assert citizen.text == "Goed dat u dat zegt. Wij zijn er ook als u twijfelt. Typ uw vraag, of kies hieronder."
    assert citizen.labels == ["Andere vraag", "Ik kom langs", "Bel 112", "Bel Veilig Thuis 0800-2000", "Medewerker"]


def test_a_denial_with_a_second_cry_for_help_is_a_crisis(citizen: Citizen) -> None:
    citizen.says(CRY)
    citizen.says("zo bedoel ik het niet, ik wil gewoon dood")
    assert "0800-0113" in citizen.text
    assert citizen.labels == [*LINES, "Medewerker"]


def test_a_second_alarm_after_a_denial_is_told_like_the_first(citizen: Citizen) -> None:
    citizen.says(CRY)
    citizen.says("zo bedoel ik het niet")
    citizen.says("ik wil dood")
    assert "0800-0113" in citizen.text
    citizen.says("hallo")
    assert citizen.labels == [*LINES, "Medewerker"]


def test_the_same_words_without_an_alarm_are_no_denial(citizen: Citizen) -> None:
    citizen.says("zo erg is het niet")
    assert "Fijn dat u dat zegt" not in citizen.text


def test_a_denial_is_counted_without_the_person(citizen: Citizen) -> None:
    citizen.says(CRY)
    citizen.says("zo bedoel ik het niet")
    assert citizen.handled is not None
    assert citizen.handled.result.secret
