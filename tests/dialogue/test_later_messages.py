"""The second and third message of a conversation: what was told first still counts, and what is asked is answered."""

from __future__ import annotations

import pytest

from tests.conftest import Citizen


def topic(citizen: Citizen) -> str:
    assert citizen.handled is not None
    return citizen.handled.result.topic


# What was told first.


@pytest.mark.parametrize(
    "first",
    [
        "ik ben vrachtwagenchauffeur en mag van de bedrijfsarts niet meer rijden, mijn contract loopt door",
        "ik ben afgekeurd voor het rijden maar ik ben nog in dienst",
    ],
)
@pytest.mark.parametrize("asks", ["moet ik nu ww aanvragen", "heb ik dan recht op ww"])
def test_who_has_a_job_still_and_cannot_do_it_is_not_sent_to_ask_for_benefit(citizen: Citizen, first: str, asks: str) -> None:
    citizen.says(first)
    assert "Vraag WW aan" not in citizen.text
    citizen.says(asks)
    assert "uiterlijk 1 week na uw eerste dag zonder werk" not in citizen.text
    assert "bedrijfsarts" in citizen.text or "als uw baan of uren weg zijn" in citizen.text


@pytest.mark.parametrize("asks", ["mag ik intussen naar ander werk kijken", "kan ik wel iets anders gaan zoeken dan"])
def test_who_is_ill_and_wants_other_work_hears_what_holds_for_who_is_ill(citizen: Citizen, asks: str) -> None:
    citizen.says("ik zit met een burn-out thuis, ik heb nog wel een baan")
    citizen.says(asks)
    assert "zeg uw baan niet zelf op" in citizen.text or "bedrijfsarts" in citizen.text or "vóór u begint met werken" in citizen.text
    assert "Een bakker van 44 jaar" not in citizen.text


@pytest.mark.parametrize("details", ["vanaf mei, 24 uur, diploma is niet nodig", "het is voor 3 dagen per week, ze moeten kunnen tillen"])
def test_an_employer_who_tells_of_the_job_is_not_told_that_nobody_knows(citizen: Citizen, details: str) -> None:
    citizen.says("wij zoeken mensen voor onze kwekerij")
    citizen.says(details)
    assert topic(citizen) == "werkgever-personeel"
    assert "weet ik hier niet" not in citizen.text
    assert "hoort u van een adviseur" not in citizen.text


@pytest.mark.parametrize("asks", ["is er geld voor als we zelf iemand het vak leren", "krijgen wij subsidie als we een leerling nemen"])
def test_an_employer_who_trains_somebody_hears_of_the_money_for_that(citizen: Citizen, asks: str) -> None:
    citizen.says("wij hebben een garage en zoeken een monteur")
    citizen.says(asks)
    assert topic(citizen) == "praktijkleren-werkgever"


def test_who_has_no_car_hears_of_the_way_and_not_of_day_care(citizen: Citizen) -> None:
    citizen.says("ik zoek werk in de schoonmaak")
    citizen.says("ik werk nu tot half zes en heb geen auto")
    assert "inderopvang" not in citizen.text + " ".join(citizen.labels)


@pytest.mark.parametrize("first", ["ik ben 16 en wil niet meer naar school", "yo ik ben 17 en kap met school, ik wil werken"])
def test_who_is_young_himself_is_not_spoken_to_as_a_parent(citizen: Citizen, first: str) -> None:
    citizen.says(first)
    assert "uw kind" not in citizen.text
    citizen.says("moet ik nog naar school dan")
    assert "uw kind" not in citizen.text


def test_who_is_under_eighteen_hears_the_pay_of_that_age(citizen: Citizen) -> None:
    citizen.says("ik ben 16 en wil een bbl doen")
    citizen.says("wat verdien ik daar")
    assert "Met 16 jaar" in citizen.text


# Questions about what was agreed.


