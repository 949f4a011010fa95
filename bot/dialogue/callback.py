"""A call: the number, when, and a window that we can keep, read back before it is noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.content.entries import Audience, Entry, StepKind
from bot.content.schema_answers import Said
from bot.dialogue import answering, contact, handover, hindrance, offers, wish_words
from bot.dialogue.actions import Action, action_of, encode
from bot.dialogue.context import TurnContext, TurnResult, Waiting, prefixed, reply_with
from bot.dialogue.form import Field, Form, Heard
from bot.domain import formatting
from bot.domain.callback_slots import Window, call_windows, keeps, window_named
from bot.domain.messages import Button, Kind
from bot.domain.opening_hours import is_uncertain
from bot.domain.time import wall
from bot.domain.wish import Wish, from_text, to_text
from bot.domain.wish_phrase import narrowed, phrase_of
from bot.storage import requests
from bot.storage.requests import Request, Result
from bot.understanding.clauses import begins_question, clauses
from bot.understanding.dates.find_moment import Moment, find_moment, only_says_when
from bot.understanding.entities import asks_to_be_called, has_no_telephone, phone_in, refuses_call, speaks_of_calling, without_phone
from bot.understanding.pipeline import Decision
from bot.understanding.text import words

CALL, VISIT = "bellen", "bezoek"
LONGEST_REFUSAL = 8  # words
LEAST_DIGITS = 6  # of what may be meant as a telephone number
CALL_ACTS = frozenset({"medewerker-spreken", "afspraak-maken", "afspraak-verzetten"})


def asks_call(context: TurnContext) -> bool:
    """'Laat maar iemand bellen', or a number where a call was offered or is spoken of."""
    text = context.message.text
    if refuses_call(text) or context.state.crisis:
        return False
    offered = any(action_of(one.action) is Action.CALL for one in context.state.offered)
    number = bool(phone_in(text)) and (speaks_of_calling(text) or offered) and _another(context) is None
    return number or wished(context)


def wished(context: TurnContext) -> bool:
    """Whether we are asked to call, in words that staff keep; "hoe laat bel je me" asks something else."""
    said = Said.CALL_ME in context.meaning.answer.said and not refuses_call(context.message.text)
    return said and not begins_question(words(context.message.text))


def _another(context: TurnContext) -> Entry | None:
    """What the message surely asks beside a call: a topic of ours that is not about calling, coming or our hours."""
    meaning = context.meaning
    about_calls = CALL_ACTS.union(context.roles.contact, context.roles.hours)
    known = meaning.topic if meaning.decision is Decision.ANSWER and meaning.topic not in about_calls else ""
    return context.knowledge.entries.get(known or "")


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
    """A phone number, alone or with the wish to be called on it; or 'bel mij' with the moment."""
    text, meaning = context.message.text, context.meaning
    if Said.VISIT in meaning.answer.said and context.state.audience == Audience.EMPLOYER and not context.state.crisis:
        return visit(context)
    dated = asks_to_be_called(text) and meaning.decision is not Decision.ANSWER and not find_moment(text, context.now).is_empty()
    if not (dated or is_phone_number(text) or asks_call(context)):
        return None
    return _below_answer(context, call_me(context))


def _below_answer(context: TurnContext, asked: TurnResult) -> TurnResult:
    """The call below the answer to what was asked beside it: "ik zoek mensen voor de bouw, kan iemand mij bellen"."""
    entry = _another(context)
    if entry is None or entry.id in context.memory.told_entries or context.message.kind is not Kind.TEXT:
        return asked
    told = answering.entry_answer(context, entry)
    state = replace(told.state, waiting=asked.state.waiting and asked.state.waiting.having(topic=entry.id))
    replies = (*told.replies[:-1], replace(told.reply, buttons=()), *asked.replies)
    return replace(told, replies=replies, state=state)


def is_phone_number(text: str) -> bool:
    """Whether a message is a phone number and hardly anything else."""
    return bool(phone_in(text)) and sum(map(str.isalpha, text)) <= 12


def call_me(context: TurnContext, kind: str = CALL) -> TurnResult:
    """'Bel mij': first the number, then when. What stands in the same message, or was told for this contact, is not asked again.

    What was prepared in the dialogue it is asked from goes along. `kind` is that of the request: bellen or bezoek.
    """
    if (open_one := _open(context, kind)) and context.message.kind is Kind.TEXT:
        return _gone_on(context, open_one)
    if owed := _other_moment_wished(context, kind):
        waiting = context.waiting(CALL, "wanneer", kind=kind, phone=owed.phone, replaces=owed.id)
        return FORM.next(context, FORM.heard(context, waiting).waiting)
    prepared = context.state.awaited(context.message.at)
    details = prepared.data.get("details", "") if prepared else ""
    known = "" if context.message.kind is Kind.BUTTON else next((one.phone for one in _calls_of_contact(context)), "")
    waiting = context.waiting(CALL, "", topic=context.state.topic, kind=kind, details=details, phone=known)
    return _onward(context, Heard(waiting) if context.message.kind is Kind.BUTTON else FORM.heard(context, waiting))


def _open(context: TurnContext, kind: str) -> Waiting | None:
    """The call that is being planned: what was told for it is not asked again."""
    waiting = context.state.awaited(context.message.at)
    return waiting if waiting and waiting.dialogue == CALL and (waiting.data.get("kind") or CALL) == kind else None


def _gone_on(context: TurnContext, waiting: Waiting) -> TurnResult:
    """On with a call that is being planned; 'bel maar' to what was read back is a yes."""
    found = FORM.heard(context, waiting)
    agreed = not found.told and waiting.step == "klopt" and wished(context) and not context.meaning.answer.no
    done = window_chosen(context, waiting.data.get("venster", "")) if agreed else None
    return done or (_onward(context, found) if found.told else FORM.repeat(context, waiting))


def _other_moment_wished(context: TurnContext, kind: str) -> Request | None:
    """The call that we owe, of whatever contact, when another moment is wished for it: "bel mij liever donderdag"."""
    if kind != CALL or context.message.kind is not Kind.TEXT or phone_in(context.message.text):
        return None
    said = phrase_of(context.message.text, context.now)
    owed = [one for one in requests.of_person(context.db, context.person) if one.kind == CALL and one.call_until and one.phone]
    return owed[-1] if owed and said.replaces and not said.is_empty() else None


def call_again(context: TurnContext) -> TurnResult | None:
    """'Nee, liever woensdag' after a call was planned in this contact: another window for the same number. None without one."""
    owed = _calls_of_contact(context)
    if not owed:
        return None
    waiting = context.waiting(CALL, "wanneer", topic=context.state.topic, kind=CALL, details=owed[-1].details, phone=owed[-1].phone)
    return FORM.next(context, FORM.heard(context, waiting).waiting)


def human_or_call(context: TurnContext) -> TurnResult:
    """'Bel me morgen na elf uur' asks for a call at once; 'ik wil een mens' gets the ways to one; 'bel mij niet' is obeyed."""
    if refuses_call(context.message.text):
        return not_called(context)
    text = context.message.text
    wants_call = wished(context) or asks_to_be_called(text) or bool(phone_in(text)) or not find_moment(text, context.now).is_empty()
    return call_me(context) if wants_call and context.message.kind is Kind.TEXT else contact.human(context)


def _calls_of_contact(context: TurnContext) -> list[Request]:
    """The calls that were planned in this contact."""
    return [one for one in requests.of_person(context.db, context.person) if one.kind == CALL and one.contact == context.state.contact]


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


def number_not_shared(context: TurnContext) -> None:
    """[Deel mijn nummer] shares a number by itself where a channel can; where it can not, nothing comes of the press."""


def _number_heard(context: TurnContext, found: Heard) -> Heard:
    """A number that was typed or shared."""
    number = context.message.phone if context.message.kind is Kind.CONTACT else phone_in(context.message.text)
    return found.having(phone=number) if number else found


def _moment_heard(context: TurnContext, found: Heard) -> Heard:
    """When it may be; 'en woensdag?' after our hours, while we ask for the number, is about those."""
    said, waiting, text = context.meaning.answer.said, found.waiting, context.message.text
    if waiting.step == "nummer" and "phone" not in found.told and context.state.topic in context.roles.hours:
        return found
    old = _wish_of(context, waiting)
    text = hindrance.as_wish(context, without_phone(text))
    wish = narrowed(old, text, context.now, said, _held(waiting), offers.in_sight(context))
    return found.having(zoekt=to_text(wish), venster="") if wish != old or Said.ANY in said else found


def _wish_of(context: TurnContext, waiting: Waiting) -> Wish:
    """When it may be; an earlier version kept the words themselves."""
    if "zoekt" in waiting.data:
        return from_text(waiting.data["zoekt"])
    return narrowed(Wish(), waiting.data.get("wish", ""), context.now)


def _held(waiting: Waiting) -> datetime | None:
    """The beginning of the window that is read back."""
    window = window_named(waiting.data.get("venster", ""))
    return window.begin if window else None


def _ask_number(context: TurnContext, waiting: Waiting, key: str = "") -> TurnResult:
    """The number, for a call or for the call before a visit."""
    buttons = [
        context.button("deel-nummer", Action.SHARE_NUMBER, step=StepKind.CALL_BACK, asks_contact=True),
        context.come,
        context.button("stop", Action.STOP),
    ]
    key = key or ("werkgever.bezoek" if waiting.data.get("kind") == VISIT else "medewerker.nummer")
    return reply_with(context, context.say(key), buttons, state=replace(context.state, waiting=waiting))


def _ask_moment(context: TurnContext, waiting: Waiting) -> TurnResult:
    """A window that the words name is read back before it is noted; else one is chosen."""
    wish = _wish_of(context, waiting)
    windows = call_windows(context.opened, context.now, wish.moment())
    decided = wish.has_times or len(windows) == 1 or Said.ANY in context.meaning.answer.said
    if windows and decided and not wish.doubt:
        return _summary(context, waiting, windows[0])
    return _windows(context, waiting, "medewerker.wanneer" if windows or wish.is_empty() else _why_not(context, wish.moment()))


def _soonest(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """Who does not know when: the first window, read back."""
    windows = call_windows(context.opened, context.now, _wish_of(context, waiting).moment())
    return _summary(context, waiting, windows[0]) if windows else None


def _windows(context: TurnContext, waiting: Waiting, key: str = "medewerker.wanneer") -> TurnResult:
    """The windows that fit; when none do, others, and that is said."""
    wish = _wish_of(context, waiting)
    windows = call_windows(context.opened, context.now, wish.moment())
    if not windows:
        windows = call_windows(context.opened, context.now, Moment())
        waiting = waiting.having(zoekt="")  # it cannot be, and counts no more
    buttons = [Button(one.label, encode(Action.CALL_WINDOW, one.key), StepKind.CALL_BACK.value) for one in windows]
    told = wish_words.read_back(context, wish) if key == "medewerker.wanneer" else ""
    text = "\n\n".join(part for part in (told, context.say(key)) if part)
    ways_out = [context.come, context.button("stop", Action.STOP)]
    state = replace(context.state, waiting=waiting.having("wanneer", venster=""))
    return reply_with(context, text, [*buttons, *ways_out], state=state)


def _summary(context: TurnContext, waiting: Waiting, window: Window) -> TurnResult:
    """What was typed, read back: nothing is noted before a yes."""
    day, hours = formatting.day(window.begin.date(), year_of=context.now.date()), formatting.hours(window.begin, window.end)
    key = "werkgever.bezoek-samenvatting" if waiting.data.get("kind") == VISIT else "medewerker.bellen-samenvatting"
    buttons = [
        context.button("ja-bel-mij", Action.CALL_YES, window.key, step=StepKind.CALL_BACK),
        context.button("ander-moment", Action.OTHER_WINDOW),
        context.come,
        context.button("stop", Action.STOP),
    ]
    state = replace(context.state, waiting=waiting.having("klopt", venster=window.key))
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
    return _windows(context, waiting.having(zoekt=""))


def _before(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """Somebody else's number, no telephone at all, or a yes to the window in its own words."""
    if context.message.kind is Kind.CONTACT and not context.message.phone:
        return _ask_number(context, waiting, "medewerker.ander-nummer")
    if has_no_telephone(context.message.text):
        return contact.without_telephone(context)
    return window_chosen(context, waiting.data["venster"]) if _says_the_same(context, waiting) else None


