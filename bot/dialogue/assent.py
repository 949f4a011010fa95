"""Yes, no and thanks to a question of ours, in people's own words: the only place that decides what is recorded by them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content.clock import WEEKDAYS
from bot.content.schema_answers import Said
from bot.dialogue import forms, my_appointments, small_talk
from bot.dialogue.actions import Action, action_of, rule_of
from bot.dialogue.buttons import press
from bot.dialogue.context import TurnContext, TurnResult, reply_with
from bot.domain.messages import Button, Kind
from bot.domain.time import wall_told
from bot.understanding.answer_words import Answer
from bot.understanding.text import words


@dataclass(frozen=True)
class Asked:
    """A question of ours that stands open: the button that says yes to it, and the one that says no."""

    yes: str
    no: str = ""

    @property
    def action(self) -> Action | None:
        """What a yes does."""
        return action_of(self.yes)


def answered(context: TurnContext) -> TurnResult | None:
    """A message that only answers; None when it is anything else, or nothing of ours waits for such an answer."""
    answer = context.meaning.answer
    if context.message.kind is not Kind.TEXT or not answer.bare:
        return None
    asked = asked_now(context)
    if asked is None:
        return left_standing(context) if answer.said & {Said.LEAVE_IT} else None
    return _to_question(context, answer, asked)


def asked_now(context: TurnContext) -> Asked | None:
    """The question whose yes stands first among the buttons in sight."""
    offered = context.state.offered
    if not offered or not rule_of(offered[0].action).asks:
        return None
    return Asked(offered[0].action, next((one.action for one in offered if rule_of(one.action).is_no), ""))


def _to_question(context: TurnContext, answer: Answer, asked: Asked) -> TurnResult | None:
    if asked.action is Action.CANCEL_YES and Said.CANCEL_IT in answer.said and not answer.no:
        return press(context, asked.yes)
    if answer.yes:
        return _yes_to(context, answer, asked)
    if answer.no and not answer.said & {Said.YES, Said.GOOD}:
        return _no_to(context, answer, asked)
    return _thanked(context, asked) if answer.thanks else None


def _yes_to(context: TurnContext, answer: Answer, asked: Asked) -> TurnResult | None:
    """A yes records; what erases, cancels or shares needs it in so many words: a thumb or "oke" is asked once more."""
    if not _can_be_yes(context):
        return _once_more(context, context.say("algemeen.kies-of-ja"))
    if answer.clear or not rule_of(asked.yes).needs_word:
        return press(context, asked.yes)
    if asked.action is Action.PASS_ON and Said.THANKS in answer.said:
        return small_talk.thanks(context)  # that was about the step that stands, not about the sentence below it
    return _once_more(context, context.say("algemeen.kies-of-ja"))


def _can_be_yes(context: TurnContext) -> bool:
    may = context.listener is None or context.listener.may_assent(context.meaning.text, subject=bool(context.memory.focus))
    return may and names_no_other_day(context)


def names_no_other_day(context: TurnContext) -> bool:
    """Whether a day in a message, as in "tot donderdag", is the one that was read back."""
    waiting = forms.open_one(context)
    begin = wall_told((waiting.data.get("slot") or waiting.data.get("venster", "")).partition("/")[0]) if waiting else None
    named = {word for word in words(context.message.text) if word in WEEKDAYS}
    return begin is None or named <= {WEEKDAYS[begin.weekday()]}


def _no_to(context: TurnContext, answer: Answer, asked: Asked) -> TurnResult | None:
    if standing := left_standing(context):
        return standing if answer.said & {Said.LEAVE_IT, Said.NEVER_MIND} else press(context, asked.no)
    if Said.NEVER_MIND in answer.said and asked.action in (Action.CONFIRM, Action.CALL_YES):
        return forms.stop(context)
    return press(context, asked.no) if asked.no else None


def left_standing(context: TurnContext) -> TurnResult | None:
    """'Laat toch maar staan' while an appointment is being moved."""
    waiting = forms.open_one(context)
    return my_appointments.move_stopped(context, waiting) if waiting else None


_THANKED = {
    Action.CONFIRM: "afspraak.graag-vastleggen",
    Action.CANCEL_YES: "afspraak.graag-afzeggen",
    Action.CALL_YES: "medewerker.graag-bellen",
}


def _thanked(context: TurnContext, asked: Asked) -> TurnResult | None:
    """Thanks alone records nothing, and is never left as if it had."""
    key = _THANKED.get(asked.action) if asked.action else None
    if key == "afspraak.graag-vastleggen" and (waiting := forms.open_one(context)) and waiting.data.get("moving"):
        key = "afspraak.graag-verzetten"
    return _once_more(context, context.say(key)) if key else None


def _once_more(context: TurnContext, text: str) -> TurnResult:
    """The same question with the same buttons."""
    return reply_with(context, text, context.state.offered)


def yes(context: TurnContext) -> TurnResult | None:
    """'Ja' without more: the first button that stands open; of a list of several nothing is chosen."""
    offered = context.state.offered
    if not offered or not rule_of(offered[0].action).is_yes:
        return None
    waiting = forms.open_one(context)
    if waiting and rule_of(offered[0].action).of_list and len(_listed(offered)) > 1:
        return forms.repeat(context, waiting)
    return press(context, offered[0].action)


def _listed(offered: tuple[Button, ...]) -> list[Button]:
    """The buttons of the list that is shown: those that do what the first one does."""
    return [one for one in offered if action_of(one.action) is action_of(offered[0].action)]


def no(context: TurnContext) -> TurnResult | None:
    """'Nee' without more: to a summary it is another moment, to a cancellation leaving it, to options something else."""
    refusing = next((button.action for button in context.state.offered if rule_of(button.action).is_no), "")
    return press(context, refusing) if refusing else None
