"""A question of ours that is open: answered by the dialogue that asked it, asked once more, or stepped back from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.dialogue import booking, callback, cost_calculation, employer, my_appointments, small_talk, steps
from bot.dialogue.context import TurnContext, TurnResult, Waiting, prefixed
from bot.dialogue.steps import HOME
from bot.understanding.entities import has_no_telephone
from bot.understanding.pipeline import Decision

BOOKING_TOPICS = frozenset({"afspraak-maken", "afspraak-verzetten", "groet", "bedankt"})
"""While we wait for a moment these do not interrupt: 'graag dinsdag 10 uur, bedankt'."""


@dataclass(frozen=True)
class Dialogue:
    """How a dialogue goes on with its own open question."""

    answered: Callable[[TurnContext, Waiting], TurnResult | None]
    repeat: Callable[[TurnContext, Waiting], TurnResult]
    back: Callable[[TurnContext, Waiting], TurnResult | None] = lambda context, waiting: None
    first: bool = False
    """Whether it sees a message before its topic counts: its answers are bare names and numbers, and nothing else."""
    claims: Callable[[TurnContext], bool] = lambda context: False
    """Whether a message is about this dialogue, whatever else it may mean: 'kan het een uur later' about the moment that lies there."""
    insists: bool = True
    """Whether it asks again by itself after a question in between; else it waits behind [Ga verder]."""


def _other_moment(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """Back from a summary, or what is asked with it, to the moments."""
    return booking.pressed(context, f"{waiting.data['token']}:ander") if waiting.step in ("bevestig", "nummer", "naam") else None


DIALOGUES: Mapping[str, Dialogue] = {
    booking.BOOKING: Dialogue(booking.answered, booking.repeat, _other_moment, claims=booking.claims),
    callback.CALL: Dialogue(
        callback.answered, callback.repeat, claims=lambda context: has_no_telephone(context.message.text), insists=False
    ),
    callback.WRITE: Dialogue(callback.question_typed, callback.ask_question_again),
    employer.EMPLOYER: Dialogue(employer.answered, employer.repeat, employer.back, first=True, insists=False),
    cost_calculation.COSTS: Dialogue(cost_calculation.answered, cost_calculation.repeat, cost_calculation.back, first=True, insists=False),
    my_appointments.WHICH: Dialogue(my_appointments.answered, my_appointments.repeat, insists=False),
    HOME: Dialogue(steps.answered, steps.repeat, first=True, insists=False),
}


def open_one(context: TurnContext) -> Waiting | None:
    """The question that is open, when its dialogue still exists."""
    waiting = context.state.awaited(context.message.at)
    return waiting if waiting and waiting.dialogue in DIALOGUES else None


def insists(waiting: Waiting) -> bool:
    """Whether this question is asked again by itself."""
    return DIALOGUES[waiting.dialogue].insists


def answered(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """The open question answered; None when the message is something else, or surely a question of its own."""
    dialogue = DIALOGUES[waiting.dialogue]
    return dialogue.answered(context, waiting) if dialogue.first or dialogue.claims(context) or not _interrupts(context) else None


def _interrupts(context: TurnContext) -> bool:
    meaning = context.meaning
    return meaning.decision is Decision.ANSWER and meaning.topic not in BOOKING_TOPICS


def repeat(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The open question once more."""
    return DIALOGUES[waiting.dialogue].repeat(context, waiting)


def resumed(context: TurnContext, result: TurnResult, waiting: Waiting) -> TurnResult:
    """A question in the middle is answered and the dialogue goes on: in a second message, or behind a button."""
    if not insists(waiting) or result.reply.numbered:
        return _with_way_back(context, result)
    again = repeat(replace(context, state=result.state), waiting)
    first = replace(result.reply, buttons=())
    key = "antwoord.terug-bij" if waiting.dialogue == booking.BOOKING else "antwoord.terug-bij-vraag"
    told = prefixed(again, context.say(key))
    return replace(result, replies=(*result.replies[:-1], first, *told.replies), state=again.state)


def _with_way_back(context: TurnContext, result: TurnResult) -> TurnResult:
    *others, last = result.replies
    buttons = [*last.buttons[:-1], context.button("ga-verder", "door"), *last.buttons[-1:]]
    return replace(result, replies=(*others, replace(last, buttons=tuple(buttons))))


def go_on(context: TurnContext) -> TurnResult | None:
    """[Ga verder]: back to the question that was open. None when it no longer is."""
    waiting = open_one(context)
    return repeat(context, waiting) if waiting else None


def back(context: TurnContext) -> TurnResult:
    """'Terug': one step back in the dialogue, else the menu."""
    waiting = open_one(context)
    return (waiting and DIALOGUES[waiting.dialogue].back(context, waiting)) or small_talk.menu(context)
