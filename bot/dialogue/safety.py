"""A crisis and a formal act: told before anything else, with help and nothing to sell."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.scene import Chosen, Outcome, Scene, outcome
from bot.storage.ledger import Event
from knowledge.entries import StepKind

HELP_LINES = {
    "zelfdoding": ("hulp-113", "hulp-112"),
    "geweld-thuis": ("hulp-112", "hulp-veilig-thuis"),
    "acuut-gevaar": ("hulp-112",),
    "dreiging": (),
}
"""The help lines per kind of crisis; a threat gets a calm boundary and no line (issue B.3)."""


def crisis(scene: Scene, kind: str) -> Outcome:
    """The text of the crisis with its help lines. No booking for the rest of the contact; the message is not kept."""
    buttons = [scene.button(line, f"hulp:{line}", StepKind.EMERGENCY) for line in HELP_LINES[kind]]
    state = replace(scene.state, crisis=True, waiting=None, unsure=0, topic="", chosen="")
    step = Chosen(StepKind.EMERGENCY, kind)
    return outcome(scene, scene.say(f"crisis.{kind}"), [*buttons, scene.human], state=state, topic="crisis", step=step, secret=True)


def help_line(scene: Scene, line: str) -> Outcome:
    """A help line was tapped: its number once more. Telegram cannot dial from a button."""
    if line not in {one for lines in HELP_LINES.values() for one in lines}:
        line = "hulp-112"
    text = f"{scene.say(f'crisis.{line}')} {scene.say('crisis.blijf')}"
    return outcome(
        scene,
        text,
        [scene.button(line, f"hulp:{line}", StepKind.EMERGENCY), scene.human],
        topic="crisis",
        step=Chosen(StepKind.EMERGENCY, line),
        secret=True,
    )


def formal(scene: Scene, kind: str) -> Outcome:
    """A formal act does not count here: told where it does, with the date to look for."""
    text = scene.answers.fill(scene.knowledge.phrases[f"formeel.{kind}"])
    buttons = [scene.come, scene.call, scene.human]
    state = replace(scene.state, unsure=0, waiting=None)
    return outcome(scene, text, buttons, state=state, topic="formeel-bericht", events=(Event("answered", "formeel-bericht", label=kind),))
