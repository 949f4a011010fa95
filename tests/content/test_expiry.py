"""Nothing rots unseen: what must be looked at, when, and facts that stand loose in a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.content.answer_checks import unwise
from bot.content.checks import loose_facts
from bot.content.expiry import due, expired, reaching
from bot.content.loader import load
from bot.content.model import Knowledge
from tests.content.conftest import ACTS, NEEDED
from tests.content.small_folder import change

W = "knowledge/vragen/werkcentrum.yaml"
TODAY = date(2026, 11, 21)
KNOP = "    knop: Kosten\n"


@pytest.fixture
def known(folder: Path) -> Callable[..., Knowledge]:
    """The knowledge of the folder, after pieces of the questions were replaced."""

    def after(*changes: tuple[str, str]) -> Knowledge:
        for old, new in changes:
            change(folder / "vragen" / "werkcentrum.yaml", old, new)
        return load(folder, NEEDED, ACTS)

    return after


def test_owners_hear_of_an_amount_thirty_seven_and_no_days_ahead(known: Callable[..., Knowledge]) -> None:
    knowledge = known()
    heard = [day for day in range(1, 32) if reaching(knowledge, date(2026, 12, day))]
    assert heard == [1, 24, 31]
    assert [(one.when, str(one.place), one.owner, one.words[0]) for one in reaching(knowledge, date(2026, 12, 24))] == [
        (
            date(2026, 12, 31),
            "knowledge/bedragen.yaml, regel 11",
            "redactie",
            "het bedrag 'Vergoeding voor reizen' geldt tot en met 2026-12-31 (over 7 dagen).",
        )
    ]


def test_an_answer_ends_and_must_be_reviewed(known: Callable[..., Knowledge]) -> None:
    knowledge = known((KNOP, f"{KNOP}    risico: geld\n    geldig_tot: 2026-12-01\n    gecontroleerd_op: 2026-09-15\n"))
    assert [(one.when.isoformat(), str(one.place), one.owner, one.words[0]) for one in due(knowledge, TODAY)] == [
        ("2026-12-01", f"{W}, regel 55", "redactie Werkcentrum", "het antwoord op 'Wat kost hulp van het Werkcentrum?' geldt tot en met 2026-12-01 (over 10 dagen)."),
        ("2026-12-14", f"{W}, regel 56", "redactie Werkcentrum", "'Wat kost hulp van het Werkcentrum?' moet voor 2026-12-14 worden nagekeken (over 23 dagen)."),
    ]  # fmt: skip


def test_a_facet_with_dates_of_its_own_falls_due_by_itself(known: Callable[..., Knowledge]) -> None:
    fields = "antwoord: Het is gratis., geldig_tot: 2026-12-01, gecontroleerd_op: 2026-11-15, beoordeel_binnen: 20"
    knowledge = known((KNOP, f"{KNOP}    noemen: hulp\n    facetten:\n      duur: {{{fields}}}\n      waar: Bij ons.\n"))
    assert [(one.when.isoformat(), str(one.place), one.words[0]) for one in due(knowledge, TODAY) if "duur:" in one.words[0]] == [
        ("2026-12-01", f"{W}, regel 56", "het facet 'duur: Wat kost hulp van het Werkcentrum?' geldt tot en met 2026-12-01 (over 10 dagen)."),
        ("2026-12-05", f"{W}, regel 56", "'duur: Wat kost hulp van het Werkcentrum?' moet voor 2026-12-05 worden nagekeken (over 14 dagen)."),
    ]  # fmt: skip


def test_expiry_is_a_warning(known: Callable[..., Knowledge]) -> None:
    knowledge = known((KNOP, f"{KNOP}    geldig_tot: 2026-11-20\n"))
    assert [(str(one.place), one.message, one.warning) for one in expired(knowledge, TODAY)] == [
        (f"{W}, regel 54", "het antwoord op 'Wat kost hulp van het Werkcentrum?' geldt tot en met 2026-11-20 (gisteren).", True)
    ]


def test_a_check_in_the_future_and_an_answer_that_has_not_begun_are_told(known: Callable[..., Knowledge]) -> None:
    knowledge = known((KNOP, f"{KNOP}    gecontroleerd_op: 2026-12-21\n    geldig_vanaf: 2027-01-01\n"))
    assert [(str(one.place), one.message) for one in expired(knowledge, TODAY)] == [
        (f"{W}, regel 54", "'2026-12-21' ligt in de toekomst."),
        (f"{W}, regel 55", "het antwoord op 'Wat kost hulp van het Werkcentrum?' geldt pas vanaf 2027-01-01."),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("In 2026 is hulp gratis.", "het jaar 2026 staat in de tekst, maar er staat niet tot wanneer de tekst geldt."),
        ("Vanaf 2027 is hulp gratis.", "het jaar 2027 staat in de tekst, maar er staat niet tot wanneer de tekst geldt."),
        ("Hulp kost € 12,50.", "het bedrag '€ 12,50' staat in de tekst, maar er staat niet tot wanneer het geldt."),
        ("Hulp kost 20 euro.", "het bedrag '20 euro' staat in de tekst, maar er staat niet tot wanneer het geldt."),
        ("Kom naar Harm Buiterplein 1 in Groningen.", None),
        ("Bel 050 123 45 67.", "'050 123 45 67' staat los in de tekst."),
        ("Wij zijn open tot 16.00 uur.", "'16.00 uur' staat los in de tekst."),
    ],
)
def test_years_amounts_and_facts_that_stand_loose_are_told(known: Callable[..., Knowledge], text: str, message: str | None) -> None:
    found = loose_facts(known(("Hulp van het Werkcentrum is gratis.", text)), TODAY)
    expected = (
        message
        or "'Harm Buiterplein 1 in Groningen' staat ook in knowledge/feiten.yaml, regel 4; een gegeven hoort maar op één plek te staan."
    )
    assert [(str(one.place), one.message, one.warning) for one in found] == [(f"{W}, regel 62", expected, True)]


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 hielpen wij 479 mensen.",
        "Sinds 2026 is hulp gratis.",
        "Dat was op 29 januari 2026.",
        "In 2025 kostte hulp € 10.",
        "Hulp kost {reiskosten}.",
        "Het adres is {adres}.",
    ],
)
def test_what_is_past_or_referred_to_does_not_rot(known: Callable[..., Knowledge], text: str) -> None:
    assert loose_facts(known(("Hulp van het Werkcentrum is gratis.", text)), TODAY) == ()


def test_with_an_end_a_year_may_stand_there(known: Callable[..., Knowledge]) -> None:
    changes = (("Hulp van het Werkcentrum is gratis.", "In 2026 is hulp gratis."), (KNOP, f"{KNOP}    geldig_tot: 2026-12-31\n"))
    assert loose_facts(known(*changes), TODAY) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Dat weten wij niet.", "'weten wij niet' zegt wat wij niet weten."),
        ("De prijs kennen wij nog niet.", "'kennen wij nog niet' zegt wat wij niet weten."),
        ("Wij weten het echt niet.", "'Wij weten het echt niet' zegt wat wij niet weten."),
        ("Op vrijdag is de hulp gratis.", "'vrijdag' staat ook in afspraken.yaml."),
        ("Wij zijn open tot 16.00 uur.", "'16.00' staat ook in afspraken.yaml."),
        ("Kom naar Harm Buiterplein 1 in Groningen.", "'Harm Buiterplein 1 in Groningen' staat ook in afspraken.yaml."),
    ],
)
def test_an_answer_says_no_not_knowing_and_nothing_of_the_calendar(known: Callable[..., Knowledge], text: str, message: str) -> None:
    found = unwise(known(("Hulp van het Werkcentrum is gratis.", text)))
    assert [(str(one.place), one.message, one.warning) for one in found if one.message == message] == [(f"{W}, regel 62", message, True)]


@pytest.mark.parametrize("text", ["U weet het niet zeker.", "Kijk op {website}.", "Wij weten wie u kan helpen. Het kost niets."])
def test_what_is_no_confession_is_left_alone(known: Callable[..., Knowledge], text: str) -> None:
    assert [one for one in unwise(known(("Hulp van het Werkcentrum is gratis.", text))) if one.place.line == 62] == []
