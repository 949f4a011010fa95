"""A person's own sentence: held for the length of the contact, and given to staff only after [Ja, geef door]."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import Audience
from bot.dialogue.scene import Outcome, Scene, outcome
from bot.dialogue.state import State
from bot.domain.messages import Kind
from bot.privacy import has_sensitive_subject, mask_rest
from bot.storage import agenda, requests

LONGEST = 300  # characters that staff get to read
FEWEST_WORDS = 4  # fewer is a button or a word, not a question
_ASKED = frozenset({"answered", "clarified"})


def held(scene: Scene, result: Outcome) -> State:
    """The state with the question just asked in it, masked; what is sensitive is not held.

    An employer's "en als hij ziek wordt?" is about nobody in particular, and may be held.
    """
    state = result.state
    if result.secret or state.crisis:
        return replace(state, question="")
    text = scene.message.text
    asked = scene.message.kind is Kind.TEXT and any(event.kind in _ASKED for event in result.events) and result.topic != "formeel-bericht"
    if not asked or text.startswith("/") or len(text.split()) < FEWEST_WORDS:
        return state
    if state.audience != Audience.EMPLOYER and has_sensitive_subject(text, scene.knowledge.word_lists.sensitive):
        return replace(state, question="")
    return replace(state, question=mask_rest(" ".join(text.split())).text[:LONGEST])


def asked_to_pass_on(scene: Scene, result: Outcome, request_id: str) -> Outcome:
    """The outcome of a request or a prepared appointment with the question below it whether staff may read the person's own sentence."""
    sentence = scene.state.question
    if not sentence:
        return result
    said = scene.say("medewerker.zin-doorgeven", zin=sentence)
    yes, no = scene.button("ja-geef-door", f"zinj:{request_id}"), scene.button("nee-niet-doorgeven", f"zinn:{request_id}")
    last = replace(result.reply, text=f"{result.reply.text}\n\n{said}", buttons=(yes, no, *result.reply.buttons))
    return replace(result, replies=(*result.replies[:-1], last))


def passed_on(scene: Scene, request_id: str) -> Outcome | None:
    """'Ja, geef door': the sentence goes to the request or the appointment. None when it is not theirs, or the sentence is gone."""
    if not scene.state.question:
        return None
    request, appointment = requests.find(scene.db, request_id), agenda.find(scene.db, request_id)
    if request and request.person == scene.person:
        requests.add_question(scene.db, request_id, scene.state.question)
    elif appointment and appointment.person == scene.person:
        agenda.add_question(scene.db, request_id, scene.state.question, scene.now)
    else:
        return None
    return _done(scene, "medewerker.zin-door")


def kept_back(scene: Scene, request_id: str) -> Outcome:
    """'Nee, niet doorgeven': staff know the subject and nothing more."""
    del request_id
    return _done(scene, "medewerker.zin-niet-door")


def _done(scene: Scene, key: str) -> Outcome:
    said = scene.say(key)
    text = f"{said} {scene.say('antwoord.gekozen', stap=scene.state.chosen)}" if scene.state.chosen else said
    return outcome(scene, text, [scene.come, scene.button("menu", "menu")], state=replace(scene.state, question=""))
