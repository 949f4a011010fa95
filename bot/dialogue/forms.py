"""The form or question of ours that is open: answered, asked once more, stepped back from, or resumed after something in between."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.dialogue import appeals, booking, callback, contact, cost_calculation, employer, my_appointments, safety, small_talk, steps
from bot.dialogue.actions import Action, action_of
from bot.dialogue.context import TurnContext, TurnResult, Waiting, prefixed, reply_with
from bot.dialogue.form import Form
from bot.dialogue.steps import HOME
from bot.domain.messages import Kind
from bot.understanding.pipeline import Decision

BOOKING_TOPICS = frozenset({"afspraak-maken", "afspraak-verzetten", "groet", "bedankt"})
"""While we wait for a moment these do not interrupt: 'graag dinsdag 10 uur, bedankt'."""
FEW_WORDS = 6  # what is longer is no answer to a question of ours that was not understood


@dataclass(frozen=True)
class Question:
    """One question of ours that is no form: which appointment is meant, what a colleague is asked, where someone lives."""

    answered: Callable[[TurnContext, Waiting], TurnResult | None]
    repeat: Callable[[TurnContext, Waiting], TurnResult]
    first: bool = False
    """Whether it sees a message before its topic counts: its answers are bare names and numbers, and nothing else."""
    insists: bool = True
    """Whether it asks again by itself after something in between; else it waits behind [Ga verder]."""

    def back(self, context: TurnContext, waiting: Waiting) -> None:
        """Nothing came before it."""

    def claims(self, context: TurnContext) -> bool:
        """A message that may be about something else is not taken for an answer."""
        del context
        return False


DIALOGUES: Mapping[str, Question | Form] = {
    booking.BOOKING: booking.FORM,
    callback.CALL: callback.FORM,
    contact.WRITE: Question(contact.question_typed, contact.ask_question_again),
    employer.EMPLOYER: employer.FORM,
    cost_calculation.COSTS: cost_calculation.FORM,
    my_appointments.WHICH: Question(my_appointments.answered, my_appointments.repeat, insists=False),
    appeals.NUMBER: Question(appeals.number_given, appeals.number_repeated, first=True, insists=False),
    appeals.REPLY: Question(appeals.answer_replied, appeals.reply_awaited, insists=False),
    HOME: Question(steps.answered, steps.repeat, first=True, insists=False),
}


def open_one(context: TurnContext) -> Waiting | None:
    """The question that is open, when its dialogue still exists."""
    waiting = context.state.awaited(context.message.at)
    return waiting if waiting and waiting.dialogue in DIALOGUES else None


def insists(waiting: Waiting) -> bool:
    """Whether this question is asked again by itself."""
    return DIALOGUES[waiting.dialogue].insists


def answered(context: TurnContext) -> TurnResult | None:
    """The open question answered; None when the message is something else, or surely a question of its own."""
    taken = _taken(context)
    return replace(taken, state=replace(taken.state, unsure=0)) if taken else None


def number_shared(context: TurnContext) -> TurnResult | None:
    """A shared telephone number: for the question that is open, else to be called on."""
    if context.message.kind is not Kind.CONTACT:
        return None
    return _taken(context) or callback.call_me(context)


def _taken(context: TurnContext) -> TurnResult | None:
    waiting = open_one(context)
    if waiting is None:
        return None
    dialogue = DIALOGUES[waiting.dialogue]
    return dialogue.answered(context, waiting) if dialogue.first or dialogue.claims(context) or not _interrupts(context) else None


def _interrupts(context: TurnContext) -> bool:
    meaning = context.meaning
    return meaning.decision is Decision.ANSWER and meaning.topic not in BOOKING_TOPICS


def repeat(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The open question once more."""
    return DIALOGUES[waiting.dialogue].repeat(context, waiting)


def asked_once_more(context: TurnContext) -> TurnResult | None:
    """A few words that answer neither our question nor are one of their own: asked once more, and then a person."""
    waiting = open_one(context)
    if waiting is None or context.state.unsure or not DIALOGUES[waiting.dialogue].first:
        return None
    if not _says_nothing(context) or safety.calmed(context):
        return None
    told = repeat(replace(context, state=replace(context.state, unsure=1)), waiting)
    return prefixed(told, context.say("twijfel.antwoord-onbekend"))


def _says_nothing(context: TurnContext) -> bool:
    """A few words that are no topic, or one word that is no sure one ("weinig")."""
    typed = len(context.message.text.split())
    return typed <= {Decision.NONE: FEW_WORDS, Decision.CLARIFY: 1}.get(context.meaning.decision, 0)


def resumed(context: TurnContext, result: TurnResult) -> TurnResult:
    """A question in the middle is answered and the dialogue goes on: in a second message, or behind a button.

    It does not when the answer closed it or asked something else, nor after a goodbye.
    """
    waiting = open_one(context)
    if waiting is None or result.state.waiting != waiting or result.topic == "afscheid":
        return result
    if not insists(waiting) or result.reply.numbered:
        return _with_way_back(context, result)
    again = repeat(replace(context, state=result.state), waiting)
    first = replace(result.reply, buttons=())
    key = "antwoord.terug-bij" if waiting.dialogue == booking.BOOKING else "antwoord.terug-bij-vraag"
    told = prefixed(again, context.say(key))
    return replace(result, replies=(*result.replies[:-1], first, *told.replies), state=again.state)


def restored(context: TurnContext, result: TurnResult) -> TurnResult:
    """After an alarm that was taken back, the question that it interrupted is asked again."""
    again = replace(context, state=result.state)
    waiting = open_one(again) if result.topic == safety.TAKEN_BACK else None
    return replace(prefixed(repeat(again, waiting), result.reply.text), topic=result.topic, secret=True) if waiting else result


def _with_way_back(context: TurnContext, result: TurnResult) -> TurnResult:
    """With the way back to the open question, above the way to a human."""
    *others, last = result.replies
    ways = [button for button in last.buttons if action_of(button.action) is not Action.HUMAN]
    human = [button for button in last.buttons if action_of(button.action) is Action.HUMAN]
    buttons = [*ways, context.button("ga-verder", Action.GO_ON), *human]
    return replace(result, replies=(*others, replace(last, buttons=tuple(buttons))))


def go_on(context: TurnContext) -> TurnResult | None:
    """[Ga verder]: back to the question that was open. None when it no longer is."""
    waiting = open_one(context)
    return repeat(context, waiting) if waiting else None


def back(context: TurnContext) -> TurnResult:
    """'Terug': one step back in the dialogue, else the menu."""
    waiting = open_one(context)
    return (waiting and DIALOGUES[waiting.dialogue].back(context, waiting)) or small_talk.menu(context)


def stop(context: TurnContext) -> TurnResult:
    """'Stop': out of whatever we were in; nothing was done that was not confirmed."""
    waiting = context.state.awaited(context.message.at)
    if waiting and waiting.dialogue == booking.BOOKING:
        return my_appointments.move_stopped(context, waiting) or booking.stopped(context)
    state = replace(context.state, waiting=None, unsure=0)
    ways_on = [context.come, context.call, context.button("menu", Action.MENU), context.human]
    return reply_with(context, context.say("algemeen.gestopt"), ways_on, state=state)
