"""A written question answered by a colleague: shown before it leaves, marked as a human's words, taken back within the day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.app.desk.promises import AT_ONCE, Kept, NoSuchRequest
from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.dialogue.actions import Action, encode
from bot.dialogue.appeals import REPLY
from bot.dialogue.context import Waiting, from_json
from bot.domain.messages import Button, Reply, to_body
from bot.domain.time import local, moment
from bot.storage import outbox, people, requests
from bot.storage.database import Database, Storage
from bot.storage.requests import Request, Result


class TooLateToUndo(Exception):
    """It was settled on an earlier day."""


@dataclass(frozen=True)
class Undone:
    """A request that is open again; `unsent` is whether its answer had not left yet and never will, `read` whether it had."""

    request: Request
    unsent: bool
    read: bool


def preview(storage: Storage, known: Knowledge, request_id: str, text: str) -> Kept:
    """What the person would read, and whether it can reach them; nothing is changed. Raises NoSuchRequest."""
    with storage.reading() as db:
        request = _open(db, request_id)
        return Kept(request, _reply(known, request, text), _channel(db, request) is not None)


def send(storage: Storage, known: Knowledge, request_id: str, text: str, now: datetime, *, after: timedelta = AT_ONCE) -> Kept:
    """Send it after a while in which it can be taken back, and wait for what the person says to it. Raises NoSuchRequest.

    One that cannot be reached stays open.
    """
    with storage.transaction() as db:
        request = _open(db, request_id)
        reply, channel = _reply(known, request, text), _channel(db, request)
        if channel is None:
            return Kept(request, reply, told=False)
        requests.finish(db, request_id, now, Result.ANSWERED)
        outbox.put(db, request.person, channel, "bericht", to_body(reply), now + after, now=now, key=_key(request))
        _await_reply(db, request, now)
        return Kept(request, reply, told=True)


def undo(storage: Storage, request_id: str, now: datetime) -> Undone:
    """Open again what was settled today; an answer that has not left is taken back. Raises NoSuchRequest, TooLateToUndo."""
    with storage.transaction() as db:
        request = requests.find(db, request_id)
        if request is None or not request.done_at:
            raise NoSuchRequest(request_id)
        if local(moment(request.done_at)).date() != local(now).date():
            raise TooLateToUndo(request_id)
        unsent = outbox.take_back(db, _key(request), now)
        if not requests.reopen(db, request_id):
            raise NoSuchRequest(request_id)
        reopened = _open(db, request_id)
        requests.guard(db, reopened, now)  # what it stood ready to say was let go while it seemed done
        return Undone(reopened, unsent, request.result is Result.ANSWERED and not unsent)


def _open(db: Database, request_id: str) -> Request:
    request = requests.find(db, request_id)
    if request is None or request.done_at:
        raise NoSuchRequest(request_id)
    return request


def _channel(db: Database, request: Request) -> str | None:
    return people.channel_of(db, request.person) if request.person else None


def _key(request: Request) -> str:
    """One answer per request leaves at a time; after an answer that left, the next one has a key of its own."""
    return f"antwoord:{request.id}:{request.tries}:{request.asked_at}"


def _reply(known: Knowledge, request: Request, text: str) -> Reply:
    """The words of a colleague, marked as such, with the question they answer and what one can do next."""
    key = "belofte.antwoord" if request.question else "belofte.antwoord-zonder-vraag"
    slots = {"antwoord": text, "vraag": request.question} if request.question else {"antwoord": text}
    label = known.phrases.label
    buttons = (
        Button(label("afspraak"), encode(Action.BOOK), StepKind.APPOINTMENT.value),
        Button(label("bel-mij"), encode(Action.CALL), StepKind.CALL_BACK.value),
        Button(label("kom-langs"), encode(Action.WALK_IN), StepKind.WALK_IN.value),
        Button(label("menu"), encode(Action.MENU)),
    )
    return Reply(known.phrases.say(key, **slots), buttons)


def _await_reply(db: Database, request: Request, now: datetime) -> None:
    """What the person types next goes to the same request, when no question of ours is open."""
    state = from_json(people.read_state(db, request.person))
    if state.awaited(now) is None:
        waiting = Waiting(REPLY, "antwoord", now.isoformat(), {"request": request.id})
        people.write_state(db, request.person, replace(state, waiting=waiting, last_at=state.last_at or now.isoformat()).to_json(), now)
