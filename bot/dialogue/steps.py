"""A step of an entry was chosen: booked, walked to, called about or told; where someone lives is asked when the step needs it."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import StepKind
from bot.dialogue import answering, booking, callback, municipality
from bot.dialogue.context import TurnContext, TurnResult, Waiting, reply_with
from bot.storage.events import Event
from bot.understanding.text import words

HOME = "woonplaats"


def chosen(context: TurnContext, argument: str) -> TurnResult | None:
    """The step `<entry>:<number>`. None when there is no such step any more."""
    topic, _, number = argument.rpartition(":")
    entry = context.knowledge.entries.get(topic)
    if entry is None or number not in map(str, range(len(entry.steps))):
        return None
    step = entry.steps[int(number)]
    context = replace(context, state=replace(context.state, topic=topic))
    if step.kind is StepKind.APPOINTMENT:
        return booking.begin(context, step.service)
    if step.kind is StepKind.WALK_IN:
        return callback.walk_in(context)
    if step.kind is StepKind.CALL_BACK:
        return callback.call_me(context)
    if municipality.must_ask(context, step.text):
        return _ask(context, context.waiting(HOME, "plaats", stap=argument))
    return answering.step_told(context, entry, step)


def _ask(context: TurnContext, waiting: Waiting, key: str = "waar") -> TurnResult:
    """It counts as asked from now on, whatever comes of it."""
    entry = context.knowledge.entries.get(waiting.data["stap"].rpartition(":")[0])
    buttons = [*municipality.buttons(context, lambda name: f"wp:{name}"), context.call, context.button("stop", "stop")]
    state = replace(context.state, waiting=waiting, municipality=context.state.municipality or municipality.ASKED)
    about = {"topic": entry.id, "secret": entry.sensitive} if entry else {}
    return reply_with(context, context.say(f"gemeente.{key}"), buttons, state=state, numbered=True, **about)


def lives_in(context: TurnContext, name: str) -> TurnResult | None:
    """A municipality was tapped, or skipped; then the step that was asked for is told. None when nothing waits for it."""
    waiting = context.state.awaited(context.message.at)
    if waiting is None or waiting.dialogue != HOME or name not in (municipality.ASKED, *municipality.names(context.knowledge)):
        return None
    told = chosen(replace(context, state=replace(context.state, municipality=name, waiting=None)), waiting.data["stap"])
    if told is None or name == municipality.ASKED:
        return told
    return replace(told, events=(*told.events, Event("municipality", detail=name)))


def answered(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """A place was typed; None when the message is something else."""
    text = context.message.text
    if name := municipality.answer(context.knowledge, text):
        return lives_in(context, name)
    return _ask(context, waiting, "niet-herkend") if len(words(text)) <= municipality.LONGEST else None


def repeat(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The question once more."""
    return _ask(context, waiting)
