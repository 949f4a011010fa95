"""`noemen`, `facetten` and `anders`: how they are read, and every mistake with its line and remedy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.content.entries import FACETS, Condition, Entry, Facet, Risk, StepKind, Variant
from bot.content.facet_checks import OF_APPOINTMENT, filled, to_confirm
from bot.content.fields import Sheet
from bot.content.folder import SHIPPED
from bot.content.loader import examine
from bot.content.model import Knowledge
from bot.content.problems import Problem
from bot.content.schema_facets import read_facet_words
from tests.content.conftest import ACTS, NEEDED
from tests.content.small_folder import change

SHORT = "    kort: Open op {openingstijden}. U hoeft geen afspraak te maken.\n"
WHERE = "knowledge/vragen/werkcentrum.yaml, regel"
FULL = """    noemen: de openingstijden
    facetten:
      kosten: Binnenlopen is gratis.
      duur:
        antwoord: Een gesprek duurt {dienst.duur}.
        bron: [https://www.uwv.nl]
        risico: geld
        geldig_vanaf: 2026-01-01
        geldig_tot: 2026-12-31
        gecontroleerd_op: 2026-11-01
        bron_gelezen_op: 2026-10-01
        beoordeel_binnen: 30
        stap: {soort: afspraak, dienst: werkgesprek, knop: Praten}
        anders:
          - als: {rol: werkgever, leeftijd: {boven: 55}, uitkering: [ww, bijstand]}
            antwoord: Bel ons.
      waar: {zie: adres-route}
      meenemen: onbekend
    anders:
      - als: {niet-bellen: ja}
        antwoord: U kunt hier typen.
"""


def entry_of(folder: Path) -> Entry:
    knowledge, problems = examine(folder, NEEDED, ACTS)
    assert knowledge is not None, problems
    return knowledge.entries["openingstijden"]


def test_every_field_becomes_a_value(folder: Path) -> None:
    change(folder / "vragen/werkcentrum.yaml", SHORT, SHORT + FULL)
    entry = entry_of(folder)
    duration = entry.facets["duur"]
    assert entry.called == "de openingstijden"
    assert entry.variants == (Variant((Condition("niet-bellen", ("ja",)),), "U kunt hier typen."),)
    assert {name: (facet.answer, facet.see, facet.unknown) for name, facet in entry.facets.items()} == {
        "kosten": ("Binnenlopen is gratis.", "", False),
        "duur": ("Een gesprek duurt {dienst.duur}.", "", False),
        "waar": ("", "adres-route", False),
        "meenemen": ("", "", True),
    }
    assert replace(duration, step=None, variants=()) == Facet(
        "duur",
        "Een gesprek duurt {dienst.duur}.",
        sources=("https://www.uwv.nl",),
        risk=Risk.MONEY,
        review_within=30,
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
        checked_on=date(2026, 11, 1),
        source_read_on=date(2026, 10, 1),
    )
    assert duration.step is not None
    assert (duration.step.kind, duration.step.service, duration.step.label) == (StepKind.APPOINTMENT, "werkgesprek", "Praten")
    assert duration.variants == (
        Variant(
            (Condition("rol", ("werkgever",)), Condition("leeftijd", above=Decimal(55)), Condition("uitkering", ("ww", "bijstand"))),
            "Bel ons.",
        ),
    )
    assert filled(entry) == (2, 1, 1)
    assert [(facet, place.line) for _, facet, place in to_confirm([entry])] == [("meenemen", 42)]


def test_the_example_of_the_page_about_facets_is_content_without_mistakes(folder: Path, problems: Callable[[], list[Problem]]) -> None:
    page = (SHIPPED / "VERVOLGVRAGEN.md").read_text(encoding="utf-8")
    example = page.split("```yaml\n")[1].split("```")[0].replace("diploma-ervaring", "adres-route")
    change(folder / "vragen/werkcentrum.yaml", SHORT, SHORT + example)
    assert problems() == []
    assert [name for name in ("bron", "stap", "anders", "als", "zie", "onbekend", *OF_APPOINTMENT) if name not in page] == []


def facets(*lines: str, called: str = "    noemen: de openingstijden\n") -> str:
    return SHORT + called + "    facetten:\n" + "".join(f"      {line}\n" for line in lines)


MISTAKES = {
    "no name": (
        facets("kosten: Het is gratis.", called=""),
        f"{WHERE} 25: bij 'openingstijden' staan facetten, en 'noemen' ontbreekt.\n"
        "    → Voeg toe hoe het in een zin heet, bijvoorbeeld: noemen: een bbl",
    ),
    "a long name": (
        facets("kosten: Het is gratis.", called="    noemen: alle dagen waarop wij open zijn\n"),
        f"{WHERE} 25: 'noemen' is te lang: 6 woorden, hooguit 5.\n    → Maak de tekst korter.",
    ),
    "an unknown facet": (
        facets("prijs: Het is gratis."),
        f"{WHERE} 27: 'prijs' is geen bekend veld.\n    → Kies uit: {', '.join(FACETS)}.",
    ),
    "neither answer nor another entry": (
        facets("duur: {bron: https://www.uwv.nl}"),
        f"{WHERE} 27: bij het facet 'duur' hoort óf 'antwoord' óf 'zie'.\n"
        "    → Schrijf antwoord: met de tekst (of onbekend), of zie: met het id van de vraag die het vertelt.",
    ),
    "an entry that does not exist": (
        facets("waar: {zie: adres-rout}"),
        f"{WHERE} 27: de vraag 'adres-rout' bestaat niet.\n    → Bedoelt u 'adres-route'?",
    ),
    "itself": (
        facets("waar: {zie: openingstijden}"),
        f"{WHERE} 27: het facet 'waar' van 'openingstijden' verwijst naar zichzelf.\n"
        "    → Schrijf een antwoord, of het id van een andere vraag.",
    ),
    "money without a source": (
        facets("bedrag: {antwoord: U krijgt geld., risico: geld, bron: []}"),
        f"{WHERE} 27: het facet 'bedrag' van 'openingstijden' gaat over geld en heeft geen bron.\n"
        "    → Voeg toe: bron: met een webadres. Zonder bron mag het niet gezegd worden.",
    ),
    "an unknown condition": (
        facets("duur: {antwoord: Kort., anders: [{als: {geen-autoo: ja}, antwoord: Lang.}]}"),
        f"{WHERE} 27: 'geen-autoo' is niets wat de assistent van iemand weet.\n    → Bedoelt u 'geen-auto'?",
    ),
    "an unknown value": (
        facets("duur: {antwoord: Kort., anders: [{als: {rol: werkgeefster}, antwoord: Lang.}]}"),
        f"{WHERE} 27: 'werkgeefster' kan niet bij 'rol'.\n    → Bedoelt u 'werkgever'?",
    ),
    "a bound of words": (
        facets("duur: {antwoord: Kort., anders: [{als: {doof: {boven: 3}}, antwoord: Lang.}]}"),
        f"{WHERE} 27: 'doof' is geen getal; boven en onder kunnen daar niet.\n    → Schrijf de waarde, bijvoorbeeld: doof: ja.",
    ),
    "a value of a number": (
        facets("duur: {antwoord: Kort., anders: [{als: {leeftijd: oud}, antwoord: Lang.}]}"),
        f"{WHERE} 27: bij 'leeftijd' hoort een getal: boven of onder.\n    → Schrijf bijvoorbeeld: leeftijd: {{boven: 55}}.",
    ),
    "an unknown slot": (
        facets("duur: Het duurt {dienst.duurt}."),
        f"{WHERE} 27: {{dienst.duurt}} is geen bekend invulveld.\n    → Bedoelt u {{dienst.duur}}?",
    ),
    "an unknown service": (
        facets("duur: {antwoord: Kort., stap: {soort: afspraak, dienst: werkgesprekk, knop: Praten}}"),
        f"{WHERE} 27: de dienst 'werkgesprekk' bestaat niet.\n    → Bedoelt u 'werkgesprek'?",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_on_its_line(told: Callable[..., list[str]], name: str) -> None:
    text, message = MISTAKES[name]
    assert told(SHORT, text) == [message]


def test_a_facet_is_short_and_plain(told: Callable[..., list[str]]) -> None:
    long = " ".join(["Dit is een zin."] * 12)
    [too_long] = told(SHORT, facets(f"duur: {long}", "waar: Je vindt ons hier."))[:1]
    assert "46" not in too_long
    assert "48 woorden" in too_long
    assert "hooguit 45" in too_long


def test_an_informal_facet_is_told(told: Callable[..., list[str]]) -> None:
    [problem] = told(SHORT, facets("waar: Je vindt ons hier."))
    assert problem.startswith(f"{WHERE} 27: ")
    assert "'je'" in problem.lower()


def test_a_slot_of_an_appointment_is_for_facets_only(told: Callable[..., list[str]]) -> None:
    [problem] = told("      Het Werkcentrum zit op {adres}.\n", "      Het Werkcentrum zit op {dienst.plek}.\n")
    assert "{dienst.plek} is geen bekend invulveld." in problem


def test_every_facet_has_its_honest_sentence(shipped_knowledge: Knowledge) -> None:
    assert tuple(shipped_knowledge.facet_words) == FACETS
    assert [facet for facet, words in shipped_knowledge.facet_words.items() if "{noemen}" not in words.unknown] == []
    assert {facet for facet, words in shipped_knowledge.facet_words.items() if words.talk} == {
        "kosten", "waar", "wanneer", "aanmelden", "meenemen", "eten", "begeleider", "telefonisch", "contact",
    }  # fmt: skip


def test_a_facet_that_is_missing_from_facetten_yaml_is_told() -> None:
    sheet = Sheet("knowledge/facetten.yaml")
    root = sheet.parse("\n".join(f"{facet}:\n  kop: x\n  onbekend: Van {{noemen}}." for facet in FACETS if facet != "duur"))
    assert root is not None
    read_facet_words(sheet, root)
    assert [one.message for one in sheet.problems] == ["bij dit bestand ontbreekt 'duur'."]


def test_an_honest_sentence_names_the_subject() -> None:
    sheet = Sheet("knowledge/facetten.yaml")
    root = sheet.parse("\n".join(f"{facet}:\n  kop: x\n  onbekend: Vraag het ons." for facet in FACETS))
    assert root is not None
    read_facet_words(sheet, root)
    assert next((one.place.line, one.message) for one in sheet.problems) == (3, "in de tekst 'wat: onbekend' ontbreekt {noemen}.")


FOURTEEN = (
    "ontslag-werkloos", "uitkering-bijstand", "bbl-praktijkleren", "scholing", "loopbaancoaching", "talentperron", "kansrijk-talent",
    "werkervaringsplaats", "taaleis-taalles", "ziek-arbeidsbeperking", "afspraakbaan-wat", "loonkostensubsidie", "no-riskpolis",
    "loonkostenvoordeel",
)  # fmt: skip


def test_the_fourteen_subjects_most_asked_tell_most_facets(shipped_knowledge: Knowledge) -> None:
    told = {topic: filled(shipped_knowledge.entries[topic]) for topic in FOURTEEN}
    assert [topic for topic, (answered, seen, unknown) in told.items() if answered + seen + unknown < 17] == []
