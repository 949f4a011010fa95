"""Learn the weights of signals from sentences: `python -m intents.signals_training` writes intents/*.npz anew.

Run it after a change in crisis.yaml, formeel.yaml, their sentences or the modules that read them; a test says when that was forgotten.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import optimize, sparse

from intents import signals
from intents.normalising import words as words_of
from intents.patterns import Patterns, read_groups, read_patterns
from intents.signals import Numbers, Signals

HERE = Path(__file__).parent
ORDINARY = "gewoon"
PENALTY = 0.02
"""On the square of the weights; chosen by measurement."""
TYPING_ERRORS = 0.25
"""Share of the longer words that get a typing error in the second copy of a sentence."""
_BACKGROUND_WEIGHT = 1.0
_EXCHANGES = 2  # copies of a sentence with other words
_EXCHANGE = 0.5  # share of the words that have others in their group
_STRETCHES = 3000  # of ordinary stories
_MODULES = ("normalising.py", "misspelling.py", "patterns.py", "signals.py", "signals_training.py")


@dataclass(frozen=True)
class Example:
    """A sentence of a kind, and how much it counts."""

    text: str
    kind: int
    weight: float = 1.0


def learn(name: str, kinds: Sequence[str], background: Sequence[str]) -> tuple[Signals, frozenset[str]]:
    """The signals of `name`.yaml and `name`-zinnen/, and the words that only look like a misspelt signal."""
    own = {kind: sentences(HERE / f"{name}-zinnen" / f"{kind}.txt") for kind in (ORDINARY, *kinds)}
    ordinary = [*own[ORDINARY], *background]
    spared = _lookalikes(read_patterns(HERE / f"{name}.yaml"), ordinary)
    patterns = read_patterns(HERE / f"{name}.yaml", spared)
    labels = (ORDINARY, *kinds)
    alike = _alike(HERE / f"{name}.yaml")
    examples = list(_varied({number: own[kind] for number, kind in enumerate(labels)}, background, alike))
    return _fitted(patterns, labels, examples), spared


def sentences(path: Path) -> tuple[str, ...]:
    """The sentences of a file, one per line; empty lines and lines that begin with # do not count."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def source_of(name: str) -> str:
    """A short name for what the weights of `name` are learned from, the background left out: staff may change that freely."""
    digest = hashlib.sha256()
    for path in [HERE / f"{name}.yaml", *sorted((HERE / f"{name}-zinnen").glob("*.txt")), *(HERE / module for module in _MODULES)]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:20]


def _lookalikes(patterns: Patterns, ordinary: Iterable[str]) -> frozenset[str]:
    words = {word for sentence in ordinary for word in words_of(sentence)}
    return frozenset(word for word in words if patterns.mend(word) != word and word not in patterns.exact)


def _alike(path: Path) -> dict[str, tuple[str, ...]]:
    """Per word the words that may stand in its place: the other words of a group under `verwisselbaar`."""
    return {word: group for group in read_groups(path, "verwisselbaar").values() for word in group}


def _varied(own: dict[int, tuple[str, ...]], background: Sequence[str], alike: Mapping[str, tuple[str, ...]]) -> Iterable[Example]:
    """Every sentence as it is, with typing errors, with other words in their place, and inside a story about something ordinary."""
    chance = random.Random(1)  # a fixed seed: the same sentences give the same weights
    stories = [line for line in (*own[0], *background) if 3 < len(line.split()) < 14]
    for kind, lines in own.items():
        for line in lines:
            yield Example(line, kind)
            yield Example(_mistyped(line, chance), kind, 0.5)
            for _ in range(_EXCHANGES):
                yield Example(_exchanged(line, alike, chance), kind, 0.5)
            other = chance.choice(stories)
            yield Example(f"{other} {line}" if chance.random() < 0.6 else f"{line} {other}", kind, 0.5)
            yield Example(_told(line, stories, chance), kind, 0.5)
    for line in background:
        yield Example(line, 0, _BACKGROUND_WEIGHT)
        yield Example(_mistyped(_exchanged(line, alike, chance), chance), 0, _BACKGROUND_WEIGHT / 2)
    for _ in range(_STRETCHES):
        yield Example(_told(chance.choice(stories), stories, chance), 0, _BACKGROUND_WEIGHT)


def _told(line: str, stories: Sequence[str], chance: random.Random) -> str:
    """A stretch of a longer story in which the line stands somewhere."""
    room = max(0, signals.LONGEST - len(line.split()))
    around = " ".join(chance.choice(stories) for _ in range(8)).split()
    before = chance.randrange(room + 1)
    return " ".join((*around[:before], line, *around[before:room]))