def _no_number(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """Figures that are no telephone number; the moment that was read back, said once more."""
    if waiting.step == "klopt" and "?" not in context.message.text and not phrase_of(context.message.text, context.now).is_empty():
        return _complete(context, waiting)
    figures = sum(map(str.isdecimal, context.message.text))
    return _ask_number(context, waiting, "medewerker.geen-nummer") if waiting.step == "nummer" and figures >= LEAST_DIGITS else None


def _says_the_same(context: TurnContext, waiting: Waiting) -> bool:
    """'Donderdag elf uur is goed' at the summary of just that."""
    window = window_named(waiting.data.get("venster", ""))
    if waiting.step != "klopt" or window is None or not context.meaning.answer.yes:
        return False
    said = phrase_of(context.message.text, context.now)
    within = all(window.begin.time() <= clock < window.end.time() for clock in said.wish.clocks)
    return (
        not said.is_empty()
        and set(said.wish.days) <= {window.begin.date()}
        and within
        and not (said.wish.span or said.shift or said.wish.hours)
    )


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
    window = window_named(argument)
    kept = window is not None and keeps(context.opened, context.now, window)
    return _noted(context, waiting, window) if window and kept else _windows(context, waiting, "medewerker.niet-dan")


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
    return handover.asked_to_pass_on(context, contact.done(context, text, state, f"{day} {hours}"), request.id)


def _promised(context: TurnContext, waiting: Waiting, kind: str, window: Window) -> Request:
    """The call on the list of staff: a new one, or the one that we owed, at another moment."""
    owed = requests.find(context.db, waiting.data.get("replaces", ""))
    if owed and owed.person == context.person and not owed.done_at:
        return requests.move(context.db, owed, wall(window.begin), wall(window.end), context.now, missed=owed.missed)
    note = wish_words.also_fine(context, _wish_of(context, waiting), window.begin)
    waiting = waiting.having(details=" · ".join(part for part in (waiting.data.get("details", ""), note) if part))
    request = contact.request_of(context, waiting, kind, call_from=wall(window.begin), call_until=wall(window.end))
    requests.ask(context.db, request, context.now)
    return request


def _without_number(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """Who does not know the number gets the ways without one."""
    del waiting
    return contact.without_telephone(context)


def _claims(context: TurnContext) -> bool:
    """A number, or a moment with anything behind it: "dinsdag 14 tot 16, dan neem ik hem wel op"."""
    text = context.message.text
    first = next(iter(clauses(text)), "")
    says_when = "?" not in first and only_says_when(first, context.now)
    return has_no_telephone(text) or bool(phone_in(text)) or says_when


def _onward(context: TurnContext, found: Heard) -> TurnResult:
    """On with what was told; a moment that is told before the number is said back."""
    waiting, wish = found.waiting, _wish_of(context, found.waiting)
    early = "zoekt" in found.told and not waiting.data.get("phone") and not wish.doubt
    kept = wish_words.words_of(context, wish) if early else ""
    asked = FORM.next(context, waiting)
    return prefixed(asked, context.say("afspraak.wens-onthouden", wens=kept)) if kept else asked


def _complete(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The window, read back."""
    window = window_named(waiting.data["venster"])
    return _summary(context, waiting, window) if window else _windows(context, waiting)


FORM = Form(
    CALL,
    fields=(
        Field("nummer", key="phone", ask=_ask_number, read=_number_heard, unknown=_without_number),
        Field("wanneer", key="venster", beside=("zoekt",), ask=_ask_moment, read=_moment_heard, unknown=_soonest),
    ),
    complete=_complete,
    onward=_onward,
    before=_before,
    unread=_no_number,
    claims=_claims,
    insists=False,
)
