"""Buttons are written and read in one place: each has someone who handles it, and one that was sent before does what it did."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import bot
from bot.dialogue.actions import EXPIRED, LONGEST, RULES, Action, Forged, Pressed, Stale, action_of, decode, encode, rule_of
from bot.dialogue.buttons import BEGINNINGS, HANDLERS
from bot.dialogue.context import from_json
from bot.dialogue.old_actions import RENAMED
from bot.domain.messages import Kind, Message, Reply
from bot.storage import people
from tests.conftest import Citizen

ROOT = Path(bot.__file__).parent
MAKERS = frozenset({"encode", "button", "booking_button"})
SLOT = "2026-11-24T10:00/balie/groningen"

OLD = [
    ("t:privacy", Action.TOPIC, ("privacy",)),
    ("s:scholing:0", Action.STEP, ("scholing", "0")),
    ("b", Action.BOOK, ("",)),
    ("b:leergesprek", Action.BOOK, ("leergesprek",)),
    ("bk:3:dienst:leergesprek", Action.SERVICE, ("3", "leergesprek")),
    ("bk:3:wie:werkgever", Action.AUDIENCE, ("3", "werkgever")),
    (f"bk:3:moment:{SLOT}", Action.SLOT, ("3", SLOT)),
    (f"bk:3:bevestig:{SLOT}", Action.CONFIRM, ("3", SLOT)),
    ("bk:3:telefoon", Action.PLACE, ("3", "telefoon")),
    ("bk:3:balie", Action.PLACE, ("3", "balie")),
    ("bk:3:ver", Action.TOO_FAR, ("3",)),
    ("bk:3:later", Action.LATER, ("3",)),
    ("bk:3:ander", Action.OTHER_MOMENT, ("3",)),
    ("bk:3:naam", Action.FIRST_NAME, ("3",)),
    ("bk:3:overslaan", Action.NO_FIRST_NAME, ("3",)),
    ("mijn", Action.APPOINTMENTS, ()),
    ("vz", Action.MOVE, ("",)),
    ("vz:x-Y_1", Action.MOVE, ("x-Y_1",)),
    (f"vm:x-Y_1:{SLOT}", Action.MOVE_TO, ("x-Y_1", SLOT)),
    ("az:x-Y_1", Action.CANCEL, ("x-Y_1",)),
    ("azj:x-Y_1", Action.CANCEL_YES, ("x-Y_1",)),
    ("azn:x-Y_1", Action.CANCEL_NO, ("x-Y_1",)),
    ("stap", Action.MY_STEPS, ()),
    ("gd:12", Action.DONE, ("12",)),
    ("nb:x-Y_1", Action.NO_CALL, ("x-Y_1",)),
    ("hm", Action.REMIND, ("",)),
    ("hm:3", Action.REMIND, ("3",)),
    ("hg:x-Y_1", Action.ASK_AFTERWARDS, ("x-Y_1",)),
    ("hj:x-Y_1", Action.SUCCEEDED, ("x-Y_1",)),
    ("hn:x-Y_1", Action.NOT_SUCCEEDED, ("x-Y_1",)),
    ("hx", Action.SILENCE, ()),
    ("kom", Action.WALK_IN, ("",)),
    ("kom:2026-11-24", Action.WALK_IN, ("2026-11-24",)),
    ("bel", Action.CALL, ()),
    ("bezoek", Action.VISIT, ()),
    ("deel", Action.SHARE_NUMBER, ()),
    ("w:2026-11-24T10:00/12:00", Action.CALL_WINDOW, ("2026-11-24T10:00/12:00",)),
    ("schrijf", Action.WRITE, ()),
    ("mens", Action.HUMAN, ()),
    ("menu", Action.MENU, ()),
    ("anders", Action.SOMETHING_ELSE, ()),
    ("hulp:hulp-113", Action.HELP_LINE, ("hulp-113",)),
    ("stop", Action.STOP, ()),
    ("zinj:x-Y_1", Action.PASS_ON, ("x-Y_1",)),
    ("zinn:x-Y_1", Action.KEEP_BACK, ("x-Y_1",)),
    ("pr:termijnen", Action.PRIVACY, ("termijnen",)),
    ("gegevens", Action.MY_DATA, ()),
    ("wis", Action.ERASE, ()),
    ("wisj:4", Action.ERASE_YES, ("4",)),
    ("wisn", Action.ERASE_NO, ()),
    ("gemeente", Action.MUNICIPALITY, ()),
    ("wp:Het Hogeland", Action.LIVES_IN, ("Het Hogeland",)),
    ("wp:?", Action.LIVES_IN, ("?",)),
    ("wg:begin", Action.PREPARE, ()),
    ("wg:3:g:Het Hogeland", Action.ANSWER, ("3", "g", "Het Hogeland")),
    ("wg:3:u:?", Action.ANSWER, ("3", "u", "?")),
    ("wg:3:naam", Action.COMPANY, ("3",)),
    ("wg:3:verder", Action.NO_COMPANY, ("3",)),
    ("reken:begin", Action.RECKON, ()),
    ("reken:opnieuw", Action.RECKON_AGAIN, ()),
    ("reken:3:loon:minimum", Action.RECKON_WITH, ("3", "loon", "minimum")),
    ("door", Action.GO_ON, ()),
]
"""How every button was written before, and what it says."""

FORGED = [
    "v1:",
    "v1:everything",
    "v1:menu:x",
    "v1:topic",
    "v1:step:scholing",
    "v1:step:scholing:²",
    "v1:slot:3:morgen/balie/groningen",
    "v1:window:2026-11-24T10:00",
    "v1:walk-in:morgen",
    "v1:lives-in:",
    "kom:morgen",
    "menu:x",
    "bk:x:later",
    "bk:3:",
    "wg:",
    "reken:3:loon",
]
NEVER_OURS = ["", "verlopen", "v2:menu", "x", "ja", ":", "bk"]


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of something by its last name, with where it stands."""
    return ((place, node) for place, node in every_call() if (getattr(node.func, "attr", "") or getattr(node.func, "id", "")) == name)


