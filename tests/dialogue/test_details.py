"""What somebody tells adds help, and never hides the question: debts, an illness, a job given up, somebody else's trouble."""

from __future__ import annotations

import pytest

from tests.conftest import Citizen

DEBTS = "Geldzorgen en schulden"


@pytest.mark.parametrize("typed", ["ik heb ook een schuld bij de belasting", "mijn man heeft schulden", "ik heb trouwens veel schulden"])
def test_who_tells_of_debts_while_something_else_is_spoken_of_is_offered_help_and_keeps_the_subject(citizen: Citizen, typed: str) -> None:
    citizen.says("ik wil een bbl doen")
    citizen.says(typed)
    assert f"Daar is ook hulp bij. Kies {DEBTS}." in citizen.text
    assert citizen.labels == [DEBTS, "Ik zoek een leerbedrijf", "Gesprek over leren", "Medewerker"]
    citizen.says("hoe lang duurt dat")
    assert citizen.handled is not None
    assert citizen.handled.result.topic == "bbl-praktijkleren"


def test_the_help_is_told_by_its_button(citizen: Citizen) -> None:
    citizen.says("ik wil een bbl doen")
    citizen.says("ik heb trouwens veel schulden")
    citizen.taps(DEBTS)
    assert "Geldfit" in citizen.text


def test_help_that_was_told_is_not_offered_again(citizen: Citizen) -> None:
    citizen.says("ik wil een bbl doen")
    citizen.says("ik heb trouwens veel schulden")
    citizen.taps(DEBTS)
    citizen.says("ik heb ook huurachterstand")
    assert "Daar is ook hulp bij." not in citizen.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [("ik zoek een cursus", "Wij zoeken met u een cursus"), ("ik zoek werk als monteur", "werk.nl"), ("zoek n opleiding", "opleiding")],
)
def test_who_begins_with_what_he_looks_for_hears_of_that(citizen: Citizen, typed: str, told: str) -> None:
    citizen.says(typed)
    assert told in citizen.text
    assert "Goed dat u dat vertelt" not in citizen.text


@pytest.mark.parametrize(
    "typed",
    ["ik heb vorige week zelf ontslag genomen", "ik heb gisteren mijn ontslag ingediend", "heb mijn baan opgezegd vorige maand, en nu"],
)
def test_who_has_resigned_is_not_told_to_wait_with_it(citizen: Citizen, typed: str) -> None:
    citizen.says(typed)
    assert "Zeg nog niets op" not in citizen.text
    assert "Vraag toch WW aan" in citizen.text


@pytest.mark.parametrize(
    "typed",
    [
        "mijn zus is ernstig ziek en haar werkgever wil haar kwijt",
        "mijn zwager is van een ladder gevallen en zijn baas wil van hem af",
        "mijn vader is ziek en moet van zijn baas weg",
    ],
)
def test_trouble_of_somebody_else_is_told_as_his(citizen: Citizen, typed: str) -> None:
    citizen.says(typed)
    assert "Teken nog niets" in citizen.text
    assert "als u ziek bent" not in citizen.text


def test_who_is_ill_and_threatened_is_not_sent_to_ask_for_ww(citizen: Citizen) -> None:
    citizen.says("ik zit al 3 maanden thuis met een burn-out")
    citizen.says("hij zegt dat ik anders ontslagen word")
    assert "Vraag WW aan" not in citizen.text


def test_who_hears_badly_is_offered_no_call_by_a_step_of_an_entry_either(citizen: Citizen) -> None:
    citizen.says("ik ben slechthorend, hoe kan ik contact opnemen")
    assert "Bel mij" not in citizen.labels


@pytest.mark.parametrize(
    "typed", ["vergeet dat ik zwanger ben", "vergeet dat maar van mijn zwangerschap", "u mag vergeten dat ik zwanger ben"]
)
def test_what_was_told_is_forgotten_also_when_it_is_named(citizen: Citizen, typed: str) -> None:
    citizen.says("ik ben zwanger")
    citizen.says(typed)
    assert "Ik ben vergeten wat u over uzelf vertelde." in citizen.text
    assert citizen.handled is not None
    assert dict(citizen.handled.result.state.memory.traits) == {}


def test_who_asks_for_his_moment_beside_us_goes_on_with_what_he_looks_for(citizen: Citizen) -> None:
    citizen.says("hoe laat zijn jullie open")
    citizen.says("ik zoek werk in de techniek")
    assert "werk.nl" in citizen.text


