"""[Reken met mijn uren]: the table, its sources, and that no amount that has expired is ever shown as one of now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.config import Settings
from bot.content.model import Knowledge
from bot.dialogue.context import State, TurnContext
from bot.dialogue.cost_calculation import FORM
from bot.dialogue.cost_sum import told
from bot.domain import costs, formatting
from bot.domain.messages import Message
from bot.domain.time import ZONE
from bot.storage.database import Storage
from bot.understanding.pipeline import Decision, Meaning
from tests.conftest import Citizen

SPRING = datetime(2026, 3, 10, 11, 0, tzinfo=ZONE)
NEW_YEAR = datetime(2027, 1, 12, 11, 0, tzinfo=ZONE)  # the amounts of 2026 are over, those of 2027 are not in the content
CAREFUL = re.compile(r"€ [\d.]+(?:,\d\d)?|[\d,]+ %")

FULL = """U rekent met 24 uur per week. Loon: € 15,50 per uur. Leeftijd: 21 jaar of ouder. Loonwaarde: 60 %.

Ongeveer, per maand:
• Loon met vakantiegeld: € 1.740,96
• Min loonkostensubsidie: € 660,89
• Min loonkostenvoordeel (LKV): € 105,04
• Dat betaalt u zelf: € 975,03

De loonkostensubsidie is 40 % van het minimumloon. Dat is € 6,35 per uur. LKV krijgt u alleen als uw werknemer in het \
doelgroepregister staat. Het is hoogstens € 2.000 per jaar. Uw premies en andere werkgeverslasten zitten er niet in. Daarvoor \
geeft de gemeente ook een vergoeding. Deze bedragen gelden tot en met 30 juni 2026. Daarna kan het anders zijn. Dit is geen \
besluit. De gemeente beslist over de subsidie.

