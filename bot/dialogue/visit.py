"""What somebody asks of the talk with us, before it is booked and once it stands: how long it takes, what to bring, who may come along."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import StepKind
from bot.content.schema_answers import Said
from bot.dialogue import answering, booking, booking_fields, follow_up, forms
from bot.dialogue.actions import Action
from bot.dialogue.confirmation import appointment_buttons
from bot.dialogue.context import TurnContext, TurnResult, Waiting, reply_with
from bot.dialogue.memory import VISIT
from bot.domain.facets import Meeting, of_meeting
from bot.domain.messages import Button
from bot.storage import appointment_rows
from bot.understanding.dates.find_moment import only_says_when
from bot.understanding.dialogue_acts import Act, Open, Situation, label_of
from bot.understanding.pipeline import Decision
from bot.understanding.reading import Spoken
from bot.understanding.text import words

SHOWS = "afspraak-bekijken"
"""The act that shows what stands; "hoe lang duurt het gesprek", while one is made, asks of that one."""
SAID = 0.66
"""Least chance, by the words alone, of what is asked."""
MOST_WORDS = 14
"""Of a question about the talk; a longer message tells a story."""
_FILLS_THE_FORM = frozenset({"telefonisch", "wanneer", "waar", "aanmelden", "kosten", "wachttijd"})
"""While a booking is open these are about how and when we meet, which it hears itself, or are asked of us in general."""
_OF_THE_TALK = frozenset({"wat", "duur", "meenemen", "eten", "begeleider"})
"""What is asked of a talk in words that also make one ("hoe lang is zo'n gesprek"), or of walking in."""
_OF_A_VISIT = _OF_THE_TALK | {"kosten", "waar", "contact", "telefonisch"}
_OF_ITS_WAY = frozenset({"waar", "contact"})
_ASKED_BY_PHONE = frozenset({"begeleider", "contact"})


def asked(context: TurnContext) -> TurnResult | None:
    """The talk with us, asked about: of the appointment that stands or is being made, else of a talk in general. None for anything else."""
    facet = _facet(context)
    text = _text(context, facet) if facet else ""
    if not text:
        return None
    memory = context.memory.spoke_of(VISIT, context.state.turn, facet)
    told = reply_with(context, text, _ways(context, facet), state=replace(context.state, memory=memory, unsure=0), topic=VISIT, facet=facet)
    return forms.resumed(context, told)


def asked_beside(context: TurnContext) -> TurnResult | None:
    """What is asked beside an answer to a booking: the words by themselves tell, since it is surely of that appointment."""
    facet = next((one for one in sorted(_OF_THE_TALK | _OF_ITS_WAY) if _says_so(context, one)), "")
    text = _text(context, facet) if facet else ""
    memory = context.memory.spoke_of(VISIT, context.state.turn, facet)
    return reply_with(context, text, state=replace(context.state, memory=memory), topic=VISIT, facet=facet) if text else None


def _facet(context: TurnContext) -> str:
    """What of the talk is asked; empty when the message is about something else."""
    waiting = forms.open_one(context)
    changes = context.meaning.answer.said & {Said.MOVE, Said.CANCEL_IT}
    if context.listener is None or context.state.crisis or changes or len(context.message.text.split()) > MOST_WORDS:
        return ""
    if waiting and only_says_when(context.message.text, context.now):  # "woensdag, na de lunch" is a wish
        return ""
    if (waiting and waiting.dialogue != booking.BOOKING) or not _may_be_about_it(context, waiting):
        return ""
    spoken = Spoken((VISIT,), frozenset(context.memory.refused), frozenset((*context.roles.about_us, *context.roles.visit)))
    reading = context.listener.weigh(context.meaning, spoken, context.open_question, context.now)
    asks = reading.act == Act.FOLLOW_UP and reading.decision is Decision.ANSWER and _says_so(context, reading.facet)
    if not asks or reading.facet not in _OF_A_VISIT or (waiting and reading.facet in _FILLS_THE_FORM):
        return ""
    makes_one = context.meaning.topic in (VISIT, context.roles.walk_in)
    return "" if makes_one and reading.facet not in _OF_THE_TALK else reading.facet


def _says_so(context: TurnContext, facet: str) -> bool:
    """Whether the words by themselves ask this of something: a talk with us is always at hand, and an insult must not become a question about it."""
    if context.listener is None:
        return False
    chances = context.listener.acts.chances(words(context.message.text), Situation(Open.NOTHING, subject=True))
    return chances.get(label_of(facet), 0.0) >= SAID


def _may_be_about_it(context: TurnContext, waiting: Waiting | None) -> bool:
    """Whether nothing else was asked; with an appointment in mind, what is asked of any visit is asked of that one."""
    if answering.word_meant(context):  # "wat is een EVC"
        return False
    sure = context.meaning.topic if context.meaning.decision is Decision.ANSWER else ""
    if waiting or context.memory.focus == VISIT:
        return sure in ("", VISIT, *context.roles.visit) or (waiting is not None and sure == SHOWS)
    return sure in ("", VISIT, context.roles.walk_in) and not context.memory.subjects


def _text(context: TurnContext, facet: str) -> str:
    told = context.knowledge.facet_words.get(facet)
    if told is None:
        return ""
    return of_meeting(context.answers, facet, _meeting(context)) or context.answers.fill(told.talk)


def _meeting(context: TurnContext) -> Meeting:
    """The appointment that is being made or stands; else the talk that somebody would have."""
    known = follow_up.meeting(context)
    if known:
        return known
    services, locations = context.calendar.services, context.calendar.locations
    likely = booking_fields.service_of_topic(context) or context.roles.neutral_service
    service = services.get(likely) or next(iter(services.values()))
    return Meeting(service, service.places[0], next((one for one in locations.values() if one.closes_after is None), None))


def _ways(context: TurnContext, facet: str) -> tuple[Button, ...]:
    """Change the appointment that stands, else make one; who wants somebody along asks it by telephone first."""
    made = next(iter(appointment_rows.upcoming(context.db, context.person, context.now)), None)
    call = [context.call] if facet in _ASKED_BY_PHONE else []
    if made:
        return (*call, *appointment_buttons(context, made), context.human)
    return (*call, context.button("afspraak", Action.BOOK, step=StepKind.APPOINTMENT), context.come, context.human)
