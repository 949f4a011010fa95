"""`werkbot invoer`: steps in development and placements, counted by staff."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot import staff_texts
from bot.commands import wiring
from bot.commands.refusal import Refused
from bot.commands.reporting import existing_storage, whole_number
from bot.domain.time import local
from bot.reports import report_texts
from bot.reports.period import EARLIEST, quarter_key
from bot.storage import statistics
from bot.storage.statistics import Figure

QUARTER = re.compile(r"(\d{4})-?[kKqQ]?([1-4])")
UNKNOWN = "onbekend"


def enter(options: argparse.Namespace) -> int:
    """Note one figure; entering it again replaces it."""
    now = wiring.clock()
    figure = _figure(options, local(now).date())
    storage = existing_storage(options)
    with storage.transaction() as db:
        figure = replace(figure, programme=_as_before(figure.programme, statistics.programmes(db)))
        statistics.enter(db, figure, now)
    told = {"kind": figure.kind, "programme": figure.programme, "municipality": figure.municipality, "quarter": figure.quarter}
    print(staff_texts.FIGURE_ENTERED.format(count=figure.count, **told))
    return 0


def _figure(options: argparse.Namespace, today: date) -> Figure:
    if options.wat not in statistics.KINDS:
        raise Refused(staff_texts.NO_KIND.format(kind=options.wat))
    programme = _one_line(options.programma or "")
    given = {"--programma": programme, "--kwartaal": options.kwartaal, "--aantal": options.aantal}
    if missing := [name for name, value in given.items() if not value]:
        raise Refused(staff_texts.FIGURE_MISSING.format(options=" en ".join(missing)))
    goal = whole_number(options.doel, "--doel") if options.doel else None
    count = whole_number(options.aantal, "--aantal")
    return Figure(options.wat, programme, _municipality(options), _quarter(options.kwartaal, today), count, goal)


def _quarter(text: str, today: date) -> str:
    """A quarter that has begun: of one to come nothing can be counted."""
    found = QUARTER.fullmatch(text)
    if not found:
        raise Refused(staff_texts.NO_QUARTER.format(text=text))
    quarter, last = f"{found[1]}-{found[2]}", quarter_key(today)
    if not int(found[1]) >= EARLIEST or quarter > last:
        raise Refused(report_texts.QUARTER_NOT_YET.format(quarter=quarter, last=last))
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
    known, _ = wiring.contents(options)
    names = {one.name.casefold(): one.name for one in known.municipalities}
    name = names.get(options.gemeente.strip().casefold())
    if name is None and names:
        raise Refused(staff_texts.NO_MUNICIPALITY.format(name=options.gemeente, known=", ".join(names.values())))
    return name or str(options.gemeente)
