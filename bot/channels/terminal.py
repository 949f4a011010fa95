"""The assistant in a terminal: the demo, the bug report, and the way to try a change of content."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TextIO

from bot.app.assistant import Reception
from bot.channels.immediate import Immediate
from bot.domain.messages import Kind, Message, Reply
from bot.gateway.parcel import Fate, Parcel, Posted
from bot.privacy.masking import pseudonym
from bot.storage import people

CHANNEL = "terminal"
PERSON = "u"
LEAVE = frozenset({"/weg", "/quit", "exit"})


class Terminal(Immediate):
    """One person at one terminal. Buttons are shown with a number and may be typed by number or words."""

    name = CHANNEL

    def __init__(self, reception: Reception, key: bytes, clock: Callable[[], datetime], out: TextIO) -> None:
        self.reception = reception
        self.clock = clock
        self.out = out
        self.person = pseudonym(CHANNEL, PERSON, key)
        self._shown: list[Reply] = []

    def open(self) -> None:
        """Greet, as /start does."""
        with self.reception.storage.transaction() as db:
            people.remember_address(db, self.person, CHANNEL, self.person)
        self._handle(Message(self.person, self.clock(), kind=Kind.START, channel=CHANNEL))

    def type(self, line: str) -> None:
        """Handle a typed line: `#2` presses the second button, anything else is said."""
        action = self._pressed(line)
        kind = Kind.BUTTON if action else Kind.START if line.startswith("/start") else Kind.TEXT
        self._handle(Message(self.person, self.clock(), "" if action else line, action, kind, channel=CHANNEL))

    def _pressed(self, line: str) -> str:
        buttons = [button for reply in self._shown for button in reply.buttons]
        return next((button.action for number, button in enumerate(buttons, 1) if line == f"#{number}"), "")

    def _handle(self, message: Message) -> None:
        self.reception.handle(message)
        self._shown = []
        self.send_due(self.reception, self.person, message.at)
        self.out.flush()

    def send(self, parcel: Parcel) -> Posted:
        """Write a reply, with the numbers by which its buttons are pressed."""
        reply, before = parcel.reply, sum(len(one.buttons) for one in self._shown)
        self._shown.append(reply)
        self.out.write(f"\n{reply.text}\n")
        for number, button in enumerate(reply.buttons, before + 1):
            self.out.write(f"  {number}. {button.label}\n" if reply.numbered else f"  #{number} [{button.label}]\n")
        if reply.file:
            self.out.write(f"  ({reply.file.name})\n")
        return Posted(Fate.SENT)
