"""What stands for a person: seen, moved, cancelled, done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.content.entries import StepKind
from bot.content.services import PlaceKind
from bot.dialogue import booking, offers
from bot.dialogue.confirmation import appointment_buttons, confirmed, place_of, service_name
from bot.dialogue.context import Outcome, Scene, Waiting, outcome, prefixed
from bot.domain import formatting
from bot.domain.appointments import Appointment
from bot.domain.messages import Button
from bot.domain.time import local
from bot.storage import appointment_rows, appointments, events, requests
from bot.storage.capacity import SlotTaken
from bot.storage.events import Duty, Event
from bot.storage.requests import Request
from bot.understanding.dates.find_moment import find_moment

# Seeing, moving and cancelling one's own appointments.

MOST_SHOWN = 4
WHICH = "welke"


def view(scene: Scene) -> Outcome:
    """'Wanneer is mijn afspraak?': each with its place and code, and how to change it."""
    mine = appointment_rows.upcoming(scene.db, scene.person, scene.now)
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
    mine = appointment_rows.upcoming(scene.db, scene.person, scene.now)
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
    old = appointment_rows.find(scene.db, appointment_id)
    if old is None or old.person != scene.person:
        return None
    slot = offers.slot_of(scene, scene.waiting(booking.BOOKING, "moment", dienst=old.service), key)
    if slot is None:
        return move(scene, appointment_id)
    try:
        made = appointments.move(scene.db, scene.calendar, scene.person, appointment_id, slot, scene.now, channel=scene.message.channel)
    except (SlotTaken, appointments.NotBookable):
        return prefixed(move(scene, appointment_id), scene.say("afspraak.net-bezet"))
    except appointments.NoSuchAppointment:
        return None
    return confirmed(scene, made, moved=True)


def cancel(scene: Scene, appointment_id: str = "") -> Outcome:
    """Cancel after one question."""
    mine = appointment_rows.upcoming(scene.db, scene.person, scene.now)
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
        gone = appointments.cancel(scene.db, scene.person, appointment_id, scene.now)
    except appointments.NoSuchAppointment:
        return _none(scene, "afspraak.niet-gevonden")
    text = scene.say("afspraak.afgezegd", moment=formatting.moment(gone.begin, scene.now))
    buttons = [scene.button("nieuw-moment", f"b:{gone.service}", StepKind.APPOINTMENT), scene.come, scene.human]
    event = Event("cancelled", gone.subject, label=gone.service, detail=gone.id)
    return outcome(scene, text, buttons, state=replace(scene.state, waiting=None, chosen=""), topic="afspraak-afzeggen", events=(event,))


def kept(scene: Scene, appointment_id: str) -> Outcome:
    """'Nee, laat staan'."""
    found = _chosen(scene, appointment_rows.upcoming(scene.db, scene.person, scene.now), appointment_id)
    if found is None:
        return _none(scene, "afspraak.niet-gevonden")
    text = scene.say("afspraak.blijft-staan", moment=formatting.moment(found.begin, scene.now))
    return outcome(scene, text, [*appointment_buttons(scene, found), scene.button("menu", "menu")])


def answered(scene: Scene, waiting: Waiting) -> Outcome | None:
    """'Die van dinsdag', 'half elf': which of the appointments is meant; None when that is not said."""
    mine = appointment_rows.upcoming(scene.db, scene.person, scene.now)
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


# 'Wat moet ik nog doen?': what the person and the Werkcentrum still do, with date, place and what to bring.

REMEMBERED = timedelta(days=14)  # how long a step that was chosen is kept in sight


def has_any(scene: Scene) -> bool:
    """Whether anything is still to be done; 'wat moet ik doen' of someone without a step is a question of another kind."""
    own = events.duties(scene.db, scene.person, scene.now - REMEMBERED)
    return bool(own or appointment_rows.upcoming(scene.db, scene.person, scene.now) or requests.of_person(scene.db, scene.person))


def show(scene: Scene) -> Outcome:
    """Appointments, calls we owe, and what the person took upon themselves; without any, a step is offered."""
    mine = appointment_rows.upcoming(scene.db, scene.person, scene.now)
    owed = requests.of_person(scene.db, scene.person)
    own = events.duties(scene.db, scene.person, scene.now - REMEMBERED)
    lines = [*(_appointment(scene, one) for one in mine), *(_request(scene, one) for one in owed), *(_duty(scene, one) for one in own)]
    changing = appointment_buttons(scene, mine[0]) if len(mine) == 1 else []
    changing += [scene.button("bel-mij-niet", f"nb:{one.id}") for one in owed[:1] if one.kind == "bellen"]
    done = [Button(scene.say("vervolg.gedaan", stap=_name(scene, one))[:60], f"gd:{one.id}", "") for one in own[:2]]
    buttons = [*changing, *done, scene.come, scene.call, scene.human]
    text = "\n".join([scene.say("vervolg.uw-stappen"), *lines]) if lines else scene.say("vervolg.geen-stappen")
    return outcome(scene, text, buttons, topic="mijn-stap")


def done(scene: Scene, argument: str) -> Outcome | None:
    """'Gedaan': ticked off, and what is still left."""
    own = events.duties(scene.db, scene.person, scene.now - REMEMBERED)
    ticked = next((one for one in own if str(one.id) == argument), None)
    if ticked is None:
        return None
    event = Event("happened", ticked.topic, ticked.step, ticked.label)
    buttons = [scene.button("mijn-stap", "stap"), scene.come, scene.call, scene.human]
    return outcome(scene, scene.say("vervolg.goed-gedaan"), buttons, events=(event,), topic="mijn-stap")


def not_called(scene: Scene, request_id: str) -> Outcome | None:
    """'Bel mij niet': the call is taken off the list of staff. None when it is not theirs or was done."""
    request = requests.find(scene.db, request_id)
    if request is None or request.person != scene.person or not requests.finish(scene.db, request_id, scene.now):
        return None
    state = replace(scene.state, chosen="")
    return outcome(scene, scene.say("vervolg.niet-bellen"), [scene.come, scene.call, scene.human], state=state, topic="mijn-stap")


def _appointment(scene: Scene, made: Appointment) -> str:
    service = scene.calendar.services.get(made.service)
    moment = formatting.capital(formatting.moment(made.begin, scene.now))
    told = scene.say("vervolg.afspraak", moment=moment, dienst=service_name(scene, made), plek=place_of(scene, made))
    return " ".join(part for part in (told, service.bring if service and made.place is PlaceKind.DESK else "") if part)


def _request(scene: Scene, request: Request) -> str:
    if not request.call_from:
        return scene.say("vervolg.wij-antwoorden")
    begin, end = datetime.fromisoformat(request.call_from), datetime.fromisoformat(request.call_until)
    return scene.say("vervolg.wij-bellen", dag=formatting.day(begin.date(), year_of=scene.now.date()), uren=formatting.hours(begin, end))


def _duty(scene: Scene, duty: Duty) -> str:
    since = local(datetime.fromisoformat(duty.at.replace("Z", "+00:00")))
    entry = scene.knowledge.entries.get(duty.topic)
    step = next((one for one in entry.steps if one.kind == duty.step and duty.label in (one.to, one.label)), None) if entry else None
    what = scene.answers.fill(step.text) if step and step.text else _name(scene, duty)
    return scene.say("vervolg.zelf", dag=formatting.day(since.date(), year_of=scene.now.date()), wat=what)


def _name(scene: Scene, duty: Duty) -> str:
    """A short name for a duty: the label it was chosen by, the walk-in moment, else its topic."""
    if duty.step == StepKind.WALK_IN:
        return scene.say("vervolg.langskomen", moment=duty.label)
    entry = scene.knowledge.entries.get(duty.topic)
    return duty.label or (entry.label if entry else duty.topic)
