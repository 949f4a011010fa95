"""What staff may write, for their editors and on paper: `python -m bench.fields` writes `schema/` and `knowledge/VELDEN.md` anew.

A schema (JSON Schema 2020-12) tells an editor which fields there are while somebody types; `.vscode/settings.json` says which goes with which
file. It holds what the forms of `bot/content` say of themselves, and nothing that is not there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.content.fields import FieldRule
from bot.content.phrases import read_phrases
from bot.content.plain_language import read_language_rules
from bot.content.roles import read_roles
from bot.content.schema_answers import examine_answers
from bot.content.schema_appeals import read_appeals
from bot.content.schema_calendar import read_calendar
from bot.content.schema_entries import ENTRY_FORM, FILE_FORM, read_entries
from bot.content.schema_facets import read_facet_words
from bot.content.schema_lists import (
    read_amounts,
    read_employers,
    read_facts,
    read_languages,
    read_notice,
    read_occasions,
    read_owner_questions,
    read_synonyms,
    read_word_lists,
    read_words,
)
from bot.content.schema_region import read_municipalities
from bot.content.schema_replies import read_replies
from bot.content.schema_signal_words import examine_signal_words
from bot.content.schema_traits import examine_traits
from bot.content.shapes import DAY, ID, NUMBER, TEXT, TEXTS, YES_OR_NO, shape_of
from bot.understanding.risk_patterns import read_patterns
from bot.understanding.sentences import examine_sentences

ROOT = Path(__file__).parents[1]
SCHEMAS, TABLE, SETTINGS = ROOT / "schema", ROOT / "knowledge" / "VELDEN.md", ROOT / ".vscode" / "settings.json"
FILES: Mapping[str, tuple[str, Callable[..., Any]]] = {
    "vragen": ("knowledge/vragen/*.yaml", read_entries),
    "afspraken": ("knowledge/afspraken.yaml", read_calendar),
    "bedragen": ("knowledge/bedragen*.yaml", read_amounts),
    "feiten": ("knowledge/feiten.yaml", read_facts),
    "woordenlijst": ("knowledge/woordenlijst.yaml", read_words),
    "mededeling": ("knowledge/mededeling.yaml", read_notice),
    "evenementen": ("knowledge/evenementen.yaml", read_occasions),
    "bevestigen": ("knowledge/bevestigen.yaml", read_owner_questions),
    "gemeenten": ("knowledge/gemeenten.yaml", read_municipalities),
    "werkgevers": ("knowledge/werkgevers.yaml", read_employers),
    "talen": ("knowledge/talen.yaml", read_languages),
    "gevoelig": ("knowledge/gevoelig.yaml", read_word_lists),
    "facetten": ("knowledge/facetten.yaml", read_facet_words),
    "instellingen": ("knowledge/instellingen.yaml", read_roles),
    "standaardantwoorden": ("knowledge/standaardantwoorden.yaml", read_replies),
    "taalregels": ("knowledge/taalregels.yaml", read_language_rules),
    "synoniemen": ("intents/synoniemen.yaml", read_synonyms),
    "zinnen": ("intents/zinnen.yaml", examine_sentences),
    "antwoorden": ("intents/antwoorden.yaml", examine_answers),
    "kenmerken": ("intents/kenmerken.yaml", examine_traits),
    "beloften": ("intents/beloften.yaml", read_appeals),
    "signaalwoorden": ("intents/signaalwoorden.yaml", examine_signal_words),
    "patronen": ("intents/*/*.yaml", read_patterns),
    "teksten": ("knowledge/teksten.yaml", read_phrases),
}
"""Per schema the files that it is for, and what reads them."""
Shape = dict[str, Any]


def schema(name: str) -> Shape:
    """The schema of one kind of file."""
    files, reader = FILES[name]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": files}
    return {**head, **resolved(shape_of(reader))}


def resolved(shape: Any) -> Any:
    """A shape with its forms written out."""
    if isinstance(shape, Mapping) and "form" in shape:
        return _fields(shape["form"], shape.get("besides", {}))
    if isinstance(shape, Mapping):
        return {key: resolved(value) for key, value in shape.items()}
    return [resolved(one) for one in shape] if isinstance(shape, list | tuple) else shape


def _fields(form: Mapping[str, FieldRule], besides: Mapping[str, Any]) -> Shape:
    properties = {name: _field(rule) for name, rule in form.items()} | {name: resolved(shape) for name, shape in besides.items()}
    must = [*(name for name, rule in form.items() if rule.required), *besides]
    return {"type": "object", "properties": properties, **({"required": must} if must else {}), "additionalProperties": False}


def _field(rule: FieldRule) -> Shape:
    shown = {"examples": [rule.example]} if rule.example and rule.example != "…" else {}
    return {**resolved(shape_of(rule.read)), **shown}


# The same as a table that can be read on paper.

WORDS = (
    (DAY, "datum (jaar-maand-dag)"),
    (YES_OR_NO, "ja of nee"),
    (NUMBER, "getal, met een punt"),
    (ID, "kleine letters, cijfers en streepjes"),
    (TEXTS, "één tekst, of een lijst"),
    (TEXT, "tekst"),
)
HEAD = """# Alle velden

