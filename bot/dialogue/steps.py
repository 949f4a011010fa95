"""A step of an entry was chosen: booked, walked to, called about or told; where someone lives is asked when the step needs it."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import StepKind
from bot.dialogue import answering, booking, callback, municipality
from bot.dialogue.context import Outcome, Scene, Waiting, outcome
from bot.storage.events import Event
from bot.understanding.text import words

HOME = "woonplaats"


def chosen(scene: Scene, argument: str) -> Outcome | None:
    """The step `<entry>:<number>`. None when there is no such step any more."""
    topic, _, number = argument.rpartition(":")
    entry = scene.knowledge.entries.get(topic)
    if entry is None or number not in map(str, range(len(entry.steps))):
        return None
    step = entry.steps[int(number)]
    scene = replace(scene, state=replace(scene.state, topic=topic))
    if step.kind is StepKind.APPOINTMENT:
        return booking.begin(scene, step.service)
    if step.kind is StepKind.WALK_IN:
        return callback.walk_in(scene)
    if step.kind is StepKind.CALL_BACK:
        return callback.call_me(scene)
    if municipality.must_ask(scene, step.text):
        return _ask(scene, scene.waiting(HOME, "plaats", stap=argument))
    return answering.step_told(scene, entry, step)


def _ask(scene: Scene, waiting: Waiting, key: str = "waar") -> Outcome:
    """It counts as asked from now on, whatever comes of it."""
    entry = scene.knowledge.entries.get(waiting.data["stap"].rpartition(":")[0])
    buttons = [*municipality.buttons(scene, lambda name: f"wp:{name}"), scene.call, scene.button("stop", "stop")]
    state = replace(scene.state, waiting=waiting, municipality=scene.state.municipality or municipality.ASKED)
    about = {"topic": entry.id, "secret": entry.sensitive} if entry else {}
    return outcome(scene, scene.say(f"gemeente.{key}"), buttons, state=state, numbered=True, **about)


def lives_in(scene: Scene, name: str) -> Outcome | None:
    """A municipality was tapped, or skipped; then the step that was asked for is told. None when nothing waits for it."""
    waiting = scene.state.awaited(scene.message.at)
    if waiting is None or waiting.dialogue != HOME or name not in (municipality.ASKED, *municipality.names(scene.knowledge)):
        return None
    told = chosen(replace(scene, state=replace(scene.state, municipality=name, waiting=None)), waiting.data["stap"])
    if told is None or name == municipality.ASKED:
        return told
    return replace(told, events=(*told.events, Event("municipality", detail=name)))


def answered(scene: Scene, waiting: Waiting) -> Outcome | None:
    """A place was typed; None when the message is something else."""
    text = scene.message.text
    if name := municipality.answer(scene.knowledge, text):
        return lives_in(scene, name)
    return _ask(scene, waiting, "niet-herkend") if len(words(text)) <= municipality.LONGEST else None


def repeat(scene: Scene, waiting: Waiting) -> Outcome:
    """The question once more."""
    return _ask(scene, waiting)
