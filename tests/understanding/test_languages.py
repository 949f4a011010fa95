"""Other languages are told from Dutch; Dutch, however broken or dialect, is never mistaken for another language."""

from __future__ import annotations

import pytest

from bot.content.entries import BACKGROUND
from bot.content.model import Knowledge
from bot.understanding.languages import find_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hello I am looking for a job", "en"),
        ("مرحبا أريد عمل", "ar"),
        ("Я шукаю роботу, допоможіть будь ласка", "uk"),
        ("Здравствуйте, я ищу работу, помогите пожалуйста", "ru"),
        ("merhaba iş arıyorum yardım eder misiniz", "tr"),
        ("dzień dobry szukam pracy proszę o pomoc", "pl"),
        ("ሰላም ስራሕ ይደሊ ኣለኹ", "ti"),
        ("waxaan raadinayaa shaqo fadlan i caawi", "so"),
        ("سلام من دنبال کار هستم", "fa"),
        ("ik zoek werk", None),
        ("sorry mijn cv is nog niet klaar, deadline?", None),
        ("moi k zuik waark, kin joe mie helpen", None),
    ],
)
def test_a_language_by_its_words_or_script(shipped_knowledge: Knowledge, text: str, code: str | None) -> None:
    assert find_language(text, shipped_knowledge.languages) == code


@pytest.mark.sweep
def test_no_example_of_ours_is_mistaken_for_another_language(shipped_knowledge: Knowledge) -> None:
    foreign_by_design = {
        BACKGROUND,
        "taal-tolk",
        "groet",
        "bedankt",
        "afscheid",
        "medewerker-spreken",
    }  # a greeting in Turkish is a greeting
    ours = [line for topic, examples in shipped_knowledge.examples.items() if topic not in foreign_by_design for line in examples]
    assert (len(ours) > 5000, [line for line in ours if find_language(line, shipped_knowledge.languages)]) == (True, [])