Wettelijk minimumloon per uur, 21 jaar en ouder, bruto: € 14,71, van 1 januari 2026 tot en met 30 juni 2026. Bron: rijksoverheid.nl.
Vakantiegeld, als deel van het brutoloon: 8 %. Bron: eigen beleid.
Loonkostensubsidie, hoogste deel van het wettelijk minimumloon: 70 %. Bron: samenvoordeklant.nl.
Loonkostenvoordeel per uur, doelgroep banenafspraak (zolang het dienstverband duurt): € 1,01, van 1 januari 2026 tot en met \
31 december 2026. Bron: fundamentvoor.nl.
Loonkostenvoordeel hoogstens per jaar, doelgroep banenafspraak: € 2.000, van 1 januari 2026 tot en met 31 december 2026. \
Bron: fundamentvoor.nl."""


def reckons(citizen: Citizen, *answers: str) -> None:
    """Ask about the costs and tap or type the values."""
    citizen.says("wat kost een afspraakbaan")
    citizen.taps("Reken met mijn uren")
    for answer in answers:
        if answer in citizen.labels:
            citizen.taps(answer)
        else:
            citizen.says(answer)


def test_the_first_answer_asks_nothing_and_is_true_on_any_day(citizen: Citizen) -> None:
    citizen.says("wat kost een afspraakbaan")
    assert "U krijgt het minimumloon min de loonwaarde, hoogstens 70 %." in citizen.text
    assert "Loon boven het minimum betaalt u zelf." in citizen.text
    assert "€" not in citizen.text
    assert "Reken met mijn uren" in citizen.labels


def test_with_all_amounts_known_the_table_is_whole_and_every_parameter_has_its_dates_and_source(citizen: Citizen) -> None:
    citizen.now = SPRING
    reckons(citizen, "24 uur", "15,50", "21 jaar of ouder", "60 %")
    assert citizen.text == FULL
    assert citizen.labels == ["Gesprek over de kosten", "Opnieuw rekenen", "Bel mij", "Ik kom langs", "Medewerker"]


def test_the_minimum_wage_of_this_half_year_gives_a_total(citizen: Citizen) -> None:
    reckons(citizen, "24 uur", "€ 16 per uur", "21 jaar of ouder", "60 %")
    assert "• Min loonkostensubsidie: € 673,47" in citizen.text
    assert "• Dat betaalt u zelf: € 1.018,61" in citizen.text
    assert "bruto: € 14,99, van 1 juli 2026 tot en met 31 december 2026." in citizen.text


def test_after_the_last_known_day_there_are_percentages_and_a_person(citizen: Citizen) -> None:
    citizen.now = NEW_YEAR
    reckons(citizen, "24 uur", "€ 16 per uur", "21 jaar of ouder", "60 %")
    assert "De loonkostensubsidie is 40 % van het minimumloon. Het minimumloon voor dan is nog niet bekend." in citizen.text
    assert (
        "Laatst bekend: € 673,47 subsidie per maand, bij een minimumloon van € 14,99 per uur. Dat gold tot en met 31 december 2026."
        in citizen.text
    )
    assert "Dat betaalt u zelf" not in citizen.text and "Min loonkostensubsidie" not in citizen.text
    assert "Dit is geen besluit." in citizen.text
    assert citizen.labels[0] == "Gesprek over de kosten"


def test_today_there_is_a_total_with_its_last_day_and_who_decides(citizen: Citizen) -> None:
    reckons(citizen, "24 uur", "Minimumloon", "21 jaar of ouder", "60 %")
    assert "• Dat betaalt u zelf: € 905,17" in citizen.text
    assert "Deze bedragen gelden tot en met 31 december 2026. Daarna kan het anders zijn." in citizen.text
    assert "Dit is geen besluit. De gemeente beslist over de subsidie." in citizen.text


@pytest.mark.parametrize("start", ["per 1 februari", "vanaf 4 januari", "op 1 januari 2027"])
def test_work_that_starts_after_the_last_known_day_gets_no_amount_of_before(citizen: Citizen, start: str) -> None:
    citizen.says(f"wat kost een afspraakbaan voor 24 uur {start}")
    citizen.taps("Reken met mijn uren")
    for answer in ("Minimumloon", "21 jaar of ouder", "60 %"):
        citizen.taps(answer)
    assert "Ongeveer, per maand" not in citizen.text
    assert "Het minimumloon voor dan is nog niet bekend." in citizen.text


def test_a_wage_of_a_month_is_divided_over_the_hours(citizen: Citizen) -> None:
    citizen.now = SPRING
    reckons(citizen, "24", "1.612 euro per maand", "34", "60")
    assert "Loon: € 15,50 per uur. Leeftijd: 34 jaar." in citizen.text


def test_a_month_is_reckoned_exactly_though_its_hour_is_shown_rounded(citizen: Citizen) -> None:
    citizen.now = SPRING
    reckons(citizen, "32", "2500 per maand", "34", "60")
    assert "Loon: € 18,03 per uur." in citizen.text
    assert "• Loon met vakantiegeld: € 2.700,00" in citizen.text


def test_in_a_year_of_which_we_know_nothing_nothing_is_reckoned(citizen: Citizen) -> None:
    citizen.now = datetime(2027, 3, 10, 11, 0, tzinfo=ZONE)
    reckons(citizen, "32", "het minimumloon", "34", "60")
    assert "Ongeveer, per maand" not in citizen.text
    assert "Het minimumloon voor dan is nog niet bekend." in citizen.text
    assert "Het loonkostenvoordeel (LKV) voor dan is nog niet bekend." in citizen.text


def test_what_was_said_in_the_question_is_not_asked_again(citizen: Citizen) -> None:
    citizen.now = SPRING
    citizen.says("wat kost een afspraakbaan voor iemand van 19 jaar met een loonwaarde van 60 %")
    citizen.says("24 uur")
    assert citizen.text == "Wat is het brutoloon per uur? Kies, of typ een bedrag."
    citizen.taps("Minimumloon")
    assert "24 uur per week. Loon: Minimumloon. Leeftijd: 19 jaar. Loonwaarde: 60 %." in citizen.text
    assert "• Min loonkostensubsidie: € 396,71" in citizen.text


def test_a_wage_below_the_minimum_is_asked_again_with_the_minimum(citizen: Citizen) -> None:
    citizen.now = SPRING
    reckons(citizen, "24", "14,50", "21 jaar of ouder", "60 %")
    assert citizen.text.startswith("Uw loon is lager dan het minimumloon van € 14,71 per uur. Kies een hoger loon.")
    citizen.says("14,71")
    assert "Dat betaalt u zelf" in citizen.text


def test_when_the_minimum_is_unknown_a_low_wage_is_measured_by_the_last_one_that_was_known(citizen: Citizen) -> None:
    citizen.now = NEW_YEAR
    reckons(citizen, "24", "14,50", "21 jaar of ouder", "60 %")
    assert "Laatst bekend: € 14,99 per uur, gold tot en met 31 december 2026." in citizen.text


@pytest.mark.parametrize("typed", ["€ 15", "61", "0", "-3", "60 %"])
def test_a_number_that_cannot_be_hours_is_asked_again(citizen: Citizen, typed: str) -> None:
    reckons(citizen, typed)
    assert citizen.text.endswith("Hoeveel uur per week gaat iemand werken? Kies, of typ een getal.")


@pytest.mark.parametrize("typed", ["14", "120", "14 jaar"])
def test_an_age_without_a_minimum_wage_is_asked_again(citizen: Citizen, typed: str) -> None:
    reckons(citizen, "24", "16", typed)
    assert citizen.text.endswith("Onder de 21 jaar geldt een lager minimumloon.")


def test_back_and_again(citizen: Citizen) -> None:
    reckons(citizen, "24", "16")
    citizen.says("terug")
    assert citizen.text.startswith("Wat is het brutoloon per uur?")
    citizen.says("18")
    citizen.says("21 jaar of ouder")
    citizen.says("100")
    assert "De loonkostensubsidie is 0 % van het minimumloon." in citizen.text
    citizen.taps("Opnieuw rekenen")
    assert citizen.text.startswith("Hoeveel uur per week gaat iemand werken?")


def test_values_may_be_said_loosely(citizen: Citizen) -> None:
    citizen.now = SPRING
    reckons(citizen, "ongeveer 24", "zo'n 16 euro", "21 jaar of ouder", "de helft")
    assert "U rekent met 24 uur per week. Loon: € 16 per uur. Leeftijd: 21 jaar of ouder. Loonwaarde: 50 %." in citizen.text


def test_an_answer_that_we_do_not_understand_is_asked_once_more_and_then_a_person_is_offered(citizen: Citizen) -> None:
    reckons(citizen, "weinig")
    assert citizen.text == "Dat antwoord begrijp ik niet.\n\nHoeveel uur per week gaat iemand werken? Kies, of typ een getal."
    citizen.says("bietje")
    assert {"Ga verder", "Medewerker"} <= set(citizen.labels)


def test_a_question_in_between_is_answered(citizen: Citizen) -> None:
    reckons(citizen, "24")
    citizen.says("wie bepaalt de loonwaarde van mijn werknemer")
    assert citizen.handled is not None and citizen.handled.result.topic == "loonwaardemeting"
    citizen.taps("Ga verder")
    assert citizen.text.startswith("Wat is het brutoloon per uur?")


def on(day: date, known: Knowledge, storage: Storage, age: int, worth: str) -> str:
    """What is said of 24 hours on a day; the wage is the employer's own, so that all euros in the text but these are ours."""
    at = datetime(day.year, day.month, day.day, 12, tzinfo=ZONE)
    message, meaning = Message("iemand", at), Meaning("", Decision.NONE, None, 0.0, ())
    with storage.transaction() as db:
        context = TurnContext(message, meaning, State(), known, Settings(), db)
        data = {"uren": "24", "loon": "17", "leeftijd": str(age), "loonwaarde": worth}
        labels = {field.id: field.say(context, data[field.id]) for field in FORM.fields}
        job = costs.Job(Decimal(24), Decimal(worth) / 100, Decimal(17))
        return told(context, job, costs.parameters(known.amounts, known.roles.amounts, day, age), labels)


