"""One turn with a citizen: what they did and where we were become replies and where we are."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue import answering, booking, callback, forms, municipality, my_appointments, safety, small_talk, steps
from bot.dialogue.answering import HOURS_TOPICS
from bot.dialogue.buttons import pressed
from bot.dialogue.context import TurnContext, TurnResult, Waiting, prefixed, reply_with
from bot.dialogue.short_commands import command
from bot.dialogue.topics import understood
from bot.dialogue.typed_choice import typed_choice
from bot.domain.messages import Kind
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.entities import refuses_call
from bot.understanding.pipeline import Decision
from bot.understanding.risk import find_crisis, find_formal_act

_CORRECTING = re.compile(r"\b(?:bedoel\w*|liever|toch|sorry|nee|verkeerd|fout|niet)\b", re.IGNORECASE)
LONGEST_REFUSAL = 8  # words; 'bel mij maar niet' in a longer message stands beside a question, and that is answered
LONGEST_MOMENT = 6  # words; 'volgende week dinsdag om half drie' is six


def turn(context: TurnContext) -> TurnResult:
    """The result of one message: safety first, then what was chosen, then what was asked."""
    text = context.message.text
    if text and typed_choice(context):
        return pressed(context) or _typed(context)  # our own words on a button are nobody's cry for help
    if text and (denied := safety.taken_back(context)):
        return denied
    if text and (kind := find_crisis(text)):
        return safety.crisis(context, kind)
    if text and context.message.kind is Kind.TEXT and (act := find_formal_act(text)):
        return safety.formal(context, act)
    return _started(context) or pressed(context) or _other_than_text(context) or _foreign(context) or _typed(context)


def _foreign(context: TurnContext) -> TurnResult | None:
    """Another language, unless it is a word that we know in Dutch."""
    known = context.meaning.command or context.message.text.startswith("/")
    return None if known or not context.message.text else small_talk.in_another_language(context)


def _started(context: TurnContext) -> TurnResult | None:
    if context.message.kind is Kind.START:
        return small_talk.arrived(context)
    return None


def _other_than_text(context: TurnContext) -> TurnResult | None:
    """Voice, photo, file, location, group: one kind answer with a call and a visit at once."""
    kind = context.message.kind
    if kind is Kind.CONTACT:
        waiting = forms.open_one(context)
        return (waiting and forms.answered(context, waiting)) or callback.call_me(context)
    key = {
        Kind.VOICE: "alleen-tekst",
        Kind.MEDIA: "alleen-tekst",
        Kind.LOCATION: "alleen-tekst",
        Kind.GROUP: "groep",
        Kind.EDITED: "gewijzigd",
    }.get(kind)
    return reply_with(context, context.say(f"algemeen.{key}"), [context.call, context.come, context.human]) if key else None


def _typed(context: TurnContext) -> TurnResult:
    if done := command(context):
        return done
    if refuses_call(context.message.text) and (
        context.meaning.decision is not Decision.ANSWER or len(context.message.text.split()) <= LONGEST_REFUSAL
    ):
        return callback.not_called(context)
    context = municipality.noticed(context)
    waiting = forms.open_one(context)
    if waiting and (taken := forms.answered(context, waiting)):
        return replace(taken, state=replace(taken.state, unsure=0))
    if callback.is_phone_number(context.message.text) or callback.asks_call(context):
        return callback.call_me(context)
    if waiting is None and (known := municipality.step_for(context)):
        return steps.chosen(context, known) or understood(context)
    about_hours = context.state.topic in HOURS_TOPICS and waiting is not None and not forms.insists(waiting)
    if (waiting is None or about_hours) and _is_a_moment(context):
        result = _about_a_moment(context)
    elif waiting and (again := _asked_again(context, waiting)):
        return again
    else:
        result = understood(context)
    keeps = waiting is not None and result.state.waiting == waiting and result.topic != "afscheid"
    return forms.resumed(context, result, waiting) if keeps and waiting else result


def _asked_again(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """A few words that answer neither our question nor are one of their own: asked once more, and then a person."""
    own = context.meaning.decision is not Decision.NONE or len(context.message.text.split()) > LONGEST_MOMENT or safety.calmed(context)
    if own or context.state.unsure or not forms.DIALOGUES[waiting.dialogue].first:
        return None
    told = forms.repeat(replace(context, state=replace(context.state, unsure=1)), waiting)
    return prefixed(told, context.say("twijfel.antwoord-onbekend"))


def _about_a_moment(context: TurnContext) -> TurnResult:
    """A bare moment: about the hours that were just told, the appointment that was just made, or a wish to come."""
    entry = context.knowledge.entries.get(context.state.topic)
    if entry and entry.id in HOURS_TOPICS:
        return answering.entry_answer(context, entry)
    standing = next((button.action.partition(":")[2] for button in context.state.offered if button.action.startswith("vz:")), "")
    if standing and _CORRECTING.search(context.message.text):
        return my_appointments.move(context, standing)
    again = callback.call_again(context) if _CORRECTING.search(context.message.text) else None
    return again or booking.begin(context, booking.service_of_topic(context))


def _is_a_moment(context: TurnContext) -> bool:
    """'Woensdag 3 uur', out of the blue: someone wants to come then. A longer sentence that we understand is what it says."""
    if context.meaning.decision is Decision.ANSWER or len(context.message.text.split()) > LONGEST_MOMENT:
        return False
    moment = find_moment(context.message.text, context.now)
    return bool(moment.date or moment.time or (moment.impossible and context.state.topic in HOURS_TOPICS))
