"""The way to a person: walk in, be called, or write something that staff answer here."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import StepKind
from bot.dialogue import calling, hours_told
from bot.dialogue.asking_staff import done, request_of
from bot.dialogue.scene import Chosen, Outcome, Scene, outcome
from bot.dialogue.state import Waiting
from bot.domain import formatting, opening_hours
from bot.domain.messages import Kind
from bot.domain.time import local, wall_told
from bot.privacy import mask_rest
from bot.storage import requests
from bot.storage.ledger import Event
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.entities import phone_in, refuses_call

WRITE = "bericht"


def human(scene: Scene) -> Outcome:
    """'Medewerker': the next walk-in moment, being called, or writing here."""
    walk_in = opening_hours.next_walk_in(scene.opened, scene.now)
    address, website = scene.answers.fill("{adres}"), scene.answers.fill("{website}")
    if walk_in is None:
        text = scene.say("stap.inloop-onbekend", adres=address, website=website)
    elif walk_in.now_open:
        text = scene.say("medewerker.nu-open", tot=formatting.clock(local(walk_in.end)), adres=address)
    elif opening_hours.is_uncertain(walk_in.location, scene.now.date()):
        text = scene.say("medewerker.nu-onzeker", dag=_day(scene, walk_in), uren=_hours(walk_in), adres=address, website=website)
    else:
        text = scene.say("medewerker.nu-dicht", dag=_day(scene, walk_in), uren=_hours(walk_in), adres=address)
    buttons = [scene.come, scene.call, scene.button("antwoord-hier", "schrijf"), scene.button("menu", "menu")]
    return outcome(scene, text, buttons, topic="medewerker-spreken")


def human_or_call(scene: Scene) -> Outcome:
    """'Bel me morgen na elf uur' asks for a call at once; 'ik wil een mens' gets the ways to one; 'bel mij niet' is obeyed."""
    if refuses_call(scene.message.text):
        return calling.not_called(scene)
    wants_call = not find_moment(scene.message.text, scene.now).is_empty() or bool(phone_in(scene.message.text))
    return calling.call_me(scene) if wants_call and scene.message.kind is Kind.TEXT else human(scene)


def too_far(scene: Scene) -> Outcome:
    """'Te ver weg': by telephone, the own municipality, or closer by; counted (report R8)."""
    buttons = [scene.call, scene.button("eigen-gemeente", "gemeente", StepKind.REFERRAL), scene.human]
    return outcome(scene, scene.say("afspraak.te-ver"), buttons, events=(Event("signal", label="te ver weg"),))


def walk_in(scene: Scene, day: str = "") -> Outcome:
    """'Ik kom langs': when and where, recorded as the step chosen. `day`, as 2026-11-24, is the one that was spoken of."""
    spoken_of = wall_told(day)
    after = max(scene.now, spoken_of) if spoken_of else scene.now
    found = opening_hours.next_walk_in(scene.opened, after)
    address = scene.answers.fill("{adres}")
    if found is None:
        text = scene.say("stap.inloop-onbekend", adres=address, website=scene.answers.fill("{website}"))
    elif found.now_open:
        text = scene.say("stap.inloop-nu", tot=formatting.clock(local(found.end)), adres=found.location.address)
    else:
        text = scene.say("stap.inloop-straks", dag=_day(scene, found), uren=_hours(found), adres=found.location.address)
    if found and found.perhaps_earlier:
        text = f"{text} {hours_told.perhaps_earlier(scene)}"
    if notice := scene.knowledge.notice_on(scene.now.date(), "inloop"):
        text = f"{notice}\n\n{text}"
    label = f"{_day(scene, found)}, {_hours(found)}" if found else ""
    state = replace(scene.state, chosen=text, waiting=None)
    buttons = [scene.button("menu", "menu"), scene.human]
    if not scene.state.crisis:
        buttons = [scene.button("afspraak", "b", StepKind.APPOINTMENT), *buttons]
    return outcome(scene, text, buttons, state=state, topic=scene.state.topic, step=Chosen(StepKind.WALK_IN, label))


def write(scene: Scene) -> Outcome:
    """'Antwoord hier': the next message is kept for staff."""
    waiting = scene.waiting(WRITE, "vraag", topic=scene.state.topic)
    buttons = [scene.come, scene.call, scene.button("stop", "stop")]
    return outcome(scene, scene.say("medewerker.typ-vraag"), buttons, state=replace(scene.state, waiting=waiting))


def answered(scene: Scene, waiting: Waiting) -> Outcome | None:
    """The question that was typed, kept for staff."""
    request = request_of(scene, waiting, "antwoord", question=mask_rest(scene.message.text).text)
    requests.ask(scene.db, request, scene.now)
    found = opening_hours.next_walk_in(scene.opened, scene.now)
    text = scene.say("medewerker.vraag-genoteerd", dag=_day(scene, found) if found else "")
    state = replace(scene.state, waiting=None, chosen=scene.say("vervolg.wij-antwoorden"))
    return done(scene, text, state, "antwoord")


def repeat(scene: Scene, waiting: Waiting) -> Outcome:
    """The open question once more."""
    del waiting
    return write(scene)


def _day(scene: Scene, found: opening_hours.WalkIn) -> str:
    return formatting.day(local(found.begin).date(), year_of=scene.now.date())


def _hours(found: opening_hours.WalkIn) -> str:
    return formatting.hours(local(found.begin), local(found.end))
