"""What a button does, tapped or typed by its words or its number, and also long after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.content.entries import StepKind
from bot.dialogue import (
    answering,
    appeals,
    booking,
    callback,
    consent,
    contact,
    cost_calculation,
    data_rights,
    employer,
    follow_up,
    forms,
    handover,
    my_appointments,
    referral,
    safety,
    small_talk,
    steps,
)
from bot.dialogue.actions import RULES, Action, Forged, Pressed, Stale, decode
from bot.dialogue.context import TurnContext, TurnResult, prefixed
from bot.dialogue.topics import by_topic
from bot.dialogue.typed_choice import typed_choice
from bot.domain.messages import Button

Handler = Callable[..., TurnResult | None]


def _call(context: TurnContext) -> TurnResult:
    return employer.taken_along(context, callback.call_me(context))


def _visit(context: TurnContext) -> TurnResult:
    return employer.taken_along(context, callback.visit(context))


HANDLERS: Mapping[Action, Handler] = {
    Action.TOPIC: by_topic,
    Action.FACET: follow_up.told_by_button,
    Action.STEP: steps.chosen,
    Action.ORIGIN: answering.origin,
    Action.WALK_IN: contact.walk_in,
    Action.MUNICIPALITY: contact.own_municipality,
    Action.LIVES_IN: steps.lives_in,
    Action.BOOK: booking.begin,
    Action.BOOK_AT: booking.begun_at,
    Action.SERVICE: booking.service_chosen,
    Action.AUDIENCE: booking.audience_chosen,
    Action.PLACE: booking.place_chosen,
    Action.SLOT: booking.slot_chosen,
    Action.LATER: booking.later,
    Action.OTHER_MOMENT: booking.other_moment,
    Action.TOO_FAR: booking.too_far,
    Action.FIRST_NAME: booking.name_asked,
    Action.NO_FIRST_NAME: booking.name_skipped,
    Action.CONFIRM: booking.slot_confirmed,
    Action.APPOINTMENTS: my_appointments.view,
    Action.MOVE: my_appointments.move,
    Action.MOVE_TO: my_appointments.move_to,
    Action.CANCEL: my_appointments.cancel,
    Action.CANCEL_YES: my_appointments.cancelled,
    Action.CANCEL_NO: my_appointments.kept,
    Action.MY_STEPS: my_appointments.show,
    Action.DONE: my_appointments.done,
    Action.NO_CALL: my_appointments.not_called,
    Action.CALL_OTHER: appeals.other_moment,
    Action.CALLED: appeals.called,
    Action.CALL: _call,
    Action.VISIT: _visit,
    Action.SHARE_NUMBER: callback.number_not_shared,
    Action.CALL_WINDOW: callback.window_chosen,
    Action.CALL_YES: callback.confirmed,
    Action.OTHER_WINDOW: callback.other_window,
    Action.WRITE: contact.write,
    Action.HUMAN: contact.human,
    Action.PREPARE: employer.begin,
    Action.ANSWER: employer.chosen,
    Action.COMPANY: employer.company_asked,
    Action.NO_COMPANY: employer.company_skipped,
    Action.RECKON: cost_calculation.begin,
    Action.RECKON_AGAIN: cost_calculation.begin_again,
    Action.RECKON_WITH: cost_calculation.chosen,
    Action.PASS_ON: handover.passed_on,
    Action.KEEP_BACK: handover.kept_back,
    Action.REFER_YES: referral.agreed,
    Action.REFER_NO: referral.refused,
    Action.REFER_BACK: referral.taken_back,
    Action.REMIND: consent.remind,
    Action.ASK_AFTERWARDS: consent.ask_afterwards,
    Action.SUCCEEDED: consent.succeeded,
    Action.NOT_SUCCEEDED: consent.not_succeeded,
    Action.SILENCE: consent.silence,
    Action.PRIVACY: data_rights.about,
    Action.MY_DATA: data_rights.my_data,
    Action.ERASE: data_rights.ask_erasure,
    Action.ERASE_YES: data_rights.erased,
    Action.ERASE_NO: data_rights.not_erased,
    Action.MENU: small_talk.menu,
    Action.SOMETHING_ELSE: answering.something_else,
    Action.GO_ON: forms.go_on,
    Action.HELP_LINE: safety.help_line,
    Action.STOP: forms.stop,
}
"""What an action does with its arguments. None means that the button is no longer valid."""

BEGINNINGS: Mapping[Action, tuple[str, StepKind | None]] = {
    Action.BOOK: ("afspraak", StepKind.APPOINTMENT),
    Action.APPOINTMENTS: ("mijn-afspraak", StepKind.APPOINTMENT),
    Action.MY_STEPS: ("mijn-stap", None),
    Action.CALL: ("bel-mij", StepKind.CALL_BACK),
    Action.PREPARE: ("gesprek-voorbereiden", StepKind.APPOINTMENT),
    Action.RECKON: ("reken", None),
    Action.ERASE: ("wis-alles", StepKind.SELF),
}
"""The button that begins something anew: its words and its step."""


def typed(context: TurnContext) -> TurnResult | None:
    """The words or the number of a button in sight."""
    action = typed_choice(context)
    return press(context, action) if action else None


def tapped(context: TurnContext) -> TurnResult | None:
    """A button, as its channel gave it back."""
    return press(context, context.message.action) if context.message.action else None


def press(context: TurnContext, action: str) -> TurnResult:
    """What the button does; one that is stale or forged says so."""
    read = decode(action)
    done = HANDLERS[read.action](context, *read.arguments) if isinstance(read, Pressed) else None
    return done or _expired(context, read)


def _expired(context: TurnContext, read: Pressed | Stale | Forged) -> TurnResult:
    """A button that is no longer valid: said so, with what one can choose now; what it was for can be begun anew."""
    waiting = forms.open_one(context)
    current = forms.repeat(context, waiting) if waiting else _anew(context, None if isinstance(read, Stale) else read.action)
    return replace(prefixed(current, context.say("twijfel.knop-verlopen")), expired=True)


def _anew(context: TurnContext, action: Action | None) -> TurnResult:
    """The menu, with the button that begins again what the old one was for; not when a way to it stands there already."""
    shown = small_talk.menu(context)
    beginning = RULES[action].anew if action else None
    if beginning is None:
        return shown
    key, step = BEGINNINGS[beginning]
    button = context.button(key, beginning, step=step)
    if any(_leads_there(one, button) for one in shown.reply.buttons):
        return shown
    reply = replace(shown.reply, buttons=(button, *shown.reply.buttons))
    return replace(shown, replies=(*shown.replies[:-1], reply))


def _leads_there(one: Button, wanted: Button) -> bool:
    return one.label == wanted.label or (wanted.step != "" and one.step == wanted.step)
