"""A step of an entry was chosen: booked, walked to, called about or told; where someone lives is asked when the step needs it."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import StepKind
from bot.dialogue import answering, booking, callback, contact, municipality
from bot.dialogue.actions import Action
from bot.dialogue.booking_fields import PLACES
from bot.dialogue.context import TurnContext, TurnResult, Waiting, reply_with
from bot.storage.events import Event
from bot.understanding.text import words

HOME = "woonplaats"


def chosen(context: TurnContext, topic: str, number: str) -> TurnResult | None:
    """A step of an entry. None when there is no such step any more."""
    entry = context.knowledge.entries.get(topic)
    if entry is None or number not in map(str, range(len(entry.steps))):
        return None
    step = entry.steps[int(number)]
    context = replace(context, state=replace(context.state, topic=topic))
    if step.kind is StepKind.APPOINTMENT:
        return booking.begin(context, step.service, place=_place(context, step.label))
    if step.kind is StepKind.WALK_IN:
        return contact.walk_in(context)
    if step.kind is StepKind.CALL_BACK:
        return callback.call_me(context)
    if municipality.must_ask(context, step.text):
        return _ask(context, context.waiting(HOME, "plaats", stap=f"{topic}:{number}"))
    return answering.step_told(context, entry, step)


def _place(context: TurnContext, label: str) -> str:
    """Where an appointment is, when the words on its button say so: 'Afspraak door de telefoon'."""
    named = context.listener.understanding.answers.read(label).place if context.listener else None
    return PLACES[named].value if named in PLACES else ""


def _ask(context: TurnContext, waiting: Waiting, key: str = "waar") -> TurnResult:
    """It counts as asked from now on, whatever comes of it."""
    entry = context.knowledge.entries.get(_step_of(waiting)[0])
    buttons = [*municipality.buttons(context), context.call, context.button("stop", Action.STOP)]
    state = replace(context.state, waiting=waiting, municipality=context.state.municipality or municipality.ASKED)
    about = {"topic": entry.id, "secret": entry.sensitive} if entry else {}
    return reply_with(context, context.say(f"gemeente.{key}"), buttons, state=state, numbered=True, **about)


def _step_of(waiting: Waiting) -> tuple[str, str]:
    """The entry and number of the step that waits for a place, as a stored conversation names them: `<entry>:<number>`."""
    topic, _, number = waiting.data["stap"].rpartition(":")
    return topic, number


def lives_in(context: TurnContext, name: str) -> TurnResult | None:
    """A municipality was tapped, or skipped; then the step that was asked for is told. None when nothing waits for it."""
    waiting = context.state.awaited(context.message.at)
    if waiting is None or waiting.dialogue != HOME or name not in (municipality.ASKED, *municipality.names(context.knowledge)):
        return None
    told = chosen(replace(context, state=replace(context.state, municipality=name, waiting=None)), *_step_of(waiting))
    if told is None or name == municipality.ASKED:
        return told
    return replace(told, events=(*told.events, Event("municipality", detail=name)))


def home_told(context: TurnContext) -> TurnResult | None:
    """'Ik woon in Winschoten', after a step that depends on it, while no question of ours is open."""
    if context.state.awaited(context.message.at):
        return None
    step = municipality.step_for(context)
    return chosen(context, *step) if step else None


def answered(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """A place was typed; None when the message is something else."""
    text = context.message.text
    if name := municipality.answer(context.knowledge, text):
        return lives_in(context, name)
    return _ask(context, waiting, "niet-herkend") if len(words(text)) <= municipality.LONGEST else None


def repeat(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The question once more."""
    return _ask(context, waiting)
