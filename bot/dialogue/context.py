"""What a turn may look at, where the conversation is, and what comes out of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from bot.config import Settings
from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.content.roles import Roles
from bot.content.services import Calendar
from bot.dialogue.actions import Action, encode
from bot.dialogue.memory import Memory, restored, stored
from bot.domain.answers import Answers
from bot.domain.facets import Person
from bot.domain.messages import Button, Kind, Message, Reply
from bot.domain.time import CONTACT_ENDS_AFTER, QUESTION_STAYS_OPEN, local
from bot.storage import closures
from bot.storage.database import Database
from bot.storage.events import Event
from bot.understanding.dialogue_acts import Open
from bot.understanding.pipeline import Meaning
from bot.understanding.reading import Listener, OpenQuestion, Reading, Spoken

INTRODUCE_AGAIN_AFTER = timedelta(days=30)
SUMMARY = "bevestig"
"""The step of a form at which all is shown once more and a yes records it."""


@dataclass(frozen=True)
class Waiting:
    """A question of ours that is open: which dialogue asked it, what is known so far, when it was asked (ISO)."""

    dialogue: str
    step: str
    asked_at: str
    data: Mapping[str, str] = field(default_factory=dict)

    def having(self, step: str = "", **data: str) -> Waiting:
        """The same dialogue with more known, at another step."""
        return replace(self, step=step or self.step, data={**self.data, **data})


@dataclass(frozen=True)
class Push:
    """A message of ours that nobody asked for: its kind, what it is about (a request or an appointment), when it left (ISO)."""

    kind: str
    ref: str
    at: str


@dataclass(frozen=True)
class State:
    """One person's conversation."""

    turn: int = 0
    audience: str = ""
    introduced_at: str = ""
    topic: str = ""
    offered: tuple[Button, ...] = ()
    numbered: bool = False
    waiting: Waiting | None = None
    push: Push | None = None
    """The last message that nobody asked for, until it is answered."""
    short: bool = False
    unsure: int = 0
    explained: int = 0
    contact: str = ""
    last_at: str = ""
    chosen: str = ""
    crisis: bool = False
    crisis_kind: str = ""
    alarm_turn: int = -1
    """The turn in which the alarm of this contact went last."""
    taken_back: bool = False
    """The alarm was denied, and the conversation went on where it was."""
    suspected: str = ""
    """The kind of crisis that something said in this contact may have been; a second such message is an alarm."""
    suspected_turn: int = -1
    """The turn in which it was suspected last."""
    asked_turn: int = -1
    """The turn in which we asked whether someone is well."""
    interrupted: Waiting | None = None
    """The question of ours that was open when the alarm went."""
    interrupted_topic: str = ""
    municipality: str = ""
    question: str = ""
    """The last question in the person's own words, masked: for staff after [Ja, geef door], gone when the contact ends."""
    secret: bool = False
    """Something sensitive was said in this contact: nothing that is counted of it has a person."""
    calmed: bool = False
    """An insult was answered in this contact; once is enough."""
    source: str = ""
    told: str = ""
    """The entry that was told last in this contact."""
    card: bool = False
    """The card for the desk was given in this contact."""
    cautioned: bool = False
    """That this is a trial, and where to check what matters, was said in this contact."""
    memory: Memory = field(default_factory=Memory)

    def to_json(self) -> str:
        """The state as one line of JSON, without what has its default."""
        usual = asdict(State())
        own = {key: value for key, value in asdict(self).items() if value != usual[key]}
        return json.dumps({**own, **({"memory": stored(self.memory)} if "memory" in own else {})}, ensure_ascii=False)

    def awaited(self, now: datetime) -> Waiting | None:
        """Our open question, when it is not older than a day."""
        if self.waiting is None or now - datetime.fromisoformat(self.waiting.asked_at) > QUESTION_STAYS_OPEN:
            return None
        return self.waiting

    def just_alarmed(self) -> bool:
        """Whether the alarm went in the last turn, or in the one before it (a help line was tapped since)."""
        return self.crisis and self.turn - self.alarm_turn in (1, 2)

    def just_asked(self) -> bool:
        """Whether we asked in the last turn whether someone is well."""
        return self.turn - self.asked_turn == 1 and self.asked_turn >= 0

    def silent_for(self, now: datetime, long: timedelta) -> bool:
        """Whether the last message is longer ago than this."""
        return bool(self.last_at) and now - datetime.fromisoformat(self.last_at) > long

    def contact_ended(self, now: datetime) -> bool:
        """Whether the next message begins a new contact: half an hour of silence and no question of ours open."""
        if not self.last_at:
            return True
        silent = now - datetime.fromisoformat(self.last_at)
        return silent > QUESTION_STAYS_OPEN or (silent > CONTACT_ENDS_AFTER and self.awaited(now) is None)

    def must_introduce(self, now: datetime) -> bool:
        """Whether we must (again) say that we are a computer program (AI Act art. 50)."""
        return not self.introduced_at or now - datetime.fromisoformat(self.introduced_at) > INTRODUCE_AGAIN_AFTER


def from_json(text: str | None) -> State:
    """The state that was kept; a new one when there is none. Unknown fields of another version are left out."""
    if not text:
        return State()
    raw: dict[str, Any] = {key: value for key, value in json.loads(text).items() if key in State.__dataclass_fields__}
    raw["offered"] = tuple(Button(**button) for button in raw.get("offered", ()))
    for name in ("waiting", "interrupted"):
        if raw.get(name):
            raw[name] = Waiting(**raw[name])
    if raw.get("push"):
        raw["push"] = Push(**raw["push"])
    if raw.get("memory"):
        raw["memory"] = restored(raw["memory"])
    return State(**raw)


