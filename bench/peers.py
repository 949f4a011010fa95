"""Other ways to recognise a topic, trained on the same examples: what one would take from the shelf, alone and behind our own repair."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from bench.questions import Bench, Ranking, accuracy, interval, ranking
from bench.tables import table
from bench.typos import with_typos
from bot.understanding.classifier import Numbers
from bot.understanding.evaluation import Question
from bot.understanding.learner import train
from bot.understanding.pipeline import assembled, gathered
from bot.understanding.text import words

try:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union
except ImportError:
    TfidfVectorizer = None
try:
    import fasttext
except ImportError:
    fasttext = None

Examples = Mapping[str, Sequence[str]]
_MOST_NEAR = 60
"""Sentences of ours that rapidfuzz is asked for, to find its best topics among."""


class PeerMissing(Exception):
    """The library of a peer is not installed; the message says what to install."""


@dataclass(frozen=True)
class Shelf:
    """A classifier from the shelf, where ours stands: it is handed the same mended words."""

    labels: tuple[str, ...]
    decide: Callable[[str], Sequence[float]]
    """Points per label of one text."""

    def points(self, words: Sequence[str]) -> Numbers:
        """Points per topic."""
        return np.asarray(self.decide(" ".join(words)), np.float32)

    def gains(self, words: Sequence[str]) -> Mapping[str, Numbers]:
        """It cannot say why."""
        return {}


def token_set(examples: Examples) -> Shelf:
    """The topic of the example with the highest rapidfuzz token_set_ratio."""
    labels = tuple(sorted(examples))
    said = [(" ".join(words(sentence)), number) for number, topic in enumerate(labels) for sentence in examples[topic]]
    texts = [text for text, _ in said]

    def decide(message: str) -> Sequence[float]:
        points = [0.0] * len(labels)
        for _, ratio, place in process.extract(message, texts, scorer=fuzz.token_set_ratio, limit=_MOST_NEAR):
            points[said[place][1]] = max(points[said[place][1]], ratio)
        return points

    return Shelf(labels, decide)


def logistic_regression(examples: Examples) -> Shelf:
    """TF-IDF of words, word pairs and letter groups with logistic regression, as scikit-learn gives them."""
    if TfidfVectorizer is None:
        raise PeerMissing("pip install scikit-learn")
    texts, topics = zip(*[(" ".join(words(one)), topic) for topic, said in examples.items() for one in said], strict=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    model = make_pipeline(make_union(TfidfVectorizer(ngram_range=(1, 2)), letters), LogisticRegression(C=10, max_iter=60)).fit(
        texts, topics
    )
    return Shelf(tuple(model.classes_), lambda message: list(model.decision_function([message])[0]))


def fast_text(examples: Examples) -> Shelf:
    """fastText's supervised classifier with letter groups, 60 epochs: the best of the settings tried."""
    if fasttext is None:
        raise PeerMissing("pip install fasttext")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8", delete=False) as file:
        for topic, sentences in examples.items():
            file.writelines(f"__label__{topic} {' '.join(words(sentence))}\n" for sentence in sentences)
    path = Path(file.name)
    model = fasttext.train_supervised(str(path), epoch=60, lr=0.5, dim=64, minn=2, maxn=5, thread=1, seed=1, verbose=0)
    path.unlink()
    labels = tuple(sorted(examples))

    def decide(message: str) -> Sequence[float]:
        # the inner predict, for the outer one asks numpy 2 for a copy it no longer makes
        found = {label.removeprefix("__label__"): chance for chance, label in model.f.predict(message, len(labels), 0.0, "strict")}
        return [float(np.log(found.get(label, 0.0) + 1e-9)) for label in labels]

    return Shelf(labels, decide)


PEERS: Mapping[str, Callable[[Examples], Shelf]] = {
    "TF-IDF + logistic regression (scikit-learn)": logistic_regression,
    "fasttext": fast_text,
    "rapidfuzz token_set_ratio": token_set,
}

SEED = 1


def report(bench: Bench) -> None:
    """Side by side with what one would take from the shelf, on the same examples: alone, and where our own classifier stands."""
    everything = gathered(bench.knowledge, bench.sentences)
    chance = random.Random(SEED)
    typed = [replace(one, text=with_typos(one.text, chance)) for one in bench.ours]
    ours = assembled(train(everything), bench.knowledge, bench.sentences)
    rows: list[tuple[object, ...]] = [("werkbot", *_measured(bench, ranking(ours), typed))]
    for name, make in PEERS.items():
        try:
            shelf = make(everything)
        except PeerMissing as error:
            rows.append((name, "–", "–", "–", "–", error))
            continue
        rows.append((f"{name}, alone", *_measured(bench, _alone(shelf), typed)))
        rows.append((f"{name}, our repair in front", *_measured(bench, ranking(replace(ours, model=shelf)), typed)))
    print(f"n = {len(bench.ours)}; 95 % intervals; two engines on the same lines differ for certain only when McNemar says so")
    print(table(("engine", "top 1", "top 3", "typos: top 1", "typos: top 3", "CPU s"), rows))


def _alone(shelf: Shelf) -> Ranking:
    """How the classifier ranks the topics of a text as it was typed."""

    def rank(messages: Sequence[str]) -> list[list[str]]:
        return [[shelf.labels[place] for place in np.argsort(-shelf.points(words(message)))[:4]] for message in messages]

    return rank


def _measured(bench: Bench, rank: Ranking, typed: Sequence[Question]) -> list[str]:
    begun = time.process_time()
    shares = [share for questions in (bench.ours, typed) for share in accuracy(bench, rank, questions)]
    counts = [round(share * len(typed) / 100) for share in shares]
    return [*(interval(count, len(typed)) for count in counts), f"{time.process_time() - begun:.1f}"]
