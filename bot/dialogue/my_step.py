"""'Wat moet ik nog doen?': what the person and the Werkcentrum still do, with date, place and what to bring."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.content.entries import StepKind
from bot.content.services import PlaceKind
from bot.dialogue.confirming import appointment_buttons, place_of, service_name
from bot.dialogue.scene import Outcome, Scene, outcome
from bot.domain import formatting
from bot.domain.appointments import Appointment
from bot.domain.messages import Button
from bot.domain.time import local
from bot.storage import agenda, ledger, requests
from bot.storage.ledger import Duty, Event
from bot.storage.requests import Request

REMEMBERED = timedelta(days=14)  # how long a step that was chosen is kept in sight


def has_any(scene: Scene) -> bool:
    """Whether anything is still to be done; 'wat moet ik doen' of someone without a step is a question of another kind."""
    own = ledger.duties(scene.db, scene.person, scene.now - REMEMBERED)
    return bool(own or agenda.upcoming(scene.db, scene.person, scene.now) or requests.of_person(scene.db, scene.person))


def show(scene: Scene) -> Outcome:
    """Appointments, calls we owe, and what the person took upon themselves; without any, a step is offered."""
    mine = agenda.upcoming(scene.db, scene.person, scene.now)
    owed = requests.of_person(scene.db, scene.person)
    own = ledger.duties(scene.db, scene.person, scene.now - REMEMBERED)
    lines = [*(_appointment(scene, one) for one in mine), *(_request(scene, one) for one in owed), *(_duty(scene, one) for one in own)]
    changing = appointment_buttons(scene, mine[0]) if len(mine) == 1 else []
    changing += [scene.button("bel-mij-niet", f"nb:{one.id}") for one in owed[:1] if one.kind == "bellen"]
    done = [Button(scene.say("vervolg.gedaan", stap=_name(scene, one))[:60], f"gd:{one.id}", "") for one in own[:2]]
    buttons = [*changing, *done, scene.come, scene.call, scene.human]
    text = "\n".join([scene.say("vervolg.uw-stappen"), *lines]) if lines else scene.say("vervolg.geen-stappen")
    return outcome(scene, text, buttons, topic="mijn-stap")


def done(scene: Scene, argument: str) -> Outcome | None:
    """'Gedaan': ticked off, and what is still left."""
    own = ledger.duties(scene.db, scene.person, scene.now - REMEMBERED)
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
