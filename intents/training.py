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

PENALTY = 0.05
"""On the square of the weights. This and the next five: chosen by measurement on the test questions (bench.understanding)."""
BALANCE = 0.5
"""0: every example counts the same; 1: every topic counts the same."""
RARITY_POWER = 1.3
"""How much more a rare piece says than a common one; 1 is the usual inverse document frequency."""
ROUNDS, BATCH = 10, 64
STRIDE = 4.0
"""The first step of the descent; it shrinks to nothing along half a cosine."""
_BIAS_SHARE = 0.1  # the bias sees every example, a piece only a few: it takes smaller steps
_SEED = 20261121  # the same examples always give the same model


class NothingToLearn(Exception):
    """No example holds a word."""


def train(examples: Mapping[str, Sequence[str]]) -> Model:
    """A model of the examples per topic. Raises NothingToLearn."""
    labels = tuple(sorted(examples))
    said = [(number, words(sentence)) for number, label in enumerate(labels) for sentence in examples[label]]
    said = [(number, found) for number, found in said if found]
    if not said:
        raise NothingToLearn(f"no example of {', '.join(labels) or 'any topic'} holds a word")
    table = _table([found for _, found in said])
    weights, bias = _softmax(table.rows, np.array([number for number, _ in said], np.int64), len(labels))
    vocabulary = Counter(word for _, found in said for word in found)
    return Model(labels, table.pieces, table.rarity, weights.astype(np.float16), bias, vocabulary, table.rarest)


@dataclass(frozen=True)
class _Table:
    """One row per sentence and one column per piece; the rows have length 1."""

    pieces: dict[str, int]
    rarity: Numbers
    rarest: float
    rows: sparse.csr_matrix


def _table(sentences: Sequence[Sequence[str]]) -> _Table:
    pieces: dict[str, int] = {}
    row: list[int] = []
    column: list[int] = []
    weight: list[float] = []
    of_word: dict[str, tuple[list[int], list[float]]] = {}
    for number, sentence in enumerate(sentences):
        for word in sentence:
            if word not in of_word:
                found = list(word_pieces(word))
                of_word[word] = [pieces.setdefault(piece, len(pieces)) for piece, _ in found], [one for _, one in found]
            column += of_word[word][0]
            weight += of_word[word][1]
        pairs = pair_pieces(sentence)
        column += [pieces.setdefault(pair, len(pieces)) for pair in pairs]
        weight += [PAIR_WEIGHT] * len(pairs)
        row += [number] * (len(column) - len(row))
    rows, columns = np.array(row, np.int64), np.array(column, np.int64)
    count, size = len(sentences), len(pieces)
    present = np.unique(rows * size + columns) % size
    rarity = ((np.log((1 + count) / (1 + np.bincount(present, minlength=size))) + 1) ** RARITY_POWER).astype(np.float32)
    values = np.array(weight, np.float32) * rarity[columns]
    # the length as Model measures it, word by word: what two words share is not added up before it is squared
    length = np.sqrt(np.bincount(rows, weights=values.astype(np.float64) ** 2, minlength=count)).astype(np.float32)
    table = sparse.csr_matrix((values / length[rows], (rows, columns)), shape=(count, size), dtype=np.float32)
    return _Table(pieces, rarity, (math.log(1 + count) + 1) ** RARITY_POWER, table)


def _softmax(rows: sparse.csr_matrix, topics: NDArray[np.int64], classes: int) -> tuple[Numbers, Numbers]:
    """Weights and bias of a multinomial logistic regression, by stochastic descent over small batches.

    Ten rounds reach what eighty of L-BFGS reach, in a sixth of the time: a batch touches only the pieces that occur in it.
    """
    count, size = rows.shape
    importance = ((count / classes / np.bincount(topics, minlength=classes).clip(1)) ** BALANCE)[topics].astype(np.float32)
    weights, bias = np.zeros((size, classes), np.float32), np.zeros(classes, np.float32)
    shuffled = np.random.default_rng(_SEED)
    scale = 1.0  # the penalty shrinks all weights at every step; kept apart, so that a step need not touch them all
    steps = ROUNDS * math.ceil(count / BATCH)
    for step in range(steps):
        if step % math.ceil(count / BATCH) == 0:
            order = shuffled.permutation(count)
            left = rows[order]
        begin = step % math.ceil(count / BATCH) * BATCH
        batch, members = left[begin : begin + BATCH], order[begin : begin + BATCH]
        slope = _chances(np.asarray(batch @ weights) * np.float32(scale) + bias)
        slope[np.arange(len(members)), topics[members]] -= 1
        slope *= importance[members, None]
        stride = STRIDE * (1 + math.cos(math.pi * step / steps)) / 2
        scale *= 1 - stride * PENALTY * len(members) / count
        touched, places = np.unique(batch.indices, return_inverse=True)
        compact = sparse.csr_matrix((batch.data, places, batch.indptr), shape=(len(members), len(touched)))
        weights[touched] -= np.float32(stride / scale) * np.asarray(compact.T @ slope)
        bias -= np.float32(stride * _BIAS_SHARE) * slope.sum(axis=0)
    return weights * np.float32(scale), bias


def _chances(points: Numbers) -> Numbers:
    """Points per topic as chances that add up to one."""
    grown = np.exp(points - points.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True), np.float32)


def main(arguments: Sequence[str]) -> None:
    """Train on what standard input says and write the model to the file named."""
    save(train(json.load(sys.stdin)), Path(arguments[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
