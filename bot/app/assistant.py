"""The one door for every channel: a message becomes rows of the outbox, in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.config import Settings
from bot.content.model import Knowledge
from bot.content.text_fields import same
from bot.dialogue import consent, small_talk, turn
from bot.dialogue.context import State, TurnContext, TurnResult, from_json
from bot.dialogue.memory import Memory
from bot.domain.messages import LONGEST_TEXT, Button, Kind, Message, Reply, to_body
from bot.domain.time import CONTACT_ENDS_AFTER, stamp
from bot.privacy import masking
from bot.storage import events, outbox, people, personal_data, statistics
from bot.storage.capacity import roster_stands, sync_roster
from bot.storage.database import Database, Storage
from bot.storage.events import Event
from bot.understanding.pipeline import Meaning, Understanding
from bot.understanding.reading import Listener
from bot.understanding.risk import find_crisis

BURST = timedelta(seconds=20)
"""So soon after each other lines are of one breath."""

# What we know and how we understand, as one value that is swapped whole when the content changes.


@dataclass(frozen=True)
class Snapshot:
    """Content and the model that was trained on exactly that content."""

    knowledge: Knowledge
    understanding: Understanding
    listener: Listener | None = None
    """What hears a message in its conversation; without it each is read by itself."""


# The one door for every channel: a message becomes rows of the outbox, in one transaction.


@dataclass(frozen=True)
class Handled:
    """What became of a message: the result, and the rows that carry it out."""

    result: TurnResult
    rows: tuple[int, ...]
    state: State
    """Where the conversation is now."""
    masked: tuple[str, ...] = ()
    """The kinds of what was in the message and may not be kept: bsn, iban, kaart, digid."""

    @property
    def delete_message(self) -> bool:
        """Whether the channel should take the person's message out of the chat, where it can (Telegram: within 48 hours)."""
        return bool(self.masked)

    @property
    def offered(self) -> tuple[Button, ...]:
        """The concrete next steps that stand on the buttons."""
        return tuple(button for reply in self.result.replies for button in reply.buttons if button.step)


class Reception:
    """Handles messages one at a time; what we know may be replaced between two of them (`take`)."""

    snapshot: Snapshot

    def __init__(self, storage: Storage, snapshot: Snapshot, settings: Settings) -> None:
        self.storage = storage
        self.settings = settings
        self.take(snapshot)

    def take(self, snapshot: Snapshot) -> None:
        """From the next message on, this is what we know; the seats of its calendar get their rows. Nothing is written when nothing changes:
        a start must succeed on a full disk, to tell people what is wrong.
        """
        calendar, silent = snapshot.knowledge.calendar, not self.settings.follow_up.on
        if not roster_stands(self.storage.db, calendar) or (silent and outbox.any_waits(self.storage.db)):
            with self.storage.transaction() as db:
                sync_roster(db, calendar)
                if silent:
                    outbox.drop_all(db)
        self.snapshot = snapshot

    def handle(self, message: Message) -> Handled:
        """Understand, then one transaction: state, conversation, ledger, outbox."""
        message = cleaned(message)
        snapshot = self.snapshot
        with self.storage.transaction() as db:
            state = from_json(people.read_state(db, message.person))
            topic = "" if snapshot.listener else state.topic  # what points back is read in the conversation
            meaning = snapshot.understanding.understand(message.text, audience=state.audience, topic=topic)
            joined = self._joined(message, meaning, state, snapshot)
            if joined and find_crisis(joined.text):
                message = replace(message, text=joined.text)  # cut in pieces it is the same cry for help
            return self.converse(db, message, meaning, state, snapshot, joined)

    def _joined(self, message: Message, meaning: Meaning, state: State, snapshot: Snapshot) -> Meaning | None:
        """What a line means together with the one just before it; None when it stands alone, or only says the same again."""
        before = state.memory.line
        alone = message.kind is not Kind.TEXT or meaning.command or not message.text or message.text.startswith("/")
        if alone or not before or same(before) == same(message.text) or state.silent_for(message.at, BURST):
            return None
        return snapshot.understanding.understand(f"{before} {message.text}"[:LONGEST_TEXT], audience=state.audience)

    def converse(
        self, db: Database, message: Message, meaning: Meaning, state: State, snapshot: Snapshot, joined: Meaning | None = None
    ) -> Handled:
        """The turn itself, inside an open transaction."""
        state, begun = _in_contact(state, message, snapshot.knowledge)
        context = TurnContext(message, meaning, state, snapshot.knowledge, self.settings, db, snapshot.listener, joined)
        result = turn.turn(context)
        self._record(context, result, begun)
        kind = personal_data.ANSWERING if result.erased else ""
        rows = tuple(self._send(db, message, reply, kind) for reply in result.replies)
        if result.erased:
            return Handled(result, rows, State(), message.masked)
        kept = _after(result, message.at)
        people.write_state(db, message.person, kept.to_json(), message.at)
        return Handled(result, rows, kept, message.masked)

    def _send(self, db: Database, message: Message, reply: Reply, kind: str) -> int:
        kind = kind or ("bevestiging" if reply.confirms else "antwoord")
        if reply.confirms:
            reply = replace(reply, written=stamp(message.at))
        return outbox.put(db, message.person, message.channel, kind, to_body(reply), message.at, now=message.at)

    def _record(self, context: TurnContext, result: TurnResult, begun: bool) -> None:
        """The ledger: what was asked, offered and chosen; without a person when it is sensitive."""
        state, message, version = result.state, context.message, context.knowledge.version
        person = "" if result.secret else message.person
        for event in _events(context, result, begun):
            events.note(context.db, message.at, state.contact, person, state.audience, version, event)
        if result.secret:
            personal_data.keep_apart(context.db, state.contact)
        if message.kind is Kind.TEXT and not state.crisis and not consent.is_sensitive(context):
            self._keep_text(context, result)

    def _keep_text(self, context: TurnContext, result: TurnResult) -> None:
        """What staff may learn from, masked and without a person: a sentence that was not understood, a draw of all questions."""
        asked = next((event for event in result.events if event.kind in ("answered", "unknown", "clarified")), None)
        if asked is None or not context.message.text:
            return
        text, now, version = masking.mask_rest(context.message.text).text[:500], context.message.at, context.knowledge.version
        if asked.kind != "answered":
            statistics.keep(context.db, text, asked.detail.split(" ")[0], version, now)
        if not result.secret:
            most = self.settings.retention.sample_per_week
            statistics.offer_sample(context.db, text, context.meaning.decision.value, result.topic, version, now, most)


