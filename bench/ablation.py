"""What each part of the engine brings: the same measurement without it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import ModuleType

from bench.questions import HEADS, Bench, shares
from bench.tables import table
from bench.typos import with_typos
from bot.understanding import classifier as model_module
from bot.understanding import learner
from bot.understanding import learner as training
from bot.understanding.classifier import Weighing
from bot.understanding.evaluation import calibrate, measure
from bot.understanding.pipeline import BACKGROUND, Understanding, assembled, gathered
from bot.understanding.spelling import Corrector, Rewording

SEED = 1


@contextmanager
def changed(*changes: tuple[ModuleType, str, object]) -> Iterator[None]:
    """Modules with some of their names changed, for as long as it takes to measure."""
    before = [(module, name, getattr(module, name)) for module, name, _ in changes]
    try:
        for module, name, value in changes:
            setattr(module, name, value)
        yield
    finally:
        for module, name, value in before:
            setattr(module, name, value)


def report(bench: Bench) -> None:
    """What each part brings: the same measurement without it."""
    everything = gathered(bench.knowledge, bench.sentences)
    chance = random.Random(SEED)
    typed = [replace(one, text=with_typos(one.text, chance)) for one in bench.questions]
    whole = assembled(learner.train(everything), bench.knowledge, bench.sentences)

    def relearned(said: Mapping[str, Sequence[str]]) -> Understanding:
        return assembled(learner.train(said), bench.knowledge, bench.sentences)

    def weighed(weighing: Weighing) -> Understanding:
        return assembled(learner.train(everything, weighing), bench.knowledge, bench.sentences)

    no_pairs = [(module, "pair_pieces", lambda _: []) for module in (training, model_module)]
    variants: dict[str, tuple[list[tuple[ModuleType, str, object]], Callable[[], Understanding]]] = {
        "everything": ([], lambda: whole),
        "without typo repair": ([], lambda: replace(whole, corrector=Corrector({}))),
        "without synonyms": ([], lambda: replace(whole, rewording=Rewording(()))),
        "without pairs of words": (no_pairs, lambda: relearned(everything)),
        "words count half": ([], lambda: weighed(Weighing(words=0.5))),
        "words count nothing": ([], lambda: weighed(Weighing(words=0.01))),
        "rarity to the power 1": ([], lambda: weighed(Weighing(rarity_power=1.0))),
        "every example counts the same": ([(training, "BALANCE", 0.0)], lambda: relearned(everything)),
        "every topic counts the same": ([(training, "BALANCE", 1.0)], lambda: relearned(everything)),
        "without background": ([], lambda: relearned({topic: said for topic, said in everything.items() if topic != BACKGROUND})),
        "a fifth of the background": ([], lambda: relearned({**everything, BACKGROUND: everything[BACKGROUND][::5]})),
    }
    rows = []
    for name, (changes, make) in variants.items():
        with changed(*changes):
            understanding = make()
            found = calibrate(understanding, bench.questions)
            own = replace(understanding, thresholds=found.thresholds)
            rows.append((name, *shares(found.figures), *shares(measure(own, typed))[:3]))
    print("each with thresholds of its own, calibrated to the same goals")
    print(table(("variant", *HEADS, "typos: right", "typos: after", "typos: WRONG"), rows))
