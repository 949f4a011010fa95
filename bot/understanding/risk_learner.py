"""Learn the weights of signals from sentences: `python -m bot.understanding.risk_learner` writes those in `weights/` anew.

Run it (some minutes) after a change in intents/crisis, intents/formeel or how words are read; a test says when that was forgotten.
"""

from __future__ import annotations

import hashlib
import random
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from bot.content.folder import DOES, EXAMPLES, FOLLOWS_UP, SHIPPED_INTENTS, matching
from bot.understanding import risk
from bot.understanding.risk import Numbers, Signals
from bot.understanding.risk_patterns import Patterns, read_groups, read_patterns
from bot.understanding.sayings import shipped_sayings
from bot.understanding.text import words as words_of

ORDINARY = "gewoon"
KINDS = {
    "crisis": ("zelfdoding", "geweld-thuis", "acuut-gevaar", "dreiging", "dwang-thuis", "uitbuiting", "wanhoop"),
    "formeel": ("avg", "bezwaar", "ingebrekestelling", "klacht", "ziekmelding", "wijziging", "aanvraag"),
}
"""What is learned, by the name of its files; the kinds are those of `danger_in` (and `wanhoop`) and `find_formal_act`."""
TELLS_OF_ONESELF = frozenset({"over-mij", "gevoel"})
"""What a message does in a conversation, when what it says can be a sick report or despair."""
PENALTY = 0.1
"""On the square of the weights; chosen by measurement."""
ROUNDS = 70
_TYPING_ERRORS = 0.25  # share of the longer words that get an error in the second copy of a sentence
_EXCHANGES = 1  # copies of a sentence with other words
_EXCHANGE = 0.5  # share of the words that have others in their group
_STRETCHES = 7000  # of ordinary stories, half of them around a line that looks like a signal
_COPY = 0.5  # what a varied copy counts, of 1


@dataclass(frozen=True)
class Example:
    """A sentence of a kind, and how much it counts."""

    text: str
    kind: int
    weight: float = 1.0


def learn(name: str, background: Sequence[str]) -> tuple[Signals, frozenset[str]]:
    """The signals of `intents/<name>`, and the words that only look like a misspelt signal."""
    labels = (ORDINARY, *KINDS[name])
    own = own_sentences(name)
    path = risk.patterns_file(name)
    spared = _lookalikes(read_patterns(path), [*own[ORDINARY], *background])
    alike = {word: group for group in read_groups(path, "verwisselbaar").values() for word in group}
    examples = list(_varied({number: _left(own[kind]) for number, kind in enumerate(labels)}, _left(background), alike))
    return _fitted(read_patterns(path, spared), labels, examples), spared


def _left(lines: Iterable[str]) -> tuple[str, ...]:
    """Sentences as they are weighed: their sayings left out."""
    return tuple(shipped_sayings().left_out(line) for line in lines)


def own_sentences(name: str) -> dict[str, tuple[str, ...]]:
    """The sentences per kind, and the ordinary ones that look like them."""
    return {kind: sentences(SHIPPED_INTENTS / name / f"{kind}.txt") for kind in (ORDINARY, *KINDS[name])}


