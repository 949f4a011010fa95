"""One turn with a citizen: what they did and where we were become replies and where we are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.dialogue import actions, answering, booking, callback, data_rights, forms, municipality, my_appointments, safety, small_talk, steps
from bot.dialogue.actions import VERBS, pressed, stop
from bot.dialogue.answering import HOURS_TOPICS
from bot.dialogue.context import Outcome, Scene, Waiting, outcome, prefixed
from bot.dialogue.topics import by_topic, understood
from bot.domain.messages import Kind
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.entities import refuses_call
from bot.understanding.pipeline import Decision
from bot.understanding.risk import find_crisis, find_formal_act

# Short commands that work in every state: 'stop', 'terug', 'ja', '/afspraak'.

Handler = Callable[[Scene, str], Outcome | None]

COMMANDS: dict[str, Handler] = {
    "stop": VERBS["stop"],
    "terug": lambda scene, _: forms.back(scene),
    "medewerker": VERBS["mens"],
    "menu": VERBS["menu"],
    "snap-niet": VERBS["kort"],
    "liever-bellen": lambda scene, _: _in_booking(scene, "telefoon") or callback.call_me(scene),
    "te-ver-weg": lambda scene, _: _in_booking(scene, "ver") or callback.too_far(scene),
    "iets-anders": VERBS["anders"],
    "mijn-stap": lambda scene, _: my_appointments.show(scene) if my_appointments.has_any(scene) or "stap" in scene.message.text else None,
    "mijn-gegevens": VERBS["gegevens"],
    "verwijder": VERBS["wis"],
    "niet-bellen": lambda scene, _: callback.not_called(scene),
    "verder": VERBS["door"],
    "laat-staan": lambda scene, _: _left_standing(scene),
    "opnieuw": lambda scene, _: small_talk.start(scene),
    "ja": lambda scene, _: _yes(scene),
    "nee": lambda scene, _: _no(scene),
}
"""Short commands that work in every state (intents/zinnen.yaml, opdrachten)."""

_ASKED: dict[str, Handler] = {
    "/start": lambda scene, _: small_talk.start(scene),
    "/stop": lambda scene, _: data_rights.silence(scene, stop(scene)),
    "/mijnstap": lambda scene, _: my_appointments.show(scene),
    "/mijngegevens": VERBS["gegevens"],
    "/verwijder": VERBS["wis"],
}
_SLASH = {
    "/afspraak": "afspraak-maken",
    "/mijnafspraak": "afspraak-bekijken",
    "/medewerker": "medewerker-spreken",
    "/privacy": "privacy",
    "/help": "wat-kun-je",
}


def command(scene: Scene) -> Outcome | None:
    text = scene.message.text.strip().lower()
    if text.startswith("/"):
        return _slash(scene, text.split("@")[0].split()[0])
    handler = COMMANDS.get(scene.meaning.command)
    return handler(scene, "") if handler else None


def _slash(scene: Scene, name: str) -> Outcome | None:
    if name in _ASKED:
        return _ASKED[name](scene, "")
    return by_topic(scene, _SLASH[name]) if name in _SLASH else None


def _in_booking(scene: Scene, what: str) -> Outcome | None:
    waiting = scene.state.awaited(scene.message.at)
    if waiting and waiting.dialogue == booking.BOOKING and waiting.data.get("dienst"):
        return booking.pressed(scene, f"{waiting.data['token']}:{what}")
    return None


def _left_standing(scene: Scene) -> Outcome | None:
    """'Laat toch maar staan' while an appointment is being moved."""
    waiting = scene.state.awaited(scene.message.at)
    moving = waiting.data.get("moving", "") if waiting else ""
    return my_appointments.kept(replace(scene, state=replace(scene.state, waiting=None)), moving) if moving else None


def _yes(scene: Scene) -> Outcome | None:
    """'Ja' is the main path: the first button that stands open, when a question of ours is open or one option stands."""
    offered = scene.state.offered
    if not offered or offered[0].action.split(":")[0] not in ("bk", "azj", "s", "b", "t", "zinj", "wisj", "kom"):
        return None
    waiting = forms.open_one(scene)
    if waiting and (":moment:" in offered[0].action or ":dienst:" in offered[0].action):
        return forms.repeat(scene, waiting)  # 'ja' to a list of moments or subjects chooses none of them
    return pressed(replace(scene, message=replace(scene.message, action=offered[0].action)))


def _no(scene: Scene) -> Outcome | None:
    """'Nee' to a summary is another moment, to a cancellation leaving it, to options something else."""
    for button in scene.state.offered:
        if button.action.startswith(("azn:", "zinn:", "wisn")) or button.action.endswith(":ander") or button.action == "anders":
            return pressed(replace(scene, message=replace(scene.message, action=button.action)))
    return None


# One turn with a citizen: what they did and where we were become replies and where we are.

_CORRECTING = re.compile(r"\b(?:bedoel\w*|liever|toch|sorry|nee|verkeerd|fout|niet)\b", re.IGNORECASE)
LONGEST_REFUSAL = 8  # words; 'bel mij maar niet' in a longer message stands beside a question, and that is answered
LONGEST_MOMENT = 6  # words; 'volgende week dinsdag om half drie' is six


def turn(scene: Scene) -> Outcome:
    """The outcome of one message: safety first, then what was chosen, then what was asked."""
    text = scene.message.text
    if text and actions.typed_choice(scene):
        return pressed(scene) or _typed(scene)  # our own words on a button are nobody's cry for help
    if text and (denied := safety.taken_back(scene)):
        return denied
    if text and (kind := find_crisis(text)):
        return safety.crisis(scene, kind)
    if text and scene.message.kind is Kind.TEXT and (act := find_formal_act(text)):
        return safety.formal(scene, act)
    return _started(scene) or pressed(scene) or _other_than_text(scene) or _foreign(scene) or _typed(scene)


def _foreign(scene: Scene) -> Outcome | None:
    """Another language, unless it is a word that we know in Dutch."""
    known = scene.meaning.command or scene.message.text.startswith("/")
    return None if known or not scene.message.text else small_talk.in_another_language(scene)


def _started(scene: Scene) -> Outcome | None:
    if scene.message.kind is Kind.START:
        return small_talk.arrived(scene)
    return None


def _other_than_text(scene: Scene) -> Outcome | None:
    """Voice, photo, file, location, group: one kind answer with a call and a visit at once."""
    kind = scene.message.kind
    if kind is Kind.CONTACT:
        waiting = forms.open_one(scene)
        return (waiting and forms.answered(scene, waiting)) or callback.call_me(scene)
    key = {
        Kind.VOICE: "alleen-tekst",
        Kind.MEDIA: "alleen-tekst",
        Kind.LOCATION: "alleen-tekst",
        Kind.GROUP: "groep",
        Kind.EDITED: "gewijzigd",
    }.get(kind)
    return outcome(scene, scene.say(f"algemeen.{key}"), [scene.call, scene.come, scene.human]) if key else None


def _typed(scene: Scene) -> Outcome:
    if done := command(scene):
        return done
    if refuses_call(scene.message.text) and (
        scene.meaning.decision is not Decision.ANSWER or len(scene.message.text.split()) <= LONGEST_REFUSAL
    ):
        return callback.not_called(scene)
    scene = municipality.noticed(scene)
    waiting = forms.open_one(scene)
    if waiting and (taken := forms.answered(scene, waiting)):
        return replace(taken, state=replace(taken.state, unsure=0))
    if callback.is_phone_number(scene.message.text) or callback.asks_call(scene):
        return callback.call_me(scene)
    if waiting is None and (known := municipality.step_for(scene)):
        return steps.chosen(scene, known) or understood(scene)
    about_hours = scene.state.topic in HOURS_TOPICS and waiting is not None and not forms.insists(waiting)
    if (waiting is None or about_hours) and _is_a_moment(scene):
        result = _about_a_moment(scene)
    elif waiting and (again := _asked_again(scene, waiting)):
        return again
    else:
        result = understood(scene)
    keeps = waiting is not None and result.state.waiting == waiting and result.topic != "afscheid"
    return forms.resumed(scene, result, waiting) if keeps and waiting else result


def _asked_again(scene: Scene, waiting: Waiting) -> Outcome | None:
    """A few words that answer neither our question nor are one of their own: asked once more, and then a person."""
    own = scene.meaning.decision is not Decision.NONE or len(scene.message.text.split()) > LONGEST_MOMENT or safety.calmed(scene)
    if own or scene.state.unsure or not forms.DIALOGUES[waiting.dialogue].first:
        return None
    told = forms.repeat(replace(scene, state=replace(scene.state, unsure=1)), waiting)
    return prefixed(told, scene.say("twijfel.antwoord-onbekend"))


def _about_a_moment(scene: Scene) -> Outcome:
    """A bare moment: about the hours that were just told, the appointment that was just made, or a wish to come."""
    entry = scene.knowledge.entries.get(scene.state.topic)
    if entry and entry.id in HOURS_TOPICS:
        return answering.entry_answer(scene, entry)
    standing = next((button.action.partition(":")[2] for button in scene.state.offered if button.action.startswith("vz:")), "")
    if standing and _CORRECTING.search(scene.message.text):
        return my_appointments.move(scene, standing)
    again = callback.call_again(scene) if _CORRECTING.search(scene.message.text) else None
    return again or booking.begin(scene, booking.service_of_topic(scene))


def _is_a_moment(scene: Scene) -> bool:
    """'Woensdag 3 uur', out of the blue: someone wants to come then. A longer sentence that we understand is what it says."""
    if scene.meaning.decision is Decision.ANSWER or len(scene.message.text.split()) > LONGEST_MOMENT:
        return False
    moment = find_moment(scene.message.text, scene.now)
    return bool(moment.date or moment.time or (moment.impossible and scene.state.topic in HOURS_TOPICS))
