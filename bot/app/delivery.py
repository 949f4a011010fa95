"""What leaves: rows of the outbox judged when their turn has come, and made into replies."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from bot.app.assistant import Snapshot
from bot.app.desk.promises import guarded
from bot.content.entries import StepKind
from bot.content.services import PlaceKind
from bot.dialogue import pushes
from bot.dialogue.actions import Action, encode
from bot.dialogue.context import Push
from bot.domain.answers import Answers, place_phrase
from bot.domain.appointment import Appointment, ReminderVerdict, judge_follow_up, judge_reminder
from bot.domain.appointment import FollowUpVerdict as Unasked
from bot.domain.formatting import moment
from bot.domain.messages import Button, Reply, from_body
from bot.domain.time import local, stamp
from bot.storage import appointment_rows, outbox, people
from bot.storage.database import Database
from bot.storage.outbox import AGAIN, Outgoing
from bot.storage.requests import GUARD


def claim(db: Database, snapshot: Snapshot, row: Outgoing, now: datetime) -> Reply | None:
    """The reply to send for a row, inside the transaction that claims it; None when it makes no sense any more."""
    if outbox.is_one(row):
        return _follow_up(db, snapshot, row, now)
    if row.kind == GUARD:
        guarded(db, snapshot.knowledge, row, now)
        outbox.mark(db, row.id, "dropped", now)
        return None
    push = pushes.of_row(row, now)
    reply = _reminder(db, snapshot, row, now) if row.kind == "herinnering" else from_body(row.body)
    if reply and row.key.startswith(AGAIN):
        reply = _said_again(db, snapshot, row, reply)
    outbox.mark(db, row.id, "sending" if reply else "dropped", now)
    if reply and push:
        pushes.opened(db, row.person, push, reply, now)
    return reply


def _said_again(db: Database, snapshot: Snapshot, row: Outgoing, reply: Reply) -> Reply | None:
    """The copy of a confirmation or reminder that may have arrived says so, and is not sent when the appointment changed since."""
    made = appointment_rows.find(db, reply.confirms) if reply.confirms else None
    if reply.confirms and (made is None or not made.stands):
        return None
    if (
        made and row.kind == "bevestiging" and made.changed_at > (reply.written or stamp(row.due_at))
    ):  # of a row that waited, due_at has moved
        return None
    return replace(reply, text=snapshot.knowledge.phrases.say("algemeen.zekerheid", tekst=reply.text))


def _reminder(db: Database, snapshot: Snapshot, row: Outgoing, now: datetime) -> Reply | None:
    """A reminder is judged from the present state: never for one that was cancelled, moved or is over."""
    body = json.loads(row.body)
    made = appointment_rows.find(db, body["appointment"])
    verdict = judge_reminder(made, body["sequence"], now)
    if verdict is ReminderVerdict.DROP or made is None:
        return None
    knowledge = snapshot.knowledge
    answers = Answers(knowledge, local(now).date())
    place, slots = place_phrase(made.place, knowledge.calendar.locations.get(made.location))
    plek = knowledge.phrases.say(place, **slots)
    key = "afspraak.herinnering" if verdict is ReminderVerdict.SEND else "afspraak.herinnering-laat"
    text = knowledge.phrases.say(key, moment=moment(made.begin, local(now)), plek=plek, code=made.code)
    service = knowledge.calendar.services.get(made.service)
    if made.place is PlaceKind.PHONE and made.phone:
        text = f"{text}\n{knowledge.phrases.say('afspraak.herinnering-telefoon', nummer=made.phone, minuten=made.minutes)}"
    else:
        text = f"{text}\n{knowledge.phrases.say('afspraak.herinnering-balie', minuten=made.minutes)}"
    if service and service.bring and made.place is PlaceKind.DESK:
        text = f"{text} {service.bring}"
    if made.trial:
        text = f"{text}\n{knowledge.phrases['afspraak.proef']}"
    if notice := knowledge.notice_on(made.begin.date()):
        text = f"{notice}\n{text}"
    return Reply(answers.fill(text), _buttons(snapshot, made.id), confirms=made.id)


def _follow_up(db: Database, snapshot: Snapshot, row: Outgoing, now: datetime) -> Reply | None:
    """A message nobody waits for is judged from the present state; it never names what it is about."""
    body = json.loads(row.body)
    made = appointment_rows.find(db, body["appointment"])
    welcome, sent = people.wants_messages(db, row.person), outbox.sent(db, row.person, now)
    judged = judge_follow_up(body["what"], row.due_at, made, welcome=welcome, sent=sent, most=body["most"], now=now)
    if judged.due:
        outbox.postpone(db, row.id, judged.due, now)
        return None
    text = {Unasked.REMIND: "bericht-herinnering", Unasked.ASK: "bericht-gelukt", Unasked.MISSED: "bericht-gemist"}.get(judged.verdict)
    outbox.mark(db, row.id, "sending" if text else "dropped", now)
    if not text:
        return None
    reply = Reply(snapshot.knowledge.phrases[f"vervolg.{text}"], _ways_on(snapshot, judged.verdict, made))
    if made and (kind := _ASKS.get(judged.verdict)):
        pushes.opened(db, row.person, Push(kind, made.id, now.isoformat()), reply, now)
    return reply


_ASKS = {Unasked.ASK: pushes.SUCCEEDED, Unasked.MISSED: pushes.MISSED}
"""Follow-ups that ask something."""


def _ways_on(snapshot: Snapshot, verdict: Unasked, made: Appointment | None) -> tuple[Button, ...]:
    """What one can do with it: yes or no, a new moment, come by, and no more of these."""
    phrases = snapshot.knowledge.phrases
    first: tuple[Button, ...] = (Button(phrases.label("mijn-stap"), encode(Action.MY_STEPS)),)
    if made and verdict is Unasked.ASK:
        first = (
            Button(phrases.label("ja-gelukt"), encode(Action.SUCCEEDED, made.id)),
            Button(phrases.label("nee-nog-niet"), encode(Action.NOT_SUCCEEDED, made.id)),
        )
    elif made and verdict is Unasked.MISSED:
        first = (Button(phrases.label("nieuw-moment"), encode(Action.BOOK, made.service), StepKind.APPOINTMENT.value),)
    come = Button(phrases.label("kom-langs"), encode(Action.WALK_IN), StepKind.WALK_IN.value)
    return (
        *first,
        come,
        Button(phrases.label("geen-berichten"), encode(Action.SILENCE)),
        Button(phrases.label("medewerker"), encode(Action.HUMAN)),
    )


def _buttons(snapshot: Snapshot, appointment: str) -> tuple[Button, ...]:
    phrases = snapshot.knowledge.phrases
    return (
        Button(phrases.label("verzetten"), encode(Action.MOVE, appointment), StepKind.APPOINTMENT.value),
        Button(phrases.label("afzeggen"), encode(Action.CANCEL, appointment)),
    )