@pytest.mark.parametrize("asks", ["gaat mijn afspraak nou door of niet", "is het gesprek van morgen nou afgezegd of niet"])
def test_whether_a_talk_goes_on_is_answered_with_what_stands(citizen: Citizen, asks: str) -> None:
    citizen.says("hallo")
    citizen.says(asks)
    assert citizen.text.startswith("Wij zien hier geen afspraak van u")
    citizen.says("ik wil een gesprek over werk")
    citizen.says("woensdag 10 uur")
    citizen.taps("Bevestig afspraak")
    citizen.says(asks)
    assert "Woensdag 25 november om 10.00 uur" in citizen.text
    assert "Wilt u uw afspraak" not in citizen.text


@pytest.mark.parametrize("says", ["ik heb woensdag een afspraak bij jullie staan", "ik heb morgen al een gesprek bij u"])
def test_who_says_that_a_talk_stands_hears_what_we_see_and_is_not_given_another(citizen: Citizen, says: str) -> None:
    citizen.says(says)
    assert "Wij zien hier geen afspraak van u" in citizen.text


@pytest.mark.parametrize("asks", ["hoe gaat zo'n eerste gesprek eigenlijk", "wat gaan jullie mij dan vragen in het gesprek"])
def test_how_a_talk_goes_is_told(citizen: Citizen, asks: str) -> None:
    citizen.says("hallo")
    citizen.says(asks)
    assert "Een adviseur denkt met u mee." in citizen.text


def test_who_left_a_question_hears_where_the_answer_comes(citizen: Citizen) -> None:
    citizen.says("medewerker")
    citizen.taps("Antwoord hier")
    citizen.says("mag mijn begeleider mee naar het gesprek en hoe lang duurt het")
    citizen.says("wanneer hoor ik iets, en komt dat hier of per mail")
    assert citizen.text.startswith("Een medewerker antwoordt u hier, in deze chat.")


# Two questions.


def test_an_answer_that_stood_is_not_said_again_beside_a_second_question(citizen: Citizen) -> None:
    citizen.says("hoe laat zijn jullie open")
    citizen.says("ik wil een cursus lassen doen")
    first = citizen.text
    citizen.says("ik wil een cursus lassen doen en hoe vraag ik ww aan")
    assert first not in citizen.text


def test_the_second_question_is_offered_by_name(citizen: Citizen) -> None:
    citizen.says("hallo")
    citizen.says("ik heb schulden en hoe word ik zzp'er?")
    if "U vroeg ook iets anders" in citizen.text:
        named = citizen.text.split("Kies ")[-1].removesuffix(" voor dat antwoord.")
        assert named in citizen.labels


# What is meant by ordinary words.


@pytest.mark.parametrize(
    "asks",
    [
        "is er iets in de zorg te doen",
        "hebben jullie banen in de zorg",
        "ik zou wel in een verzorgingshuis willen werken",
        "is er vraag naar lassers, ik zoek werk",
        "heb je een baantje in de horeca voor mij",
        "zoek baan in magazijn",
    ],
)
def test_work_in_a_field_is_work_that_is_looked_for(citizen: Citizen, asks: str) -> None:
    citizen.says("hoi")
    citizen.says(asks)
    assert topic(citizen) in ("vacatures-werk-zoeken", "kansrijke-beroepen")


@pytest.mark.parametrize(
    "says", ["ik ben kraamverzorgende en wil alleen op dinsdag en donderdag werken", "ik zoek een baan voor drie ochtenden"]
)
def test_who_wants_certain_days_looks_for_work(citizen: Citizen, says: str) -> None:
    citizen.says("hoi")
    citizen.says(says)
    assert topic(citizen) == "vacatures-werk-zoeken"


def test_who_gets_bijstand_and_wants_work_is_not_told_to_ask_for_bijstand(citizen: Citizen) -> None:
    citizen.says("ik zit in de bijstand maar wil graag aan het werk, kan dat")
    assert "Dan kunt u bijstand vragen" not in citizen.text


def test_an_insult_about_the_desk_is_no_question_for_the_way(citizen: Citizen) -> None:
    citizen.says("wat een stelletje idioten daar achter die balie bij jullie")
    assert "Harm Buiterplein" not in citizen.text


# Low, and then about work again.


def test_who_was_low_and_asks_after_work_at_his_age_is_answered(citizen: Citizen) -> None:
    citizen.says("ik ben 62 en voel me zo nutteloos")
    citizen.says("wat voor werk kan ik nog doen op mijn leeftijd")
    assert "U hoeft dit niet alleen te dragen" not in citizen.text


