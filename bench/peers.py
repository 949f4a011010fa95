"""Other ways to recognise a topic, trained on the same examples: what one would take from the shelf."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz, process

from bench.questions import Bench, Ranking, accuracy, ranking
from bench.tables import table
from bench.typos import with_typos
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


class PeerMissing(Exception):
    """The library of a peer is not installed; the message says what to install."""


def token_set(examples: Examples) -> Ranking:
    """The topic of the example with the highest rapidfuzz token_set_ratio."""
    said = [(" ".join(words(sentence)), topic) for topic, sentences in examples.items() for sentence in sentences]
    texts = [text for text, _ in said]

    def recognise(messages: Sequence[str]) -> list[list[str]]:
        found = []
        for message in messages:
            near = process.extract(" ".join(words(message)), texts, scorer=fuzz.token_set_ratio, limit=60)
            found.append(list(dict.fromkeys(said[place][1] for _, _, place in near)))
        return found

    return recognise


def logistic_regression(examples: Examples) -> Ranking:
    """TF-IDF of words and letter groups with logistic regression, scikit-learn's own settings."""
    if TfidfVectorizer is None:
        raise PeerMissing("pip install scikit-learn")
    texts, topics = zip(*[(sentence, topic) for topic, sentences in examples.items() for sentence in sentences], strict=True)
    features = make_union(TfidfVectorizer(), TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True))
    model = make_pipeline(features, LogisticRegression(C=10, max_iter=200)).fit(texts, topics)
    return lambda messages: [[model.classes_[place] for place in row.argsort()[::-1][:4]] for row in model.decision_function(messages)]


def fast_text(examples: Examples) -> Ranking:
    """fastText's supervised classifier with letter groups, 60 epochs: the best of the settings tried."""
    if fasttext is None:
        raise PeerMissing("pip install fasttext")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8", delete=False) as file:
        for topic, sentences in examples.items():
            file.writelines(f"__label__{topic} {' '.join(words(sentence))}\n" for sentence in sentences)
    path = Path(file.name)
    model = fasttext.train_supervised(str(path), epoch=60, lr=0.5, dim=64, minn=2, maxn=5, thread=1, seed=1, verbose=0)
    path.unlink()

    def recognise(messages: Sequence[str]) -> list[list[str]]:
        # the inner predict, for the outer one asks numpy 2 for a copy it no longer makes
        return [
            [label.removeprefix("__label__") for _, label in model.f.predict(" ".join(words(one)), 4, 0.0, "strict")] for one in messages
        ]

    return recognise


PEERS = {
    "rapidfuzz token_set_ratio": token_set,
    "TF-IDF + logistic regression": logistic_regression,
    "fasttext": fast_text,
}

SEED = 1


def report(bench: Bench) -> None:
    """Side by side with what one would take from the shelf, on the same examples."""
    everything = gathered(bench.knowledge, bench.sentences)
    chance = random.Random(SEED)
    typed = [replace(one, text=with_typos(one.text, chance)) for one in bench.ours]
    engines = {"werkbot": lambda examples: ranking(assembled(train(examples), bench.knowledge, bench.sentences)), **PEERS}
    rows: list[tuple[object, ...]] = []
    for name, make in engines.items():
        begun = time.process_time()
        try:
            rank = make(everything)
        except PeerMissing as error:
            rows.append((name, "–", "–", "–", "–", error))
            continue
        values = [share for questions in (bench.ours, typed) for share in accuracy(bench, rank, questions)]
        rows.append((name, *(f"{value:.1f}" for value in values), f"{time.process_time() - begun:.1f}"))
    print(table(("engine", "top 1", "top 3", "typos: top 1", "typos: top 3", "CPU s in all"), rows))
