"""Promises kept: a call that is late is told of before its moment passes, and who could not be reached hears when we call again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.content.services import Calendar
from bot.dialogue.actions import Action, encode
from bot.domain import formatting
from bot.domain.callback_slots import Window, call_windows, keeps, open_for
from bot.domain.messages import Button, Reply, to_body
from bot.domain.time import from_wall, local, wall
from bot.privacy.masking import mask
from bot.storage import closures, outbox, people, requests
from bot.storage.database import Database, Storage
from bot.storage.outbox import Outgoing
from bot.storage.requests import Request, Result
from bot.understanding.dates.find_moment import Moment

MOST_MISSED = 2
"""So often a moment may pass: after that no program promises another one."""
AT_ONCE = timedelta(0)
MOST_TRIES = 3
"""So often a colleague calls in vain before the person is asked to choose."""


MOST_WINDOWS = 12
"""Windows to choose from: about a week."""


class NoSuchRequest(Exception):
    """There is no request of this number that is still open."""


class AlreadyTold(Exception):
    """The person has read it: what they were promised holds."""


class WouldBreak(Exception):
    """To wait so long would break what we promised this person."""


class WindowGone(Exception):
    """We cannot call then: outside our hours, or too soon."""


@dataclass(frozen=True)
class Kept:
    """A request as it is now, what its person reads of it, and whether that can reach them (else staff must tell them)."""

    request: Request
    reply: Reply
    told: bool


# The guard: a row of the outbox whose turn has come, ten minutes before the promised moment is over.


def guarded(db: Database, known: Knowledge, row: Outgoing, now: datetime) -> None:
    """When it was not done: another moment is promised once, and the person hears so; the second time a colleague takes it up.

    The word is a row of its own, in the same transaction: it is sent until it arrives, while the promise is moved but once.
    """
    body = json.loads(row.body)
    request = requests.find(db, body["request"])
    if request is None or request.done_at or request.call_until != body["until"] or request.missed >= MOST_MISSED:
        return
    key = f"te-laat:{request.id}:{request.call_until}"
    window = _next(db, known, request, now) if request.missed + 1 < MOST_MISSED else None
    if window is None:
        requests.miss(db, request.id, MOST_MISSED, now)
        text = _say(known, "belofte.weer-te-laat", moment=_told(request, now))
        _write(db, request, Reply(text, _ways(known, request, chooses=False)), key, now)
        return
    requests.move(db, request, wall(window.begin), wall(window.end), now, missed=request.missed + 1)
    text = _say(known, "belofte.te-laat", moment=_told(request, now), nieuw=_of(window, now))
    called = Button(known.phrases.label("al-gebeld"), encode(Action.CALLED, request.id))
    _write(db, request, Reply(text, (called, *_ways(known, request, chooses=True))), key, now)


# What a colleague does with a request.


def take(storage: Storage, request_id: str, who: str) -> Request:
    """A colleague takes it up, or gets it from another; without a name it is nobody's again. Raises NoSuchRequest."""
    with storage.transaction() as db:
        _held(requests.take(db, request_id, who), request_id)
        return _found(db, request_id)


def done(storage: Storage, request_id: str, now: datetime) -> Request:
    """It was done: the person was spoken to. Raises NoSuchRequest."""
    with storage.transaction() as db:
        _held(requests.finish(db, request_id, now), request_id)
        return _found(db, request_id)


def put_off(storage: Storage, request_id: str, later: date | None) -> Request:
    """It waits until a day, not beyond what we promised; None brings it back. Raises NoSuchRequest, WouldBreak."""
    with storage.transaction() as db:
        request = _found(db, request_id)
        if later and request.call_until and request.call_until < later.isoformat():
            raise WouldBreak(request_id)
        _held(requests.put_off(db, request_id, later.isoformat() if later else ""), request_id)
        return _found(db, request_id)


def remark(storage: Storage, request_id: str, note: str) -> Request:
    """A note for colleagues, masked; its person sees it with what we hold of them, and it goes with the request. Raises NoSuchRequest."""
    with storage.transaction() as db:
        _held(requests.remark(db, request_id, mask(note).text), request_id)
        return _found(db, request_id)


def not_reached(
    storage: Storage, known: Knowledge, request_id: str, now: datetime, *, chosen: Window | None = None, after: timedelta = AT_ONCE
) -> Kept:
    """Called, and nobody answered: the person hears when we try again, and the third time that it is theirs to choose.

    The colleague may choose when; else it is the first window after the one that was promised. They hear it `after` a while, in
    which it can be taken back. Raises NoSuchRequest, WindowGone.
    """
    with storage.transaction() as db:
        if chosen and not keeps(closures.in_force(db, known.calendar, now), local(now), chosen):
            raise WindowGone(chosen.key)
        _held(requests.tried(db, request_id), request_id)
        request = _found(db, request_id)
        window = chosen or (_next(db, known, request, now) if request.call_until and request.tries < MOST_TRIES else None)
        if window is None:
            requests.finish(db, request_id, now, Result.NOT_REACHED)
            text = _say(known, "belofte.niet-te-bereiken")
        else:
            requests.move(db, request, wall(window.begin), wall(window.end), now, missed=request.missed)
            text = _say(known, "belofte.niet-bereikt", nieuw=_of(window, now))
        reply = Reply(text, _ways(known, request, chooses=True))
        told = _write(db, request, reply, _tried_key(request), now, after=after)
        return Kept(_found(db, request_id), reply, told)


