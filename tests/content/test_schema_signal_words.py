"""`signaalwoorden.yaml`: small words that tell what a sentence does, as staff write them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.content.schema_signal_words import OWN_FILE, WordList, WordPattern, examine_signal_words

OURS = OWN_FILE.read_text(encoding="utf-8")
BUT = "maar-toch: [maar]"


def told(text: str, folder: Path) -> list[tuple[int, str, bool]]:
    """The problems of a file: line, what is wrong, and whether it is only a warning."""
    path = folder / "signaalwoorden.yaml"
    path.write_text(text, encoding="utf-8")
    return [(one.place.line, one.message, one.warning) for one in examine_signal_words(path)[1]]


def line_of(text: str, part: str) -> int:
    """The line of a file on which this stands."""
    return 1 + text[: text.index(part)].count("\n")


def test_our_own_words_have_no_mistakes() -> None:
    found, problems = examine_signal_words()
    assert problems == ()
    assert found is not None
    assert found.lines[WordList.BUT] == ("maar",)
    assert set(found.lines) == {*WordList, *WordPattern}


def test_staff_may_add_a_word(tmp_path: Path) -> None:
    path = tmp_path / "signaalwoorden.yaml"
    path.write_text(OURS.replace(BUT, "maar-toch: [maar, mar]"), encoding="utf-8")
    found, problems = examine_signal_words(path)
    assert problems == ()
    assert found is not None
    assert found.lines[WordList.BUT] == ("maar", "mar")


@pytest.mark.parametrize("word", ["Maar", "één", "m'n", "maar, toch", "ja|nee"])
def test_a_word_is_written_as_it_is_compared(word: str, tmp_path: Path) -> None:
    changed = OURS.replace(BUT, f'maar-toch: ["{word}"]')
    ((line, message, warning),) = told(changed, tmp_path)
    assert (line, word in message, warning) == (line_of(changed, "maar-toch:"), True, False)


@pytest.mark.parametrize("row", ["^ ik ^ vraag", "[ik", "..x ik", "ik !nee vraag", "Ik vraag"])
def test_a_row_only_has_signs_that_mean_something(row: str, tmp_path: Path) -> None:
    changed = re.sub(r"(?m)^ik-vraag:\n( *- ).*$", rf'ik-vraag:\n\g<1>"{row}"', OURS)
    ((line, message, warning),) = told(changed, tmp_path)
    assert (line, row in message, warning) == (line_of(changed, "ik-vraag:") + 1, True, False)


def test_a_word_that_stands_twice_is_only_warned_of(tmp_path: Path) -> None:
    changed = OURS.replace(BUT, "maar-toch: [maar, maar]")
    ((line, message, warning),) = told(changed, tmp_path)
    assert (line, "twee keer" in message, warning) == (line_of(changed, "maar-toch:"), True, True)


@pytest.mark.parametrize(("mistake", "named"), [("", "maar-toch"), ("maar-tog: [maar]", "maar-tog"), ("maar-toch: []", "")])
def test_a_list_that_is_gone_or_misspelt_is_told(mistake: str, named: str, tmp_path: Path) -> None:
    assert [named in message for _, message, _ in told(OURS.replace(BUT, mistake), tmp_path)] == ([True] if named else [])
