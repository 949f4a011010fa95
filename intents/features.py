"""What a message is made of for the model: groups of letters, words and pairs of words, each with its weight.

Letter groups carry dialect and misspelling, words carry the subject, pairs carry a little order (nlu.md section 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

SHORTEST, LONGEST = 2, 5
"""Letters in a group, the spaces around the word counted."""
WORD_WEIGHT = 1.5
PAIR_WEIGHT = 1.5
_START = "^"


def word_pieces(word: str) -> Iterator[tuple[str, float]]:
    """The pieces of one word: every group of 2-5 letters of ` word ` with weight 1, and the word itself."""
    spaced = f" {word} "
    for size in range(SHORTEST, LONGEST + 1):
        for begin in range(len(spaced) - size + 1):
            yield spaced[begin : begin + size], 1.0
    yield f"={word}", WORD_WEIGHT


def pair_pieces(words: Sequence[str]) -> list[str]:
    """Every two words that follow each other; the first word follows the start."""
    return [f"{first}_{second}" for first, second in zip([_START, *words], words, strict=False)]
