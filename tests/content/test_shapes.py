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


@pytest.mark.parametrize("loader", [yaml.BaseLoader, yaml.SafeLoader], ids=["as typed", "as an editor reads it"])
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


def test_every_field_of_a_question_and_a_step_stands_in_the_table() -> None:
    rows = {line.split("`")[1] for line in table().splitlines() if line.startswith("| `")}
    assert {*ENTRY_FORM, *FILE_FORM, *STEP_FORM} <= rows
    assert "VELDEN.md" in (TABLE.parent / "LEESMIJ.md").read_text(encoding="utf-8")
