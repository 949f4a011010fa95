"""How much two sentences look alike: pairs under different topics, and groups of what many people asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from intents.normalising import words

ALIKE = 92.0
"""Of rapidfuzz's ratio (0-100) over the sorted words: two sentences that hardly differ."""
OF_ONE_KIND = 70.0
"""From here on two sentences that were not understood are counted as the same question."""
_LEAST_LETTERS = 10  # in shorter sentences one letter is much of the meaning
_AT_ONCE = 500  # sentences compared with all others in one go: bounds the memory


@dataclass(frozen=True)
class Pair:
    """Two sentences of different topics that hardly differ."""

    topic: str
    sentence: str
    other_topic: str
    other_sentence: str
    likeness: float
    """0-100."""


def near_pairs(examples: Mapping[str, Sequence[str]], *, background: str = "geen") -> tuple[Pair, ...]:
    """The pairs of sentences of different topics that are at least ALIKE; background sentences are near by design and do not count."""
    listed = [(topic, sentence, _sorted(sentence)) for topic, said in examples.items() if topic != background for sentence in said]
    listed = sorted((one for one in listed if len(one[2]) >= _LEAST_LETTERS), key=lambda one: len(one[2]))
    texts = [text for _, _, text in listed]
    pairs = []
    for begin in range(0, len(listed), _AT_ONCE):
        block = texts[begin : begin + _AT_ONCE]
        # The ratio of two texts is at most 2 x the shorter / the sum of both, so only texts of about the same length can be alike.
        end = begin + len(block)
        longest = len(block[-1]) * (200 - ALIKE) / ALIKE
        while end < len(texts) and len(texts[end]) <= longest:
            end += 1
        scores = process.cdist(block, texts[begin:end], scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8)
        for row, column in np.argwhere(scores):
            if column > row and listed[begin + row][0] != listed[begin + column][0]:
                (topic, one, _), (other_topic, other, _) = listed[begin + row], listed[begin + column]
                pairs.append(Pair(topic, one, other_topic, other, float(scores[row, column])))
    return tuple(sorted(pairs, key=lambda pair: (-pair.likeness, pair.sentence)))


def groups(sentences: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """The numbers of sentences that ask about the same, the largest group first; each sentence stands in one group.

    The first sentence of a group is the one that most others are like, so that it can speak for them.
    """
    if not sentences:
        return ()
    texts = [_sorted(sentence) for sentence in sentences]
    alike = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=OF_ONE_KIND, dtype=np.uint8) > 0
    np.fill_diagonal(alike, True)
    left = np.ones(len(texts), bool)
    found = []
    while left.any():
        counts = np.where(left, (alike & left).sum(axis=1), 0)
        centre = int(counts.argmax())
        members = [int(number) for number in np.flatnonzero(alike[centre] & left)]
        found.append((centre, *(number for number in members if number != centre)))
        left[members] = False
    return tuple(found)


def _sorted(sentence: str) -> str:
    return " ".join(sorted(words(sentence)))
