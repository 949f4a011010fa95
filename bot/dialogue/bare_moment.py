"""A moment and hardly anything else, out of the blue: about the hours just told, the appointment just made, or a wish to come."""

from __future__ import annotations

from bot.dialogue import answering, booking, callback, forms, my_appointments
from bot.dialogue.actions import Action, Pressed, decode
from bot.dialogue.context import TurnContext, TurnResult
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.entities import corrects
from bot.understanding.pipeline import Decision

LONGEST = 6  # words; 'volgende week dinsdag om half drie' is six


def moment_named(context: TurnContext) -> TurnResult | None:
    """'Woensdag 3 uur', while no question of ours is open, or only one that waits and the hours were just told."""
    waiting = forms.open_one(context)
    about_hours = context.state.topic in context.roles.hours and waiting is not None and not forms.insists(waiting)
    if (waiting is not None and not about_hours) or not _is_a_moment(context):
        return None
    return forms.resumed(context, _about_a_moment(context))


def _is_a_moment(context: TurnContext) -> bool:
    """A longer sentence that we understand is what it says."""
    if context.meaning.decision is Decision.ANSWER or len(context.message.text.split()) > LONGEST:
        return False
    moment = find_moment(context.message.text, context.now)
    return bool(moment.date or moment.time or (moment.impossible and context.state.topic in context.roles.hours))


def _about_a_moment(context: TurnContext) -> TurnResult:
    entry = context.knowledge.entries.get(context.state.topic)
    if entry and entry.id in context.roles.hours:
        return answering.entry_answer(context, entry)
    correcting = corrects(context.message.text)
    if correcting and (standing := _standing(context)):
        return my_appointments.move(context, standing)
    again = callback.call_again(context) if correcting else None
    return again or booking.begin(context, booking.service_of_topic(context))


def _standing(context: TurnContext) -> str:
    """The appointment that was just shown with a button to move it, empty when there is none."""
    read = (decode(button.action) for button in context.state.offered)
    return next((one.arguments[0] for one in read if isinstance(one, Pressed) and one.action is Action.MOVE and one.arguments[0]), "")
