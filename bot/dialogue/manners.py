"""An insult: answered once and calmly, with the way to a person open."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.scene import Outcome, Scene, outcome
from bot.masking.word_marks import has_any
from bot.understanding.pipeline import Decision

MOST_WORDS = 4
"""A message of so few words with an insult in it is an insult; in a longer one a question may stand, and that goes first."""


def calmed(scene: Scene) -> Outcome | None:
    """One calm sentence, when this is an insult and the first of the contact; None otherwise."""
    text = scene.message.text
    question = scene.meaning.decision is Decision.ANSWER and len(text.split()) > MOST_WORDS
    if scene.state.calmed or question or not has_any(text, scene.knowledge.word_lists.insults):
        return None
    buttons = [scene.come, scene.call, scene.button("menu", "menu"), scene.human]
    return outcome(scene, scene.say("twijfel.scheldwoord"), buttons, state=replace(scene.state, calmed=True))
