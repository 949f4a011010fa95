"""`python -m bench.understanding [--vragen FILE.jsonl …] [--massive FILE.tsv.gz] [part …]`: how well people are understood, and what it costs.

Without files the test questions of the content itself are measured; a file holds lines of {"text", "topic", "also_ok", "style"}
with topic "none" for what is not ours. Parts: thresholds, harm, certainty, examples, groups, confusions, peers, ablation, cost, massive, growth.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench import ablation, certainty, growth, harm, massive, peers, understanding_cost
from bench.questions import HEADS, Bench, accuracy, interval, ranking, read_questions, shares
from bench.tables import table
from bench.typos import with_typos
from bot.content.folder import SHIPPED
from bot.content.loader import load
from bot.content.phrases import REQUIRED
from bot.understanding.evaluation import calibrate, measure, own_questions, verdict
from bot.understanding.learner import train
from bot.understanding.pipeline import BACKGROUND, assembled, gathered, prepare
from bot.understanding.sentences import read_sentences

ROOT = SHIPPED
SEEDS = (1, 2, 3)
GROUPS = {
    "little Dutch": ("laaggeletterd", "statushouder"),
    "dialect, young": ("dialect", "jongere"),
    "formal": ("oudere-formeel", "werkgever-formeel", "hr-adviseur"),
    "employers": ("werkgever-formeel", "werkgever-informeel", "hr-adviseur"),
    "typing errors, speech": ("typfouten", "spraak"),
    "short": ("kort", "emoji"),
    "story, stress": ("stress", "lang", "naaste"),
}


def thresholds(bench: Bench) -> None:
    """The figures with the thresholds that we ship, and those that calibration finds."""
    figures = measure(bench.understanding, bench.questions)
    found = calibrate(bench.understanding, bench.questions)
    print(table(("thresholds", *HEADS), [(bench.understanding.thresholds, *shares(figures)), (found.thresholds, *shares(found.figures))]))
    n, m = figures.ours, figures.others
    print(f"\nn = {n} ours, {m} not ours; 95 % intervals with the shipped thresholds: right {interval(figures.right, n)}, ", end="")
    print(f"after a question {interval(figures.right + figures.asked, n)}, WRONG {interval(figures.wrong, n)}, ", end="")
    print(f"LET IN {interval(figures.let_in, m)}, none asked {interval(figures.none_asked, m)}")


def examples(bench: Bench) -> None:
    """Accuracy with a part of the examples, clean and with typing errors."""
    everything = gathered(bench.knowledge, bench.sentences)
    rows = []
    for part in (0.10, 0.25, 0.50, 1.0):
        clean, typed = [], []
        for seed in SEEDS if part < 1 else SEEDS[:1]:
            chance = random.Random(seed)
            some = {topic: chance.sample(said, max(3, round(part * len(said)))) for topic, said in everything.items()}
            learned = assembled(train(some), bench.knowledge, bench.sentences)
            clean.append(accuracy(bench, ranking(learned), bench.ours))
            typed.append(accuracy(bench, ranking(learned), [replace(one, text=with_typos(one.text, chance)) for one in bench.ours]))
        sizes = sum(max(3, round(part * len(said))) for said in everything.values())
        rows.append(
            (f"{part:.0%}", sizes, *(f"{statistics.mean(column):.1f}" for column in (*zip(*clean, strict=True), *zip(*typed, strict=True))))
        )
    print(table(("examples", "n", "top 1", "top 3", "typos: top 1", "typos: top 3"), rows))


def groups(bench: Bench) -> None:
    """The figures per group of people."""
    if not any(bench.styles):
        print("the questions have no style")
        return
    rows = []
    for name, styles in GROUPS.items():
        some = [one for one, style in zip(bench.questions, bench.styles, strict=True) if style in styles]
        figures = measure(bench.understanding, some)
        counts = (figures.right, figures.right + figures.asked, figures.wrong)
        rows.append((name, figures.ours, *(interval(count, figures.ours) for count in counts)))
    print(table(("group", "n", *HEADS[:3]), rows))


def confusions(bench: Bench) -> None:
    """The pairs of topics that are taken for each other most."""
    pairs: Counter[tuple[str, str]] = Counter()
    for one in bench.questions:
        meaning = bench.understanding.understand(one.text)
        if verdict(bench.understanding, one, meaning) not in ("right", "kept_out"):
            taken = meaning.candidates[0].topic if meaning.candidates else BACKGROUND
            if taken != one.topic:
                pairs[one.topic, taken] += 1
    print(table(("meant", "taken for", "times"), [(meant, taken, count) for (meant, taken), count in pairs.most_common(20)]))


PARTS: dict[str, Callable[[Bench], None]] = {
    "thresholds": thresholds,
    "harm": harm.report,
    "certainty": certainty.report,
    "examples": examples,
    "groups": groups,
    "confusions": confusions,
    "peers": peers.report,
    "ablation": ablation.report,
    "cost": understanding_cost.report,
    "massive": lambda bench: massive.report(bench.massive_file),
    "growth": lambda bench: growth.report(gathered(bench.knowledge, bench.sentences)),
}


def main() -> None:
    """Print the parts that were named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vragen", type=Path, nargs="+", default=[])
    parser.add_argument("--massive", type=Path)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], default=[])
    options = parser.parse_args()
    known, sentences = load(ROOT, REQUIRED), read_sentences(ROOT)
    with tempfile.TemporaryDirectory() as name:
        understanding = prepare(known, sentences, Path(name))
    questions, styles = read_questions(options.vragen)
    if not questions:
        questions = own_questions(known, sentences)
        styles = [""] * len(questions)
    bench = Bench(known, sentences, understanding, questions, styles, options.massive)
    for name in options.parts or PARTS:
        print(f"\n== {name} ==", flush=True)
        PARTS[name](bench)


if __name__ == "__main__":
    main()
