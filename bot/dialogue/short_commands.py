"""Short commands that work in every state: 'stop', 'terug', 'ja', '/afspraak'."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.content.services import PlaceKind
from bot.dialogue import answering, assent, booking, callback, contact, data_rights, details, forms, my_appointments, objection, small_talk
from bot.dialogue.context import TurnContext, TurnResult
from bot.dialogue.topics import by_topic

Handler = Callable[[TurnContext], TurnResult | None]


def command(context: TurnContext) -> TurnResult | None:
    """A command of ours and nothing else."""
    text = context.message.text.strip().lower()
    if text.startswith("/"):
        return _slash(context, text.split("@")[0].split()[0])
    handler = COMMANDS.get(context.meaning.command)
    return handler(context) if handler else None


def _slash(context: TurnContext, name: str) -> TurnResult | None:
    if name in _DONE:
        return _DONE[name](context)
    topics = {**_TOLD, "/privacy": context.roles.privacy, "/help": context.roles.menu}
    return by_topic(context, topics[name]) if name in topics else None


def _booking_open(context: TurnContext) -> str:
    """The token of the booking that is under way and knows what it is about; empty when there is none."""
    waiting = context.state.awaited(context.message.at)
    return waiting.data["token"] if waiting and waiting.dialogue == booking.BOOKING and waiting.data.get("dienst") else ""


def _rather_call(context: TurnContext) -> TurnResult | None:
    """'Liever bellen': the appointment by telephone, else a call."""
    token = _booking_open(context)
    return (booking.place_chosen(context, token, PlaceKind.PHONE.value) if token else None) or callback.call_me(context)


def _too_far(context: TurnContext) -> TurnResult | None:
    token = _booking_open(context)
    return (booking.too_far(context, token) if token else None) or contact.too_far(context)


def _my_step(context: TurnContext) -> TurnResult | None:
    """'Wat moet ik doen' of someone without a step is a question of another kind."""
    return my_appointments.show(context) if my_appointments.has_any(context) or "stap" in context.message.text else None


def _silence(context: TurnContext) -> TurnResult:
    """/stop: out of whatever we were in, and no messages of ours any more."""
    return data_rights.silence(context, forms.stop(context))


COMMANDS: Mapping[str, Handler] = {
    "stop": forms.stop,
    "terug": forms.back,
    "medewerker": contact.human,
    "menu": small_talk.menu,
    "snap-niet": answering.shorter,
    "liever-bellen": _rather_call,
    "te-ver-weg": _too_far,
    "iets-anders": answering.something_else,
    "mijn-stap": _my_step,
    "mijn-gegevens": data_rights.my_data,
    "vergeet-dat": details.forgotten,
    "nog-een-keer": objection.once_more,
    "verwijder": data_rights.ask_erasure,
    "niet-bellen": callback.not_called,
    "verder": forms.go_on,
    "laat-staan": assent.left_standing,
    "opnieuw": small_talk.start,
    "ja": assent.yes,
    "nee": assent.no,
}
"""The commands of intents/zinnen.yaml (opdrachten)."""

_DONE: Mapping[str, Handler] = {
    "/start": small_talk.start,
    "/stop": _silence,
    "/mijnstap": my_appointments.show,
    "/mijngegevens": data_rights.my_data,
    "/verwijder": data_rights.ask_erasure,
}
_TOLD: Mapping[str, str] = {
    "/afspraak": "afspraak-maken",
    "/mijnafspraak": "afspraak-bekijken",
    "/medewerker": "medewerker-spreken",
}
