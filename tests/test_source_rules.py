"""Rules that every file of the program keeps, read from its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

from bot.content.entries import FACETS, Act, Amount, AmountValue, Entry, Fact, Notice, Step, Synonym, Word
from bot.content.model import Branch, Employers, Language, Municipality, Occasion, WeekHours, Wish, WordLists
from bot.content.schema_entries import ENTRY_FORM, FILE_FORM
from bot.content.schema_signal_words import WordList
from bot.content.services import Calendar, Closure, Hours, Location, Rules, Service
from bot.understanding.sentences import COMMAND_IDS
from bot.understanding.signal_words import listed

CONTENT = (
    *(Language, Municipality, WordLists, Branch, Employers, WeekHours, Wish, Occasion),
    *(Act, Amount, AmountValue, Entry, Fact, Notice, Step, Synonym, Word, Calendar, Closure, Hours, Location, Rules, Service),
)
ROOT = Path(__file__).parents[1]


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the product, parsed."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def test_every_field_of_the_content_is_read() -> None:
    """What staff may write and nobody reads is work for nothing: every field of a form is filled in, every field kept is looked at."""
    trees = [tree for _, tree in sources()]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    looked_at = {node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)}
    kept = {field.name for kind in CONTENT for field in fields(kind)}
    assert kept - looked_at == set()
    asked_for = {
        node.value
        for parent in nodes
        if isinstance(parent, ast.Call | ast.Subscript)
        for node in (parent.args[:2] if isinstance(parent, ast.Call) else [parent.slice])
        if isinstance(node, ast.Constant)
    }
    assert set(ENTRY_FORM) | set(FILE_FORM) <= asked_for


def test_a_number_is_only_what_int_can_read() -> None:
    """`"²".isdigit()` and `"½".isnumeric()` are true, and `int` raises on both; `isdecimal` says exactly what `int` reads."""
    asked = [
        f"{name}:{node.lineno}"
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("isdigit", "isnumeric")
    ]
    assert asked == []


DUTCH = frozenset(
    [
        "de",
        "het",
        "een",
        "niet",
        "en",
        "van",
        "voor",
        "met",
        "is",
        "zijn",
        "wordt",
        "kan",
        "u",
        "uw",
        "dat",
        "die",
        "deze",
        "dit",
        "er",
        "op",
        "te",
        "naar",
        "bij",
        "als",
        "om",
        "of",
        "geen",
        "nog",
        "al",
        "maar",
        "wel",
        "door",
        "aan",
        "uit",
        "staat",
        "ons",
        "onze",
        "wij",
    ]
)
"""Words without which hardly a Dutch sentence goes."""
NOT_SAID = re.compile(r"\\|\(\?|[|^$<]|\b(?:SELECT|DELETE|UPDATE|INSERT|CREATE|NOT EXISTS)\b|^\S*$")
"""Patterns, SQL, and what is one word."""


def sentences(tree: ast.Module) -> Iterator[str]:
    """Every text of a module that reads as a Dutch sentence; docstrings are for developers."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if id(node) in docstrings or id(node) in parts:
            continue
        said = [node] if isinstance(node, ast.Constant) else node.values if isinstance(node, ast.JoinedStr) else []
        text = "x".join(one.value for one in said if isinstance(one, ast.Constant) and isinstance(one.value, str))
        words = re.findall(r"[^\W\d_]+", text.lower())
        if len(words) >= 5 and sum(word in DUTCH for word in words) >= 2 and text.rstrip(" '")[-1:] in ".:?!" and not NOT_SAID.search(text):
            yield text


def test_no_dutch_sentence_stands_in_python() -> None:
    """What citizens read is in knowledge/teksten.yaml, what colleagues read in the catalogue of the room that says it.

    A form (`schema_…`) holds examples of what staff write, not sentences of ours.
    """
    found = {name: list(sentences(tree)) for name, tree in sources() if "/schema_" not in name}
    assert len(found) > 200
    assert {name: said for name, said in found.items() if said} == {}


# Words that decide are data that staff can extend: intents/signaalwoorden.yaml, antwoorden.yaml and their neighbours.