@cache
def every_call() -> list[tuple[str, ast.Call]]:
    """Every call in the program, with where it stands; read once."""
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node)
        for path in sorted(ROOT.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]


def made() -> set[Action]:
    """The actions of which a button is made somewhere."""
    named = (one for maker in MAKERS for _, call in calls(maker) for one in call.args)
    return {Action[one.attr] for one in named if isinstance(one, ast.Attribute) and getattr(one.value, "id", "") == "Action"}


def test_every_button_that_is_made_has_a_handler_and_every_handler_a_button() -> None:
    assert set(RULES) == set(HANDLERS) == set(Action)
    assert made() == set(Action)


def test_no_button_is_made_but_by_the_codec() -> None:
    """The action of a button is no text of its own: it is written by `encode`, or was read from what was kept."""
    written = [
        (place, ast.unparse(call))
        for place, call in calls("Button")
        for action in [*call.args[1:2], *(one.value for one in call.keywords if one.arg == "action")]
        if any(isinstance(part, ast.Constant | ast.JoinedStr) for part in ([action, *getattr(action, "values", [])]))
    ]
    assert written == []
    assert len(list(calls("Button"))) > 10


def test_every_beginning_is_an_action_that_something_leads_back_to() -> None:
    assert set(BEGINNINGS) == {rule.anew for rule in RULES.values() if rule.anew}


@pytest.mark.parametrize(("old", "action", "arguments"), OLD)
def test_a_button_of_the_version_before_says_the_same(old: str, action: Action, arguments: tuple[str, ...]) -> None:
    assert decode(old) == Pressed(action, arguments)
    assert decode(encode(action, *arguments)) == Pressed(action, arguments)
    assert encode(action, *arguments).startswith("v1:")
    assert len(encode(action, *arguments).encode()) <= LONGEST


NEW = {
    Action.CALL_YES,
    Action.OTHER_WINDOW,
    Action.CALL_OTHER,
    Action.CALLED,
    Action.ORIGIN,
    Action.FACET,
    Action.BOOK_AT,
    Action.REFER_YES,
    Action.REFER_NO,
    Action.REFER_BACK,
}
"""Actions that the version before did not have."""


def test_every_action_was_written_before() -> None:
    assert {action for _, action, _ in OLD} == set(Action) - NEW
    assert {old.partition(":")[0] for old, _, _ in OLD} == {*RENAMED, "bk", "wg", "reken"}


@pytest.mark.parametrize("text", FORGED)
def test_what_we_never_write_is_forged(text: str) -> None:
    assert isinstance(decode(text), Forged)
    assert action_of(text) is None


@pytest.mark.parametrize("text", NEVER_OURS)
def test_what_is_of_no_version_of_ours_is_stale(text: str) -> None:
    assert decode(text) == (Stale() if text != "bk" else Forged(Action.PLACE))


def test_a_forged_button_tells_which_action_it_names() -> None:
    assert decode("v1:walk-in:morgen") == Forged(Action.WALK_IN)
    assert decode("v1:everything") == Forged()


