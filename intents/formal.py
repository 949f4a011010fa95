"""Whether someone performs a formal act in the chat, where it does not count; asking about one is not performing it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from intents.patterns import Patterns, read_patterns


def find_formal_act(text: str) -> str | None:
    """The act performed: avg, bezwaar, ingebrekestelling, klacht, ziekmelding, wijziging, aanvraag; None when there is none.

    An appeal counts as bezwaar, a penalty payment as ingebrekestelling, a Woo request as avg, notice or a power of attorney as wijziging.
    """
    return next((found.kind for found in _patterns().find(text)), None)


@cache
def _patterns() -> Patterns:
    return read_patterns(Path(__file__).with_name("formeel.yaml"))
