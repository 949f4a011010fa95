"""Who may take part in the trial: with codes in the config only who was invited can book or be called; everybody gets answers."""

from __future__ import annotations

from dataclasses import replace

from bot.config import TelegramSettings
from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.dialogue import booking, callback, contact, employer, small_talk
from bot.dialogue.actions import Action, action_of
from bot.dialogue.context import TurnContext, TurnResult, prefixed, reply_with
from bot.domain.messages import Button, Kind, Reply
from bot.storage import appointments, people

INVITED, UNKNOWN = "code-klopt", "code-onbekend"
"""What is kept of a code: that it was one of ours, or that it was not."""
GATED = "telegram"
"""The channel that anybody in the world can write to."""
_FORMS = frozenset({booking.BOOKING, callback.CALL, contact.WRITE, employer.EMPLOYER})
_WAYS = frozenset({Action.BOOK, Action.CALL, Action.VISIT, Action.WRITE, Action.PREPARE})
_STEPS = frozenset({StepKind.APPOINTMENT, StepKind.CALL_BACK})


def kept(known: Knowledge, settings: TelegramSettings, payload: str) -> str:
    """What may be kept of what a link carries: a link of ours as it is, of a code only whether it is one; of anything else nothing."""
    links = small_talk.payloads(known)
    if payload in links or not payload or not settings.codes:
        return payload if payload in links else ""
    if settings.is_code(payload):
        return INVITED
    return "" if payload.startswith((small_talk.EVENT, small_talk.LOCATION)) else UNKNOWN  # the poster of an event that is gone is no code


def _by_invitation(context: TurnContext) -> bool:
    return context.trial and bool(context.settings.telegram.codes) and context.message.channel == GATED


def _barred(context: TurnContext) -> bool:
    """Whether who writes can get answers, and no more."""
    return _by_invitation(context) and not people.is_invited(context.db, context.person)


def begun(context: TurnContext) -> TurnContext:
    """A form that was open before there were codes is closed for who has none; what moves an appointment that stands may go on."""
    waiting = context.state.waiting
    closed = waiting and waiting.dialogue in _FORMS and not waiting.data.get("moving") and _barred(context)
    return replace(context, state=replace(context.state, waiting=None)) if closed else context


def arrived(context: TurnContext) -> TurnResult | None:
    """/start with a code: welcome, or kindly that we do not know it. Who was invited before hears nothing of a mistake."""
    if context.message.kind is not Kind.START or not _by_invitation(context):
        return None
    if context.message.payload == INVITED:
        people.invite(context.db, context.person)
        return prefixed(small_talk.start(context), context.say("uitnodiging.welkom"))
    if context.message.payload == UNKNOWN and _barred(context):
        return prefixed(small_talk.start(context), context.say("uitnodiging.onbekend"))
    return None


def asked_for(context: TurnContext, result: TurnResult) -> TurnResult:
    """Booking, a call or a colleague, asked for without an invitation: kindly why not here, and the door that is open to everybody."""
    if result.erased or not _asks(result) or not _barred(context):
        return result
    appointments.release(context.db, context.person)
    walk_in = contact.walk_in(context).reply.text
    lines = (context.say("uitnodiging.alleen"), walk_in, context.say("uitnodiging.verder", website=context.answers.website))
    state = replace(result.state, waiting=None, unsure=0)
    ways = [context.come, context.button("menu", Action.MENU)]
    return reply_with(context, "\n\n".join(lines), ways, state=state, topic=result.topic, secret=result.secret)


def _asks(result: TurnResult) -> bool:
    waiting = result.state.waiting
    opened = waiting is not None and waiting.dialogue in _FORMS and not waiting.data.get("moving")
    return opened or any(action_of(button.action) is Action.WRITE for button in result.reply.buttons)


def fitted(context: TurnContext, result: TurnResult) -> TurnResult:
    """No button that leads to what is not for who writes; something to do always stands there."""
    if result.erased or not _barred(context):
        return result
    *others, last = (_without(reply) for reply in result.replies)
    if last.buttons or not result.reply.buttons:
        return replace(result, replies=(*others, last))
    return replace(result, replies=(*others, replace(last, buttons=(context.come,))))


def _without(reply: Reply) -> Reply:
    return replace(reply, buttons=tuple(button for button in reply.buttons if not _leads_to_us(button)))


def _leads_to_us(button: Button) -> bool:
    action = action_of(button.action)
    return action in _WAYS or (action is Action.STEP and button.step in _STEPS)
