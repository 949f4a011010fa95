"""The ways to a person: a call in a window we can keep, a written question, walking in."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime

from bot.content.entries import StepKind
from bot.content.schema_answers import Said
from bot.dialogue import answering, handover, wish_words
from bot.dialogue.actions import Action, encode
from bot.dialogue.context import Chosen, State, TurnContext, TurnResult, Waiting, reply_with
from bot.domain import formatting, opening_hours
from bot.domain.callback_slots import Window, call_windows, keeps
from bot.domain.messages import Button, Kind
from bot.domain.opening_hours import is_uncertain
from bot.domain.time import local, wall, wall_told
from bot.domain.wish import Wish, from_text, narrowed, to_text
from bot.domain.wish_phrase import phrase_of
from bot.privacy.masking import mask_rest
from bot.storage import requests
from bot.storage.events import Event
from bot.storage.requests import Request, Result
from bot.understanding.dates.find_moment import Moment, find_moment
from bot.understanding.entities import PHONE, asks_to_be_called, has_no_telephone, phone_in, refuses_call, speaks_of_calling
from bot.understanding.pipeline import Decision
from bot.understanding.text import words


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
LEAST_DIGITS = 6  # of what may be meant as a telephone number
CALL_ACTS = frozenset({"medewerker-spreken", "afspraak-maken", "afspraak-verzetten"})


def asks_call(context: TurnContext) -> bool:
    """'Bel me woensdag op 0612345678': the wish and the number in one message, and no question of another kind beside it."""
    meaning, text = context.meaning, context.message.text
    another = meaning.decision is Decision.ANSWER and meaning.topic not in CALL_ACTS.union(context.roles.contact)
    return bool(phone_in(text)) and speaks_of_calling(text) and not another


def call_refused(context: TurnContext) -> TurnResult | None:
    """'Bel mij maar niet'; in a longer message it stands beside a question, and that is answered."""
    if _cancels_call(context):
        return not_called(context)
    if not refuses_call(context.message.text):
        return None
    asks = context.meaning.decision is Decision.ANSWER and len(context.message.text.split()) > LONGEST_REFUSAL
    return None if asks else not_called(context)


def _cancels_call(context: TurnContext) -> bool:
    """'Annuleer het terugbellen maar', when a call is owed."""
    text, said = context.message.text, context.meaning.answer.said
    cancels = Said.CANCEL_IT in said or {"zeg", "af"} <= set(words(text))
    return cancels and speaks_of_calling(text) and len(text.split()) <= LONGEST_REFUSAL and owes_call(context)


def owes_call(context: TurnContext) -> bool:
    """Whether we promised to call."""
    return any(one.kind in (CALL, VISIT) for one in requests.of_person(context.db, context.person))


def call_asked(context: TurnContext) -> TurnResult | None:
    """A phone number, alone or with the wish to be called on it."""
    return call_me(context) if is_phone_number(context.message.text) or asks_call(context) else None


def is_phone_number(text: str) -> bool:
    """Whether a message is a phone number and hardly anything else."""
    return bool(phone_in(text)) and sum(map(str.isalpha, text)) <= 12


def call_me(context: TurnContext, kind: str = CALL) -> TurnResult:
    """'Bel mij': first the number, then when. What stands in the same message, or was told for this contact, is not asked again.

    What was prepared in the dialogue it is asked from goes along. `kind` is that of the request: bellen or bezoek.
    """
    prepared = context.state.awaited(context.message.at)
    details = prepared.data.get("details", "") if prepared else ""
    waiting = context.waiting(CALL, "nummer", topic=context.state.topic, kind=kind, details=details)
    if context.message.kind is Kind.BUTTON:
        return _ask_number(context, waiting, "werkgever.bezoek" if kind == VISIT else "medewerker.nummer")
    return _next(context, _heard(context, waiting) or waiting)


def call_again(context: TurnContext) -> TurnResult | None:
    """'Nee, liever woensdag' after a call was planned in this contact: another window for the same number. None without one."""
    owed = [one for one in requests.of_person(context.db, context.person) if one.kind == CALL and one.contact == context.state.contact]
    if not owed:
        return None
    waiting = context.waiting(CALL, "wanneer", topic=context.state.topic, kind=CALL, details=owed[-1].details, phone=owed[-1].phone)
    return _next(context, _heard(context, waiting) or waiting)


def visit(context: TurnContext) -> TurnResult:
    """'Kom langs op de zaak' is a request: we call first to speak about it."""
    return call_me(context, VISIT)


def not_called(context: TurnContext) -> TurnResult:
    """Nobody calls: what was planned goes off the list of staff, and the ways without a telephone are shown."""
    for request in requests.of_person(context.db, context.person):
        if request.kind in (CALL, VISIT):
            requests.finish(context.db, request.id, context.now, Result.WITHDRAWN)
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


def _heard(context: TurnContext, waiting: Waiting) -> Waiting | None:
    """The call with what this message tells of number and moment; None when it tells nothing."""
    shared = context.message.kind is Kind.CONTACT
    number = context.message.phone if shared else phone_in(context.message.text)
    text = PHONE.sub(" ", context.message.text) if number else context.message.text
    told = {"phone": number} if number else {}
    old = _wish_of(context, waiting)
    wish = narrowed(old, mask_rest(text).text, context.now, context.meaning.answer.said, _held(waiting))
    if wish != old or Said.ANY in context.meaning.answer.said:
        told |= {"zoekt": to_text(wish), "venster": ""}
    return waiting.having(**told) if told else None


def _wish_of(context: TurnContext, waiting: Waiting) -> Wish:
    """When it may be; an earlier version kept the words themselves."""
    if "zoekt" in waiting.data:
        return from_text(waiting.data["zoekt"])
    return narrowed(Wish(), waiting.data.get("wish", ""), context.now)


def _held(waiting: Waiting) -> datetime | None:
    """The beginning of the window that is read back."""
    window = _window_of(waiting.data.get("venster", ""))
    return window.begin if window else None


def _next(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The number, then when; a window that the words name is read back before it is noted."""
    if not waiting.data.get("phone"):
        return _ask_number(
            context, waiting.having("nummer"), "werkgever.bezoek" if waiting.data.get("kind") == VISIT else "medewerker.nummer"
        )
    wish = _wish_of(context, waiting)
    windows = call_windows(context.opened, context.now, wish.moment())
    if windows and not wish.doubt and (wish.has_times or len(windows) == 1):
        return _summary(context, waiting, windows[0])
    return _ask_when(context, waiting, "medewerker.wanneer" if windows or wish.is_empty() else _why_not(context, wish.moment()))


