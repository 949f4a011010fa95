"""What cannot be, said with its reason, as a wish that moments know: "woensdag moet ik werken, kan vrijdag" is no wish for Wednesday."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content.clock import WEEKDAYS
from bot.content.schema_answers import Said
from bot.content.schema_signal_words import WordList
from bot.dialogue.context import TurnContext
from bot.domain import formatting
from bot.domain.wish import Wish
from bot.domain.wish_phrase import phrase_of
from bot.understanding.clauses import clauses
from bot.understanding.signal_words import listed
from bot.understanding.text import words

_BOUNDS = {Said.TOO_EARLY: "wens.na", Said.TOO_LATE: "wens.voor"}


@dataclass(frozen=True)
class _Part:
    """A part of a message: the wish in it, and why that cannot be; no reason when it can."""

    text: str
    wish: Wish
    why: Said | None


def as_wish(context: TurnContext, text: str) -> str:
    """'Woensdag moet ik werken' as "niet woensdag", '2 uur is te vroeg' as "na 2 uur", or as nothing beside another hour; anything else as it is."""
    parts = [_read(context, part) for part in clauses(text)]
    if not any(part.why for part in parts):
        return text
    says_hour = any(part.wish.has_times for part in parts if part.why is None)
    turned = (part.text if part.why is None else _turned(context, part, says_hour) for part in parts)
    return ", ".join(part for part in turned if part)


def _read(context: TurnContext, text: str) -> _Part:
    wish = phrase_of(text, context.now).wish
    if context.listener is None or "?" in text:
        return _Part(text, wish, None)
    said = context.listener.understanding.answers.read(text).said
    if wish.not_weekdays or wish.not_dates:  # moments read that refusal themselves; its reason is no subject
        return _Part(text, wish, Said.BUSY if Said.BUSY in said and not (wish.days or wish.span or wish.start or wish.has_times) else None)
    why = next((one for one in (Said.TOO_EARLY, Said.TOO_LATE, Said.BUSY) if one in said), None)
    day_off = why is Said.BUSY and wish.has_days and not listed(WordList.NOT).isdisjoint(words(text))  # "woensdag werk ik niet"
    return _Part(text, wish, None if day_off else why)


def _turned(context: TurnContext, part: _Part, says_hour: bool) -> str:
    if part.why in _BOUNDS:
        clock = next(iter(part.wish.clocks), None)
        return "" if says_hour or clock is None else context.say(_BOUNDS[part.why], tijd=formatting.clock(clock))
    weekdays = [word for word in words(part.text) if word.removesuffix("s") in WEEKDAYS]
    named = weekdays or [formatting.day(day, year_of=context.now.date()) for day in (*part.wish.days, *part.wish.not_dates)]
    if part.wish.has_times:
        return _other_side(context, part)
    if not named:
        return context.say("wens.niet", dagen=part.text) if part.wish.span else ""
    return ", ".join(context.say("wens.niet", dagen=day) for day in named)


def _other_side(context: TurnContext, part: _Part) -> str:
    """Of 'na 2 uur moet ik werken' what is left: "voor 2 uur". Other bounds moments read themselves; a bare hour or part of the day is no wish."""
    first, last = part.wish.hours or (None, None)
    if first and not last and not part.wish.has_days and not listed(WordList.FROM).isdisjoint(words(part.text)):
        return context.say("wens.voor", tijd=formatting.clock(first))
    return part.text if part.wish.hours else ""
