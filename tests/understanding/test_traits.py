"""What people tell of themselves, found in their words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from bot.content.schema_traits import OWN_FILE, examine_traits, read_traits
from bot.domain.time import ZONE
from bot.understanding.traits import TraitFinder

NOW = datetime(2026, 11, 30, 12, tzinfo=ZONE)  # a Monday


@pytest.fixture(scope="module")
def finder() -> TraitFinder:
    return TraitFinder(
        read_traits(), {"Leek": "Westerkwartier", "Westerkwartier": "Westerkwartier", "Oude Pekela": "Pekela", "Assen": "Assen"}
    )


def found(finder: TraitFinder, text: str) -> Mapping[str, str]:
    return {told.trait: told.value for told in finder.find(text, NOW)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ik ben 58", {"leeftijd": "58"}),
        ("ben van 1969", {"leeftijd": "57"}),
        ("mijn dochter is 21 jaar en heeft autisme", {"leeftijd": "21", "beperking": "ja"}),
        ("omdat ik doof ben", {"doof": "ja"}),
        ("ik ben helaas ziek", {"ziek": "ja"}),
        ("ik ben niet ziek", {"ziek": "nee"}),
        ("k heb gain auto", {"geen-auto": "ja"}),
        ("ik heb een auto", {"geen-auto": "nee"}),
        ("ik werk 20 uur per week en heb schulden", {"uren": "20", "werk-nu": "heeft-werk", "schulden": "ja"}),
        ("zijn loonwaarde is 55 procent", {"loonwaarde": "55"}),
        ("ik moet voor vrijdag tekenen", {"besluit-voor": "2026-12-04"}),
        ("mijn contract loopt tot 1 maart", {"einddatum": "2027-03-01"}),
        ("ik woon in Oude Pekela", {"gemeente": "Pekela"}),
        ("vast contract", {"contract": "vast"}),
        ("ik zit in de bijstand", {"uitkering": "bijstand"}),
    ],
)
def test_what_is_told_is_taken_in(finder: TraitFinder, text: str, told: Mapping[str, str]) -> None:
    assert {trait: found(finder, text).get(trait) for trait in told} == told


@pytest.mark.parametrize(
    "text",
    [
        "wat als ik ziek word",
        "mag ik komen als ik zwanger ben",
        "stel dat ik doof ben",
        "wanneer krijg ik een vast contract",
        "hoe lang duurt een bbl",
        "ik ben 130",
        "het is verplicht",
        "",
    ],
)
def test_what_is_only_asked_or_thought_of_is_not(finder: TraitFinder, text: str) -> None:
    assert found(finder, text) == {}


def test_the_words_are_kept_as_they_were_said(finder: TraitFinder) -> None:
    [told] = finder.find("ja klopt,  ik ben  Doof", NOW)
    assert (told.trait, told.said) == ("doof", "ik ben Doof")


def test_nineteen_of_twenty_phrases_of_our_list_are_found_as_what_they_tell(finder: TraitFinder) -> None:
    """Of dates and municipalities only those that our small list of places holds."""
    tried = [
        (trait.id, value, sentence)
        for trait in finder.traits.values()
        if trait.by_words
        for value, sentences in trait.said.items()
        for sentence in sentences
    ]
    assert len(tried) > 200
    missed = [one for one in tried if found(finder, one[2]).get(one[0]) != one[1]]
    assert len(missed) <= len(tried) * 0.05


FILE = """kenmerken:
  - id: auto
    soort: ja-nee
    gevoelig: nee
    waarden:
      ja:
        - ik heb een auto
      nee:
        - ik heb geen auto
    erken: Goed om te weten.
"""


@pytest.mark.parametrize(
    ("before", "after", "line", "message"),
    [
        ("soort: ja-nee", "soort: janee", 3, "'janee' kan niet bij 'soort'."),
        ("    gevoelig: nee\n", "", 2, "bij een kenmerk ontbreekt 'gevoelig'."),
        ("      nee:\n", "      misschien:\n", 5, "'misschien' kan niet bij 'waarden van auto'."),
        ("ik heb geen auto", "ik heb een auto", 5, "'ik heb een auto' staat ook bij 'auto: ja' (hier/kenmerken.yaml, regel 5); "),
        ("id: auto", "id: Auto!", 2, "'Auto!' kan geen id zijn."),
        ("erken: Goed om te weten.", "erkend: Goed.", 10, "'erkend' is geen bekend veld."),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, before: str, after: str, line: int, message: str) -> None:
    path = tmp_path / "hier" / "kenmerken.yaml"
    path.parent.mkdir()
    path.write_text(FILE.replace(before, after, 1), encoding="utf-8")
    traits, problems = examine_traits(path)
    assert traits is None
    assert [(one.place.line, one.message[: len(message)]) for one in problems] == [(line, message)]


def test_an_id_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "kenmerken.yaml"
    path.write_text(FILE + FILE.removeprefix("kenmerken:\n"), encoding="utf-8")
    assert [one.message for one in examine_traits(path)[1]] == [f"het id 'auto' bestaat al ({tmp_path.name}/kenmerken.yaml, regel 2)."]


def test_our_own_file_has_no_mistake_and_marks_what_is_sensitive() -> None:
    traits, problems = examine_traits(OWN_FILE)
    assert problems == ()
    assert traits is not None
    sensitive = {"ziek", "beperking", "zwanger", "schulden", "doof", "loonwaarde"}
    assert {trait.id for trait in traits.values() if trait.sensitive} == sensitive


def test_a_folder_with_the_file_overrides_ours(tmp_path: Path) -> None:
    root = tmp_path / "knowledge"
    assert set(read_traits(root)) == set(read_traits())
    (tmp_path / "intents").mkdir()
    (tmp_path / "intents" / "kenmerken.yaml").write_text(FILE, encoding="utf-8")
    assert set(read_traits(root)) == {"auto"}
