"""The ways to a person: a call in a window we can keep, a written question, walking in."""

from __future__ import annotations

import secrets
from dataclasses import replace

from bot.content.entries import StepKind
from bot.dialogue import answering, handover
from bot.dialogue.actions import Action, encode
from bot.dialogue.context import Chosen, State, TurnContext, TurnResult, Waiting, reply_with
from bot.domain import formatting, opening_hours
from bot.domain.callback_slots import Window, call_windows, keeps
from bot.domain.messages import Button, Kind
from bot.domain.opening_hours import is_uncertain
from bot.domain.time import local, wall, wall_told
from bot.privacy.masking import mask_rest
from bot.storage import requests
from bot.storage.events import Event
from bot.storage.requests import Request
from bot.understanding.dates.find_moment import Moment, find_moment
from bot.understanding.entities import has_no_telephone, phone_in, refuses_call, speaks_of_calling
from bot.understanding.pipeline import Decision


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


CALL, VISIT = "bellen", "bezoek"
LONGEST_REFUSAL = 8  # words
CALL_ACTS = frozenset({"medewerker-spreken", "afspraak-maken", "afspraak-verzetten"})


def asks_call(context: TurnContext) -> bool:
    """'Bel me woensdag op 0612345678': the wish and the number in one message, and no question of another kind beside it."""
    meaning, text = context.meaning, context.message.text
    another = meaning.decision is Decision.ANSWER and meaning.topic not in CALL_ACTS.union(context.roles.contact)
    return bool(phone_in(text)) and speaks_of_calling(text) and not another


def call_refused(context: TurnContext) -> TurnResult | None:
    """'Bel mij maar niet'; in a longer message it stands beside a question, and that is answered."""
    if not refuses_call(context.message.text):
        return None
    asks = context.meaning.decision is Decision.ANSWER and len(context.message.text.split()) > LONGEST_REFUSAL
    return None if asks else not_called(context)


def call_asked(context: TurnContext) -> TurnResult | None:
    """A phone number, alone or with the wish to be called on it."""
    return call_me(context) if is_phone_number(context.message.text) or asks_call(context) else None


def is_phone_number(text: str) -> bool:
    """Whether a message is a phone number and hardly anything else."""
    return bool(phone_in(text)) and sum(map(str.isalpha, text)) <= 12


def call_me(context: TurnContext, kind: str = CALL) -> TurnResult:
    """'Bel mij': first the number, then when. A number or a wish in the same message is taken at once.

    What was prepared in the dialogue it is asked from goes along. `kind` is that of the request: bellen or bezoek.
    """
    text = "" if context.message.kind is Kind.BUTTON else context.message.text
    prepared = context.state.awaited(context.message.at)
    waiting = context.waiting(
        CALL,
        "nummer",
        topic=context.state.topic,
        wish=mask_rest(text).text if find_moment(text, context.now).is_empty() is False else "",
        kind=kind,
        details=prepared.data.get("details", "") if prepared else "",
    )
    number = phone_in(text)
    asked = "werkgever.bezoek" if kind == VISIT else "medewerker.nummer"
    return _ask_when(context, waiting.having(phone=number)) if number else _ask_number(context, waiting, asked)


def call_again(context: TurnContext) -> TurnResult | None:
    """'Nee, liever woensdag' after a call was planned in this contact: another window for the same number. None without one."""
    owed = [one for one in requests.of_person(context.db, context.person) if one.kind == CALL and one.contact == context.state.contact]
    if not owed:
        return None
    wish = mask_rest(context.message.text).text
    waiting = context.waiting(
        CALL, "wanneer", topic=context.state.topic, wish=wish, kind=CALL, details=owed[-1].details, phone=owed[-1].phone
    )
    return _ask_when(context, waiting)


def visit(context: TurnContext) -> TurnResult:
    """'Kom langs op de zaak' is a request: we call first to speak about it."""
    return call_me(context, VISIT)


def not_called(context: TurnContext) -> TurnResult:
    """Nobody calls: what was planned goes off the list of staff, and the ways without a telephone are shown."""
    for request in requests.of_person(context.db, context.person):
        if request.kind in (CALL, VISIT):
            requests.finish(context.db, request.id, context.now)
    buttons = [context.come, context.button("antwoord-hier", Action.WRITE), context.button("menu", Action.MENU), context.human]
    state = replace(context.state, waiting=None, chosen="", unsure=0)
    return reply_with(context, context.say("vervolg.niet-bellen"), buttons, state=state, topic="medewerker-spreken")


def _ask_number(context: TurnContext, waiting: Waiting, key: str) -> TurnResult:
    buttons = [
        context.button("deel-nummer", Action.SHARE_NUMBER, step=StepKind.CALL_BACK, asks_contact=True),
        context.come,
        context.button("stop", Action.STOP),
    ]
    return reply_with(context, context.say(key), buttons, state=replace(context.state, waiting=waiting))


def number_not_shared(context: TurnContext) -> None:
    """[Deel mijn nummer] shares a number by itself where a channel can; where it can not, nothing comes of the press."""


def _without_telephone(context: TurnContext) -> TurnResult:
    """Who cannot be called comes along, makes an appointment, or writes here."""
    buttons = [
        context.come,
        context.button("afspraak", Action.BOOK, step=StepKind.APPOINTMENT),
        context.button("antwoord-hier", Action.WRITE),
    ]
    text = context.say("medewerker.zonder-telefoon")
    return reply_with(context, text, [*buttons, context.button("stop", Action.STOP)], state=replace(context.state, waiting=None))


