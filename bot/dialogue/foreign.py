"""Someone writes in another language: one fixed message in it, and a card in Dutch to show at the desk."""

from __future__ import annotations

import secrets
from dataclasses import replace

from bot.content.entries import StepKind
from bot.dialogue.scene import Outcome, Scene
from bot.domain.messages import Button, Reply
from bot.storage.agenda_rows import CODE_LENGTH, CODE_SIGNS
from bot.storage.ledger import Event
from bot.understanding.languages import find_language


def in_another_language(scene: Scene) -> Outcome | None:
    """The message in that language with its two buttons, and the card; None for Dutch. The language is not kept."""
    code = find_language(scene.message.text, scene.knowledge.languages)
    language = next((one for one in scene.knowledge.languages if one.code == code), None)
    if language is None:
        return None
    buttons = (
        Button(language.come_label, "kom", StepKind.WALK_IN.value),
        Button(language.call_label, "bel", StepKind.CALL_BACK.value),
    )
    if scene.state.card:  # the card was given in this contact: the same code still counts
        return Outcome(
            (Reply(scene.answers.fill(language.message), (*buttons, scene.human)),),
            scene.state,
            topic="taal-tolk",
            events=(Event("signal", label="taal"),),
        )
    number = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
    card = scene.say("talen.kaart", zin=language.card, code=number)
    replies = (Reply(scene.answers.fill(language.message)), Reply(card, (*buttons, scene.human)))
    return Outcome(
        replies,
        replace(scene.state, card=True),
        topic="taal-tolk",
        events=(Event("card", "taal-tolk", detail=number), Event("signal", label="taal")),
    )
