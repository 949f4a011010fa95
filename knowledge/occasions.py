"""An event where people meet us, with a welcome of its own for who comes by its link or QR code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.lines import UNPLACED, Lines


@dataclass(frozen=True)
class Occasion:
    """An event of `evenementen.yaml`. Without days we do not know when it is."""

    id: str
    name: str
    welcome: str
    services: tuple[str, ...] = ()
    """The conversations that are offered at once, so that one is booked in three taps."""
    begins: date | None = None
    ends: date | None = None
    confirmed: bool = False
    lines: Lines = UNPLACED

    def is_over(self, day: date) -> bool:
        """Whether the event was before this day."""
        return self.ends is not None and self.ends < day
