"""One turn with a citizen: what they did and where we were become replies and where we are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.dialogue import (
    answering,
    arriving,
    booking,
    choosing,
    cost_path,
    employer,
    follow_up,
    foreign,
    greeting,
    handover,
    managing,
    manners,
    municipality,
    my_step,
    open_questions,
    own_words,
    rights,
    safety,
    steps,
)
from bot.dialogue.scene import Chosen, Outcome, Scene, outcome, prefixed
from bot.dialogue.state import Waiting
from bot.messages import Kind
from intents.crisis import find_crisis
from intents.dates import find_moment
from intents.formal import find_formal_act
from intents.understanding import Decision
from knowledge.entries import StepKind

Handler = Callable[[Scene, str], Outcome | None]

LONGEST_MOMENT = 6  # words; 'volgende week dinsdag om half drie' is six
TO_A_HUMAN_AFTER = 3  # misses in a row

VERBS: dict[str, Handler] = {
    "t": lambda scene, topic: by_topic(scene, topic),
    "s": steps.chosen,
    "b": booking.begin,
    "bk": booking.pressed,
    "vz": managing.move,
    "vm": managing.move_to,
    "az": managing.cancel,
    "azj": managing.cancelled,
    "azn": managing.kept,
    "mijn": lambda scene, _: managing.view(scene),
    "stap": lambda scene, _: my_step.show(scene),
    "nb": my_step.not_called,
    "gd": my_step.done,
    "hm": follow_up.remind,
    "hg": follow_up.ask_afterwards,
    "hj": follow_up.succeeded,
    "hn": follow_up.not_succeeded,
    "hx": lambda scene, _: follow_up.silence(scene),
    "kom": lambda scene, _: handover.walk_in(scene),
    "bel": lambda scene, _: employer.taken_along(scene, handover.call_me(scene)),
    "bezoek": lambda scene, _: employer.taken_along(scene, handover.visit(scene)),
    "w": handover.window_chosen,
    "schrijf": lambda scene, _: handover.write(scene),
    "mens": lambda scene, _: handover.human(scene),
    "menu": lambda scene, _: greeting.menu(scene),
    "anders": lambda scene, _: answering.something_else(scene),
    "kort": lambda scene, _: answering.shorter(scene),
    "hulp": safety.help_line,
    "stop": lambda scene, _: stop(scene),
    "zinj": own_words.passed_on,
    "zinn": own_words.kept_back,
    "pr": rights.about,
    "gegevens": lambda scene, _: rights.my_data(scene),
    "wis": lambda scene, _: rights.ask_erasure(scene),
    "wisj": rights.erased,
    "wisn": lambda scene, _: rights.not_erased(scene),
    "gemeente": lambda scene, _: _municipality(scene),
    "wp": steps.lives_in,
    "wg": employer.pressed,
    "reken": cost_path.pressed,
    "door": lambda scene, _: open_questions.go_on(scene),
}
"""What a button's action does: `<verb>:<argument>`. None means that the button is no longer valid."""

ACTS: dict[str, Handler] = {
    "groet": lambda scene, _: greeting.hello(scene),
    "bedankt": lambda scene, _: greeting.thanks(scene),
    "afscheid": lambda scene, _: greeting.goodbye(scene),
    "afspraak-maken": lambda scene, _: booking.begin(scene, booking.service_of_topic(scene)),
    "afspraak-verzetten": lambda scene, _: managing.move(scene),
    "afspraak-afzeggen": lambda scene, _: managing.cancel(scene),
    "afspraak-bekijken": lambda scene, _: managing.view(scene),
    "medewerker-spreken": lambda scene, _: handover.human_or_call(scene),
    rights.TOPIC: lambda scene, _: rights.privacy(scene),
}
"""Topics that are done rather than told."""

