"""What a button does, as the text that a channel carries and gives back: one table of actions, one way to write them, one to read them.

The text is `v1:<action>:<arguments>`. It may come back after weeks, changed, or made up; reading it says which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.content.entries import FACETS
from bot.dialogue.old_actions import renewed

VERSION = "v1"
LONGEST = 55  # bytes: Telegram takes 64 and its adapter writes its own form before it
EXPIRED = "verlopen"
"""For a channel: a press that may not be obeyed any more. No button is written so, and it is read as stale."""


class Action(StrEnum):
    """Everything that a button can do."""

    TOPIC = "topic"
    FACET = "facet"
    STEP = "step"
    ORIGIN = "origin"
    WALK_IN = "walk-in"
    MUNICIPALITY = "municipality"
    LIVES_IN = "lives-in"

    BOOK = "book"
    BOOK_AT = "book-at"
    SERVICE = "service"
    AUDIENCE = "audience"
    PLACE = "place"
    SLOT = "slot"
    LATER = "later"
    OTHER_MOMENT = "other"
    TOO_FAR = "too-far"
    FIRST_NAME = "name"
    NO_FIRST_NAME = "no-name"
    CONFIRM = "confirm"

    APPOINTMENTS = "appointments"
    MOVE = "move"
    MOVE_TO = "moveto"
    CANCEL = "cancel"
    CANCEL_YES = "cancel-yes"
    CANCEL_NO = "cancel-no"
    MY_STEPS = "steps"
    DONE = "done"
    NO_CALL = "no-call"
    CALL_OTHER = "call-other"
    CALLED = "called"

    CALL = "call"
    VISIT = "visit"
    SHARE_NUMBER = "share"
    CALL_WINDOW = "window"
    CALL_YES = "call-yes"
    OTHER_WINDOW = "other-window"
    WRITE = "write"
    HUMAN = "human"

    PREPARE = "prepare"
    ANSWER = "answer"
    COMPANY = "company"
    NO_COMPANY = "no-company"

    RECKON = "reckon"
    RECKON_AGAIN = "reckon-on"
    RECKON_WITH = "sum"

    PASS_ON = "pass-on"
    KEEP_BACK = "keep-back"
    REFER_YES = "refer-yes"
    REFER_NO = "refer-no"
    REFER_BACK = "refer-back"
    REMIND = "remind"
    ASK_AFTERWARDS = "ask-after"
    SUCCEEDED = "succeeded"
    NOT_SUCCEEDED = "failed"
    SILENCE = "silence"

    PRIVACY = "privacy"
    MY_DATA = "my-data"
    ERASE = "erase"
    ERASE_YES = "erase-yes"
    ERASE_NO = "erase-no"

    MENU = "menu"
    SOMETHING_ELSE = "else"
    GO_ON = "go-on"
    HELP_LINE = "help"
    STOP = "stop"


@dataclass(frozen=True)
class Argument:
    """One argument: how it is written, and whether it may be left out."""

    form: re.Pattern[str]
    optional: bool = False

    def holds(self, text: str) -> bool:
        """Whether a text can be this argument. What it names may still be gone: that is for who handles the press."""
        return self.optional if not text else self.form.fullmatch(text) is not None


def _argument(form: str, *, optional: bool = False) -> Argument:
    return Argument(re.compile(form, re.ASCII), optional)


_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d"
ID = _argument(r"[\w-]+")
FACET = _argument("|".join(FACETS))
OPTIONAL_ID = _argument(r"[\w-]+", optional=True)
NUMBER = _argument(r"\d{1,9}")
TURN = _argument(r"\d{1,9}")
"""The turn in which a form began: a button of an earlier one is stale."""
NAME = _argument(r"[^\x00-\x1f:]+")
"""A municipality or a choice of ours in words; `?` where it was skipped."""
SLOT_KEY = _argument(rf"{_MOMENT}/\w+/[\w-]+")
"""A moment with its kind of place and its location."""
WINDOW = _argument(rf"{_MOMENT}/\d\d:\d\d")
OPTIONAL_DAY = _argument(r"\d{4}-\d\d-\d\d", optional=True)
OPTIONAL_DAYS = _argument(r"\d{1,2}", optional=True)


@dataclass(frozen=True)
class Rule:
    """What is known of an action besides what it does."""

    arguments: tuple[Argument, ...] = ()
    tells_only: bool = False
    """It changes nothing: obeyed however long ago it was pressed."""
    is_yes: bool = False
    """A typed 'ja' presses it when it stands first."""
    is_no: bool = False
    """A typed 'nee' presses it."""
    asks: bool = False
    """It says yes to a question of ours: every assent in own words presses it when it stands first."""
    needs_word: bool = False
    """With `asks`: it erases, cancels or shares, so that a thumb is too little."""
    of_list: bool = False
    """It chooses one of a list that a form shows: 'ja' to such a list chooses nothing."""
    anew: Action | None = None
    """What begins it again, offered where it is stale or forged."""


def _booking(*arguments: Argument, is_no: bool = False, of_list: bool = False, asks: bool = False) -> Rule:
    """A button of a form that makes or moves an appointment; only the form that showed it knows it."""
    return Rule((TURN, *arguments), is_yes=True, is_no=is_no, of_list=of_list, asks=asks, anew=Action.BOOK)


RULES: Mapping[Action, Rule] = {
    Action.TOPIC: Rule((ID,), tells_only=True, is_yes=True),
    Action.FACET: Rule((ID, FACET), tells_only=True, is_yes=True),
    Action.STEP: Rule((ID, NUMBER), is_yes=True),
    Action.ORIGIN: Rule((ID,), tells_only=True),
    Action.WALK_IN: Rule((OPTIONAL_DAY,), tells_only=True, is_yes=True),
    Action.MUNICIPALITY: Rule(),
    Action.LIVES_IN: Rule((NAME,)),
    Action.BOOK: Rule((OPTIONAL_ID,), is_yes=True, anew=Action.BOOK),
    Action.BOOK_AT: Rule((SLOT_KEY,), anew=Action.BOOK),
    Action.SERVICE: _booking(ID, of_list=True),
    Action.AUDIENCE: _booking(ID),
    Action.PLACE: _booking(ID),
    Action.SLOT: _booking(SLOT_KEY, of_list=True),
    Action.LATER: _booking(),
    Action.OTHER_MOMENT: _booking(is_no=True),
    Action.TOO_FAR: _booking(),
    Action.FIRST_NAME: _booking(),
    Action.NO_FIRST_NAME: _booking(),
    Action.CONFIRM: _booking(SLOT_KEY, asks=True),
    Action.APPOINTMENTS: Rule(),
    Action.MOVE: Rule((OPTIONAL_ID,), anew=Action.APPOINTMENTS),
    Action.MOVE_TO: Rule((ID, SLOT_KEY), anew=Action.APPOINTMENTS),
    Action.CANCEL: Rule((OPTIONAL_ID,), anew=Action.APPOINTMENTS),
    Action.CANCEL_YES: Rule((ID,), is_yes=True, asks=True, needs_word=True, anew=Action.APPOINTMENTS),
    Action.CANCEL_NO: Rule((ID,), is_no=True, anew=Action.APPOINTMENTS),
    Action.MY_STEPS: Rule(),
    Action.DONE: Rule((NUMBER,), anew=Action.MY_STEPS),
    Action.NO_CALL: Rule((ID,), anew=Action.MY_STEPS),
    Action.CALL_OTHER: Rule((ID,), anew=Action.CALL),
    Action.CALLED: Rule((ID,), is_yes=True, anew=Action.MY_STEPS),
    Action.CALL: Rule(),
    Action.VISIT: Rule(),
    Action.SHARE_NUMBER: Rule(anew=Action.CALL),
    Action.CALL_WINDOW: Rule((WINDOW,), is_yes=True, of_list=True, anew=Action.CALL),
    Action.CALL_YES: Rule((WINDOW,), is_yes=True, asks=True, anew=Action.CALL),
    Action.OTHER_WINDOW: Rule(is_no=True, anew=Action.CALL),
    Action.WRITE: Rule(),
    Action.HUMAN: Rule(tells_only=True),
    Action.PREPARE: Rule(),
    Action.ANSWER: Rule((TURN, ID, NAME), anew=Action.PREPARE),
    Action.COMPANY: Rule((TURN,), anew=Action.PREPARE),
    Action.NO_COMPANY: Rule((TURN,), anew=Action.PREPARE),
    Action.RECKON: Rule(),
    Action.RECKON_AGAIN: Rule(),
    Action.RECKON_WITH: Rule((TURN, ID, ID), anew=Action.RECKON),
    Action.PASS_ON: Rule((ID,), is_yes=True, asks=True, needs_word=True),
    Action.KEEP_BACK: Rule((ID,), is_no=True),
    Action.REFER_YES: Rule((ID,), is_yes=True, asks=True, needs_word=True),
    Action.REFER_NO: Rule((ID,), is_no=True),
    Action.REFER_BACK: Rule((ID,)),
    Action.REMIND: Rule((OPTIONAL_DAYS,)),
    Action.ASK_AFTERWARDS: Rule((ID,)),
    Action.SUCCEEDED: Rule((ID,)),
    Action.NOT_SUCCEEDED: Rule((ID,)),
    Action.SILENCE: Rule(),
    Action.PRIVACY: Rule((ID,)),
    Action.MY_DATA: Rule(),
    Action.ERASE: Rule(),
    Action.ERASE_YES: Rule((TURN,), is_yes=True, asks=True, needs_word=True, anew=Action.ERASE),
    Action.ERASE_NO: Rule(is_no=True),
    Action.MENU: Rule(tells_only=True),
    Action.SOMETHING_ELSE: Rule(is_no=True),
    Action.GO_ON: Rule(),
    Action.HELP_LINE: Rule((ID,), tells_only=True),
    Action.STOP: Rule(),
}


@dataclass(frozen=True)
class Pressed:
    """A button as we write it: its action and all its arguments, empty where one was left out."""

    action: Action
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stale:
    """A button of another version, or one that may not be obeyed any more."""


@dataclass(frozen=True)
class Forged:
    """A text that we never wrote on a button; `action` is the one it names, if any."""

    action: Action | None = None


def encode(action: Action, *arguments: str) -> str:
    """The text of a button: `encode(Action.STEP, "scholing", "0")` is `v1:step:scholing:0`. Arguments at the end may be empty."""
    return ":".join((VERSION, action, *arguments)).rstrip(":")


def decode(text: str) -> Pressed | Stale | Forged:
    """What a text from a button means; the text of the version before means the same."""
    version, _, written = text.partition(":")
    if version != VERSION:
        written = renewed(text)
        if not written:
            return Stale()
    name, _, told = written.partition(":")
    if name not in _NAMED:
        return Forged()
    action = _NAMED[name]
    arguments = _arguments(told, RULES[action].arguments)
    return Forged(action) if arguments is None else Pressed(action, arguments)


_NAMED: Mapping[str, Action] = {action.value: action for action in Action}


def _arguments(told: str, expected: tuple[Argument, ...]) -> tuple[str, ...] | None:
    """The arguments one by one, the last with all that follows (a time has a colon); None when they do not fit."""
    if not expected:
        return None if told else ()
    given = told.split(":", len(expected) - 1)
    given += [""] * (len(expected) - len(given))
    return tuple(given) if all(one.holds(text) for one, text in zip(expected, given, strict=True)) else None


def action_of(text: str) -> Action | None:
    """The action of a button that stands in sight; None for one that is not ours."""
    read = decode(text)
    return read.action if isinstance(read, Pressed) else None


def rule_of(text: str) -> Rule:
    """What is known of the action of a button; of one that is not ours nothing holds."""
    action = action_of(text)
    return RULES[action] if action else Rule()
