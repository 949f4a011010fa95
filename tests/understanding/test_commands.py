"""A whole message that is a command."""

from __future__ import annotations

import pytest

from bot.understanding.commands import Commands
from bot.understanding.sentences import read_sentences


@pytest.fixture(scope="module")
def commands() -> Commands:
    return Commands(read_sentences().commands)


@pytest.mark.parametrize(
    ("message", "command"),
    [
        ("Stop!", "stop"),
        ("laat moar zitten", "stop"),
        ("STOPPEN", "stop"),
        ("ga terug", "terug"),
        ("trug", "terug"),
        ("ik wil graag iemand spreken", ""),
        ("ik wil een mens spreken", "medewerker"),
        ("/menu", "menu"),
        ("ik snap het niet", "snap-niet"),
        ("?", "snap-niet"),
        ("Ja, graag.", "ja"),
        ("👍", "ja"),
        ("nee dank u wel", "nee"),
        ("wat moet ik nog doen?", "mijn-stap"),
        ("wat weten jullie over mij?", "mijn-gegevens"),
        ("Verwijder mijn gegevens", "verwijder"),
        ("bel mie moar", "liever-bellen"),
        ("dat is te ver weg", "te-ver-weg"),
        ("nee, iets anders", "iets-anders"),
        ("opnieuw beginnen", "opnieuw"),
    ],
)
def test_a_phrase_is_recognised(commands: Commands, message: str, command: str) -> None:
    assert commands.match(message) == command


@pytest.mark.parametrize(
    ("message", "command"), [("ik wil stopen", "stop"), ("medewerkre", "medewerker"), ("opnieuw begginnen", "opnieuw")]
)
def test_a_small_typing_error_is_forgiven(commands: Commands, message: str, command: str) -> None:
    assert commands.match(message) == command


@pytest.mark.parametrize("message", ["jas", "nu", "neef", "stok", "mend"])
def test_a_short_word_must_be_exact(commands: Commands, message: str) -> None:
    assert commands.match(message) == ""


@pytest.mark.parametrize(
    "message", ["ik wil stoppen met roken", "hoe kom ik weer terug op het werk", "ja maar wat kost dat", "nee heb je kan ja krijgen"]
)
def test_a_phrase_inside_a_sentence_does_not_count(commands: Commands, message: str) -> None:
    assert commands.match(message) == ""


def test_a_word_that_turns_the_meaning_around_is_no_typing_error(commands: Commands) -> None:
    assert commands.match("ik wil niet stoppen") == ""
    assert (commands.match("dat klopt"), commands.match("dat klopt niet")) == ("ja", "nee")


@pytest.mark.parametrize("message", ["", "   ", "…", "x" * 5000])
def test_nothing_and_noise_are_no_command(commands: Commands, message: str) -> None:
    assert commands.match(message) == ""
