"""The small language of patterns: what a row of words and groups finds, and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding.risk_patterns import patterns_of, read_groups, read_patterns, sentences

GROUPS = {"IK": ["ik", "k"], "WIL": ["wil", "wol"], "NIET": ["niet", "geen"], "WEG": ["weg"], "DUUR": ["duur*"], "WERK": ["werk", "baan"]}


def found(row: str, text: str) -> bool:
    return bool(list(patterns_of(GROUPS, [("soort", row)]).find(text)))


@pytest.mark.parametrize(
    ("row", "text", "is_found"),
    [
        ("IK WIL WEG", "k wol weg", True),
        ("IK WIL WEG", "ik wil nu echt weg", True),
        ("IK WIL WEG", "ik wil hier nu eindelijk maar eens weg", False),
        ("IK WIL .. WEG", "ik wil hier nu eindelijk maar eens weg", True),
        ("IK WIL WEG", "weg wil ik", False),
        ("IK & WIL & WEG", "weg wil ik", True),
        ("WIL + WEG", "ik wil weg", True),
        ("WIL + WEG", "ik wil nu weg", False),
        ("IK WIL -NIET WEG", "ik wil niet weg", False),
        ("IK WIL -NIET WEG", "ik wil nu weg", True),
        ("WIL WEG !WERK", "ik wil weg uit mijn baan", False),
        ("WIL WEG !WERK", "ik wil weg uit dit land", True),
        ("!WERK WEG", "van mijn werk weg", False),
        ("WIL WEG // WERK", "mijn werk is saai en ik wil weg", False),
        ("WIL WEG // WERK", "mijn werk is saai. ik wil weg", True),
        ("WIL WEG // WERK!NIET", "ik heb geen werk en ik wil weg", True),
        ("WIL WEG // WERK!NIET", "mijn werk is saai en ik wil weg", False),
        ("WIL WEG // WERK!op", "ik wil weg op mijn werk", True),
        ("WIL WEG // WERK!op", "ik wil weg op mijn saaie werk", False),
        ("wil|mag weg", "ik mag weg", True),
        ("DUUR", "wat een duurzame stoel", True),
        ("IK WIL WEG", "ik wil. weg daarmee", False),
    ],
)
def test_a_row_finds_what_it_says(row: str, text: str, is_found: bool) -> None:
    assert found(row, text) is is_found


def test_a_group_that_does_not_exist_is_named() -> None:
    with pytest.raises(ValueError, match="group 'ZOEK' does not exist"):
        patterns_of(GROUPS, [("soort", "IK ZOEK")])
    with pytest.raises(ValueError, match="group 'PLEK' does not exist"):
        patterns_of(GROUPS, [("soort", "IK WIL // WERK!PLEK")])


def test_a_row_that_is_found_says_its_kind_and_itself() -> None:
    (one,) = patterns_of(GROUPS, [("soort", "IK WIL")]).find("ik wil")
    assert (one.kind, one.source) == ("soort", "IK WIL")


def test_sentences_end_at_a_full_stop_not_at_a_comma() -> None:
    assert sentences("Ik wil weg, echt. Nu!\nOf morgen") == [["ik", "wil", "weg", "echt"], ["nu"], ["of", "morgen"]]


def test_a_file_holds_signals_that_may_be_misspelt_and_groups_that_may_not(tmp_path: Path) -> None:
    path = tmp_path / "woorden.yaml"
    path.write_text(
        "signalen:\n  KOMT: [mishandeld]\nwoordgroepen:\n  IK: [ik]\n  LANG: [mishagend]\npatronen:\n  soort:\n    - IK .. KOMT\n"
        "verwisselbaar:\n  ik: [ik, k]\n",
        encoding="utf-8",
    )
    patterns = read_patterns(path)
    assert patterns.names == ("KOMT", "IK", "LANG")
    assert patterns.groups("mishandelt") == patterns.groups("mishandeld")
    assert [one.kind for one in patterns.find("ik ben mishandelt")] == ["soort"]
    assert read_groups(path, "verwisselbaar") == {"ik": ("ik", "k")}


def test_patterns_are_found_in_the_order_of_the_file_whatever_word_they_are_tried_at() -> None:
    rows = [("soort", "IK WIL WEG"), ("soort", "NIET WEG"), ("ander", "WEG"), ("soort", "IK DUUR")]
    assert [one.source for one in patterns_of(GROUPS, rows).find("ik wil niet weg")] == ["IK WIL WEG", "NIET WEG", "WEG"]
