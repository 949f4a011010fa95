"""Who is summoned, long at home, hungry, just out of prison or told what to report reads a human word, the date and who decides."""

from __future__ import annotations

import pytest

from tests.conftest import Citizen

SITUATIONS = {
    "summoned": (
        (
            "een brief van de gemeente zegt dat ik donderdag om tien uur op het werkcentrum moet komen",
            "Bel vóór die dag wie in de brief staat.",
        ),
        ("ik ben opgeroepen door uwv om bij jullie te komen praten", "De afspraak in uw brief telt"),
        ("heb zo'n uitnodiging in de bus gekregen voor een gesprek bij jullie, mot dat echt", "De afspraak in uw brief telt"),
    ),
    "long at home": (
        ("ik zit al negen jaar thuis en heb de moed opgegeven", "Eén gesprek is al een stap."),
        ("na zo veel jaren zonder werk durf ik niet meer", "Eén gesprek is al een stap."),
        ("wie wil mij nou nog, ik heb al vijftien jaar geen baan", "Eén gesprek is al een stap."),
    ),
    "without food or bed": (
        ("ik slaap al een week in de auto", "Bel vandaag uw gemeente."),
        ("hoe kan ik me opgeven voor de voedselbank", "Bel vandaag uw gemeente."),
    ),
    "with a record": (
        ("ik heb een strafblad, maak ik nog kans op werk", "U bent welkom, ook met een strafblad."),
        ("krijg ik een vog met een oude veroordeling", "Doe de check op vogcheck.justis.nl."),
        ("ik ben pas vrijgekomen uit de gevangenis en wil werken", "U bent welkom, ook met een strafblad."),
    ),
    "afraid to be seen": (
        ("leest mijn klantmanager mee met deze berichten", "Wij geven niets door aan UWV, uw gemeente"),
        ("vertellen jullie dit aan mijn baas", "Wij geven niets door aan UWV, uw gemeente"),
        ("kan de sociale dienst zien wat ik typ", "Wij geven niets door aan UWV, uw gemeente"),
    ),
    "with something to report": (
        ("moet ik bij de gemeente melden dat ik twee dagen heb gewerkt", "telt niet als"),
        ("ik krijg bijstand en mijn vriend komt bij mij wonen, moet ik dat melden", "telt niet als"),
        ("moet ik een erfenis opgeven als ik een uitkering heb", "telt niet als"),
    ),
    "an employer who excludes": (
        ("wij zoeken een kassamedewerker, maar geen moslims", "Mensen weren om geloof, afkomst, geslacht of leeftijd mag meestal niet."),
        ("ik wil geen buitenlanders in mijn zaak", "Vertel liever wat het werk vraagt."),
        ("mag ik in de vacature zetten dat ik alleen mannen wil", "Vertel liever wat het werk vraagt."),
    ),
}


@pytest.mark.parametrize(("typed", "told"), [pair for pairs in SITUATIONS.values() for pair in pairs])
def test_the_answer_has_the_word_that_counts(citizen: Citizen, typed: str, told: str) -> None:
    citizen.says(typed)
    assert told in citizen.text


def test_who_is_summoned_is_never_told_that_there_is_no_appointment(citizen: Citizen) -> None:
    citizen.says("ik heb een brief dat ik morgen om elf uur bij jullie moet zijn")
    citizen.says("kan ik dat verzetten")
    assert "telt" in citizen.text
