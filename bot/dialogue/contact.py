"""The ways to a person besides a call: walking in, a question written here, the own municipality."""

from __future__ import annotations

import secrets
from dataclasses import replace

from bot.content.entries import StepKind
from bot.dialogue import answering
from bot.dialogue.actions import Action
from bot.dialogue.context import Chosen, State, TurnContext, TurnResult, Waiting, reply_with
from bot.domain import formatting, opening_hours
from bot.domain.messages import Kind
from bot.domain.time import local, wall_told
from bot.privacy.masking import mask_rest
from bot.storage import requests
from bot.storage.events import Event
from bot.storage.requests import Request


def done(context: TurnContext, text: str, state: State, label: str) -> TurnResult:
    """What is said when a request stands on the list of staff; `label` is how the step is recorded."""
    buttons = [context.come, context.button("menu", Action.MENU)]
    return reply_with(
        context, text, buttons, state=state, topic=context.state.topic, step=Chosen(StepKind.CALL_BACK, label), events=(Event("requested"),)
    )


def request_of(
    context: TurnContext, waiting: Waiting, kind: str, *, call_from: str = "", call_until: str = "", question: str = ""
) -> Request:
    """A request to staff of who writes, with the subject when it is not sensitive."""
    entry = context.knowledge.entries.get(waiting.data.get("topic", ""))
    subject = entry.label if entry and not entry.sensitive else ""
    return Request(
        id=secrets.token_urlsafe(6),
        person=context.person,
        contact=context.state.contact,
        kind=kind,
        phone=waiting.data.get("phone", ""),
        call_from=call_from,
        call_until=call_until,
        subject=subject,
        details=waiting.data.get("details", ""),
        question=question,
    )


def human(context: TurnContext) -> TurnResult:
    """'Medewerker': the next walk-in moment, being called, or writing here."""
    walk_in = opening_hours.next_walk_in(context.opened, context.now)
    address, website = context.answers.address, context.answers.website
    if walk_in is None:
        text = context.say("stap.inloop-onbekend", adres=address, website=website)
    elif walk_in.now_open:
        text = context.say("medewerker.nu-open", tot=formatting.clock(local(walk_in.end)), adres=address)
    elif opening_hours.is_uncertain(walk_in.location, context.now.date()):
        text = context.say("medewerker.nu-onzeker", dag=_day(context, walk_in), uren=_hours(walk_in), adres=address, website=website)
    else:
        text = context.say("medewerker.nu-dicht", dag=_day(context, walk_in), uren=_hours(walk_in), adres=address)
    buttons = [context.come, context.call, context.button("antwoord-hier", Action.WRITE), context.button("menu", Action.MENU)]
    return reply_with(context, text, buttons, topic="medewerker-spreken")


def too_far(context: TurnContext) -> TurnResult:
    """'Te ver weg': by telephone, the own municipality, or closer by; counted (report R8)."""
    buttons = [context.call, context.button("eigen-gemeente", Action.MUNICIPALITY, step=StepKind.REFERRAL), context.human]
    return reply_with(context, context.say("afspraak.te-ver"), buttons, events=(Event("signal", label="te ver weg"),))


def own_municipality(context: TurnContext) -> TurnResult:
    """The own municipality as a step, for who lives too far away."""
    text = context.knowledge.phrases["gemeente.werk-en-inkomen"]
    state = replace(context.state, waiting=None, chosen=text)
    label = context.knowledge.phrases.label("eigen-gemeente")
    return reply_with(context, text, [context.call, context.come, context.human], state=state, step=Chosen(StepKind.REFERRAL, label))


def walk_in(context: TurnContext, day: str = "") -> TurnResult:
    """'Ik kom langs': when and where, recorded as the step chosen. `day`, as 2026-11-24, is the one that was spoken of."""
    spoken_of = wall_told(day)
    after = max(context.now, spoken_of) if spoken_of else context.now
    found = opening_hours.next_walk_in(context.opened, after)
    address = context.answers.address
    if found is None:
        text = context.say("stap.inloop-onbekend", adres=address, website=context.answers.website)
    elif found.now_open:
        text = context.say("stap.inloop-nu", tot=formatting.clock(local(found.end)), adres=found.location.address)
    else:
        text = context.say("stap.inloop-straks", dag=_day(context, found), uren=_hours(found), adres=found.location.address)
    if found and found.perhaps_earlier:
        text = f"{text} {answering.perhaps_earlier(context)}"
    if notice := context.knowledge.notice_on(context.now.date(), context.roles.walk_in):
        text = f"{notice}\n\n{text}"
    label = f"{_day(context, found)}, {_hours(found)}" if found else ""
    state = replace(context.state, chosen=text, waiting=None)
    buttons = [context.button("menu", Action.MENU), context.human]
    if not context.state.crisis:
        buttons = [context.button("afspraak", Action.BOOK, step=StepKind.APPOINTMENT), *buttons]
    return reply_with(context, text, buttons, state=state, topic=context.state.topic, step=Chosen(StepKind.WALK_IN, label))


def without_telephone(context: TurnContext) -> TurnResult:
    """Who cannot be called comes along, makes an appointment, or writes here."""
    buttons = [
        context.come,
        context.button("afspraak", Action.BOOK, step=StepKind.APPOINTMENT),
        context.button("antwoord-hier", Action.WRITE),
    ]
    text = context.say("medewerker.zonder-telefoon")
    return reply_with(context, text, [*buttons, context.button("stop", Action.STOP)], state=replace(context.state, waiting=None))


WRITE = "bericht"


def write(context: TurnContext) -> TurnResult:
    """'Antwoord hier': the next message is kept for staff."""
    waiting = context.waiting(WRITE, "vraag", topic=context.state.topic)
    buttons = [context.come, context.call, context.button("stop", Action.STOP)]
    return reply_with(context, context.say("medewerker.typ-vraag"), buttons, state=replace(context.state, waiting=waiting))


def question_written(context: TurnContext) -> TurnResult | None:
    """After [Antwoord hier] the next message is the question, whatever it is about and in whatever language; only a command goes first."""
    waiting = context.state.awaited(context.message.at)
    if waiting is None or waiting.dialogue != WRITE or context.message.kind is not Kind.TEXT:
        return None
    if context.message.text.startswith("/") or context.meaning.command not in ("", "ja", "nee"):
        return None
    return write(context) if context.meaning.answer.bare or not context.message.text.strip() else question_typed(context, waiting)


def question_typed(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The question that was typed, kept for staff."""
    request = request_of(context, waiting, "antwoord", question=mask_rest(context.message.text).text)
    requests.ask(context.db, request, context.now)
    found = opening_hours.next_walk_in(context.opened, context.now)
    text = context.say("medewerker.vraag-genoteerd", dag=_day(context, found) if found else "")
    state = replace(context.state, waiting=None, chosen=context.say("vervolg.wij-antwoorden"))
    return done(context, text, state, "antwoord")


def ask_question_again(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The open question once more."""
    del waiting
    return write(context)


def _day(context: TurnContext, found: opening_hours.WalkIn) -> str:
    return formatting.day(local(found.begin).date(), year_of=context.now.date())


def _hours(found: opening_hours.WalkIn) -> str:
    return formatting.hours(local(found.begin), local(found.end))
