"""All answers as one page of HTML that prints well, for the desk of the library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from bot.app import content_report
from bot.content.entries import Entry, Step
from bot.content.model import Knowledge
from bot.domain.answers import Answers
from bot.domain.formatting import plain_day

_STYLE = """
body { font: 12pt/1.5 Verdana, sans-serif; max-width: 42em; margin: 2em auto; padding: 0 1em; color: #111; background: #fff; }
h1 { font-size: 1.6em; } h2 { font-size: 1.3em; border-bottom: 2px solid #111; margin-top: 2em; }
h3 { font-size: 1.05em; margin-bottom: 0.2em; } section { break-inside: avoid; } ul { margin-top: 0.2em; }
nav ul { columns: 2; list-style: none; padding: 0; } a { color: #00449e; overflow-wrap: anywhere; } p { margin: 0.4em 0; }
@media print { body { margin: 0; font-size: 10pt; } nav { break-after: page; } a { color: #111; } }
"""


def page(knowledge: Knowledge, today: date) -> str:
    """The page: a list of all questions, then the answers by subject with their next steps, as they are said on this day."""
    answers = Answers(knowledge, today)
    subjects: dict[str, list[Entry]] = {}
    for entry in knowledge.entries.values():
        subjects.setdefault(entry.subject, []).append(entry)
    title = escape(content_report.PAGE_TITLE.format(name=knowledge.roles.name))
    parts = [
        f'<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>",
        f"<p>{escape(content_report.PAGE_INTRO.format(day=plain_day(today)))}</p>",
        "<nav>",
        *(f"<h2>{escape(subject)}</h2>\n<ul>\n{_links(listed)}\n</ul>" for subject, listed in subjects.items()),
        "</nav>\n<main>",
        *(part for subject, listed in subjects.items() for part in _subject(subject, listed, answers)),
        "</main>\n</body>\n</html>",
    ]
    return "\n".join(parts)


def _links(entries: list[Entry]) -> str:
    return "\n".join(f'<li><a href="#{escape(entry.id)}">{escape(entry.question)}</a></li>' for entry in entries)


def _subject(subject: str, entries: list[Entry], answers: Answers) -> Iterator[str]:
    yield f"<h2>{escape(subject)}</h2>"
    for entry in entries:
        yield f'<section id="{escape(entry.id)}">\n<h3>{escape(entry.question)}</h3>'
        yield f"<p><small>{escape(content_report.PAGE_FOR[entry.audience.value])}</small></p>"
        for line in f"{answers.full(entry)}\n{answers.origin(entry)}".split("\n"):
            yield f"<p>{escape(line)}</p>"
        steps = "\n".join(_step(step, answers) for step in entry.steps)
        yield f"<p><b>{escape(content_report.PAGE_STEPS)}</b></p>\n<ul>\n{steps}\n</ul>\n</section>"


def _step(step: Step, answers: Answers) -> str:
    label = escape(step.label or content_report.STEP_NAMES[step.kind.value])
    text = f": {escape(answers.fill(step.text))}" if step.text else ""
    url = answers.fill(step.url)
    link = f' <a href="{escape(url)}">{escape(url)}</a>' if url.startswith(("https://", "http://")) else f" {escape(url)}" if url else ""
    return f"<li>{label}{text}{link}</li>"
