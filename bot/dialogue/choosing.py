"""A choice that was typed: the words on a button, or its number where numbers are shown."""

from __future__ import annotations

import re

from bot.dialogue.scene import Scene
from intents.matching import Commands

_ORDINALS = {"een": 1, "eerste": 1, "twee": 2, "tweede": 2, "drie": 3, "derde": 3, "vier": 4, "vierde": 4, "laatste": -1}


def typed_choice(scene: Scene) -> str:
    """The action of the button that was meant, empty when the text is something else."""
    text, offered = scene.message.text, scene.state.offered
    if not text or not offered:
        return ""
    if scene.state.numbered and (number := _number(text)) and number <= len(offered):
        return offered[number - 1].action
    # Labels that differ in a figure only ("10.00 uur", "11.00 uur") are near in letters and far in meaning.
    alike = {button.action: (button.label,) for button in reversed(offered) if _figures(button.label) == _figures(text)}
    return Commands(alike).match(text)


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _number(text: str) -> int:
    """`2`, `2.`, `nummer 2`, `de tweede`."""
    found = re.fullmatch(r"\s*(?:nummer|nr\.?|optie|knop|de)?\s*(\w+)[.)]?\s*", text.casefold())
    if not found:
        return 0
    said = found[1]
    return int(said) if said.isdigit() and len(said) <= 2 else max(_ORDINALS.get(said, 0), 0)