DECIDING_ROOMS = ("app", "dialogue", "domain", "privacy", "understanding")
MAY_HOLD_WORDS = {
    "app/desk/closed_days.py": "how colleagues write a stretch of days, with the grammar of dates",
    "dialogue/mention.py": 'looks for "Kies" in our own answers, not in what people say',
    "dialogue/old_actions.py": "names of buttons that were sent before",
    "privacy/contact_details.py": "what may not be kept must not depend on a file that can be changed, and privacy stands below content",
    "privacy/digit_groups.py": "as contact_details",
    "privacy/identifiers.py": "as contact_details",
    "privacy/number_detection.py": "as contact_details",
    "understanding/dates/": "the grammar of Dutch dates, with a lexicon of its own (dates/lexicon.py)",
    "understanding/languages.py": "what counts as Dutch decides whether a cry in another language is heard",
    "understanding/spelling.py": "letters that sound alike, not words",
    "understanding/traits.py": "endings of an ordinal: 1e, 2de, 20ste",
}
NAMES_ITS_KINDS = re.compile(r"^[a-z0-9]+(?:[-.:_][a-z0-9{}]*)+$")
"""A key of ours: `wens.voor`, `niet-gebeld`."""
AN_EXPRESSION, A_ROW = re.compile(r"\\[bsw]|\(\?|\w\|\w"), re.compile(r"[a-z]+(?: [a-z]+){4,}")
OF_SENTENCES = tuple(
    one
    for one in WordList
    if one in ("schakels", "aanloop", "niet", "wij", "maar-wel", "vraagwerkwoorden", "van-wie-gevraagd", "wijst-terug", "opvulling")
)
"""The lists of words that stand in any sentence; a noun ("naam", "dag") can be a key of ours."""
ALSO_KEYS = frozenset({*FACETS, *COMMAND_IDS, "is", "of", "was", "we", "der", "best", "echt", "die", "nu"})
"""Words that are keys of ours too, and those that are English."""


def deciding_words() -> frozenset[str]:
    """The small words of sentences, and those without which hardly a Dutch sentence goes."""
    said = (line for kind in OF_SENTENCES for line in listed(kind))
    return frozenset(word for line in (*said, *DUTCH) for word in line.split() if len(word) > 1) - ALSO_KEYS


def looked_for(tree: ast.Module) -> Iterator[tuple[int, list[str]]]:
    """With their lines: the texts of an expression, and of a list or table of two words or more."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in (one for one in ast.walk(tree) if id(one) not in docstrings):
        texts = [one.value for one in _literals(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if isinstance(node, ast.JoinedStr | ast.Constant):
            yield node.lineno, [one for one in texts if AN_EXPRESSION.search(one) or A_ROW.fullmatch(one)]
        elif len(texts) > 1:
            yield node.lineno, [one for one in texts if not NAMES_ITS_KINDS.match(one)]


def _literals(node: ast.AST) -> Sequence[ast.AST | None]:
    if isinstance(node, ast.Set | ast.List | ast.Tuple):
        return node.elts
    if isinstance(node, ast.Dict):
        return node.keys
    return node.values if isinstance(node, ast.JoinedStr) else [node]


def test_no_word_that_decides_stands_in_python() -> None:
    """A list of Dutch words, or an expression with one, belongs in `intents/`; each exception has its reason, and is still needed."""
    words = deciding_words()
    assert len(words) > 100
    found: dict[str, list[str]] = {}
    for name, tree in sources():
        short = name.removeprefix("bot/")
        if short.split("/")[0] in DECIDING_ROOMS:
            told = [f"{line}: {text}" for line, texts in looked_for(tree) for text in texts if words & _words(text)]
            found |= {short: told} if told else {}
    excepted = {name: any(one.startswith(name) for one in found) for name in MAY_HOLD_WORDS}
    left = {name: told for name, told in found.items() if not name.startswith(tuple(MAY_HOLD_WORDS))}
    assert left == {}
    assert excepted == dict.fromkeys(MAY_HOLD_WORDS, True)


def _words(text: str) -> set[str]:
    """The words of a text or an expression, without its escapes."""
    return {word for word in re.findall(r"[a-z]+", re.sub(r"\\[a-zA-Z]|\?P<\w+>", " ", text))}
