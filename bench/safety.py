"""`python -m bench.safety`: how often danger and formal acts are heard, and how often ordinary talk is taken for them.

The lines were written by people who saw neither the rules nor the sentences they are learned from: `tests/understanding/ongezien/`.
A second set is harder: three people wrote what is told sideways, in the middle of a question, and what sounds like it and is not; `told` is
the part that tells. `--missers FILE` writes what was missed to a file, with the reply it got.
"""

from __future__ import annotations

import itertools
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bench.questions import interval
from bench.tables import table
from bot.app.assistant import Reception, Snapshot
from bot.config import Settings
from bot.content.folder import SHIPPED
from bot.content.loader import load
from bot.content.phrases import REQUIRED
from bot.domain.messages import Message
from bot.domain.time import ZONE
from bot.storage.database import Storage
from bot.understanding.pipeline import prepare
from bot.understanding.reading import prepare_listener
from bot.understanding.risk import DESPAIR, Danger, danger_in, find_formal_act
from bot.understanding.sentences import read_sentences
from bot.understanding.text import words

UNSEEN = Path(__file__).parents[1] / "tests" / "understanding" / "ongezien"
LENGTHS = ((1, 16, "1-16 words"), (17, 34, "17-34 words"), (35, 10_000, "35 words and more"))
NOW = datetime(2026, 11, 30, 12, 0, tzinfo=ZONE)
STORY = "verhaal"
ORDINARY = "gewoon"
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
    _second()
    print(f"\n{_cost([one.row['text'] for one in ordinary])}")
    if sys.argv[-2:-1] == ["--missers"]:
        Path(sys.argv[-1]).write_text("\n".join(_missed(certain, acts)) + "\n", encoding="utf-8")


def _second() -> None:
    """Print the shares of the second set."""
    some = heard("gevaar_tweede")
    despair = [one for one in some if one.row["kind"] == DESPAIR]
    cries = [one for one in some if one.row["kind"] not in (ORDINARY, DESPAIR)]
    ordinary = [one for one in some if one.row["kind"] == ORDINARY]
    print("\na second set: told sideways")
    shares = [_recall("all", cries), *_per("kind", cries, _recall), *_by_length(cries, _recall), _recall("despair", despair)]
    print(table(("what", "n", "hard", "hard or soft"), shares))
    print(table(("ordinary lines that sound like it", "n", "false", "soft"), [_false("all", ordinary), *_by_length(ordinary, _false)]))


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


def _missed(cries: Sequence[Heard], acts: Sequence[tuple[Row, str | None]]) -> Iterator[str]:
    """What was not an alarm, and formal messages that were taken wrongly, each with the subject of the reply and the reply."""
    with tempfile.TemporaryDirectory() as folder:
        replying = _replying(Path(folder))
        for one in cries:
            if not one.hard:
                heard_as = f"suspected of {one.danger.kind}" if one.danger else "not heard"
                yield f"{one.row['kind']} | {heard_as} | {one.row['text']}\n    {replying(one.row['text'])}"
        for row, act in acts:
            if bool(act) != (row["kind"] != "geen"):
                yield f"formal {row['kind']} | taken as {act} | {row['text']}\n    {replying(row['text'])}"


def _replying(folder: Path) -> Callable[[str], str]:
    """What somebody new gets for a message: the subject, the last words and the buttons, on one line."""
    knowledge, sentences = load(SHIPPED, REQUIRED), read_sentences(SHIPPED)
    understanding = prepare(knowledge, sentences, folder)
    listener = prepare_listener(knowledge, sentences, understanding, SHIPPED, folder)
    reception = Reception(Storage(folder / "werkbot.db"), Snapshot(knowledge, understanding, listener), Settings())
    number = itertools.count()

    def reply_to(text: str) -> str:
        result = reception.handle(Message(f"person {next(number)}", NOW, text, channel="json")).result
        buttons = ", ".join(button.label for button in result.reply.buttons)
        return f"{result.topic or 'no subject'}: {' '.join(result.reply.text.split())} [{buttons}]"

    return reply_to


if __name__ == "__main__":
    main()