def _exchanged(line: str, alike: Mapping[str, tuple[str, ...]], chance: random.Random) -> str:
    """The line with some of its words replaced by others of their group: another person, another weapon, dialect for standard."""
    words = line.lower().replace(",", " ,").split()
    return " ".join(chance.choice(alike[word]) if word in alike and chance.random() < _EXCHANGE else word for word in words)


def _mistyped(sentence: str, chance: random.Random) -> str:
    return " ".join(_with_error(word, chance) if len(word) > 3 and chance.random() < TYPING_ERRORS else word for word in sentence.split())


def _with_error(word: str, chance: random.Random) -> str:
    """A letter forgotten, doubled, swapped or replaced, not the first."""
    at = chance.randrange(1, len(word) - 1)
    forgotten = word[:at] + word[at + 1 :]
    doubled = word[:at] + word[at] + word[at:]
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    replaced = word[:at] + chance.choice("aeioutnrsd") + word[at + 1 :]
    return chance.choice((forgotten, doubled, swapped, replaced))


def _fitted(patterns: Patterns, kinds: tuple[str, ...], examples: Sequence[Example]) -> Signals:
    """Multinomial logistic regression by limited-memory BFGS."""
    groups = len(patterns.names)
    near = groups + groups * groups
    rows = _rows(patterns, kinds, [example.text for example in examples], near)
    columns = rows.T.tocsr()
    size, count = rows.shape[1], len(kinds)
    wanted = np.array([example.kind for example in examples])
    weight = np.array([example.weight for example in examples])[:, None]
    each = np.arange(len(examples))

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(size + 1, count)
        points = rows @ weights[:size] + weights[size]
        points -= points.max(axis=1, keepdims=True)
        chances = np.exp(points)
        total = chances.sum(axis=1, keepdims=True)
        value = -float((weight[:, 0] * (points[each, wanted] - np.log(total[:, 0]))).sum())
        chances /= total
        chances[each, wanted] -= 1
        chances *= weight
        slope = np.vstack([columns @ chances + PENALTY * weights[:size], chances.sum(axis=0)])
        return value + 0.5 * PENALTY * float((weights[:size] ** 2).sum()), slope.ravel()

    found = optimize.minimize(loss, np.zeros((size + 1) * count), jac=True, method="L-BFGS-B", options={"maxiter": 120, "maxcor": 8})
    weights = found.x.reshape(size + 1, count).astype(np.float32)
    pieces, nearby, certain = np.split(weights[:size], [signals.PIECES, signals.PIECES + near])
    return Signals(patterns, kinds, pieces, nearby, certain, weights[size])


def _rows(patterns: Patterns, kinds: tuple[str, ...], texts: Sequence[str], near: int) -> sparse.csr_matrix:
    """One row per text, the way Signals weighs it: pieces, groups and neighbours over their length, then the patterns."""
    places: list[int] = []
    values: list[float] = []
    starts = [0]
    for text in texts:
        columns, weights = _columns(patterns, words_of(text))
        length = float(np.sqrt(weights @ weights)) or 1.0
        rules = signals.rule_columns(patterns, kinds, text)
        places += [*columns, *(signals.PIECES + near + int(number) for number in np.flatnonzero(rules))]
        values += [*(weights / length), *(1.0 for _ in np.flatnonzero(rules))]
        starts.append(len(places))
    width = signals.PIECES + near + 2 * len(kinds)
    return sparse.csr_matrix((values, places, starts), shape=(len(texts), width))


def _columns(patterns: Patterns, words: Sequence[str]) -> tuple[list[int], Numbers]:
    pieces = [piece for word in words for piece in signals.word_columns(word)] + (list(signals.between_words(words)) if words else [])
    groups = [signals.group_numbers(patterns, word) for word in words]
    near = [number for some in groups for number in some]
    pairs = list(signals.between_groups(groups, len(patterns.names)))
    columns = [place for place, _ in pieces] + [signals.PIECES + number for number in (*near, *pairs)]
    weights = [value for _, value in pieces] + [signals.GROUP] * len(near) + [signals.NEARBY] * len(pairs)
    return columns, np.asarray(weights, np.float32)


def main(names: Sequence[str]) -> None:
    """Learn and write the weights of each name (all when none is given)."""
    folder = HERE.parent / "knowledge" / "voorbeelden"
    background = [line for path in sorted(folder.glob("*.txt")) for line in sentences(path)]
    for name in names or KINDS:
        learned, spared = learn(name, KINDS[name], background)
        signals.save(learned, spared, source_of(name), HERE / f"{name}.npz")


KINDS = {
    "crisis": ("zelfdoding", "geweld-thuis", "acuut-gevaar", "dreiging"),
    "formeel": ("avg", "bezwaar", "ingebrekestelling", "klacht", "ziekmelding", "wijziging", "aanvraag"),
}

if __name__ == "__main__":
    main(sys.argv[1:])
