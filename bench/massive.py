"""The engine on another domain: Amazon MASSIVE nl-NL at 15 examples per intent."""

from __future__ import annotations

import gzip
import random
import statistics
from collections import defaultdict
from pathlib import Path

import numpy as np

from bench.tables import table
from bench.typos import with_typos
from bot.understanding.learner import train
from bot.understanding.spelling import Corrector
from bot.understanding.text import words

SEEDS = range(100, 108)
PER_INTENT = 15


def report(path: Path | None) -> None:
    """Accuracy over eight draws of the examples."""
    if path is None:
        print("name a file with --massive (nl-NL: id, partition, intent, utterance, …)")
        return
    rows = [line.split("\t") for line in gzip.decompress(path.read_bytes()).decode().splitlines()]
    train_rows: dict[str, list[str]] = defaultdict(list)
    for _, partition, intent, utterance, *_ in rows:
        if partition == "train":
            train_rows[intent].append(utterance)
    tests = [(intent, utterance) for _, partition, intent, utterance, *_ in rows if partition == "test"]
    clean, typed = zip(*(_accuracy(train_rows, tests, seed) for seed in SEEDS), strict=True)
    print(
        table(
            ("messages", "mean", "lowest", "highest"),
            [
                (name, *(f"{value:.1f}" for value in (statistics.mean(values), min(values), max(values))))
                for name, values in (("clean", clean), ("with typing errors", typed))
            ],
        )
    )


def _accuracy(train_rows: dict[str, list[str]], tests: list[tuple[str, str]], seed: int) -> tuple[float, float]:
    chance = random.Random(seed)
    model = train({intent: chance.sample(said, min(PER_INTENT, len(said))) for intent, said in sorted(train_rows.items())})
    corrector = Corrector(model.vocabulary)

    def right(intent: str, text: str) -> bool:
        typed = words(text)
        points = model.points(typed) + model.points(corrector.mend(typed)[0])
        return model.labels[int(np.argmax(points))] == intent

    clean = statistics.mean(right(intent, text) for intent, text in tests)
    typos = statistics.mean(right(intent, with_typos(text, chance)) for intent, text in tests)
    return 100 * clean, 100 * typos
