"""One update handled, and what was tried too often."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.app.assistant import Handled, Reception
from bot.content.entries import StepKind
from bot.dialogue.actions import EXPIRED, Action, encode, rule_of
from bot.domain.messages import LONGEST_TEXT, Button, ChannelFacts, Kind, Message, Reply, to_body
from bot.gateway.arrivals import Received
from bot.gateway.database_thread import DatabaseThread
from bot.gateway.extras import Record
from bot.gateway.limits import LATE_AFTER
from bot.gateway.parcel import Carrier, Parcel, next_parcel
from bot.gateway.queued_update import QueuedUpdate, from_body
from bot.ops import private_files
from bot.storage import inbox, operations, outbox
from bot.storage.database import Database, DiskTrouble
from bot.storage.inbox import Incoming
from bot.understanding.risk import find_crisis

# Which rows of the inbox are being handled right now, in a file that outlives a kill: a message that kills us is tried three times.


class Attempts:
    """A note of a few bytes beside the database, for each channel its own; in memory nothing is noted."""

    def __init__(self, database: str, channel: str) -> None:
        self._path = None if database == ":memory:" else Path(f"{database}.{channel}.bezig")
        self._file = private_files.opened(self._path, os.O_RDWR | os.O_CREAT) if self._path else None

    def left_over(self) -> list[int]:
        """The rows that were being handled when the process ended; empty after a good end."""
        if self._file is None:
            return []
        noted = os.pread(self._file, 65536, 0).decode("ascii", "replace").split("\n")[0].split()
        return [int(row) for row in noted if row.isdecimal()]

    def begin(self, rows: Sequence[int]) -> None:
        """These are handled now. The line ends the note, so that a longer one before it does not show through."""
        if self._file is not None:
            os.pwrite(self._file, " ".join(map(str, rows)).encode() + b"\n", 0)

    def end(self) -> None:
        """Nothing is being handled."""
        self.begin([])

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            with contextlib.suppress(OSError):  # a full disk: what is noted is tried once more, and that is all
                self.end()
            os.close(self._file)
            self._file = None


# One turn of one chat: claim its rows, let the reception answer, finish them; all in one transaction.

log = logging.getLogger(__name__)
APOLOGISE_AGAIN_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Turn:
    """What came of a turn; `answered` is False when its rows wait for later."""

    answered: bool = True
    record: Record | None = None
    parcel: Parcel | None = None
    """The first answer, claimed in the same transaction when the caller asked for that: one write to the disk less."""


class Handler:
    """Handles turns, and what goes wrong in them."""

    def __init__(
        self, channel: Carrier, reception: Reception, database: DatabaseThread, attempts: Attempts, clock: Callable[[], datetime]
    ) -> None:
        self._channel = channel.name
        self._facts = ChannelFacts(channel.can_delete, channel.keeps_history)
        self._reception = reception
        self._database = database
        self._attempts = attempts
        self._clock = clock
        self._late: dict[str, datetime] = {}
        """Who heard our apology for an outage, and when: once is enough."""

    async def handle(self, kept: QueuedUpdate, *, claim: bool = False) -> Turn:
        """The turn of a chat. What fails three times is set aside with an apology; the pieces of a story then one by one."""
        try:
            return await self._database.run(lambda db: self._turn(db, kept, claim))
        except DiskTrouble:  # the disk, not the message: it stays in the inbox
            raise
        except Exception as error:
            log.error("a message cannot be handled", exc_info=error)
        if len(kept.turn) > 1:
            turns = [await self.handle(replace(one, turn=[one], silent=False)) for one in kept.turn]
            return turns[-1]
        given_up = await self._database.run(lambda db: self._failed(db, [kept.row]))
        return Turn() if given_up else await self.handle(kept)

    async def after_a_crash(self) -> None:
        """Count the attempt that the process did not survive."""
        rows = self._attempts.left_over()
        if rows:
            await self._database.run(lambda db: self._failed(db, rows))
            self._attempts.end()

    def _turn(self, db: Database, kept: QueuedUpdate, claim: bool) -> Turn:
        rows = inbox.claim(db, [one.row for one in kept.turn])
        if not rows:
            return Turn()
        now = self._clock()
        received = [from_body(row.body, row.update_id, row.person, now, self._channel) for row in rows]
        one = received[0] if kept.silent else read_together(received, flood=kept.flood)
        if not kept.silent:
            if self._must_wait(db, one.message, rows[0], now):
                return Turn(answered=False)
            handled = self._answer(one, rows, kept, now)
        inbox.finish(db, [row.id for row in rows], now)
        if kept.silent:
            return Turn()
        parcel = next_parcel(db, self._reception.snapshot, self._channel, kept.person, now) if claim else None
        return Turn(record=self._record(one, handled), parcel=parcel)

    def _answer(self, one: Received, rows: Sequence[Incoming], kept: QueuedUpdate, now: datetime) -> Handled:
        late = one.message.late or now - rows[0].received_at > LATE_AFTER
        message = replace(one.message, at=now, language=kept.language, facts=self._facts)
        if late and message.kind is Kind.BUTTON and not rule_of(message.action).tells_only:
            message = replace(message, action=EXPIRED)  # much may have changed since
        self._attempts.begin([row.id for row in rows])
        handled = self._reception.handle(replace(message, late=late and self._first_apology(message.person, now)))
        self._attempts.end()
        return handled

    def _first_apology(self, person: str, now: datetime) -> bool:
        before = self._late.get(person)
        if before and now - before < APOLOGISE_AGAIN_AFTER:
            return False
        self._late = {who: at for who, at in self._late.items() if now - at < APOLOGISE_AGAIN_AFTER} | {person: now}
        return True

    def _must_wait(self, db: Database, message: Message, row: Incoming, now: datetime) -> bool:
        """While answers are paused everyone hears it once, and their messages wait; who is in danger is answered all the same.

        After a pause (or a full disk) what came first is answered first: the sweep brings everything in order.
        """
        since = operations.on_since(db, operations.PAUSE)
        if since is None:
            return inbox.older_waits(db, row.person, row.update_id)
        if message.text and find_crisis(message.text):
            return False
        told = to_body(Reply(self._phrase("algemeen.pauze")))
        outbox.put(db, message.person, self._channel, "antwoord", told, now, now=now, key=f"pauze:{since:%Y%m%d%H%M%S}:{message.person}")
        return True

    def _failed(self, db: Database, rows: Sequence[int]) -> bool:
        """Count a failure of these rows; True when they are given up, and each person knows, once for all that was read together."""
        given_up = [row for row in inbox.claim(db, rows) if inbox.failed(db, row.id)]
        for row in given_up:
            inbox.give_up(db, row.id)
        now = self._clock()
        for row in {row.person: row for row in given_up}.values():
            key = f"fout:{self._channel}:{row.update_id}"
            outbox.put(db, row.person, self._channel, "antwoord", to_body(self._apology()), now, now=now, key=key)
        return bool(given_up)

    def _apology(self) -> Reply:
        phrases = self._reception.snapshot.knowledge.phrases
        come = Button(phrases.label("kom-langs"), encode(Action.WALK_IN), StepKind.WALK_IN.value)
        call = Button(phrases.label("bel-mij"), encode(Action.CALL), StepKind.CALL_BACK.value)
        return Reply(self._phrase("algemeen.fout"), (come, call))

    def _record(self, one: Received, handled: Handled) -> Record | None:
        if one.tapped is None:
            return None
        if handled.result.expired or not one.tapped.label:
            return Record(one.tapped, "")
        return Record(one.tapped, self._reception.snapshot.knowledge.phrases.say("telegram.gekozen", keuze=one.tapped.label))

    def _phrase(self, key: str) -> str:
        return self._reception.snapshot.knowledge.phrases[key]


def read_together(received: Sequence[Received], *, flood: bool) -> Received:
    """What is answered: the texts as one, in order; of anything else the first, and of a flood the last thing done.

    Of what is too much to be read as one, what someone in danger said stands alone: nothing after it hides it, no limit cuts it off.
    """
    texts = [one for one in received if one.message.kind is Kind.TEXT]
    told = _joined(texts) if len(texts) > 1 else None
    if told and not flood and len(told.message.text) <= LONGEST_TEXT:
        return told
    if len(received) > 1 and (cries := _in_danger(received)):
        return _joined(cries)
    if told and (not flood or received[-1].message.kind is Kind.TEXT):
        return told
    return received[-1] if flood else received[0]


def _in_danger(received: Sequence[Received]) -> list[Received]:
    """What was said by someone in danger, in words or below a picture."""
    return [one for one in received if one.message.text and find_crisis(one.message.text)]


def _joined(texts: Sequence[Received]) -> Received:
    masked = tuple(dict.fromkeys(kind for one in texts for kind in one.message.masked))
    text, late = "\n".join(one.message.text for one in texts), any(one.message.late for one in texts)
    return replace(texts[-1], message=replace(texts[-1].message, kind=Kind.TEXT, text=text, masked=masked, late=late))
