"""Where a hash sign begins a remark, and where it would cut a text without a word."""

from __future__ import annotations

import re

_PROSE = frozenset(
    {"vraag", "knop", "antwoord", "kort", "tekst", "naar", "anders_gezegd", "niet_bedoeld", "testvragen"}
    | {"uitleg", "woord", "woorden", "ook", "wat", "naam", "welkom"}
)
"""The fields in which even one word may be the beginning of a sentence."""
_SOURCE = "bron"  # a closed list of names and web addresses: what is cut from it is told as no source
_BEHIND = re.compile(r"\s#")
_NO_PROSE = re.compile(r"[\d.,:\s-]+(?:uur)?|[a-z0-9_-]+|https?://\S+")
"""Numbers, days, hours, an id, ja or nee, a web address: nobody means the rest of the line to belong to it."""


def cut_off(value: str, field: str) -> str:
    """What yaml takes for a remark though it is text, empty when there is none. `value` stands behind `field`, unquoted."""
    found = _BEHIND.search(value)
    if not found or field == _SOURCE:
        return ""
    if field not in _PROSE and _NO_PROSE.fullmatch(value[: found.start()].strip()):
        return ""
    return value[found.start() + 1 :]


def hides_text(value: str, field: str) -> bool:
    """Whether a value that begins with a hash is meant as text; `# a remark` above a list or fields is not."""
    return field in _PROSE or not value.startswith("# ")
