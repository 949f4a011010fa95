"""A message that is a question: a word explained, an answer, something done, a question back, or 'dat weet ik niet'."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.dialogue import answering, booking, callback, data_rights, my_appointments, safety, small_talk
from bot.dialogue.context import TurnContext, TurnResult, prefixed
from bot.understanding.pipeline import Decision

Handler = Callable[[TurnContext, str], TurnResult | None]
TO_A_HUMAN_AFTER = 3  # misses in a row

ACTS: dict[str, Handler] = {
    "groet": lambda context, _: small_talk.hello(context),
    "bedankt": lambda context, _: small_talk.thanks(context),
    "afscheid": lambda context, _: small_talk.goodbye(context),
    "afspraak-maken": lambda context, _: booking.begin(context, booking.service_of_topic(context)),
    "afspraak-verzetten": lambda context, _: my_appointments.move(context),
    "afspraak-afzeggen": lambda context, _: my_appointments.cancel(context),
    "afspraak-bekijken": lambda context, _: my_appointments.view(context),
    "medewerker-spreken": lambda context, _: callback.human_or_call(context),
    data_rights.TOPIC: lambda context, _: data_rights.privacy(context),
}
"""Topics that are done rather than told."""

_DEFINITION = re.compile(
    r"^(?:en )?(?:wat|wa)(?: is| zijn| betekent| beteken| houdt| ies)?(?: nou| eigenlijk| precies)?(?: een| de| het| n)? (?P<word>[\w -]{2,40}?)(?: in| precies| eigenlijk| dan| nou)?$"
)


def understood(context: TurnContext) -> TurnResult:
    """A question: a word explained, an answer, a question back, or 'dat weet ik niet'."""
    if told := _defined(context) or safety.calmed(context):
        return told
    meaning = context.meaning
    if meaning.decision is not Decision.ANSWER and context.state.unsure >= TO_A_HUMAN_AFTER:
        return prefixed(callback.human(replace(context, state=replace(context.state, unsure=0))), context.say("twijfel.weet-niet-weer"))
    if meaning.decision is Decision.ANSWER and meaning.topic:
        return by_topic(context, meaning.topic) or answering.unknown(context, meaning)
    if meaning.decision is Decision.CLARIFY:
        return answering.clarify(context, meaning)
    return answering.unknown(context, meaning)


def _defined(context: TurnContext) -> TurnResult | None:
    """'Wat is WW?' from the glossary, unless an answer of ours defines it better."""
    text = re.sub(r"[^\w\s-]", "", context.message.text.casefold()).strip()
    found = _DEFINITION.match(text)
    if not found:
        return None
    asked = found["word"].strip()
    word = next((one for one in context.knowledge.words if asked in (one.word.casefold(), *(form.casefold() for form in one.forms))), None)
    if word is None:
        return None
    entry = context.knowledge.entries.get(word.topic)
    if entry and entry.question.casefold().startswith("wat ") and word.word.casefold() in entry.question.casefold():
        return answering.entry_answer(context, entry)
    return answering.word_explained(context, word)


def by_topic(context: TurnContext, topic: str) -> TurnResult | None:
    """An answer of ours, or something done; None for a topic that no longer exists."""
    if topic in ACTS:
        return ACTS[topic](context, "")
    entry = context.knowledge.entries.get(topic)
    return answering.entry_answer(context, entry) if entry else None