def test_what_only_tells_is_obeyed_however_late() -> None:
    telling = {action for action in Action if RULES[action].tells_only}
    assert telling == {Action.TOPIC, Action.FACET, Action.ORIGIN, Action.WALK_IN, Action.MENU, Action.HUMAN, Action.HELP_LINE}
    assert rule_of("kom").tells_only
    assert rule_of(encode(Action.MENU)).tells_only
    assert not rule_of(EXPIRED).tells_only


def pressed(citizen: Citizen, action: str) -> list[Reply]:
    return citizen._send(Message(citizen.person, citizen.now, action=action, kind=Kind.BUTTON, channel=citizen.channel))


def at_the_summary(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.taps(citizen.labels[0])


def as_before(citizen: Citizen) -> None:
    """The conversation as the version before kept it: the same buttons, written as they were then."""
    verbs = {Action.CONFIRM: "bevestig", Action.OTHER_MOMENT: "ander", Action.FIRST_NAME: "naam"}
    with citizen.reception.storage.transaction() as db:
        kept = json.loads(people.read_state(db, citizen.person) or "")
        for button in kept["offered"]:
            read = decode(button["action"])
            assert isinstance(read, Pressed)
            token, *rest = (*read.arguments, "")
            button["action"] = ":".join(["bk", token, verbs[read.action], *rest]).rstrip(":") if read.action in verbs else "stop"
        people.write_state(db, citizen.person, json.dumps(kept), citizen.now)
        state = from_json(people.read_state(db, citizen.person))
    assert [button.action.partition(":")[0] for button in state.offered] == ["bk", "bk", "bk", "stop"]


@pytest.mark.parametrize("word", ["ja", "Bevestig afspraak"])
def test_a_conversation_of_the_version_before_goes_on_by_word(citizen: Citizen, word: str) -> None:
    at_the_summary(citizen)
    as_before(citizen)
    citizen.says(word)
    assert citizen.step is not None and citizen.step[0] == "afspraak"


def test_a_conversation_of_the_version_before_goes_on_by_tap(citizen: Citizen) -> None:
    at_the_summary(citizen)
    read = decode(citizen.button("Bevestig afspraak").action)
    assert isinstance(read, Pressed)
    pressed(citizen, ":".join(["bk", read.arguments[0], "bevestig", read.arguments[1]]))
    assert citizen.step is not None and citizen.step[0] == "afspraak"


def test_nee_to_a_summary_of_the_version_before_is_another_moment(citizen: Citizen) -> None:
    at_the_summary(citizen)
    as_before(citizen)
    citizen.says("nee")
    assert "Bevestig afspraak" not in citizen.labels
    assert "Later" in citizen.labels or any("uur" in label for label in citizen.labels)


def test_ja_to_a_list_chooses_nothing(citizen: Citizen) -> None:
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    shown = citizen.labels
    citizen.says("ja")
    assert citizen.labels == shown
    assert citizen.step is None


@pytest.mark.parametrize(
    ("action", "label"),
    [
        (encode(Action.CONFIRM, "99", SLOT), "Afspraak maken"),
        (encode(Action.CALL_WINDOW, "2026-11-24T10:00/12:00"), "Bel mij"),
        ("w:2026-11-24T10:00", "Bel mij"),
        (encode(Action.RECKON_WITH, "99", "uren", "24"), "Reken met mijn uren"),
        (encode(Action.DONE, "99"), "Mijn stappen"),
        (encode(Action.ERASE_YES, "99"), "Mijn gegevens wissen"),
    ],
)
def test_a_stale_or_forged_button_says_so_and_offers_its_step_anew(citizen: Citizen, action: str, label: str) -> None:
    citizen.says("moi")
    pressed(citizen, action)
    assert citizen.handled is not None and citizen.handled.result.expired
    assert citizen.text.startswith("Deze keuze is niet meer geldig.")
    assert label in citizen.labels


def test_a_stale_button_in_the_middle_of_a_form_says_so_and_the_form_goes_on(citizen: Citizen) -> None:
    at_the_summary(citizen)
    shown = citizen.labels
    pressed(citizen, encode(Action.CONFIRM, "99", SLOT))
    assert citizen.handled is not None and citizen.handled.result.expired
    assert citizen.labels == shown


def test_a_button_that_holds_has_not_expired(citizen: Citizen) -> None:
    citizen.says("moi")
    citizen.taps("Medewerker")
    assert citizen.handled is not None and not citizen.handled.result.expired
