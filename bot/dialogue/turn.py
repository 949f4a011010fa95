"""One turn with a citizen: what they did and where we were become replies and where we are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.dialogue import actions, answering, booking, callback, data_rights, forms, municipality, my_appointments, safety, small_talk, steps
from bot.dialogue.actions import VERBS, pressed, stop
from bot.dialogue.answering import HOURS_TOPICS
from bot.dialogue.context import TurnContext, TurnResult, Waiting, prefixed, reply_with
from bot.dialogue.topics import by_topic, understood
from bot.domain.messages import Kind
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.entities import refuses_call
from bot.understanding.pipeline import Decision
from bot.understanding.risk import find_crisis, find_formal_act

# Short commands that work in every state: 'stop', 'terug', 'ja', '/afspraak'.

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


# One turn with a citizen: what they did and where we were become replies and where we are.

_CORRECTING = re.compile(r"\b(?:bedoel\w*|liever|toch|sorry|nee|verkeerd|fout|niet)\b", re.IGNORECASE)
LONGEST_REFUSAL = 8  # words; 'bel mij maar niet' in a longer message stands beside a question, and that is answered
LONGEST_MOMENT = 6  # words; 'volgende week dinsdag om half drie' is six


def turn(context: TurnContext) -> TurnResult:
    """The result of one message: safety first, then what was chosen, then what was asked."""
    text = context.message.text
    if text and actions.typed_choice(context):
        return pressed(context) or _typed(context)  # our own words on a button are nobody's cry for help
    if text and (denied := safety.taken_back(context)):
        return denied
    if text and (kind := find_crisis(text)):
        return safety.crisis(context, kind)
    if text and context.message.kind is Kind.TEXT and (act := find_formal_act(text)):
        return safety.formal(context, act)
    return _started(context) or pressed(context) or _other_than_text(context) or _foreign(context) or _typed(context)


def _foreign(context: TurnContext) -> TurnResult | None:
    """Another language, unless it is a word that we know in Dutch."""
    known = context.meaning.command or context.message.text.startswith("/")
    return None if known or not context.message.text else small_talk.in_another_language(context)


def _started(context: TurnContext) -> TurnResult | None:
    if context.message.kind is Kind.START:
        return small_talk.arrived(context)
    return None


def _other_than_text(context: TurnContext) -> TurnResult | None:
    """Voice, photo, file, location, group: one kind answer with a call and a visit at once."""
    kind = context.message.kind
    if kind is Kind.CONTACT:
        waiting = forms.open_one(context)
        return (waiting and forms.answered(context, waiting)) or callback.call_me(context)
    key = {
        Kind.VOICE: "alleen-tekst",
        Kind.MEDIA: "alleen-tekst",
        Kind.LOCATION: "alleen-tekst",
        Kind.GROUP: "groep",
        Kind.EDITED: "gewijzigd",
    }.get(kind)
    return reply_with(context, context.say(f"algemeen.{key}"), [context.call, context.come, context.human]) if key else None


def _typed(context: TurnContext) -> TurnResult:
    if done := command(context):
        return done
    if refuses_call(context.message.text) and (
        context.meaning.decision is not Decision.ANSWER or len(context.message.text.split()) <= LONGEST_REFUSAL
    ):
        return callback.not_called(context)
    context = municipality.noticed(context)
    waiting = forms.open_one(context)
    if waiting and (taken := forms.answered(context, waiting)):
        return replace(taken, state=replace(taken.state, unsure=0))
    if callback.is_phone_number(context.message.text) or callback.asks_call(context):
        return callback.call_me(context)
    if waiting is None and (known := municipality.step_for(context)):
        return steps.chosen(context, known) or understood(context)
    about_hours = context.state.topic in HOURS_TOPICS and waiting is not None and not forms.insists(waiting)
    if (waiting is None or about_hours) and _is_a_moment(context):
        result = _about_a_moment(context)
    elif waiting and (again := _asked_again(context, waiting)):
        return again
    else:
        result = understood(context)
    keeps = waiting is not None and result.state.waiting == waiting and result.topic != "afscheid"
    return forms.resumed(context, result, waiting) if keeps and waiting else result


def _asked_again(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """A few words that answer neither our question nor are one of their own: asked once more, and then a person."""
    own = context.meaning.decision is not Decision.NONE or len(context.message.text.split()) > LONGEST_MOMENT or safety.calmed(context)
    if own or context.state.unsure or not forms.DIALOGUES[waiting.dialogue].first:
        return None
    told = forms.repeat(replace(context, state=replace(context.state, unsure=1)), waiting)
    return prefixed(told, context.say("twijfel.antwoord-onbekend"))


def _about_a_moment(context: TurnContext) -> TurnResult:
    """A bare moment: about the hours that were just told, the appointment that was just made, or a wish to come."""
    entry = context.knowledge.entries.get(context.state.topic)
    if entry and entry.id in HOURS_TOPICS:
        return answering.entry_answer(context, entry)
    standing = next((button.action.partition(":")[2] for button in context.state.offered if button.action.startswith("vz:")), "")
    if standing and _CORRECTING.search(context.message.text):
        return my_appointments.move(context, standing)
    again = callback.call_again(context) if _CORRECTING.search(context.message.text) else None
    return again or booking.begin(context, booking.service_of_topic(context))


def _is_a_moment(context: TurnContext) -> bool:
    """'Woensdag 3 uur', out of the blue: someone wants to come then. A longer sentence that we understand is what it says."""
    if context.meaning.decision is Decision.ANSWER or len(context.message.text.split()) > LONGEST_MOMENT:
        return False
    moment = find_moment(context.message.text, context.now)
    return bool(moment.date or moment.time or (moment.impossible and context.state.topic in HOURS_TOPICS))
