"""`beoordeel` and `invoer`: what staff judge and count."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.app.past_answers import PastAnswers, Said
from bot.cli import setup
from bot.cli.output import Refused
from bot.cli.reports import whole_number
from bot.cli.texts import say
from bot.content.entries import BACKGROUND
from bot.domain.time import local
from bot.reports import report_texts
from bot.reports.period import EARLIEST, quarter_key
from bot.storage import statistics
from bot.storage.database import Storage
from bot.storage.statistics import Figure, Sample

# `werkbot beoordeel`: a person judges a random sample of answers, one week at a time.

KEYS = {"g": "goed", "d": "deels", "f": "fout"}
SKIP, STOP = "o", "s"


def judge(options: argparse.Namespace) -> int:
    """Show the questions of a week that nobody judged, and keep each judgement at once: stopping loses nothing."""
    week = options.week or statistics.week_of((local(setup.now_of(options)) - timedelta(days=7)).date())
    if not re.fullmatch(r"\d{4}-W\d{2}", week):
        raise Refused(say("staff.no-week", text=week))
    storage = setup.writing_storage(options)
    with storage.reading() as db:
        waiting = statistics.unjudged(db, week)
    if not waiting:
        print(say("staff.nothing-to-judge", week=week))
        return 0
    print(say("staff.judge-how", week=week, count=len(waiting)))
    answers = PastAnswers(storage, setup.contents(options)[0])
    for number, sample in enumerate(waiting, 1):
        print(say("staff.judge-one", number=number, text=sample.text, decision=sample.decision, topic=sample.topic or BACKGROUND))
        if said := answers.of(sample):
            for line in _said(said):
                print(f"   {line}")
        if not _judged(storage, sample):
            break
    with storage.reading() as db:
        counts = statistics.counted(db, week)
    print(say("staff.judged", counts=", ".join(f"{counts.get(word, 0)} {word}" for word in statistics.JUDGEMENTS)))
    return 0


def _said(said: Said) -> Iterator[str]:
    """The answer as it was sent, with its buttons."""
    yield from (f"| {line}" for line in said.text.splitlines())
    if said.steps:
        yield "| " + " ".join(f"[{label}]" for label in said.steps)
    if not said.as_then:
        yield say("staff.said-now")


def _judged(storage: Storage, sample: Sample) -> bool:
    """One judgement, or none; False to stop."""
    while True:
        try:
            key = input(say("staff.judge-prompt")).strip().lower()[:1]
        except EOFError:
            return False
        if key in KEYS:
            with storage.transaction() as db:
                statistics.judge(db, sample.id, KEYS[key])
            return True
        if key in (SKIP, STOP):
            return key == SKIP
        print(say("staff.not-judged"))


# `werkbot invoer`: steps in development and placements, counted by staff.

QUARTER = re.compile(r"(\d{4})-?[kKqQ]?([1-4])")
UNKNOWN = "onbekend"
LIST, GONE = "lijst", "weg"


def enter(options: argparse.Namespace) -> int:
    """Note one figure, or take it away; entering it again replaces it, and what it was is named. `lijst` shows all."""
    if options.wat == LIST:
        return _listed(setup.existing_storage(options))
    now = setup.now_of(options)
    away = options.aantal == GONE
    if away:
        options.aantal = "0"
    figure = _figure(options, local(now).date())
    storage = setup.writing_storage(options)
    with storage.transaction() as db:
        figure = replace(figure, programme=_as_before(figure.programme, statistics.programmes(db)))
        before = statistics.figure_before(db, figure)
        if away and before is None:
            raise Refused(say("staff.no-such-figure", what=_what(figure)))
        if away:
            statistics.take_away(db, figure)
        else:
            statistics.enter(db, figure, now)
    if away and before:
        print(say("staff.figure-gone", count=before.count, what=_what(figure)))
    elif before and before.count != figure.count:
        print(say("staff.figure-corrected", before=before.count, count=figure.count, what=_what(figure)))
    else:
        print(say("staff.figure-entered", count=figure.count, what=_what(figure)))
    return 0


def _listed(storage: Storage) -> int:
    with storage.reading() as db:
        figures = [one for kind in statistics.KINDS for one in statistics.entered(db, kind, "", "9999")]
    for one in figures:
        goal = say("staff.figure-goal", goal=one.goal) if one.goal is not None else ""
        by = say("staff.figure-by", who=one.by) if one.by else ""
        print(say("staff.figure-row", count=one.count, what=_what(one), goal=goal, by=by))
    print(say("staff.figures-how") if figures else say("staff.no-figures"))
    return 0


def _what(figure: Figure) -> str:
    return say("staff.figure-what", kind=figure.kind, programme=figure.programme, municipality=figure.municipality, quarter=figure.quarter)


def _figure(options: argparse.Namespace, today: date) -> Figure:
    if options.wat not in statistics.KINDS:
        raise Refused(say("staff.no-kind", kind=options.wat))
    programme = _one_line(options.programma or "")
    given = {"--programma": programme, "--kwartaal": options.kwartaal, "--aantal": options.aantal}
    if missing := [name for name, value in given.items() if not value]:
        raise Refused(say("staff.figure-missing", options=" en ".join(missing)))
    goal = whole_number(options.doel, "--doel") if options.doel else None
    count = whole_number(options.aantal, "--aantal")
    return Figure(
        options.wat, programme, _municipality(options), _quarter(options.kwartaal, today), count, goal, _one_line(options.door or "")
    )


def _quarter(text: str, today: date) -> str:
    """A quarter that has begun: of one to come nothing can be counted."""
    found = QUARTER.fullmatch(text)
    if not found:
        raise Refused(say("staff.no-quarter", text=text))
    quarter, last = f"{found[1]}-{found[2]}", quarter_key(today)
    if not int(found[1]) >= EARLIEST or quarter > last:
        raise Refused(report_texts.say("quarter-not-yet", quarter=quarter, last=last))
    return quarter


def _one_line(text: str) -> str:
    """Without what would break a table."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _as_before(programme: str, known: Sequence[str]) -> str:
    """As it was first written: `afeer` is the programme `Afeer`."""
    return next((one for one in known if one.casefold() == programme.casefold()), programme)


def _municipality(options: argparse.Namespace) -> str:
    """As we write it ourselves, so that one municipality is not counted under two names."""
    if not options.gemeente:
        return UNKNOWN
    known, _ = setup.contents(options)
    names = {one.name.casefold(): one.name for one in known.municipalities}
    name = names.get(options.gemeente.strip().casefold())
    if name is None and names:
        raise Refused(say("staff.no-municipality", name=options.gemeente, known=", ".join(names.values())))
    return name or str(options.gemeente)
