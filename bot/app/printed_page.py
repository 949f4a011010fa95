"""All answers as one page of HTML that prints well, for the desk of the library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.app import content_report
from bot.content.entries import Entry, Step
from bot.content.model import Knowledge
from bot.domain.answers import Answers
from bot.domain.formatting import plain_day
from bot.domain.pages import filled


@dataclass(frozen=True)
class PrintedStep:
    """A next step as it is read on paper."""

    label: str
    text: str
    url: str


@dataclass(frozen=True)
class PrintedAnswer:
    """An answer as it is read on paper; `id` is where the list in front leads to."""

    id: str
    question: str
    audience: str
    lines: tuple[str, ...]
    steps: tuple[PrintedStep, ...]


def page(knowledge: Knowledge, today: date) -> str:
    """The page: a list of all questions, then the answers by subject with their next steps, as they are said on this day."""
    answers = Answers(knowledge, today)
    subjects: dict[str, list[PrintedAnswer]] = {}
    for entry in knowledge.entries.values():
        subjects.setdefault(entry.subject, []).append(_answer(entry, answers))
    return filled(
        "bot.app",
        "answers.html",
        title=content_report.PAGE_TITLE.format(name=knowledge.roles.name),
        intro=content_report.PAGE_INTRO.format(day=plain_day(today)),
        steps=content_report.PAGE_STEPS,
        subjects=subjects,
    )


def _answer(entry: Entry, answers: Answers) -> PrintedAnswer:
    lines = f"{answers.full(entry)}\n{answers.origin(entry)}".split("\n")
    audience = content_report.PAGE_FOR[entry.audience.value]
    return PrintedAnswer(entry.id, entry.question, audience, tuple(lines), tuple(_step(step, answers) for step in entry.steps))


def _step(step: Step, answers: Answers) -> PrintedStep:
    return PrintedStep(step.label or content_report.STEP_NAMES[step.kind.value], answers.fill(step.text), answers.fill(step.url))
