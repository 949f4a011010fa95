"""What stands beside a no, thanks or "dat bedoel ik niet" is read by itself; who turns out to be on the other side is answered from there."""

from __future__ import annotations

import pytest

from tests.conftest import Citizen


def topic(citizen: Citizen) -> str:
    assert citizen.handled is not None
    return citizen.handled.result.topic


@pytest.mark.parametrize(
    ("before", "typed", "told"),
    [
        ("ik wil een cursus lassen doen", "nee ik bedoel een heftruck certificaat, kan dat gratis", "certificaat-rijbewijs"),
        ("wat kost een gesprek", "nee dat bedoel ik niet, ik heb mijn loon niet gekregen", "loon-niet-betaald"),
        ("hoe vraag ik ww aan", "nee dat niet. hoe laat zijn jullie open", "openingstijden"),
    ],
)
def test_what_is_said_beside_the_no_is_answered(citizen: Citizen, before: str, typed: str, told: str) -> None:
    citizen.says(before)
    citizen.says(typed)
    assert topic(citizen) == told
    assert "begreep ik u verkeerd" not in citizen.text


def test_a_place_beside_the_no_is_read_with_what_was_asked_before(citizen: Citizen) -> None:
    citizen.says("wij zoeken een kok voor ons cafe")
    citizen.says("kan iemand bij ons in het cafe komen kijken")
    citizen.says("nee bij ons in de zaak bedoel ik, ik kan niet weg")
    assert "U vraagt om een bezoek op uw zaak." in citizen.text


def test_a_call_asked_beside_the_no_is_begun(citizen: Citizen) -> None:
    citizen.says("wat is loonkostensubsidie")
    citizen.says("nee dat bedoel ik niet. bel mij maar even op")
    assert "Op welk nummer mogen wij u bellen?" in citizen.text


def test_what_was_rejected_is_not_told_again(citizen: Citizen) -> None:
    citizen.says("ik zoek werk als schilder")
    citizen.says("nee dat bedoel ik niet, iets met werk")
    assert topic(citizen) != "vacatures-werk-zoeken"


def test_a_no_with_nothing_beside_it_asks_what_is_meant(citizen: Citizen) -> None:
    citizen.says("wat is een bbl")
    citizen.says("nee dat bedoel ik niet")
    assert "begreep ik u verkeerd" in citizen.text


@pytest.mark.parametrize("thanks", ["bedankt", "dank u wel", "oke thx"])
def test_a_question_beside_thanks_is_answered(citizen: Citizen, thanks: str) -> None:
    citizen.says("ik wil een bbl doen")
    citizen.says(f"{thanks}. en wat als mijn baas het niet goed vindt?")
    assert "Graag gedaan" not in citizen.text
    assert topic(citizen) == "bbl-praktijkleren"


def test_a_wish_that_opens_with_but_beside_thanks_is_followed(citizen: Citizen) -> None:
    citizen.says("hoe hoog is de ww")
    citizen.says("oke dank je. maar eigenlijk zoek ik gewoon een andere baan")
    assert topic(citizen) == "vacatures-werk-zoeken"


@pytest.mark.parametrize("typed", ["dank u wel! hopelijk lukt het", "bedankt, fijne dag nog", "thx, ik ga het proberen"])
def test_a_wish_beside_thanks_is_thanked(citizen: Citizen, typed: str) -> None:
    citizen.says("ik wil een bbl doen")
    citizen.says(typed)
    assert "Graag gedaan" in citizen.text


@pytest.mark.parametrize("typed", ["nee dat is iets voor bedrijven, ik ben zelf de werknemer", "nee ik ben de leerling, niet de baas"])
def test_who_is_no_employer_gets_no_answer_for_employers(citizen: Citizen, typed: str) -> None:
    citizen.says("ik krijg een WGA-uitkering en wil weer wat gaan doen")
    citizen.says("wat is een proefplaatsing")
    citizen.says(typed)
    assert "begreep ik verkeerd" in citizen.text
    assert citizen.handled is not None
    assert citizen.handled.state.audience == "inwoner"
    assert topic(citizen) in ("", "ziek-arbeidsbeperking")


