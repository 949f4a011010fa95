"""What a message is made of for the model: groups of letters, and pairs of words.

Letter groups carry the subject, dialect and misspelling too; pairs carry a little order. Whole words were measured to add nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

SHORTEST, LONGEST = 2, 5
"""Letters in a group, the spaces around the word counted."""
PAIR_WEIGHT = 1.5
"""A letter group has weight 1."""
_START = "^"


def word_pieces(word: str) -> list[str]:
    """Every group of 2-5 letters of ` word `."""
    spaced = f" {word} "
    return [spaced[begin : begin + size] for size in range(SHORTEST, LONGEST + 1) for begin in range(len(spaced) - size + 1)]


def pair_pieces(words: Sequence[str]) -> list[str]:
    """Every two words that follow each other; the first word follows the start."""
    return [f"{first}_{second}" for first, second in zip([_START, *words], words, strict=False)]
