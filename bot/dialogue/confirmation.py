"""What is said when an appointment stands: the moment, the place, the code, what to bring, the file."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import StepKind
from bot.content.services import PlaceKind
from bot.dialogue import consent
from bot.dialogue.context import Chosen, Outcome, Scene, outcome
from bot.domain import formatting
from bot.domain.appointments import Appointment, due_at
from bot.domain.messages import Attachment, Button
from bot.storage.events import Event


def place_of(scene: Scene, made: Appointment) -> str:
    """Where an appointment is, as a sentence."""
    location = scene.calendar.locations.get(made.location)
    if made.place is PlaceKind.PHONE or location is None:
        return scene.say("afspraak.plek-telefoon")
    return scene.say("afspraak.plek-balie", naam=location.name, adres=location.address)


def service_name(scene: Scene, made: Appointment) -> str:
    """How the service reads."""
    service = scene.calendar.services.get(made.service)
    return service.name if service else scene.say("afspraak.gesprek-neutraal")


def confirmed(scene: Scene, made: Appointment, *, moved: bool) -> Outcome:
    """The confirmation: only ever said of what stands in the database."""
    moment = formatting.moment(made.begin, scene.now)
    service = service_name(scene, made)
    if moved:
        first = scene.say("afspraak.verzet", moment=moment, dienst=service, plek=place_of(scene, made))
    elif made.place is PlaceKind.PHONE:
        first = scene.say("afspraak.bevestigd-telefoon", moment=moment, dienst=service, nummer=made.phone)
    else:
        first = scene.say("afspraak.bevestigd", moment=moment, dienst=service, plek=place_of(scene, made))
    lines = [first, *_practical(scene, made)]
    if moved:
        lines.append(scene.say("afspraak.oude-weg"))
    if scene.trial:
        lines.append(scene.say("afspraak.proef"))
    if notice := scene.knowledge.notice_on(made.begin.date()):
        lines.insert(0, notice)
    state = replace(scene.state, waiting=None, chosen=f"{service}, {moment}. {place_of(scene, made)}")
    result = outcome(
        scene,
        "\n".join(lines),
        [*appointment_buttons(scene, made), scene.button("menu", "menu")],
        state=state,
        topic="afspraak-maken",
        file=Attachment("afspraak.ics", f"ics:{made.id}"),
        confirms=made.id,
        step=Chosen(StepKind.APPOINTMENT, f"{service}, {moment}"),
        events=(Event("moved" if moved else "booked", made.subject, label=made.service, detail=made.id),),
    )
    prepared = made.details and not made.question
    return consent.asked_to_pass_on(scene, result, made.id) if prepared else result


def _practical(scene: Scene, made: Appointment) -> list[str]:
    service = scene.calendar.services.get(made.service)
    location = scene.calendar.locations.get(made.location)
    lines = []
    if made.place is PlaceKind.DESK:
        lines.append(scene.say("afspraak.code", code=made.code))
    if scene.state.short:
        return lines
    lines.append(scene.say("afspraak.wat-gebeurt"))
    if service and service.bring and made.place is PlaceKind.DESK:
        lines.append(service.bring)
    if location and location.route and made.place is PlaceKind.DESK:
        lines.append(location.route)
    lines.append(scene.say("afspraak.denkvragen"))
    reminded = due_at(made.begin, scene.now) is not None
    lines.append(scene.say("afspraak.herinnering-komt" if reminded else "afspraak.geen-herinnering"))
    return lines


def appointment_buttons(scene: Scene, made: Appointment) -> list[Button]:
    """Move it or cancel it: valid as long as the appointment stands, whichever message carries them."""
    return [
        scene.button("verzetten", f"vz:{made.id}", StepKind.APPOINTMENT),
        scene.button("afzeggen", f"az:{made.id}"),
    ]
