"""A message of ours that nobody asked for is an open question once it is sent: what is typed next may be the answer to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.content.schema_answers import Said
from bot.dialogue import appeals, booking, consent, forms, my_appointments, referral
from bot.dialogue.actions import Action, action_of
from bot.dialogue.buttons import press
from bot.dialogue.context import Push, State, TurnContext, TurnResult, from_json, reply_with
from bot.domain import formatting
from bot.domain.messages import Kind, Reply
from bot.domain.wish_phrase import phrase_of
from bot.storage import appointment_rows, people
from bot.storage.database import Database
from bot.storage.outbox import Outgoing

STAYS = timedelta(days=3)
"""How long an answer is expected."""
MOST_WORDS = 10
"""Of an answer: a longer message says what it says."""
REMINDER, CLOSURE, SUCCEEDED, MISSED = "herinnering", "sluiting", "is-het-gelukt", "gemist"


# When it leaves.


def of_row(row: Outgoing, now: datetime) -> Push | None:
    """The question that a row of the outbox opens; None for one that answers somebody."""
    name, _, ref = row.key.partition(":")
    at = now.isoformat()
    if name == "sluiting":
        return Push(CLOSURE, ref.rpartition(":")[0], at)
    if name == referral.PUSH:
        return Push(referral.PUSH, ref, at)
    if row.kind == "herinnering" and row.body:
        return Push(REMINDER, json.loads(row.body)["appointment"], at)
    return None


def opened(db: Database, person: str, push: Push, reply: Reply, now: datetime) -> None:
    """The conversation of who gets it waits for an answer, and its buttons stand in sight."""
    state = from_json(people.read_state(db, person))
    state = replace(state, push=push, offered=reply.buttons or state.offered, numbered=False)
    people.write_state(db, person, state.to_json(), now)


# When something is typed.


def answered(context: TurnContext) -> TurnResult | None:
    """The answer to the newest message of ours; None when there is none, or when the text is something else."""
    push = context.state.push
    if push is None or context.message.kind is not Kind.TEXT or context.message.text.startswith("/"):
        return None
    if context.now - datetime.fromisoformat(push.at) > STAYS:
        return None
    if context.meaning.command not in ("", "ja", "nee", "laat-staan"):
        return None
    if told := appeals.heard(context):  # "ik ben tien minuten later" is no other moment
        return told
    result = _ANSWERS[push.kind](context, push)
    return forms.resumed(context, result) if result else None


def closed(state: State) -> State:
    """The state without the question."""
    return replace(state, push=None)


def _without(context: TurnContext) -> TurnContext:
    return replace(context, state=closed(context.state))


def _short(context: TurnContext) -> bool:
    return len(context.message.text.split()) <= MOST_WORDS


def _reminded(context: TurnContext, push: Push) -> TurnResult | None:
    """'Tot dan', another moment, or not coming."""
    answer, made = context.meaning.answer, appointment_rows.find(context.db, push.ref)
    if made is None or not made.stands or made.person != context.person or not _short(context):
        return None
    if answer.bare and (answer.yes or answer.thanks):
        told = context.say("afspraak.tot-dan", moment=formatting.moment(made.begin, context.now))
        return reply_with(context, told, [context.human], state=closed(context.state))
    wished = not answer.asks or Said.MOVE in answer.said
    if wished and not phrase_of(context.message.text, context.now).is_empty():
        return my_appointments.move(_without(context), made.id)
    return my_appointments.cancel(_without(context), made.id) if answer.no or Said.CANCEL_IT in answer.said else None


def _closed(context: TurnContext, push: Push) -> TurnResult | None:
    """One of the moments that we offered, or another that is named."""
    answer = context.meaning.answer
    offered = [one.action for one in context.state.offered if action_of(one.action) is Action.MOVE_TO]
    if answer.bare and answer.yes and len(offered) == 1:
        return press(_without(context), offered[0])
    if not _short(context):
        return None
    wished = not phrase_of(context.message.text, context.now).is_empty()
    return my_appointments.move(_without(context), push.ref) if wished or (answer.bare and (answer.yes or answer.no)) else None


def _asked_whether(context: TurnContext, push: Push) -> TurnResult | None:
    """'Is het gelukt?'"""
    answer = context.meaning.answer
    if answer.asks or not _short(context):
        return None
    if answer.no and not answer.said & {Said.YES}:
        return consent.not_succeeded(_without(context), push.ref)
    if answer.yes or (answer.bare and answer.thanks):
        return consent.succeeded(_without(context), push.ref)
    return None


def _missed(context: TurnContext, push: Push) -> TurnResult | None:
    """'Wilt u een nieuw moment?'"""
    answer, made = context.meaning.answer, appointment_rows.find(context.db, push.ref)
    if made is None or not _short(context):
        return None
    wished = not phrase_of(context.message.text, context.now).is_empty()
    return booking.begin(_without(context), made.service) if wished or (answer.bare and answer.yes) else None


def _may_it_go(context: TurnContext, push: Push) -> TurnResult | None:
    """'Mogen wij dit doorgeven?': a yes in so many words passes it on, a thumb does not, every no keeps it with us."""
    answer = context.meaning.answer
    if answer.asks or not _short(context):
        return None
    if answer.no:
        return referral.refused(_without(context), push.ref)
    return referral.agreed(_without(context), push.ref) if answer.bare and answer.clear else None


_ANSWERS: Mapping[str, Callable[[TurnContext, Push], TurnResult | None]] = {
    REMINDER: _reminded,
    CLOSURE: _closed,
    SUCCEEDED: _asked_whether,
    MISSED: _missed,
    referral.PUSH: _may_it_go,
}
