"""One JSON object per line in and out: `chat --json`, `herken --json`, `moment --json`; other programs read these fields."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TextIO

from bot.app.assistant import Handled, Reception
from bot.channels.immediate import Immediate
from bot.content.catalogue import Catalogue
from bot.content.entries import BACKGROUND
from bot.domain.messages import Kind, Message, Reply
from bot.domain.time import local
from bot.gateway.parcel import Fate, Parcel, Posted
from bot.privacy.masking import pseudonym
from bot.storage import people
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.dialogue_acts import Open
from bot.understanding.pipeline import Decision, Understanding
from bot.understanding.reading import Listener, OpenQuestion, Reading, Spoken
from bot.understanding.risk import find_crisis, find_formal_act

log = logging.getLogger(__name__)
CHANNEL = "json"
catalogue = Catalogue("bot.channels", "berichten.yaml")
say = catalogue.say
Line = Mapping[str, Any]


class BadLine(Exception):
    """A line that cannot be answered; the message says what is wrong with it."""


def serve(lines: Iterable[str], out: TextIO, answer: Callable[[Line], Line]) -> None:
    """Answer every line; a bad one gives {"error": …} and the next goes on."""
    for line in lines:
        if not line.strip():
            continue
        try:
            result = answer(_object(line))
        except BadLine as error:
            result = {"error": str(error)}
        except Exception as error:  # whatever one line brings about, the next is answered
            log.exception("a line could not be answered")
            result = {"error": say("bad-line.failed", error=type(error).__name__)}
        out.write(json.dumps(result, ensure_ascii=False) + "\n")
        out.flush()


def _object(line: str) -> Line:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(say("bad-line.not-json", error=error)) from error
    if not isinstance(value, dict):
        raise BadLine(say("bad-line.not-object"))
    return value


def _text(line: Line, name: str) -> str:
    value = line.get(name, "")
    if not isinstance(value, str):
        raise BadLine(say("bad-line.not-text", name=name))
    return value.encode("utf-8", "replace").decode("utf-8")


def _moment(line: Line) -> datetime | None:
    if "now" not in line or line["now"] is None:
        return None
    try:
        moment = datetime.fromisoformat(_text(line, "now"))
        moment.astimezone(UTC)  # the last hours of year 9999 are no moment everywhere
    except (ValueError, OverflowError) as error:
        raise BadLine(say("bad-line.not-moment", now=repr(line["now"]))) from error
    if moment.tzinfo is None:
        raise BadLine(say("bad-line.no-zone", now=repr(line["now"])))
    return moment


def recognised(listener: Listener, clock: Callable[[], datetime]) -> Callable[[Line], Line]:
    """Answers lines of `herken --json`: {"text"} to decision, topic, second (of two questions), score and candidates in contract ids, act and facet.

    With "topic" (what was last spoken of) or "open" (what a question of ours waits for) the message is read in that light.
    """
    understanding, about_us = listener.understanding, listener.about_us

    def answer(line: Line) -> Line:
        if "text" not in line:
            raise BadLine(say("bad-line.missing", name="text"))
        text, focus, question = _text(line, "text"), _focus(line, understanding), _open(line)
        if kind := find_crisis(text):
            return _sure(text, "crisis") | {"kind": kind, "act": None, "facet": None}
        if act := find_formal_act(text):
            return _sure(text, "formeel-bericht") | {"kind": act, "act": None, "facet": None}
        reading = listener.hear(text, Spoken((focus,) if focus else (), about_us=about_us), question, clock())
        does = {"act": str(reading.act) if text.strip() else None, "facet": reading.facet or None}
        if focus or question:
            return _read(text, reading, understanding) | does
        return _alone(text, understanding) | does

    return answer


def _focus(line: Line, understanding: Understanding) -> str:
    topic = _text(line, "topic") if line.get("topic") is not None else ""
    if topic and topic not in understanding.topics:
        raise BadLine(say("bad-line.not-topic", topic=repr(topic)))
    return topic


def _open(line: Line) -> OpenQuestion | None:
    takes = _text(line, "open") if line.get("open") is not None else ""
    if takes and takes not in tuple(Open):
        raise BadLine(say("bad-line.not-open", open=repr(takes), choices=", ".join(Open)))
    return OpenQuestion(Open(takes)) if takes and takes != Open.NOTHING else None


def _alone(text: str, understanding: Understanding) -> dict[str, Any]:
    """What a message means by itself."""
    meaning = understanding.understand(text)
    candidates: dict[str, float] = {}
    for one in meaning.candidates:
        candidates.setdefault(understanding.reported(one.topic), one.score)
    topic = understanding.reported(meaning.topic) if meaning.topic else None
    decision = meaning.decision
    if topic == BACKGROUND:
        topic, decision = None, Decision.NONE
    return _decided(text, decision, topic, meaning.score, candidates, understanding.reported(meaning.second))


def _read(text: str, reading: Reading, understanding: Understanding) -> dict[str, Any]:
    """What a message means where it is said."""
    candidates: dict[str, float] = {}
    for name, score in [(reading.topic, reading.score), *((one.topic, one.score) for one in reading.others)]:
        if name:
            candidates.setdefault(understanding.reported(name), score)
    topic = understanding.reported(reading.topic) if reading.topic and reading.decision is Decision.ANSWER else None
    return _decided(text, reading.decision, None if topic == BACKGROUND else topic, reading.score, candidates)


def _decided(
    text: str, decision: Decision, topic: str | None, score: float, candidates: Mapping[str, float], second: str = ""
) -> dict[str, Any]:
    listed = [{"topic": name, "score": chance} for name, chance in candidates.items() if name != BACKGROUND]
    return {
        "text": text,
        "decision": decision.value,
        "topic": topic,
        "second": second or None,
        "score": round(score, 4),
        "candidates": listed,
    }


def _sure(text: str, topic: str) -> dict[str, Any]:
    return _decided(text, Decision.ANSWER, topic, 1.0, {topic: 1.0})


def dated(line: Line) -> Line:
    """Answers a line of `moment --json`: {"now", "text"} to the fields of the contract."""
    if "text" not in line or "now" not in line:
        raise BadLine(say("bad-line.missing-moment"))
    text, now = _text(line, "text"), _moment(line)
    if now is None:
        raise BadLine(say("bad-line.missing", name="now"))
    return {"text": text, **find_moment(text, now).as_json()}


class Talk(Immediate):
    """Answers lines of `chat --json`; every chat key is a person."""

    name = CHANNEL

    def __init__(self, reception: Reception, key: bytes, clock: Callable[[], datetime]) -> None:
        self.reception = reception
        self.key = key
        self.clock = clock
        self._sent: list[Reply] = []
        self._latest: datetime | None = None
        self._given: bool | None = None

    def answer(self, line: Line) -> Line:
        """One line: what is due first, then the answer."""
        if "chat" not in line:
            raise BadLine(say("bad-line.missing", name="chat"))
        chat, now = _text(line, "chat"), self._now(line)
        person = pseudonym(CHANNEL, chat, self.key)
        with self.reception.storage.transaction() as db:
            people.remember_address(db, person, CHANNEL, person)
        self._sent = []
        self.send_due(self.reception, person, now)
        handled = None
        if "text" in line or "button" in line:
            handled = self.reception.handle(self._message(line, person, now))
            self.send_due(self.reception, person, now)
        return _told(chat, self._sent, handled)

    def send(self, parcel: Parcel) -> Posted:
        """Keep a reply for the line that goes out."""
        self._sent.append(parcel.reply)
        return Posted(Fate.SENT)

    def _message(self, line: Line, person: str, now: datetime) -> Message:
        text = _text(line, "button") or _text(line, "text")
        kind = Kind.START if text.strip().lower().startswith("/start") else Kind.TEXT
        payload = text.strip()[6:].strip() if kind is Kind.START else ""
        return Message(person, now, text, kind=kind, payload=payload, channel=CHANNEL)

    def _now(self, line: Line) -> datetime:
        given = _moment(line)
        if self._given is None:
            self._given = given is not None
        if (given is not None) is not self._given:
            raise BadLine(say("bad-line.now-or-never"))
        now = given or self.clock()
        if self._latest and now < self._latest:
            raise BadLine(say("bad-line.backwards", now=local(self._latest).isoformat()))
        self._latest = now
        return now


def _told(chat: str, replies: list[Reply], handled: Handled | None) -> Line:
    step = handled.result.step if handled else None
    offered = {(button.step, button.label): None for button in (handled.offered if handled else ())}
    return {
        "chat": chat,
        "messages": [_shown(reply) for reply in replies],
        "topic": (handled.result.topic or None) if handled else None,
        "facet": (handled.result.facet or None) if handled else None,
        "next_step": {"type": step.kind.value, "label": step.label} if step else None,
        "offered": [{"type": kind, "label": label} for kind, label in offered],
    }


def _shown(reply: Reply) -> Line:
    return {"text": reply.text, "buttons": [button.label for button in reply.buttons], "file": reply.file.name if reply.file else None}
