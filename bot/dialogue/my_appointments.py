"""What stands for a person: seen, moved, cancelled, done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.content.entries import StepKind
from bot.content.schema_answers import Said
from bot.content.schema_signal_words import WordList, WordPattern
from bot.content.services import PlaceKind
from bot.dialogue import booking, callback, offers, referral
from bot.dialogue.actions import Action, action_of, encode
from bot.dialogue.confirmation import appointment_buttons, confirmed, place_of, service_name
from bot.dialogue.context import TurnContext, TurnResult, Waiting, prefixed, reply_with
from bot.domain import formatting
from bot.domain.appointment import Appointment, Move, State
from bot.domain.messages import Attachment, Button
from bot.domain.time import local
from bot.storage import appointment_rows, appointments, events, referral_rows, requests
from bot.storage.capacity import SlotTaken
from bot.storage.events import Duty, Event
from bot.storage.referral_rows import Consent
from bot.storage.requests import Request, Result
from bot.understanding.clauses import begins_question
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.entities import phone_in, speaks_of_calling
from bot.understanding.signal_words import listed, pattern
from bot.understanding.text import words

MOST_SHOWN = 4
TO = "naar"
WHICH = "welke"
LONGEST_FEAR = 10
"""'En als er niemand belt', in so many words."""
_STEPS = {Action.MOVE: "vz", Action.CANCEL: "az"}
"""What the open question is for, as a stored conversation names it."""


def view(context: TurnContext) -> TurnResult:
    """'Wanneer is mijn afspraak?': each with its place and code, and how to change it."""
    mine = appointment_rows.upcoming(context.db, context.person, context.now)
    if not mine:
        return _none(context, "afspraak.geen-te-zien")
    lines = [_line(context, one) for one in mine[:MOST_SHOWN]]
    buttons = (
        appointment_buttons(context, mine[0])
        if len(mine) == 1
        else [context.button("verzetten", Action.MOVE, step=StepKind.APPOINTMENT), context.button("afzeggen", Action.CANCEL)]
    )
    return reply_with(
        context, "\n".join([context.say("afspraak.uw-afspraken"), *lines]), [*buttons, context.come], topic="afspraak-bekijken"
    )


def move(context: TurnContext, appointment_id: str = "") -> TurnResult:
    """Another moment for an appointment; the old one stands until the new one is confirmed."""
    mine = appointment_rows.upcoming(context.db, context.person, context.now)
    which, wanted = _from_and_to(context)
    chosen = _chosen(replace(context, message=replace(context.message, text=which)), mine, appointment_id)
    chosen = chosen or _given_up(context, appointment_id)
    if chosen is None:
        return _which(context, mine, Action.MOVE, "afspraak.welke-verzetten", appointment_id)
    context = replace(context, message=replace(context.message, text=wanted))
    text = context.say("afspraak.verzetten", moment=formatting.moment(chosen.begin, context.now))
    context = replace(context, state=replace(context.state, topic=""))
    result = booking.begin(context, chosen.service, moving=chosen.id)
    told = prefixed(result, text) if chosen.stands else result
    return replace(told, topic="afspraak-verzetten")


def _given_up(context: TurnContext, appointment_id: str) -> Appointment | None:
    """An appointment that we gave up ourselves: its person may still choose another moment for it."""
    found = appointment_rows.find(context.db, appointment_id) if appointment_id else None
    return found if found and found.person == context.person and found.state is State.VOID else None


def _from_and_to(context: TurnContext) -> tuple[str, str]:
    """Of 'verzet die van dinsdag naar donderdag' the part that says which, and the part that says when instead."""
    text = context.message.text
    which, _, wanted = text.partition(f" {TO} ")
    if wanted and not find_moment(wanted, context.now).is_empty():
        return which, wanted
    return text, text


def move_to(context: TurnContext, appointment_id: str, key: str) -> TurnResult | None:
    """A new moment was tapped below 'wij zijn dicht'. None when it is no longer theirs to move."""
    old = appointment_rows.find(context.db, appointment_id)
    if old is None or old.person != context.person:
        return None
    slot = offers.slot_of(context, context.waiting(booking.BOOKING, "moment", dienst=old.service), key)
    if slot is None:
        return move(context, appointment_id)
    try:
        asked = Move(context.person, appointment_id, slot, context.message.channel)
        made = appointments.move(context.db, context.calendar, asked, context.now)
    except (SlotTaken, appointments.NotBookable):
        return prefixed(move(context, appointment_id), context.say("afspraak.net-bezet"))
    except appointments.NoSuchAppointment:
        return None
    return confirmed(context, made, moved=True)


def cancel(context: TurnContext, appointment_id: str = "") -> TurnResult:
    """Cancel after one question; 'en als ik toch niet kan?' only asks how that goes."""
    mine = appointment_rows.upcoming(context.db, context.person, context.now)
    chosen = _chosen(context, mine, appointment_id)
    if chosen and not appointment_id and Said.IN_CASE in context.meaning.answer.said:
        return _if_one_cannot(context, chosen)
    if chosen is None:
        return _which(context, mine, Action.CANCEL, "afspraak.welke-afzeggen", appointment_id)
    buttons = [
        context.button("ja-afzeggen", Action.CANCEL_YES, chosen.id),
        context.button("verzetten", Action.MOVE, chosen.id, step=StepKind.APPOINTMENT),
        context.button("nee-laat-staan", Action.CANCEL_NO, chosen.id),
    ]
    text = context.say("afspraak.zeker-afzeggen", moment=formatting.moment(chosen.begin, context.now))
    return reply_with(context, text, buttons, state=replace(context.state, waiting=None), topic="afspraak-afzeggen")


def cancelled(context: TurnContext, appointment_id: str) -> TurnResult:
    """'Ja, zeg af': gone, with a new moment and walk-in offered at once."""
    try:
        gone = appointments.cancel(context.db, context.person, appointment_id, context.now)
    except appointments.NoSuchAppointment:
        return _none(context, "afspraak.niet-gevonden")
    text = context.say("afspraak.afgezegd", moment=formatting.moment(gone.begin, context.now))
    buttons = [context.button("nieuw-moment", Action.BOOK, gone.service, step=StepKind.APPOINTMENT), context.come, context.human]
    event = Event("cancelled", gone.subject, label=gone.service, detail=gone.id)
    state = replace(context.state, waiting=None, chosen="")
    file = Attachment("afspraak-afgezegd.ics", f"ics:{gone.id}")
    return reply_with(context, text, buttons, state=state, topic="afspraak-afzeggen", events=(event,), file=file)


def kept(context: TurnContext, appointment_id: str) -> TurnResult:
    """'Nee, laat staan'."""
    found = _chosen(context, appointment_rows.upcoming(context.db, context.person, context.now), appointment_id)
    if found is None:
        return _none(context, "afspraak.niet-gevonden")
    text = context.say("afspraak.blijft-staan", moment=formatting.moment(found.begin, context.now))
    return reply_with(context, text, [*appointment_buttons(context, found), context.button("menu", Action.MENU)])


def move_stopped(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """The old appointment stands when moving it is stopped; None when nothing was being moved."""
    old = appointment_rows.find(context.db, waiting.data.get("moving", ""))
    if old is None or not old.stands:
        return None
    booking.let_go(context)
    return kept(replace(context, state=replace(context.state, waiting=None)), old.id)


def answered(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """'Die van dinsdag', 'half elf': which of the appointments is meant; None when that is not said."""
    mine = appointment_rows.upcoming(context.db, context.person, context.now)
    meant = _chosen(context, mine, "")
    if meant is None or len(mine) < 2:
        return None
    return move(context, meant.id) if waiting.step == _STEPS[Action.MOVE] else cancel(context, meant.id)


def repeat(context: TurnContext, waiting: Waiting) -> TurnResult:
    """Which appointment, once more."""
    return move(context) if waiting.step == _STEPS[Action.MOVE] else cancel(context)


def _chosen(context: TurnContext, mine: list[Appointment], appointment_id: str) -> Appointment | None:
    """The appointment that is meant: by its id, the only one, or the only one on the day or at the time that was named."""
    if appointment_id:
        return next((one for one in mine if one.id == appointment_id), None)
    if len(mine) == 1:
        return mine[0]
    named = find_moment(context.message.text, context.now)
    days = {day for day in (named.date, *named.alternatives) if day}
    fitting = [one for one in mine if (not days or one.begin.date() in days) and (not named.time or days or one.begin.time() == named.time)]
    return fitting[0] if len(fitting) == 1 and not named.is_empty() else None


def _which(context: TurnContext, mine: list[Appointment], action: Action, key: str, asked_for: str) -> TurnResult:
    if not mine:
        return _none(context, "afspraak.niet-gevonden" if asked_for else "afspraak.geen-afspraken")
    buttons = [Button(formatting.moment_button(one.begin), encode(action, one.id), StepKind.APPOINTMENT.value) for one in mine[:MOST_SHOWN]]
    state = replace(context.state, waiting=context.waiting(WHICH, _STEPS[action]))
    return reply_with(context, context.say(key), [*buttons, context.come, context.human], state=state, numbered=True)


def _none(context: TurnContext, key: str) -> TurnResult:
    """There is nothing to show or change; a booking that was under way goes on."""
    buttons = [context.button("afspraak", Action.BOOK, step=StepKind.APPOINTMENT), context.come, context.human]
    return reply_with(context, context.say(key), buttons, topic="afspraak-bekijken")


def _line(context: TurnContext, made: Appointment) -> str:
    moment = formatting.capital(formatting.moment(made.begin, context.now))
    return context.say("afspraak.regel", moment=moment, dienst=service_name(context, made), plek=place_of(context, made), code=made.code)


REMEMBERED = timedelta(days=14)  # how long a step that was chosen is kept in sight


def call_awaited(context: TurnContext) -> TurnResult | None:
    """'Hoe laat bellen jullie ook weer', when we promised a call: the promise once more."""
    text = context.message.text
    if phone_in(text) or not callback.owes_call(context):
        return None
    if Said.IN_CASE in context.meaning.answer.said and _fears_silence(context):
        return _if_nobody_calls(context)
    return show(context) if begins_question(words(text)) and speaks_of_calling(text) else None


def _fears_silence(context: TurnContext) -> bool:
    """'En als ze weer niet bellen?'"""
    said = words(context.message.text)
    return (
        not listed(WordList.NOBODY).isdisjoint(said)
        and pattern(WordPattern.ANY_CALL).search(" ".join(said)) is not None
        and len(said) <= LONGEST_FEAR
    )


def _if_nobody_calls(context: TurnContext) -> TurnResult | None:
    """What happens when the promise is not kept: the promise once more, and what to do then."""
    owed = [one for one in requests.of_person(context.db, context.person) if one.call_from]
    if not owed:
        return None
    text = context.say("belofte.als-niet-gebeld", belofte=_request(context, owed[-1]))
    buttons = [context.come, context.button("bel-mij-niet", Action.NO_CALL, owed[-1].id), context.human]
    return reply_with(context, text, buttons, topic="mijn-stap")


def cannot_come(context: TurnContext) -> TurnResult | None:
    """'En als ik dan niet kan', right after an appointment was shown: how it is moved or cancelled."""
    said = words(context.message.text)
    mine = appointment_rows.upcoming(context.db, context.person, context.now)
    shown = any(action_of(one.action) is Action.MOVE for one in context.state.offered)
    cannot = (
        Said.IN_CASE in context.meaning.answer.said
        and not listed(WordList.NOBODY).isdisjoint(said)
        and not listed(WordList.CAN_COME).isdisjoint(said)
    )
    return _if_one_cannot(context, mine[0]) if cannot and shown and len(mine) == 1 and len(said) <= LONGEST_FEAR else None


def _if_one_cannot(context: TurnContext, made: Appointment) -> TurnResult:
    text = context.say("afspraak.als-niet-kan", moment=formatting.moment(made.begin, context.now))
    return reply_with(context, text, [*appointment_buttons(context, made), context.human], topic="afspraak-afzeggen")


def number_given(context: TurnContext) -> TurnResult | None:
    """'Mijn nummer is 06…, voor als er iets is', when an appointment stands and no call is asked for: it goes with that."""
    text = context.message.text
    mine, number = appointment_rows.upcoming(context.db, context.person, context.now), phone_in(text)
    if not number or len(mine) != 1 or context.state.awaited(context.message.at) or _asks_for_a_call(context):
        return None
    appointments.renumber(context.db, mine[0].id, number, context.now)
    told = context.say("afspraak.nummer-bewaard", moment=formatting.moment(mine[0].begin, context.now), nummer=number)
    return reply_with(context, told, [*appointment_buttons(context, mine[0]), context.button("menu", Action.MENU)])


def _asks_for_a_call(context: TurnContext) -> bool:
    offered = any(action_of(one.action) is Action.CALL for one in context.state.offered)
    return speaks_of_calling(context.message.text) or Said.CALL_ME in context.meaning.answer.said or offered or callback.owes_call(context)


def has_any(context: TurnContext) -> bool:
    """Whether anything is still to be done; 'wat moet ik doen' of someone without a step is a question of another kind."""
    own = events.duties(context.db, context.person, context.now - REMEMBERED)
    return bool(own or appointment_rows.upcoming(context.db, context.person, context.now) or requests.of_person(context.db, context.person))


def show(context: TurnContext) -> TurnResult:
    """Appointments, calls we owe, and what the person took upon themselves; without any, a step is offered."""
    mine = appointment_rows.upcoming(context.db, context.person, context.now)
    owed = requests.of_person(context.db, context.person)
    own = events.duties(context.db, context.person, context.now - REMEMBERED)
    passed = [one for one in referral_rows.of_person(context.db, context.person) if one.consent is Consent.YES]
    lines = [
        *(_appointment(context, one) for one in mine),
        *(_request(context, one) for one in owed),
        *(_duty(context, one) for one in own),
        *(context.say("doorgeven.stap", organisatie=referral.organisation(context, one)) for one in passed),
    ]
    changing = appointment_buttons(context, mine[0]) if len(mine) == 1 else []
    changing += [context.button("bel-mij-niet", Action.NO_CALL, one.id) for one in owed[:1] if one.kind == "bellen"]
    changing += [context.button("toch-niet-doorgeven", Action.REFER_BACK, one.id) for one in passed[:1]]
    done = [Button(context.say("vervolg.gedaan", stap=_name(context, one))[:60], encode(Action.DONE, str(one.id))) for one in own[:2]]
    buttons = [*changing, *done, context.come, context.call, context.human]
    text = "\n".join([context.say("vervolg.uw-stappen"), *lines]) if lines else context.say("vervolg.geen-stappen")
    return reply_with(context, text, buttons, topic="mijn-stap")


def done(context: TurnContext, duty: str) -> TurnResult | None:
    """'Gedaan': ticked off, and what is still left."""
    own = events.duties(context.db, context.person, context.now - REMEMBERED)
    ticked = next((one for one in own if str(one.id) == duty), None)
    if ticked is None:
        return None
    event = Event("happened", ticked.topic, ticked.step, ticked.label)
    buttons = [context.button("mijn-stap", Action.MY_STEPS), context.come, context.call, context.human]
    return reply_with(context, context.say("vervolg.goed-gedaan"), buttons, events=(event,), topic="mijn-stap")


def not_called(context: TurnContext, request_id: str) -> TurnResult | None:
    """'Bel mij niet': the call is taken off the list of staff. None when it is not theirs or was done."""
    request = requests.find(context.db, request_id)
    if request is None or request.person != context.person or not requests.finish(context.db, request_id, context.now, Result.WITHDRAWN):
        return None
    state = replace(context.state, chosen="")
    return reply_with(
        context, context.say("vervolg.niet-bellen"), [context.come, context.call, context.human], state=state, topic="mijn-stap"
    )


def _appointment(context: TurnContext, made: Appointment) -> str:
    service = context.calendar.services.get(made.service)
    moment = formatting.capital(formatting.moment(made.begin, context.now))
    told = context.say("vervolg.afspraak", moment=moment, dienst=service_name(context, made), plek=place_of(context, made))
    return " ".join(part for part in (told, service.bring if service and made.place is PlaceKind.DESK else "") if part)


def _request(context: TurnContext, request: Request) -> str:
    if not request.call_from:
        return context.say("vervolg.wij-antwoorden")
    begin, end = datetime.fromisoformat(request.call_from), datetime.fromisoformat(request.call_until)
    return context.say(
        "vervolg.wij-bellen", dag=formatting.day(begin.date(), year_of=context.now.date()), uren=formatting.hours(begin, end)
    )


def _duty(context: TurnContext, duty: Duty) -> str:
    since = local(datetime.fromisoformat(duty.at.replace("Z", "+00:00")))
    entry = context.knowledge.entries.get(duty.topic)
    step = next((one for one in entry.steps if one.kind == duty.step and duty.label in (one.to, one.label)), None) if entry else None
    what = context.answers.fill(step.text) if step and step.text else _name(context, duty)
    return context.say("vervolg.zelf", dag=formatting.day(since.date(), year_of=context.now.date()), wat=what)


def _name(context: TurnContext, duty: Duty) -> str:
    """A short name for a duty: the label it was chosen by, the walk-in moment, else its topic."""
    if duty.step == StepKind.WALK_IN:
        return context.say("vervolg.langskomen", moment=duty.label)
    entry = context.knowledge.entries.get(duty.topic)
    return duty.label or (entry.label if entry else duty.topic)