@pytest.mark.parametrize("typed", ["vrijdag was mijn laatste dag", "maandag laatste werkdag gehad", "1 maart loopt mijn contract af"])
def test_a_day_that_belongs_to_what_somebody_tells_begins_no_appointment(citizen: Citizen, typed: str) -> None:
    citizen.says("ik ben mijn baan kwijt")
    citizen.says(typed)
    assert citizen.handled is not None
    assert citizen.handled.result.state.waiting is None


@pytest.mark.parametrize("typed", ["woensdag om 3 uur", "dinsdagochtend", "donderdag kan ik wel", "liefst maandag"])
def test_a_day_alone_is_a_wish_to_come(citizen: Citizen, typed: str) -> None:
    citizen.says("ik zoek werk als lasser")
    citizen.says(typed)
    assert citizen.handled is not None
    assert citizen.handled.result.state.waiting is not None


@pytest.mark.parametrize("typed", ["wat nu", "wat moet ik nu doen", "en wat moet ik dan doen"])
def test_what_now_after_a_subject_is_about_that_subject(citizen: Citizen, typed: str) -> None:
    citizen.says("mijn medewerker is langdurig ziek")
    citizen.says(typed)
    assert citizen.handled is not None
    assert citizen.handled.result.topic == "werknemer-ziek"


@pytest.mark.parametrize(
    "typed", ["ik ben overspannen en mijn leidinggevende wil dat ik een papier teken", "ik ben ziek en moet iets tekenen van de zaak"]
)
def test_who_tells_of_himself_and_is_probably_understood_gets_that_answer(citizen: Citizen, typed: str) -> None:
    citizen.says(typed)
    assert "eken" in citizen.text
    assert "Dat weet ik niet" not in citizen.text


@pytest.mark.parametrize("typed", ["nee ik wil niet bellen", "ik bel liever niet", "geen telefoon alsjeblieft"])
def test_who_will_not_telephone_is_heard_also_when_he_begins_with_no(citizen: Citizen, typed: str) -> None:
    citizen.says("ik wil een bbl doen")
    citizen.says(typed)
    assert "Sorry, dan begreep ik u verkeerd" not in citizen.text
    assert "Bel mij" not in citizen.labels


@pytest.mark.parametrize("typed", ["oke doei", "ja weet ik niet", "ja geen idee"])
def test_words_of_assent_in_a_message_that_does_something_else_record_nothing(citizen: Citizen, typed: str) -> None:
    citizen.says("ik wil dinsdag om 10 uur een gesprek over werk")
    citizen.says("de eerste")
    citizen.says(typed)
    assert citizen.step is None


def test_who_is_ill_and_asks_for_ww_hears_what_it_is_with_an_illness(citizen: Citizen) -> None:
    citizen.says("ik zit al weken thuis met een burn-out")
    citizen.says("krijg ik dan ww")
    assert "Dan gaat het meestal om Ziektewet, niet om WW." in citizen.text


def test_thanks_with_a_word_of_assent_records_as_before(citizen: Citizen) -> None:
    citizen.says("ik wil dinsdag om 10 uur een gesprek over werk")
    citizen.says("oké super bedankt hoor")
    assert citizen.step is not None


def test_a_day_before_which_something_must_be_signed_opens_no_form(citizen: Citizen) -> None:
    """What was asked stays open; the moments before that day stand below it in one line."""
    citizen.says("ik ben zwanger en mijn contract wordt niet verlengd, kan dat")
    citizen.says("ze hebben al iemand anders. ik moet donderdag al tekenen")
    assert citizen.handled is not None and citizen.handled.result.state.waiting is None
    assert "Wilt u vóór donderdag 26 november met ons praten? Kies een moment, of loop binnen." in citizen.text
    moment = citizen.labels[0]
    assert moment.startswith("Maandag 23 november, ")
    citizen.taps(moment)
    assert citizen.text.startswith("Uw keuze: maandag 23 november om ")


def test_when_nothing_is_free_before_that_day_walking_in_is_told(citizen: Citizen) -> None:
    citizen.says("ik ben zwanger en mijn contract wordt niet verlengd, kan dat")
    citizen.says("ik moet morgen al tekenen")
    assert "Vóór maandag 23 november is er geen moment vrij. U kunt wel zonder afspraak binnenlopen." in citizen.text
    assert citizen.handled is not None and citizen.handled.result.state.waiting is None
