"""A reply as it stands in the outbox: JSON in, JSON out."""

from __future__ import annotations

import json
from dataclasses import asdict

from bot.messages import Attachment, Button, Reply


def to_body(reply: Reply) -> str:
    """The reply as one line of JSON."""
    return json.dumps(asdict(reply), ensure_ascii=False)


def from_body(body: str) -> Reply:
    """The reply that a body stands for."""
    raw = json.loads(body)
    buttons = tuple(Button(**button) for button in raw.pop("buttons"))
    file = raw.pop("file")
    return Reply(buttons=buttons, file=Attachment(**file) if file else None, **raw)
