"""No id and no place of ours stands in code: which entry plays which part, `knowledge/instellingen.yaml` says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.content.model import Knowledge
from bot.understanding.sentences import ACT_IDS, COMMAND_IDS

BOT = Path(__file__).parents[1] / "bot"
LEAST_LETTERS = 8  # of an id that is looked for within a longer text

FIELDS = "a field of the forms that staff fill in"
SAID = "a section or key of teksten.yaml"
KINDS = "a kind of the program, not an entry"
WORDS_OF_THE_PROGRAM = {
    "content/entries.py": {name: KINDS for name in ("inloop", "kosten", "contact")},
    "content/facet_checks.py": {"adres": FIELDS},
    "domain/facets.py": {name: KINDS for name in ("kosten", "contact")},
    "content/roles.py": {
        name: FIELDS
        for name in (
            "adres",
            "inloop",
            "klacht",
            "kosten",
            "openingstijden",
            "privacy",
            "contact",
            "website",
            "vakantiegeld",
            "minimumloon",
            "uitbuiting",
        )
    },
    "content/phrases.py": {"minimumloon": SAID, "uitbuiting": SAID},
    "content/schema_calendar.py": {name: FIELDS for name in ("adres", "inloop", "openingstijden")},
    "content/schema_entries.py": {name: FIELDS for name in ("adres", "inloop")},
    "content/schema_lists.py": {"kosten": KINDS} | {name: FIELDS for name in ("adres", "toegankelijkheid")},
    "content/schema_region.py": {name: FIELDS for name in ("adres", "klacht")},
    "content/schema_traits.py": {"geldzorgen": FIELDS},
    "content/templates.py": {name: FIELDS for name in ("adres", "klacht", "openingstijden")},
    "dialogue/visit.py": {name: KINDS for name in ("kosten", "contact")},
    "domain/answers.py": {"adres": SAID},
    "domain/messages.py": {"contact": KINDS},
    "app/assistant.py": {"contact": KINDS},
    "app/desk/visitors.py": {"contact": KINDS},
    "channels/desk/example.py": {"contact": KINDS},
    "channels/telegram/channel.py": {"privacy": SAID},
    "dialogue/actions.py": {"privacy": KINDS},
    "dialogue/old_actions.py": {"privacy": KINDS},
    "dialogue/consent.py": {"privacy": KINDS},
    "dialogue/cost_calculation.py": {"kosten": KINDS, "minimumloon": SAID},
    "dialogue/data_rights.py": {"adres": SAID, "privacy": KINDS},
    "dialogue/offers.py": {"website": SAID},
    "dialogue/safety.py": {"klacht": KINDS, "uitbuiting": KINDS},
    "dialogue/small_talk.py": {"privacy": SAID},
    "privacy/contact_details.py": {"adres": KINDS},
    "storage/retention.py": {"adres": KINDS},
    "understanding/risk_learner.py": {"klacht": KINDS, "uitbuiting": KINDS},
}
"""Per file the words of the program that are an id of ours too, each with what it is there."""


@cache
def texts() -> list[tuple[str, str]]:
    """Every string constant of the code but the docstrings, with its file; read once."""
    return list(_texts())


def _texts() -> Iterator[tuple[str, str]]:
    for path in sorted(BOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                yield path.relative_to(BOT).as_posix(), node.value


def ids_of(known: Knowledge) -> set[str]:
    """All ids of the content, without the acts and commands that the program itself has."""
    named = {*known.entries, *known.facts, *known.amounts, *known.calendar.services, *known.calendar.locations}
    chosen = (*known.employers.wishes, *known.employers.branches, *known.employers.hours)
    return (named | {one.id for one in known.occasions}) - {*ACT_IDS, *COMMAND_IDS} - {one.id for one in chosen}


def places_of(known: Knowledge) -> set[str]:
    """The municipalities with their places, and the addresses of the locations."""
    places = {place for one in known.municipalities for place in (one.name, *one.places)}
    return places | {location.address for location in known.calendar.locations.values()}


def test_no_id_of_the_content_stands_in_code(shipped_knowledge: Knowledge) -> None:
    ids = ids_of(shipped_knowledge)
    long = re.compile(r"(?<![\w-])(?:" + "|".join(sorted(one for one in ids if len(one) >= LEAST_LETTERS)) + r")(?![\w-])")
    found = {
        (file, one)
        for file, text in texts()
        for one in ({text} & ids) | set(long.findall(text))
        if one not in WORDS_OF_THE_PROGRAM.get(file, {})
    }
    assert (len(ids) > 100, found) == (True, set())


def test_no_place_of_the_content_stands_in_code(shipped_knowledge: Knowledge) -> None:
    places = places_of(shipped_knowledge)
    named = re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, places))) + r")(?!\w)")
    found = {(file, place) for file, text in texts() for place in named.findall(text)}
    assert (len(places) > 100, found) == (True, set())


def test_every_word_that_is_let_through_is_there(shipped_knowledge: Knowledge) -> None:
    """A word that went from a file is let through no longer."""
    there: dict[str, set[str]] = {}
    for file, text in texts():
        there.setdefault(file, set()).update([text, *re.findall(r"[\w-]+", text)])
    listed = {(file, word) for file, words in WORDS_OF_THE_PROGRAM.items() for word in words}
    assert {(file, word) for file, word in listed if word not in there.get(file, set()) or word not in ids_of(shipped_knowledge)} == set()
