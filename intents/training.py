"""Learn a model from example sentences; runs in a process of its own, so that the old model answers meanwhile.

`python -m intents.training FILE` reads the examples from standard input as JSON ({topic: [sentence, …]}) and writes FILE.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from intents.features import PAIR_WEIGHT, pair_pieces, word_pieces
from intents.model import Model, Numbers, save
from intents.normalising import words

PENALTY = 0.1
"""On the square of the weights; chosen by measurement (bench.understanding)."""
BALANCE = 0.5
"""0: every example counts the same; 1: every topic counts the same."""
ROUNDS = 40
_REMEMBERED_STEPS = 6


def train(examples: Mapping[str, Sequence[str]]) -> Model:
    """A model of the examples per topic."""
    labels = tuple(sorted(examples))
    sentences = [(number, words(sentence)) for number, label in enumerate(labels) for sentence in examples[label]]
    sentences = [(number, found) for number, found in sentences if found]
    topics = np.array([number for number, _ in sentences], np.int64)
    matrix = _Matrix.of([found for _, found in sentences])
    weights, bias = _softmax(matrix.rows, topics, len(labels))
    vocabulary = Counter(word for _, found in sentences for word in found)
    return Model(labels, matrix.pieces, matrix.rarity, weights, bias, vocabulary, matrix.rarest)


@dataclass(frozen=True)
class _Matrix:
    pieces: dict[str, int]
    rarity: Numbers
    rarest: float
    rows: sparse.csr_matrix

    @classmethod
    def of(cls, sentences: Sequence[Sequence[str]]) -> _Matrix:
        """One row per sentence, of length 1 the way Model measures length: its parts apart."""
        pieces: dict[str, int] = {}
        numbers: list[int] = []
        values: list[float] = []
        parts: list[int] = []  # part of each value
        owners: list[int] = []  # sentence of each part
        known: dict[str, tuple[list[int], list[float]]] = {}
        for row, sentence in enumerate(sentences):
            for word in sentence:
                if word not in known:
                    found = list(word_pieces(word))
                    known[word] = [pieces.setdefault(piece, len(pieces)) for piece, _ in found], [weight for _, weight in found]
                numbers += known[word][0]
                values += known[word][1]
                parts += [len(owners)] * len(known[word][0])
                owners.append(row)
            pairs = pair_pieces(sentence)
            numbers += [pieces.setdefault(pair, len(pieces)) for pair in pairs]
            values += [PAIR_WEIGHT] * len(pairs)
            parts += [len(owners)] * len(pairs)
            owners.append(row)
        count, size = len(sentences), len(pieces)
        value = np.array(values, np.float32)
        number = np.array(numbers, np.int64)
        row_of = np.array(owners, np.int64)[np.array(parts, np.int64)]
        present = np.unique(row_of * size + number) % size
        frequency = np.bincount(present, minlength=size)
        rarity = (np.log((1 + count) / (1 + frequency)) + 1).astype(np.float32)
        value *= rarity[number]
        length = np.sqrt(np.bincount(row_of, weights=value.astype(np.float64) ** 2, minlength=count))
        value /= length[row_of].astype(np.float32)
        rows = sparse.csr_matrix((value, (row_of, number)), shape=(count, size), dtype=np.float32)
        return cls(pieces, rarity, math.log(1 + count) + 1, rows)


def _softmax(rows: sparse.csr_matrix, topics: NDArray[np.int64], classes: int) -> tuple[Numbers, Numbers]:
    """Weights and bias of a multinomial logistic regression, by limited-memory BFGS in single precision."""
    count, size = rows.shape
    columns = rows.T.tocsr()
    each = np.arange(count)
    numbers = np.bincount(topics, minlength=classes).clip(1)
    importance = ((count / classes / numbers) ** BALANCE)[topics].astype(np.float32)

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        points = rows @ weights[:size] + weights[size]
        points -= points.max(axis=1, keepdims=True)
        chances = np.exp(points)
        total = chances.sum(axis=1, keepdims=True)
        value = -float((importance * (points[each, topics] - np.log(total[:, 0]))).sum(dtype=np.float64))
        chances /= total
        chances[each, topics] -= 1
        chances *= importance[:, None]
        slope = np.empty_like(weights)
        slope[:size] = columns @ chances
        slope[:size] += PENALTY * weights[:size]
        slope[size] = chances.sum(axis=0)
        return value + 0.5 * PENALTY * float(np.vdot(weights[:size], weights[:size])), slope

    weights = _descend(loss, np.zeros((size + 1, classes), np.float32))
    return weights[:size], weights[size]


def _descend(loss: object, weights: Numbers) -> Numbers:
    value, slope = loss(weights)  # type: ignore[operator]
    steps: list[tuple[Numbers, Numbers, float]] = []
    for _ in range(ROUNDS):
        direction = _direction(slope, steps)
        expected = float(np.vdot(slope, direction))
        stride = 1.0
        while True:
            new = weights - stride * direction
            new_value, new_slope = loss(new)  # type: ignore[operator]
            if new_value <= value - 1e-4 * stride * expected or stride < 1e-3:
                break
            stride /= 2
        step, change = new - weights, new_slope - slope
        curvature = float(np.vdot(step, change))
        if curvature > 1e-10:
            steps = [*steps[1 - _REMEMBERED_STEPS :], (step, change, 1 / curvature)]
        done = value - new_value < 1e-5 * abs(value)
        weights, value, slope = new, new_value, new_slope
        if done:
            break
    return weights


def _direction(slope: Numbers, steps: Sequence[tuple[Numbers, Numbers, float]]) -> Numbers:
    """Where to go: the slope corrected by what the last steps taught about its curvature (two-loop recursion)."""
    direction = slope.copy()
    if not steps:
        return np.asarray(direction * (3 / max(float(np.linalg.norm(slope)), 1e-9)), np.float32)
    amounts = []
    for step, change, scale in reversed(steps):
        amount = scale * float(np.vdot(step, direction))
        amounts.append(amount)
        direction -= np.float32(amount) * change
    step, change, _ = steps[-1]
    direction *= np.float32(float(np.vdot(step, change)) / float(np.vdot(change, change)))
    for (step, change, scale), amount in zip(steps, reversed(amounts), strict=True):
        direction += np.float32(amount - scale * float(np.vdot(change, direction))) * step
    return direction


def main(arguments: Sequence[str]) -> None:
    """Train on what standard input says and write the model to the file named."""
    save(train(json.load(sys.stdin)), Path(arguments[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
