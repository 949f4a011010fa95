"""The schemas for editors are those of the forms: current, kept by the shipped content, and broken by what is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bench.fields import FILES, ROOT, TABLE, schema, table, written
from bot.content.schema_entries import ENTRY_FORM, FILE_FORM, STEP_FORM


def mistakes(name: str, content: Any) -> list[str]:
    """Where a content does not fit a schema."""
    return ["/".join(map(str, one.absolute_path)) or one.message for one in Draft202012Validator(schema(name)).iter_errors(content)]


def test_what_is_kept_is_what_the_forms_say_now() -> None:
    assert [str(path) for path, text in written().items() if path.read_text(encoding="utf-8") != text] == []
    assert {path.stem for path in (ROOT / "schema").iterdir()} == set(FILES)


@pytest.mark.parametrize("loader", [yaml.CBaseLoader, yaml.CSafeLoader], ids=["as typed", "as an editor reads it"])
@pytest.mark.parametrize("name", FILES)
def test_the_shipped_content_fits(name: str, loader: Any) -> None:
    Draft202012Validator.check_schema(schema(name))
    found = sorted(ROOT.glob(FILES[name][0]))
    assert found or name == "mededeling"
    for path in found:
        content = json.loads(json.dumps(yaml.load(path.read_text(encoding="utf-8"), loader), default=str))
        assert (path.name, mistakes(name, content) if content is not None else []) == (path.name, [])


QUESTION = {"vraag": "Is er een lift?", "anders_gezegd": ["is er een lift"], "antwoord": "Ja.", "bron": "eigen beleid"}


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("kleur", "rood", "vragen/0"),
        ("risico", "hoog", "vragen/0/risico"),
        ("geldig_tot", "1 december", "vragen/0/geldig_tot"),
        ("gevoelig", "misschien", "vragen/0/gevoelig"),
        ("beoordeel_binnen", 731, "vragen/0/beoordeel_binnen"),
        ("id", "Een Lift", "vragen/0/id"),
        ("vervolgstappen", [{"soort": "taart"}], "vragen/0/vervolgstappen/0/soort"),
        ("vervolgstappen", [{"knop": "Kom langs"}], "vragen/0/vervolgstappen/0"),
        ("anders", [{"als": {"rol": "werkgever"}}], "vragen/0/anders/0"),
    ],
)
def test_what_is_wrong_with_a_field_is_seen_while_typing(field: str, value: Any, place: str) -> None:
    assert mistakes("vragen", {"vragen": [QUESTION]}) == []
    [found] = Draft202012Validator(schema("vragen")).iter_errors({"vragen": [{**QUESTION, field: value}]})
    assert "/".join(map(str, found.absolute_path)) == place


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("standaardantwoorden", {"standaardantwoorden": [{"titel": "Wij zoeken het uit"}]}, "standaardantwoorden/0"),
        ("standaardantwoorden", {"standaardantwoorden": [{"titel": "a", "tekst": "b", "toon": "warm"}]}, "standaardantwoorden/0"),
        ("taalregels", {"liever": [{"woord": "indien"}]}, "liever/0"),
        ("taalregels", {"afkortingen": ["bijv."]}, "afkortingen/0"),
        ("kenmerken", {"kenmerken": [{"id": "a", "soort": "kleur", "gevoelig": "nee", "waarden": {"ja": ["a"]}}]}, "kenmerken/0/soort"),
        ("kenmerken", {"kenmerken": [{"id": "a", "soort": "ja-nee", "gevoelig": "nee", "waarden": ["a"]}]}, "kenmerken/0/waarden"),
        ("beloften", {"te-laat": ["niet gebeld"]}, "Additional properties are not allowed ('te-laat' was unexpected)"),
        ("patronen", {"patronen": {"werk": "WERK"}}, "patronen/werk"),
    ],
)
def test_what_is_wrong_in_a_list_of_words_is_seen_while_typing(name: str, content: Any, place: str) -> None:
    assert mistakes(name, content) == [place]


@pytest.mark.parametrize(
    ("name", "path", "left_out"),
    [
        ("zinnen", "intents/zinnen.yaml", ("opdrachten", "stop")),
        ("antwoorden", "intents/antwoorden.yaml", ("ja",)),
        ("teksten", "knowledge/teksten.yaml", ("welkom", "groet")),
        ("teksten", "knowledge/teksten.yaml", ("knoppen",)),
    ],
)
def test_what_may_not_be_missing_is_missed_while_typing(name: str, path: str, left_out: tuple[str, ...]) -> None:
    content = yaml.load((ROOT / path).read_text(encoding="utf-8"), yaml.BaseLoader)
    *above, last = left_out
    inner = content
    for key in above:
        inner = inner[key]
    del inner[last]
    [found] = Draft202012Validator(schema(name)).iter_errors(content)
    assert (list(found.absolute_path), found.message) == (above, f"'{last}' is a required property")


def test_a_text_that_nobody_says_any_more_is_no_mistake() -> None:
    content = yaml.load((ROOT / "knowledge" / "teksten.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    content["welkom"]["van-vroeger"] = "Hallo."
    assert mistakes("teksten", content) == []


def test_every_field_of_a_question_and_a_step_stands_in_the_table() -> None:
    rows = {line.split("`")[1] for line in table().splitlines() if line.startswith("| `")}
    assert {*ENTRY_FORM, *FILE_FORM, *STEP_FORM} <= rows
    assert "VELDEN.md" in (TABLE.parent / "LEESMIJ.md").read_text(encoding="utf-8")
