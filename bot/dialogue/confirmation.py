"""An appointment shown once more, recorded, and what is said when it stands: the moment, the place, the code, what to bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.content.entries import StepKind
from bot.content.services import PlaceKind
from bot.dialogue import handover, offers, wish_words
from bot.dialogue.actions import Action
from bot.dialogue.context import SUMMARY, Chosen, TurnContext, TurnResult, Waiting, reply_with
from bot.domain import formatting
from bot.domain.answers import place_phrase
from bot.domain.appointment import Appointment, Booking, Move, due_at
from bot.domain.availability import Slot
from bot.domain.messages import Attachment, Button
from bot.domain.time import local
from bot.storage import appointment_rows, appointments
from bot.storage.capacity import SlotTaken
from bot.storage.events import Event


def summary(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The moment with weekday and full date, the place, and until when it is held."""
    slot = offers.slot_of(context, waiting, waiting.data.get("slot", ""))
    if slot is None:
        return offers.moments(context, waiting)
    service = context.calendar.services[waiting.data["dienst"]]
    until = context.now + timedelta(minutes=context.calendar.rules.hold_minutes)
    slots = {"moment": formatting.moment(slot.begin, context.now), "tot": formatting.clock(local(until)), "dienst": service.name}
    confirm = "bevestig"
    if waiting.data.get("moving"):
        old = appointment_rows.find(context.db, waiting.data["moving"])
        confirm, key = "bevestig-verzetten", "afspraak.verzet-samenvatting"
        slots |= {"plek": offers.place_told(context, slot), "oud": formatting.moment(old.begin, context.now) if old else ""}
        slots.pop("dienst")
    elif slot.place is PlaceKind.PHONE:
        key = "afspraak.samenvatting-telefoon"
        slots |= {"nummer": waiting.data["telefoon"]}
    else:
        key = "afspraak.samenvatting"
        slots |= {"plek": offers.place_told(context, slot)}
    buttons = [
        offers.booking_button(context, waiting, confirm, Action.CONFIRM, offers.slot_key(slot), step=StepKind.APPOINTMENT),
        offers.booking_button(context, waiting, "ander-moment", Action.OTHER_MOMENT, step=StepKind.APPOINTMENT),
        offers.booking_button(context, waiting, "voornaam", Action.FIRST_NAME),
        context.button("stop", Action.STOP),
    ]
    state = replace(context.state, waiting=waiting.having(SUMMARY))
    return reply_with(context, context.say(key, **slots), buttons, state=state)


def _wanted(context: TurnContext, data: Mapping[str, str], slot: Slot) -> Booking:
    """What the person said yes to."""
    return Booking(
        context.person,
        data["dienst"],
        slot,
        context.message.channel,
        trial=context.trial,
        name=data.get("naam", ""),
        phone=data.get("telefoon", ""),
        subject=data.get("topic", ""),
        contact=context.state.contact,
        source=context.state.source,
        details=data.get("details", ""),
    )


def booked(context: TurnContext, waiting: Waiting, value: str) -> TurnResult | None:
    """Book or move in this transaction; what cannot be gets its own sentence and nothing changes."""
    slot = offers.slot_of(context, waiting, value)
    if slot is None or waiting.data.get("slot") != value:
        return None
    data = waiting.data
    try:
        if moving := data.get("moving"):
            asked = Move(context.person, moving, slot, context.message.channel, data.get("telefoon", ""))
            made = appointments.move(context.db, context.calendar, asked, context.now)
        else:
            made = appointments.book(context.db, context.calendar, _wanted(context, data, slot), context.now)
    except SlotTaken:
        return offers.moments(context, waiting.having(slot=""), context.say("afspraak.net-bezet"), around=offers.near(slot))
    except appointments.NotBookable as error:
        return offers.moments(context, waiting.having(slot=""), offers.refused(context, error.refusal, slot), around=offers.near(slot))
    except appointments.TooManyOpen:
        return too_many(context)
    except appointments.NoSuchAppointment:
        return reply_with(
            context,
            context.say("afspraak.niet-gevonden"),
            [context.button("afspraak", Action.BOOK, step=StepKind.APPOINTMENT), context.come, context.human],
            state=replace(context.state, waiting=None),
        )
    if note := wish_words.also_fine(context, offers.wish_of(context, waiting), local(slot.begin)):
        appointments.remark(context.db, made.id, note, context.now)
    return confirmed(context, made, moved=bool(data.get("moving")))


def too_many(context: TurnContext) -> TurnResult:
    """Nobody holds more open appointments than the calendar allows; what stands can be changed."""
    appointments.release(context.db, context.person)
    count = len(appointment_rows.upcoming(context.db, context.person, context.now))
    buttons = [context.button("mijn-afspraak", Action.APPOINTMENTS, step=StepKind.APPOINTMENT), context.come, context.human]
    return reply_with(context, context.say("afspraak.te-veel", aantal=count), buttons, state=replace(context.state, waiting=None))


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
    lines = [first, *(_rehearsed(context, made) if context.trial else _practical(context, made))]
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
    waiting = context.state.waiting
    prepared = (made.details or (waiting and waiting.data.get("vraag"))) and not made.question
    return handover.asked_to_pass_on(context, result, made.id) if prepared else result


def _rehearsed(context: TurnContext, made: Appointment) -> list[str]:
    """While it is a trial: that nobody need come, and the code; nothing that one does for a visit."""
    return [context.say("afspraak.proef"), context.say("afspraak.code-proef", code=made.code)]


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
