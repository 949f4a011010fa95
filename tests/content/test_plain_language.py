"""Plain language: what anyone can count or point at is an error, a score is a warning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.entries import Word
from bot.content.fields import Sheet
from bot.content.plain_language import OWN_FILE, Gate, flesch_douma, read_language_rules, score, sentences

FIFTEEN = "Het Werkcentrum helpt u op maandag en dinsdag en woensdag met uw vraag over werk"


@pytest.fixture(scope="module")
def gate() -> Gate:
    """The rules that we ship, with three words that are explained."""
    sheet = Sheet("taalregels.yaml")
    root = sheet.root(OWN_FILE)
    assert root and not sheet.problems
    words = (Word("Het Noorden Werkt Door", (), "…"), Word("Jobcoach", ("jobcoaches",), "…"), Word("WIA", (), "…"))
    return Gate(read_language_rules(sheet, root), words)


def told(gate: Gate, text: str, **more: object) -> list[str]:
    """The errors in a text."""
    return [fault.words[0] for fault in gate.faults(text, **more) if not fault.warning]  # type: ignore[arg-type]


def test_a_sentence_of_fifteen_words_is_fine_and_one_of_sixteen_is_not(gate: Gate) -> None:
    assert told(gate, f"{FIFTEEN}.") == []
    assert told(gate, f"{FIFTEEN} thuis.") == [
        "deze zin heeft 16 woorden, hooguit 15: 'Het Werkcentrum helpt u op maandag en dinsdag en woensdag met uw vraa…'"
    ]


@pytest.mark.parametrize("apart", ["Het Noorden Werkt Door", "{openingstijden}", "€ 2.000", "www.werk.nl", "10.00", "mbo-2"])
def test_a_name_counts_for_nothing_and_a_slot_or_number_for_one_word(gate: Gate, apart: str) -> None:
    words = FIFTEEN.rsplit(" ", 1)[0]
    assert told(gate, f"{words} {apart}.") == []


def test_a_line_end_ends_a_sentence_too(gate: Gate) -> None:
    assert told(gate, f"{FIFTEEN}\n{FIFTEEN}") == []


def test_an_error_stands_on_the_line_of_its_sentence(gate: Gate) -> None:
    assert [fault.line for fault in gate.faults(f"Kort.\n\n{FIFTEEN} thuis.")] == [2]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Neem je cv mee.", "'je' is niet beleefd genoeg."),
        ("Jullie mogen komen.", "'Jullie' is niet beleefd genoeg."),
        ("Dat is een steuntje in de rug.", "'steuntje in de rug' is beeldspraak; wie weinig Nederlands leest, neemt dat letterlijk."),
        ("Neem papieren mee, bijv. uw cv.", "'bijv.' is een afkorting."),
        ("Kom tevens langs.", "'tevens' is een ambtelijk woord."),
        ("U krijgt een indicatie.", "het woord 'indicatie' kennen veel mensen niet, en het wordt niet uitgelegd."),
        ("Vraag het aan de SVB.", "de afkorting 'SVB' wordt nergens uitgelegd."),
    ],
)
def test_what_is_no_plain_language_is_told(gate: Gate, text: str, message: str) -> None:
    assert told(gate, text) == [message]


@pytest.mark.parametrize(
    "text",
    [
        "U krijgt een jobcoach. Jobcoaches helpen u.",
        "U krijgt een indicatie (een besluit van UWV).",
        "Een indicatie is een besluit van UWV.",
        "UWV geeft een indicatie. Dat is een besluit.",
        "De Sociale Verzekeringsbank (SVB) betaalt.",
        "UWV en WW kent u, en de WIA staat in de woordenlijst.",
        "Schrijf naar postbus 1, 9700 VB Groningen.",
        "U praat met de coach van Werk en Participatie.",
        "Kijk op www.werk.nl. Dat is gratis.",
    ],
)
def test_what_is_explained_or_a_name_is_fine(gate: Gate, text: str) -> None:
    assert told(gate, text) == []


def test_a_word_may_be_explained_in_what_was_read_just_before(gate: Gate) -> None:
    assert told(gate, "Vraag uw indicatie aan.", beside="Een indicatie is een besluit.") == []


def test_an_answer_has_at_most_sixty_words(gate: Gate) -> None:
    assert told(gate, "Dit zijn drie. " * 20, name="antwoord", most_words=60) == []
    assert told(gate, "Dit zijn drie. " * 20 + "Nee.", name="antwoord", most_words=60) == ["'antwoord' is te lang: 61 woorden, hooguit 60."]


def test_scores_are_warnings(gate: Gate) -> None:
    long = "Het Werkcentrum in Groningen helpt u graag met een vraag over werk. " * 3
    assert [(fault.words[0], fault.warning) for fault in gate.faults(long)] == [
        ("de zinnen zijn gemiddeld 12,0 woorden lang, liefst hooguit 11.", True)
    ]
    passive = "U wordt gebeld. De brief wordt verstuurd. Kom langs."
    assert [(fault.words[0], fault.warning) for fault in gate.faults(passive)] == [
        ("in 2 van de 3 zinnen wordt iets gedaan zonder dat er staat door wie.", True)
    ]


def test_short_words_and_sentences_score_higher() -> None:
    easy, hard = "Kom naar ons toe. Het is gratis.", "Arbeidsongeschiktheidsverzekeringen vereisen herbeoordelingen."
    assert flesch_douma(sentences(easy)) > 80 > flesch_douma(sentences(hard))
    assert score([easy, easy]) == flesch_douma(sentences(easy))
    assert score([]) == 100.0


def test_the_gate_stands_before_answers_short_ones_steps_words_and_texts(folder: Path, told: Callable[..., list[str]]) -> None:
    (folder / "teksten.yaml").write_text('welkom:\n  groet: "{groet}. Kom je?"\n  proef: |\n    Dit is een proef.\n    Kom je?\n')
    found = told("      Hulp van het Werkcentrum is gratis.\n", "      Hulp is gratis.\n      Neem je cv mee.\n")
    found += told("    kort: Open op {openingstijden}. U hoeft", "    kort: Open op {openingstijden}. Je hoeft")
    assert sorted({line.split(" →")[0].split("\n")[0] for line in found}) == [
        "knowledge/teksten.yaml, regel 2: 'je' is niet beleefd genoeg.",
        "knowledge/teksten.yaml, regel 5: 'je' is niet beleefd genoeg.",
        "knowledge/vragen/werkcentrum.yaml, regel 24: 'Je' is niet beleefd genoeg.",
        "knowledge/vragen/werkcentrum.yaml, regel 63: 'je' is niet beleefd genoeg.",
    ]


def test_an_exception_carries_its_reason_in_the_file(told: Callable[..., list[str]]) -> None:
    new = "      Hulp is gratis.\n      Neem je cv mee.\n    uitzondering_taal: Dit is een citaat.\n"
    assert told("      Hulp van het Werkcentrum is gratis.\n", new) == []


def test_crisis_texts_are_exempt(folder: Path, told: Callable[..., list[str]]) -> None:
    (folder / "teksten.yaml").write_text('welkom:\n  groet: "{groet}."\n  proef: Proef.\ncrisis:\n  hulp-112: Bel je 112?\n')
    assert [line for line in told("gevoelig: nee", "gevoelig: ja") if "beleefd" in line] == []
