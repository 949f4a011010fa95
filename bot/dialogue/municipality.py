"""Places and the municipality they lie in: as people type them, as a pick-list, and whether an answer depends on them."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.content.model import Knowledge
from bot.content.templates import OF_MUNICIPALITY
from bot.dialogue.actions import Action, encode
from bot.dialogue.context import TurnContext
from bot.domain.messages import Button
from bot.understanding.commands import Commands
from bot.understanding.entities import after_place_words, place_alone, tells_home
from bot.understanding.text import words

ASKED = "?"
"""As municipality: it was asked and not told; it is not asked again."""
LONGEST_ANSWER = 6  # words: "wij zitten in de stad Groningen"
LONGEST = 3  # words of a place: "de groeve", "oude pekela"
_SLOT = re.compile("|".join(rf"\{{{name}\}}" for name in OF_MUNICIPALITY))


def names(known: Knowledge) -> tuple[str, ...]:
    """The municipalities we know."""
    return tuple(one.name for one in known.municipalities)


def _places(known: Knowledge) -> Commands:
    return Commands({one.name: (one.name, *one.places) for one in known.municipalities})


def named(known: Knowledge, text: str) -> str:
    """The municipality when a whole message is a place in it, small typing errors forgiven; empty when it is none."""
    places, (said, bare) = _places(known), place_alone(text)
    return places.match(said) or places.match(bare)


def within(known: Knowledge, text: str) -> str:
    """The municipality of a place inside a sentence, only after 'in', 'uit' and the like: Leek and Vries are words too."""
    places = _places(known)
    found = [places.exactly(" ".join(few[:length])) for few in after_place_words(text, LONGEST) for length in range(len(few), 0, -1)]
    return next((name for name in found if name), "")


def answer(known: Knowledge, text: str) -> str:
    """The municipality that answers our question; a long sentence with a place in it is a question of its own."""
    short = len(words(text)) <= LONGEST_ANSWER and "?" not in text
    return named(known, text) or (within(known, text) if short or tells_home(text) else "")


def noticed(context: TurnContext) -> TurnContext:
    """The context with the municipality that someone tells of themselves: 'ik woon in Winschoten'."""
    if not tells_home(context.message.text) or not (name := within(context.knowledge, context.message.text)):
        return context
    return replace(context, state=replace(context.state, municipality=name))


def step_for(context: TurnContext) -> tuple[str, str] | None:
    """The entry and number of the step of what was just spoken of, that depends on where someone lives; None unless they now only say where."""
    entry = context.knowledge.entries.get(context.state.topic)
    if entry is None or not tells_home(context.message.text) or not answer(context.knowledge, context.message.text):
        return None
    if len(words(context.message.text)) > LONGEST_ANSWER:
        return None
    return next(((entry.id, str(number)) for number, step in enumerate(entry.steps) if _SLOT.search(step.text)), None)


def buttons(context: TurnContext) -> list[Button]:
    """The pick-list and a way past it."""
    listed = [Button(name, encode(Action.LIVES_IN, name)) for name in names(context.knowledge)]
    return [*listed, context.button("overslaan", Action.LIVES_IN, ASKED)]


def must_ask(context: TurnContext, text: str) -> bool:
    """Whether a text depends on where someone lives, and that was never asked."""
    return bool(context.knowledge.municipalities) and _SLOT.search(text) is not None and not context.state.municipality
