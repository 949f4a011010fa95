"""`werkbot invoer`: steps in development and placements, counted by staff."""

from __future__ import annotations

import argparse
import re

from bot import staff_texts
from bot.commands import wiring
from bot.commands.refusal import Refused
from bot.commands.reporting import whole_number
from bot.storage import figures
from bot.storage.figures import Figure

QUARTER = re.compile(r"(\d{4})-?[kKqQ]?([1-4])")
UNKNOWN = "onbekend"


def enter(options: argparse.Namespace) -> int:
    """Note one figure; entering it again replaces it."""
    figure = _figure(options)
    storage, now = wiring.storage_of(options), wiring.clock()
    with storage.transaction() as db:
        figures.enter(db, figure, now)
    told = {"kind": figure.kind, "programme": figure.programme, "municipality": figure.municipality, "quarter": figure.quarter}
    print(staff_texts.FIGURE_ENTERED.format(count=figure.count, **told))
    return 0


def _figure(options: argparse.Namespace) -> Figure:
    if options.wat not in figures.KINDS:
        raise Refused(staff_texts.NO_KIND.format(kind=options.wat))
    missing = [f"--{name}" for name in ("programma", "kwartaal", "aantal") if not getattr(options, name)]
    if missing:
        raise Refused(staff_texts.FIGURE_MISSING.format(options=" en ".join(missing)))
    found = QUARTER.fullmatch(options.kwartaal)
    if not found:
        raise Refused(staff_texts.NO_QUARTER.format(text=options.kwartaal))
    goal = whole_number(options.doel, "--doel") if options.doel else None
    count = whole_number(options.aantal, "--aantal")
    return Figure(options.wat, options.programma.strip(), _municipality(options), f"{found[1]}-{found[2]}", count, goal)


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
