"""How a conversation opens and closes: who we are, the menu, hello, thanks and goodbye."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import Audience, StepKind
from bot.dialogue import employer
from bot.dialogue.answering import topic_button
from bot.dialogue.scene import Outcome, Scene, outcome
from bot.dialogue.state import State
from bot.domain.messages import Button, Reply

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
