"""Whether someone performs a formal act in the chat, where it does not count; asking about one is not performing it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from intents.signals import Signals, load

PERFORMED = 0.4
"""Chance from which a message is taken as the act; chosen by measurement (tests/intents/test_formal.py holds the shares)."""
_HERE = Path(__file__).parent


def find_formal_act(text: str) -> str | None:
    """The act performed: avg, bezwaar, ingebrekestelling, klacht, ziekmelding, wijziging or aanvraag; None when there is none.

    An appeal counts as bezwaar, a penalty payment as ingebrekestelling, a Woo request as avg, notice or a power of attorney as wijziging.
    """
    signals = formal_signals()
    chances = signals.chances(text)
    if 1 - chances[0] < PERFORMED:
        return None
    return signals.kinds[1 + int(chances[1:].argmax())]


@cache
def formal_signals() -> Signals:
    """The signals of formal acts, read once (some 40 ms)."""
    return load(_HERE / "formeel.npz", _HERE / "formeel.yaml")
