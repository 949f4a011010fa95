"""What a button does, tapped, typed by its words or its number, and also long after."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.content.entries import StepKind
from bot.dialogue import (
    answering,
    booking,
    callback,
    consent,
    cost_calculation,
    data_rights,
    employer,
    forms,
    my_appointments,
    safety,
    small_talk,
    steps,
)
from bot.dialogue.context import Chosen, Outcome, Scene, outcome, prefixed
from bot.dialogue.topics import by_topic
from bot.domain.messages import Button
from bot.understanding.commands import Commands

# A choice that was typed: the words on a button, or its number where numbers are shown.

_NUMBERS = {"een": 1, "twee": 2, "drie": 3, "vier": 4}
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "bovenste": 1, "laatste": -1, "onderste": -1}
_ORDINAL = re.compile(
    rf"(?:(?:ja|nou|oke?|dan|graag|doe|neem|pak|kies|ik|wil|liever|maar|mij|mie|maor|mor) )*(?:(?:de|die|dat|het|dei|d) )?"
    rf"(?P<place>{'|'.join(_ORDINALS)})(?: (?:maar|graag|dan|aub|alstublieft|is goed|moment|mogelijkheid|keuze|optie|tijd|mor|please))*"
)


def typed_choice(scene: Scene) -> str:
    """The action of the button that was meant, empty when the text is something else."""
    text, offered = scene.message.text, scene.state.offered
    if not text or not offered:
        return ""
    if scene.state.numbered and (number := _number(text)) and number <= len(offered):
        return offered[number - 1].action
    if action := _in_order(text, offered):
        return action
    # Labels that differ in a figure only ("10.00 uur", "11.00 uur") are near in letters and far in meaning.
    alike = {button.action: (button.label,) for button in reversed(offered) if _figures(button.label) == _figures(text)}
    return Commands(alike).match(text)


def _in_order(text: str, offered: Sequence[Button]) -> str:
    """'De tweede', 'doe die laatste maar': of the moments when there are any, else of all that is shown (there nothing is the last)."""
    found = _ORDINAL.fullmatch(" ".join(re.findall(r"\w+", text.casefold())))
    if not found:
        return ""
    moments = [button.action for button in offered if ":moment:" in button.action]
    shown, place = moments or [button.action for button in offered], _ORDINALS[found["place"]]
    if place < 0:
        return moments[-1] if moments else ""
    return shown[place - 1] if place <= len(shown) else ""


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _number(text: str) -> int:
    """`2`, `2.`, `nummer 2`, `twee`."""
    found = re.fullmatch(r"\s*(?:nummer|nr\.?|optie|knop|de)?\s*(\w+)[.)]?\s*", text.casefold())
    if not found:
        return 0
    said = found[1]
    return int(said) if said.isdecimal() and len(said) <= 2 else _NUMBERS.get(said, 0)


# What a tapped button does, also when it was typed by its words or its number, and also long after.

Handler = Callable[[Scene, str], Outcome | None]

VERBS: dict[str, Handler] = {
    "t": lambda scene, topic: by_topic(scene, topic),
    "s": steps.chosen,
    "b": booking.begin,
    "bk": booking.pressed,
    "vz": my_appointments.move,
    "vm": my_appointments.move_to,
    "az": my_appointments.cancel,
    "azj": my_appointments.cancelled,
    "azn": my_appointments.kept,
    "mijn": lambda scene, _: my_appointments.view(scene),
    "stap": lambda scene, _: my_appointments.show(scene),
    "nb": my_appointments.not_called,
    "gd": my_appointments.done,
    "hm": consent.remind,
    "hg": consent.ask_afterwards,
    "hj": consent.succeeded,
    "hn": consent.not_succeeded,
    "hx": lambda scene, _: consent.silence(scene),
    "kom": callback.walk_in,
    "bel": lambda scene, _: employer.taken_along(scene, callback.call_me(scene)),
    "bezoek": lambda scene, _: employer.taken_along(scene, callback.visit(scene)),
    "w": callback.window_chosen,
    "schrijf": lambda scene, _: callback.write(scene),
    "mens": lambda scene, _: callback.human(scene),
    "menu": lambda scene, _: small_talk.menu(scene),
    "anders": lambda scene, _: answering.something_else(scene),
    "kort": lambda scene, _: answering.shorter(scene),
    "hulp": safety.help_line,
    "stop": lambda scene, _: stop(scene),
    "zinj": consent.passed_on,
    "zinn": consent.kept_back,
    "pr": data_rights.about,
    "gegevens": lambda scene, _: data_rights.my_data(scene),
    "wis": lambda scene, _: data_rights.ask_erasure(scene),
    "wisj": data_rights.erased,
    "wisn": lambda scene, _: data_rights.not_erased(scene),
    "gemeente": lambda scene, _: _municipality(scene),
    "wp": steps.lives_in,
    "wg": employer.pressed,
    "reken": cost_calculation.pressed,
    "door": lambda scene, _: forms.go_on(scene),
}
"""What a button's action does: `<verb>:<argument>`. None means that the button is no longer valid."""


def pressed(scene: Scene) -> Outcome | None:
    """A button, tapped or typed by its words or its number."""
    action = scene.message.action or typed_choice(scene)
    if not action:
        return None
    verb, _, argument = action.partition(":")
    done = VERBS[verb](scene, argument) if verb in VERBS else None
    return done or expired(scene)


def expired(scene: Scene) -> Outcome:
    """A button of something that is over: said so, with what one can choose now."""
    waiting = forms.open_one(scene)
    current = forms.repeat(scene, waiting) if waiting else small_talk.menu(scene)
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
