"""`agenda`, `beantwoord`, `sluit`, `beoordeel`, `invoer`: the work at the desk."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.app import desk
from bot.cli import setup, staff_texts
from bot.cli.output import Refused
from bot.cli.reports import existing_storage, whole_number
from bot.content.entries import BACKGROUND
from bot.content.model import Knowledge
from bot.content.services import Closure
from bot.domain.appointment import Appointment
from bot.domain.formatting import capital, clock, day, moment
from bot.domain.messages import Reply, to_body
from bot.domain.time import at, local
from bot.reports import report_texts
from bot.reports.period import EARLIEST, quarter_key
from bot.storage import appointments, capacity, outbox, people, requests, statistics
from bot.storage.database import Database, Storage
from bot.storage.requests import Request
from bot.storage.statistics import Figure, Sample

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
            lost = desk.close(db, known, location, closure, now)
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


# `werkbot beoordeel`: a person judges a random sample of answers, one week at a time.

KEYS = {"g": "goed", "d": "deels", "f": "fout"}
SKIP, STOP = "o", "s"


def judge(options: argparse.Namespace) -> int:
    """Show the questions of a week that nobody judged, and keep each judgement at once: stopping loses nothing."""
    week = options.week or statistics.week_of((local(setup.clock()) - timedelta(days=7)).date())
    if not re.fullmatch(r"\d{4}-W\d{2}", week):
        raise Refused(staff_texts.NO_WEEK.format(text=week))
    storage = existing_storage(options)
    with storage.reading() as db:
        waiting = statistics.unjudged(db, week)
    if not waiting:
        print(staff_texts.NOTHING_TO_JUDGE.format(week=week))
        return 0
    print(staff_texts.JUDGE_HOW.format(week=week, count=len(waiting)))
    for number, sample in enumerate(waiting, 1):
        print(staff_texts.JUDGE_ONE.format(number=number, text=sample.text, decision=sample.decision, topic=sample.topic or BACKGROUND))
        if not _judged(storage, sample):
            break
    with storage.reading() as db:
        counts = statistics.counted(db, week)
    print(staff_texts.JUDGED.format(counts=", ".join(f"{counts.get(word, 0)} {word}" for word in statistics.JUDGEMENTS)))
    return 0


def _judged(storage: Storage, sample: Sample) -> bool:
    """One judgement, or none; False to stop."""
    while True:
        try:
            key = input(staff_texts.JUDGE_PROMPT).strip().lower()[:1]
        except EOFError:
            return False
        if key in KEYS:
            with storage.transaction() as db:
                statistics.judge(db, sample.id, KEYS[key])
            return True
        if key in (SKIP, STOP):
            return key == SKIP
        print(staff_texts.NOT_JUDGED)


# `werkbot invoer`: steps in development and placements, counted by staff.

QUARTER = re.compile(r"(\d{4})-?[kKqQ]?([1-4])")
UNKNOWN = "onbekend"


def enter(options: argparse.Namespace) -> int:
    """Note one figure; entering it again replaces it."""
    now = setup.clock()
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
    known, _ = setup.contents(options)
    names = {one.name.casefold(): one.name for one in known.municipalities}
    name = names.get(options.gemeente.strip().casefold())
    if name is None and names:
        raise Refused(staff_texts.NO_MUNICIPALITY.format(name=options.gemeente, known=", ".join(names.values())))
    return name or str(options.gemeente)
