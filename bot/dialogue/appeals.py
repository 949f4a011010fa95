"""What someone says of what we promised: not called, when, another number, no call any more, later, 'I was there'."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.content.entries import StepKind
from bot.content.schema_appeals import AppealKind
from bot.dialogue import booking, callback, consent, contact, my_appointments, referral
from bot.dialogue.actions import Action, encode
from bot.dialogue.context import State, TurnContext, TurnResult, Waiting, prefixed, reply_with
from bot.domain import formatting
from bot.domain.appointment import Appointment, Outcome
from bot.domain.callback_slots import call_windows
from bot.domain.messages import Button, Kind
from bot.domain.opening_hours import next_walk_in
from bot.domain.time import elapsed, local, wall
from bot.privacy.masking import mask_rest
from bot.storage import appointment_rows, appointments, requests
from bot.storage.events import Event
from bot.storage.requests import Request
from bot.understanding.dates.find_moment import Moment
from bot.understanding.entities import phone_in
from bot.understanding.text import words

ANSWERED_HERE = "antwoord"
"""The kind of request that holds a question that was written here."""
NUMBER, REPLY = "ander-nummer", "antwoord-van-ons"
"""Open questions of this room: which number, and what is said to the answer of a colleague."""
LONGEST_NOTE = 120  # characters of someone's own words beside an appointment
MOST_MISSED = 2
SOON, REMEMBERED = timedelta(hours=4), timedelta(days=14)
THANKS = 4  # words: what is longer than this is more than thanks


def heard(context: TurnContext) -> TurnResult | None:
    """A word about a promise, from someone to whom one was made; None for everybody else."""
    if context.message.kind is not Kind.TEXT:
        return None
    kind = context.knowledge.appeals.kind_of(words(context.message.text))
    waiting = context.state.awaited(context.message.at)
    choosing = waiting is not None and waiting.dialogue == booking.BOOKING
    return _HANDLERS[kind](context) if kind and not (choosing and kind not in _WHILE_BOOKING) else None


_WHILE_BOOKING = frozenset({AppealKind.NOT_CALLED, AppealKind.ANSWER})
"""What is no wish for a moment, and is answered also while an appointment is made."""


def _calls(context: TurnContext) -> list[Request]:
    """The calls that we still owe, the one that was promised first in front."""
    owed = [one for one in requests.of_person(context.db, context.person) if one.call_until]
    return sorted(owed, key=lambda one: one.call_until)


def _told(context: TurnContext, request: Request) -> dict[str, str]:
    begin, end = datetime.fromisoformat(request.call_from), datetime.fromisoformat(request.call_until)
    return {"dag": formatting.day(begin.date(), year_of=context.now.date()), "uren": formatting.hours(begin, end)}


# A call that did not come, and when it will.


def _not_called(context: TurnContext) -> TurnResult | None:
    """'Ik ben donderdag niet gebeld': sorry, another window, and a mark for staff. After the second time a colleague takes it up."""
    calls = _calls(context)
    if not calls:
        return _reopened(context)
    late = calls[0]
    if late.call_until > wall(context.now) and not late.missed:
        return _when(context)
    requests.complain(context.db, late.id, context.say("belofte.notitie-niet-gebeld"))
    requests.miss(context.db, late.id, max(late.missed, 1), context.now)
    if late.missed >= MOST_MISSED:
        return reply_with(context, context.say("belofte.collega"), [context.come, context.human], state=_closed(context))
    return _windows(context, late, "belofte.niet-gebeld")


def _reopened(context: TurnContext) -> TurnResult | None:
    """It stands as done, and the person says otherwise: it is open again."""
    done = requests.last_call(context.db, context.person, context.now - REMEMBERED)
    if done is None or not requests.reopen(context.db, done.id):
        return None
    requests.complain(context.db, done.id, context.say("belofte.notitie-niet-gebeld"))
    return _windows(context, done, "belofte.niet-gebeld")


def _windows(context: TurnContext, request: Request, key: str) -> TurnResult:
    """Windows to choose from for a call that we owe; what is typed instead is read as a wish."""
    found = call_windows(context.opened, context.now, Moment())
    buttons = [Button(one.label, encode(Action.CALL_WINDOW, one.key), StepKind.CALL_BACK.value) for one in found]
    waiting = context.waiting(callback.CALL, "wanneer", kind=request.kind, phone=request.phone, replaces=request.id)
    event = Event("signal", label=AppealKind.NOT_CALLED.value)
    state = replace(context.state, waiting=waiting)
    return reply_with(context, context.say(key), [*buttons, context.come, context.human], state=state, events=(event,))


def _when(context: TurnContext) -> TurnResult | None:
    """'Wanneer word ik gebeld?'"""
    calls = _calls(context)
    if not calls:
        return None
    first = calls[0]
    if first.call_until <= wall(context.now):
        return _not_called(context)
    buttons = [
        context.button("ander-moment", Action.CALL_OTHER, first.id, step=StepKind.CALL_BACK),
        context.button("bel-mij-niet", Action.NO_CALL, first.id),
        context.come,
    ]
    return reply_with(
        context, context.say("vervolg.wij-bellen", **_told(context, first)), buttons, state=_closed(context), topic="mijn-stap"
    )


def _who(context: TurnContext) -> TurnResult | None:
    """'Wie belt mij nou terug?': the promise, the appointment by telephone, or that we see none and can make one. None while one is planned."""
    waiting = context.state.awaited(context.message.at)
    if waiting and waiting.dialogue == callback.CALL:
        return None
    if told := _when(context):
        return told
    if _by_phone(context):
        return my_appointments.view(context)
    return reply_with(context, context.say("belofte.geen-beloofd"), [context.call, context.come, context.human], topic="mijn-stap")


def _answer_when(context: TurnContext) -> TurnResult | None:
    """'Wanneer krijg ik antwoord?', of who left a question here: where the answer comes, and on which day at the soonest."""
    asked = [one for one in requests.of_person(context.db, context.person) if one.kind == ANSWERED_HERE]
    if not asked:
        return None
    found = next_walk_in(context.opened, context.now)
    day = formatting.day(local(found.begin).date(), year_of=context.now.date()) if found else ""
    buttons = [context.come, context.call, context.human]
    return reply_with(context, context.say("belofte.antwoord-komt", dag=day), buttons, topic="mijn-stap")


def other_moment(context: TurnContext, request_id: str) -> TurnResult | None:
    """[Ander moment] for a call that we owe. None when it is not theirs or is over."""
    mine = [one for one in _calls(context) if one.id == request_id]
    return _windows(context, mine[0], "medewerker.wanneer") if mine else None


def called(context: TurnContext, request_id: str) -> TurnResult | None:
    """[Ik ben al gebeld]: then it is done. None when it is not theirs or is over."""
    mine = [one for one in _calls(context) if one.id == request_id]
    if not mine or not requests.finish(context.db, request_id, context.now):
        return None
    return reply_with(context, context.say("vervolg.fijn"), [context.come, context.human], state=_closed(context), topic="mijn-stap")


def _no_call(context: TurnContext) -> TurnResult | None:
    return callback.not_called(context) if _calls(context) else None


# Another number.


def _wrong_number(context: TurnContext) -> TurnResult | None:
    """'Ik heb een ander nummer': for every call and every appointment by telephone that is still to come."""
    if not (_calls(context) or _by_phone(context)):
        return None
    number = phone_in(context.message.text)
    return _renumbered(context, number) if number else _ask_number(context)


def _by_phone(context: TurnContext) -> list[Appointment]:
    return [one for one in appointment_rows.upcoming(context.db, context.person, context.now) if one.phone]


def _ask_number(context: TurnContext, key: str = "belofte.welk-nummer") -> TurnResult:
    state = replace(context.state, waiting=context.waiting(NUMBER, "nummer"))
    return reply_with(context, context.say(key), [context.button("stop", Action.STOP)], state=state)


def number_given(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """The number that we asked for; None when it is something else."""
    del waiting
    number = context.message.phone if context.message.kind is Kind.CONTACT else phone_in(context.message.text)
    if number:
        return _renumbered(context, number)
    return _ask_number(context, "medewerker.geen-nummer") if sum(map(str.isdecimal, context.message.text)) >= 6 else None


def number_repeated(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The open question once more."""
    del waiting
    return _ask_number(context)


