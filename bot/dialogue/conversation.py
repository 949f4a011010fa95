"""One turn with a citizen: what they did and where we were become replies and where we are."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue import (
    answering,
    arriving,
    booking,
    calling,
    choosing,
    foreign,
    managing,
    manners,
    municipality,
    open_questions,
    own_ways,
    safety,
    steps,
)
from bot.dialogue.hours_told import HOURS_TOPICS
from bot.dialogue.pressing import pressed
from bot.dialogue.scene import Outcome, Scene, outcome, prefixed
from bot.dialogue.short_commands import command
from bot.dialogue.state import Waiting
from bot.dialogue.topics import understood
from bot.domain.messages import Kind
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.entities import refuses_call
from bot.understanding.pipeline import Decision
from bot.understanding.risk import find_crisis, find_formal_act

_CORRECTING = re.compile(r"\b(?:bedoel\w*|liever|toch|sorry|nee|verkeerd|fout|niet)\b", re.IGNORECASE)
LONGEST_REFUSAL = 8  # words; 'bel mij maar niet' in a longer message stands beside a question, and that is answered
LONGEST_MOMENT = 6  # words; 'volgende week dinsdag om half drie' is six


def turn(scene: Scene) -> Outcome:
    """The outcome of one message: safety first, then what was chosen, then what was asked."""
    text = scene.message.text
    if text and choosing.typed_choice(scene):
        return pressed(scene) or _typed(scene)  # our own words on a button are nobody's cry for help
    if text and (denied := safety.taken_back(scene)):
        return denied
    if text and (kind := find_crisis(text)):
        return safety.crisis(scene, kind)
    if text and scene.message.kind is Kind.TEXT and (act := find_formal_act(text)):
        return safety.formal(scene, act)
    return _started(scene) or pressed(scene) or _other_than_text(scene) or _foreign(scene) or _typed(scene)


def _foreign(scene: Scene) -> Outcome | None:
    """Another language, unless it is a word that we know in Dutch."""
    known = scene.meaning.command or scene.message.text.startswith("/")
    return None if known or not scene.message.text else foreign.in_another_language(scene)


def _started(scene: Scene) -> Outcome | None:
    if scene.message.kind is Kind.START:
        return arriving.arrived(scene)
    return None


def _other_than_text(scene: Scene) -> Outcome | None:
    """Voice, photo, file, location, group: one kind answer with a call and a visit at once."""
    kind = scene.message.kind
    if kind is Kind.CONTACT:
        waiting = open_questions.open_one(scene)
        return (waiting and open_questions.answered(scene, waiting)) or calling.call_me(scene)
    key = {
        Kind.VOICE: "alleen-tekst",
        Kind.MEDIA: "alleen-tekst",
        Kind.LOCATION: "alleen-tekst",
        Kind.GROUP: "groep",
        Kind.EDITED: "gewijzigd",
    }.get(kind)
    return outcome(scene, scene.say(f"algemeen.{key}"), [scene.call, scene.come, scene.human]) if key else None


def _typed(scene: Scene) -> Outcome:
    if done := command(scene):
        return done
    if refuses_call(scene.message.text) and (
        scene.meaning.decision is not Decision.ANSWER or len(scene.message.text.split()) <= LONGEST_REFUSAL
    ):
        return calling.not_called(scene)
    scene = municipality.noticed(scene)
    waiting = open_questions.open_one(scene)
    if waiting and (taken := open_questions.answered(scene, waiting)):
        return replace(taken, state=replace(taken.state, unsure=0))
    if calling.is_phone_number(scene.message.text) or calling.asks_call(scene):
        return calling.call_me(scene)
    if waiting is None and (known := municipality.step_for(scene)):
        return steps.chosen(scene, known) or understood(scene)
    about_hours = scene.state.topic in HOURS_TOPICS and waiting is not None and not open_questions.insists(waiting)
    if (waiting is None or about_hours) and _is_a_moment(scene):
        result = _about_a_moment(scene)
    elif waiting and (again := _asked_again(scene, waiting)):
        return again
    else:
        result = understood(scene)
    keeps = waiting is not None and result.state.waiting == waiting and result.topic != "afscheid"
    return open_questions.resumed(scene, result, waiting) if keeps and waiting else result


def _asked_again(scene: Scene, waiting: Waiting) -> Outcome | None:
    """A few words that answer neither our question nor are one of their own: asked once more, and then a person."""
    own = scene.meaning.decision is not Decision.NONE or len(scene.message.text.split()) > LONGEST_MOMENT or manners.calmed(scene)
    if own or scene.state.unsure or not open_questions.DIALOGUES[waiting.dialogue].first:
        return None
    told = open_questions.repeat(replace(scene, state=replace(scene.state, unsure=1)), waiting)
    return prefixed(told, scene.say("twijfel.antwoord-onbekend"))


def _about_a_moment(scene: Scene) -> Outcome:
    """A bare moment: about the hours that were just told, the appointment that was just made, or a wish to come."""
    entry = scene.knowledge.entries.get(scene.state.topic)
    if entry and entry.id in HOURS_TOPICS:
        return answering.entry_answer(scene, entry)
    standing = next((button.action.partition(":")[2] for button in scene.state.offered if button.action.startswith("vz:")), "")
    if standing and _CORRECTING.search(scene.message.text):
        return managing.move(scene, standing)
    again = calling.call_again(scene) if _CORRECTING.search(scene.message.text) else None
    return again or booking.begin(scene, own_ways.service_of_topic(scene))


def _is_a_moment(scene: Scene) -> bool:
    """'Woensdag 3 uur', out of the blue: someone wants to come then. A longer sentence that we understand is what it says."""
    if scene.meaning.decision is Decision.ANSWER or len(scene.message.text.split()) > LONGEST_MOMENT:
        return False
    moment = find_moment(scene.message.text, scene.now)
    return bool(moment.date or moment.time or (moment.impossible and scene.state.topic in HOURS_TOPICS))