def cleaned(message: Message) -> Message:
    """The message without numbers that we may not keep, and no longer than we read."""
    masked = masking.mask(message.text[:LONGEST_TEXT])
    return replace(message, text=masked.text.replace("\0", " "), masked=(*message.masked, *masked.kinds))


def _in_contact(state: State, message: Message, known: Knowledge) -> tuple[State, bool]:
    """The state within its contact, and whether a new contact began. A link that is not ours says nothing about where someone came from."""
    begun = state.contact_ended(message.at)
    if begun:
        state = replace(
            state, contact=secrets.token_urlsafe(6), chosen="", crisis=False, crisis_kind="", unsure=0, explained=0, waiting=None
        )
        state = replace(
            state, alarm_turn=-1, taken_back=False, suspected="", suspected_turn=-1, asked_turn=-1, interrupted=None, interrupted_topic=""
        )
        state = replace(state, question="", secret=False, calmed=False, card=False, cautioned=False, told="", memory=Memory())
        state = replace(state, source="")  # a poster brings someone once
    elif state.silent_for(message.at, CONTACT_ENDS_AFTER):  # a question of ours is open still: what was told is forgotten all the same
        state = replace(state, memory=Memory())
    if message.kind is Kind.START and message.payload in small_talk.payloads(known):
        state = replace(state, source=message.payload)
    return replace(state, last_at=message.at.isoformat()), begun


def _after(result: TurnResult, now: datetime) -> State:
    """The state to keep: a turn further, with the buttons that stand open."""
    offered = tuple(button for reply in result.replies for button in reply.buttons)
    numbered = any(reply.numbered for reply in result.replies)
    return replace(
        result.state, turn=result.state.turn + 1, offered=offered or result.state.offered, numbered=numbered, last_at=now.isoformat()
    )


def _events(context: TurnContext, result: TurnResult, begun: bool) -> Iterator[Event]:
    if begun:
        yield Event("contact", detail=result.state.source)
    if context.message.kind is Kind.TEXT:
        yield Event("asked", result.topic)
    steps = {button.step: button for reply in result.replies for button in reply.buttons if button.step}
    for step, button in steps.items():
        yield Event("offered", result.topic, step, button.label)
    if result.step:
        yield Event("chosen", result.topic, result.step.kind.value, result.step.label)
    yield from result.events
