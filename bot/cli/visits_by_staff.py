"""`afspraak`: one appointment called off, moved, written about, or booked for who calls; shown first, done with --echt."""

from __future__ import annotations

import argparse
from datetime import datetime

from bot.app.desk import visits
from bot.cli import setup
from bot.cli.output import Refused
from bot.cli.texts import say
from bot.content.model import Knowledge
from bot.content.services import PlaceKind
from bot.domain.appointment import Appointment
from bot.domain.formatting import capital, listed, moment
from bot.domain.time import at, local
from bot.storage.database import Storage
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.entities import phone_in

CALL_OFF, CANCELLED, MOVE, WRITE, BOOK = "annuleer", "afgezegd", "verzet", "bericht", "boek"


def act(options: argparse.Namespace) -> int:
    """Do what was asked with one appointment, and say whether its person hears of it."""
    now, word = local(setup.now_of(options)), options.daad.strip().lower()
    if word not in (CALL_OFF, CANCELLED, MOVE, WRITE, BOOK):
        raise Refused(say("desk.no-act", text=options.daad))
    known, _ = setup.contents(options)
    storage = setup.writing_storage(options) if options.echt else setup.existing_storage(options)
    try:
        lines = _booked(options, storage, known, now) if word == BOOK else _acted(options, storage, known, word, now)
    except visits.NoSuchCode as error:
        raise Refused(say("desk.no-such-code", code=options.code)) from error
    except visits.SlotTaken as error:
        raise Refused(say("desk.not-then", why=say("desk.not-free"))) from error
    except visits.NotBookable as error:
        raise Refused(say("desk.not-then", why=say(f"desk.why-not.{error.refusal.value}"))) from error
    for line in lines:
        print(line)
    return 0


def _acted(options: argparse.Namespace, storage: Storage, known: Knowledge, word: str, now: datetime) -> list[str]:
    said = " ".join(options.woorden).strip()
    begin = _moment(said, now) if word == MOVE else None
    if word == WRITE and not said:
        raise Refused(say("desk.no-text"))
    made = visits.of_code(storage, options.code, now)
    what = say(f"desk.acts.{word}", moment=moment(begin, now) if begin else "")
    if not options.echt:
        return [say("desk.would-act", visit=_visit(made, now), act=what)]
    done = _done(storage, known, options.code, word, said, begin, now)
    return [say("desk.acted", visit=_visit(made, now), act=what), say("desk.person-told") if done.told else say("desk.person-not-told")]


def _done(storage: Storage, known: Knowledge, code: str, word: str, said: str, begin: datetime | None, now: datetime) -> visits.Acted:
    if begin is not None:
        return visits.move(storage, known, code, begin, now)
    if word == WRITE:
        return visits.message(storage, known, code, said, now)
    return visits.call_off(storage, known, code, now) if word == CALL_OFF else visits.cancelled(storage, known, code, now)


def _booked(options: argparse.Namespace, storage: Storage, known: Knowledge, now: datetime) -> list[str]:
    services, begin = known.calendar.services, _moment(" ".join(options.woorden), now)
    service = services.get(options.dienst or next(iter(services)))
    if service is None:
        raise Refused(say("desk.no-such-service", service=options.dienst, services=listed(list(services))))
    when, name = capital(moment(begin, now)), options.naam or say("desk.someone")
    if not options.echt:
        return [say("desk.would-book", moment=when, service=service.name, name=name)]
    phone = phone_in(options.telefoon or "")
    trial = setup.settings_of(options).trial or bool(known.calendar.unconfirmed())
    place = PlaceKind.PHONE if phone else PlaceKind.DESK
    made = visits.book(storage, known, service.id, begin, now, place=place, name=options.naam or "", phone=phone, trial=trial)
    return [say("desk.booked", moment=when, service=service.name, name=name, code=made.code)]


def _moment(text: str, now: datetime) -> datetime:
    """A day with a time, as people write it. Raises Refused."""
    found = find_moment(text, now)
    if found.date is None or found.time is None:
        raise Refused(say("desk.no-time", text=text))
    return at(found.date, found.time)


def _visit(made: Appointment, now: datetime) -> str:
    return " · ".join(part for part in (capital(moment(made.begin, now)), made.name, made.phone, f"code {made.code}") if part)
