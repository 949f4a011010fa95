"""The classifier of topics: features, weights, their cache, and why it chose."""

from __future__ import annotations

import hashlib
import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.config import child_environment
from bot.ops.kept_files import forget_old, replacing
from bot.understanding.spelling import Repair
from bot.understanding.text import words as words_of

# What a message is made of for the model: groups of letters, and words and pairs of words.
#
# Letter groups carry the subject, dialect and misspelling too; words and pairs carry meaning and a little order. Each block is measured by
# its own length: among some twenty letter groups a word, a word would drown.

SHORTEST, LONGEST = 2, 5
"""Letters in a group, the spaces around the word counted."""
_START = "^"


def word_pieces(word: str) -> list[str]:
    """Every group of 2-5 letters of ` word `."""
    spaced = f" {word} "
    return [spaced[begin : begin + size] for size in range(SHORTEST, LONGEST + 1) for begin in range(len(spaced) - size + 1)]


def whole(word: str) -> str:
    """A word as a piece of its own, apart from the group of letters that is spelt the same."""
    return f"={word}"


def pair_pieces(words: Sequence[str]) -> list[str]:
    """Every two words that follow each other; the first word follows the start."""
    return [f"{first}_{second}" for first, second in zip([_START, *words], words, strict=False)]


@dataclass(frozen=True)
class Weighing:
    """How the pieces of a message are weighed; chosen by measurement."""

    rarity_power: float = 1.3
    """How much more a rare piece says than a common one; 1 is the usual inverse document frequency."""
    words: float = 1.0
    """What the block of words and pairs counts; that of letters counts 1."""


# The trained model: how well a message goes with each topic, as a sum over its words.

Numbers = NDArray[np.float32]
_REMEMBERED = 20_000  # words; a few MB, and a stranger's noise cannot fill the memory


_WIDENED = np.arange(2**16, dtype=np.uint16).view(np.float16).astype(np.float32)
"""Every half-precision number as a full one: looking it up takes a third of the time of converting it."""


class ModelUnreadable(Exception):
    """A file is not a whole model; the message names it."""


class Classifier(Protocol):
    """What tells how well a message goes with each topic. Spelling, doubt and thresholds lie around it, so that another may stand here."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The topics, in the order of the points."""

    def points(self, words: Sequence[str]) -> Numbers:
        """Points per topic; the higher the likelier."""

    def gains(self, words: Sequence[str]) -> Mapping[str, Numbers]:
        """What each word adds to the points, to explain a choice; empty when that cannot be told."""


@dataclass(frozen=True)
class Part:
    """What one word (or all pairs) adds to a block of a message: points per topic, and squared length."""

    points: Numbers
    length: float


@dataclass(frozen=True)
class Word:
    """One word in both blocks: its groups of letters, and itself."""

    letters: Part
    itself: Part


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
    """What an unknown group of letters weighs: it makes a message that we do not know longer, and so less sure.

    An unknown word or pair weighs nothing: its letters have told already that it is strange.
    """
    share: float = 1.0
    """What the block of words and pairs counts, of the block of letters."""
    _words: dict[str, Word] = field(default_factory=dict, repr=False, compare=False)

    def points(self, words: Sequence[str]) -> Numbers:
        """Points per topic, before they become probabilities."""
        if not words:
            return self.bias
        parts = [self.word(word) for word in words]
        letters = _measured([part.letters for part in parts])
        said = self.share * _measured([*(part.itself for part in parts), self._pairs(words)])
        return np.asarray(letters + said + self.bias, dtype=np.float32)

    def gains(self, words: Sequence[str]) -> dict[str, Numbers]:
        """What each word adds to the points of a message, without the pairs it stands in."""
        parts = {word: self.word(word) for word in words}
        letters = _length(self.word(word).letters for word in words)
        said = _length([*(self.word(word).itself for word in words), self._pairs(words)]) / self.share
        return {word: part.letters.points / letters + part.itself.points / said for word, part in parts.items()}

    def word(self, word: str) -> Word:
        """The parts of one word."""
        part = self._words.get(word)
        if part is None:
            if len(self._words) >= _REMEMBERED:
                self._words.clear()
            part = self._words[word] = Word(self._part(word_pieces(word), self.rarest), self._part([whole(word)]))
        return part

    def forget(self) -> None:
        """Empty the cache of words, to measure what a first message costs."""
        self._words.clear()

    def _pairs(self, words: Sequence[str]) -> Part:
        return self._part(pair_pieces(words))

    def _part(self, pieces: Sequence[str], unknown: float = 0.0) -> Part:
        """The pieces together; one that is `unknown` weighs so much, and says nothing."""
        numbers = [number for piece in pieces if (number := self.pieces.get(piece)) is not None]
        strange = (len(pieces) - len(numbers)) * unknown**2
        if not numbers:
            return Part(np.zeros(len(self.labels), np.float32), strange)
        rows = np.array(numbers)
        found = self.rarity.take(rows)
        points = found @ _WIDENED.take(self.weights.view(np.uint16).take(rows, axis=0))
        return Part(np.asarray(points, np.float32), float(found @ found) + strange)