def _renumbered(context: TurnContext, number: str) -> TurnResult:
    for call in _calls(context):
        requests.renumber(context.db, call.id, number)
    for made in _by_phone(context):
        appointments.renumber(context.db, made.id, number, context.now)
    buttons = [context.button("mijn-stap", Action.MY_STEPS), context.button("menu", Action.MENU)]
    return reply_with(context, context.say("belofte.nummer-gewijzigd", nummer=number), buttons, state=_closed(context))


# Later, and 'I was there'.


def _later(context: TurnContext) -> TurnResult | None:
    """'Ik ben tien minuten later': passed on to who waits, for an appointment that is near; it stands."""
    near = [one for one in appointment_rows.upcoming(context.db, context.person, context.now) if elapsed(context.now, one.begin) <= SOON]
    if not near:
        return None
    own = "" if consent.is_sensitive(context) else mask_rest(context.message.text).text[:LONGEST_NOTE]
    note = context.say("belofte.notitie-later", zin=own) if own else context.say("belofte.notitie-vertraagd")
    appointments.remark(context.db, near[0].id, note, context.now)
    buttons = [
        context.button("verzetten", Action.MOVE, near[0].id, step=StepKind.APPOINTMENT),
        context.button("afzeggen", Action.CANCEL, near[0].id),
        context.human,
    ]
    text = context.say("belofte.later-doorgegeven", moment=formatting.moment(near[0].begin, context.now))
    return reply_with(context, text, buttons, topic="afspraak-bekijken")


