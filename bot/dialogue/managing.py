"""Seeing, moving and cancelling one's own appointments."""

from __future__ import annotations

from dataclasses import replace

from bot import wording
from bot.appointments import Appointment
from bot.dialogue import booking
from bot.dialogue.confirming import appointment_buttons, place_of, service_name
from bot.dialogue.scene import Outcome, Scene, outcome
from bot.messages import Button
from bot.storage import agenda
from bot.storage import booking as counter
from bot.storage.ledger import Event
from knowledge.entries import StepKind

MOST_SHOWN = 4


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
    chosen = _chosen(mine, appointment_id)
    if chosen is None:
        return _which(scene, mine, "vz", "afspraak.welke-verzetten", appointment_id)
    text = scene.say("afspraak.verzetten", moment=wording.moment(chosen.begin, scene.now))
    scene = replace(scene, state=replace(scene.state, topic=""))
    result = booking.begin(scene, chosen.service, moving=chosen.id)
    first = result.replies[0]
    return replace(result, replies=(replace(first, text=f"{text}\n\n{first.text}"), *result.replies[1:]), topic="afspraak-verzetten")


def cancel(scene: Scene, appointment_id: str = "") -> Outcome:
    """Cancel after one question."""
    mine = agenda.upcoming(scene.db, scene.person, scene.now)
    chosen = _chosen(mine, appointment_id)
    if chosen is None:
        return _which(scene, mine, "az", "afspraak.welke-afzeggen", appointment_id)
    buttons = [
        scene.button("ja-afzeggen", f"azj:{chosen.id}"),
        scene.button("verzetten", f"vz:{chosen.id}", StepKind.APPOINTMENT),
        scene.button("nee-laat-staan", f"azn:{chosen.id}"),
    ]
    text = scene.say("afspraak.zeker-afzeggen", moment=wording.moment(chosen.begin, scene.now))
    return outcome(scene, text, buttons, state=replace(scene.state, waiting=None), topic="afspraak-afzeggen")


def cancelled(scene: Scene, appointment_id: str) -> Outcome:
    """'Ja, zeg af': gone, with a new moment and walk-in offered at once."""
    try:
        gone = counter.cancel(scene.db, scene.person, appointment_id, scene.now)
    except counter.NoSuchAppointment:
        return _none(scene, "afspraak.niet-gevonden")
    text = scene.say("afspraak.afgezegd", moment=wording.moment(gone.begin, scene.now))
    buttons = [scene.button("nieuw-moment", f"b:{gone.service}", StepKind.APPOINTMENT), scene.come, scene.human]
    event = Event("cancelled", gone.subject, label=gone.service, detail=gone.id)
    return outcome(scene, text, buttons, state=replace(scene.state, waiting=None, chosen=""), topic="afspraak-afzeggen", events=(event,))


def kept(scene: Scene, appointment_id: str) -> Outcome:
    """'Nee, laat staan'."""
    found = _chosen(agenda.upcoming(scene.db, scene.person, scene.now), appointment_id)
    if found is None:
        return _none(scene, "afspraak.niet-gevonden")
    text = scene.say("afspraak.blijft-staan", moment=wording.moment(found.begin, scene.now))
    return outcome(scene, text, [*appointment_buttons(scene, found), scene.button("menu", "menu")])


def _chosen(mine: list[Appointment], appointment_id: str) -> Appointment | None:
    """The appointment that is meant: by its id, or the only one."""
    if appointment_id:
        return next((one for one in mine if one.id == appointment_id), None)
    return mine[0] if len(mine) == 1 else None


def _which(scene: Scene, mine: list[Appointment], verb: str, key: str, asked_for: str) -> Outcome:
    if not mine:
        return _none(scene, "afspraak.niet-gevonden" if asked_for else "afspraak.geen-afspraken")
    buttons = [Button(wording.moment_button(one.begin), f"{verb}:{one.id}", StepKind.APPOINTMENT.value) for one in mine[:MOST_SHOWN]]
    return outcome(scene, scene.say(key), [*buttons, scene.come, scene.human])


def _none(scene: Scene, key: str = "afspraak.geen-afspraken") -> Outcome:
    return outcome(
        scene,
        scene.say(key),
        [scene.button("afspraak", "b", StepKind.APPOINTMENT), scene.come, scene.human],
        state=replace(scene.state, waiting=None),
    )


def _line(scene: Scene, made: Appointment) -> str:
    moment = wording.capital(wording.moment(made.begin, scene.now))
    return scene.say("afspraak.regel", moment=moment, dienst=service_name(scene, made), plek=place_of(scene, made), code=made.code)
