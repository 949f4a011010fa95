"""What is said of one facet to one person: variant, own text, another entry, the appointment, the honest sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.content.entries import FACETS, Condition, Entry, Facet, FacetWords, Fact, Risk, Step, StepKind, Variant
from bot.content.model import Knowledge
from bot.content.services import Audience, Location, PlaceKind, Service
from bot.domain.answers import Answers
from bot.domain.facets import Meeting, Person, answer_for, as_entry, facet_answer, holds

TODAY = date(2026, 11, 30)
NOBODY = Person()
TALK = Step(StepKind.APPOINTMENT, service="leergesprek")
EMPLOYER = Variant((Condition("rol", ("werkgever",)),), "De school van uw leerling weet het.")
BBL = Entry(
    "bbl",
    "Wat is een bbl?",
    "Een bbl is werk en school.",
    ("https://www.s-bb.nl",),
    (TALK,),
    called="een bbl",
    facets={
        "loon": Facet("loon", "Een bbl is een baan met loon. Bel {tel}."),
        "duur": Facet("duur", "Dat verschilt.", variants=(EMPLOYER,), sources=("eigen beleid",), step=TALK),
        "daarna": Facet("daarna", see="diploma"),
        "bewijs": Facet("bewijs", see="diploma"),
        "kosten": Facet("kosten", unknown=True),
        "wachttijd": Facet("wachttijd", unknown=True),
        "bedrag": Facet("bedrag", "U krijgt iets.", risk=Risk.MONEY, valid_until=date(2026, 10, 31)),
    },
)
DIPLOMA = Entry(
    "diploma", "Wat is een diploma?", "Een diploma helpt.", ("brief arbeidsmarktregio 2025",), (), facets={"daarna": Facet("daarna", "U zoekt werk.")}
)  # fmt: skip
WORDS = {
    "duur": FacetWords("duur", "duur", "De duur van {noemen} hoort u van een adviseur.", appointment="Het gesprek duurt {dienst.duur}."),
    "kosten": FacetWords("kosten", "kosten", "De kosten van {noemen} hoort u van een adviseur.", "Het gesprek is gratis."),
    "wachttijd": FacetWords("wachttijd", "wachttijd", "Hoe lang {noemen} wacht, hoort u van ons.", "Het gesprek is snel."),
    "waar": FacetWords("waar", "plek", "{noemen}: vraag een adviseur.", "", "Op {dienst.plek}.", "Wij bellen u."),
}
SERVICE = Service("leergesprek", "Gesprek over leren", Audience.BOTH, 30, (PlaceKind.DESK, PlaceKind.PHONE), "adviseurs", "Neem uw cv mee.")
DESK = Meeting(SERVICE, PlaceKind.DESK, Location("stad", "Stad", "Harm Buiterplein 1", {}, {}))


@pytest.fixture
def answers(shipped_knowledge: Knowledge) -> Answers:
    known = replace(
        shipped_knowledge,
        entries={"bbl": BBL, "diploma": DIPLOMA},
        facts={"tel": Fact("tel", "14 050", "eigen beleid")},
        facet_words=WORDS,
    )
    return Answers(known, TODAY)


def test_an_own_text_is_said_with_its_slots_filled_and_the_source_of_the_entry(answers: Answers) -> None:
    said = facet_answer(answers, BBL, "loon", NOBODY)
    assert (said.text, said.sources, said.topic, said.step, said.known) == (
        "Een bbl is een baan met loon. Bel 14 050.",
        ("https://www.s-bb.nl",),
        "bbl",
        None,
        True,
    )


def test_a_variant_goes_before_the_own_text_with_the_facets_own_source_and_step(answers: Answers) -> None:
    assert facet_answer(answers, BBL, "duur", NOBODY).text == "Dat verschilt."
    said = facet_answer(answers, BBL, "duur", Person(role="werkgever"))
    assert (said.text, said.sources, said.step) == (EMPLOYER.answer, ("eigen beleid",), TALK)


def test_another_entry_tells_its_facet_of_the_same_name_else_its_answer(answers: Answers) -> None:
    after, proof = facet_answer(answers, BBL, "daarna", NOBODY), facet_answer(answers, BBL, "bewijs", NOBODY)
    assert (after.text, after.topic, after.sources) == ("U zoekt werk.", "diploma", DIPLOMA.sources)
    assert (proof.text, proof.topic) == ("Een diploma helpt.", "diploma")


def test_an_open_appointment_tells_its_own_when_the_subject_does_not(answers: Answers) -> None:
    assert facet_answer(answers, DIPLOMA, "duur", NOBODY, DESK).text == "Het gesprek duurt 30 minuten."
    assert facet_answer(answers, BBL, "duur", NOBODY, DESK).text == "Dat verschilt."
    assert facet_answer(answers, BBL, "waar", NOBODY, DESK).text == "Op Harm Buiterplein 1."
    assert facet_answer(answers, BBL, "waar", NOBODY, replace(DESK, place=PlaceKind.PHONE, location=None)).text == "Wij bellen u."


def test_what_the_agenda_knows_of_the_conversation_is_filled_in(answers: Answers) -> None:
    known = replace(answers.knowledge.calendar, services={"leergesprek": SERVICE})
    agenda = replace(answers, knowledge=replace(answers.knowledge, calendar=known))
    lasting = replace(BBL, facets={"duur": Facet("duur", "Een gesprek duurt {dienst.duur}.")})
    assert facet_answer(agenda, lasting, "duur", NOBODY).text == "Een gesprek duurt 30 minuten."
    assert facet_answer(agenda, replace(lasting, steps=()), "duur", NOBODY).known is False


def test_the_honest_sentence_names_the_subject_and_the_conversation_where_that_has_the_facet(answers: Answers) -> None:
    cost = facet_answer(answers, BBL, "kosten", NOBODY)
    assert (cost.text, cost.known) == ("De kosten van een bbl hoort u van een adviseur. Het gesprek is gratis.", False)
    assert facet_answer(answers, BBL, "wachttijd", NOBODY).text == "Hoe lang een bbl wacht, hoort u van ons."
    assert facet_answer(answers, BBL, "waar", NOBODY).text == "Een bbl: vraag een adviseur."
    assert facet_answer(answers, replace(BBL, steps=()), "kosten", NOBODY).text == "De kosten van een bbl hoort u van een adviseur."


def test_an_expired_facet_about_money_is_not_said(answers: Answers) -> None:
    assert facet_answer(answers, BBL, "bedrag", NOBODY).text == answers.knowledge.phrases["antwoord.verlopen"]
    assert as_entry(BBL, BBL.facets["bedrag"], "x").valid_until == date(2026, 10, 31)
    assert as_entry(BBL, BBL.facets["loon"], "x").risk is BBL.risk


@pytest.mark.parametrize(
    ("condition", "person", "fits"),
    [
        (Condition("rol", ("werkgever",)), Person(role="werkgever"), True),
        (Condition("rol", ("werkgever",)), Person(role="inwoner"), False),
        (Condition("over", ("kind", "partner")), Person(about="kind"), True),
        (Condition("ziek", ("ja",)), Person(traits={"ziek": "ja"}), True),
        (Condition("ziek", ("nee",)), NOBODY, False),  # unknown never fits
        (Condition("leeftijd", above=Decimal(55)), Person(traits={"leeftijd": "58"}), True),
        (Condition("leeftijd", above=Decimal(55)), Person(traits={"leeftijd": "55"}), False),
        (Condition("leeftijd", above=Decimal(18), below=Decimal(27)), Person(traits={"leeftijd": "20"}), True),
        (Condition("leeftijd", below=Decimal(27)), Person(traits={"leeftijd": "oud"}), False),
    ],
)
def test_a_condition_holds_only_of_what_is_known(condition: Condition, person: Person, fits: bool) -> None:
    assert holds(condition, person) is fits


def test_all_conditions_of_a_variant_must_hold_and_the_first_variant_wins() -> None:
    both = Variant((Condition("rol", ("werkgever",)), Condition("over", ("kind",))), "Allebei.")
    entry = replace(BBL, variants=(both, EMPLOYER))
    assert answer_for(entry, Person(role="werkgever")).answer == EMPLOYER.answer
    assert answer_for(entry, Person(role="werkgever", about="kind")).answer == "Allebei."
    assert answer_for(entry, NOBODY) is entry


def test_whatever_is_asked_of_whatever_we_ship_something_is_said(shipped_knowledge: Knowledge) -> None:
    answers = Answers(shipped_knowledge, TODAY)
    silent = [
        (entry.id, facet)
        for entry in shipped_knowledge.entries.values()
        for facet in FACETS
        if not facet_answer(answers, entry, facet, NOBODY).text or "{" in facet_answer(answers, entry, facet, NOBODY).text
    ]
    assert silent == []