def _ask_when(context: TurnContext, waiting: Waiting, key: str = "medewerker.wanneer") -> TurnResult:
    """The windows that fit; when none do, others, and that is said."""
    wish = _wish_of(context, waiting)
    windows = call_windows(context.opened, context.now, wish.moment())
    if not windows:
        windows = call_windows(context.opened, context.now, Moment())
        waiting = waiting.having(zoekt="")  # it cannot be, and counts no more
    buttons = [Button(window_label(one), encode(Action.CALL_WINDOW, _window_key(one)), StepKind.CALL_BACK.value) for one in windows]
    told = wish_words.read_back(context, wish) if key == "medewerker.wanneer" else ""
    text = "\n\n".join(part for part in (told, context.say(key)) if part)
    ways_out = [context.come, context.button("stop", Action.STOP)]
    state = replace(context.state, waiting=waiting.having("wanneer", venster=""))
    return reply_with(context, text, [*buttons, *ways_out], state=state)


def _window_key(window: Window) -> str:
    """A window in a button and in the state: `2026-11-23T10:00/12:00`."""
    return f"{wall(window.begin)}/{window.end:%H:%M}"


def _summary(context: TurnContext, waiting: Waiting, window: Window) -> TurnResult:
    """What was typed, read back: nothing is noted before a yes."""
    day, hours = formatting.day(window.begin.date(), year_of=context.now.date()), formatting.hours(window.begin, window.end)
    key = "werkgever.bezoek-samenvatting" if waiting.data.get("kind") == VISIT else "medewerker.bellen-samenvatting"
    buttons = [
        context.button("ja-bel-mij", Action.CALL_YES, _window_key(window), step=StepKind.CALL_BACK),
        context.button("ander-moment", Action.OTHER_WINDOW),
        context.come,
        context.button("stop", Action.STOP),
    ]
    state = replace(context.state, waiting=waiting.having("klopt", venster=_window_key(window)))
    return reply_with(context, context.say(key, dag=day, uren=hours, nummer=waiting.data["phone"]), buttons, state=state)


def confirmed(context: TurnContext, argument: str) -> TurnResult | None:
    """The yes to a call that was read back. None when it is not this one that waits."""
    waiting = context.state.awaited(context.message.at)
    if waiting is None or waiting.dialogue != CALL or waiting.data.get("venster") != argument:
        return None
    return window_chosen(context, argument)


