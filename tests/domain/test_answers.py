"""How an answer reads on a day: facts once, amounts that expire, sources, reviews."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.content.entries import Amount, AmountValue, Entry, Fact, Risk, Step, StepKind
from bot.content.model import Knowledge
from bot.domain.answers import Answers

ENTRY = Entry(
    id="lkv",
    question="Wat is LKV?",
    answer="LKV is geld via de belasting. Het is {lkv} per uur. Bel {tel}.",
    short="LKV is {lkv} per uur.",
    sources=("https://www.uwv.nl/lkv", "brief arbeidsmarktregio 2025"),
    steps=(Step(StepKind.WALK_IN),),
    risk=Risk.MONEY,
    source_read_on=date(2026, 11, 21),
)


@pytest.fixture
def content(shipped_knowledge: Knowledge) -> Knowledge:
    lkv = Amount("lkv", "LKV", "euro", (AmountValue(Decimal("1.01"), date(2026, 1, 1), date(2026, 12, 31)),))
    return replace(shipped_knowledge, amounts={"lkv": lkv}, facts={"tel": Fact("tel", "14 050", "eigen beleid")})


def test_an_answer_says_its_facts_and_where_they_come_from_is_told_apart(content: Knowledge) -> None:
    answers = Answers(content, date(2026, 11, 22))
    assert answers.full(ENTRY) == "LKV is geld via de belasting. Het is € 1,01 per uur. Bel 14 050."
    assert answers.origin(ENTRY).split("\n") == [
        "Bron: uwv.nl en brief arbeidsmarktregio 2025, gelezen op 21 november 2026.",
        "Het Werkcentrum heeft dit nog niet nagekeken.",
    ]


def test_an_amount_expires_and_its_answer_does_not(content: Knowledge) -> None:
    said = Answers(content, date(2027, 1, 1)).full(ENTRY)
    assert said.split("\n")[0] == "LKV is geld via de belasting. Het bedrag van nu hoort u van een medewerker. Bel 14 050."


def test_two_expired_amounts_in_a_row_are_owned_up_to_once(content: Knowledge) -> None:
    twice = replace(ENTRY, answer="Het is {lkv} per uur. Soms {lkv} per dag. Bel {tel}.")
    assert Answers(content, date(2027, 1, 1)).full(twice).split("\n")[0] == "Het bedrag van nu hoort u van een medewerker. Bel 14 050."


def test_an_answer_that_was_reviewed_says_when(content: Knowledge) -> None:
    reviewed = replace(ENTRY, checked_on=date(2026, 11, 30))
    answers = Answers(content, date(2026, 12, 1))
    assert answers.origin(reviewed) == "Bron: uwv.nl en brief arbeidsmarktregio 2025, gelezen op 30 november 2026."
    assert (answers.cautious(reviewed), answers.cautious(ENTRY)) == (False, True)


def test_an_expired_answer_about_money_is_not_given_and_one_of_low_risk_still_is(content: Knowledge) -> None:
    expired = replace(ENTRY, valid_until=date(2026, 12, 31))
    answers = Answers(content, date(2027, 1, 1))
    assert answers.full(expired).split("\n")[0] == content.phrases["antwoord.verlopen"]
    assert answers.short(expired) == content.phrases["antwoord.verlopen"]
    assert answers.full(replace(expired, risk=Risk.LOW)).startswith("LKV is geld")


def test_opening_hours_come_from_the_agenda(shipped_knowledge: Knowledge) -> None:
    answers = Answers(shipped_knowledge, date(2026, 11, 22))
    assert answers.opening_hours() == "maandag tot en met donderdag van 10.00 tot 16.00 uur"
    assert answers.fill("Dicht op {dichte-dagen}. Kom naar {plekken}.") == (
        "Dicht op vrijdag tot en met zondag. Kom naar Harm Buiterplein 1 in Groningen."
    )


def test_three_locations_are_all_named_with_their_hours(shipped_knowledge: Knowledge) -> None:
    calendar = shipped_knowledge.calendar
    desk = calendar.locations["groningen"]
    library = replace(desk, id="bieb", name="de bibliotheek", address="Kade 2 in Winschoten", week={4: desk.week[0]})
    town = replace(desk, id="stad", name="het stadhuis", address="Markt 3 in Assen")
    three = replace(shipped_knowledge, calendar=replace(calendar, locations={one.id: one for one in (desk, library, town)}))
    said = Answers(three, date(2026, 11, 22)).fill("{plekken}. {openingstijden}. {dichte-dagen}.")
    assert said == (
        "Harm Buiterplein 1 in Groningen (het Werkcentrum), Kade 2 in Winschoten (de bibliotheek) en Markt 3 in Assen (het stadhuis). "
        "maandag tot en met donderdag van 10.00 tot 16.00 uur (het Werkcentrum en het stadhuis) en "
        "vrijdag van 10.00 tot 16.00 uur (de bibliotheek). zaterdag en zondag."
    )


def test_the_next_time_of_an_event_and_where_it_will_stand_until_it_is_known(shipped_knowledge: Knowledge) -> None:
    (festival,) = shipped_knowledge.occasions
    known = replace(shipped_knowledge, occasions=(replace(festival, begins=date(2027, 1, 28), ends=date(2027, 1, 28)),))
    text = "{volgende-startfest}"
    assert Answers(known, date(2026, 11, 22)).fill(text) == "De volgende StartFest is op 28 januari 2027."
    unknown = "De volgende datum staat straks op www.werkcentrumgroningennoorddrenthe.nl."
    assert {Answers(shipped_knowledge, date(2026, 11, 22)).fill(text), Answers(known, date(2027, 1, 29)).fill(text)} == {unknown}


def test_that_someone_lives_in_our_region_is_said_when_we_know_where(shipped_knowledge: Knowledge) -> None:
    text = "{uw-gemeente-hoort-erbij}\nIedereen is welkom."
    assert Answers(shipped_knowledge, date(2026, 11, 22)).fill(text) == "Iedereen is welkom."
    lives = Answers(shipped_knowledge, date(2026, 11, 22), "Assen")
    assert lives.fill(text) == "De gemeente Assen hoort bij onze regio.\nIedereen is welkom."


def test_no_shipped_answer_shows_an_amount_as_current_on_a_day_that_it_does_not_hold(shipped_knowledge: Knowledge) -> None:
    expired = 0
    for year in (2026, 2027, 2028):
        for month in range(1, 13):
            today = date(year, month, 1)
            answers = Answers(shipped_knowledge, today)
            for entry in shipped_knowledge.entries.values():
                said = answers.full(entry) + answers.short(entry)
                assert "{" not in said
                for amount in shipped_knowledge.amounts.values():
                    if f"{{{amount.id}}}" in entry.answer and amount.on(today) is None:
                        expired += 1
                        assert (
                            shipped_knowledge.phrases["antwoord.bedrag-onbekend"] in said
                            or shipped_knowledge.phrases["antwoord.verlopen"] in said
                        )
    assert expired, "no answer of ours names an amount that expires: nothing was looked at"
