"""What a message says it does *not* want: "geen afspraak", "ik wil geen cursus maar werk"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_NOT = frozenset({"geen", "niet", "gain", "gien", "nait"})
_WANTING = frozenset(
    {"wil", "wilde", "willen", "wol", "wou", "hoef", "hoeft", "hoeven", "zoek", "zoeken", "zuik", "bedoel", "bedoelde", "vraag", "vroeg"}
)
_BUT = frozenset({"maar", "moar", "mor", "wel", "liever", "laiver", "alleen", "want"})
_STILL = frozenset({"meer", "langer", "verder", "alleen", "weer", "zomaar", "direct", "gelijk"})
"""After "niet" these change what is refused: "geen afspraak meer" cancels, "niet alleen" adds."""
_REACH, _BEFORE = 4, 3
_EARLY = 5
"""A refusal comes early; at the end of a story it is a side remark ("wil niet platgebeld worden")."""
_BARE = 4
"""Words of a message that may refuse by "geen" alone; a longer one that begins so tells something ("geen rijbewijs en …")."""


@dataclass(frozen=True)
class Refusal:
    """The words that are refused, and those that are wanted instead (none when the message only refuses)."""

    refused: tuple[str, ...]
    wanted: tuple[str, ...]


def refusal(words: Sequence[str]) -> Refusal | None:
    """The refusal in a message, None when there is none.

    Only wanting counts: "ik heb geen diploma" and "ik kan niet komen" tell something, they refuse nothing.
    """
    for at, word in enumerate(words[: _EARLY + 1]):
        if word in _NOT and (_opens(words, at) or _WANTING & set(words[max(0, at - _BEFORE) : at])):
            after = list(words[at + 1 :])
            end = next((place for place, other in enumerate(after) if other in _BUT), len(after))
            refused = after[: min(end, _REACH)]
            if refused and not _STILL & set(after[: end or 1]):
                return Refusal(tuple(refused), tuple(other for other in after[end:] if other not in _BUT))
    return None


def _opens(words: Sequence[str], at: int) -> bool:
    """Whether the "no" at this place opens the message, or what it says after "nee"."""
    return (len(words) <= _BARE and at == 0) or (at > 0 and words[at - 1] in {"nee", "liever"})
