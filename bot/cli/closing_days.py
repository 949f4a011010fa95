"""`sluit`: a location closed for a time, opened again, listed; and whom a change of the calendar touches."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from bot.app.desk import closed_days
from bot.app.desk.closed_days import Hit, Told
from bot.cli import setup
from bot.cli.output import Refused
from bot.cli.texts import calls, people, say, visits
from bot.content.model import Knowledge
from bot.content.services import Closure
from bot.domain.appointment import Appointment
from bot.domain.formatting import capital, clock, day, moment
from bot.domain.time import local
from bot.storage.requests import Request

UP_TO = "t/m"
FORMS = ("%Y-%m-%d %H.%M", "%Y-%m-%d %H:%M", "%d-%m-%Y %H.%M", "%d-%m-%Y %H:%M")
DAYS = ("%Y-%m-%d", "%d-%m-%Y")


def close(options: argparse.Namespace) -> int:
    """List who is touched; with --echt do it and write to them. A closure by hand, one taken back, or a change of the file."""
    known, _ = setup.contents(options)
    now = local(setup.now_of(options))
    if options.lijst:
        return _printed(_coming(options, known, now))
    if options.open:
        return _printed(_reopened(options, known, now))
    if options.gevolg:
        return _printed(_settled(options, known, now))
    return _printed(_closed(options, known, now))


def _printed(lines: Iterable[str]) -> int:
    for line in lines:
        print(line)
    return 0


def _closed(options: argparse.Namespace, known: Knowledge, now: datetime) -> Iterator[str]:
    closure, location = _closure(options, now), _location(options, known)
    storage = setup.writing_storage(options) if options.echt else setup.existing_storage(options)
    yield say("desk.closes", place=known.calendar.locations[location].name, when=_stretch(closure))
    if options.echt:
        told = closed_days.shut(storage, known, location, closure, now)
        yield from _all_told(told, now)
        yield say("desk.closed", people=people(len(told.visits) + len(told.calls)))
    else:
        hit = closed_days.hit_by(storage, known, location, closure, now)
        yield from _all_hit(hit, now)
        yield say("desk.would-close", visits=visits(len(hit.visits)), calls=calls(len(hit.calls)))


def _coming(options: argparse.Namespace, known: Knowledge, now: datetime) -> Iterator[str]:
    found = closed_days.coming(setup.existing_storage(options), now)
    if not found:
        yield say("desk.no-closures")
    for one in found:
        place = known.calendar.locations.get(one.made.location)
        parts = [f"[{one.made.id}] {place.name if place else one.made.location}", _stretch(one.made.closure), one.made.closure.reason]
        parts.append(say("desk.still-lost", people=people(len(one.lost))) if one.lost else "")
        yield " · ".join(part for part in parts if part)


def _reopened(options: argparse.Namespace, known: Knowledge, now: datetime) -> Iterator[str]:
    if not options.open.isdecimal():
        raise Refused(say("desk.no-such-closure", number=options.open))
    storage, number = setup.writing_storage(options) if options.echt else setup.existing_storage(options), int(options.open)
    if not options.echt:
        found = next((one for one in closed_days.coming(storage, now) if one.made.id == number), None)
        if found is None:
            raise Refused(say("desk.no-such-closure", number=number))
        yield from (_visit(one, now) for one in found.lost)
        yield say("desk.would-reopen", when=_stretch(found.made.closure), people=people(len(found.lost)))
        return
    try:
        told = closed_days.reopen(storage, known, number, now)
    except closed_days.NoSuchClosure as error:
        raise Refused(say("desk.no-such-closure", number=number)) from error
    yield from (_marked(_visit(one, now), written) for one, written in told)
    yield say("desk.reopened-closure", people=people(len(told)))


def _settled(options: argparse.Namespace, known: Knowledge, now: datetime) -> Iterator[str]:
    if options.echt:
        told = closed_days.settle(setup.writing_storage(options), known, now)
        yield from _all_told(told, now)
        yield say("desk.settled", people=people(len(told.visits) + len(told.calls)))
        return
    hit = closed_days.unfitting(setup.existing_storage(options), known, now)
    yield from _all_hit(hit, now)
    if hit.count:
        yield say("desk.would-settle", visits=visits(len(hit.visits)), calls=calls(len(hit.calls)))
    else:
        yield say("desk.all-fits")


def _all_hit(hit: Hit, now: datetime) -> Iterator[str]:
    yield from (_visit(one, now) for one in hit.visits)
    yield from (_call(one) for one in hit.calls)


def _all_told(told: Told, now: datetime) -> Iterator[str]:
    yield from (_marked(_visit(one, now), written) for one, written in told.visits)
    yield from (_marked(_call(one), written) for one, written in told.calls)


def _marked(line: str, written: bool) -> str:
    return line if written else f"{line} · {say('desk.call-yourself')}"


def _visit(one: Appointment, now: datetime) -> str:
    return " · ".join(part for part in (capital(moment(one.begin, now)), one.name, one.phone, f"code {one.code}") if part)


def _call(one: Request) -> str:
    begin, end = datetime.fromisoformat(one.call_from), datetime.fromisoformat(one.call_until)
    parts = (f"[{one.id}] {say(f'desk.requests.{one.kind}')}", f"{capital(day(begin.date()))}, {clock(begin)} – {clock(end)}", one.phone)
    return " · ".join(part for part in parts if part)


# What was typed: from when until when, and where.


def _closure(options: argparse.Namespace, now: datetime) -> Closure:
    """`2026-12-24 12.00` up to `2026-12-24 16.00`, or whole days up to and including the last: `2026-12-24 t/m 2026-12-31`."""
    first, _, last = (options.dicht_van or "").replace("tot en met", UP_TO).partition(UP_TO)
    begin = _moment(first, last=False)
    end = _moment(last or options.dicht_tot or first, last=True)
    if end <= begin:
        raise Refused(say("desk.ends-before-it-begins"))
    if end <= now.replace(tzinfo=None):
        raise Refused(say("desk.closed-before", when=_stretch(Closure(begin, end))))
    return Closure(begin, end, options.reden or "")


def _moment(told: str, *, last: bool) -> datetime:
    """A moment on the wall clock; of a day without a time its beginning, or as the last its end. Raises Refused."""
    text = told.strip()
    for form in (*FORMS, *DAYS):
        try:
            found = datetime.strptime(text, form)  # noqa: DTZ007 - the wall clock, as in afspraken.yaml
        except ValueError:
            continue
        return found + timedelta(days=1) if last and form in DAYS else found
    raise Refused(say("desk.not-a-moment", text=text))


def _location(options: argparse.Namespace, known: Knowledge) -> str:
    """By its id or its name, large or small letters. Raises Refused."""
    locations = known.calendar.locations
    wanted = (options.locatie or next(iter(locations))).strip().casefold()
    found = [one.id for one in locations.values() if wanted in (one.id.casefold(), one.name.casefold())]
    if not found:
        raise Refused(say("desk.cannot-close", locations=", ".join(locations)))
    return found[0]


def _stretch(closure: Closure) -> str:
    """`donderdag 24 december t/m vrijdag 1 januari 2027`, with the hours where it is not whole days."""
    begin, end = closure.begin, closure.end
    if begin.time() == end.time() == time(0):
        last = end.date() - timedelta(days=1)
        return day(begin.date()) if last == begin.date() else f"{day(begin.date())} t/m {day(last)}"
    until = clock(end) if begin.date() == end.date() else f"{day(end.date())} {clock(end)}"
    return f"{day(begin.date())} van {clock(begin)} tot {until}"
