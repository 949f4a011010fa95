"""A message that is a question: a word explained, an answer, something done, a question back, or 'dat weet ik niet'."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.dialogue import (
    answering,
    booking,
    booking_fields,
    callback,
    contact,
    data_rights,
    details,
    follow_up,
    forms,
    my_appointments,
    objection,
    safety,
    small_talk,
)
from bot.dialogue.context import TurnContext, TurnResult, prefixed
from bot.understanding.pipeline import Decision

Handler = Callable[[TurnContext], TurnResult | None]
TO_A_HUMAN_AFTER = 3  # misses in a row


def _book(context: TurnContext) -> TurnResult:
    return booking.begin(context, booking_fields.service_of_topic(context))


ACTS: Mapping[str, Handler] = {
    "groet": small_talk.hello,
    "bedankt": small_talk.thanks,
    "afscheid": small_talk.goodbye,
    "afspraak-maken": _book,
    "afspraak-verzetten": my_appointments.move,
    "afspraak-afzeggen": my_appointments.cancel,
    "afspraak-bekijken": my_appointments.view,
    "medewerker-spreken": callback.human_or_call,
}
"""Topics that are done rather than told."""


def question(context: TurnContext) -> TurnResult:
    """A question; what was open before it goes on afterwards."""
    return forms.resumed(context, understood(context))


def understood(context: TurnContext) -> TurnResult:
    """A question: a word explained, an answer, a question back, or 'dat weet ik niet'."""
    if told := _defined(context) or safety.calmed(context):
        return told
    if told := details.continued(context) or details.unsure(context):
        return told
    meaning = objection.not_refused(context)
    if meaning.decision is not Decision.ANSWER and context.state.unsure >= TO_A_HUMAN_AFTER:
        return prefixed(contact.human(replace(context, state=replace(context.state, unsure=0))), context.say("twijfel.weet-niet-weer"))
    if meaning.decision is Decision.ANSWER and meaning.topic:
        return by_topic(context, meaning.topic) or answering.unknown(context, meaning)
    if meaning.decision is Decision.CLARIFY:
        return follow_up.under_way(context, meaning) or answering.clarify(context, meaning)
    return answering.unknown(context, meaning)


def _defined(context: TurnContext) -> TurnResult | None:
    """'Wat is WW?' from the glossary, unless an answer of ours defines it better."""
    word = answering.word_meant(context)
    if word is None:
        return None
    entry = context.knowledge.entries.get(word.topic)
    if entry and entry.question.casefold().startswith("wat ") and word.word.casefold() in entry.question.casefold():
        return answering.entry_answer(context, entry)
    return answering.word_explained(context, word)


def by_topic(context: TurnContext, topic: str) -> TurnResult | None:
    """An answer of ours, or something done; None for a topic that no longer exists."""
    if topic == context.roles.privacy:
        return data_rights.privacy(context)
    if topic in ACTS:
        return ACTS[topic](context)
    entry = context.knowledge.entries.get(topic)
    return answering.entry_answer(context, entry) if entry else None
