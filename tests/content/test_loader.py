"""No YAML whatsoever makes the checker crash or hang, and every message has a line that exists."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.loader import examine
from bot.content.plain_language import Gate, LanguageRules
from bot.content.problems import Words
from bot.content.source import decoded, mended
from bot.content.text_fields import personal_data
from tests.content.conftest import ACTS, NEEDED, TEXTS
from tests.content.small_folder import AMOUNTS, QUESTIONS, small_folder

_MANY = int(os.environ.get("WERKBOT_SOAK", "0")) * 34 + 1
_CALM = settings(derandomize=True, deadline=None, max_examples=30 * _MANY, suppress_health_check=[HealthCheck.function_scoped_fixture])
_PIECES = st.sampled_from(
    [
        *(
            "\t",
            " ",
            "  ",
            "\n",
            "\n- ",
            "\n  ",
            ": ",
            ":",
            "- ",
            "|",
            ">",
            "|\n",
            "#",
            " #",
            '"',
            "'",
            "“",
            "”",
            "[",
            "]",
            "{",
            "}",
            "{adres}",
        ),
        *(
            "&a",
            "*a",
            "!x",
            "%",
            "@",
            "`",
            "---",
            "...",
            "?",
            ",",
            "\\",
            "•",
            "1. ",
            "\r",
            "\r\n",
            "\u00a0",
            "\u2028",
            "\x00",
            "\ufeff",
            "😀",
        ),
        *(
            "id",
            "vraag",
            "antwoord",
            "vragen",
            "anders_gezegd",
            "soort: inloop",
            "bron: eigen beleid",
            "geldig_tot: 2026-02-31",
            "ja",
            "yes",
        ),
        *(
            "2026-01-01",
            "12:30",
            "9" * 400,
            "a" * 4097,
            "é",
            "Ã©",
            "111222333",
            "ünïcödé",
            "\\x",
            "<<: *a",
            "=",
            "~",
            "null",
            "0x1F",
            "1e999",
        ),
    ]
)
_TEXTS = st.lists(_PIECES | st.text(max_size=12), max_size=60).map("".join)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all, put back after every change."""
    folder = small_folder(tmp_path_factory.mktemp("fuzz"))
    (folder / "teksten.yaml").write_text(TEXTS, encoding="utf-8")
    (folder / "woordenlijst.yaml").write_text("woorden:\n  - {woord: UWV, uitleg: Een organisatie.}\n", encoding="utf-8")
    return folder


def _holds(root: Path, name: str, raw: bytes) -> None:
    path = root / name
    kept = path.read_bytes() if path.exists() else None
    path.write_bytes(raw)
    try:
        _, problems = examine(root, NEEDED, ACTS)
    finally:
        if kept is None:
            path.unlink()
        else:
            path.write_bytes(kept)
    most = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for problem in problems:
        assert problem.message and problem.remedy
        if problem.place.file.endswith(name):
            assert 1 <= problem.place.line <= most


@_CALM
@given(source=_TEXTS, name=st.sampled_from(["vragen/werkcentrum.yaml", "teksten.yaml", "afspraken.yaml", "bedragen.yaml", "feiten.yaml"]))
def test_any_text_for_a_file_is_told_or_read(root: Path, source: str, name: str) -> None:
    _holds(root, name, source.encode("utf-8", "surrogatepass"))


@_CALM
@given(
    raw=st.binary(max_size=400),
    name=st.sampled_from(["vragen/werkcentrum.yaml", "../intents/voorbeelden/openingstijden.txt", "mededeling.yaml"]),
)
def test_any_bytes_for_a_file_are_told_or_read(root: Path, raw: bytes, name: str) -> None:
    _holds(root, name, raw)


@settings(parent=_CALM, max_examples=60 * _MANY)
@given(data=st.data())
def test_any_damage_to_a_good_file_is_told_or_read(root: Path, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([QUESTIONS, AMOUNTS]))
    at = data.draw(st.integers(0, len(source)))
    away = data.draw(st.integers(0, 30))
    piece = data.draw(_PIECES | st.just(""))
    damaged = source[:at] + piece + source[at + away :]
    _holds(root, "vragen/werkcentrum.yaml" if source is QUESTIONS else "bedragen.yaml", damaged.encode("utf-8", "surrogatepass"))


LONG = {
    "letters": "a" * 300_000,
    "spaces": "a" + " " * 300_000 + "b",
    "dots": "a." * 150_000,
    "digits": "1 " * 150_000,
    "signs": "a@" * 150_000,
    "dashes": "- " * 150_000,
    "keys": "a: " * 100_000,
    "quotes": "\"'" * 150_000,
    "braces": "{a} " * 75_000,
    "bars": "a: |" * 75_000,
    "lines": "a:\n" * 20_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_lines_cost_little_time(root: Path, text: str) -> None:
    """Each of these took minutes with a careless pattern; the bound is wide, for a machine that does other things too."""

    def note(line: int, words: Words, warning: bool) -> None:
        del line, words, warning

    mended(decoded(text.encode(), note) or "", note)
    personal_data(text)
    Gate(LanguageRules()).faults(text)
    _holds(root, "vragen/werkcentrum.yaml", f"vragen:\n  - id: a\n    vraag: {text}\n".encode())
    _holds(root, "../intents/voorbeelden/openingstijden.txt", text.encode())
