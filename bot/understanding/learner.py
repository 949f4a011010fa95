"""Learn a model from example sentences; runs in a process of its own, so that the old model answers meanwhile.

`python -m bot.understanding.learner FILE` reads the examples from standard input as JSON ({topic: [sentence, …]}) and writes FILE.
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

from bot.understanding.classifier import Model, Numbers, Weighing, pair_pieces, save, whole, word_pieces
from bot.understanding.text import words

PENALTY = 0.05
"""On the square of the weights. This and the next four: chosen by measurement on the test questions (bench.understanding)."""
BALANCE = 0.3
"""0: every example counts the same; 1: every topic counts the same."""
ROUNDS, BATCH = 10, 128
STRIDE = 4.0
"""The first step of the descent; it shrinks to nothing along half a cosine."""
_BIAS_SHARE = 0.1  # the bias sees every example, a piece only a few: it takes smaller steps
_SEED = 20261121  # the same examples always give the same model


class NothingToLearn(Exception):
    """No example holds a word."""


def train(examples: Mapping[str, Sequence[str]], weighing: Weighing | None = None) -> Model:
    """A model of the examples per topic. Raises NothingToLearn."""
    weighing = weighing or Weighing()
    labels = tuple(sorted(examples))
    said = [(number, words(sentence)) for number, label in enumerate(labels) for sentence in examples[label]]
    said = [(number, found) for number, found in said if found]
    if not said:
        raise NothingToLearn(f"no example of {', '.join(labels) or 'any topic'} holds a word")
    table = _table([found for _, found in said], weighing)
    weights, bias = _softmax(table.rows, np.array([number for number, _ in said], np.int64), len(labels))
    vocabulary = Counter(word for _, found in said for word in found)
    return Model(labels, table.pieces, table.rarity, weights.astype(np.float16), bias, vocabulary, table.rarest, weighing.words)


@dataclass(frozen=True)
class _Table:
    """One row per sentence and one column per piece; in each row the block of letters has length 1, that of words and pairs its share."""

    pieces: dict[str, int]
    rarity: Numbers
    rarest: float
    rows: sparse.csr_matrix


def _table(sentences: Sequence[Sequence[str]], weighing: Weighing) -> _Table:
    said, vocabulary = _counts(sentences)
    of_words, word_piece_names = _counts([word_pieces(word) for word in vocabulary])
    of_pairs, pair_names = _counts([[*map(whole, sentence), *pair_pieces(sentence)] for sentence in sentences])
    letters = said @ of_words
    rarity = np.concatenate([_rarity(letters, weighing.rarity_power), _rarity(of_pairs, weighing.rarity_power)])
    word_rarity, pair_rarity = rarity[: len(word_piece_names)], rarity[len(word_piece_names) :]
    # the length as Model measures it, part by part: what two words share is not added up before it is squared
    letter_squares, pair_squares = said @ (of_words.power(2) @ word_rarity**2), of_pairs.power(2) @ pair_rarity**2
    said_whole = _measured(of_pairs, pair_rarity, pair_squares) * np.float32(weighing.words)
    rows = sparse.hstack([_measured(letters, word_rarity, letter_squares), said_whole], format="csr")
    names = {name: number for number, name in enumerate([*word_piece_names, *pair_names])}
    return _Table(names, rarity, (math.log(1 + len(sentences)) + 1) ** weighing.rarity_power, rows)


def _rarity(rows: sparse.csr_matrix, power: float) -> Numbers:
    """Per column how rare it is among the rows."""
    rows.sum_duplicates()
    count, size = rows.shape
    return np.asarray((np.log((1 + count) / (1 + np.bincount(rows.indices, minlength=size))) + 1) ** power, np.float32)


def _measured(rows: sparse.csr_matrix, rarity: Numbers, squares: Numbers) -> sparse.csr_matrix:
    """The rows weighed by rarity, over their length."""
    rows.data *= rarity[rows.indices] / np.sqrt(np.repeat(squares, np.diff(rows.indptr)))
    return rows


def _counts(owners: Sequence[Sequence[str]]) -> tuple[sparse.csr_matrix, list[str]]:
    """How often each part stands in each of its owners, one row per owner; the parts in order of their columns."""
    numbers: dict[str, int] = {}
    columns = [numbers.setdefault(part, len(numbers)) for parts in owners for part in parts]
    ends = np.cumsum([0, *map(len, owners)])
    return sparse.csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(owners), len(numbers))), list(numbers)


def _softmax(rows: sparse.csr_matrix, topics: NDArray[np.int64], classes: int) -> tuple[Numbers, Numbers]:
    """Weights and bias of a multinomial logistic regression, by stochastic descent over small batches.

    Ten rounds reach what eighty of L-BFGS reach, in a sixth of the time: a batch touches only the pieces that occur in it.
    """
    count, size = rows.shape
    importance = ((count / classes / np.bincount(topics, minlength=classes).clip(1)) ** BALANCE)[topics].astype(np.float32)
    weights, bias = np.zeros((size, classes), np.float32), np.zeros(classes, np.float32)
    shuffled = np.random.default_rng(_SEED)
    scale = 1.0  # the penalty shrinks all weights at every step; kept apart, so that a step need not touch them all
    batches = math.ceil(count / BATCH)
    for step in range(ROUNDS * batches):
        if step % batches == 0:
            order = shuffled.permutation(count)
            shuffled_rows = rows[order]
        begin = step % batches * BATCH
        batch, members = shuffled_rows[begin : begin + BATCH], order[begin : begin + BATCH]
        slope = _chances(np.asarray(batch @ weights) * np.float32(scale) + bias)
        slope[np.arange(len(members)), topics[members]] -= 1
        slope *= importance[members, None]
        stride = STRIDE * (1 + math.cos(math.pi * step / (ROUNDS * batches))) / 2
        scale *= 1 - stride * PENALTY * len(members) / count
        touched, by_piece = _by_piece(batch)
        weights[touched] -= np.float32(stride / scale) * np.asarray(by_piece @ slope)
        bias -= np.float32(stride * _BIAS_SHARE) * slope.sum(axis=0)
    return weights * np.float32(scale), bias


def _by_piece(batch: sparse.csr_matrix) -> tuple[NDArray[np.int64], sparse.csr_matrix]:
    """The pieces that occur in a batch, and the batch with only these, a row per piece."""
    turned = batch.tocsc()
    touched = np.flatnonzero(np.diff(turned.indptr))
    ends = np.append(turned.indptr[touched], turned.nnz)
    return touched, sparse.csr_matrix((turned.data, turned.indices, ends), shape=(len(touched), batch.shape[0]))


def _chances(points: Numbers) -> Numbers:
    """Points per topic as chances that add up to one."""
    grown = np.exp(points - points.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True), np.float32)


def main(arguments: Sequence[str]) -> None:
    """Train on what standard input says and write the model to the file named; after it perhaps how to weigh."""
    save(train(json.load(sys.stdin), Weighing(*map(float, arguments[1:]))), Path(arguments[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
