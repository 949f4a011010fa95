"""One turn with a citizen: who may answer, in order, and what every answer gets in the end. Nowhere else is it decided."""

from __future__ import annotations

from collections.abc import Callable

from bot.dialogue import (
    agreement,
    appeals,
    aside,
    assent,
    bare_moment,
    buttons,
    callback,
    consent,
    contact,
    cost_calculation,
    data_rights,
    details,
    follow_up,
    forms,
    invitation,
    mention,
    municipality,
    my_appointments,
    objection,
    pushes,
    safety,
    second_look,
    short_commands,
    small_talk,
    steps,
    topics,
    visit,
    withdrawal,
)
from bot.dialogue.context import TurnContext, TurnResult

Reader = Callable[[TurnContext], TurnResult | None]
Touch = Callable[[TurnContext, TurnResult], TurnResult]

EXACT: tuple[Reader, ...] = (
    buttons.typed,  # before safety: our own words on a button are nobody's cry for help
    safety.alarm_denied,
    safety.alarm,
    safety.answer_heard,
    safety.formal_act,
    invitation.arrived,
    small_talk.arrived,
    buttons.tapped,
    forms.number_shared,
    small_talk.other_than_text,
    contact.question_written,
    small_talk.in_another_language,
    pushes.answered,
    assent.answered,
    short_commands.command,
)
"""Safety, choice, command: nothing has to be understood. The first that answers wins."""

READING: tuple[Reader, ...] = (
    safety.comforted,
    agreement.heard,
    withdrawal.stopped,
    appeals.heard,
    callback.call_refused,
    my_appointments.call_awaited,
    my_appointments.cannot_come,
    my_appointments.number_given,
    aside.heard,
    aside.talk_wanted,
    visit.asked,
    forms.answered,
    callback.call_asked,
    cost_calculation.reckoned_at_once,
    steps.home_told,
    details.decided_before,
    second_look.answered,
    details.completed,
    bare_moment.moment_named,
    details.told,
    objection.answered,
    follow_up.asked,
    forms.asked_once_more,
    topics.question,
)
"""Open form, entity, topic: what the words mean. The last answers everything."""

TOUCHES: tuple[Touch, ...] = (
    invitation.asked_for,
    follow_up.not_twice,
    withdrawal.told,
    details.spoken_for,
    details.acknowledged,
    details.fitted,
    mention.kept,
    forms.restored,
    safety.nobody_reads,
    safety.called_safely,
    safety.warmed,
    safety.kept_near,
    invitation.fitted,
    data_rights.number_not_kept,
    small_talk.late,
    consent.kept_apart,
    consent.heard,
    small_talk.introduced,
    follow_up.remembered,
)
"""What every answer gets in the end, one upon the other."""


def turn(context: TurnContext) -> TurnResult:
    """The result of one message."""
    context = invitation.begun(context)
    result = _first(EXACT, context)
    if result is None:
        context = details.noticed(municipality.noticed(withdrawal.left(small_talk.in_dutch(context))))
        result = _first(READING, context)
    assert result is not None, "the last of READING answers everything"
    for touch in TOUCHES:
        result = touch(context, result)
    return result


def _first(readers: tuple[Reader, ...], context: TurnContext) -> TurnResult | None:
    return next((result for read in readers if (result := read(context))), None)
