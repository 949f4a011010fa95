"""A crisis, a formal act, an insult: told before anything else, with help and nothing to sell."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import StepKind
from bot.dialogue.actions import Action, action_of
from bot.dialogue.answering import entry_buttons
from bot.dialogue.context import Chosen, TurnContext, TurnResult, reply_with
from bot.domain.messages import Button, Kind
from bot.privacy.word_lists import has_any
from bot.storage.events import Event
from bot.understanding.denial import takes_back
from bot.understanding.pipeline import Decision
from bot.understanding.risk import find_crisis, find_formal_act

HELP_LINES = {
    "zelfdoding": ("hulp-113", "hulp-112"),
    "geweld-thuis": ("hulp-112", "hulp-veilig-thuis"),
    "acuut-gevaar": ("hulp-112",),
    "dreiging": (),
}
"""The help lines per kind of crisis; a threat gets a calm boundary and no line."""

TAKEN_BACK = "crisis-ontkend"


def kept_calm(context: TurnContext, result: TurnResult) -> TurnResult:
    """For the rest of the contact after a crisis: the help lines and a human stand below what is said, and no pitch.

    A dialogue that the person started, and the ways to a human, keep their own buttons above them.
    """
    if not context.state.crisis or result.topic == "crisis":
        return result
    lines = _lines(context, result.state.crisis_kind)
    asked_for = (
        result.state.taken_back or result.state.waiting is not None or result.topic == "medewerker-spreken" or result.step is not None
    )
    kept = [
        button
        for button in result.reply.buttons
        if asked_for and button.step != StepKind.APPOINTMENT and action_of(button.action) is not Action.HUMAN
    ]
    if result.state.waiting is not None:
        kept = [button for button in result.reply.buttons if action_of(button.action) is not Action.HUMAN]
    if result.reply.numbered and not kept:  # 'bedoelt u een van deze' says nothing without them
        result = replace(result, replies=(replace(result.reply, text=context.say("twijfel.weet-niet-weer"), numbered=False),))
    buttons = tuple({button.label: button for button in (*kept, *lines, context.human)}.values())
    return replace(result, replies=(*result.replies[:-1], replace(result.reply, buttons=buttons)))


def alarm(context: TurnContext) -> TurnResult | None:
    """A cry for help."""
    kind = find_crisis(context.message.text) if context.message.text else ""
    return _crisis(context, kind) if kind else None


def _crisis(context: TurnContext, kind: str) -> TurnResult:
    """The text of the crisis with its help lines. No booking for the rest of the contact; the message is not kept."""
    state = replace(context.state, crisis=True, crisis_kind=kind, waiting=None, unsure=0, topic="", chosen="")
    state = replace(state, alarm_turn=state.turn, taken_back=False)
    step = Chosen(StepKind.EMERGENCY, kind)
    return reply_with(
        context, context.say(f"crisis.{kind}"), [*_lines(context, kind), context.human], state=state, topic="crisis", step=step, secret=True
    )


def alarm_denied(context: TurnContext) -> TurnResult | None:
    """Right after an alarm someone says that it was not meant so: believed with one kind sentence, and back to what one can do.

    The help lines stay below it: `kept_calm` adds them. At home, what is played down may still be true, so there the sentence leaves room.
    """
    if not context.message.text or not context.state.just_alarmed() or not takes_back(context.message.text):
        return None
    key = "crisis.ontkend-geweld-thuis" if context.state.crisis_kind == "geweld-thuis" else "crisis.ontkend"
    buttons = [context.button("menu", Action.MENU), context.come, context.human]
    state = replace(context.state, taken_back=True, unsure=0, waiting=None)
    return reply_with(context, context.say(key), buttons, state=state, topic=TAKEN_BACK, secret=True)


def _lines(context: TurnContext, kind: str) -> list[Button]:
    return [context.button(line, Action.HELP_LINE, line, step=StepKind.EMERGENCY) for line in HELP_LINES.get(kind, ())]


def help_line(context: TurnContext, line: str) -> TurnResult:
    """A help line was tapped: its number once more. Telegram cannot dial from a button."""
    if line not in {one for lines in HELP_LINES.values() for one in lines}:
        line = "hulp-112"
    text = f"{context.say(f'crisis.{line}')} {context.say('crisis.blijf')}"
    return reply_with(
        context,
        text,
        [context.button(line, Action.HELP_LINE, line, step=StepKind.EMERGENCY), context.human],
        topic="crisis",
        step=Chosen(StepKind.EMERGENCY, line),
        secret=True,
    )


def formal_act(context: TurnContext) -> TurnResult | None:
    """An objection, a complaint, a request under a law."""
    kind = find_formal_act(context.message.text) if context.message.text and context.message.kind is Kind.TEXT else ""
    return _formal(context, kind) if kind else None


def _formal(context: TurnContext, kind: str) -> TurnResult:
    """A formal act does not count here: told where it does, with the date to look for."""
    text = context.say(f"formeel.{kind}")
    counts = {"klacht": context.roles.complaint, "avg": context.roles.privacy}
    entry = context.knowledge.entries.get(counts.get(kind, ""))
    ways = entry_buttons(context, entry)[:3] if entry else [context.come, context.call]
    buttons = [*ways, context.human]
    state = replace(context.state, unsure=0, waiting=None, topic=entry.id if entry else context.state.topic)
    return reply_with(
        context, text, buttons, state=state, topic="formeel-bericht", events=(Event("answered", "formeel-bericht", label=kind),)
    )


MOST_WORDS = 4
"""A message of so few words with an insult in it is an insult; in a longer one a question may stand, and that goes first."""


def calmed(context: TurnContext) -> TurnResult | None:
    """One calm sentence, when this is an insult and the first of the contact; None otherwise."""
    text = context.message.text
    question = context.meaning.decision is Decision.ANSWER and len(text.split()) > MOST_WORDS
    if context.state.calmed or question or not has_any(text, context.knowledge.word_lists.insults):
        return None
    buttons = [context.come, context.call, context.button("menu", Action.MENU), context.human]
    return reply_with(context, context.say("twijfel.scheldwoord"), buttons, state=replace(context.state, calmed=True))
