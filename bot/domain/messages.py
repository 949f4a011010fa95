"""Message in, Reply out: the two things every channel speaks, and a reply as a row keeps it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

# Message in, Reply out: the two things every channel speaks.


class Kind(StrEnum):
    """What came in. Everything but text, a button, an own phone number and a start is answered kindly and not kept."""

    TEXT = "text"
    BUTTON = "button"
    CONTACT = "contact"
    START = "start"
    VOICE = "voice"
    MEDIA = "media"
    LOCATION = "location"
    EDITED = "edited"


LONGEST_TEXT = 4096
"""Signs of one message, in and out, as Telegram has it; of a longer one the rest is not read."""


@dataclass(frozen=True)
class ChannelFacts:
    """What a channel can do with a message that was sent."""

    can_delete: bool = False
    """Whether it takes a message out of the chat when we ask."""
    keeps_history: bool = False
    """Whether it keeps the chat itself, beyond our reach."""


@dataclass(frozen=True)
class Message:
    """One thing a person did, with its moment (aware). Sensitive numbers are already masked in `text`."""

    person: str
    """Pseudonym of the person (bot.privacy.masking.pseudonym), never a chat id."""
    at: datetime
    text: str = ""
    action: str = ""
    """Of a pressed button: Button.action."""
    kind: Kind = Kind.TEXT
    phone: str = ""
    """Only with Kind.CONTACT, only the person's own number."""
    payload: str = ""
    """Of a deep link: t.me/<bot>?start=<payload>."""
    masked: tuple[str, ...] = ()
    """The kinds of what was masked in memory: bsn, iban, kaart, digid."""
    language: str = ""
    """The channel's hint about the person's language; chooses a greeting, is never stored."""
    late: bool = False
    """Whether the message waited through an outage of ours."""
    channel: str = "terminal"
    facts: ChannelFacts = ChannelFacts()
    """What the channel can do, as it says itself."""

    @property
    def is_command(self) -> bool:
        """One word that begins with a slash, as Telegram offers them: it is no cry for help, and asked again it is told again."""
        return self.text.startswith("/") and len(self.text.split()) == 1


@dataclass(frozen=True)
class Button:
    """A choice: its label in full words and what it does.

    `action` is at most 55 bytes (Telegram allows 64 with the version before it). The first button of a reply is the
    main path. `asks_contact` is Telegram's "share my number".
    """

    label: str
    action: str
    step: str = ""
    """The type of next step that this button offers (bot.content.entries.StepKind), empty when it is none."""
    asks_contact: bool = False


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a reply: made anew when it is sent from what `source` names (`ics:<appointment>`)."""

    name: str
    source: str


@dataclass(frozen=True)
class Reply:
    """One message to the person: plain text without markup and full-word buttons."""

    text: str
    buttons: tuple[Button, ...] = ()
    file: Attachment | None = None
    numbered: bool = False
    """Whether the buttons carry numbers, so that a bare number picks one."""
    confirms: str = ""
    """Set for a confirmation or reminder (the appointment's id): an uncertain send is followed by 'Voor de zekerheid'."""
    written: str = ""
    """With `confirms`, when this was true (as appointments note when they changed): what changed since is not said again."""

    def __post_init__(self) -> None:
        """A button without words is none: a label that is missing costs its button, never the answer."""
        object.__setattr__(self, "buttons", tuple(button for button in self.buttons if button.label))


# A reply as it stands in the outbox: JSON in, JSON out.


def to_body(reply: Reply) -> str:
    """The reply as one line of JSON."""
    return json.dumps(asdict(reply), ensure_ascii=False)


def from_body(body: str) -> Reply:
    """The reply that a body stands for."""
    raw = json.loads(body)
    buttons = tuple(Button(**button) for button in raw.pop("buttons"))
    file = raw.pop("file")
    known = {name: value for name, value in raw.items() if name in Reply.__dataclass_fields__}  # a row may be of an earlier version
    return Reply(buttons=buttons, file=Attachment(**file) if file else None, **known)
