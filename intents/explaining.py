"""Why a message was understood as it was: what was mended, which words decided, which example is nearest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from intents.correcting import Repair
from intents.features import word_pieces
from intents.model import Model
from intents.normalising import words as words_of

SHOWN = 4


@dataclass(frozen=True)
class Explanation:
    """For the best topic: the repairs, the nearest example, the deciding words (strongest first) and the runners-up."""

    topic: str
    repairs: tuple[Repair, ...]
    nearest: str
    nearness: float
    """0-1: the share of letter groups that message and example have in common."""
    deciding: tuple[tuple[str, float], ...]
    """Words with the points they add to the topic above the average topic."""
    runners_up: tuple[str, ...]


def explanation(
    model: Model, examples: Mapping[str, Sequence[str]], words: Sequence[str], repairs: tuple[Repair, ...], topics: Sequence[str]
) -> Explanation:
    """The explanation for the first of `topics`; the others are its runners-up."""
    if not topics or not words:
        return Explanation("", repairs, "", 0.0, (), ())
    best = topics[0]
    nearest, nearness = _nearest(words, examples.get(best, ()))
    return Explanation(best, repairs, nearest, nearness, _deciding(model, words, best), tuple(topics[1:]))


def _deciding(model: Model, words: Sequence[str], topic: str) -> tuple[tuple[str, float], ...]:
    number = model.labels.index(topic)
    gains = {}
    for word in dict.fromkeys(words):
        points = model.word(word).points
        gains[word] = round(float(points[number] - np.mean(points)), 2)
    ranked = sorted(gains.items(), key=lambda gain: -gain[1])
    return tuple((word, gain) for word, gain in ranked[:SHOWN] if gain > 0)


def _nearest(words: Sequence[str], examples: Sequence[str]) -> tuple[str, float]:
    message = _pieces(words)
    best, nearness = "", 0.0
    for example in examples:
        other = _pieces(words_of(example))
        shared = len(message & other) / max(1, len(message | other))
        if shared > nearness:
            best, nearness = example, shared
    return best, round(nearness, 2)


def _pieces(words: Sequence[str]) -> set[str]:
    return {piece for word in words for piece in word_pieces(word)}
