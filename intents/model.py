"""The trained model: how well a message goes with each topic, as a sum over its words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from intents.features import PAIR_WEIGHT, pair_pieces, word_pieces

Numbers = NDArray[np.float32]
_REMEMBERED = 20_000  # words; a few MB, and a stranger's noise cannot fill the memory


class ModelUnreadable(Exception):
    """A file is not a whole model; the message names it."""


@dataclass(frozen=True)
class Part:
    """What one word (or all pairs) adds to a message: points per topic, and squared length."""

    points: Numbers
    length: float


@dataclass(frozen=True)
class Model:
    """Weights per piece and topic. Immutable but for a cache of words; safe to share between threads."""

    labels: tuple[str, ...]
    pieces: Mapping[str, int]
    rarity: Numbers
    """Per piece: how rare it is among the examples (inverse document frequency)."""
    weights: NDArray[np.float16]
    """Pieces x topics; three digits are enough, and half of the memory."""
    bias: Numbers
    vocabulary: Mapping[str, int]
    """The words of the examples with how often they stand there."""
    rarest: float
    """What an unknown piece weighs: it makes a message that we do not know longer, and so less sure."""
    _parts: dict[str, Part] = field(default_factory=dict, repr=False, compare=False)

    def points(self, words: Sequence[str]) -> Numbers:
        """Points per topic, before they become probabilities."""
        if not words:
            return self.bias
        parts = [self.word(word) for word in words]
        parts.append(self._pairs(words))
        length = math.sqrt(sum(part.length for part in parts)) or 1.0
        total = np.sum([part.points for part in parts], axis=0)
        return np.asarray(total / length + self.bias, dtype=np.float32)

    def word(self, word: str) -> Part:
        """The part of one word."""
        part = self._parts.get(word)
        if part is None:
            if len(self._parts) >= _REMEMBERED:
                self._parts.clear()
            part = self._parts[word] = self._part(word_pieces(word), 1.0)
        return part

    def forget(self) -> None:
        """Empty the cache of words, to measure what a first message costs."""
        self._parts.clear()

    def _pairs(self, words: Sequence[str]) -> Part:
        return self._part(pair_pieces(words), PAIR_WEIGHT)

    def _part(self, pieces: Sequence[str], weight: float) -> Part:
        numbers = [number for piece in pieces if (number := self.pieces.get(piece)) is not None]
        unknown = (len(pieces) - len(numbers)) * (weight * self.rarest) ** 2
        if not numbers:
            return Part(np.zeros(len(self.labels), np.float32), unknown)
        found = weight * self.rarity[numbers]
        points = found @ self.weights[numbers].astype(np.float32)
        return Part(np.asarray(points, np.float32), float(found @ found) + unknown)


def save(model: Model, path: Path) -> None:
    """Write the model as .npz: plain arrays, nothing that runs when it is read."""
    with path.open("wb") as file:
        np.savez(
            file,
            labels=_packed(model.labels),
            pieces=_packed(model.pieces),
            words=_packed(model.vocabulary),
            counts=np.fromiter(model.vocabulary.values(), np.int32, len(model.vocabulary)),
            rarity=model.rarity,
            weights=model.weights,
            bias=model.bias,
            rarest=np.float64(model.rarest),
        )


def read(path: Path) -> Model:
    """The model of a file. Raises FileNotFoundError, ModelUnreadable."""
    try:
        # an open file, for numpy leaves one behind when it opens a damaged file by name
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return _model(arrays)
    except FileNotFoundError:
        raise
    except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile) as error:
        raise ModelUnreadable(f"{path}: {error}") from error


def _model(arrays: Mapping[str, NDArray[np.generic]]) -> Model:
    return Model(
        labels=tuple(_unpacked(arrays["labels"])),
        pieces={piece: number for number, piece in enumerate(_unpacked(arrays["pieces"]))},
        rarity=np.asarray(arrays["rarity"], np.float32),
        weights=np.asarray(arrays["weights"], np.float16),
        bias=np.asarray(arrays["bias"], np.float32),
        vocabulary=dict(zip(_unpacked(arrays["words"]), arrays["counts"].tolist(), strict=True)),
        rarest=float(arrays["rarest"].item()),
    )


def _packed(names: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _unpacked(packed: NDArray[np.generic]) -> list[str]:
    return packed.tobytes().decode().split("\n")