@dataclass(frozen=True)
class TurnContext:
    """A message, what it means, where we were, and everything we know. The database is inside its transaction."""

    message: Message
    meaning: Meaning
    state: State
    knowledge: Knowledge
    settings: Settings
    db: Database
    listener: Listener | None = None
    """What hears a message in its conversation; without it each is read by itself."""
    joined: Meaning | None = None
    """What a line means together with the one just before it; None when it stands alone."""
    said_first: str = ""
    """What is said above the answer: that the form which the message refused is over."""

    @property
    def now(self) -> datetime:
        """The moment of the message, on the clock in the Netherlands."""
        return local(self.message.at)

    @property
    def roles(self) -> Roles:
        """Which entry, service and fact plays which part."""
        return self.knowledge.roles

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

    @property
    def memory(self) -> Memory:
        """What is remembered of this contact."""
        return self.state.memory

    @cached_property
    def reading(self) -> Reading | None:
        """What the message does and is about, in the light of what was spoken of and what is open; None for what is no text."""
        if self.listener is None or self.message.kind is not Kind.TEXT or not self.message.text:
            return None
        spoken = Spoken(self.memory.entries, frozenset(self.memory.refused), frozenset(self.roles.about_us))
        return self.listener.weigh(self.meaning, spoken, self.open_question, self.now)

    @property
    def open_question(self) -> OpenQuestion | None:
        """What kind of answer is waited for; None when nothing of ours is open."""
        waiting = self.state.awaited(self.message.at)
        if waiting and waiting.step == SUMMARY:
            return OpenQuestion(Open.YES_NO)
        if self.state.numbered:
            return OpenQuestion(Open.CHOICE)
        return OpenQuestion(Open.VALUE) if waiting else None

    @property
    def about(self) -> Person:
        """What we know of who asks, as far as it changes what is said."""
        return Person(self.state.audience, self.memory.about, {name: one.value for name, one in self.memory.traits.items()})

    def as_if(self, text: str, *, topic: str = "") -> TurnContext:
        """The context as if only this had been said, while `topic` is spoken of."""
        assert self.listener is not None
        meaning = self.listener.understanding.understand(text, audience=self.state.audience, topic=topic)
        return replace(self, message=replace(self.message, text=text), meaning=meaning)

    def say(self, key: str, **slots: object) -> str:
        """One of our own texts; its short form (`<key>-kort`) for who reads with difficulty."""
        phrases = self.knowledge.phrases
        if self.state.short and f"{key}-kort" in phrases:
            key = f"{key}-kort"
        return self.answers.fill(phrases[key], slots)

    def button(self, key: str, action: Action, *arguments: str, step: StepKind | None = None, asks_contact: bool = False) -> Button:
        """A button of ours: its label from the texts."""
        return Button(self.knowledge.phrases.label(key), encode(action, *arguments), step.value if step else "", asks_contact)

    def waiting(self, dialogue: str, step: str, **data: str) -> Waiting:
        """A question of ours that opens now."""
        return Waiting(dialogue, step, self.message.at.isoformat(), data)

    @property
    def come(self) -> Button:
        """Walk in: the step that is always there."""
        return self.button("kom-langs", Action.WALK_IN, step=StepKind.WALK_IN)

    @property
    def call(self) -> Button:
        """Be called back."""
        return self.button("bel-mij", Action.CALL, step=StepKind.CALL_BACK)

    @property
    def human(self) -> Button:
        """The way to a person; never counts as a step of its own."""
        return self.button("medewerker", Action.HUMAN)


@dataclass(frozen=True)
class Chosen:
    """The next step that was recorded this turn."""

    kind: StepKind
    label: str


@dataclass(frozen=True)
class TurnResult:
    """What comes out of a turn: replies, the new state, the step recorded, and what goes into the ledger."""

    replies: tuple[Reply, ...]
    state: State
    topic: str = ""
    facet: str = ""
    """The one thing of the topic that was asked and told: its cost, how long it takes."""
    step: Chosen | None = None
    events: tuple[Event, ...] = ()
    secret: bool = False
    """Count without a person: a crisis, or an entry that is sensitive."""
    expired: bool = False
    """The button that was pressed is no longer valid, and nothing came of it."""
    erased: bool = False
    """The person was erased this turn: nothing of the conversation is kept, and the reply is the last that is sent."""

    @property
    def reply(self) -> Reply:
        """The last reply: the one whose buttons stand open."""
        return self.replies[-1]


def reply_with(
    context: TurnContext, text: str, buttons: Sequence[Button] = (), *, state: State | None = None, **more: object
) -> TurnResult:
    """A result of one reply."""
    reply_fields = {"file", "numbered", "confirms"}
    reply = Reply(text, tuple(buttons), **{key: value for key, value in more.items() if key in reply_fields})  # type: ignore[arg-type]
    rest = {key: value for key, value in more.items() if key not in reply_fields}
    return TurnResult((reply,), context.state if state is None else state, **rest)  # type: ignore[arg-type]


def prefixed(result: TurnResult, text: str) -> TurnResult:
    """The result with a sentence above its first reply."""
    first, *others = result.replies
    return replace(result, replies=(replace(first, text=f"{text}\n\n{first.text}"), *others))
