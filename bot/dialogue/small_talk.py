"""How a conversation opens and closes: greeting, menu, thanks, a link, another language."""

from __future__ import annotations

import secrets
from dataclasses import replace

from bot.content.entries import Audience, StepKind
from bot.content.model import Knowledge, Occasion
from bot.dialogue import employer
from bot.dialogue.answering import topic_button
from bot.dialogue.context import Outcome, Scene, State, outcome
from bot.domain.messages import Button, Reply
from bot.storage.appointment_rows import CODE_LENGTH, CODE_SIGNS
from bot.storage.events import Event
from bot.understanding.languages import find_language

# How a conversation opens and closes: who we are, the menu, hello, thanks and goodbye.

MENU_TOPIC = "wat-kun-je"
"""Its `verwant` list is the menu, so that the menu is content."""


def menu_buttons(scene: Scene) -> list[Button]:
    """The questions of the menu that fit who is talking, then a conversation and walking in."""
    entry = scene.knowledge.entries.get(MENU_TOPIC)
    topics = [scene.knowledge.entries[one] for one in entry.related if one in scene.knowledge.entries] if entry else []
    fitting = [one for one in topics if not scene.state.audience or one.audience in (Audience.BOTH, scene.state.audience)]
    booking = [] if scene.state.crisis else [scene.button("afspraak", "b", StepKind.APPOINTMENT)]
    prepare = employer.entry_point(scene)
    return [*prepare, *(topic_button(one) for one in fitting[:4]), *(booking if not prepare else []), scene.come, scene.human]


def menu(scene: Scene) -> Outcome:
    """What one can ask; also the way back from anywhere."""
    return outcome(
        scene, scene.say("welkom.menu"), menu_buttons(scene), state=replace(scene.state, waiting=None, unsure=0), topic=MENU_TOPIC
    )


def start(scene: Scene) -> Outcome:
    """/start, also in the middle of something: a clean beginning. The open question goes, the contact and its safety stay."""
    kept = State(
        turn=scene.state.turn,
        introduced_at=scene.state.introduced_at,
        contact=scene.state.contact,
        last_at=scene.state.last_at,
        source=scene.state.source,
        municipality=scene.state.municipality,
        short=scene.state.short,
        crisis=scene.state.crisis,
        crisis_kind=scene.state.crisis_kind,
        alarm_turn=scene.state.alarm_turn,
        taken_back=scene.state.taken_back,
        secret=scene.state.secret,
    )
    scene = replace(scene, state=kept)
    return outcome(scene, scene.say("welkom.groet", groet=scene.say("welkom.goedendag")), menu_buttons(scene))


def hello(scene: Scene) -> Outcome:
    """A greeting gets a greeting; 'moi' gets 'Moi'."""
    words = scene.message.text.lower().split()
    groet = "Moi" if words and words[0].strip("!.,") in ("moi", "moin", "mooi") else scene.say("welkom.goedendag")
    return outcome(scene, scene.say("welkom.groet", groet=groet), menu_buttons(scene), state=replace(scene.state, unsure=0), topic="groet")


def _closing(scene: Scene, key: str, topic: str) -> Outcome:
    """Thanks and goodbye: the chosen step once more and nothing new; without one, a step is offered."""
    said = scene.say(key)
    state = replace(scene.state, unsure=0)
    if scene.state.chosen:
        return outcome(scene, f"{said} {scene.say('antwoord.gekozen', stap=scene.state.chosen)}", [], state=state, topic=topic)
    if scene.state.crisis:
        return outcome(scene, said, [scene.human], state=state, topic=topic)
    return outcome(
        scene, said, [scene.come, scene.call, scene.button("afspraak", "b", StepKind.APPOINTMENT), scene.human], state=state, topic=topic
    )


def thanks(scene: Scene) -> Outcome:
    """'Bedankt'."""
    return _closing(scene, "antwoord.graag-gedaan", "bedankt")


def goodbye(scene: Scene) -> Outcome:
    """'Doei': an open question of ours is let go."""
    scene = replace(scene, state=replace(scene.state, waiting=None))
    return _closing(scene, "antwoord.tot-ziens", "afscheid")


def introduced(scene: Scene, result: Outcome) -> Outcome:
    """The first answer says what we are, in the same message, with the rest behind [Privacy] (AI Act art. 50)."""
    told = scene.say("welkom.voorstellen")
    if scene.trial:
        told = f"{told} {scene.say('welkom.proef')}"
    first, *others = result.replies
    privacy = scene.button("privacy", "t:privacy")
    buttons = first.buttons if any(button.label == privacy.label for button in first.buttons) else (*first.buttons, privacy)
    opened = Reply(f"{told}\n\n{first.text}", buttons, first.file, first.numbered, first.replaces, first.confirms)
    state = replace(result.state, introduced_at=scene.message.at.isoformat())
    return replace(result, replies=(opened, *others), state=state)


# Someone comes by a link or QR code of an event or a location: its own welcome, counted, and a step in at most three taps.

EVENT, LOCATION = "evenement-", "locatie-"
MOST_SERVICES = 3


def payloads(known: Knowledge) -> dict[str, str]:
    """What may stand in a link, with the name it stands for; the same for `werkbot qr` and for who comes by it."""
    events = {f"{EVENT}{one.id}": one.name for one in known.occasions}
    return events | {f"{LOCATION}{one.id}": one.name for one in known.calendar.locations.values()}


def arrived(scene: Scene) -> Outcome:
    """/start: with the welcome of the event or location in the link, else the usual one."""
    started, payload = start(scene), scene.message.payload
    name = payloads(scene.knowledge).get(payload)
    if name is None:
        return started
    occasion = next((one for one in scene.knowledge.occasions if payload == f"{EVENT}{one.id}"), None)
    text = scene.say("welkom.locatie", naam=name) if occasion is None else _welcome(scene, occasion)
    reply = Reply(text, tuple(_services(scene, occasion)) + _others(scene, started) if occasion else started.reply.buttons)
    return replace(started, replies=(reply,), events=(*started.events, Event("source", detail=payload)))


def _welcome(scene: Scene, occasion: Occasion) -> str:
    if occasion.is_over(scene.now.date()):
        return scene.say("evenement.voorbij", naam=occasion.name)
    return scene.answers.fill(occasion.welcome)


def _services(scene: Scene, occasion: Occasion) -> list[Button]:
    """A conversation begins with its moments: moment, confirm, and it is booked."""
    services = [scene.calendar.services[one] for one in occasion.services if one in scene.calendar.services]
    return [Button(one.name, f"b:{one.id}", StepKind.APPOINTMENT.value) for one in services[:MOST_SERVICES]]


def _others(scene: Scene, started: Outcome) -> tuple[Button, ...]:
    """Being called, walking in, and the rest of the menu without its booking."""
    topics = tuple(button for button in started.reply.buttons if button.action.startswith("t:"))
    return (scene.call, scene.come, *topics[:2], scene.human)


# Someone writes in another language: one fixed message in it, and a card in Dutch to show at the desk.


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
