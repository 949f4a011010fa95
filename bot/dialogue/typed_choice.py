"""A choice that was typed: the words on a button, or its number where numbers are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue.actions import Action, action_of, encode
from bot.dialogue.context import TurnContext
from bot.domain.messages import Button
from bot.understanding.commands import Commands
from bot.understanding.entities import number_of_choice, place_in_order


def typed_choice(context: TurnContext) -> str:
    """The action of the button that was meant, empty when the text is something else."""
    text, offered = context.message.text, context.state.offered
    if not text or not offered:
        return _of_subject(context) if text else ""
    if context.state.numbered and (number := number_of_choice(text)) and number <= len(offered):
        return offered[number - 1].action
    if action := _in_order(text, offered):
        return action
    # Labels that differ in a figure only ("10.00 uur", "11.00 uur") are near in letters and far in meaning.
    alike = {button.action: (button.label,) for button in reversed(offered) if _figures(button.label) == _figures(text)}
    return Commands(alike).match(text) or _of_subject(context)


def _of_subject(context: TurnContext) -> str:
    """A label to the letter that stood under what was spoken of, or would have if there were room for it; not while a form of ours is open."""
    waiting = context.state.awaited(context.message.at)
    if waiting is not None:
        return ""
    spoken_of = dict.fromkeys((*context.memory.told_entries, *reversed(context.memory.entries)))
    entries = [context.knowledge.entries[one] for one in spoken_of if one in context.knowledge.entries]
    steps = {encode(Action.STEP, entry.id, str(number)): step for entry in entries for number, step in enumerate(entry.steps)}
    return Commands({action: (step.label,) for action, step in steps.items() if step.label}).exactly(context.message.text)


def _in_order(text: str, offered: Sequence[Button]) -> str:
    """'De tweede', 'doe die laatste maar': of the moments when there are any, else of all that is shown (there nothing is the last)."""
    place = place_in_order(text)
    if not place:
        return ""
    moments = [button.action for button in offered if action_of(button.action) is Action.SLOT]
    if place < 0:
        return moments[-1] if moments else ""
    shown = moments or [button.action for button in offered]
    return shown[place - 1] if place <= len(shown) else ""


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)
