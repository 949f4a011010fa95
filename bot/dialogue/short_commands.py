"""Short commands that work in every state: 'stop', 'terug', 'ja', '/afspraak'."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue import booking, callback, data_rights, forms, my_appointments, small_talk
from bot.dialogue.buttons import VERBS, pressed, stop
from bot.dialogue.context import TurnContext, TurnResult
from bot.dialogue.topics import by_topic

Handler = Callable[[TurnContext, str], TurnResult | None]

COMMANDS: dict[str, Handler] = {
    "stop": VERBS["stop"],
    "terug": lambda context, _: forms.back(context),
    "medewerker": VERBS["mens"],
    "menu": VERBS["menu"],
    "snap-niet": VERBS["kort"],
    "liever-bellen": lambda context, _: _in_booking(context, "telefoon") or callback.call_me(context),
    "te-ver-weg": lambda context, _: _in_booking(context, "ver") or callback.too_far(context),
    "iets-anders": VERBS["anders"],
    "mijn-stap": lambda context, _: (
        my_appointments.show(context) if my_appointments.has_any(context) or "stap" in context.message.text else None
    ),
    "mijn-gegevens": VERBS["gegevens"],
    "verwijder": VERBS["wis"],
    "niet-bellen": lambda context, _: callback.not_called(context),
    "verder": VERBS["door"],
    "laat-staan": lambda context, _: _left_standing(context),
    "opnieuw": lambda context, _: small_talk.start(context),
    "ja": lambda context, _: _yes(context),
    "nee": lambda context, _: _no(context),
}
"""Short commands that work in every state (intents/zinnen.yaml, opdrachten)."""

_ASKED: dict[str, Handler] = {
    "/start": lambda context, _: small_talk.start(context),
    "/stop": lambda context, _: data_rights.silence(context, stop(context)),
    "/mijnstap": lambda context, _: my_appointments.show(context),
    "/mijngegevens": VERBS["gegevens"],
    "/verwijder": VERBS["wis"],
}
_SLASH = {
    "/afspraak": "afspraak-maken",
    "/mijnafspraak": "afspraak-bekijken",
    "/medewerker": "medewerker-spreken",
    "/privacy": "privacy",
    "/help": "wat-kun-je",
}


def command(context: TurnContext) -> TurnResult | None:
    text = context.message.text.strip().lower()
    if text.startswith("/"):
        return _slash(context, text.split("@")[0].split()[0])
    handler = COMMANDS.get(context.meaning.command)
    return handler(context, "") if handler else None


def _slash(context: TurnContext, name: str) -> TurnResult | None:
    if name in _ASKED:
        return _ASKED[name](context, "")
    return by_topic(context, _SLASH[name]) if name in _SLASH else None


def _in_booking(context: TurnContext, what: str) -> TurnResult | None:
    waiting = context.state.awaited(context.message.at)
    if waiting and waiting.dialogue == booking.BOOKING and waiting.data.get("dienst"):
        return booking.pressed(context, f"{waiting.data['token']}:{what}")
    return None


def _left_standing(context: TurnContext) -> TurnResult | None:
    """'Laat toch maar staan' while an appointment is being moved."""
    waiting = context.state.awaited(context.message.at)
    moving = waiting.data.get("moving", "") if waiting else ""
    return my_appointments.kept(replace(context, state=replace(context.state, waiting=None)), moving) if moving else None


def _yes(context: TurnContext) -> TurnResult | None:
    """'Ja' is the main path: the first button that stands open, when a question of ours is open or one option stands."""
    offered = context.state.offered
    if not offered or offered[0].action.split(":")[0] not in ("bk", "azj", "s", "b", "t", "zinj", "wisj", "kom"):
        return None
    waiting = forms.open_one(context)
    if waiting and (":moment:" in offered[0].action or ":dienst:" in offered[0].action):
        return forms.repeat(context, waiting)  # 'ja' to a list of moments or subjects chooses none of them
    return pressed(replace(context, message=replace(context.message, action=offered[0].action)))


def _no(context: TurnContext) -> TurnResult | None:
    """'Nee' to a summary is another moment, to a cancellation leaving it, to options something else."""
    for button in context.state.offered:
        if button.action.startswith(("azn:", "zinn:", "wisn")) or button.action.endswith(":ander") or button.action == "anders":
            return pressed(replace(context, message=replace(context.message, action=button.action)))
    return None
