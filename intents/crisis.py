"""Whether someone is in danger: found before anything else is understood, and told with help lines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from intents.signals import Signals, load

ALARM = 0.4
"""Chance from which a message is taken as a crisis; chosen by measurement (tests/intents/test_crisis.py holds the shares)."""
_HERE = Path(__file__).parent


def find_crisis(text: str) -> str | None:
    """The kind of crisis in a message: zelfdoding, geweld-thuis, acuut-gevaar or dreiging; None when there is none."""
    signals = crisis_signals()
    chances = signals.chances(text)
    if 1 - chances[0] < ALARM:
        return None
    return signals.kinds[1 + int(chances[1:].argmax())]


@cache
def crisis_signals() -> Signals:
    """The signals of crisis, read once (some 40 ms)."""
    return load(_HERE / "crisis.npz", _HERE / "crisis.yaml")
