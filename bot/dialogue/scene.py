"""What one turn of a conversation may look at, and what comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot.config import Settings
from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.content.services import Calendar
from bot.dialogue.state import State, Waiting
from bot.domain.answers import Answers
from bot.domain.messages import Button, Message, Reply
from bot.domain.time import local
from bot.storage import closures
from bot.storage.database import Database
from bot.storage.ledger import Event
from bot.understanding.pipeline import Meaning


@dataclass(frozen=True)
class Scene:
    """A message, what it means, where we were, and everything we know. The database is inside its transaction."""

    message: Message
    meaning: Meaning
    state: State
    knowledge: Knowledge
    settings: Settings
    db: Database

    @property
    def now(self) -> datetime:
        """The moment of the message, on the clock in the Netherlands."""
        return local(self.message.at)

    @property
    def calendar(self) -> Calendar:
        """Services, locations and hours."""
        return self.knowledge.calendar

    @cached_property
    def opened(self) -> Calendar:
        """The same with what staff closed since: for saying when we are open. Booking looks at closures itself."""
        return closures.in_force(self.db, self.calendar, self.now)

    @property
    def person(self) -> str:
        """The pseudonym of who writes."""
        return self.message.person

    @property
    def trial(self) -> bool:
        """Whether appointments are not real yet: the setting, or anything that the centre must still confirm."""
        return self.settings.trial or bool(self.calendar.unconfirmed())

    @cached_property
    def answers(self) -> Answers:
        """How our content reads today."""
        return Answers(self.knowledge, self.now.date(), self.state.municipality)

    def say(self, key: str, **slots: object) -> str:
        """One of our own texts; its short form (`<key>-kort`) for who reads with difficulty."""
        phrases = self.knowledge.phrases
        if self.state.short and f"{key}-kort" in phrases:
            key = f"{key}-kort"
        return phrases.say(key, **slots) if slots else self.answers.fill(phrases.say(key))

    def button(self, key: str, action: str, step: StepKind | None = None, *, asks_contact: bool = False) -> Button:
        """A button of ours: its label from the texts."""
        return Button(self.knowledge.phrases.label(key), action, step.value if step else "", asks_contact)

    def waiting(self, dialogue: str, step: str, **data: str) -> Waiting:
        """A question of ours that opens now."""
        return Waiting(dialogue, step, self.message.at.isoformat(), data)

    @property
    def come(self) -> Button:
        """Walk in: the step that is always there."""
        return self.button("kom-langs", "kom", StepKind.WALK_IN)

    @property
    def call(self) -> Button:
        """Be called back."""
        return self.button("bel-mij", "bel", StepKind.CALL_BACK)

    @property
    def human(self) -> Button:
        """The way to a person; never counts as a step of its own."""
        return self.button("medewerker", "mens")


@dataclass(frozen=True)
class Chosen:
    """The next step that was recorded this turn."""

    kind: StepKind
    label: str


@dataclass(frozen=True)
class Outcome:
    """What comes out of a turn: replies, the new state, the step recorded, and what goes into the ledger."""

    replies: tuple[Reply, ...]
    state: State
    topic: str = ""
    step: Chosen | None = None
    events: tuple[Event, ...] = ()
    secret: bool = False
    """Count without a person: a crisis, or an entry that is sensitive."""
    erased: bool = False
    """The person was erased this turn: nothing of the conversation is kept, and the reply is the last that is sent."""

    @property
    def reply(self) -> Reply:
        """The last reply: the one whose buttons stand open."""
        return self.replies[-1]


def outcome(scene: Scene, text: str, buttons: Sequence[Button] = (), *, state: State | None = None, **more: object) -> Outcome:
    """An outcome of one reply."""
    reply_fields = {"file", "numbered", "confirms"}
    reply = Reply(text, tuple(buttons), **{key: value for key, value in more.items() if key in reply_fields})  # type: ignore[arg-type]
    rest = {key: value for key, value in more.items() if key not in reply_fields}
    return Outcome((reply,), scene.state if state is None else state, **rest)  # type: ignore[arg-type]


def prefixed(result: Outcome, text: str) -> Outcome:
    """The outcome with a sentence above its first reply."""
    first, *others = result.replies
    return replace(result, replies=(replace(first, text=f"{text}\n\n{first.text}"), *others))
