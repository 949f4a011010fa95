"""An appointment that the person turns out not to want, while we are making it: it ends, and what is asked beside is answered."""

from __future__ import annotations

from dataclasses import replace

from bot.content.schema_answers import Said
from bot.content.schema_signal_words import WordList, WordPattern
from bot.dialogue import booking, booking_fields, forms
from bot.dialogue.context import TurnContext, TurnResult, Waiting, prefixed
from bot.domain import formatting
from bot.domain.messages import Kind
from bot.domain.wish_phrase import phrase_of
from bot.storage import appointment_rows
from bot.understanding.clauses import asks, clauses
from bot.understanding.dates.find_moment import only_says_when
from bot.understanding.entities import has_appointment
from bot.understanding.pipeline import Decision
from bot.understanding.signal_words import listed, pattern
from bot.understanding.text import words

FEWEST_WORDS = 2
"""Fewer words beside it ask nothing."""


def left(context: TurnContext) -> TurnContext:
    """The context without the booking that is not wanted, and with what is asked beside as its message; else as it was."""
    if asked := _of_one_that_stands(context):
        return context.as_if(asked)
    waiting, beside = _unwanted(context), _beside(context)
    if waiting is None and (day := _one_day(context)):
        return replace(context, message=replace(context.message, text=context.say("wens.niet", dagen=day)))
    if waiting is None or context.listener is None or len(beside.split()) < FEWEST_WORDS:
        return context
    booking.let_go(context)
    state = replace(context.state, waiting=None, unsure=0)
    return replace(context.as_if(beside), state=state, said_first=_farewell(context, waiting))


def _of_one_that_stands(context: TurnContext) -> str:
    """The question of 'ik heb volgende week een afspraak, kan ik daar parkeren': who has an appointment wants no other; empty for anything else."""
    if context.message.kind is not Kind.TEXT or context.listener is None or forms.open_one(context):
        return ""
    parts = clauses(context.message.text)
    if not any(has_appointment(part) for part in parts[:-1]):
        return ""
    asked = parts[-1] if asks(words(parts[-1])) and len(words(parts[-1])) > FEWEST_WORDS else ""
    sure = asked and context.as_if(asked).meaning
    return asked if sure and sure.decision is Decision.ANSWER and sure.topic in context.knowledge.entries else ""


def stopped(context: TurnContext) -> TurnResult | None:
    """'Ik wil geen afspraak', and nothing else; None for any other message."""
    return forms.stop(context) if _unwanted(context) else None


def told(context: TurnContext, result: TurnResult) -> TurnResult:
    """The answer to what was asked beside, below the word that the booking is over."""
    return prefixed(result, context.said_first) if context.said_first else result


def _unwanted(context: TurnContext) -> Waiting | None:
    """The booking that is open, when the message says that it is not wanted: not another day of it, another place or subject."""
    waiting = forms.open_one(context)
    said = Said.NO_APPOINTMENT in context.meaning.answer.said and context.message.kind is Kind.TEXT
    if not said or waiting is None or waiting.dialogue != booking.BOOKING:
        return None
    parts = _parts(context)
    if parts is None or (parts[1] and parts[1][0] in listed(WordList.APPOINTMENT_ABOUT)) or _one_day(context):
        return None
    narrows = not phrase_of(_beside(context), context.now).is_empty() or booking_fields.service_in(context, _beside(context))
    return None if narrows else waiting


def _one_day(context: TurnContext) -> str:
    """The day of 'ik wil geen afspraak op maandag' while we make one: only that day is not wanted."""
    waiting = forms.open_one(context)
    if waiting is None or waiting.dialogue != booking.BOOKING or Said.NO_APPOINTMENT not in context.meaning.answer.said:
        return ""
    _, after = _parts(context) or ((), ())
    day = " ".join(after[1:] if after and after[0] in listed(WordList.APPOINTMENT_ABOUT) else after)
    return day if day and only_says_when(day, context.now) else ""


def _parts(context: TurnContext) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    answers = context.listener.understanding.answers if context.listener else None
    return answers.around(context.message.text, Said.NO_APPOINTMENT) if answers else None


def _beside(context: TurnContext) -> str:
    """What stands beside "ik wil geen afspraak": the words behind it, else those before; without words that only answer."""
    before, after = _parts(context) or ((), ())
    rest = " ".join(after if len(after) >= FEWEST_WORDS else before)
    answers = context.listener.understanding.answers if context.listener else None
    telling = answers.read(rest).rest if answers else ()
    rest = pattern(WordPattern.I_ASK).sub("", rest).lstrip()  # "ik vraag alleen wie het betaalt"
    mark = "?" if context.message.text.rstrip().endswith("?") else ""
    return f"{rest}{mark}" if len(telling) >= FEWEST_WORDS else ""


def _farewell(context: TurnContext, waiting: Waiting) -> str:
    old = appointment_rows.find(context.db, waiting.data.get("moving", ""))
    if old and old.stands:
        return context.say("afspraak.blijft-staan", moment=formatting.moment(old.begin, context.now))
    return context.say("afspraak.dan-niet")