Deze bladzijde is gemaakt door `python -m bench.fields`. Verander haar niet zelf. Hoe u iets verandert, staat in LEESMIJ.md.
Een veld met **ja** moet er zijn. Wat de assistent ervan vindt, zegt `werkbot controleer`.
"""


def table() -> str:
    """The fields of every file, with what is written in them."""
    parts = [HEAD]
    for files, reader in FILES.values():
        parts.append(f"\n## `{files}`\n")
        parts += _tables(resolved(shape_of(reader)), "")
    return "\n".join(parts) + "\n"


def _tables(shape: Shape, of: str) -> Iterator[str]:
    """The table of one group of fields, and those of the groups within it."""
    yield (f"\nOnder `{of}`:\n\n" if of else "") + "| veld | moet | wat | bijvoorbeeld |\n|---|---|---|---|"
    within: dict[str, tuple[Shape, list[str]]] = {}
    for name, field in shape["properties"].items():
        example = field.get("examples", [""])[0].replace("|", "\\|")
        yield f"| `{name}` | {'ja' if name in shape.get('required', ()) else ''} | {told(field)} | {f'`{example}`' if example else ''} |"
        if below := _below(field):
            within.setdefault(json.dumps(below), (below, []))[1].append(name)
    for below, names in within.values():
        yield from _tables(below, "`, `".join(f"{of}, {name}" if of else name for name in names))


def _below(field: Shape) -> Shape | None:
    """The group of fields that a field holds, also as one item of a list or as the longer way to write it."""
    shapes = (field, field.get("items", {}), *field.get("anyOf", ()))
    return next((one for one in shapes if one.get("properties")), None)


def told(field: Shape) -> str:
    """What is written in a field, in a few words."""
    bare = {key: value for key, value in field.items() if key != "examples"}
    for shape, words in WORDS:
        if bare == shape:
            return words
    if "enum" in bare:
        return f"een van: {', '.join(bare['enum'])}"
    if "integer" in bare.get("type", ()):
        return f"heel getal, {bare['minimum']} tot en met {bare['maximum']}"
    if bare.get("type") == "array":
        return "lijst, zie onder" if _below(field) else "lijst"
    if "anyOf" in bare:
        return "tekst, of velden (zie onder)"
    if isinstance(bare.get("additionalProperties"), Mapping):
        return "lijsten, elk met een eigen naam"
    if bare.get("type") == "object":
        return "velden, zie onder" if _below(field) else "velden"
    return "zie de voorbeelden in het bestand"


def settings() -> Shape:
    """Which schema goes with which files, for Visual Studio Code and editors that read its settings."""
    return {"yaml.schemas": {f"./schema/{name}.json": files for name, (files, _) in FILES.items()}}


def written() -> dict[Path, str]:
    """Every file that is made, with its text."""
    schemas = {SCHEMAS / f"{name}.json": _json(schema(name)) for name in FILES}
    return {**schemas, SETTINGS: _json(settings()), TABLE: table()}


def _json(value: Shape) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write all of them."""
    for path, text in written().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"{len(FILES)} schemas, {len(ENTRY_FORM) + len(FILE_FORM)} fields of a question")


if __name__ == "__main__":
    main()
