"""What is asked beside an answer to a form of ours: answered above it, and the form goes on; what we do not know is passed on, if the person agrees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.content.schema_answers import Said
from bot.dialogue import answering, booking, callback, consent, follow_up, forms, visit
from bot.dialogue.booking_fields import service_in, service_of_topic, wants_to_come
from bot.dialogue.context import State, TurnContext, TurnResult, prefixed
from bot.domain.messages import Kind
from bot.domain.wish_phrase import phrase_of
from bot.privacy.masking import mask_rest
from bot.understanding.clauses import asks, clauses, without_links
from bot.understanding.entities import phone_in
from bot.understanding.pipeline import Decision
from bot.understanding.text import words

FEWEST_WORDS, FEWEST_OWN_WORDS = 4, 2
"""Of a part that asks something: "klopt dat" and "is dat goed" belong to the answer."""
SURE = 0.8
"""Least chance of a topic to be told beside a form: nobody asked for a guess there."""
_OF_THE_FORM = frozenset({Said.DESK, Said.PHONE, Said.CALL_ME, Said.ONLINE, Said.NO_APPOINTMENT, Said.MOVE, Said.CANCEL_IT})
"""What a form hears itself."""


def heard(context: TurnContext) -> TurnResult | None:
    """The answer to the form that is open, with what was asked beside it; None when the message does not do both."""
    asked = _asked(context)
    if not asked:
        return None
    parts = [part for part in clauses(context.message.text) if part != asked]
    taken = forms.answered(context.as_if(", ".join(parts)))
    return _with_answer(context, taken, asked) if taken else None


def talk_wanted(context: TurnContext) -> TurnResult | None:
    """'Oke, doe dan maar zo'n gesprek. Mag mijn zus mee?': a talk about what was spoken of, and what is asked beside it; None when none is wanted."""
    crisis, text = context.state.crisis, context.message.kind is Kind.TEXT
    if crisis or not text or forms.open_one(context) or not (_says_talk(context) or wants_to_come(context)):
        return None
    parts = clauses(context.message.text)
    asked = next((part for part in parts if _asks_beside(context, part) and not _wants_talk(context, part)), "")
    rest = ", ".join(part for part in parts if part != asked)
    begun = booking.begin(context.as_if(rest), service_of_topic(context))
    return _with_answer(context, begun, asked, of_the_talk=True) if asked else begun


def _says_talk(context: TurnContext) -> bool:
    return Said.WANT_TALK in context.meaning.answer.said


def _wants_talk(context: TurnContext, part: str) -> bool:
    return context.listener is not None and Said.WANT_TALK in context.listener.understanding.answers.read(part).said


def _asked(context: TurnContext) -> str:
    """The part of the message that asks something else than the form does; empty when there is none."""
    waiting, text = forms.open_one(context), context.message.text
    if waiting is None or waiting.dialogue not in (booking.BOOKING, callback.CALL) or context.message.kind is not Kind.TEXT:
        return ""
    parts = clauses(text)
    return next((part for part in parts[1:] if _asks_beside(context, part)), "") if len(parts) > 1 else ""


def _asks_beside(context: TurnContext, part: str) -> bool:
    if context.listener is None or not ("?" in part or asks(words(part))):
        return False
    answer = context.listener.understanding.answers.read(part)
    if len(words(part)) < FEWEST_WORDS or len(answer.rest) < FEWEST_OWN_WORDS or answer.said & _OF_THE_FORM:
        return False
    return not phone_in(part) and phrase_of(part, context.now).is_empty() and not service_in(context, part)


def recorded(context: TurnContext, record: Callable[[TurnContext], TurnResult | None], asked: str) -> TurnResult | None:
    """What a yes records, with the answer to what was asked beside it; what we do not know is offered to be passed on with it."""
    told = _answer(context, context.state, asked, of_the_talk=False) if asked else None
    if told:
        return _above(told, done) if (done := record(context)) else None
    along = _along(context, context.state, asked) if asked else None
    done = record(replace(context, state=along) if along else context)
    return prefixed(done, context.say("gesprek.vraag-zelf")) if done and asked and not along else done


def _with_answer(context: TurnContext, taken: TurnResult, asked: str, *, of_the_talk: bool = False) -> TurnResult:
    told = _answer(context, taken.state, asked, of_the_talk=of_the_talk)
    return _above(told, taken) if told else _kept(context, taken, asked)


def _above(told: TurnResult, taken: TurnResult) -> TurnResult:
    """The answer above what comes of the rest."""
    memory = replace(told.state.memory, line=taken.state.memory.line)
    first = replace(told.replies[0], buttons=())
    return replace(taken, replies=(first, *taken.replies), state=replace(taken.state, memory=memory))


def _answer(context: TurnContext, state: State, asked: str, *, of_the_talk: bool) -> TurnResult | None:
    """What we surely know of it: of the talk itself, of the subject (not of a talk that is only just wanted), or a topic of ours."""
    waiting = state.waiting  # read as a question beside a form, not as an answer to its summary
    state = replace(state, waiting=waiting.having("moment") if waiting and waiting.dialogue == booking.BOOKING else waiting)
    beside = replace(context.as_if(without_links(asked)), state=state)
    of_it = (visit.asked_beside,) if waiting and waiting.dialogue == booking.BOOKING else (visit.asked,)
    readers: tuple[Callable[[TurnContext], TurnResult | None], ...] = (*of_it, *(() if of_the_talk else (follow_up.asked,)), _topic)
    return next((told for read in readers if (told := read(beside))), None)


def _topic(context: TurnContext) -> TurnResult | None:
    entry = context.knowledge.entries.get(context.meaning.topic or "")
    sure = context.meaning.decision is Decision.ANSWER and context.meaning.score >= SURE
    return answering.entry_answer(replace(context, state=replace(context.state, short=True)), entry) if entry and sure else None


def _kept(context: TurnContext, taken: TurnResult, asked: str) -> TurnResult:
    """Not known: asked at the end whether it may go along; something sensitive is only spoken of in the talk."""
    along = _along(context, taken.state, asked)
    if along is None:
        return prefixed(taken, context.say("gesprek.vraag-zelf"))
    return prefixed(replace(taken, state=along), context.say("gesprek.vraag-mee"))


def _along(context: TurnContext, state: State, asked: str) -> State | None:
    """The state with a question that may go along to staff; None when it may not."""
    waiting = state.waiting
    if waiting is None or context.state.crisis or context.state.secret or consent.is_sensitive(context):
        return None
    question = " ".join(part for part in (state.question, mask_rest(without_links(asked)).text) if part)[-consent.LONGEST :]
    return replace(state, question=question, waiting=waiting.having(vraag="mee"))