def test_an_employer_is_offered_no_questions_of_jobseekers(citizen: Citizen) -> None:
    citizen.says("wij hebben een garage en zoeken monteurs")
    citizen.says("hoe snel is er iemand gevonden")
    citizen.says("en mensen zonder diploma, krijgen we daar geld voor")
    assert "Geen diploma" not in citizen.labels
    assert "Hoeveel WW en hoe lang" not in citizen.labels
    assert "Bedoelt u een van deze vragen" not in citizen.text


@pytest.mark.parametrize(
    "typed",
    ["ik vind daar niks in de buurt van delfzijl", "heb ik al gekeken maar geen geluk", "kan iemand met mij meedenken wie er opleidt"],
)
def test_what_we_cannot_place_while_a_subject_is_spoken_of_gets_no_list_of_guesses(citizen: Citizen, typed: str) -> None:
    citizen.says("ik wil een bbl doen als elektricien")
    citizen.says(typed)
    assert "Bedoelt u een van deze vragen" not in citizen.text
    assert citizen.labels[-1] == "Medewerker"


def test_a_question_beside_a_detail_is_not_thanked_for(citizen: Citizen) -> None:
    citizen.says("mijn zoon van 22 zit maar thuis, hoe help ik hem")
    citizen.says("hij is 22, kan hij ook ergens anders terecht met zijn vragen?")
    assert "Goed dat u dat vertelt" not in citizen.text


def test_who_was_left_by_a_death_is_not_told_that_the_dead_come_along(citizen: Citizen) -> None:
    citizen.says("mijn vrouw is vorig jaar overleden en ik heb weinig inkomen, kan ik bijstand krijgen")
    citizen.says("ik heb een klein pensioen van haar")
    assert "uw partner" not in citizen.text


def test_a_boss_with_a_company_makes_nobody_an_employer(citizen: Citizen) -> None:
    citizen.says("mijn baas heeft een bedrijf en betaalt mij niet")
    assert citizen.handled is not None
    assert citizen.handled.state.audience != "werkgever"


@pytest.mark.parametrize(
    ("before", "typed", "subject"),
    [
        ("ik heb vorige maand mijn loon niet gekregen", "maar hij zegt dat hij geen geld heeft om het te betalen", "loon-niet-betaald"),
        ("wij hebben een bakkerij en zoeken personeel", "hoe lang duurt dat, we hebben er voor kerst eentje nodig", "werkgever-personeel"),
    ],
)
def test_what_points_to_the_line_before_it_stays_with_that_subject(citizen: Citizen, before: str, typed: str, subject: str) -> None:
    citizen.says(before)
    citizen.says(typed)
    assert topic(citizen) == subject


def test_somebody_who_is_named_in_the_line_itself_may_be_another_subject(citizen: Citizen) -> None:
    citizen.says("ik heb vorige maand mijn loon niet gekregen")
    citizen.says("mijn zoon wil een bbl doen, kan hij dat")
    assert topic(citizen) == "bbl-praktijkleren"


# After words of despair.


def test_who_was_low_and_speaks_of_himself_hears_with_whom_to_talk(citizen: Citizen) -> None:
    citizen.says("ik zie het niet meer zitten en slaap slecht")
    citizen.says("ja het gaat om mijn werk. maar eigenlijk over alles, ze is bij me weg")
    assert "verder over uw werk" not in citizen.text
    assert "113" in citizen.text
    citizen.says("ik weet niet met wie ik moet praten")
    assert "113" in citizen.text
    assert "Iedereen is welkom" not in citizen.text


def test_who_was_low_still_hears_when_we_are_open(citizen: Citizen) -> None:
    citizen.says("ik zie het niet meer zitten en slaap slecht")
    citizen.says("hoe laat zijn jullie open")
    assert topic(citizen) == "openingstijden"


def test_a_boss_who_sends_someone_home_without_pay_is_no_coercion_at_home(citizen: Citizen) -> None:
    citizen.says("mijn baas heeft me ontslagen. hij zegt dat ik thuis moet blijven zonder geld")
    assert "Veilig Thuis" not in citizen.text


def test_a_boss_that_was_meant_takes_the_alarm_back(citizen: Citizen) -> None:
    citizen.says("hij laat mij nergens heen en pakt mijn pinpas")
    assert topic(citizen) == "crisis"
    citizen.says("nee nee ik bedoel mijn baas, er is geen geweld")
    assert topic(citizen) == "crisis-ontkend"
