"""The content, the questions it is measured with, and how shares are told."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.model import Knowledge
from bot.reports.quality_sections import wilson
from bot.understanding.evaluation import Figures, Question
from bot.understanding.pipeline import BACKGROUND, Understanding
from bot.understanding.sentences import Sentences

HEADS = ("right at once", "after a question", "WRONG", "LET IN", "none asked")


@dataclass(frozen=True)
class Bench:
    """The content, what was learned from it, and the questions to measure with."""

    knowledge: Knowledge
    sentences: Sentences
    understanding: Understanding
    questions: list[Question]
    styles: list[str]
    massive_file: Path | None

    @property
    def ours(self) -> list[Question]:
        """The questions that are ours."""
        return [one for one in self.questions if self.understanding.reported(one.topic) != BACKGROUND]


def interval(count: int, total: int) -> str:
    """A share with its 95 % Wilson interval."""
    if not total:
        return "–"
    low, high = wilson(count, total)
    return f"{100 * count / total:.1f} ({100 * low:.0f}–{100 * high:.0f})"


def shares(figures: Figures) -> list[str]:
    """The columns of a table of figures, in percent."""
    ours, others = max(1, figures.ours), figures.others
    strangers = [f"{100 * figures.let_in / others:.1f}", f"{100 * figures.none_asked / others:.1f}"] if others else ["–", "–"]
    return [f"{100 * part / ours:.1f}" for part in (figures.right, figures.right + figures.asked, figures.wrong)] + strangers


Ranking = Callable[[Sequence[str]], list[list[str]]]
"""Messages to topics, best first."""


def accuracy(bench: Bench, rank: Ranking, questions: Sequence[Question]) -> tuple[float, float]:
    """Top 1 and top 3 among our topics, in percent, whatever the thresholds."""
    first = third = 0
    for one, found in zip(questions, rank([one.text for one in questions]), strict=True):
        fine = {bench.understanding.reported(topic) for topic in (one.topic, *one.also)}
        offered = [bench.understanding.reported(topic) for topic in found if topic != BACKGROUND]
        first += bool(fine.intersection(offered[:1]))
        third += bool(fine.intersection(offered[:3]))
    return 100 * first / max(1, len(questions)), 100 * third / max(1, len(questions))


def ranking(understanding: Understanding) -> Ranking:
    """How an understanding of ours ranks the topics."""
    return lambda messages: [[one.topic for one in understanding.understand(message).candidates] for message in messages]


def read_questions(paths: Sequence[Path]) -> tuple[list[Question], list[str]]:
    """The questions of files of JSON lines, and the style of each."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    questions = [
        Question(row["text"], BACKGROUND if row["topic"] == "none" else row["topic"], tuple(row.get("also_ok", ()))) for row in rows
    ]
    return questions, [row.get("style", "") for row in rows]
