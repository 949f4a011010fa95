"""A moment and hardly anything else, out of the blue: about the hours just told, the appointment just made, or a wish to come."""

from __future__ import annotations

from bot.content.clock import WEEKDAYS
from bot.content.schema_answers import Said
from bot.content.schema_signal_words import WordList
from bot.dialogue import answering, booking, booking_fields, callback, forms, my_appointments
from bot.dialogue.actions import Action, Pressed, decode
from bot.dialogue.context import TurnContext, TurnResult
from bot.domain.time import local
from bot.domain.wish_phrase import phrase_of
from bot.storage import appointment_rows
from bot.understanding.clauses import begins_question
from bot.understanding.dates.find_moment import find_moment, only_says_when
from bot.understanding.dialogue_acts import Act
from bot.understanding.entities import corrects, find_shift
from bot.understanding.pipeline import Decision
from bot.understanding.signal_words import listed
from bot.understanding.text import words

MAKES, SHIFTS = "afspraak-maken", "afspraak-verzetten"
LONGEST_CHANGE = 14  # words
LONGEST = 6  # words; 'volgende week dinsdag om half drie' is six


def moment_named(context: TurnContext) -> TurnResult | None:
    """'Woensdag 3 uur', while no question of ours is open, or only one that waits and the hours were just told."""
    waiting = forms.open_one(context)
    about_hours = context.state.topic in context.roles.hours and waiting is not None and not forms.insists(waiting)
    if waiting is not None and not about_hours:
        return None
    if _wants_to_move(context):
        return my_appointments.move(context)
    if _cannot_come(context):
        return my_appointments.cancel(context, _hit(context))
    if _only_limits(context) and (hit := _hit(context)):
        return my_appointments.move(context, hit)
    return forms.resumed(context, _about_a_moment(context)) if _is_a_moment(context) else None


def _is_a_moment(context: TurnContext) -> bool:
    """A longer sentence that we understand is what it says."""
    meaning, text = context.meaning, context.message.text
    if _limits_days(context):
        return True
    known = meaning.decision is Decision.ANSWER and not _shifts_nothing(context) and not _tells_when(context)
    if (known or (_tells(context) and not corrects(text))) and not _moves(context):
        return False
    moment = find_moment(text, context.now)
    booking_likely = bool(meaning.candidates) and meaning.candidates[0].topic == MAKES
    longer = len(text.split()) > LONGEST and not only_says_when(text, context.now)
    if longer and not _moves(context) and not (booking_likely and not moment.is_empty()):
        return False
    if _moves(context):
        return not phrase_of(text, context.now).is_empty()
    return bool(moment.date or moment.time or (moment.impossible and context.state.topic in context.roles.hours))


def _wants_to_move(context: TurnContext) -> bool:
    """'Ik wil verzetten', without a moment yet: the word for it, and nothing else that it is surely or likelier about."""
    meaning, text = context.meaning, context.message.text
    if Said.MOVE not in meaning.answer.said or len(text.split()) > LONGEST or not phrase_of(text, context.now).is_empty():
        return False
    likeliest = meaning.candidates[0].topic if meaning.candidates else ""
    stands = meaning.decision is not Decision.ANSWER and bool(appointment_rows.upcoming(context.db, context.person, context.now))
    return likeliest == SHIFTS or stands


def _shifts_nothing(context: TurnContext) -> bool:
    """Whether it sounds like shifting an appointment while none stands: "donderdag kan ik wel" is a wish then."""
    return context.meaning.topic == SHIFTS and not appointment_rows.upcoming(context.db, context.person, context.now)


def _tells_when(context: TurnContext) -> bool:
    """Whether somebody tells when he can, and nothing else: "ik kan alleen dinsdag" is no question about our hours."""
    return context.reading is not None and context.reading.act == Act.TELLS and only_says_when(context.message.text, context.now)


