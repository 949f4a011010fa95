"""What leaves: rows of the outbox judged when their turn has come, and made into replies."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from bot.answers import Answers
from bot.local_time import local
from bot.messages import Button, Reply
from bot.reminders import Verdict, judge
from bot.replies import from_body
from bot.snapshot import Snapshot
from bot.storage import agenda, outbox
from bot.storage.database import Database
from bot.storage.departures import AGAIN
from bot.storage.moments import stamp
from bot.storage.outbox import Outgoing
from bot.wording import moment
from knowledge.entries import StepKind
from knowledge.services import PlaceKind


def claim(db: Database, snapshot: Snapshot, row: Outgoing, now: datetime) -> Reply | None:
    """The reply to send for a row, inside the transaction that claims it; None when it makes no sense any more."""
    reply = _reminder(db, snapshot, row, now) if row.kind == "herinnering" else from_body(row.body)
    if reply and row.key.startswith(AGAIN):
        reply = _said_again(db, snapshot, row, reply)
    outbox.mark(db, row.id, "sending" if reply else "dropped", now)
    return reply


def _said_again(db: Database, snapshot: Snapshot, row: Outgoing, reply: Reply) -> Reply | None:
    """The copy of a confirmation or reminder that may have arrived says so, and is not sent when the appointment changed since."""
    made = agenda.find(db, reply.confirms) if reply.confirms else None
    if reply.confirms and (made is None or not made.stands or (row.kind == "bevestiging" and made.changed_at > stamp(row.due_at))):
        return None
    return replace(reply, text=snapshot.knowledge.phrases.say("algemeen.zekerheid", tekst=reply.text))


def _reminder(db: Database, snapshot: Snapshot, row: Outgoing, now: datetime) -> Reply | None:
    """A reminder is judged from the present state: never for one that was cancelled, moved or is over."""
    body = json.loads(row.body)
    made = agenda.find(db, body["appointment"])
    verdict = judge(made, body["sequence"], now)
    if verdict is Verdict.DROP or made is None:
        return None
    knowledge = snapshot.knowledge
    answers = Answers(knowledge, local(now).date())
    location = knowledge.calendar.locations.get(made.location)
    plek = knowledge.phrases["afspraak.plek-telefoon"]
    if made.place is PlaceKind.DESK and location:
        plek = knowledge.phrases.say("afspraak.plek-balie", naam=location.name, adres=location.address)
    key = "afspraak.herinnering" if verdict is Verdict.SEND else "afspraak.herinnering-laat"
    text = knowledge.phrases.say(key, moment=moment(made.begin, local(now)), plek=plek, code=made.code)
    if made.trial:
        text = f"{text}\n{knowledge.phrases['afspraak.proef']}"
    if notice := knowledge.notice_on(made.begin.date()):
        text = f"{notice}\n{text}"
    return Reply(answers.fill(text), _buttons(snapshot, made.id), confirms=made.id)


def _buttons(snapshot: Snapshot, appointment: str) -> tuple[Button, ...]:
    phrases = snapshot.knowledge.phrases
    return (
        Button(phrases["knoppen.verzetten"], f"vz:{appointment}", StepKind.APPOINTMENT.value),
        Button(phrases["knoppen.afzeggen"], f"az:{appointment}"),
    )
