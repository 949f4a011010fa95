"""How buttons were written before their text had a version: they stay in people's chats, and do the same for thirty days."""

from __future__ import annotations

RENAMED = {
    "t": "topic",
    "s": "step",
    "b": "book",
    "vz": "move",
    "vm": "moveto",
    "az": "cancel",
    "azj": "cancel-yes",
    "azn": "cancel-no",
    "mijn": "appointments",
    "stap": "steps",
    "nb": "no-call",
    "gd": "done",
    "hm": "remind",
    "hg": "ask-after",
    "hj": "succeeded",
    "hn": "failed",
    "hx": "silence",
    "kom": "walk-in",
    "bel": "call",
    "bezoek": "visit",
    "deel": "share",
    "w": "window",
    "schrijf": "write",
    "mens": "human",
    "menu": "menu",
    "anders": "else",
    "hulp": "help",
    "stop": "stop",
    "zinj": "pass-on",
    "zinn": "keep-back",
    "pr": "privacy",
    "gegevens": "my-data",
    "wis": "erase",
    "wisj": "erase-yes",
    "wisn": "erase-no",
    "gemeente": "municipality",
    "wp": "lives-in",
    "door": "go-on",
}
"""The verb that stood first, and the name it has now; what stood behind it is the same."""

BOOKING, EMPLOYER, COSTS = "bk", "wg", "reken"
"""Three verbs had others behind them: `bk:<token>:<what>:<value>`, `wg:begin`, `reken:<token>:<question>:<value>`."""
_OF_BOOKING = {
    "dienst": "service",
    "wie": "audience",
    "moment": "slot",
    "bevestig": "confirm",
    "ver": "too-far",
    "later": "later",
    "ander": "other",
    "naam": "name",
    "overslaan": "no-name",
}
_OF_EMPLOYER = {"naam": "company", "verder": "no-company"}
_BEGUN = {(EMPLOYER, "begin"): "prepare", (COSTS, "begin"): "reckon", (COSTS, "opnieuw"): "reckon-on"}


def renewed(text: str) -> str:
    """The action as it is written now, without the version; empty when no button was written so."""
    verb, _, rest = text.partition(":")
    if verb in RENAMED:
        return _written(RENAMED[verb], rest)
    if begun := _BEGUN.get((verb, rest)):
        return begun
    token, _, rest = rest.partition(":")
    what, _, value = rest.partition(":")
    if verb == BOOKING:
        return _written(_OF_BOOKING[what], token, value) if what in _OF_BOOKING else _written("place", token, what)
    if verb == EMPLOYER:
        return _written(_OF_EMPLOYER[what], token) if what in _OF_EMPLOYER else _written("answer", token, rest)
    return _written("sum", token, rest) if verb == COSTS else ""


def _written(*parts: str) -> str:
    return ":".join(part for part in parts if part)