def _ask_when(context: TurnContext, waiting: Waiting, key: str = "medewerker.wanneer") -> TurnResult:
    wish = find_moment(waiting.data.get("wish", ""), context.now)
    windows = call_windows(context.opened, context.now, wish)
    if not windows:  # what is shown instead is not what was asked for, and that is said
        key = key if wish.is_empty() else "medewerker.niet-dan"
        windows = call_windows(context.opened, context.now, Moment())
    buttons = [
        Button(_window_label(one), encode(Action.CALL_WINDOW, f"{wall(one.begin)}/{one.end:%H:%M}"), StepKind.CALL_BACK.value)
        for one in windows
    ]
    waiting = waiting.having("wanneer", wish="")
    return reply_with(
        context,
        context.say(key),
        [*buttons, context.come, context.button("stop", Action.STOP)],
        state=replace(context.state, waiting=waiting),
    )


def answered(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """What someone typed or shared while we wait for a number or a moment; None when it is something else."""
    if waiting.step == "nummer":
        if context.message.kind is Kind.CONTACT:
            number = context.message.phone
            return _ask_when(context, waiting.having(phone=number)) if number else _ask_number(context, waiting, "medewerker.ander-nummer")
        number = phone_in(context.message.text)
        if number:
            return _ask_when(context, waiting.having(phone=number))
        if has_no_telephone(context.message.text):
            return _without_telephone(context)
        return _ask_number(context, waiting, "medewerker.geen-nummer") if sum(map(str.isdecimal, context.message.text)) >= 6 else None
    wish = find_moment(context.message.text, context.now)
    if wish.is_empty():
        return None
    windows = call_windows(context.opened, context.now, wish, limit=1)
    return _noted(context, waiting, windows[0]) if windows else _ask_when(context, waiting, _why_not(context, wish))


def _why_not(context: TurnContext, wish: Moment) -> str:
    """The key of the text that says why we cannot call then: we are closed, or nobody knows yet whether we are open."""
    days = [day for day in (wish.date, *wish.alternatives) if day]
    uncertain = any(is_uncertain(place, day) for day in days for place in context.opened.locations.values())
    return "medewerker.niet-dan-onzeker" if uncertain else "medewerker.niet-dan"


def window_chosen(context: TurnContext, argument: str) -> TurnResult | None:
    """A window was tapped: `2026-11-23T10:00/12:00`. None when we are not waiting for one."""
    waiting = context.state.awaited(context.message.at)
    if waiting is None or waiting.dialogue != CALL or waiting.step != "wanneer":
        return None
    window = _window_of(argument)
    kept = window is not None and keeps(context.opened, context.now, window)
    return _noted(context, waiting, window) if window and kept else _ask_when(context, waiting, "medewerker.niet-dan")


def _window_of(argument: str) -> Window | None:
    """The window that a button names; None when it names none."""
    begin, _, end = argument.partition("/")
    begins, ends = wall_told(begin), wall_told(f"{begin[:10]}T{end}")
    return Window(begins, ends) if begins and ends else None


def repeat(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The open question once more."""
    return _ask_number(context, waiting, "medewerker.nummer") if waiting.step == "nummer" else _ask_when(context, waiting)


def _noted(context: TurnContext, waiting: Waiting, window: Window) -> TurnResult:
    kind = waiting.data.get("kind") or CALL
    for older in requests.of_person(context.db, context.person):
        if (older.kind, older.contact) == (kind, context.state.contact):  # the same call at another moment, not a second one
            requests.finish(context.db, older.id, context.now)
    request = request_of(context, waiting, kind, call_from=wall(window.begin), call_until=wall(window.end))
    requests.ask(context.db, request, context.now)
    day, hours = formatting.day(window.begin.date(), year_of=context.now.date()), formatting.hours(window.begin, window.end)
    text = context.say("werkgever.bezoek-genoteerd" if kind == VISIT else "medewerker.bellen-genoteerd", dag=day, uren=hours)
    state = replace(context.state, waiting=None, chosen=context.say("vervolg.wij-bellen", dag=day, uren=hours))
    return handover.asked_to_pass_on(context, done(context, text, state, f"{day} {hours}"), request.id)


def _window_label(window: Window) -> str:
    return f"{formatting.capital(formatting.day(window.begin.date(), year_of=window.begin.date()))}, {formatting.hours(window.begin, window.end)}"


WRITE = "bericht"


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


def human_or_call(context: TurnContext) -> TurnResult:
    """'Bel me morgen na elf uur' asks for a call at once; 'ik wil een mens' gets the ways to one; 'bel mij niet' is obeyed."""
    if refuses_call(context.message.text):
        return not_called(context)
    wants_call = not find_moment(context.message.text, context.now).is_empty() or bool(phone_in(context.message.text))
    return call_me(context) if wants_call and context.message.kind is Kind.TEXT else human(context)


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


def write(context: TurnContext) -> TurnResult:
    """'Antwoord hier': the next message is kept for staff."""
    waiting = context.waiting(WRITE, "vraag", topic=context.state.topic)
    buttons = [context.come, context.call, context.button("stop", Action.STOP)]
    return reply_with(context, context.say("medewerker.typ-vraag"), buttons, state=replace(context.state, waiting=waiting))


def question_typed(context: TurnContext, waiting: Waiting) -> TurnResult | None:
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
