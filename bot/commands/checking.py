"""`werkbot controleer`: every mistake in the content at once, what will soon be one, and how the test questions go."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date

from bot import staff_texts
from bot.app import content_report, content_trial
from bot.app.content_trial import Read, Trial, read_folder, shortfalls, thresholds_of, try_out
from bot.commands import wiring
from bot.commands.refusal import Refused
from bot.config import UnderstandingSettings
from bot.content import language_problems
from bot.content.checks import loose_facts
from bot.content.expiry import expired
from bot.content.model import Knowledge
from bot.content.plain_language import score
from bot.content.problems import Problem
from bot.domain.opening_hours import missing_holidays
from bot.domain.time import local
from bot.understanding.evaluation import Outcome, near_pairs


def check(options: argparse.Namespace) -> int:
    """Print errors and warnings apart; exit status 1 when there is an error or a floor is not held."""
    today = day_of(options)
    read = read_folder(wiring.knowledge_dir(options))
    _print(read, today)
    if read.errors or read.knowledge is None:
        return 1
    if options.snel:
        print(content_report.QUICK)
        return _well(read.knowledge)
    if sys.stderr.isatty():
        print(content_report.LEARNING, file=sys.stderr)
    held = _proven(options)
    return _well(read.knowledge) if held else 1


def day_of(options: argparse.Namespace) -> date:
    """The day of --op, else today. Raises Refused."""
    if not options.op:
        return local(wiring.clock()).date()
    try:
        return content_report.day_of(options.op)
    except ValueError:
        raise Refused(content_report.NOT_A_DAY.format(value=options.op)) from None


def of_the_day(knowledge: Knowledge, today: date) -> tuple[Problem, ...]:
    """Warnings that depend on the day: what has expired or rots unseen, and holidays without a choice."""
    return tuple(sorted({*expired(knowledge, today), *loose_facts(knowledge, today), *about_holidays(knowledge, today)}))


def _print(read: Read, today: date) -> None:
    warnings = {problem for problem in read.problems if problem.warning}
    if read.knowledge:
        warnings.update(of_the_day(read.knowledge, today))
    for heading, listed in ((staff_texts.ERROR_HEADING, read.errors), (staff_texts.WARNING_HEADING, sorted(warnings))):
        if listed:
            print(heading)
            for problem in listed:
                print(problem)
    if read.errors or warnings:
        print(staff_texts.errors_and_warnings(len(read.errors), len(warnings)))


def about_holidays(knowledge: Knowledge, today: date) -> tuple[Problem, ...]:
    """Warnings for holidays of this year and the next for which a location has not chosen what happens."""
    found = []
    for location in knowledge.calendar.locations.values():
        for year in (today.year, today.year + 1):
            if missing := missing_holidays(location, year):
                words = language_problems.missing_holidays(location.name, year, ", ".join(missing))
                found.append(Problem(location.lines.of("feestdagen"), *words, warning=True))
    return tuple(found)


def _proven(options: argparse.Namespace) -> bool:
    """Learn, put the test questions, and say what came of them; whether the floors are held."""
    settings = wiring.settings_of(options).understanding
    root, cache, thresholds = wiring.knowledge_dir(options), wiring.cache_dir(), thresholds_of(settings)
    trial = try_out(root, cache, thresholds)
    if trial.understanding is None or trial.read.knowledge is None:
        return False
    _print_pairs(trial)
    path = content_trial.path_of(root, cache)
    before = content_trial.last(path, thresholds)
    worse = trial.proof.worse_than(before.outcomes)
    if worse:
        print(content_report.WORSE_HEADING)
        _lines([content_report.worse(one) for one in worse])
        print(content_report.KEPT_REMEDY)
    if options.alles and (missed := [one for one in trial.proof.tried if one.outcome is not Outcome.RIGHT]):
        print(content_report.ALL_HEADING)
        _lines([content_report.tried(one) for one in missed])
    readable = score(entry.answer for entry in trial.read.knowledge.entries.values())
    print(content_report.readability(readable, before.readability))
    print(content_report.proof_line(trial.proof))
    held = _held(trial, settings)
    if held and (options.bewaar or not worse):
        content_trial.keep(path, thresholds, trial.proof, readable)
    return held


def _print_pairs(trial: Trial) -> None:
    if trial.understanding and (pairs := near_pairs(trial.understanding.examples)):
        print(staff_texts.WARNING_HEADING)
        _lines([content_report.pair(one) for one in pairs])


def _held(trial: Trial, settings: UnderstandingSettings) -> bool:
    short = shortfalls(trial.proof, settings)
    if short:
        print(staff_texts.ERROR_HEADING)
        _lines([content_report.shortfall(one) for one in short])
    return not short


def _lines(listed: Sequence[str]) -> None:
    print("\n".join(listed))


def _well(knowledge: Knowledge) -> int:
    sentences = sum(len(entry.examples) for entry in knowledge.entries.values()) + sum(map(len, knowledge.examples.values()))
    print(staff_texts.ALL_WELL.format(entries=len(knowledge.entries), sentences=sentences, phrases=len(knowledge.phrases)))
    return 0