# For whom, and of what.


def test_who_asks_for_another_hears_once_whom_is_meant(citizen: Citizen) -> None:
    citizen.says("mijn man van 57 is zijn baan kwijt door een reorganisatie")
    assert "Dit geldt voor uw partner." in citizen.text
    citizen.says("en hoe lang duurt zijn ww dan")
    assert "Dit geldt voor" not in citizen.text


def test_who_asks_for_himself_and_names_another_is_spoken_to_himself(citizen: Citizen) -> None:
    citizen.says("mijn vrouw verdient goed, kan ik dan wel bijstand krijgen")
    assert "Dit geldt voor" not in citizen.text


def test_the_last_question_of_several_sentences_is_the_one_that_is_answered(citizen: Citizen) -> None:
    citizen.says("ik ben al maanden ziek en mijn baas wil mij ontslaan, mag dat")
    citizen.says("ik heb nog niks ondertekend. wie beslist nou of ik weer ziek genoeg ben, hij of de bedrijfsarts?")
    assert "bedrijfsarts" in citizen.text
    assert "weet ik hier niet" not in citizen.text


def test_years_of_a_trade_are_no_age(citizen: Citizen) -> None:
    citizen.says("ik heb 16 jaar een kapsalon gehad en zoek nu werk in loondienst")
    assert citizen.handled is not None
    assert "leeftijd" not in citizen.handled.state.memory.traits


def test_who_studies_hears_where_to_ask_about_his_allowances(citizen: Citizen) -> None:
    citizen.says("ik zoek een bijbaan naast mijn studie")
    citizen.says("heeft dat gevolgen voor mijn studiefinanciering")
    assert "DUO" in citizen.text


# Of which side, and of what.


def test_who_gets_a_benefit_is_not_told_what_is_for_employers(citizen: Citizen) -> None:
    citizen.says("ik heb bijstand en moet van de gemeente ergens gratis ervaring opdoen, een werkervaringsplaats")
    citizen.says("krijg ik daar dan loon voor")
    assert "Uw werknemer" not in citizen.text


@pytest.mark.parametrize("asks", ["en als hij vaak ziek is", "wat als ze ziek wordt"])
def test_what_helps_when_somebody_falls_ill_is_told_by_its_own_subject(citizen: Citizen, asks: str) -> None:
    citizen.says("wij willen iemand uit het doelgroepregister aannemen")
    citizen.says(asks)
    assert "Dan gelden de gewone regels voor ontslag" not in citizen.text


@pytest.mark.parametrize("asks", ["moet hij daar zelf voor komen", "en als hij dat niet durft", "krijgt hij dan geld"])
def test_who_asks_for_another_gets_an_answer_to_what_he_asks(citizen: Citizen, asks: str) -> None:
    citizen.says("kan ik voor mijn broer iets vragen")
    citizen.says(asks)
    assert "hoort u van een adviseur" not in citizen.text
    assert "bespreken wij in een gesprek" not in citizen.text
    assert "Dat weet ik niet zeker" not in citizen.text


def test_who_is_late_with_a_benefit_is_told_what_to_do_and_not_that_it_does_not_count(citizen: Citizen) -> None:
    citizen.says("ik ben te laat met ww aanvragen, vorige week was mijn laatste werkdag")
    assert topic(citizen) == "ontslag-werkloos"


@pytest.mark.parametrize("asks", ["wat doe ik fout dan", "waar gaat het dan mis bij mij"])
def test_who_asks_what_he_does_wrong_does_not_correct_us(citizen: Citizen, asks: str) -> None:
    citizen.says("ik heb al zestig brieven gestuurd en hoor nooit wat terug")
    citizen.says(asks)
    assert "begreep ik u verkeerd" not in citizen.text


def test_a_call_that_nobody_answers_is_no_discrimination(citizen: Citizen) -> None:
    citizen.says("hoe vraag ik bijstand aan")
    citizen.says("ze nemen daar niet op")
    assert topic(citizen) != "discriminatie"