def windows(storage: Storage, known: Knowledge, now: datetime) -> tuple[Window, ...]:
    """When a colleague can choose to call again, the first first."""
    with storage.reading() as db:
        return call_windows(closures.in_force(db, known.calendar, now), local(now), Moment(), limit=MOST_WINDOWS)


def reached_after_all(storage: Storage, request_id: str, before: Request, now: datetime) -> Request:
    """The last try in vain was none: the promise stands as `before`. Raises NoSuchRequest, and AlreadyTold when its word has left."""
    with storage.transaction() as db:
        request = _found(db, request_id)
        told = people.channel_of(db, request.person) is not None if request.person else False
        if told and not outbox.take_back(db, _tried_key(request), now):
            raise AlreadyTold(request_id)
        if request.done_at:
            _held(requests.reopen(db, request_id), request_id)
        _held(requests.untried(db, request_id), request_id)
        if before.call_until:
            requests.move(db, request, before.call_from, before.call_until, now, missed=before.missed)
        return _found(db, request_id)


def _tried_key(request: Request) -> str:
    return f"niet-bereikt:{request.id}:{request.tries}"


def give_up(storage: Storage, known: Knowledge, request_id: str, now: datetime, *, after: timedelta = AT_ONCE) -> Kept:
    """We do not do it after all, and the person hears so with the ways that are left. Raises NoSuchRequest."""
    with storage.transaction() as db:
        _held(requests.finish(db, request_id, now, Result.GIVEN_UP), request_id)
        request = _found(db, request_id)
        reply = Reply(_say(known, "belofte.opgegeven"), _ways(known, request, chooses=False))
        return Kept(request, reply, _write(db, request, reply, f"opgegeven:{request_id}", now, after=after))


def _held(well: bool, request_id: str) -> None:
    if not well:
        raise NoSuchRequest(request_id)


def _found(db: Database, request_id: str) -> Request:
    found = requests.find(db, request_id)
    if found is None:
        raise NoSuchRequest(request_id)
    return found


def _write(db: Database, request: Request, reply: Reply, key: str, now: datetime, *, after: timedelta = AT_ONCE) -> bool:
    channel = people.channel_of(db, request.person) if request.person else None
    if channel is None:
        return False
    outbox.put(db, request.person, channel, "bericht", to_body(reply), now + after, now=now, key=key)
    return True


# A calendar that changed: calls that no longer fit.


def unfitting(db: Database, calendar: Calendar, now: datetime) -> list[Request]:
    """The calls to come that were promised for a time at which we are closed, the first first."""
    opened, here = closures.in_force(db, calendar, now), wall(now)
    promised = [one for one in requests.unfinished(db) if one.call_from > here and one.missed < MOST_MISSED]
    return sorted((one for one in promised if not open_for(opened, _window(one))), key=lambda one: (one.call_from, one.id))


def move_on(db: Database, known: Knowledge, request: Request, now: datetime, *, after: timedelta = AT_ONCE) -> Kept:
    """Promise the next window that we can keep, and say so; without one the person chooses."""
    window = _next(db, known, request, now)
    told, key = _told(request, now), f"dicht:{request.id}:{request.call_until}"
    if window is None:
        reply = Reply(_say(known, "belofte.bellen-vervalt", moment=told), _ways(known, request, chooses=True))
        return Kept(request, reply, _write(db, request, reply, key, now, after=after))
    moved = requests.move(db, request, wall(window.begin), wall(window.end), now, missed=request.missed)
    text = _say(known, "belofte.bellen-verzet", moment=told, nieuw=_of(window, now))
    reply = Reply(text, _ways(known, moved, chooses=True))
    return Kept(moved, reply, _write(db, request, reply, key, now, after=after))


# Windows and words.


def _next(db: Database, known: Knowledge, request: Request, now: datetime) -> Window | None:
    """The first window after the one that was promised, within the hours that we are open."""
    here = local(now)
    after = max(from_wall(request.call_until), here + timedelta(minutes=1))
    opened = closures.in_force(db, known.calendar, now)
    return next((one for one in call_windows(opened, here, Moment(), limit=40) if local(one.begin) >= after), None)


def _window(request: Request) -> Window:
    return Window(from_wall(request.call_from), from_wall(request.call_until))


def _told(request: Request, now: datetime) -> str:
    return _of(_window(request), now)


def _of(window: Window, now: datetime) -> str:
    """`dinsdag 24 november van 10.00 tot 12.00 uur`."""
    day = formatting.day(window.begin.date(), year_of=local(now).date())
    return f"{day} {formatting.hours(window.begin, window.end)}"


def _say(known: Knowledge, key: str, **slots: str) -> str:
    return known.phrases.say(key, **slots)


def _ways(known: Knowledge, request: Request, *, chooses: bool) -> tuple[Button, ...]:
    """Another window of their own choice, no call at all, come by, a person."""
    label = known.phrases.label
    own = (
        Button(label("ander-moment"), encode(Action.CALL_OTHER, request.id), StepKind.CALL_BACK.value),
        Button(label("bel-mij-niet"), encode(Action.NO_CALL, request.id)),
    )
    rest = (Button(label("kom-langs"), encode(Action.WALK_IN), StepKind.WALK_IN.value), Button(label("medewerker"), encode(Action.HUMAN)))
    return (*own, *rest) if chooses and request.call_until else rest
