"""Every text of a catalogue is said, with exactly the slots that it has, and every one that is said is there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale

import bot
from bot.app import content_report
from bot.channels import jsonl
from bot.cli import texts
from bot.content import problems
from bot.content.catalogue import FORMS, Catalogue, form_of
from bot.reports import report_texts
from bot.storage import database

ROOT = Path(bot.__file__).parent
CATALOGUES = {
    "app": content_report.catalogue,
    "channels": jsonl.catalogue,
    "cli": texts.catalogue,
    "content": problems.catalogue,
    "reports": report_texts.catalogue,
    "storage": database.catalogue,
}
"""By the room whose texts they are."""
SAYERS = {"say": (0, ("",)), "told": (0, (".wat", ".doe")), "perhaps": (1, (".wat", ".doe"))}
"""What says a text, which argument is its code, and which texts stand below that code."""


@dataclass(frozen=True)
class Said:
    """One place where a text is said: one code, or several of which one is chosen."""

    place: str
    codes: tuple[tuple[str, ...], ...]
    slots: frozenset[str]


def said(room: str) -> Iterator[Said]:
    """Every place in a room where a text is said."""
    for path in (*sorted(one for name in CATALOGUES for one in (ROOT / name).glob("*.py")), ROOT / "__main__.py"):
        for node in _calls(path):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name not in SAYERS or len(node.args) <= SAYERS[name][0]:
                continue
            if _room_of(path, node.func) != room:
                continue
            place, below = SAYERS[name]
            code = node.args[place]
            if isinstance(code, ast.JoinedStr | ast.Name) and path.stem == "problems":  # handed on by `told` and `perhaps`
                continue
            slots = frozenset(keyword.arg or "**" for keyword in node.keywords)
            yield Said(f"{path.name}:{node.lineno}", tuple(tuple(f"{one}{end}" for end in below) for one in _codes(room, code)), slots)


@cache
def _calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]


def _room_of(path: Path, function: ast.expr) -> str:
    """Whose catalogue speaks: that of the module before the dot, else of the room itself; `phrases.say` is what citizens read."""
    if isinstance(function, ast.Attribute):
        said_by = ast.unparse(function.value)
        return {"content_report": "app", "report_texts": "reports", "catalogue": path.parent.name}.get(said_by, "")
    return "cli" if path.stem == "__main__" else path.parent.name


def _codes(room: str, code: ast.expr) -> Iterator[str]:
    """The codes that it may be: one, one of two, or all below what it begins with."""
    if isinstance(code, ast.JoinedStr):
        [begin, _] = code.values
        assert isinstance(begin, ast.Constant) and str(begin.value).endswith("."), ast.unparse(code)
        yield from (one for one in CATALOGUES[room].texts if one.startswith(begin.value))
    elif isinstance(code, ast.Constant) and isinstance(code.value, str):
        yield code.value
    elif isinstance(code, ast.IfExp):
        yield from _codes(room, code.body)
        yield from _codes(room, code.orelse)
    else:
        raise AssertionError(f"not a code: {ast.unparse(code)}")


def slots_of(catalogue: Catalogue, code: str) -> set[str]:
    """The slots of a text, of all its forms, with the one that picks a form."""
    text = catalogue.texts[code]
    written = [text] if isinstance(text, str) else [*text.values(), "{count}"]
    return {name for one in written for _, name, _, _ in Formatter().parse(one) if name is not None}


@pytest.mark.parametrize("room", CATALOGUES)
def test_every_text_is_said_and_every_text_that_is_said_is_there(room: str) -> None:
    codes = {code for one in said(room) for below in one.codes for code in below}
    assert codes == set(CATALOGUES[room].texts)


@pytest.mark.parametrize("room", CATALOGUES)
def test_who_says_a_text_fills_in_its_slots_and_no_others(room: str) -> None:
    wrong = []
    for one in said(room):
        wanted = [set().union(*(slots_of(CATALOGUES[room], code) for code in below)) for below in one.codes]
        given = set(one.slots)
        if any(not slots <= given for slots in wanted) or set().union(*wanted) != given:
            wrong.append((one.place, one.codes, sorted(given), [sorted(slots) for slots in wanted]))
    assert wrong == []


def test_a_form_is_chosen_as_the_rules_of_unicode_say() -> None:
    dutch = Locale("nl").plural_form
    assert {number: form_of(number) for number in range(1001)} == {
        number: FORMS[0] if dutch(number) == "one" else FORMS[1] for number in range(1001)
    }


def test_a_number_agrees_with_what_it_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "counted").mkdir()
    (tmp_path / "counted" / "__init__.py").touch()
    (tmp_path / "counted" / "texts.yaml").write_text('visits:\n  een: "1 afspraak"\n  meer: "{count} afspraken"\nbrace: "{{x}} {y}"\n')
    monkeypatch.syspath_prepend(str(tmp_path))
    catalogue = Catalogue("counted", "texts.yaml")
    assert [catalogue.say("visits", count=count) for count in (0, 1, 2)] == ["0 afspraken", "1 afspraak", "2 afspraken"]
    assert catalogue.say("brace", y=1) == "{x} 1"
    with pytest.raises(KeyError):
        catalogue.say("gone")
    with pytest.raises(KeyError):
        catalogue.say("brace")