def sentences(path: Path) -> tuple[str, ...]:
    """The sentences of a file, one per line; empty lines and lines that begin with # do not count."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def source_of(name: str) -> str:
    """A short name for what the weights are learned from: the sentences as they are read. The background is left out: staff change that."""
    patterns = read_patterns(risk.patterns_file(name))
    remembered = cache(lambda word: tuple(risk.word_columns(word)))
    digest = hashlib.sha256(repr((PENALTY, ROUNDS, _TYPING_ERRORS, _EXCHANGES, _EXCHANGE, _STRETCHES, _COPY)).encode())
    for kind, lines in own_sentences(name).items():
        for line in lines:
            found = [found.source for found in patterns.find(line)]
            digest.update(repr((kind, risk.columns_of(patterns, words_of(line), remembered), found)).encode())
    return digest.hexdigest()[:20]


def _lookalikes(patterns: Patterns, ordinary: Iterable[str]) -> frozenset[str]:
    words = {word for sentence in ordinary for word in words_of(sentence)}
    return frozenset(word for word in words if patterns.mend(word) != word and word not in patterns.exact)


def _varied(own: Mapping[int, Sequence[str]], background: Sequence[str], alike: Mapping[str, Sequence[str]]) -> Iterable[Example]:
    """Every sentence as it is, with typing errors, with other words in their place, and inside a story about something ordinary."""
    chance = random.Random(1)  # a fixed seed: the same sentences give the same weights
    ordinary = [part for line in (*own[0], *background) for part in _weighed_parts(line)]
    stories = [line for line in ordinary if 3 < len(line.split()) < 14]
    for kind, lines in own.items():
        for line in lines:
            yield Example(line, kind)
            yield Example(_mistyped(line, chance), kind, _COPY)
            for _ in range(_EXCHANGES):
                yield Example(_exchanged(line, alike, chance), kind, _COPY)
            if kind:
                yield Example(_told(line, stories, chance), kind, _COPY)
    for part in ordinary:
        yield Example(part, 0)
    alarming = [line for line in own[0] if len(line.split()) < risk.LONGEST]
    for number in range(_STRETCHES):
        yield Example(_told(chance.choice(alarming if number % 2 else stories), stories, chance), 0)


def _weighed_parts(line: str) -> list[str]:
    """An ordinary line as it is weighed: a story in its stretches, since of none of them an alarm may come."""
    if len(words_of(line)) <= risk.LONGEST:
        return [line]
    return [" ".join(stretch) for stretch in risk.stretches(line)]


def _told(line: str, stories: Sequence[str], chance: random.Random) -> str:
    """A stretch of a longer story in which the line stands somewhere."""
    room = max(0, risk.LONGEST - len(line.split()))
    around = " ".join(chance.choice(stories) for _ in range(8)).split()
    before = chance.randrange(room + 1)
    return " ".join((*around[:before], line, *around[before:room]))


def _exchanged(line: str, alike: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    """The line with some of its words replaced by others of their group: another person, another weapon, dialect for standard."""
    words = line.lower().replace(",", " ,").split()
    return " ".join(chance.choice(alike[word]) if word in alike and chance.random() < _EXCHANGE else word for word in words)


def _mistyped(sentence: str, chance: random.Random) -> str:
    words = sentence.split()
    return " ".join(_with_error(word, chance) if len(word) > 3 and chance.random() < _TYPING_ERRORS else word for word in words)


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
    rows, rarity = _rows(patterns, kinds, [example.text for example in examples])
    columns = rows.T.tocsr()
    size, count = rows.shape[1], len(kinds)
    wanted = np.array([example.kind for example in examples])
    importance = np.array([[example.weight] for example in examples], np.float32)
    each = np.arange(len(examples))

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(size + 1, count).astype(np.float32)
        points = rows @ weights[:size] + weights[size]
        points -= points.max(axis=1, keepdims=True)
        chances = np.exp(points)
        total = chances.sum(axis=1, keepdims=True)
        value = -float((importance * (points[each, wanted][:, None] - np.log(total))).sum(dtype=np.float64))
        chances /= total
        chances[each, wanted] -= 1
        chances *= importance
        slope = np.vstack([columns @ chances + PENALTY * weights[:size], chances.sum(axis=0)])
        return value + 0.5 * PENALTY * float((weights[:size].astype(np.float64) ** 2).sum()), slope.ravel().astype(np.float64)

    found = optimize.minimize(loss, np.zeros((size + 1) * count), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS, "maxcor": 8})
    weights = found.x.reshape(size + 1, count).astype(np.float32)
    edge = risk.width(patterns)
    return Signals(patterns, kinds, rarity, weights[:edge], weights[edge:size], weights[size])


def _rows(patterns: Patterns, kinds: tuple[str, ...], texts: Sequence[str]) -> tuple[Any, Numbers]:
    """One row per text, the way Signals weighs it (columns by rarity over their length, then the patterns), and the rarity."""
    edge = risk.width(patterns)
    places, values, owners = _columns(patterns, texts)
    once = sparse.csr_matrix((np.ones(len(values), np.float32), (owners, places)), shape=(len(texts), edge))
    seen = np.bincount(once.indices, minlength=edge)
    rarity = (np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float32)
    values *= rarity[places]
    length = np.sqrt(np.bincount(owners, weights=values.astype(np.float64) ** 2))
    values /= np.maximum(length, 1e-9)[owners]
    weighed = sparse.csr_matrix((values, (owners, places)), shape=(len(texts), edge), dtype=np.float32)
    certain = sparse.csr_matrix(np.array([risk.rules(patterns, kinds, text) for text in texts]))
    return sparse.hstack([weighed, certain]).tocsr(), rarity


def _columns(patterns: Patterns, texts: Sequence[str]) -> tuple[NDArray[np.int64], Numbers, NDArray[np.int64]]:
    """The columns of all texts in a row, what each weighs, and of which text it is."""
    remembered = cache(lambda word: tuple(risk.word_columns(word)))
    places, values, sizes = array("q"), array("f"), []
    for text in texts:
        columns = risk.columns_of(patterns, words_of(text), remembered) or [(0, 0.0)]
        sizes.append(len(columns))
        places.extend(place for place, _ in columns)
        values.extend(value for _, value in columns)
    owners = np.repeat(np.arange(len(texts)), sizes)
    return np.frombuffer(places, np.int64), np.frombuffer(values, np.float32).copy(), owners


def said_in_conversation() -> Iterator[str]:
    """Answers, follow-ups, corrections: in no conversation a cry or a formal act. Who tells of himself may well say one."""
    for path in (*matching(SHIPPED_INTENTS, f"{DOES}/*.txt"), *matching(SHIPPED_INTENTS, f"{FOLLOWS_UP}/*.txt")):
        if path.stem not in TELLS_OF_ONESELF:
            yield from sentences(path)


def main(names: Sequence[str]) -> None:
    """Learn and write the weights of each name (all when none is given); what one is about is ordinary to the other."""
    asked = (line for path in matching(SHIPPED_INTENTS, f"{EXAMPLES}/*.txt") for line in sentences(path))
    background = [*asked, *said_in_conversation()]
    for name in names or KINDS:
        others = [line for other in KINDS if other != name for lines in own_sentences(other).values() for line in lines]
        learned, spared = learn(name, [*background, *others])
        risk.save(learned, spared, source_of(name), risk.WEIGHTS / f"{name}.npz")


if __name__ == "__main__":
    main(sys.argv[1:])
