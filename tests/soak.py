"""How long the long proofs last: a sample always, with WERKBOT_SOAK=1 (`make soak`) the whole."""

from __future__ import annotations

import os

SOAK = os.environ.get("WERKBOT_SOAK") == "1"


def times(sample: int, whole: int) -> int:
    """How often to try: a sample of it, or in a soak the whole."""
    return whole if SOAK else sample
