"""What a button does, tapped, typed by its words or its number, and also long after."""

from __future__ import annotations

from collections.abc import Callable
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
from bot.dialogue.context import Chosen, TurnContext, TurnResult, prefixed, reply_with
from bot.dialogue.topics import by_topic
from bot.dialogue.typed_choice import typed_choice

Handler = Callable[[TurnContext, str], TurnResult | None]

VERBS: dict[str, Handler] = {
    "t": lambda context, topic: by_topic(context, topic),
    "s": steps.chosen,
    "b": booking.begin,
    "bk": booking.pressed,
    "vz": my_appointments.move,
    "vm": my_appointments.move_to,
    "az": my_appointments.cancel,
    "azj": my_appointments.cancelled,
    "azn": my_appointments.kept,
    "mijn": lambda context, _: my_appointments.view(context),
    "stap": lambda context, _: my_appointments.show(context),
    "nb": my_appointments.not_called,
    "gd": my_appointments.done,
    "hm": consent.remind,
    "hg": consent.ask_afterwards,
    "hj": consent.succeeded,
    "hn": consent.not_succeeded,
    "hx": lambda context, _: consent.silence(context),
    "kom": callback.walk_in,
    "bel": lambda context, _: employer.taken_along(context, callback.call_me(context)),
    "bezoek": lambda context, _: employer.taken_along(context, callback.visit(context)),
    "w": callback.window_chosen,
    "schrijf": lambda context, _: callback.write(context),
    "mens": lambda context, _: callback.human(context),
    "menu": lambda context, _: small_talk.menu(context),
    "anders": lambda context, _: answering.something_else(context),
    "kort": lambda context, _: answering.shorter(context),
    "hulp": safety.help_line,
    "stop": lambda context, _: stop(context),
    "zinj": consent.passed_on,
    "zinn": consent.kept_back,
    "pr": data_rights.about,
    "gegevens": lambda context, _: data_rights.my_data(context),
    "wis": lambda context, _: data_rights.ask_erasure(context),
    "wisj": data_rights.erased,
    "wisn": lambda context, _: data_rights.not_erased(context),
    "gemeente": lambda context, _: _municipality(context),
    "wp": steps.lives_in,
    "wg": employer.pressed,
    "reken": cost_calculation.pressed,
    "door": lambda context, _: forms.go_on(context),
}
"""What a button's action does: `<verb>:<argument>`. None means that the button is no longer valid."""


def pressed(context: TurnContext) -> TurnResult | None:
    """A button, tapped or typed by its words or its number."""
    action = context.message.action or typed_choice(context)
    if not action:
        return None
    verb, _, argument = action.partition(":")
    done = VERBS[verb](context, argument) if verb in VERBS else None
    return done or expired(context)


def expired(context: TurnContext) -> TurnResult:
    """A button of something that is over: said so, with what one can choose now."""
    waiting = forms.open_one(context)
    current = forms.repeat(context, waiting) if waiting else small_talk.menu(context)
    return prefixed(current, context.say("twijfel.knop-verlopen"))


def stop(context: TurnContext) -> TurnResult:
    """'Stop': out of whatever we were in; nothing was done that was not confirmed."""
    waiting = context.state.awaited(context.message.at)
    if waiting and waiting.dialogue == booking.BOOKING:
        return booking.stopped(context)
    state = replace(context.state, waiting=None, unsure=0)
    return reply_with(
        context, context.say("algemeen.gestopt"), [context.come, context.call, context.button("menu", "menu"), context.human], state=state
    )


def _municipality(context: TurnContext) -> TurnResult:
    """The own municipality as a step, for who lives too far away."""
    text = context.knowledge.phrases["gemeente.werk-en-inkomen"]
    state = replace(context.state, waiting=None, chosen=text)
    label = context.knowledge.phrases.label("eigen-gemeente")
    return reply_with(context, text, [context.call, context.come, context.human], state=state, step=Chosen(StepKind.REFERRAL, label))
