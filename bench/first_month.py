"""What people ask in a first month: how many replies are of use, how long they are, and how many say that we do not know.

A reply is of use when it is about the subject and holds the fact or the step that helps (`moet`; one of several where a `/` stands
between them). It is wrong when it answers something else. In between is a reply that asks back, or lacks the fact.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from bot.app.assistant import Reception, Snapshot
from bot.config import Settings
from bot.content.folder import SHIPPED
from bot.content.loader import load
from bot.content.phrases import REQUIRED
from bot.dialogue.context import TurnResult
from bot.domain.messages import Message
from bot.domain.time import ZONE
from bot.storage.database import Storage
from bot.understanding.pipeline import prepare
from bot.understanding.reading import prepare_listener
from bot.understanding.sentences import read_sentences

QUESTIONS = Path(__file__).resolve().parents[1] / "tests" / "dialogue" / "eerste-maand.jsonl"
INTRODUCTION = "welkom.voorstellen"
WHEN = datetime(2026, 11, 22, 21, 40, tzinfo=ZONE)
_NOT_KNOWING = re.compile(
    r"\b(?:weten|weet|kennen|ken) (?:wij|ik)\b[^.?!\n]{0,40}?\b(?:niet|niets|geen)\b"
    r"|\b(?:wij|ik) (?:weten|weet|kennen|ken)\b[^.?!\n]{0,40}?\b(?:niet|niets|geen)\b"
    r"|\bis nog niet (?:zeker|bekend)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Outcome:
    """One question, and what a stranger who asked it got."""

    question: str
    verdict: str  # `useful`, `half` or `wrong`
    topic: str
    text: str
    buttons: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many words there are to read, without the introduction that stands above a first reply."""
        return len(self.text.split())

    @property
    def says_not_to_know(self) -> bool:
        """Whether the reply confesses that we do not know something."""
        return _NOT_KNOWING.search(self.text) is not None


def questions() -> list[dict[str, Any]]:
    """The questions, with the subjects that may answer and what must be in the reply."""
    return [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]


def verdict(question: dict[str, Any], result: TurnResult) -> str:
    """`useful`, `half` or `wrong`."""
    said = " ".join((*(reply.text for reply in result.replies), *(button.label for reply in result.replies for button in reply.buttons)))
    holds = all(any(one.strip().casefold() in said.casefold() for one in needed.split(" / ")) for needed in question["moet"])
    asked_back = not result.topic or any(reply.numbered for reply in result.replies)
    if asked_back:
        return "useful" if holds and result.state.crisis else "half"
    if result.topic not in question["onderwerp"]:
        return "wrong"
    return "useful" if holds else "half"


def ask_all(snapshot: Snapshot) -> list[Outcome]:
    """Every question asked by a stranger of its own."""
    storage = Storage(":memory:")
    reception = Reception(storage, snapshot, Settings())
    try:
        return [_asked(reception, f"p{number}", question) for number, question in enumerate(questions())]
    finally:
        storage.close()


def _asked(reception: Reception, person: str, question: dict[str, Any]) -> Outcome:
    result = reception.handle(Message(person, WHEN, question["vraag"], channel="json")).result
    first, _, rest = "\n\n".join(reply.text for reply in result.replies).partition("\n\n")
    introduced = first.startswith(reception.snapshot.knowledge.phrases[INTRODUCTION])
    text = rest if introduced else "\n\n".join(part for part in (first, rest) if part)
    buttons = tuple(button.label for reply in result.replies for button in reply.buttons)
    return Outcome(question["vraag"], verdict(question, result), result.topic, text, buttons)


def main() -> None:
    """The figures, and every reply that is not of use."""
    knowledge, sentences = load(SHIPPED, REQUIRED), read_sentences(SHIPPED)
    understanding = prepare(knowledge, sentences, None)
    asked = ask_all(Snapshot(knowledge, understanding, prepare_listener(knowledge, sentences, understanding, SHIPPED, None)))
    for one in asked:
        if one.verdict != "useful":
            print(f"{one.verdict}: {one.question} [{one.topic}]\n  {one.text}\n  {' | '.join(one.buttons)}")
    counted = Counter(one.verdict for one in asked)
    unknown = sum(one.says_not_to_know for one in asked)
    print(f"{len(asked)} questions: {counted['useful']} useful, {counted['half']} half, {counted['wrong']} wrong")
    print(f"words of a reply: {median(one.words for one in asked):.0f} in the middle, {max(one.words for one in asked)} at most")
    print(f"replies that say that we do not know: {unknown} ({100 * unknown / len(asked):.1f} %)")


if __name__ == "__main__":
    main()
