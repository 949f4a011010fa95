"""The one door for every channel: a message becomes rows of the outbox, in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot import privacy
from bot.config import Settings
from bot.dialogue import conversation, greeting
from bot.dialogue.scene import Outcome, Scene, prefixed
from bot.dialogue.state import State, from_json
from bot.messages import Button, Kind, Message, Reply
from bot.replies import to_body
from bot.snapshot import Snapshot
from bot.storage import ledger, misunderstood, outbox, people
from bot.storage.database import Database, Storage
from bot.storage.ledger import Event
from bot.storage.seating import sync_roster
from intents.understanding import Meaning

LONGEST = 4096  # characters of one message that are read; Telegram sends no more


@dataclass(frozen=True)
class Handled:
    """What became of a message: the outcome, and the rows that carry it out."""

    outcome: Outcome
    rows: tuple[int, ...]
    state: State
    """Where the conversation is now."""

    @property
    def offered(self) -> tuple[Button, ...]:
        """The concrete next steps that stand on the buttons."""
        return tuple(button for reply in self.outcome.replies for button in reply.buttons if button.step)


class Reception:
    """Handles messages one at a time; what we know may be replaced between two of them (`take`)."""

    snapshot: Snapshot

    def __init__(self, storage: Storage, snapshot: Snapshot, settings: Settings) -> None:
        self.storage = storage
        self.settings = settings
        self.take(snapshot)

    def take(self, snapshot: Snapshot) -> None:
        """From the next message on, this is what we know; the seats of its calendar get their rows."""
        with self.storage.transaction() as db:
            sync_roster(db, snapshot.knowledge.calendar)
        self.snapshot = snapshot

    def handle(self, message: Message) -> Handled:
        """Understand, then one transaction: state, conversation, ledger, outbox."""
        message = cleaned(message)
        snapshot = self.snapshot
        with self.storage.transaction() as db:
            state = from_json(people.read_state(db, message.person))
            meaning = snapshot.understanding.understand(message.text, audience=state.audience, topic=state.topic)
            return self.converse(db, message, meaning, state, snapshot)

    def converse(self, db: Database, message: Message, meaning: Meaning, state: State, snapshot: Snapshot) -> Handled:
        """The turn itself, inside an open transaction."""
        state, begun = _in_contact(state, message)
        scene = Scene(message, meaning, state, snapshot.knowledge, self.settings, db)
        result = conversation.turn(scene)
        result = _noticed(scene, result)
        if state.must_introduce(message.at) and not result.state.crisis:
            result = greeting.introduced(scene, result)
        self._record(scene, result, begun)
        rows = tuple(self._send(db, message, reply) for reply in result.replies)
        kept = _after(result, message.at)
        people.write_state(db, message.person, kept.to_json(), message.at)
        return Handled(result, rows, kept)

    def _send(self, db: Database, message: Message, reply: Reply) -> int:
        kind = "bevestiging" if reply.confirms else "antwoord"
        return outbox.put(db, message.person, message.channel, kind, to_body(reply), message.at, now=message.at)

    def _record(self, scene: Scene, result: Outcome, begun: bool) -> None:
        """The ledger: what was asked, offered and chosen; without a person when it is sensitive."""
        state, message, version = result.state, scene.message, scene.knowledge.version
        person = "" if result.secret or state.crisis else message.person
        for event in _events(scene, result, begun):
            ledger.note(scene.db, message.at, state.contact, person, state.audience, version, event)
        missed = next((event for event in result.events if event.kind in ("unknown", "clarified")), None)
        if missed and message.kind is Kind.TEXT and message.text and not state.crisis:
            misunderstood.keep(scene.db, message.text[:500], missed.detail.split(" ")[0], version, message.at)


def cleaned(message: Message) -> Message:
    """The message without numbers that we may not keep, and no longer than we read."""
    masked = privacy.mask(message.text[:LONGEST])
    return replace(message, text=masked.text.replace("\0", " "), masked=(*message.masked, *masked.kinds))


def _in_contact(state: State, message: Message) -> tuple[State, bool]:
    """The state within its contact, and whether a new contact began."""
    begun = state.contact_ended(message.at)
    if begun:
        state = replace(state, contact=secrets.token_urlsafe(6), chosen="", crisis=False, unsure=0, explained=0, waiting=None)
    if message.kind is Kind.START and message.payload:
        state = replace(state, source=message.payload[:64])
    return replace(state, last_at=message.at.isoformat()), begun


def _noticed(scene: Scene, result: Outcome) -> Outcome:
    """What must be said above a reply: a number that we did not keep, an answer that comes late."""
    if scene.message.masked:
        result = prefixed(result, scene.say("algemeen.nummer-gewist"))
    if scene.message.late:
        result = prefixed(result, scene.say("welkom.te-laat"))
    return result


def _after(result: Outcome, now: datetime) -> State:
    """The state to keep: a turn further, with the buttons that stand open."""
    offered = tuple(button for reply in result.replies for button in reply.buttons)
    numbered = any(reply.numbered for reply in result.replies)
    return replace(
        result.state, turn=result.state.turn + 1, offered=offered or result.state.offered, numbered=numbered, last_at=now.isoformat()
    )


def _events(scene: Scene, result: Outcome, begun: bool) -> Iterator[Event]:
    if begun:
        yield Event("contact", detail=result.state.source)
    if scene.message.kind is Kind.TEXT:
        yield Event("asked", result.topic)
    steps = {button.step: button for reply in result.replies for button in reply.buttons if button.step}
    for step, button in steps.items():
        yield Event("offered", result.topic, step, button.label)
    if result.step:
        yield Event("chosen", result.topic, result.step.kind.value, result.step.label)
    yield from result.events