def _limits_days(context: TurnContext) -> bool:
    """'Vrijdag kan ik niet', 'maar dan niet op woensdag', while no appointment stands."""
    return _only_limits(context) and not appointment_rows.upcoming(context.db, context.person, context.now)


def _only_limits(context: TurnContext) -> bool:
    """Whether a text tells days that will not do, and nothing else. Who cannot come, or is not there, speaks of an appointment."""
    text, moment = context.message.text, find_moment(context.message.text, context.now)
    if not (moment.exclude_weekdays or moment.exclude_dates or moment.date_from) or "?" in text:
        return False
    said = words(text)
    absent = not listed(WordList.COMING).isdisjoint(said) and moment.date is None  # "maandag kan ik niet komen, dinsdag wel" is a wish
    if begins_question(said) or absent or Said.CANCEL_IT in context.meaning.answer.said:
        return False
    return only_says_when(text, context.now)


def _cannot_come(context: TurnContext) -> bool:
    """'Vrijdag kan ik niet komen' and nothing else, where it sounds like a question about that day's hours."""
    text = context.message.text
    moment, said = find_moment(text, context.now), words(text)
    refused = moment.date is None and (moment.exclude_weekdays or moment.exclude_dates)
    absent = not listed(WordList.COMING).isdisjoint(said) and not begins_question(said) and "?" not in text
    likeliest = next((one.topic for one in context.meaning.candidates), context.meaning.topic)
    return bool(refused) and absent and likeliest in context.roles.hours and only_says_when(text, context.now)


def _hit(context: TurnContext) -> str:
    """The appointment on a day that was refused; empty when there is none."""
    moment = find_moment(context.message.text, context.now)
    days = [(local(one.begin).date(), one.id) for one in appointment_rows.upcoming(context.db, context.person, context.now)]
    refused = (found for day, found in days if day in moment.exclude_dates or WEEKDAYS[day.weekday()] in moment.exclude_weekdays)
    return next(refused, "")


def _tells(context: TurnContext) -> bool:
    """Whether the moment belongs to what somebody tells: "vrijdag was mijn laatste dag", "iemand voor 28 uur"."""
    return context.reading is not None and bool(context.reading.traits)


def _moves(context: TurnContext) -> bool:
    """'Schuif maar naar twaalf uur', 'kan het een uur later': about what stands, when anything stands."""
    text = context.message.text
    changes = Said.MOVE in context.meaning.answer.said or find_shift(text) is not None
    return changes and len(text.split()) <= LONGEST_CHANGE and bool(appointment_rows.upcoming(context.db, context.person, context.now))


def _about_a_moment(context: TurnContext) -> TurnResult:
    if _limits_days(context):
        again = callback.call_again(context)
        return again or (callback.call_me(context) if _call_offered(context) else _appointment(context))
    entry = context.knowledge.entries.get(context.state.topic)
    if entry and entry.id in context.roles.hours:
        return answering.entry_answer(context, entry)
    if _moves(context):
        return my_appointments.move(context)
    correcting = corrects(context.message.text)
    if correcting and (standing := _standing(context)):
        return my_appointments.move(context, standing)
    again = callback.call_again(context) if correcting else None
    return again or _appointment(context)


def _appointment(context: TurnContext) -> TurnResult:
    return booking.begin(context, booking_fields.service_of_topic(context))


def _call_offered(context: TurnContext) -> bool:
    """Whether a call was just offered and no appointment: days are those of the call then."""
    read = [decode(button.action) for button in context.state.offered]
    offered = {one.action for one in read if isinstance(one, Pressed)}
    return Action.CALL in offered and Action.BOOK not in offered and context.state.topic not in context.roles.hours


def _standing(context: TurnContext) -> str:
    """The appointment that was just shown with a button to move it, empty when there is none."""
    read = (decode(button.action) for button in context.state.offered)
    return next((one.arguments[0] for one in read if isinstance(one, Pressed) and one.action is Action.MOVE and one.arguments[0]), "")