def claimed_as_current(text: str) -> set[str]:
    """The amounts of a text outside what it says to be the last known."""
    lines = (line for part in text.split("\n") for line in re.split(r"(?=Laatst bekend)|(?<=\.) (?=[A-Z])", part))
    return {found for line in lines if not line.startswith("Laatst bekend") for found in CAREFUL.findall(line)}


def expired(known: Knowledge, day: date) -> Mapping[str, str]:
    """Every value that does not hold on a day and of which no amount has the same that does."""
    roles = known.roles.amounts
    names = [costs.wage_id(roles, age) for age in range(costs.YOUNGEST, costs.GROWN_UP + 1)]
    amounts = [known.amounts[name] for name in (*names, roles.charges, roles.credit_hour, roles.credit_year) if name]
    holds = {formatting.quantity(value.value, one.unit) for one in amounts for value in one.values if value.holds_on(day)}
    gone = {formatting.quantity(value.value, one.unit): one.id for one in amounts for value in one.values if not value.holds_on(day)}
    return {shown: name for shown, name in gone.items() if shown not in holds}


DAYS = [date(2024, 12, 30) + timedelta(days=5 * step) for step in range(230)]
EDGES = [date(2025, 6, 30), date(2025, 7, 1), date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)]
EDGES += [date(2026, 12, 31), date(2027, 1, 1)]


