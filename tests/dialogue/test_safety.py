"""Around a crisis: help at once and near for the contact, a way back, one warm line for what may be one."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.content.entries import DANGER
from bot.dialogue import safety
from bot.dialogue.memory import Memory
from bot.domain.messages import Kind
from bot.domain.time import ZONE
from bot.understanding.risk import Danger
from tests.conftest import Citizen

CRY = "ik wil niet meer leven"
LINES = ["Bel 113 of 0800-0113", "Bel 112"]
NIGHT = datetime(2026, 11, 24, 23, 30, tzinfo=ZONE)
OFFICE_HOURS = datetime(2026, 11, 24, 10, 30, tzinfo=ZONE)


def starts(citizen: Citizen, how: str) -> None:
    citizen.does(Kind.START) if how == "start" else citizen.says(how)


def test_who_types_twice_that_he_comes_does_not_threaten(citizen: Citizen) -> None:
    citizen.says("Ik kom langs")
    citizen.says("ik kom langs")
    assert citizen.handled is not None and citizen.handled.result.topic != DANGER


def test_the_numbers_stand_in_figures_above_the_text(citizen: Citizen) -> None:
    citizen.says(CRY)
    assert "113 · 0800-0113 · bij gevaar 112\n\nWat erg dat u zich zo voelt." in citizen.text
    assert citizen.labels == [*LINES, "Medewerker"]


def test_the_next_message_has_its_own_buttons_and_the_help_behind_one(citizen: Citizen) -> None:
    citizen.says(CRY)
    citizen.says("hoe laat zijn jullie open")
    assert citizen.labels[-2:] == ["Help nu", "Medewerker"]
    assert not set(LINES) & set(citizen.labels)
    assert len(citizen.labels) > 2
    citizen.taps("Help nu")
    assert citizen.labels == [*LINES, "Medewerker"]


def test_after_violence_at_home_nothing_stays_in_sight(citizen: Citizen) -> None:
    citizen.says("mijn man slaat me")
    assert citizen.labels == ["Bel 112", "Bel Veilig Thuis 0800-2000", "Mijn gegevens wissen", "Medewerker"]
    citizen.says("hoe laat zijn jullie open")
    assert "Help nu" not in citizen.labels
    assert "Veilig Thuis" not in citizen.text


@pytest.mark.parametrize("how", ["start", "/start", "opnieuw"])
def test_a_new_beginning_keeps_the_help_near(citizen: Citizen, how: str) -> None:
    citizen.says(CRY)
    starts(citizen, how)
    assert citizen.labels[-2:] == ["Help nu", "Medewerker"]


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
    assert "Help nu" not in citizen.labels


@pytest.mark.parametrize(
    "denial",
    [
        "zo bedoel ik het niet",
        "ik bedoel niet dat ik dood wil hoor",
        "nee joh, het is maar een uitdrukking",
        "zo erg is het niet",
        "het gaat wel",
    ],
)
def test_a_denial_is_believed_and_not_answered_with_the_same_text(citizen: Citizen, denial: str) -> None:
    citizen.says(CRY)
    citizen.says(denial)
    assert citizen.text == "Fijn dat u dat zegt. Waar kunnen wij u mee helpen? Typ uw vraag, of kies hieronder."
    assert citizen.labels == ["Andere vraag", "Ik kom langs", "Help nu", "Medewerker"]


def test_a_denial_after_a_help_line_was_tapped_is_believed_too(citizen: Citizen) -> None:
    citizen.says(CRY)
    citizen.taps("Bel 113 of 0800-0113")
    citizen.says("zo erg is het niet")
    assert citizen.text.startswith("Fijn dat u dat zegt.")


def test_a_denial_goes_back_to_the_question_that_was_open(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak maken")
    before = citizen.handled.state.waiting if citizen.handled else None
    asked = citizen.labels
    citizen.says(CRY)
    citizen.says("zo bedoel ik het niet")
    assert citizen.handled is not None
    assert before is not None
    assert citizen.handled.state.waiting is not None
    assert citizen.handled.state.waiting.dialogue == before.dialogue
    assert citizen.text.startswith("Fijn dat u dat zegt.")
    assert set(asked) - {"Medewerker", "Privacy"} <= set(citizen.labels)


def test_violence_at_home_that_is_played_down_leaves_room_for_doubt(citizen: Citizen) -> None:
    citizen.says("mijn man slaat me")
    citizen.says("zo erg is het niet")
    assert citizen.text == "Goed dat u dat zegt. Wij zijn er ook als u twijfelt. Typ uw vraag, of kies hieronder."
    assert citizen.labels == ["Andere vraag", "Ik kom langs", "Medewerker"]


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
    assert citizen.labels == [*LINES, "Medewerker"]


def test_the_same_words_without_an_alarm_are_no_denial(citizen: Citizen) -> None:
    citizen.says("zo erg is het niet")
    assert "Fijn dat u dat zegt" not in citizen.text


def test_a_denial_is_counted_without_the_person(citizen: Citizen) -> None:
    citizen.says(CRY)
    citizen.says("zo bedoel ik het niet")
    assert citizen.handled is not None
    assert citizen.handled.result.secret


def test_a_human_in_the_night_is_not_promised(citizen: Citizen) -> None:
    citizen.now = NIGHT
    citizen.says(CRY)
    citizen.taps("Medewerker")
    assert citizen.text == (
        "Nu leest niemand mee. Wilt u nu met iemand praten? Deze hulp is er altijd.\n\n113 · 0800-0113 · bij gevaar 112"
    )
    assert "Ik kom langs" not in citizen.labels


def test_a_human_in_office_hours_is_where_we_are(citizen: Citizen) -> None:
    citizen.now = OFFICE_HOURS
    citizen.says(CRY)
    citizen.taps("Medewerker")
    assert "Nu leest niemand mee" not in citizen.text
    assert "Ik kom langs" in citizen.labels


def test_who_is_in_danger_at_home_is_asked_when_it_is_safe_to_ring(citizen: Citizen) -> None:
    citizen.says("mijn man slaat me")
    citizen.says("kunnen jullie mij bellen")
    citizen.taps("Bel mij hierover") if "Bel mij hierover" in citizen.labels else None
    assert citizen.text.startswith("Wanneer is het veilig om u te bellen? U kunt ook langskomen.")
    assert citizen.labels[0] == "Ik kom langs"
    assert citizen.handled is not None
    assert citizen.handled.state.waiting is not None
    assert citizen.handled.state.waiting.data["details"] == "Bel alleen op dit moment. Spreek niets in."


ANSWERS = ["Het gaat niet goed", "Ik bedoel mijn werk"]


def suspecting(monkeypatch: pytest.MonkeyPatch, *doubtful: str) -> None:
    """Messages that may be a cry for help, whatever was learned."""
    real = safety.danger_in
    monkeypatch.setattr(safety, "danger_in", lambda text: Danger("zelfdoding", certain=False) if text in doubtful else real(text))


def test_a_doubt_that_asks_nothing_gets_one_question(citizen: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    suspecting(monkeypatch, "xxqq yyqq")
    citizen.says("xxqq yyqq")
    assert citizen.text.endswith("Dat klinkt zwaar. Gaat het nog met u, of bedoelt u uw werk?")
    assert citizen.labels[:2] == ANSWERS


@pytest.mark.parametrize("answer", ["nee", "weet ik niet", "ik hoop dat het overgaat", "met mijn werk gaat het ook niet"])
def test_anything_but_a_clear_my_work_gets_the_help(citizen: Citizen, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    suspecting(monkeypatch, "xxqq yyqq")
    citizen.says("xxqq yyqq")
    citizen.says(answer)
    assert "113 · 0800-0113" in citizen.text


@pytest.mark.parametrize("answer", ["mijn werk", "ik bedoel mijn baan", "over solliciteren"])
def test_a_clear_my_work_goes_on_with_work(citizen: Citizen, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    suspecting(monkeypatch, "xxqq yyqq")
    citizen.says("xxqq yyqq")
    citizen.says(answer)
    assert citizen.text.endswith("Dank u, dan weten wij dat. Dan gaan wij verder over uw werk.")
    assert citizen.labels[-2:] == ["Help nu", "Medewerker"]


def test_the_question_is_also_answered_by_its_buttons(citizen: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    suspecting(monkeypatch, "xxqq yyqq")
    citizen.says("xxqq yyqq")
    citizen.taps("Het gaat niet goed")
    assert "113 · 0800-0113" in citizen.text


def test_a_doubt_beside_a_question_gets_the_answer_and_one_warm_line(citizen: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    suspecting(monkeypatch, "hoe laat zijn jullie open")
    citizen.says("hoe laat zijn jullie open")
    assert "Valt het u zwaar? U kunt altijd met iemand praten: 113 of 0800-0113. Dat is gratis." in citizen.text
    assert citizen.handled is not None
    assert citizen.handled.result.topic == "openingstijden"
    assert citizen.handled.result.secret
    assert "Help nu" in citizen.labels


def test_a_second_doubt_in_a_contact_is_an_alarm(citizen: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    suspecting(monkeypatch, "hoe laat zijn jullie open", "waar zitten jullie")
    citizen.says("hoe laat zijn jullie open")
    citizen.says("waar zitten jullie")
    assert citizen.labels == [*LINES, "Medewerker"]


def test_who_is_beaten_at_work_gets_what_is_known_of_exploitation_below_the_number(citizen: Citizen) -> None:
    citizen.says("ze dwingen ons door te werken en slaan ons")
    assert citizen.handled is not None
    assert citizen.handled.result.topic == "uitbuiting"
    assert "112 bij gevaar\n\nDit mag niet." in citizen.text
    assert "fairwork.nu" in citizen.text
    assert citizen.handled.result.secret
    citizen.says("hoe laat zijn jullie open")
    assert "Help nu" not in citizen.labels


@pytest.mark.parametrize("text", ["er is niks meer te eten in huis", "I want to make an appointment"])
def test_who_has_no_food_and_who_wants_an_appointment_get_no_alarm(citizen: Citizen, text: str) -> None:
    citizen.says(text)
    assert citizen.handled is not None
    assert citizen.handled.result.topic != "crisis"
    assert "112" not in citizen.text


def test_who_does_not_see_it_any_more_is_asked_whether_it_is_work(citizen: Citizen) -> None:
    citizen.says("Ik zie het niet meer zitten")
    assert citizen.text.endswith("Dat klinkt zwaar. Gaat het nog met u, of bedoelt u uw werk?")
    citizen.says("mijn werk")
    assert citizen.text.endswith("Dan gaan wij verder over uw werk.")


@pytest.mark.parametrize("text", ["ik heb werk gevonden", "ik ga volgende maand samenwonen", "geef mijn uren door aan de gemeente"])
def test_a_change_told_here_does_not_count_and_where_it_does_is_said(citizen: Citizen, text: str) -> None:
    citizen.says(text)
    assert "Dit telt niet als doorgeven. Geef het zelf door aan UWV of uw gemeente." in citizen.text


@pytest.mark.parametrize("text", ["hoe werkt bezwaar maken", "wat is een bezwaar eigenlijk"])
def test_a_question_about_an_objection_is_no_objection(citizen: Citizen, text: str) -> None:
    citizen.says(text)
    assert citizen.handled is not None
    assert citizen.handled.result.topic != "formeel-bericht"


def test_after_an_alarm_nothing_new_is_remembered(citizen: Citizen) -> None:
    citizen.says(CRY)
    citizen.says("ik ben 58 en woon in Assen, hoe laat zijn jullie open")
    assert citizen.handled is not None
    assert citizen.handled.state.memory == Memory(language=citizen.handled.state.memory.language)


@pytest.mark.parametrize(
    "text", ["ik heb een ander nummer", "ik stop met mijn baan, krijg ik dan geld van uwv?", "verhuisd", "mijn nummer is nu 0612345678"]
)
def test_a_question_a_telephone_number_and_a_bare_word_are_no_change_to_pass_on(citizen: Citizen, text: str) -> None:
    citizen.says(text)
    assert "Dit telt niet als doorgeven" not in citizen.text


def test_the_answer_to_our_question_is_no_change_to_pass_on(citizen: Citizen) -> None:
    citizen.says("ik heb schulden, wie helpt")
    citizen.taps("Hulp van mijn gemeente")
    citizen.says("wij zijn verhuisd naar zuidlaren")
    assert "Dit telt niet als doorgeven" not in citizen.text


@pytest.mark.parametrize("asked", ["hoe laat zijn jullie open", "kan ik met iemand praten voor donderdag", "ik wil een afspraak maken"])
def test_who_asks_for_something_after_our_question_is_answered_with_the_help_beside_it(
    citizen: Citizen, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    suspecting(monkeypatch, "xxqq yyqq")
    citizen.says("xxqq yyqq")
    citizen.says(asked)
    assert citizen.handled is not None and citizen.handled.result.topic != DANGER
    assert "Wat erg dat u zich zo voelt" not in citizen.text
    assert "0800-0113" in citizen.text


@pytest.mark.parametrize("moment", ["Maandag 23 november, 11.15 uur", "vandaag", "morgen om half 3", "vanaf maandag", "straks om 4 uur"])
def test_who_only_says_when_is_not_in_danger_and_passes_nothing_on(citizen: Citizen, moment: str) -> None:
    citizen.says(moment)
    assert citizen.handled is not None and citizen.handled.result.topic not in (DANGER, safety.ASKED, "formeel-bericht")
