"""Employers, in their own words and by taps, on the way to a conversation that staff can prepare."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.content.model import Knowledge
from bot.domain.appointment import Appointment
from bot.storage import appointment_rows, requests
from bot.storage.requests import Request
from tests.conftest import Citizen

NUMBER = "0600000000"  # belongs to nobody
MOMENT = "Maandag 23 november, 10.00 uur"


@dataclass(frozen=True)
class Employer:
    """Ten different ones: what they ask, what they tap, the same typed, and what staff read."""

    asks: str
    topic: str
    taps: tuple[str, ...]
    types: tuple[str, ...]
    service: str
    details: str


TEN = [
    Employer(
        "bakkerij hier in Winschoten, wij zoeken een winkelmedewerker voor 24 uur",
        "werkgever-personeel",
        ("Handel, kantoor of anders",),
        ("winkel",),
        "werkgeversgesprek",
        "Personeel · Handel, kantoor of anders · Oldambt · 24 uur per week",
    ),
    Employer(
        "ik wil een afspraakbaan aanbieden in onze kwekerij",
        "afspraakbaan-aanbieden",
        ("Westerkwartier", "Meer dan 24 uur"),
        ("in Leek", "28"),
        "afspraakbaangesprek",
        "Afspraakbaan aanbieden · Groen en agrarisch · Westerkwartier",
    ),
    Employer(
        "mijn medewerker heeft een aangepaste werkplek nodig, wie betaalt dat",
        "werkplekaanpassing",
        ("Logistiek en transport", "Assen", "12 tot 24 uur"),
        ("transport", "wij zitten in Assen", "twintig uur"),
        "werkgeversgesprek",
        "Begeleiden of behouden · Logistiek en transport · Assen",
    ),
    Employer(
        "wij willen een mbo-leerling opleiden in ons installatiebedrijf in Roden",
        "praktijkleren-werkgever",
        ("Meer dan 24 uur",),
        ("32 uur per week",),
        "werkgeversgesprek",
        "Leren in mijn bedrijf · Techniek, industrie of bouw · Noordenveld",
    ),
    Employer(
        "aannemer hier, orders weg, moet 6 man naar huis sturen. en nu",
        "werkgever-inkrimpen",
        ("Eemsdelta", "Meer dan 24 uur"),
        ("Appingedm", "38"),
        "werkgeversgesprek",
        "Minder werk · Techniek, industrie of bouw · Eemsdelta",
    ),
    Employer(
        "wat kost een afspraakbaan",
        "loonkostensubsidie",
        ("Facilitair en horeca", "Veendam", "Tot 12 uur"),
        ("horeca", "Wildervank", "10 uur"),
        "afspraakbaangesprek",
        "Afspraakbaan aanbieden · Facilitair en horeca · Veendam",
    ),
    Employer(
        "wie betaalt het loon als iemand met een afspraakbaan ziek wordt",
        "no-riskpolis",
        ("Zorg", "Stadskanaal", "12 tot 24 uur"),
        ("zorg", "stadskanaal", "16"),
        "werkgeversgesprek",
        "Begeleiden of behouden · Zorg · Stadskanaal",
    ),
    Employer(
        "kan er een adviseur bij ons op de zaak komen",
        "werkgever-advies",
        ("Een andere vraag", "Facilitair en horeca", "Het Hogeland", "Tot 12 uur"),
        ("een andere vraag", "schoonmaak", "Winsum", "8"),
        "werkgeversgesprek",
        "Een andere vraag · Facilitair en horeca · Het Hogeland",
    ),
    Employer(
        "ik wil een statushouder aannemen in mijn restaurant",
        "statushouders-werkgever",
        ("Groningen", "Meer dan 24 uur"),
        ("stad groningen", "40"),
        "werkgeversgesprek",
        "Personeel · Facilitair en horeca · Groningen",
    ),
    Employer(
        "k zuik volk veur op t laand",
        "werkgever-personeel",
        ("Groen en agrarisch", "Pekela", "Meer dan 24 uur"),
        ("agrarisch", "oude pekela", "36"),
        "werkgeversgesprek",
        "Personeel · Groen en agrarisch · Pekela",
    ),
]


def booked(citizen: Citizen) -> Appointment:
    """The one appointment of a person."""
    with citizen.reception.storage.transaction() as db:
        [made] = appointment_rows.upcoming(db, citizen.person, citizen.now)
    return made


def asked_for(citizen: Citizen) -> Request:
    """The one request of a person."""
    with citizen.reception.storage.transaction() as db:
        [request] = requests.of_person(db, citizen.person)
    return request


@pytest.mark.parametrize("employer", TEN, ids=lambda one: one.topic)
def test_an_employer_comes_by_taps_to_a_prepared_conversation(citizen: Citizen, employer: Employer) -> None:
    citizen.says(employer.asks)
    assert citizen.handled is not None and citizen.handled.result.topic == employer.topic
    citizen.taps("Gesprek voorbereiden")
    for label in employer.taps:
        assert "Bel mij" in citizen.labels
        citizen.taps(label)
    assert citizen.text.startswith(f"Dit weet de adviseur straks: {employer.details}")
    assert "Wij bellen u." in citizen.text
    assert citizen.labels == [*citizen.labels[:3], "Later", "Liever langskomen", "Bel mij", "Kom langs op de zaak", "Stop"]
    citizen.taps(MOMENT)
    citizen.says(NUMBER)
    citizen.taps("Bevestig afspraak")
    made = booked(citizen)
    assert (made.service, made.place.value, made.phone, made.question) == (employer.service, "telefoon", NUMBER, "")
    assert made.details.startswith(employer.details)
    assert len(employer.taps) + len(["Gesprek voorbereiden", MOMENT, "Bevestig afspraak"]) <= 7


@pytest.mark.parametrize("employer", TEN, ids=lambda one: one.topic)
def test_an_employer_types_everything_and_is_understood(citizen: Citizen, employer: Employer) -> None:
    citizen.says(employer.asks)
    citizen.says("gesprek voorbereiden")
    for words in employer.types:
        citizen.says(words)
    assert citizen.text.startswith(f"Dit weet de adviseur straks: {employer.details}")
    assert "€" not in citizen.text
    citizen.says("maandag 10 uur")
    citizen.says(NUMBER)
    citizen.says("ja")
    assert citizen.step is not None and citizen.step[0] == "afspraak"
    assert booked(citizen).details.startswith(employer.details)


def begin(citizen: Citizen) -> None:
    """From the menu to the first question of the path."""
    citizen.says("ik zoek personeel")
    citizen.taps("Medewerker")
    citizen.taps("Andere vraag")
    citizen.taps("Gesprek voorbereiden")


def test_from_the_first_question_to_the_booking_are_six_taps(citizen: Citizen) -> None:
    citizen.says("ik heb een bedrijf en wil advies over mijn mensen")
    citizen.taps("Gesprek voorbereiden")
    taps = ["Personeel", "Zorg", "Tynaarlo", "12 tot 24 uur", MOMENT]
    for label in taps:
        citizen.taps(label)
    citizen.says(NUMBER)
    citizen.taps("Bevestig afspraak")
    assert len(taps) + 1 == 6
    assert booked(citizen).details == "Personeel · Zorg · Tynaarlo · 12 tot 24 uur"


def test_the_first_message_of_the_path_asks_for_no_names_and_nothing_about_health(citizen: Citizen) -> None:
    begin(citizen)
    assert citizen.text.startswith("Wij bereiden uw gesprek voor. Noem geen namen van kandidaten en niets over hun gezondheid.")


def test_every_question_but_the_first_may_be_skipped(citizen: Citizen) -> None:
    citizen.says("ik heb een bedrijf en wil advies over mijn mensen")
    citizen.taps("Gesprek voorbereiden")
    assert "Overslaan" not in citizen.labels
    citizen.taps("Minder werk")
    for _ in range(3):
        citizen.taps("Overslaan")
    assert citizen.text.startswith("Dit weet de adviseur straks: Minder werk.")


@pytest.mark.parametrize("answers", [(), ("Zorg",), ("Zorg", "Assen"), ("Zorg", "Assen", "Tot 12 uur")], ids=len)
def test_call_me_works_at_every_step_and_takes_along_what_is_known(citizen: Citizen, answers: tuple[str, ...]) -> None:
    citizen.says("ik zoek personeel")
    citizen.taps("Gesprek voorbereiden")
    for label in answers:
        citizen.taps(label)
    citizen.taps("Bel mij")
    citizen.says(NUMBER)
    citizen.says("donderdag na 11 uur")
    citizen.taps("Ja, bel mij dan")  # what was typed is read back before it is recorded
    request = asked_for(citizen)
    assert (request.kind, request.call_from, request.details) == ("bellen", "2026-11-26T11:00", " · ".join(("Personeel", *answers)))


def test_a_baker_is_called_when_the_baker_is_awake(citizen: Citizen) -> None:
    begin(citizen)
    citizen.taps("Bel mij")
    citizen.says(NUMBER)
    citizen.says("liever voor 12 uur, niet op maandag")
    citizen.taps("Ja, bel mij dan")
    assert asked_for(citizen).call_from == "2026-11-24T10:00"


def test_come_to_our_place_is_a_request(citizen: Citizen) -> None:
    citizen.says("ik zoek personeel")
    citizen.taps("Gesprek voorbereiden")
    citizen.taps("Zorg")
    citizen.taps("Pekela")
    citizen.taps("Kom langs op de zaak")
    assert citizen.text == "U vraagt om een bezoek op uw zaak. Wij bellen u eerst. Op welk nummer kan dat?"
    citizen.says(NUMBER)
    citizen.taps("Maandag 23 november, van 10.00 tot 12.00 uur")
    assert (asked_for(citizen).kind, asked_for(citizen).details) == ("bezoek", "Personeel · Zorg · Pekela")
    assert citizen.step == ("terugbellen", "maandag 23 november van 10.00 tot 12.00 uur")


def test_who_asks_for_a_visit_can_ask_it_at_once(citizen: Citizen) -> None:
    citizen.says("kan er een adviseur bij ons op de zaak komen")
    citizen.taps("Kom langs op de zaak")
    citizen.says(NUMBER)
    citizen.taps("Maandag 23 november, van 10.00 tot 12.00 uur")
    assert asked_for(citizen).kind == "bezoek"


def test_the_name_of_the_company_is_optional_and_numbers_in_it_are_not_kept(citizen: Citizen) -> None:
    citizen.says("ik zoek personeel")
    citizen.taps("Gesprek voorbereiden")
    citizen.taps("Zorg")
    citizen.taps("Pekela")
    citizen.taps("Bedrijfsnaam erbij")
    citizen.says("Zorgboerderij De Linde 0600000000")
    citizen.taps("Tot 12 uur")
    assert "Zorgboerderij De Linde" in citizen.text
    with citizen.reception.storage.transaction() as db:
        assert "0600000000" not in "\n".join(db.conn.iterdump())


def test_the_own_sentence_reaches_staff_only_after_a_yes(citizen: Citizen, other_citizen: Citizen) -> None:
    for person, label in ((citizen, "Ja, geef door"), (other_citizen, "Nee, niet doorgeven")):
        person.says("bakkerij hier, zoek winkelmedewerker 24 uur")
        person.taps("Gesprek voorbereiden")
        person.taps("Overslaan")
        person.taps("Overslaan")
        person.taps(person.labels[0])
        person.says(NUMBER)
        person.taps("Bevestig afspraak")
        assert "Mag de medewerker uw eigen zin lezen?" in person.text
        assert booked(person).question == ""
        person.taps(label)
    assert booked(citizen).question == "bakkerij hier, zoek winkelmedewerker 24 uur"
    assert booked(other_citizen).question == ""


def test_a_question_in_between_is_answered_and_the_path_waits_behind_a_button(citizen: Citizen) -> None:
    citizen.says("ik zoek personeel")
    citizen.taps("Gesprek voorbereiden")
    citizen.taps("Zorg")
    citizen.says("kost het advies ook iets?")
    assert citizen.handled is not None and citizen.handled.result.topic == "kosten"
    assert len(citizen.replies) == 1
    citizen.taps("Ga verder")
    assert citizen.text == "In welke gemeente is het werk? Kies, of typ de plaats."


def test_who_only_asks_is_never_led_into_the_path(citizen: Citizen) -> None:
    for question in ("ik zoek personeel", "wat is een afspraakbaan", "krijg ik een boete als ik niemand uit de doelgroep heb"):
        citizen.says(question)
        assert {"Gesprek voorbereiden", "Gesprek over afspraakbanen"}.intersection(citizen.labels)
        assert "In welke branche" not in citizen.text and "Waarover wilt u praten" not in citizen.text


def test_someone_who_looks_for_work_is_not_offered_the_path(citizen: Citizen) -> None:
    citizen.says("ik ben me baan kwijt wat nu")
    assert "Gesprek voorbereiden" not in citizen.labels


def test_back_goes_one_question_back_and_stop_leaves_nothing_behind(citizen: Citizen) -> None:
    citizen.says("ik zoek personeel")
    citizen.taps("Gesprek voorbereiden")
    citizen.taps("Zorg")
    citizen.says("terug")
    assert citizen.text == "In welke branche werkt u?"
    citizen.says("terug")
    assert citizen.text == "Waarover wilt u praten?"
    citizen.says("stop")
    assert citizen.text.startswith("Goed, wij stoppen.")
    citizen.says("24")
    with citizen.reception.storage.transaction() as db:
        assert requests.unfinished(db) == []


def test_a_button_of_an_earlier_path_is_over(citizen: Citizen) -> None:
    citizen.says("ik zoek personeel")
    citizen.taps("Gesprek voorbereiden")
    old = citizen.replies
    citizen.taps("Stop")
    citizen.replies = old
    citizen.taps("Zorg")
    assert citizen.text.startswith("Deze keuze is niet meer geldig.")


@pytest.mark.parametrize("typed", ["100", "100 uur", "0"])
def test_hours_that_no_week_has_are_asked_again(citizen: Citizen, typed: str) -> None:
    citizen.says("ik zoek personeel")
    citizen.taps("Gesprek voorbereiden")
    citizen.taps("Overslaan")
    citizen.taps("Overslaan")
    citizen.says(typed)
    assert citizen.text == "Zo veel uur past niet in een week. Typ een getal tot en met 60."


def test_the_ledger_counts_the_branch_and_the_municipality_and_no_sentence(citizen: Citizen) -> None:
    citizen.says("bakkerij hier in Winschoten, wij zoeken een winkelmedewerker voor 24 uur")
    citizen.taps("Gesprek voorbereiden")
    citizen.taps("Handel, kantoor of anders")
    with citizen.reception.storage.transaction() as db:
        rows = db.execute("SELECT kind, topic, label, detail FROM events WHERE kind IN ('prepared', 'municipality') ORDER BY id").fetchall()
    assert rows == [("prepared", "werkgever-personeel", "personeel", "overig"), ("municipality", "", "", "Oldambt")]


@pytest.mark.parametrize("sentence", ["mijn werknemer is ziek", "ik heb een zieke medewerker"])
def test_an_employer_with_somebody_ill_hears_who_pays_and_when_it_is_otherwise(citizen: Citizen, sentence: str) -> None:
    citizen.says(sentence)
    told = citizen.text.split("\n\n")[1].replace("\n", " ")
    assert told.startswith("Meestal betaalt u zelf door:")
    assert "Werkt iemand uit het doelgroepregister of met Wajong bij u? Kijk dan eerst naar de no-riskpolis." in told


def test_the_no_riskpolis_opens_with_its_condition(shipped_knowledge: Knowledge) -> None:
    told = shipped_knowledge.entries["no-riskpolis"].answer.replace("\n", " ")
    assert told.startswith("Dat hangt af van uw werknemer.")
    assert "Die geldt voor mensen uit het doelgroepregister, met Wajong of beschut werk." in told
    assert "Bij andere werknemers betaalt u meestal zelf." in told