def test_on_no_day_an_amount_that_has_expired_is_shown_as_one_of_now(shipped_knowledge: Knowledge, storage: Storage) -> None:
    shown = []
    for number, day in enumerate([*DAYS, *EDGES]):
        text = on(day, shipped_knowledge, storage, (21, 20, 18, 16)[number % 4], ("30", "60", "85")[number % 3])
        gone = expired(shipped_knowledge, day)
        shown += [(day, amount, gone[amount]) for amount in claimed_as_current(text) if amount in gone]
    assert shown == []


def test_the_sweep_would_notice_an_expired_amount(shipped_knowledge: Knowledge, storage: Storage) -> None:
    name = costs.wage_id(shipped_knowledge.roles.amounts, 21)
    wage = shipped_knowledge.amounts[name]
    endless = replace(wage, values=tuple(replace(value, valid_until=None) for value in wage.values))
    forgetful = replace(shipped_knowledge, amounts={**shipped_knowledge.amounts, name: endless})
    text = on(date(2027, 2, 1), forgetful, storage, 21, "60")
    assert "€ 14,99" in claimed_as_current(text) & set(expired(shipped_knowledge, date(2027, 2, 1)))


def test_no_answer_shows_an_expired_amount_on_any_day(shipped_knowledge: Knowledge, storage: Storage) -> None:
    message, meaning = Message("iemand", SPRING), Meaning("", Decision.NONE, None, 0.0, ())
    shown = []
    with storage.transaction() as db:
        for day in [*DAYS[::6], *EDGES]:
            at = datetime(day.year, day.month, day.day, 12, tzinfo=ZONE)
            context = TurnContext(replace(message, at=at), meaning, State(), shipped_knowledge, Settings(), db)
            gone = expired(shipped_knowledge, day)
            for name in ("loonkostensubsidie", "loonkostenvoordeel", "afspraakbaan-wat", "quotum"):
                answer = context.answers.full(shipped_knowledge.entries[name])
                shown += [(day, name, amount) for amount in CAREFUL.findall(answer) if amount in gone and amount.startswith("€")]
    assert shown == []
