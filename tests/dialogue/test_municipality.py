"""Where someone lives: asked once, skipped if they like, and a local number only for who lives there."""

from __future__ import annotations

import pytest

from bot.content.model import Knowledge
from bot.dialogue.municipality import named, within
from bot.storage import people
from tests.conftest import Citizen

ASKED = "Waar woont u? Kies uw gemeente, of typ uw plaats."
LOCAL = ("14 050", "050 367 50 00", "0592-266737")


@pytest.mark.parametrize(
    ("typed", "municipality"),
    [
        ("Oude Pekela", "Pekela"),
        ("winschotn", "Oldambt"),
        ("ik woon in Ter Apel", "Westerwolde"),
        ("wij zitten in de stad Groningen", "Groningen"),
        ("uit Leek", "Westerkwartier"),
        ("gemeente Midden-Groningen", "Midden-Groningen"),
        ("De Groeve", "Tynaarlo"),
        ("zuidlaaren", "Tynaarlo"),
        ("Emmen", ""),
        ("weet ik niet", ""),
        ("", ""),
    ],
)
def test_a_place_is_known_by_its_name_with_small_mistakes(shipped_knowledge: Knowledge, typed: str, municipality: str) -> None:
    assert (named(shipped_knowledge, typed) or within(shipped_knowledge, typed)) == municipality


@pytest.mark.parametrize(
    "sentence", ["mijn dak is leek", "ik wil een vries kopen", "roden auto te koop", "ik woon in een huis", "het gaat om een loon"]
)
def test_a_word_that_is_also_a_place_is_no_place_in_a_sentence(shipped_knowledge: Knowledge, sentence: str) -> None:
    assert within(shipped_knowledge, sentence) == ""


def test_every_municipality_and_every_place_is_understood(shipped_knowledge: Knowledge) -> None:
    wrong = [
        (place, one.name)
        for one in shipped_knowledge.municipalities
        for place in (one.name, *one.places)
        if named(shipped_knowledge, place) != one.name or within(shipped_knowledge, f"ik werk in {place}, al jaren") != one.name
    ]
    assert wrong == []


def test_it_is_asked_when_a_step_depends_on_it_and_the_step_is_told_after_it(citizen: Citizen) -> None:
    citizen.says("ik heb schulden, wie helpt")
    assert ASKED not in citizen.text
    citizen.taps("Hulp van mijn gemeente")
    assert citizen.text == ASKED
    assert citizen.labels[:2] == ["Groningen", "Midden-Groningen"] and "Overslaan" in citizen.labels
    citizen.says("wij wonen in zuidlaren")
    assert citizen.text.split("\n")[:2] == [
        "Dit is uw volgende stap.",
        "Uw gemeente of het sociaal team helpt bij schulden. Voor hulp bij schulden belt u het Sociaal Team van Tynaarlo, 0592-266737.",
    ]
    assert citizen.step == ("doorverwijzing", "uw gemeente")


def test_it_is_asked_once_and_kept(citizen: Citizen) -> None:
    citizen.says("hoe vraag ik bijstand aan")
    citizen.taps("Nu melden")
    citizen.taps("Groningen")
    assert "Bel 050 367 50 00." in citizen.text
    assert citizen.text.endswith("https://gemeente.groningen.nl/bijstandsuitkering-aanvragen")
    citizen.later(days=3)
    citizen.says("ik heb schulden, wie helpt")
    assert "14 050" in citizen.text
    citizen.taps("Hulp van mijn gemeente")
    assert citizen.text.startswith("Dit is uw volgende stap.")


def test_who_skips_gets_an_answer_without_a_number_and_is_not_asked_again(citizen: Citizen) -> None:
    for question, step in (("hoe vraag ik bijstand aan", "Nu melden"), ("ik heb schulden, wie helpt", "Hulp van mijn gemeente")):
        citizen.later(days=1)
        citizen.says(question)
        citizen.taps(step)
        if citizen.text == ASKED:
            citizen.taps("Overslaan")
        assert "Bel of mail daarover uw eigen gemeente." in citizen.text
    with citizen.reception.storage.transaction() as db:
        assert '"municipality": "?"' in str(people.read_state(db, citizen.person))


def test_where_we_know_nothing_we_say_so_and_name_no_other_number(citizen: Citizen) -> None:
    citizen.says("ik heb schulden, wie helpt")
    citizen.taps("Hulp van mijn gemeente")
    citizen.says("Oude Pekela")
    assert "Kijk op de site van de gemeente Pekela, of bel uw gemeente." in citizen.text
    assert not any(number in citizen.text for number in LOCAL)


def test_who_tells_it_unasked_gets_the_local_answer_at_once(citizen: Citizen) -> None:
    citizen.says("ik woon in zuidlaren, wie helpt mij met schulden")
    assert "0592-266737" in citizen.text


def test_no_answer_and_no_step_shows_a_local_number_to_who_did_not_say_where_they_live(shipped_knowledge: Knowledge) -> None:
    texts = [
        (entry.id, text)
        for entry in shipped_knowledge.entries.values()
        for text in (entry.answer, entry.short, *(s.text for s in entry.steps))
    ]
    slots = ("{telefoon-gemeente-groningen}", "{telefoon-bijstand-groningen}", *LOCAL)
    assert (len(texts) > 300, [(name, slot) for name, text in texts for slot in slots if slot in text]) == (True, [])


def test_an_unknown_place_is_asked_once_more_and_a_question_in_between_is_answered(citizen: Citizen) -> None:
    citizen.says("ik heb schulden")
    citizen.taps("Hulp van mijn gemeente")
    citizen.says("Emmen")
    assert citizen.text == "Die plaats staat niet in onze lijst. Kies uw gemeente, of sla dit over."
    citizen.says("wat zijn de openingstijden van het werkcentrum")
    assert citizen.handled is not None and citizen.handled.result.topic == "openingstijden"
    citizen.taps("Ga verder")
    assert citizen.text == ASKED
    citizen.taps("Bel mij")
    assert "Op welk nummer" in citizen.text


def test_debts_and_a_place_are_never_counted_with_a_person(citizen: Citizen) -> None:
    citizen.says("ik heb schulden")
    citizen.taps("Hulp van mijn gemeente")
    citizen.taps("Assen")
    with citizen.reception.storage.transaction() as db:
        rows = db.execute("SELECT person, detail FROM events WHERE kind = 'municipality'").fetchall()
    assert rows == [(None, "Assen")]