def _measured(parts: Sequence[Part]) -> Numbers:
    """The points of a block, over its length."""
    return np.asarray(np.sum([part.points for part in parts], axis=0) / _length(parts), np.float32)


def _length(parts: Iterable[Part]) -> float:
    return math.sqrt(sum(part.length for part in parts)) or 1.0


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
            share=np.float64(model.share),
        )


def read(path: Path) -> Model:
    """The model of a file. Raises FileNotFoundError, ModelUnreadable."""
    try:
        # never somebody else's file through a link; an open file, for numpy leaves one behind when it opens a damaged file by name
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file, np.load(file, allow_pickle=False) as arrays:
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
        share=float(arrays["share"].item()),
    )


def _packed(names: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _unpacked(packed: NDArray[np.generic]) -> list[str]:
    return packed.tobytes().decode().split("\n")


# The learned model kept on disk, found again by what it was learned from; learning happens in a process of its own.

_KEPT = 3  # models: now, the one before, and one of a second process with other content
_LEARNING_MODULES = ("text.py", "classifier.py", "learner.py")
_LEARNING_LIBRARIES = ("numpy", "scipy")


class TrainingFailed(Exception):
    """The process that learns the model ended with an error; the message holds what it said."""


def learned(examples: Mapping[str, Sequence[str]], cache_dir: Path | None, weighing: Weighing | None = None) -> Model:
    """The model of these examples: from the cache when it is there and whole, else learned and put there. Raises TrainingFailed.

    `weighing`: when it is not as for topics.
    """
    source = json.dumps(examples, ensure_ascii=False, sort_keys=True)
    more = () if weighing is None else (str(weighing.rarity_power), str(weighing.words))
    if cache_dir is None:
        with tempfile.TemporaryDirectory() as folder:
            return _learn(source, Path(folder) / "model.npz", more)
    path = cache_dir / f"model-{_key(' '.join((source, *more)))}.npz"
    try:
        return read(path)
    except (OSError, ModelUnreadable):
        model = _learn(source, path, more)
        forget_old(path, "model-*.npz", _KEPT)
        return model


def _learn(source: str, path: Path, more: Sequence[str]) -> Model:
    """Learn in a new process, into a file beside `path` that takes its place when it is whole."""
    with replacing(path) as unfinished:
        command = [sys.executable, "-m", "bot.understanding.learner", str(unfinished), *more]
        done = subprocess.run(command, input=source, encoding="utf-8", capture_output=True, check=False, env=child_environment())
        if done.returncode:
            raise TrainingFailed(done.stderr[-2000:])
    return read(path)


def _key(source: str) -> str:
    digest = hashlib.sha256(source.encode())
    for name in _LEARNING_MODULES:
        digest.update(Path(__file__).with_name(name).read_bytes())
    for library in _LEARNING_LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    digest.update(f"{sys.version_info.major}.{sys.version_info.minor} {sys.byteorder}".encode())
    return digest.hexdigest()[:20]


# Why a message was understood as it was: what was mended, which words decided, which example is nearest.

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
    model: Classifier, examples: Mapping[str, Sequence[str]], words: Sequence[str], repairs: tuple[Repair, ...], topics: Sequence[str]
) -> Explanation:
    """The explanation for the first of `topics`; the others are its runners-up."""
    if not topics or not words:
        return Explanation("", repairs, "", 0.0, (), ())
    best = topics[0]
    nearest, nearness = _nearest(words, examples.get(best, ()))
    return Explanation(best, repairs, nearest, nearness, _deciding(model, words, best), tuple(topics[1:]))


def _deciding(model: Classifier, words: Sequence[str], topic: str) -> tuple[tuple[str, float], ...]:
    number = model.labels.index(topic)
    gains = {word: round(float(points[number] - np.mean(points)), 2) for word, points in model.gains(words).items()}
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
