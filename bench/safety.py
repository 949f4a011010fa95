"""`python -m bench.safety`: how often danger and formal acts are heard, and how often ordinary talk is taken for them.

The lines were written by people who saw neither the rules nor the sentences they are learned from: `tests/understanding/ongezien/`.
`--missers` lists what was missed, with the reply it got.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.questions import interval
from bench.tables import table
from bot.understanding.risk import Danger, danger_in, find_formal_act
from bot.understanding.text import words

UNSEEN = Path(__file__).parents[1] / "tests" / "understanding" / "ongezien"
LENGTHS = ((1, 16, "1-16 words"), (17, 34, "17-34 words"), (35, 10_000, "35 words and more"))
STORY = "verhaal"
Row = dict[str, str]


@dataclass(frozen=True)
class Heard:
    """A line of a set, and the danger heard in it."""

    row: Row
    danger: Danger | None

    @property
    def hard(self) -> bool:
        """Whether it is certain."""
        return self.danger is not None and self.danger.certain

    @property
    def soft(self) -> bool:
        """Whether it is only suspected."""
        return self.danger is not None and not self.danger.certain


def main() -> None:
    """Print the shares per kind, language, style and length, and what it costs."""
    cries, ordinary = heard("crisis"), heard("gewoon")
    certain = [one for one in cries if not one.row.get("soft")]
    print("crisis: certain, and certain or suspected (soft lines are despair that need not be certain)")
    print(
        table(
            ("what", "n", "hard", "hard or soft"),
            [
                _recall("all", certain),
                _recall("soft lines", [one for one in cries if one.row.get("soft")]),
                *_per("kind", certain, _recall),
                *_per("language", certain, _recall),
                *_per("style", certain, _recall),
                *_by_length(certain, _recall),
            ],
        )
    )
    right = [one for one in certain if one.hard and one.danger]
    print(f"\nof the right kind: {interval(sum(one.danger.kind == one.row['kind'] for one in right if one.danger), len(right))}")
    print("\nordinary lines")
    stories = [one for one in ordinary if one.row["style"] == STORY]
    others = [one for one in ordinary if one.row["style"] != STORY]
    print(
        table(
            ("what", "n", "false", "soft"),
            [
                _false("lines", others),
                _false("stories", stories),
                *_per("style", ordinary, _false),
                *_per("language", ordinary, _false),
                *_by_length(ordinary, _false),
            ],
        )
    )
    acts = [(row, find_formal_act(row["text"])) for row in rows("formeel")]
    done = [(row, act) for row, act in acts if row["kind"] != "geen"]
    print("\nformal acts")
    shares = [
        (
            kind,
            sum(row["kind"] == kind for row, _ in done),
            interval(sum(bool(act) for row, act in done if row["kind"] == kind), sum(row["kind"] == kind for row, _ in done)),
        )
        for kind in dict.fromkeys(row["kind"] for row, _ in done)
    ]
    none = [act for row, act in acts if row["kind"] == "geen"]
    print(
        table(
            ("what", "n", "heard"),
            [
                ("all", len(done), interval(sum(bool(act) for _, act in done), len(done))),
                *shares,
                ("no act: false", len(none), interval(sum(map(bool, none)), len(none))),
            ],
        )
    )
    print(f"\n{_cost([one.row['text'] for one in ordinary])}")
    if "--missers" in sys.argv[1:]:
        _missed(certain, acts)


def rows(name: str) -> list[Row]:
    """The lines of one unseen set."""
    return [json.loads(line) for line in (UNSEEN / f"{name}.jsonl").read_text(encoding="utf-8").split("\n") if line]


def heard(name: str) -> list[Heard]:
    """The lines of a set with the danger heard in each."""
    return [Heard(row, danger_in(row["text"])) for row in rows(name)]


def _recall(name: str, some: Sequence[Heard]) -> tuple[object, ...]:
    return (
        name,
        len(some),
        interval(sum(one.hard for one in some), len(some)),
        interval(sum(one.danger is not None for one in some), len(some)),
    )


def _false(name: str, some: Sequence[Heard]) -> tuple[object, ...]:
    return name, len(some), interval(sum(one.hard for one in some), len(some)), interval(sum(one.soft for one in some), len(some))


Counted = Callable[[str, Sequence[Heard]], tuple[object, ...]]


def _per(field: str, some: Sequence[Heard], counted: Counted) -> Iterable[tuple[object, ...]]:
    for value in dict.fromkeys(one.row[field] for one in some):
        yield counted(f"{field} {value}", [one for one in some if one.row[field] == value])


def _by_length(some: Sequence[Heard], counted: Counted) -> Iterable[tuple[object, ...]]:
    for least, most, name in LENGTHS:
        yield counted(name, [one for one in some if least <= len(words(one.row["text"])) <= most])


def _cost(texts: Sequence[str]) -> str:
    spent = []
    for text in texts:
        begun = time.thread_time()
        danger_in(text)
        spent.append((time.thread_time() - begun) * 1000)
    return f"{statistics.median(spent):.2f} ms a message, p99 {statistics.quantiles(spent, n=100)[98]:.2f} ms (ordinary lines, seen before)"


def _missed(cries: Sequence[Heard], acts: Sequence[tuple[Row, str | None]]) -> None:
    print("\nmissed")
    for one in cries:
        if not one.hard:
            print(f"{one.row['kind']} {one.row['style']} {'soft' if one.danger else 'nothing'}: {one.row['text']}")
    for row, act in acts:
        if bool(act) != (row["kind"] != "geen"):
            print(f"formal {row['kind']} heard as {act}: {row['text']}")


if __name__ == "__main__":
    main()
