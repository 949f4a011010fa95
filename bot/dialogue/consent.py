"""What somebody agrees to: own words passed on to staff, a message from us afterwards."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import Audience, StepKind
from bot.dialogue.actions import Action, action_of
from bot.dialogue.context import State, TurnContext, TurnResult, prefixed, reply_with
from bot.domain import formatting
from bot.domain.appointment import What, day_after
from bot.domain.messages import Button, Kind
from bot.privacy.masking import has_sensitive_subject, mask_rest
from bot.storage import appointment_rows, outbox, people
from bot.storage.events import Event
from bot.storage.outbox import FollowUp
from bot.understanding.dialogue_acts import Act

LONGEST = 300  # characters that staff get to read
FEWEST_WORDS = 4  # fewer is a button or a word, not a question
_ASKED = frozenset({"answered", "clarified"})


def held(context: TurnContext, result: TurnResult) -> State:
    """The state with the question just asked in it, masked; what is sensitive is not held.

    An employer's "en als hij ziek wordt?" is about nobody in particular, and may be held.
    """
    state = result.state
    if result.secret or state.crisis:
        return replace(state, question="")
    text = context.message.text
    asked = context.message.kind is Kind.TEXT and any(event.kind in _ASKED for event in result.events) and result.topic != "formeel-bericht"
    if not asked or text.startswith("/") or len(text.split()) < FEWEST_WORDS:
        return state
    if state.audience != Audience.EMPLOYER and is_sensitive(context):
        return replace(state, question="")
    if state.question and _tells_less(context, result):
        return state
    memory = replace(state.memory, asked=context.state.turn)
    return replace(state, question=mask_rest(" ".join(text.split())).text[:LONGEST], memory=memory)


_SAYS_OF_US = frozenset({Act.CORRECTION, Act.DISBELIEF, Act.FEELING, Act.THANKS, Act.GOODBYE, Act.GREETING})


def _tells_less(context: TurnContext, result: TurnResult) -> bool:
    """Whether the question that is held already says more of the subject: this one is about us or our answer, was not understood, or is no longer."""
    about_us = {*context.roles.about_us, *context.roles.contact, *context.roles.hours}
    known = context.knowledge.entries.get(result.topic)
    if known is None or result.topic in about_us or (context.reading and context.reading.act in _SAYS_OF_US):
        return True
    spoken = (context.knowledge.entries.get(one) for one in context.memory.entries)
    same = any(one and (one.belongs_to or one.id) == (known.belongs_to or known.id) for one in spoken)
    return same and len(context.message.text.split()) <= len(context.state.question.split())


def is_sensitive(context: TurnContext) -> bool:
    """Whether a message speaks of something that we keep from everything that has a person."""
    traits = context.knowledge.traits
    told = context.reading.traits if context.reading else ()
    if any(one.trait in traits and traits[one.trait].sensitive for one in told):
        return True
    return has_sensitive_subject(context.message.text, context.knowledge.word_lists.sensitive)


def kept_apart(context: TurnContext, result: TurnResult) -> TurnResult:
    """From the first sensitive word on, nothing that is counted of a contact has a person; else the question is held for staff."""
    missed = any(event.kind in ("unknown", "clarified") for event in result.events)
    if result.secret or context.state.secret or result.state.crisis or (missed and is_sensitive(context)):
        return replace(result, secret=True, state=replace(result.state, secret=True, question=""))
    return replace(result, state=held(context, result))


AFTER_DAYS = {"1": "morgen", "3": "over-drie-dagen", "7": "over-een-week"}
REMINDED = (StepKind.WALK_IN, StepKind.REFERRAL, StepKind.REGISTRATION, StepKind.SELF)
"""Steps that someone takes alone: an appointment has a reminder of its own, and we call by ourselves."""


def heard(context: TurnContext, result: TurnResult) -> TurnResult:
    """The result with what belongs to it here: a way to be reminded of a step, and 'stop' that stops our messages too."""
    if result.erased:
        return result
    if result.secret or result.state.crisis:
        outbox.forget(context.db, context.person, result.state.contact)
        return result
    if context.meaning.command == "stop" and _has_messages(context):
        people.stop_messages(context.db, context.person, context.now)
        return prefixed(result, context.say("vervolg.geen-berichten"))
    return _with_button(context, result)


def _has_messages(context: TurnContext) -> bool:
    """Whether there is something to stop: a message of ours that will come, or came of late. An open question is stopped along with it."""
    return outbox.waiting(context.db, context.person) or bool(outbox.near(context.db, context.person, context.now))


def _with_button(context: TurnContext, result: TurnResult) -> TurnResult:
    """The button stands behind the steps, before the way to a person; never where it could not be kept."""
    if result.step is None or not context.settings.follow_up.on or not people.channel_of(context.db, context.person):
        return result
    reply = result.reply
    if result.step.kind is StepKind.APPOINTMENT and reply.confirms:
        button = context.button("vraag-na-afloop", Action.ASK_AFTERWARDS, reply.confirms)
    elif result.step.kind in REMINDED:
        button = context.button("herinner-mij", Action.REMIND)
    else:
        return result
    last = [one for one in reply.buttons if action_of(one.action) in (Action.HUMAN, Action.MENU)]
    others = [one for one in reply.buttons if one not in last]
    return replace(result, replies=(*result.replies[:-1], replace(reply, buttons=(*others, button, *last))))


def remind(context: TurnContext, days: str) -> TurnResult | None:
    """[Herinner mij]: first when, then noted. The message will not say what it is about."""
    if days not in (*AFTER_DAYS, "") or not _allowed(context):
        return None
    if not days:
        buttons = [context.button(key, Action.REMIND, number) for number, key in AFTER_DAYS.items()]
        return reply_with(context, context.say("vervolg.wanneer"), [*buttons, *_ways_on(context)])
    due = day_after(context.now, int(days))
    if outbox.near(context.db, context.person, due) >= context.settings.follow_up.most_per_14_days:
        return reply_with(context, context.say("vervolg.genoeg-berichten"), _ways_on(context))
    _ask(context, What.REMINDER, days=int(days))
    return reply_with(
        context, context.say("vervolg.herinnering-komt", dag=formatting.day(due.date(), year_of=context.now.date())), _ways_on(context)
    )


def ask_afterwards(context: TurnContext, appointment: str) -> TurnResult | None:
    """[Vraag mij na afloop]: the day after the appointment. None when it is not theirs or over."""
    made = next((one for one in appointment_rows.upcoming(context.db, context.person, context.now) if one.id == appointment), None)
    if made is None or not _allowed(context):
        return None
    due = day_after(made.end)
    if outbox.near(context.db, context.person, due) >= context.settings.follow_up.most_per_14_days:
        return reply_with(context, context.say("vervolg.genoeg-berichten"), _ways_on(context))
    _ask(context, What.SUCCEEDED, appointment=appointment)
    return reply_with(
        context, context.say("vervolg.vraag-komt", dag=formatting.day(due.date(), year_of=context.now.date())), _ways_on(context)
    )


def _ask(context: TurnContext, what: What, *, days: int = 1, appointment: str = "") -> None:
    """A yes to this message is a yes to messages, also after an earlier 'stop'."""
    people.allow_messages(context.db, context.person)
    made = appointment_rows.find(context.db, appointment) if appointment else None
    due = day_after(made.end) if made else day_after(context.now, days)
    most, channel = context.settings.follow_up.most_per_14_days, context.message.channel
    outbox.ask(context.db, FollowUp(context.person, channel, what.value, context.state.contact, due, most, appointment), context.now)


def succeeded(context: TurnContext, appointment: str) -> TurnResult | None:
    """'Ja, gelukt': what was agreed has happened."""
    made = appointment_rows.find(context.db, appointment)
    if made is None or made.person != context.person:
        return None
    event = Event("happened", made.subject, StepKind.APPOINTMENT.value, made.service)
    return reply_with(context, context.say("vervolg.fijn"), _ways_on(context), events=(event,))


def not_succeeded(context: TurnContext, appointment: str) -> TurnResult | None:
    """'Nee, nog niet': a new step, and no reproach."""
    made = appointment_rows.find(context.db, appointment)
    if made is None or made.person != context.person:
        return None
    again = context.button("nieuw-moment", Action.BOOK, made.service, step=StepKind.APPOINTMENT)
    return reply_with(context, context.say("vervolg.niet-gelukt"), [again, context.come, context.call, context.human])


def silence(context: TurnContext) -> TurnResult:
    """[Geen berichten meer]."""
    people.stop_messages(context.db, context.person, context.now)
    return reply_with(context, context.say("vervolg.geen-berichten"), _ways_on(context), events=(Event("privacy", label="gestopt"),))


def _allowed(context: TurnContext) -> bool:
    """Not when it is switched off, and never in or after something sensitive."""
    return context.settings.follow_up.on and not context.state.secret and not context.state.crisis


def _ways_on(context: TurnContext) -> list[Button]:
    return [context.come, context.call, context.button("mijn-stap", Action.MY_STEPS), context.human]
