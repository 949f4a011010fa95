"""Whether someone is in danger: found before anything else is understood, and told with help lines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from intents.patterns import Patterns, read_patterns

KINDS = ("zelfdoding", "geweld-thuis", "acuut-gevaar", "dreiging")
_URGENT = ("acuut-gevaar", "zelfdoding", "geweld-thuis", "dreiging")


def find_crisis(text: str) -> str | None:
    """The kind of crisis in a message: zelfdoding, geweld-thuis, acuut-gevaar, dreiging; None when there is none."""
    found = [one.kind for one in _patterns().find(text)]
    if not found:
        return None
    return max(_URGENT, key=lambda kind: (found.count(kind), -_URGENT.index(kind)))


@cache
def _patterns() -> Patterns:
    return read_patterns(Path(__file__).with_name("crisis.yaml"))
