"""What is typed after `werkbot`: options of one command, and mistakes told in Dutch with the way to write it."""

from __future__ import annotations

import argparse

import pytest

from bot.__main__ import COMMANDS, OPTIONS, main
from bot.cli.command_line import WrongUsage, overview, read

EVERYONE: dict[str, object] = {"config": None, "gegevens": None, "kennis": None}


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("agenda", {"command": "agenda", "dagen": [], "bestand": None, "zoek": None, "nu": None}),
        (
            "agenda volgende week --zoek Jan",
            {"command": "agenda", "dagen": ["volgende", "week"], "bestand": None, "zoek": "Jan", "nu": None},
        ),
        ("kwam K7 ja --stap zelf", {"command": "kwam", "code": "K7", "uitkomst": "ja", "stap": "zelf", "naar": None, "nu": None}),
        ("chat --json", {"command": "chat", "json": True, "nieuw": False}),
        ("gezond --voor-start", {"command": "gezond", "voor_start": True, "meld": False}),
        ("pauze", {"command": "pauze", "stand": None}),
        ("pauze aan", {"command": "pauze", "stand": "aan"}),
        ("terug", {"command": "terug", "versie": None, "lijst": False}),
        ("qr evenement-x --bot naam", {"command": "qr", "waarvoor": "evenement-x", "bot": "naam", "map": "."}),
        ("qr evenement-x --bot naam --map hier", {"command": "qr", "waarvoor": "evenement-x", "bot": "naam", "map": "hier"}),
        ("backup kopie.db", {"command": "backup", "naar": "kopie.db"}),
    ],
)
def test_what_is_typed_becomes_options(typed: str, given: dict[str, object]) -> None:
    assert read(OPTIONS, typed.split()) == argparse.Namespace(**EVERYONE, **given)


def test_two_values_of_one_option_and_the_options_of_all() -> None:
    options = read(OPTIONS, ["onbegrepen", "--zet", "3", "uwv", "--kennis", "elders", "--config=x.toml"])
    assert options is not None
    assert (options.zet, options.kennis, options.config) == (["3", "uwv"], "elders", "x.toml")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("kwma", "De opdracht 'kwma' bestaat niet. Bedoelt u 'kwam'?\nMeer uitleg: werkbot --help"),
        ("zzz", "De opdracht 'zzz' bestaat niet.\nMeer uitleg: werkbot --help"),
        ("agenda --nuu x", "Gebruik: werkbot agenda [OPTIES] [DAGEN …]\nDe optie --nuu bestaat hier niet. Bedoelt u --nu?"),
        ("agenda --qqqqq", "Gebruik: werkbot agenda [OPTIES] [DAGEN …]\nDe optie --qqqqq bestaat hier niet."),
        ("agenda --zoek", "Gebruik: werkbot agenda [OPTIES] [DAGEN …]\nAchter --zoek ontbreekt een waarde."),
        ("onbegrepen --zet 1", "Gebruik: werkbot onbegrepen [OPTIES]\nAchter --zet ontbreekt een waarde."),
        ("kwam", "Gebruik: werkbot kwam [OPTIES] CODE UITKOMST\nCODE ontbreekt: de code van de afspraak."),
        ("qr x", "Gebruik: werkbot qr [OPTIES] WAARVOOR\n--bot ontbreekt: de naam van de bot op Telegram, zonder @."),
        ("pauze straks", "Gebruik: werkbot pauze [OPTIES] [aan|uit]\nDat kan niet bij 'stand'. Kies uit: aan, uit."),
        ("gezond a b", "Gebruik: werkbot gezond [OPTIES]\nDit hoort er niet bij: a b. Staat er een spatie in?"),
    ],
)
def test_a_mistake_is_told_in_dutch(typed: str, told: str) -> None:
    with pytest.raises(WrongUsage) as wrong:
        read(OPTIONS, typed.split())
    assert str(wrong.value).startswith(told)


def test_a_mistake_ends_with_two_on_the_error_stream(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kwam"]) == 2
    assert capsys.readouterr() == (
        "",
        "Gebruik: werkbot kwam [OPTIES] CODE UITKOMST\nCODE ontbreekt: de code van de afspraak.\nMeer uitleg: werkbot kwam --help\n",
    )


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_every_command_has_help_in_dutch(name: str, asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, asked]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"Gebruik: werkbot {name} [OPTIES]")
    english = ("Usage", "Options", "Show this", "Arguments", "OPTIONS", "default", "required")
    assert [word for word in english if word in printed] == []


def test_no_command_shows_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    helped = capsys.readouterr().out
    assert helped == overview(COMMANDS)
    assert main([]) == 2
    assert capsys.readouterr().err == helped
    assert [name for name in COMMANDS if f"\n  {name} " not in helped] == []
