"""Where a conversation is: small, plain, and kept as JSON between two messages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.messages import Button

CONTACT_ENDS_AFTER = timedelta(minutes=30)  # silence that ends a contact (issue F.1)
QUESTION_STAYS_OPEN = timedelta(hours=24)  # a question of ours may be answered that long (issue C.4)
INTRODUCE_AGAIN_AFTER = timedelta(days=30)


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
class State:
    """One person's conversation."""

    turn: int = 0
    audience: str = ""
    introduced_at: str = ""
    topic: str = ""
    offered: tuple[Button, ...] = ()
    numbered: bool = False
    waiting: Waiting | None = None
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
    """The alarm was denied: answers have their buttons again, with the help lines below them."""
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

    def to_json(self) -> str:
        """The state as one line of JSON, without what has its default."""
        usual = asdict(State())
        return json.dumps({key: value for key, value in asdict(self).items() if value != usual[key]}, ensure_ascii=False)

    def awaited(self, now: datetime) -> Waiting | None:
        """Our open question, when it is not older than a day."""
        if self.waiting is None or now - datetime.fromisoformat(self.waiting.asked_at) > QUESTION_STAYS_OPEN:
            return None
        return self.waiting

    def just_alarmed(self) -> bool:
        """Whether the alarm went in the last turn, or in the one before it (a help line was tapped since)."""
        return self.crisis and self.turn - self.alarm_turn in (1, 2)

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
    if raw.get("waiting"):
        raw["waiting"] = Waiting(**raw["waiting"])
    return State(**raw)
