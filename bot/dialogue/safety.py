"""A crisis, a formal act, an insult: told before anything else, with help and nothing to sell."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import StepKind
from bot.dialogue.answering import entry_buttons
from bot.dialogue.context import Chosen, Outcome, Scene, outcome
from bot.domain.messages import Button
from bot.privacy.word_lists import has_any
from bot.storage.events import Event
from bot.understanding.denial import takes_back
from bot.understanding.pipeline import Decision

# A crisis and a formal act: told before anything else, with help and nothing to sell.

HELP_LINES = {
    "zelfdoding": ("hulp-113", "hulp-112"),
    "geweld-thuis": ("hulp-112", "hulp-veilig-thuis"),
    "acuut-gevaar": ("hulp-112",),
    "dreiging": (),
}
"""The help lines per kind of crisis; a threat gets a calm boundary and no line (issue B.3)."""

TAKEN_BACK = "crisis-ontkend"

WHERE_IT_COUNTS = {"klacht": "klacht", "avg": "privacy"}
"""The entry whose steps lead to where a formal act does count."""


def kept_calm(scene: Scene, result: Outcome) -> Outcome:
    """For the rest of the contact after a crisis: the help lines and a human stand below what is said, and no pitch (issue B.3).

    A dialogue that the person started, and the ways to a human, keep their own buttons above them.
    """
    if not scene.state.crisis or result.topic == "crisis":
        return result
    lines = _lines(scene, result.state.crisis_kind)
    asked_for = (
        result.state.taken_back or result.state.waiting is not None or result.topic == "medewerker-spreken" or result.step is not None
    )
    kept = [button for button in result.reply.buttons if asked_for and button.step != StepKind.APPOINTMENT and button.action != "mens"]
    if result.state.waiting is not None:
        kept = [button for button in result.reply.buttons if button.action != "mens"]
    if result.reply.numbered and not kept:  # 'bedoelt u een van deze' says nothing without them
        result = replace(result, replies=(replace(result.reply, text=scene.say("twijfel.weet-niet-weer"), numbered=False),))
    buttons = tuple({button.label: button for button in (*kept, *lines, scene.human)}.values())
    return replace(result, replies=(*result.replies[:-1], replace(result.reply, buttons=buttons)))


def crisis(scene: Scene, kind: str) -> Outcome:
    """The text of the crisis with its help lines. No booking for the rest of the contact; the message is not kept."""
    state = replace(scene.state, crisis=True, crisis_kind=kind, waiting=None, unsure=0, topic="", chosen="")
    state = replace(state, alarm_turn=state.turn, taken_back=False)
    step = Chosen(StepKind.EMERGENCY, kind)
    return outcome(
        scene, scene.say(f"crisis.{kind}"), [*_lines(scene, kind), scene.human], state=state, topic="crisis", step=step, secret=True
    )


def taken_back(scene: Scene) -> Outcome | None:
    """Right after an alarm someone says that it was not meant so: believed with one kind sentence, and back to what one can do.

    The help lines stay below it: `kept_calm` adds them. At home, what is played down may still be true, so there the sentence leaves room.
    """
    if not scene.state.just_alarmed() or not takes_back(scene.message.text):
        return None
    key = "crisis.ontkend-geweld-thuis" if scene.state.crisis_kind == "geweld-thuis" else "crisis.ontkend"
    buttons = [scene.button("menu", "menu"), scene.come, scene.human]
    state = replace(scene.state, taken_back=True, unsure=0, waiting=None)
    return outcome(scene, scene.say(key), buttons, state=state, topic=TAKEN_BACK, secret=True)


def _lines(scene: Scene, kind: str) -> list[Button]:
    return [scene.button(line, f"hulp:{line}", StepKind.EMERGENCY) for line in HELP_LINES.get(kind, ())]


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
    entry = scene.knowledge.entries.get(WHERE_IT_COUNTS.get(kind, ""))
    ways = entry_buttons(scene, entry)[:3] if entry else [scene.come, scene.call]
    buttons = [*ways, scene.human]
    state = replace(scene.state, unsure=0, waiting=None, topic=entry.id if entry else scene.state.topic)
    return outcome(scene, text, buttons, state=state, topic="formeel-bericht", events=(Event("answered", "formeel-bericht", label=kind),))


# An insult: answered once and calmly, with the way to a person open.

MOST_WORDS = 4
"""A message of so few words with an insult in it is an insult; in a longer one a question may stand, and that goes first."""


def calmed(scene: Scene) -> Outcome | None:
    """One calm sentence, when this is an insult and the first of the contact; None otherwise."""
    text = scene.message.text
    question = scene.meaning.decision is Decision.ANSWER and len(text.split()) > MOST_WORDS
    if scene.state.calmed or question or not has_any(text, scene.knowledge.word_lists.insults):
        return None
    buttons = [scene.come, scene.call, scene.button("menu", "menu"), scene.human]
    return outcome(scene, scene.say("twijfel.scheldwoord"), buttons, state=replace(scene.state, calmed=True))
