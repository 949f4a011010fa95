"""`agenda`: the work of a day as lines on a screen."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.app.desk.agenda import Agenda, Day, Found, Task, Visit, agenda, search
from bot.cli import setup
from bot.cli.output import Refused
from bot.cli.texts import say, visits
from bot.domain.appointment import Outcome, State
from bot.domain.formatting import capital, clock, day, plain_day
from bot.domain.time import local
from bot.storage.outbox import Outgoing
from bot.understanding.dates.find_moment import find_moment

WEEK = timedelta(days=6)
MOST_DAYS = 62
YESTERDAY = "gisteren"
WRITTEN = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")
LIGHT, PLAIN = "\x1b[2m", "\x1b[0m"
Part = tuple[str, Sequence[str]]


def show(options: argparse.Namespace) -> int:
    """Today and this week, or the days that were asked for, or who is looked for; what is late stands first."""
    now = local(setup.now_of(options))
    storage = setup.existing_storage(options)
    known, _ = setup.contents(options)
    if options.zoek:
        _print(_found(search(storage, known, options.zoek, now)))
        return 0
    told = " ".join(options.dagen)
    first, last = days_of(told, now) if told else (now.date(), now.date() + WEEK)
    found = agenda(storage, known, first, last, now)
    _print(_parts(found, told))
    for line in _closing_lines(found, setup.database_path(options)):
        print(line)
    return 0


def days_of(text: str, now: datetime) -> tuple[date, date]:
    """The first and the last day that a text names. Raises Refused."""
    first, last = _named(text.strip().lower(), now)
    if (last - first).days >= MOST_DAYS:
        raise Refused(say("desk.too-many-days", days=(last - first).days + 1, most=MOST_DAYS))
    return first, last


def _named(text: str, now: datetime) -> tuple[date, date]:
    if text == YESTERDAY:
        return now.date() - timedelta(days=1), now.date() - timedelta(days=1)
    parts = text.replace("tot en met", "t/m").split("t/m")
    days = [_written(part.strip()) for part in parts]
    if len(days) <= 2 and all(days):
        return min(one for one in days if one), max(one for one in days if one)
    told = find_moment(text, now)
    if told.span:
        return told.span
    if told.date:
        return told.date, max((told.date, *told.alternatives))
    raise Refused(say("desk.no-days", text=text))


def _written(text: str) -> date | None:
    for form in WRITTEN:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _print(parts: Iterable[Part]) -> None:
    for heading, lines in parts:
        print(f"\n{heading}")
        for line in lines or [say("desk.nothing")]:
            print(f"  {line}")


def _parts(found: Agenda, told: str) -> Iterator[Part]:
    """The headings with their lines; one that is only there when something is wrong is left out when all is well."""
    if found.late:
        yield say("desk.late"), [_task(one) for one in found.late]
    yield say("desk.to-do"), [_task(one) for one in found.tasks]
    if told:
        yield from ((capital(day(one.day, year_of=found.now.date())), _visits([one])) for one in found.days)
    else:
        yield say("desk.today"), _visits(found.days[:1])
        yield say("desk.this-week"), _visits(found.days[1:])
    if found.called_off:
        yield say("desk.called-off"), [_visit(one) for one in found.called_off]
    if found.lost:
        yield say("desk.lost"), [_visit(one) for one in found.lost]
    yield say("desk.undelivered"), [_undelivered(row) for row in found.undelivered]


def _found(found: Found) -> Iterator[Part]:
    if not found.visits and not found.tasks:
        raise Refused(say("desk.not-found"))
    yield say("desk.found"), [*(_visit(one) for one in found.visits), *(_task(one) for one in found.tasks)]


def _closing_lines(found: Agenda, path: Path) -> Iterator[str]:
    """What lies outside the view, and which assistant this is: nobody takes a wrong folder for a day without work."""
    yield ""
    if found.later:
        yield say("desk.later", visits=visits(found.later))
    if found.unknown:
        yield say("desk.unknown-before", visits=visits(found.unknown))
    since = found.since
    yield say("desk.since", path=path, day=plain_day(local(since).date())) if since else say("desk.never", path=path)


def _visits(days: Sequence[Day]) -> list[str]:
    return [_lighter(_visit(visit)) if visit.over else _visit(visit) for one in days for visit in one.visits]


def _lighter(line: str) -> str:
    """What is past stands back, where a screen can show that."""
    return f"{LIGHT}{line}{PLAIN}" if sys.stdout.isatty() else line


def _visit(visit: Visit) -> str:
    made = visit.appointment
    hours = f"{clock(made.begin).removesuffix(' uur')}–{clock(made.end)}"
    parts = [f"{capital(day(made.begin.date()))}, {hours}", visit.service, f"{made.place.value}, {visit.location}"]
    parts += [part for part in (made.name, made.phone, f"code {made.code}", _state(visit)) if part]
    parts += [say("desk.subject", subject=visit.subject)] if visit.subject else []
    parts += [part for part in (made.details, made.question and say("desk.own-words", question=made.question)) if part]
    parts += [say("desk.trial")] if made.trial else []
    return " · ".join([*parts, say(f"desk.reminders.{visit.reminder}")] if visit.reminder else parts)


def _state(visit: Visit) -> str:
    """What became of it, as far as there is anything to say."""
    made = visit.appointment
    if not made.stands:
        return say("desk.closed-for") if made.state is State.VOID else made.state.value
    if visit.unknown:
        return say("desk.not-noted", code=made.code)
    return say(f"desk.outcomes.{made.outcome}") if made.outcome in (Outcome.SHOWN_UP, Outcome.NOT_SHOWN_UP) else ""


def _task(task: Task) -> str:
    request = task.request
    parts = [f"[{request.id}] {say(f'desk.requests.{request.kind}')}"]
    if request.call_from:
        begin, end = (datetime.fromisoformat(text) for text in (request.call_from, request.call_until))
        parts.append(f"{capital(day(begin.date()))}, {clock(begin)} – {clock(end)}")
    subject = say("desk.subject", subject=request.subject) if request.subject else say("desk.no-subject")
    parts += [part for part in (request.phone, subject, request.details) if part]
    parts += [say("desk.taken-by", who=request.taken_by)] if request.taken_by else []
    parts += [say("desk.tries", times=request.tries)] if request.tries else []
    parts += [say("desk.missed", times=request.missed)] if request.missed else []
    if request.question:
        parts.append(say("desk.own-words", question=request.question))
    return " · ".join([*parts, say("desk.asked", day=day(local(task.asked).date()))])


def _undelivered(row: Outgoing) -> str:
    when = capital(day(local(row.due_at).date()))
    return say("desk.undelivered-row", kind=row.kind, when=when, state=say(f"desk.states.{row.state}"))
