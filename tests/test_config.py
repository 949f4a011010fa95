"""Settings from a file: defaults that run, and every mistake at once with its line."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

from bot.config import ConfigInvalid, Secret, Settings, read_settings, secret

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
    assert str(error.value).split("\n") == [
        f"{path}, regel 1: 'trail' is geen bekende instelling.",
        "    → Bedoelt u 'trial'?",
        f"{path}, regel 3: 'proxi' is geen bekende instelling.",
        "    → Bedoelt u 'proxy'?",
        f"{path}, regel 5: '28' kan niet bij 'text_days'.",
        "    → Schrijf een heel getal.",
    ]


def test_broken_toml_is_told_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(ConfigInvalid, match=r"Vergelijk de regel met config\.example\.toml"):
        read_settings(written(tmp_path, "trial = = true"))


def test_a_secret_comes_from_the_environment_or_from_a_file_and_never_shows(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("uit-bestand\n", encoding="utf-8")
    assert secret("T", {"T": "direct"}) == Secret("direct")
    assert secret("T", {"T_FILE": str(path)}) == Secret("uit-bestand")
    assert not secret("T", {})
    assert repr(Secret("geheim")) == "Secret('…')"
