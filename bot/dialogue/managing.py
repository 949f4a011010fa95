"""Seeing, moving and cancelling one's own appointments."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import StepKind
from bot.dialogue import booking, offers
from bot.dialogue.confirming import appointment_buttons, confirmed, place_of, service_name
from bot.dialogue.scene import Outcome, Scene, outcome, prefixed
from bot.dialogue.state import Waiting
from bot.domain import formatting
from bot.domain.appointments import Appointment
from bot.domain.messages import Button
from bot.storage import agenda
from bot.storage import booking as counter
from bot.storage.ledger import Event
from bot.storage.seating import SlotTaken
from bot.understanding.dates.find_moment import find_moment

MOST_SHOWN = 4
WHICH = "welke"


def view(scene: Scene) -> Outcome:
    """'Wanneer is mijn afspraak?': each with its place and code, and how to change it."""
    mine = agenda.upcoming(scene.db, scene.person, scene.now)
    if not mine:
        return _none(scene)
    lines = [_line(scene, one) for one in mine[:MOST_SHOWN]]
    buttons = (
        appointment_buttons(scene, mine[0])
        if len(mine) == 1
        else [scene.button("verzetten", "vz", StepKind.APPOINTMENT), scene.button("afzeggen", "az")]
    )
    return outcome(scene, "\n".join([scene.say("afspraak.uw-afspraken"), *lines]), [*buttons, scene.come], topic="afspraak-bekijken")


def move(scene: Scene, appointment_id: str = "") -> Outcome:
    """Another moment for an appointment; the old one stands until the new one is confirmed."""
    mine = agenda.upcoming(scene.db, scene.person, scene.now)
    chosen = _chosen(scene, mine, appointment_id)
    if chosen is None:
        return _which(scene, mine, "vz", "afspraak.welke-verzetten", appointment_id)
    text = scene.say("afspraak.verzetten", moment=formatting.moment(chosen.begin, scene.now))
    scene = replace(scene, state=replace(scene.state, topic=""))
    result = booking.begin(scene, chosen.service, moving=chosen.id)
    first = result.replies[0]
    return replace(result, replies=(replace(first, text=f"{text}\n\n{first.text}"), *result.replies[1:]), topic="afspraak-verzetten")


def move_to(scene: Scene, argument: str) -> Outcome | None:
    """A new moment was tapped below 'wij zijn dicht': `<appointment>:<moment>`. None when it is no longer theirs to move."""
    appointment_id, _, key = argument.partition(":")
    old = agenda.find(scene.db, appointment_id)
    if old is None or old.person != scene.person:
        return None
    slot = offers.slot_of(scene, scene.waiting(booking.BOOKING, "moment", dienst=old.service), key)
    if slot is None:
        return move(scene, appointment_id)
    try:
        made = counter.move(scene.db, scene.calendar, scene.person, appointment_id, slot, scene.now, channel=scene.message.channel)
    except (SlotTaken, counter.NotBookable):
        return prefixed(move(scene, appointment_id), scene.say("afspraak.net-bezet"))
    except counter.NoSuchAppointment:
        return None
    return confirmed(scene, made, moved=True)


def cancel(scene: Scene, appointment_id: str = "") -> Outcome:
    """Cancel after one question."""
    mine = agenda.upcoming(scene.db, scene.person, scene.now)
    chosen = _chosen(scene, mine, appointment_id)
    if chosen is None:
        return _which(scene, mine, "az", "afspraak.welke-afzeggen", appointment_id)
    buttons = [
        scene.button("ja-afzeggen", f"azj:{chosen.id}"),
        scene.button("verzetten", f"vz:{chosen.id}", StepKind.APPOINTMENT),
        scene.button("nee-laat-staan", f"azn:{chosen.id}"),
    ]
    text = scene.say("afspraak.zeker-afzeggen", moment=formatting.moment(chosen.begin, scene.now))
    return outcome(scene, text, buttons, state=replace(scene.state, waiting=None), topic="afspraak-afzeggen")


def cancelled(scene: Scene, appointment_id: str) -> Outcome:
    """'Ja, zeg af': gone, with a new moment and walk-in offered at once."""
    try:
        gone = counter.cancel(scene.db, scene.person, appointment_id, scene.now)
    except counter.NoSuchAppointment:
        return _none(scene, "afspraak.niet-gevonden")
    text = scene.say("afspraak.afgezegd", moment=formatting.moment(gone.begin, scene.now))
    buttons = [scene.button("nieuw-moment", f"b:{gone.service}", StepKind.APPOINTMENT), scene.come, scene.human]
    event = Event("cancelled", gone.subject, label=gone.service, detail=gone.id)
    return outcome(scene, text, buttons, state=replace(scene.state, waiting=None, chosen=""), topic="afspraak-afzeggen", events=(event,))


def kept(scene: Scene, appointment_id: str) -> Outcome:
    """'Nee, laat staan'."""
    found = _chosen(scene, agenda.upcoming(scene.db, scene.person, scene.now), appointment_id)
    if found is None:
        return _none(scene, "afspraak.niet-gevonden")
    text = scene.say("afspraak.blijft-staan", moment=formatting.moment(found.begin, scene.now))
    return outcome(scene, text, [*appointment_buttons(scene, found), scene.button("menu", "menu")])


def answered(scene: Scene, waiting: Waiting) -> Outcome | None:
    """'Die van dinsdag', 'half elf': which of the appointments is meant; None when that is not said."""
    mine = agenda.upcoming(scene.db, scene.person, scene.now)
    meant = _chosen(scene, mine, "")
    if meant is None or len(mine) < 2:
        return None
    return move(scene, meant.id) if waiting.step == "vz" else cancel(scene, meant.id)


def repeat(scene: Scene, waiting: Waiting) -> Outcome:
    """Which appointment, once more."""
    return move(scene) if waiting.step == "vz" else cancel(scene)


def _chosen(scene: Scene, mine: list[Appointment], appointment_id: str) -> Appointment | None:
    """The appointment that is meant: by its id, the only one, or the only one on the day or at the time that was named."""
    if appointment_id:
        return next((one for one in mine if one.id == appointment_id), None)
    if len(mine) == 1:
        return mine[0]
    named = find_moment(scene.message.text, scene.now)
    days = {day for day in (named.date, *named.alternatives) if day}
    fitting = [one for one in mine if (not days or one.begin.date() in days) and (not named.time or days or one.begin.time() == named.time)]
    return fitting[0] if len(fitting) == 1 and not named.is_empty() else None


def _which(scene: Scene, mine: list[Appointment], verb: str, key: str, asked_for: str) -> Outcome:
    if not mine:
        return _none(scene, "afspraak.niet-gevonden" if asked_for else "afspraak.geen-afspraken")
    buttons = [Button(formatting.moment_button(one.begin), f"{verb}:{one.id}", StepKind.APPOINTMENT.value) for one in mine[:MOST_SHOWN]]
    state = replace(scene.state, waiting=scene.waiting(WHICH, verb))
    return outcome(scene, scene.say(key), [*buttons, scene.come, scene.human], state=state, numbered=True)


def _none(scene: Scene, key: str = "afspraak.geen-afspraken") -> Outcome:
    """There is nothing to show or change; a booking that was under way goes on."""
    buttons = [scene.button("afspraak", "b", StepKind.APPOINTMENT), scene.come, scene.human]
    return outcome(scene, scene.say(key), buttons, topic="afspraak-bekijken")


def _line(scene: Scene, made: Appointment) -> str:
    moment = formatting.capital(formatting.moment(made.begin, scene.now))
    return scene.say("afspraak.regel", moment=moment, dienst=service_name(scene, made), plek=place_of(scene, made), code=made.code)
