"""Every text that the program says is required, every one that is required is said, and one that is missing costs a button at most."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import bot
from bot.app.assistant import Reception, Snapshot
from bot.channels.telegram.channel import COMMANDS
from bot.config import Settings
from bot.content.clock import PARTS_OF_DAY
from bot.content.entries import Audience
from bot.content.phrases import BUTTONS, REQUIRED, SHORTER, Phrases
from bot.content.schema_lists import LANGUAGE_SUBJECTS
from bot.dialogue.buttons import BEGINNINGS
from bot.dialogue.consent import AFTER_DAYS
from bot.dialogue.cost_calculation import FORM
from bot.dialogue.employer import STEPS
from bot.dialogue.safety import HELP_LINES
from bot.domain.availability import Refusal
from bot.domain.messages import Button, Kind, Message, Reply
from bot.storage.database import Storage
from bot.storage.referral_rows import Partner
from bot.understanding.risk import formal_signals
from tests.conftest import Citizen
from tests.soak import times

ROOT = Path(bot.__file__).parent
SECTIONS = {key.partition(".")[0] for key in REQUIRED}
KEY = re.compile(r"([a-z]+)\.[a-z0-9-]+")
BUTTON_MAKERS = {"button": 0, "label": 0, "booking_button": 2}
"""What makes a button of ours, and which argument names its words."""
LINES = sorted({line for lines in HELP_LINES.values() for line in lines})
PUT_TOGETHER = {
    ("channels/telegram/channel.py", "f'telegram.opdracht-{name}'"): [f"telegram.opdracht-{name}" for name in COMMANDS],
    ("app/delivery.py", "f'vervolg.{text}'"): ["vervolg.bericht-herinnering", "vervolg.bericht-gelukt", "vervolg.bericht-gemist"],
    ("app/desk/referrals.py", "f'doorgeven.{name}'"): [
        f"doorgeven.{name}" for name in ("onderwerp", "vraag", "telefoon", "naam", "afspraak")
    ],
    ("app/desk/referrals.py", "f'doorgeven.aan-{organisation}'"): [f"doorgeven.aan-{one}" for one in Partner],
    ("dialogue/referral.py", "f'doorgeven.aan-{one.organisation}'"): [f"doorgeven.aan-{one}" for one in Partner],
    ("dialogue/answering.py", "key"): [f"knoppen.{name}" for name in ("afspraak", "verzetten", "afzeggen", "mijn-afspraak", "medewerker")],
    ("dialogue/answering.py", "usual.get(step.kind, 'menu')"): [f"knoppen.{name}" for name in ("kom-langs", "bel-mij", "afspraak", "menu")],
    ("dialogue/buttons.py", "key"): [f"knoppen.{key}" for key, _ in BEGINNINGS.values()],
    ("dialogue/confirmation.py", "confirm"): ["knoppen.bevestig", "knoppen.bevestig-verzetten"],
    ("dialogue/booking.py", "other.value"): [f"knoppen.{one.value}" for one in (Audience.INHABITANT, Audience.EMPLOYER)],
    ("dialogue/small_talk.py", "f'algemeen.{key}'"): ["algemeen.alleen-tekst", "algemeen.groep", "algemeen.gewijzigd"],
    ("dialogue/cost_calculation.py", "f'kosten.{name}'"): [f"kosten.{field.id}" for field in FORM.fields],
    ("dialogue/cost_sum.py", "f'kosten.rij-{name}'"): [f"kosten.rij-{name}" for name in ("loon", "subsidie", "lkv", "over")],
    ("dialogue/employer.py", "f'werkgever.{key or waiting.step}'"): [f"werkgever.{name}" for name in (*STEPS, "geen-uren")],
    ("dialogue/details.py", "f'gesprek.over-{context.memory.about}'"): [
        f"gesprek.over-{about}" for about in ("kind", "partner", "familie", "client", "werknemer")
    ],
    ("dialogue/small_talk.py", "f'talen.over-{about}'"): [f"talen.over-{about}" for about in LANGUAGE_SUBJECTS],
    ("dialogue/follow_up.py", "usual[step.kind]"): [f"knoppen.{name}" for name in ("kom-langs", "bel-mij", "afspraak")],
    ("dialogue/consent.py", "key"): [f"knoppen.{name}" for name in AFTER_DAYS.values()],
    ("dialogue/offers.py", "f'afspraak.geweigerd-{why.value}'"): [f"afspraak.geweigerd-{why.value}" for why in Refusal],
    ("dialogue/offers.py", "key"): [],  # the makers of its buttons are looked at themselves
    ("dialogue/context.py", "key"): [],
    ("dialogue/safety.py", "line"): [f"knoppen.{line}" for line in LINES],
    ("dialogue/safety.py", "f'crisis.{kind}'"): [f"crisis.{kind}" for kind in HELP_LINES],
    ("dialogue/safety.py", "f'crisis.nummers-{kind}'"): [f"crisis.nummers-{kind}" for kind, lines in HELP_LINES.items() if lines],
    ("dialogue/safety.py", "f'crisis.zacht-{danger.kind}'"): [f"crisis.zacht-{kind}" for kind, lines in HELP_LINES.items() if lines],
    ("dialogue/safety.py", "key"): ["knoppen.niet-goed", "knoppen.mijn-werk"],
    ("dialogue/safety.py", "f'crisis.{line}'"): [f"crisis.{line}" for line in LINES],
    ("dialogue/safety.py", "f'formeel.{kind}'"): [f"formeel.{kind}" for kind in formal_signals().kinds if kind != "gewoon"],
    ("dialogue/wish_words.py", "f'wens.{wish.part}'"): [f"wens.{part}" for part in PARTS_OF_DAY],
    ("dialogue/steps.py", "f'gemeente.{key}'"): ["gemeente.waar", "gemeente.niet-herkend"],
}
"""Where a key is made of parts, and which keys come out."""


SETTINGS = "config.py"
"""Names of settings look like keys of texts: `telegram.proxy`."""


def named() -> Iterator[str]:
    """Every key that stands in the program as it is."""
    for place, node in _nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_key(node.value) and place != SETTINGS:
            yield node.value
        if (words := _words_of_button(node)) and isinstance(words, ast.Constant | ast.IfExp):
            yield from (f"{BUTTONS}.{one.value}" for one in _results(words))


def put_together() -> set[tuple[str, str]]:
    """Every place where a key is made of parts."""
    found = set()
    for place, node in _nodes():
        if isinstance(node, ast.JoinedStr) and isinstance(first := node.values[0], ast.Constant):
            if re.match(r"[a-z]+\.", str(first.value)) and str(first.value).partition(".")[0] in SECTIONS:
                found.add((place, ast.unparse(node)))
        elif (words := _words_of_button(node)) and not isinstance(words, ast.Constant | ast.IfExp):
            found.add((place, ast.unparse(words)))
    return found


@cache
def _nodes() -> list[tuple[str, ast.AST]]:
    """What a key or a button may stand in, with its place; read once."""
    return [
        (path.relative_to(ROOT).as_posix(), node)
        for path in sorted(ROOT.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant | ast.JoinedStr | ast.Call)
    ]


def _is_key(text: str) -> bool:
    found = KEY.fullmatch(text)
    return bool(found and found[1] in SECTIONS and not text.endswith((".ics", ".npz", ".yaml", "-")))


def _words_of_button(node: ast.AST) -> ast.expr | None:
    if not isinstance(node, ast.Call):
        return None
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name == "label" and not ast.unparse(node.func).endswith("phrases.label"):
        return None
    return node.args[BUTTON_MAKERS[name]] if name in BUTTON_MAKERS and len(node.args) > BUTTON_MAKERS[name] else None


def _results(words: ast.expr) -> Iterator[ast.Constant]:
    if isinstance(words, ast.IfExp):
        yield from _results(words.body)
        yield from _results(words.orelse)
    elif isinstance(words, ast.Constant):
        yield words


def test_every_place_where_a_key_is_made_of_parts_is_known() -> None:
    assert put_together() == set(PUT_TOGETHER)


def test_every_text_that_is_said_is_required_and_the_reverse() -> None:
    said = {*named(), *(key for keys in PUT_TOGETHER.values() for key in keys)}
    assert said == {key for key in REQUIRED if not key.endswith(SHORTER)}


def test_a_short_text_stands_beside_the_one_it_shortens() -> None:
    assert [key for key in REQUIRED if key.endswith(SHORTER) and key.removesuffix(SHORTER) not in REQUIRED] == []


WALK = (
    "/start",
    "ik wil een afspraak",
    "wat kost een gesprek",
    "medewerker",
    "/privacy",
    "mijn stappen",
    "ik word bedreigd thuis",
)


def test_a_button_without_words_is_none() -> None:
    assert Reply("x", (Button("Ja", "a"), Button("", "b"))).buttons == (Button("Ja", "a"),)


def walked(snapshot: Snapshot, presses: tuple[str, ...]) -> list[list[tuple[str, tuple[str, ...]]]]:
    """What is said to the same typed words and presses, with the words of the buttons."""
    storage = Storage(":memory:")
    citizen = Citizen(Reception(storage, snapshot, Settings()))
    said = []
    for step in (*WALK, *presses):
        if step.startswith("!"):
            citizen.replies = []
            citizen._send(Message(citizen.person, citizen.now, action=step[1:], kind=Kind.BUTTON, channel="json"))
        else:
            citizen.says(step)
        said.append([(reply.text, tuple(button.label for button in reply.buttons)) for reply in citizen.replies])
    storage.close()
    return said


LABELS = sorted(key.partition(".")[2] for key in REQUIRED if key.startswith(f"{BUTTONS}."))
PRESSES = ("!menu", "!b", "!kom", "!hm", "!wis", "!gemeente", "!bel", "!stop")


@pytest.mark.parametrize("names", [LABELS[number :: times(8, len(LABELS))] for number in range(times(8, len(LABELS)))])
def test_button_texts_that_are_missing_cost_those_buttons_alone(snapshot: Snapshot, whole: list[object], names: list[str]) -> None:
    """An eighth of them at once; in a soak one by one."""
    phrases = snapshot.knowledge.phrases
    left = Phrases({key: text for key, text in phrases.items() if key.removeprefix(f"{BUTTONS}.") not in names}, phrases.lines)
    poorer = Snapshot(replace(snapshot.knowledge, phrases=left), snapshot.understanding)
    gone = {phrases.label(name) for name in names}
    expected = [[(text, tuple(label for label in labels if label not in gone)) for text, labels in turn] for turn in whole]
    assert walked(poorer, PRESSES) == expected


@pytest.fixture(scope="module")
def whole(snapshot: Snapshot) -> list[object]:
    """The walk with every text there."""
    return list(walked(snapshot, PRESSES))
