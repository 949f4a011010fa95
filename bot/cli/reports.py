"""`werkbot rapport`: figures that add up, on the screen, in a spreadsheet or on a page."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from bot.cli import setup
from bot.cli.output import Refused
from bot.cli.texts import say
from bot.domain.formatting import number
from bot.domain.time import local
from bot.ops import private_files
from bot.reports import report_texts
from bot.reports.build import REPORTS
from bot.reports.period import PeriodEmpty, period_of
from bot.reports.publication import FORMS, Order, complete, issue
from bot.reports.tables import Mismatch

MOST = 9_999_999
"""More than live in half of the Netherlands is a typing mistake."""


def report(options: argparse.Namespace) -> int:
    """Make a report, or show again what was issued; a report whose figures contradict each other is not made."""
    now = setup.now_of(options)
    order = _order(options, local(now).date())
    known, _ = setup.contents(options)
    storage = setup.writing_storage(options)
    try:
        content = issue(storage, known, order, now, setup.settings_of(options).retention.person_days)
    except Mismatch as error:
        raise Refused(report_texts.say("mismatch", what=error)) from error
    if not options.uit:
        sys.stdout.write(content)
        return 0
    try:
        private_files.written(Path(options.uit), content.encode("utf-8-sig" if order.form == "csv" else "utf-8"))
    except OSError as error:
        raise Refused(say("staff.no-folder", path=options.uit, why=error.strerror)) from error
    print(say("staff.report-saved", path=options.uit))
    return 0


def whole_number(text: str, option: str) -> int:
    """A number of at least 0, and not more than anyone can mean. Raises Refused."""
    if not text.isdecimal():
        raise Refused(say("staff.no-number", text=text, option=option))
    if len(text.lstrip("0")) > len(str(MOST)):
        raise Refused(report_texts.say("number-too-large", text=text, option=option, most=number(MOST)))
    return int(text)


def _order(options: argparse.Namespace, today: date) -> Order:
    form = (options.vorm or "scherm").lower()
    if form not in FORMS:
        raise Refused(say("staff.no-form", form=form, known=", ".join(FORMS)))
    wanted = [name.upper() for name in options.rapporten]
    for name in wanted:
        if name not in REPORTS:
            raise Refused(say("staff.no-report", name=name, known=", ".join(REPORTS)))
    reports = complete(wanted, form)
    if options.doel and reports[0] not in report_texts.GOAL_OF:
        raise Refused(report_texts.say("no-goal", report=reports[0]))
    try:
        period = period_of(options.van or "", options.tot or "", today)
    except PeriodEmpty as error:
        raise Refused(str(error)) from error
    return Order(reports, period, form, whole_number(options.doel, "--doel") if options.doel else None)
