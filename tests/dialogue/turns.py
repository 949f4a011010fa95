"""One turn to look at a rule of the dialogue by itself: a real context, with the content that we ship and a real database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.config import Settings
from bot.content.model import Knowledge
from bot.dialogue.context import State, TurnContext
from bot.domain.messages import Message
from bot.domain.time import ZONE
from bot.storage.database import Storage
from bot.understanding.pipeline import Decision, Meaning

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=ZONE)


def context_of(storage: Storage, known: Knowledge, text: str = "", **state: Any) -> TurnContext:
    """What a rule sees when Anna says this on Monday at nine; `state` is where the conversation is."""
    meaning = Meaning(text, Decision.NONE, None, 0.0, ())
    return TurnContext(Message("anna", MONDAY, text), meaning, State(**state), known, Settings(), storage.db)
