"""A choice that was typed: the words on a button, or its number where numbers are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue.actions import Action, action_of
from bot.dialogue.context import TurnContext
from bot.domain.messages import Button
from bot.understanding.commands import Commands

_NUMBERS = {"een": 1, "twee": 2, "drie": 3, "vier": 4}
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "bovenste": 1, "laatste": -1, "onderste": -1}
_ORDINAL = re.compile(
    rf"(?:(?:ja|nou|oke?|dan|graag|doe|neem|pak|kies|ik|wil|liever|maar|mij|mie|maor|mor) )*(?:(?:de|die|dat|het|dei|d) )?"
    rf"(?P<place>{'|'.join(_ORDINALS)})(?: (?:maar|graag|dan|aub|alstublieft|is goed|moment|mogelijkheid|keuze|optie|tijd|mor|please))*"
)


def typed_choice(context: TurnContext) -> str:
    """The action of the button that was meant, empty when the text is something else."""
    text, offered = context.message.text, context.state.offered
    if not text or not offered:
        return ""
    if context.state.numbered and (number := _number(text)) and number <= len(offered):
        return offered[number - 1].action
    if action := _in_order(text, offered):
        return action
    # Labels that differ in a figure only ("10.00 uur", "11.00 uur") are near in letters and far in meaning.
    alike = {button.action: (button.label,) for button in reversed(offered) if _figures(button.label) == _figures(text)}
    return Commands(alike).match(text)


def _in_order(text: str, offered: Sequence[Button]) -> str:
    """'De tweede', 'doe die laatste maar': of the moments when there are any, else of all that is shown (there nothing is the last)."""
    found = _ORDINAL.fullmatch(" ".join(re.findall(r"\w+", text.casefold())))
    if not found:
        return ""
    moments = [button.action for button in offered if action_of(button.action) is Action.SLOT]
    shown, place = moments or [button.action for button in offered], _ORDINALS[found["place"]]
    if place < 0:
        return moments[-1] if moments else ""
    return shown[place - 1] if place <= len(shown) else ""


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _number(text: str) -> int:
    """`2`, `2.`, `nummer 2`, `twee`."""
    found = re.fullmatch(r"\s*(?:nummer|nr\.?|optie|knop|de)?\s*(\w+)[.)]?\s*", text.casefold())
    if not found:
        return 0
    said = found[1]
    return int(said) if said.isdecimal() and len(said) <= 2 else _NUMBERS.get(said, 0)
