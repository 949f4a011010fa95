"""`agenda`, `beantwoord`, `sluit`, `beoordeel`, `invoer`: the work at the desk."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from bot.app.desk import closed_days
from bot.cli import setup, staff_texts
from bot.cli.output import Refused
from bot.content.model import Knowledge
from bot.content.services import Closure
from bot.domain.appointment import Appointment
from bot.domain.formatting import capital, clock, day, moment
from bot.domain.messages import Reply, to_body
from bot.domain.time import at, local
from bot.storage import appointments, capacity, outbox, people, requests
from bot.storage.database import Database
from bot.storage.requests import Request

# `werkbot agenda` and `werkbot beantwoord`: what staff must know and do today and this week.


def agenda(options: argparse.Namespace) -> int:
    """Today and this week, the things to do first."""
    storage = setup.storage_of(options)
    known, _ = setup.contents(options)
    now = local(setup.clock())
    with storage.reading() as db:
        parts = [
            (staff_texts.TO_DO, [_request(known, one) for one in requests.unfinished(db)]),
            (staff_texts.TODAY, _days(db, known, now, now.replace(hour=23, minute=59))),
            (staff_texts.THIS_WEEK, _days(db, known, at(now.date() + timedelta(days=1), time(0)), now + timedelta(days=7))),
            (staff_texts.UNDELIVERED, [_undelivered(row) for row in outbox.undelivered(db)]),
        ]
    for heading, lines in parts:
        print(f"\n{heading}")
        for line in lines or [staff_texts.NOTHING]:
            print(f"  {line}")
    return 0


def answer(options: argparse.Namespace) -> int:
    """Send a person the answer to a question from the agenda, or only mark the request as done."""
    storage = setup.storage_of(options)
    now = setup.clock()
    with storage.transaction() as db:
        request = requests.find(db, options.id)
        if request is None or not requests.finish(db, options.id, now):
            raise Refused(staff_texts.NO_SUCH_REQUEST.format(id=options.id))
        text = " ".join(options.tekst).strip()
        channel = people.channel_of(db, request.person) if request.person else None
        if text and channel:
            outbox.put(db, request.person, channel, "bericht", to_body(Reply(text)), now, now=now, key=f"antwoord:{request.id}")
            print(staff_texts.ANSWER_SENT)
    print(staff_texts.REQUEST_DONE.format(id=options.id))
    return 0


def _days(db: Database, known: Knowledge, begin: datetime, end: datetime) -> list[str]:
    return [line for one in appointments.agenda(db, begin, end) for line in _appointment(db, known, one)]


def _appointment(db: Database, known: Knowledge, made: Appointment) -> Iterable[str]:
    service = known.calendar.services.get(made.service)
    parts = [f"{capital(day(made.begin.date()))}, {clock(made.begin)}", service.name if service else made.service, made.place.value]
    parts += [part for part in (made.name, made.phone, f"code {made.code}", made.state.value if not made.stands else "") if part]
    if made.subject and (entry := known.entries.get(made.subject)):
        parts.append(staff_texts.SUBJECT.format(subject=entry.label))
    parts += [part for part in (made.details, made.question and staff_texts.OWN_WORDS.format(question=made.question)) if part]
    if made.trial:
        parts.append(staff_texts.TRIAL)
    if (reminder := appointments.reminder_state_of(db, made)) in ("dead", "uncertain"):
        parts.append(staff_texts.REMINDERS[reminder])
    yield " · ".join(parts)


def _request(known: Knowledge, request: Request) -> str:
    parts = [f"[{request.id}] {staff_texts.REQUESTS[request.kind]}"]
    if request.call_from:
        begin, end = (datetime.fromisoformat(text) for text in (request.call_from, request.call_until))
        parts.append(f"{capital(day(begin.date()))}, {clock(begin)} – {clock(end)}")
    parts += [part for part in (request.phone, request.subject, request.details) if part]
    if request.question:
        parts.append(staff_texts.OWN_WORDS.format(question=request.question))
    return " · ".join(parts)


def _undelivered(row: outbox.Outgoing) -> str:
    return staff_texts.UNDELIVERED_ROW.format(
        kind=row.kind, when=capital(day(local(row.due_at).date())), state=staff_texts.STATES.get(row.state, row.state)
    )


# `werkbot sluit`: close a location for a time, and tell everyone who has an appointment then.


def close(options: argparse.Namespace) -> int:
    """List who is affected; with --echt close and write to them."""
    storage = setup.storage_of(options)
    known, _ = setup.contents(options)
    closure = Closure(_moment(options.dicht_van or ""), _moment(options.dicht_tot or ""), options.reden or "")
    location = options.locatie or next(iter(known.calendar.locations))
    if location not in known.calendar.locations or closure.end <= closure.begin:
        raise Refused(staff_texts.CANNOT_CLOSE.format(locations=", ".join(known.calendar.locations)))
    now = local(setup.clock())
    with storage.transaction() as db:
        capacity.sync_roster(db, known.calendar)
        if options.echt:
            lost = closed_days.close(db, known, location, closure, now)
        else:
            lost = [(one, True) for one in appointments.affected_by(db, known.calendar, location, closure, now)]
    for one, written in lost:
        line = " · ".join(part for part in (capital(moment(one.begin, now)), one.name, one.phone, f"code {one.code}") if part)
        print(line if written else f"{line} · {staff_texts.CALL_YOURSELF}")
    print((staff_texts.CLOSED if options.echt else staff_texts.WOULD_CLOSE).format(count=len(lost)))
    return 0


def _moment(text: str) -> datetime:
    """`2026-12-24 12.00`, local wall clock."""
    try:
        return datetime.strptime(text, "%Y-%m-%d %H.%M")  # noqa: DTZ007 - the wall clock, as in afspraken.yaml
    except ValueError as error:
        raise Refused(staff_texts.NOT_A_MOMENT.format(text=text)) from error
