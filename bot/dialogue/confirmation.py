"""What is said when an appointment stands: the moment, the place, the code, what to bring, the file."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import StepKind
from bot.content.services import PlaceKind
from bot.dialogue import handover
from bot.dialogue.actions import Action
from bot.dialogue.context import Chosen, TurnContext, TurnResult, reply_with
from bot.domain import formatting
from bot.domain.answers import place_phrase
from bot.domain.appointment import Appointment, due_at
from bot.domain.messages import Attachment, Button
from bot.storage.events import Event


def place_of(context: TurnContext, made: Appointment) -> str:
    """Where an appointment is, as a sentence."""
    key, slots = place_phrase(made.place, context.calendar.locations.get(made.location))
    return context.say(key, **slots)


def service_name(context: TurnContext, made: Appointment) -> str:
    """How the service reads."""
    service = context.calendar.services.get(made.service)
    return service.name if service else context.say("afspraak.gesprek-neutraal")


def confirmed(context: TurnContext, made: Appointment, *, moved: bool) -> TurnResult:
    """The confirmation: only ever said of what stands in the database."""
    moment = formatting.moment(made.begin, context.now)
    service = service_name(context, made)
    if moved:
        first = context.say("afspraak.verzet", moment=moment, dienst=service, plek=place_of(context, made))
    elif context.trial:
        first = context.say("afspraak.proefafspraak", moment=moment, dienst=service, plek=place_of(context, made))
    elif made.place is PlaceKind.PHONE:
        first = context.say("afspraak.bevestigd-telefoon", moment=moment, dienst=service, nummer=made.phone)
    else:
        first = context.say("afspraak.bevestigd", moment=moment, dienst=service, plek=place_of(context, made))
    lines = [first, *([context.say("afspraak.proef")] if context.trial else []), *_practical(context, made)]
    if moved:
        lines.append(context.say("afspraak.oude-weg"))
        if made.place is PlaceKind.PHONE and made.phone:
            lines.insert(1, context.say("afspraak.herinnering-telefoon", nummer=made.phone, minuten=made.minutes))
    if notice := context.knowledge.notice_on(made.begin.date()):
        lines.insert(0, notice)
    state = replace(context.state, waiting=None, chosen=f"{service}, {moment}. {place_of(context, made)}")
    result = reply_with(
        context,
        "\n".join(lines),
        [*appointment_buttons(context, made), context.button("menu", Action.MENU)],
        state=state,
        topic="afspraak-maken",
        file=Attachment("afspraak.ics", f"ics:{made.id}"),
        confirms=made.id,
        step=Chosen(StepKind.APPOINTMENT, f"{service}, {moment}"),
        events=(Event("moved" if moved else "booked", made.subject, label=made.service, detail=made.id),),
    )
    prepared = made.details and not made.question
    return handover.asked_to_pass_on(context, result, made.id) if prepared else result


def _practical(context: TurnContext, made: Appointment) -> list[str]:
    service = context.calendar.services.get(made.service)
    location = context.calendar.locations.get(made.location)
    lines = []
    if made.place is PlaceKind.DESK:
        lines.append(context.say("afspraak.code", code=made.code))
    if context.state.short:
        return lines
    lines.append(context.say("afspraak.wat-gebeurt"))
    if service and service.bring and made.place is PlaceKind.DESK:
        lines.append(service.bring)
    if location and location.route and made.place is PlaceKind.DESK:
        lines.append(location.route)
    lines.append(context.say("afspraak.denkvragen"))
    reminded = due_at(made.begin, context.now) is not None
    lines.append(context.say("afspraak.herinnering-komt" if reminded else "afspraak.geen-herinnering"))
    return lines


def appointment_buttons(context: TurnContext, made: Appointment) -> list[Button]:
    """Move it or cancel it: valid as long as the appointment stands, whichever message carries them."""
    return [
        context.button("verzetten", Action.MOVE, made.id, step=StepKind.APPOINTMENT),
        context.button("afzeggen", Action.CANCEL, made.id),
    ]
