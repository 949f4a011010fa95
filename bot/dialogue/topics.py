"""A message that is a question: a word explained, an answer, something done, a question back, or 'dat weet ik niet'."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.dialogue import answering, booking, callback, data_rights, my_appointments, safety, small_talk
from bot.dialogue.context import Outcome, Scene, prefixed
from bot.understanding.pipeline import Decision

Handler = Callable[[Scene, str], Outcome | None]
TO_A_HUMAN_AFTER = 3  # misses in a row

ACTS: dict[str, Handler] = {
    "groet": lambda scene, _: small_talk.hello(scene),
    "bedankt": lambda scene, _: small_talk.thanks(scene),
    "afscheid": lambda scene, _: small_talk.goodbye(scene),
    "afspraak-maken": lambda scene, _: booking.begin(scene, booking.service_of_topic(scene)),
    "afspraak-verzetten": lambda scene, _: my_appointments.move(scene),
    "afspraak-afzeggen": lambda scene, _: my_appointments.cancel(scene),
    "afspraak-bekijken": lambda scene, _: my_appointments.view(scene),
    "medewerker-spreken": lambda scene, _: callback.human_or_call(scene),
    data_rights.TOPIC: lambda scene, _: data_rights.privacy(scene),
}
"""Topics that are done rather than told."""

_DEFINITION = re.compile(
    r"^(?:en )?(?:wat|wa)(?: is| zijn| betekent| beteken| houdt| ies)?(?: nou| eigenlijk| precies)?(?: een| de| het| n)? (?P<word>[\w -]{2,40}?)(?: in| precies| eigenlijk| dan| nou)?$"
)


def understood(scene: Scene) -> Outcome:
    """A question: a word explained, an answer, a question back, or 'dat weet ik niet'."""
    if told := _defined(scene) or safety.calmed(scene):
        return told
    meaning = scene.meaning
    if meaning.decision is not Decision.ANSWER and scene.state.unsure >= TO_A_HUMAN_AFTER:
        return prefixed(callback.human(replace(scene, state=replace(scene.state, unsure=0))), scene.say("twijfel.weet-niet-weer"))
    if meaning.decision is Decision.ANSWER and meaning.topic:
        return by_topic(scene, meaning.topic) or answering.unknown(scene, meaning)
    if meaning.decision is Decision.CLARIFY:
        return answering.clarify(scene, meaning)
    return answering.unknown(scene, meaning)


def _defined(scene: Scene) -> Outcome | None:
    """'Wat is WW?' from the glossary, unless an answer of ours defines it better."""
    text = re.sub(r"[^\w\s-]", "", scene.message.text.casefold()).strip()
    found = _DEFINITION.match(text)
    if not found:
        return None
    asked = found["word"].strip()
    word = next((one for one in scene.knowledge.words if asked in (one.word.casefold(), *(form.casefold() for form in one.forms))), None)
    if word is None:
        return None
    entry = scene.knowledge.entries.get(word.topic)
    if entry and entry.question.casefold().startswith("wat ") and word.word.casefold() in entry.question.casefold():
        return answering.entry_answer(scene, entry)
    return answering.word_explained(scene, word)


def by_topic(scene: Scene, topic: str) -> Outcome | None:
    """An answer of ours, or something done; None for a topic that no longer exists."""
    if topic in ACTS:
        return ACTS[topic](scene, "")
    entry = scene.knowledge.entries.get(topic)
    return answering.entry_answer(scene, entry) if entry else None