def other_window(context: TurnContext) -> TurnResult | None:
    """[Ander moment] for a call. None when no call waits for one."""
    waiting = context.state.awaited(context.message.at)
    if waiting is None or waiting.dialogue != CALL or not waiting.data.get("phone"):
        return None
    return _ask_when(context, waiting.having(zoekt=""))


def answered(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """What someone typed or shared while we plan a call, at any step; None when it is something else."""
    text = context.message.text
    if context.message.kind is Kind.CONTACT and not context.message.phone:
        return _ask_number(context, waiting, "medewerker.ander-nummer")
    if has_no_telephone(text):
        return _without_telephone(context)
    if _says_the_same(context, waiting):
        return window_chosen(context, waiting.data["venster"])
    told = _heard(context, waiting)
    asks_hours = waiting.step == "nummer" and context.state.topic in context.roles.hours and not phone_in(text)
    if told and not asks_hours:  # "en woensdag?" after our hours is about those
        return _next(context, told)
    if waiting.step == "nummer" and sum(map(str.isdecimal, text)) >= LEAST_DIGITS:
        return _ask_number(context, waiting, "medewerker.geen-nummer")
    return None


def _says_the_same(context: TurnContext, waiting: Waiting) -> bool:
    """'Donderdag elf uur is goed' at the summary of just that."""
    window = _window_of(waiting.data.get("venster", ""))
    if waiting.step != "klopt" or window is None or not context.meaning.answer.yes:
        return False
    said = phrase_of(context.message.text, context.now)
    within = all(window.begin.time() <= clock < window.end.time() for clock in said.clocks)
    return not said.is_empty() and set(said.days) <= {window.begin.date()} and within and not (said.span or said.shift or said.hours)


def _why_not(context: TurnContext, wish: Moment) -> str:
    """The key of the text that says why we cannot call then: we are closed, or nobody knows yet whether we are open."""
    days = [day for day in (wish.date, *wish.alternatives) if day]
    uncertain = any(is_uncertain(place, day) for day in days for place in context.opened.locations.values())
    return "medewerker.niet-dan-onzeker" if uncertain else "medewerker.niet-dan"


def window_chosen(context: TurnContext, argument: str) -> TurnResult | None:
    """A window was tapped: `2026-11-23T10:00/12:00`. None when we are not waiting for one."""
    waiting = context.state.awaited(context.message.at)
    if waiting is None or waiting.dialogue != CALL or waiting.step not in ("wanneer", "klopt"):
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
    if waiting.step == "nummer":
        return _ask_number(context, waiting, "medewerker.nummer")
    window = _window_of(waiting.data.get("venster", ""))
    return _summary(context, waiting, window) if waiting.step == "klopt" and window else _ask_when(context, waiting)


def _noted(context: TurnContext, waiting: Waiting, window: Window) -> TurnResult:
    kind = waiting.data.get("kind") or CALL
    for older in requests.of_person(context.db, context.person):
        if older.id != waiting.data.get("replaces") and (older.kind, older.contact) == (
            kind,
            context.state.contact,
        ):  # the same call at another moment, not a second one
            requests.finish(context.db, older.id, context.now, Result.WITHDRAWN)
    request = _promised(context, waiting, kind, window)
    day, hours = formatting.day(window.begin.date(), year_of=context.now.date()), formatting.hours(window.begin, window.end)
    text = context.say("werkgever.bezoek-genoteerd" if kind == VISIT else "medewerker.bellen-genoteerd", dag=day, uren=hours)
    state = replace(context.state, waiting=None, chosen=context.say("vervolg.wij-bellen", dag=day, uren=hours))
    return handover.asked_to_pass_on(context, done(context, text, state, f"{day} {hours}"), request.id)


def _promised(context: TurnContext, waiting: Waiting, kind: str, window: Window) -> Request:
    """The call on the list of staff: a new one, or the one that we owed, at another moment."""
    owed = requests.find(context.db, waiting.data.get("replaces", ""))
    if owed and owed.person == context.person and not owed.done_at:
        return requests.move(context.db, owed, wall(window.begin), wall(window.end), context.now, missed=owed.missed)
    request = request_of(context, waiting, kind, call_from=wall(window.begin), call_until=wall(window.end))
    requests.ask(context.db, request, context.now)
    return request


def window_label(window: Window) -> str:
    """How a window reads on a button."""
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
    text = context.message.text
    wants_call = asks_to_be_called(text) or bool(phone_in(text)) or not find_moment(text, context.now).is_empty()
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
