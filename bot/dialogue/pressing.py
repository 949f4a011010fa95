"""What a tapped button does, also when it was typed by its words or its number, and also long after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.content.entries import StepKind
from bot.dialogue import (
    answering,
    booking,
    calling,
    choosing,
    cost_path,
    employer,
    follow_up,
    greeting,
    handover,
    managing,
    my_step,
    open_questions,
    own_words,
    rights,
    safety,
    steps,
)
from bot.dialogue.scene import Chosen, Outcome, Scene, outcome, prefixed
from bot.dialogue.topics import by_topic

Handler = Callable[[Scene, str], Outcome | None]

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
    "kom": handover.walk_in,
    "bel": lambda scene, _: employer.taken_along(scene, calling.call_me(scene)),
    "bezoek": lambda scene, _: employer.taken_along(scene, calling.visit(scene)),
    "w": calling.window_chosen,
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


def pressed(scene: Scene) -> Outcome | None:
    """A button, tapped or typed by its words or its number."""
    action = scene.message.action or choosing.typed_choice(scene)
    if not action:
        return None
    verb, _, argument = action.partition(":")
    done = VERBS[verb](scene, argument) if verb in VERBS else None
    return done or expired(scene)


def expired(scene: Scene) -> Outcome:
    """A button of something that is over: said so, with what one can choose now."""
    waiting = open_questions.open_one(scene)
    current = open_questions.repeat(scene, waiting) if waiting else greeting.menu(scene)
    return prefixed(current, scene.say("twijfel.knop-verlopen"))


def stop(scene: Scene) -> Outcome:
    """'Stop': out of whatever we were in; nothing was done that was not confirmed."""
    waiting = scene.state.awaited(scene.message.at)
    if waiting and waiting.dialogue == booking.BOOKING:
        return booking.stopped(scene)
    state = replace(scene.state, waiting=None, unsure=0)
    return outcome(scene, scene.say("algemeen.gestopt"), [scene.come, scene.call, scene.button("menu", "menu"), scene.human], state=state)


def _municipality(scene: Scene) -> Outcome:
    """The own municipality as a step, for who lives too far away."""
    text = scene.knowledge.phrases["gemeente.werk-en-inkomen"]
    state = replace(scene.state, waiting=None, chosen=text)
    label = scene.knowledge.phrases.label("eigen-gemeente")
    return outcome(scene, text, [scene.call, scene.come, scene.human], state=state, step=Chosen(StepKind.REFERRAL, label))
