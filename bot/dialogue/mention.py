"""A button that a text tells to choose: it stands below that text, or the text does not speak of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.content.entries import StepKind
from bot.content.schema_traits import Effect
from bot.dialogue import answering, details
from bot.dialogue.actions import Action, action_of
from bot.dialogue.context import TurnContext, TurnResult
from bot.domain.messages import Button, Kind, Reply

_SENTENCE = re.compile(r"(?<=[.?!])[^\S\n]+")
MOST_BUTTONS = 3
"""Beside the last one, of a reply that asks nothing."""


def kept(context: TurnContext, result: TurnResult) -> TurnResult:
    """The result with every button that its texts tell to choose; who cannot telephone is told of no call."""
    if result.erased or context.message.kind is Kind.START:
        return result
    known = _known(context, result)
    pattern = re.compile(rf"\b[Kk]ies (?:dan )?({'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})(?![\w’'])")
    if not any(pattern.search(one.text) for one in result.replies):
        return result
    if _cannot_call(context, result):
        calls = {label for label, button in known.items() if _is_call(button)}
        result = replace(result, replies=tuple(_without(context, one, pattern, calls) for one in result.replies))
    for label in dict.fromkeys(found for one in result.replies for found in pattern.findall(one.text)):
        result = _with(context, result, known[label])
    return result


def _known(context: TurnContext, result: TurnResult) -> Mapping[str, Button]:
    """The buttons that can stand anywhere, and the steps of what is told, by their label."""
    talk = context.button("afspraak", Action.BOOK, step=StepKind.APPOINTMENT)
    write = context.button("antwoord-hier", Action.WRITE)
    everywhere = (context.call, context.come, context.human, write, *([] if result.state.crisis else [talk]))
    entry = context.knowledge.entries.get(result.topic)
    own = answering.entry_steps(replace(context, state=result.state), entry) if entry else []
    return {button.label: button for button in (*everywhere, *own, *result.reply.buttons)}


def _cannot_call(context: TurnContext, result: TurnResult) -> bool:
    return any(trait.effect is Effect.NO_CALLS for trait in details.holding(result.state.memory, context))


def _is_call(button: Button) -> bool:
    return button.step == StepKind.CALL_BACK or action_of(button.action) is Action.CALL


def _without(context: TurnContext, reply: Reply, pattern: re.Pattern[str], labels: set[str]) -> Reply:
    """The reply with the way to write here in place of each sentence that tells to choose a call."""

    def said(sentence: str) -> str:
        found = pattern.search(sentence)
        return context.say("gesprek.typ-hier") if found and found[1] in labels else sentence

    lines = (" ".join(dict.fromkeys(map(said, _SENTENCE.split(line)))) for line in reply.text.split("\n"))
    return replace(reply, text="\n".join(lines))


def _with(context: TurnContext, result: TurnResult, wanted: Button) -> TurnResult:
    """The result with a button that is told of; a call under another label is called by that."""
    reply = result.reply
    if any(one.label == wanted.label for one in reply.buttons):
        return result
    other = next((one.label for one in reply.buttons if _is_call(one) and _is_call(wanted)), "")
    if other:
        renamed = (replace(one, text=_renamed(one.text, wanted.label, other)) for one in result.replies)
        return replace(result, replies=tuple(renamed))
    *ways, last = reply.buttons or (context.human,)
    asks = result.state.waiting is not None or reply.numbered
    buttons = (*(ways if asks else _room(ways)), wanted, last)
    return replace(result, replies=(*result.replies[:-1], replace(reply, buttons=buttons)))


def _renamed(text: str, label: str, other: str) -> str:
    return re.sub(rf"(\b[Kk]ies (?:dan )?){re.escape(label)}(?![\w’'])", rf"\g<1>{other}", text)


def _room(ways: Sequence[Button]) -> Sequence[Button]:
    """The buttons that may stay beside one more: where it comes from goes last."""
    if len(ways) < MOST_BUTTONS:
        return ways
    leaving = next((one for one in reversed(ways) if action_of(one.action) is not Action.ORIGIN), ways[-1])
    return [one for one in ways if one is not leaving]
