"""The story that goes along to a person: the last question in own words, and what was told and is not sensitive. Shown first, passed on after a yes."""

from __future__ import annotations

from bot.dialogue.context import TurnContext
from bot.domain import formatting

LONGEST = 300  # characters that staff get to read
YOUNGEST = 16  # years; of who is younger nothing is passed on
_AGE = "leeftijd"


def story(context: TurnContext) -> str:
    """At most 300 characters; empty when there is nothing to tell, or when who tells is too young for it.

    What is sensitive is left out, and everything once the alarm went.
    """
    if context.state.crisis or not context.state.question or _too_young(context):
        return ""
    told = [f"{name.replace('-', ' ')}: {one.value}" for name, one in context.memory.traits.items() if not one.sensitive]
    lines = [context.state.question, formatting.capital(formatting.listed(tuple(told)))] if told else [context.state.question]
    return " | ".join(lines)[:LONGEST]


def _too_young(context: TurnContext) -> bool:
    age = context.memory.traits.get(_AGE)
    return age is not None and age.value.isdigit() and int(age.value) < YOUNGEST
