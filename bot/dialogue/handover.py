"""The story that goes along to a person: the last question in own words, and what was told and is not sensitive. Shown first, passed on after a yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.content.schema_traits import NO, TraitKind
from bot.dialogue.actions import Action
from bot.dialogue.context import TurnContext, TurnResult, reply_with
from bot.domain import formatting
from bot.storage import appointment_rows, appointments, requests

LONGEST = 300  # characters that staff get to read
YOUNGEST = 16  # years; of who is younger nothing is passed on
_AGE = "leeftijd"


def story(context: TurnContext) -> str:
    """At most 300 characters; empty when there is nothing to tell, or when who tells is too young for it.

    What is sensitive is left out, and everything once the alarm went.
    """
    if context.state.crisis or not context.state.question or _too_young(context):
        return ""
    asked = context.memory.asked  # what stands in the question itself is not told twice
    beside = {name: one for name, one in context.memory.traits.items() if not one.sensitive and one.turn != asked}
    told = [words for name, one in beside.items() if (words := _in_words(context, name, one.value))]
    lines = [context.state.question, formatting.capital(formatting.listed(tuple(told)))] if told else [context.state.question]
    return " | ".join(lines)[:LONGEST]


def _in_words(context: TurnContext, name: str, value: str) -> str:
    """What was told as people say it: the first sentence of its value, or the figure with what it is; never an id of ours."""
    trait = context.knowledge.traits.get(name)
    if trait is None or value == NO:
        return ""
    if trait.by_words and not context.memory.about:  # its sentence says "ik"
        return next(iter(trait.said.get(value, ())), "").strip(" .")
    said = formatting.day(date.fromisoformat(value), year_of=context.now.date()) if trait.kind is TraitKind.DATE else value
    return f"{name.replace('-', ' ')}: {said.replace('-', ' ')}"


def _too_young(context: TurnContext) -> bool:
    age = context.memory.traits.get(_AGE)
    return age is not None and int(age.value) < YOUNGEST


def asked_to_pass_on(context: TurnContext, result: TurnResult, request_id: str) -> TurnResult:
    """The result of a request or a prepared appointment with the question below it whether staff may read the person's own sentence."""
    sentence = story(context)
    if not sentence:
        return result
    said = context.say("medewerker.zin-doorgeven", zin=sentence)
    yes, no = context.button("ja-geef-door", Action.PASS_ON, request_id), context.button("nee-niet-doorgeven", Action.KEEP_BACK, request_id)
    last = replace(result.reply, text=f"{result.reply.text}\n\n{said}", buttons=(yes, no, *result.reply.buttons))
    return replace(result, replies=(*result.replies[:-1], last))


def passed_on(context: TurnContext, request_id: str) -> TurnResult | None:
    """'Ja, geef door': the sentence goes to the request or the appointment. None when it is not theirs, or the sentence is gone."""
    sentence = story(context)
    if not sentence:
        return None
    request, appointment = requests.find(context.db, request_id), appointment_rows.find(context.db, request_id)
    if request and request.person == context.person:
        requests.add_question(context.db, request_id, sentence)
    elif appointment and appointment.person == context.person:
        appointments.add_question(context.db, request_id, sentence, context.now)
    else:
        return None
    return _done(context, "medewerker.zin-door")


def kept_back(context: TurnContext, request_id: str) -> TurnResult:
    """'Nee, niet doorgeven': staff know the subject and nothing more."""
    del request_id
    return _done(context, "medewerker.zin-niet-door")


def _done(context: TurnContext, key: str) -> TurnResult:
    said = context.say(key)
    text = f"{said} {context.say('antwoord.gekozen', stap=context.state.chosen)}" if context.state.chosen else said
    return reply_with(context, text, [context.come, context.button("menu", Action.MENU)], state=replace(context.state, question=""))