COMMANDS: dict[str, Handler] = {
    "stop": VERBS["stop"],
    "terug": lambda scene, _: open_questions.back(scene),
    "medewerker": VERBS["mens"],
    "menu": VERBS["menu"],
    "snap-niet": VERBS["kort"],
    "liever-bellen": lambda scene, _: _in_booking(scene, "telefoon") or handover.call_me(scene),
    "te-ver-weg": lambda scene, _: _in_booking(scene, "ver") or handover.too_far(scene),
    "iets-anders": VERBS["anders"],
    "mijn-stap": VERBS["stap"],
    "mijn-gegevens": VERBS["gegevens"],
    "verwijder": VERBS["wis"],
    "opnieuw": lambda scene, _: greeting.start(scene),
    "ja": lambda scene, _: _yes(scene),
    "nee": lambda scene, _: _no(scene),
}
"""Short commands that work in every state (intents/zinnen.yaml, opdrachten)."""

_ASKED: dict[str, Handler] = {
    "/start": lambda scene, _: greeting.start(scene),
    "/stop": lambda scene, _: rights.silence(scene, stop(scene)),
    "/mijnstap": lambda scene, _: my_step.show(scene),
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


def turn(scene: Scene) -> Outcome:
    """The outcome of one message: safety first, then what was chosen, then what was asked."""
    text = scene.message.text
    if text and choosing.typed_choice(scene):
        return _pressed(scene) or _typed(scene)  # our own words on a button are nobody's cry for help
    if text and (kind := find_crisis(text)):
        return safety.crisis(scene, kind)
    if text and scene.message.kind is Kind.TEXT and (act := find_formal_act(text)):
        return safety.formal(scene, act)
    return _started(scene) or _pressed(scene) or _other_than_text(scene) or _foreign(scene) or _typed(scene)


def _foreign(scene: Scene) -> Outcome | None:
    """Another language, unless it is a word that we know in Dutch."""
    known = scene.meaning.command or scene.message.text.startswith("/")
    return None if known or not scene.message.text else foreign.in_another_language(scene)


def _started(scene: Scene) -> Outcome | None:
    if scene.message.kind is Kind.START:
        return arriving.arrived(scene)
    return None


def _pressed(scene: Scene) -> Outcome | None:
    """A button, tapped or typed by its words or its number."""
    action = scene.message.action or choosing.typed_choice(scene)
    if not action:
        return None
    verb, _, argument = action.partition(":")
    done = VERBS[verb](scene, argument) if verb in VERBS else None
    return done or _expired(scene)


def _expired(scene: Scene) -> Outcome:
    """A button of something that is over: said so, with what one can choose now."""
    waiting = open_questions.open_one(scene)
    current = open_questions.repeat(scene, waiting) if waiting else greeting.menu(scene)
    return prefixed(current, scene.say("twijfel.knop-verlopen"))


def _other_than_text(scene: Scene) -> Outcome | None:
    """Voice, photo, file, location, group: one kind answer with a call and a visit at once."""
    kind = scene.message.kind
    if kind is Kind.CONTACT:
        waiting = open_questions.open_one(scene)
        return (waiting and open_questions.answered(scene, waiting)) or handover.call_me(scene)
    key = {
        Kind.VOICE: "alleen-tekst",
        Kind.MEDIA: "alleen-tekst",
        Kind.LOCATION: "alleen-tekst",
        Kind.GROUP: "groep",
        Kind.EDITED: "gewijzigd",
    }.get(kind)
    return outcome(scene, scene.say(f"algemeen.{key}"), [scene.call, scene.come, scene.human]) if key else None


def _typed(scene: Scene) -> Outcome:
    if command := _command(scene):
        return command
    scene = municipality.noticed(scene)
    waiting = open_questions.open_one(scene)
    if waiting is None and handover.is_phone_number(scene.message.text):
        return handover.call_me(scene)
    if waiting and (taken := open_questions.answered(scene, waiting)):
        return replace(taken, state=replace(taken.state, unsure=0))
    if waiting is None and _is_a_moment(scene):
        return booking.begin(scene, booking.service_of_topic(scene))
    if waiting and (again := _asked_again(scene, waiting)):
        return again
    result = _understood(scene)
    keeps = waiting is not None and result.state.waiting == waiting and result.topic != "afscheid"
    return open_questions.resumed(scene, result, waiting) if keeps and waiting else result


def _asked_again(scene: Scene, waiting: Waiting) -> Outcome | None:
    """A few words that answer neither our question nor are one of their own: asked once more, and then a person."""
    own = scene.meaning.decision is not Decision.NONE or len(scene.message.text.split()) > LONGEST_MOMENT or manners.calmed(scene)
    if own or scene.state.unsure or not open_questions.DIALOGUES[waiting.dialogue].first:
        return None
    told = open_questions.repeat(replace(scene, state=replace(scene.state, unsure=1)), waiting)
    return prefixed(told, scene.say("twijfel.antwoord-onbekend"))


def _is_a_moment(scene: Scene) -> bool:
    """'Woensdag 3 uur', out of the blue: someone wants to come then. A longer sentence that we understand is what it says."""
    if scene.meaning.decision is Decision.ANSWER or len(scene.message.text.split()) > LONGEST_MOMENT:
        return False
    moment = find_moment(scene.message.text, scene.now)
    return moment.date is not None or moment.time is not None


def _command(scene: Scene) -> Outcome | None:
    text = scene.message.text.strip().lower()
    if text.startswith("/"):
        return _slash(scene, text.split("@")[0].split()[0])
    handler = COMMANDS.get(scene.meaning.command)
    return handler(scene, "") if handler else None


def _slash(scene: Scene, name: str) -> Outcome | None:
    if name in _ASKED:
        return _ASKED[name](scene, "")
    return by_topic(scene, _SLASH[name]) if name in _SLASH else None


_DEFINITION = re.compile(
    r"^(?:en )?(?:wat|wa)(?: is| zijn| betekent| beteken| houdt| ies)?(?: nou| eigenlijk| precies)?(?: een| de| het| n)? (?P<word>[\w -]{2,40}?)(?: in| precies| eigenlijk| dan| nou)?$"
)


def _understood(scene: Scene) -> Outcome:
    """A question: a word explained, an answer, a question back, or 'dat weet ik niet'."""
    if told := _defined(scene) or manners.calmed(scene):
        return told
    meaning = scene.meaning
    if meaning.decision is not Decision.ANSWER and scene.state.unsure >= TO_A_HUMAN_AFTER:
        return prefixed(handover.human(replace(scene, state=replace(scene.state, unsure=0))), scene.say("twijfel.weet-niet-weer"))
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


def stop(scene: Scene) -> Outcome:
    """'Stop': out of whatever we were in; nothing was done that was not confirmed."""
    waiting = scene.state.awaited(scene.message.at)
    if waiting and waiting.dialogue == booking.BOOKING:
        return booking.stopped(scene)
    state = replace(scene.state, waiting=None, unsure=0)
    return outcome(scene, scene.say("algemeen.gestopt"), [scene.come, scene.call, scene.button("menu", "menu"), scene.human], state=state)


def _in_booking(scene: Scene, what: str) -> Outcome | None:
    waiting = scene.state.awaited(scene.message.at)
    if waiting and waiting.dialogue == booking.BOOKING and waiting.data.get("dienst"):
        return booking.pressed(scene, f"{waiting.data['token']}:{what}")
    return None


def _municipality(scene: Scene) -> Outcome:
    """The own municipality as a step, for who lives too far away."""
    text = scene.knowledge.phrases["knoppen.gemeente-tekst"]
    state = replace(scene.state, waiting=None, chosen=text)
    label = scene.knowledge.phrases["knoppen.eigen-gemeente"]
    return outcome(scene, text, [scene.call, scene.come, scene.human], state=state, step=Chosen(StepKind.REFERRAL, label))


def _yes(scene: Scene) -> Outcome | None:
    """'Ja' is the main path: the first button that stands open, when a question of ours is open or one option stands."""
    offered = scene.state.offered
    if not offered or offered[0].action.split(":")[0] not in ("bk", "azj", "s", "b", "t", "zinj", "wisj"):
        return None
    waiting = open_questions.open_one(scene)
    if ":moment:" in offered[0].action and waiting:
        return open_questions.repeat(scene, waiting)  # 'ja' to a list of moments chooses none of them
    return _pressed(replace(scene, message=replace(scene.message, action=offered[0].action)))


def _no(scene: Scene) -> Outcome | None:
    """'Nee' to a summary is another moment, to a cancellation leaving it, to options something else."""
    for button in scene.state.offered:
        if button.action.startswith(("azn:", "zinn:", "wisn")) or button.action.endswith(":ander") or button.action == "anders":
            return _pressed(replace(scene, message=replace(scene.message, action=button.action)))
    return None
