"""What we know and how we understand, as one value that is swapped whole when the content changes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content.model import Knowledge
from bot.understanding.pipeline import Understanding


@dataclass(frozen=True)
class Snapshot:
    """Content and the model that was trained on exactly that content."""

    knowledge: Knowledge
    understanding: Understanding
