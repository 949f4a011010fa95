"""`werkbot controleer`: every mistake in the content at once."""

from __future__ import annotations

import argparse

from bot import staff_texts
from bot.commands import wiring
from intents.sentences import OWN_FILE, examine_sentences
from knowledge.loading import examine
from knowledge.phrase_keys import REQUIRED


def check(options: argparse.Namespace) -> int:
    """Print errors and warnings apart; exit status 1 when there is an error."""
    root = wiring.knowledge_dir(options)
    known, found = examine(root, REQUIRED)
    overriding = root / OWN_FILE.name
    _, about_sentences = examine_sentences(overriding if overriding.exists() else OWN_FILE)
    problems = sorted((*found, *about_sentences))
    errors = [problem for problem in problems if not problem.warning]
    warnings = [problem for problem in problems if problem.warning]
    for heading, listed in ((staff_texts.ERROR_HEADING, errors), (staff_texts.WARNING_HEADING, warnings)):
        if listed:
            print(heading)
            for problem in listed:
                print(problem)
    if errors or known is None:
        print(staff_texts.errors_and_warnings(len(errors), len(warnings)))
        return 1
    sentences = sum(len(entry.examples) for entry in known.entries.values()) + sum(map(len, known.examples.values()))
    print(staff_texts.ALL_WELL.format(entries=len(known.entries), sentences=sentences, phrases=len(known.phrases)))
    return 0
