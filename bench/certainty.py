"""Whether a chance comes true: of all messages answered with a chance of some 0.8, eight in ten should be right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from matplotlib.figure import Figure

from bench.questions import Bench
from bench.tables import table
from bot.understanding.evaluation import interval
from bot.understanding.pipeline import BACKGROUND

EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
PICTURE = Path("bench-out") / "certainty.svg"
Band = tuple[float, int, int]
"""Of the messages between two edges: the mean chance of the best topic (0-1), how many there are, how many of those are about it."""


def report(bench: Bench) -> None:
    """The bands as a table, and as a picture in `bench-out/`."""
    found = bands(bench)
    rows = []
    for chance, count, right in found:
        low, high = interval(right, count)
        rows.append((f"{chance:.2f}", count, f"{right / count:.2f}", f"{low:.2f}–{high:.2f}"))
    print(table(("chance of the best", "messages", "right", "95 % interval"), rows))
    off = sum(abs(chance * count - right) for chance, count, right in found) / max(1, sum(count for _, count, _ in found))
    print(f"\nmean distance of chance and truth: {off:.3f}; the picture is in {draw(found, PICTURE)}")


def bands(bench: Bench) -> list[Band]:
    """The bands that hold any message, the least sure first."""
    judged = []
    for one in bench.questions:
        fine = {bench.understanding.reported(topic) for topic in (one.topic, *one.also)}
        best = next(iter(bench.understanding.understand(one.text).candidates), None)
        if best:
            judged.append((best.score, bench.understanding.reported(best.topic) in fine - {BACKGROUND}))
    found = []
    for low, high in pairwise(EDGES):
        within = [(score, right) for score, right in judged if low <= score < high or score == high == EDGES[-1]]
        if within:
            found.append((sum(score for score, _ in within) / len(within), len(within), sum(right for _, right in within)))
    return found


def draw(found: Sequence[Band], path: Path) -> Path:
    """The bands with their intervals beside the line on which chance and truth are equal; returns where it stands."""
    figure = Figure(figsize=(5, 5), layout="constrained")
    plot = figure.add_subplot()
    shares = [right / count for _, count, right in found]
    around = [interval(right, count) for _, count, right in found]
    below = [max(0.0, share - low) for share, (low, _) in zip(shares, around, strict=True)]
    above = [max(0.0, high - share) for share, (_, high) in zip(shares, around, strict=True)]
    plot.plot([0, 1], [0, 1], color="grey", linestyle=":")
    plot.errorbar([chance for chance, _, _ in found], shares, yerr=[below, above], marker="o", capsize=3)
    plot.set(xlabel="chance of the best topic", ylabel="share that is right (95 % interval)", xlim=(0, 1), ylim=(0, 1))
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, format="svg")
    return path
