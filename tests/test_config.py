"""Settings from a file: defaults that run, and every mistake at once with its line."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, is_dataclass
from pathlib import Path

import pytest

from bot.cli.texts import config_told
from bot.config import LIMITS, ConfigInvalid, Mistake, Remedy, Secret, Settings, read_settings, secret

ROOT = Path(__file__).parents[1]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_has_its_default() -> None:
    assert read_settings(None) == Settings()


def test_the_example_holds_every_setting_with_its_default() -> None:
    example = tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf-8"))
    assert example == asdict(Settings())
    assert read_settings(ROOT / "config.example.toml") == Settings()


def test_a_value_in_the_file_wins(tmp_path: Path) -> None:
    settings = read_settings(
        written(tmp_path, 'trial = false\n[telegram.webhook]\nurl = "https://voorbeeld.nl/t"\n[understanding]\nsure = 1\n')
    )
    assert (settings.trial, settings.telegram.webhook.url, settings.understanding.sure) == (False, "https://voorbeeld.nl/t", 1.0)


def test_all_mistakes_come_at_once_with_line_and_remedy(tmp_path: Path) -> None:
    path = written(tmp_path, 'trail = true\n[telegram]\nproxi = "x"\n[retention]\ntext_days = "28"\n')
    with pytest.raises(ConfigInvalid) as error:
        read_settings(path)
    assert config_told(error.value).split("\n") == [
        f"{path}, regel 1: 'trail' is geen bekende instelling.",
        "    → Bedoelt u 'trial'?",
        f"{path}, regel 3: 'proxi' is geen bekende instelling.",
        "    → Bedoelt u 'proxy'?",
        f"{path}, regel 5: '28' kan niet bij 'text_days'.",
        "    → Schrijf een heel getal.",
    ]


@pytest.mark.parametrize(
    ("section", "line", "told", "remedy"),
    [
        ("retention", "text_days = -5", "'-5' kan niet bij 'text_days'.", "Kies van 1 tot en met 28."),
        ("retention", "appointment_days = 100000", "'100000' kan niet bij 'appointment_days'.", "Kies van 1 tot en met 365."),
        ("telegram.webhook", "port = 99999", "'99999' kan niet bij 'port'.", "Kies van 1 tot en met 65535."),
        ("understanding", "sure = 7.0", "'7.0' kan niet bij 'sure'.", "Kies van 0 tot en met 1."),
        ("understanding", "sure = nan", "'nan' kan niet bij 'sure'.", "Kies van 0 tot en met 1."),
        (
            "telegram",
            'base_url = "geen url"',
            "'geen url' kan niet bij 'base_url'.",
            "Schrijf een webadres dat eindigt op /bot, of niets voor Telegram zelf.",
        ),
        (
            "telegram.webhook",
            'listen = "0.0.0.0"',
            "'0.0.0.0' kan niet bij 'listen'.",
            "Schrijf 127.0.0.1: de buitenkant is het werk van nginx.",
        ),
        (
            "telegram",
            'codes = "kort, herfst-7k2m9p"',
            "'kort, herfst-7k2m9p' kan niet bij 'codes'.",
            "Schrijf codes van 6 tot en met 64 letters, cijfers of streepjes, met een komma ertussen, of niets. Begin niet met evenement- of locatie-.",
        ),
        ("mail", 'staff = "geen adres"', "'geen adres' kan niet bij 'staff'.", "Schrijf een mailadres, of niets."),
    ],
)
def test_a_value_out_of_its_range_is_told_with_line_and_remedy(tmp_path: Path, section: str, line: str, told: str, remedy: str) -> None:
    path = written(tmp_path, f"trial = true\n[{section}]\n{line}\n")
    with pytest.raises(ConfigInvalid) as error:
        read_settings(path)
    assert config_told(error.value) == f"{path}, regel 3: {told}\n    → {remedy}"


def test_every_number_and_address_has_its_range_and_every_range_its_setting() -> None:
    def leaves(of: object, before: str = "") -> dict[str, object]:
        found: dict[str, object] = {}
        for name, value in vars(of).items():
            found |= leaves(value, f"{before}{name}.") if is_dataclass(value) else {f"{before}{name}": value}
        return found

    free = {name for name, value in leaves(Settings()).items() if isinstance(value, bool)} | {"mail.user"}
    assert set(leaves(Settings())) - free == set(LIMITS)
    assert [name for name, value in leaves(Settings()).items() if name in LIMITS and not LIMITS[name].holds(value)] == []


def test_codes_are_told_apart_by_commas_and_known_in_capitals_too(tmp_path: Path) -> None:
    telegram = read_settings(written(tmp_path, '[telegram]\ncodes = "herfst-7k2m9p, winter-4t8w3q"\n')).telegram
    assert [telegram.is_code(one) for one in ("winter-4t8w3q", "HERFST-7k2m9p", "herfst", "")] == [True, True, False, False]
    assert not Settings().telegram.is_code("")


@pytest.mark.parametrize("codes", ["herfst", "herfst-7k2m9p,winter-4t8w3q", "a" * 64, "evenement", "A_b-c9"])
def test_a_code_is_what_a_link_of_telegram_carries(codes: str) -> None:
    assert LIMITS["telegram.codes"].holds(codes)


@pytest.mark.parametrize(
    "codes", ["vijfl", "a" * 65, "met spatie", "evenement-startfest", "herfst-7k2m9p, locatie-groningen", "é" * 8, ","]
)
def test_a_code_that_no_link_carries_or_that_a_poster_has_is_refused(codes: str) -> None:
    assert not LIMITS["telegram.codes"].holds(codes)


def test_broken_toml_is_told_with_the_way_out(tmp_path: Path) -> None:
    path = written(tmp_path, "trial = = true")
    with pytest.raises(ConfigInvalid) as error:
        read_settings(path)
    assert config_told(error.value) == f"{path}: Invalid value (at line 1, column 9).\n    → Vergelijk de regel met config.example.toml."


def test_a_file_that_is_not_there_is_told_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "weg.toml"
    with pytest.raises(ConfigInvalid) as error:
        read_settings(path)
    assert config_told(error.value).split("\n") == [
        f"{path}: dit bestand kan niet gelezen worden ([Errno 2] No such file or directory: '{path}').",
        "    → Controleer de naam bij --config.",
    ]


def test_a_mistake_is_a_value_that_the_command_line_puts_into_words(tmp_path: Path) -> None:
    path = written(tmp_path, "telegram = 5\nzzzz = 1\n[health]\nport = 99999\n")
    with pytest.raises(ConfigInvalid) as error:
        read_settings(path)
    names = tuple(vars(Settings()))
    assert (error.value.path, error.value.mistakes) == (
        path,
        (
            Mistake("wrong", Remedy("section"), 1, "telegram", "5"),
            Mistake("unknown", Remedy("choose", names), 2, "zzzz"),
            Mistake("wrong", Remedy("range", least=0, most=65535), 4, "port", "99999"),
        ),
    )
    assert config_told(error.value).split("\n") == [
        f"{path}, regel 1: '5' kan niet bij 'telegram'.",
        "    → Schrijf een onderdeel met eigen instellingen.",
        f"{path}, regel 2: 'zzzz' is geen bekende instelling.",
        f"    → Kies uit: {', '.join(names)}.",
        f"{path}, regel 4: '99999' kan niet bij 'port'.",
        "    → Kies van 0 tot en met 65535.",
    ]


def test_a_secret_comes_from_the_environment_or_from_a_file_and_never_shows(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("uit-bestand\n", encoding="utf-8")
    assert secret("T", {"T": "direct"}) == Secret("direct")
    assert secret("T", {"T_FILE": str(path)}) == Secret("uit-bestand")
    assert not secret("T", {})
    assert repr(Secret("geheim")) == "Secret('…')"