def _was_there(context: TurnContext) -> TurnResult | None:
    """'Ik was er wel': what was noted no longer holds, and a colleague looks at it."""
    since = local(context.now - REMEMBERED)
    missed = [one for one in appointment_rows.of_person(context.db, context.person, since) if one.outcome is Outcome.NOT_SHOWN_UP]
    if not missed:
        return None
    appointments.set_outcome(context.db, missed[-1].id, Outcome.UNKNOWN, context.now, channel=context.message.channel)
    appointments.remark(context.db, missed[-1].id, context.say("belofte.notitie-was-er-wel"), context.now)
    buttons = [context.button("nieuw-moment", Action.BOOK, missed[-1].service, step=StepKind.APPOINTMENT), context.come, context.human]
    return reply_with(context, context.say("belofte.was-er-wel"), buttons, topic="afspraak-bekijken")


# What is said to the answer of a colleague.


def answer_replied(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """The reply goes to the same request, which is open again; thanks alone asks for nothing."""
    said = context.message.text
    thanks = context.meaning.topic == "bedankt" and len(said.split()) <= THANKS and "?" not in said
    request = requests.find(context.db, waiting.data["request"])
    if thanks or request is None or request.person != context.person or context.message.kind is not Kind.TEXT:
        return None
    requests.reopen(context.db, request.id)
    requests.add_question(context.db, request.id, mask_rest(said).text[: consent.LONGEST])
    buttons = [context.come, context.call, context.button("menu", Action.MENU)]
    return reply_with(context, context.say("belofte.reactie-doorgegeven"), buttons, state=_closed(context), events=(Event("requested"),))


def reply_awaited(context: TurnContext, waiting: Waiting) -> TurnResult:
    """What we wait for, said again: nothing has to be answered."""
    del waiting
    return prefixed(contact.human(context), context.say("vervolg.wij-antwoorden"))


def _closed(context: TurnContext) -> State:
    return replace(context.state, waiting=None, unsure=0)


_HANDLERS: Mapping[AppealKind, Callable[[TurnContext], TurnResult | None]] = {
    AppealKind.NOT_PASSED_ON: referral.heard,
    AppealKind.WRONG_NUMBER: _wrong_number,
    AppealKind.NO_CALL: _no_call,
    AppealKind.WAS_THERE: _was_there,
    AppealKind.WHEN: _when,
    AppealKind.WHO: _who,
    AppealKind.ANSWER: _answer_when,
    AppealKind.NOT_CALLED: _not_called,
    AppealKind.LATER: _later,
}
