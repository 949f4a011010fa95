"""The ways to a person: a call in a window we can keep, a written question, walking in."""

from __future__ import annotations

import secrets
from dataclasses import replace

from bot.content.entries import StepKind
from bot.dialogue import answering, consent
from bot.dialogue.context import Chosen, Outcome, Scene, State, Waiting, outcome
from bot.domain import formatting, opening_hours
from bot.domain.callback_slots import Window, call_windows, keeps
from bot.domain.messages import Button, Kind
from bot.domain.opening_hours import is_uncertain
from bot.domain.time import local, wall_told
from bot.privacy.masking import mask_rest
from bot.storage import requests
from bot.storage.events import Event
from bot.storage.requests import Request
from bot.understanding.dates.find_moment import Moment, find_moment
from bot.understanding.entities import has_no_telephone, phone_in, refuses_call, speaks_of_calling
from bot.understanding.pipeline import Decision

# A request to staff: what goes on their list, and what the person hears of it.


def done(scene: Scene, text: str, state: State, label: str) -> Outcome:
    """What is said when a request stands on the list of staff; `label` is how the step is recorded."""
    buttons = [scene.come, scene.button("menu", "menu")]
    return outcome(
        scene, text, buttons, state=state, topic=scene.state.topic, step=Chosen(StepKind.CALL_BACK, label), events=(Event("requested"),)
    )


def request_of(scene: Scene, waiting: Waiting, kind: str, *, call_from: str = "", call_until: str = "", question: str = "") -> Request:
    """A request to staff of who writes, with the subject when it is not sensitive."""
    entry = scene.knowledge.entries.get(waiting.data.get("topic", ""))
    subject = entry.label if entry and not entry.sensitive else ""
    return Request(
        id=secrets.token_urlsafe(6),
        person=scene.person,
        contact=scene.state.contact,
        kind=kind,
        phone=waiting.data.get("phone", ""),
        call_from=call_from,
        call_until=call_until,
        subject=subject,
        details=waiting.data.get("details", ""),
        question=question,
    )


# Being called back: the number, the window, another window, or not at all.

CALL, VISIT = "bellen", "bezoek"
CALL_TOPICS = frozenset({"medewerker-spreken", "contact", "inloop", "afspraak-maken", "afspraak-verzetten"})


def asks_call(scene: Scene) -> bool:
    """'Bel me woensdag op 0612345678': the wish and the number in one message, and no question of another kind beside it."""
    meaning, text = scene.meaning, scene.message.text
    another = meaning.decision is Decision.ANSWER and meaning.topic not in CALL_TOPICS
    return bool(phone_in(text)) and speaks_of_calling(text) and not another


def is_phone_number(text: str) -> bool:
    """Whether a message is a phone number and hardly anything else."""
    return bool(phone_in(text)) and sum(map(str.isalpha, text)) <= 12


def call_me(scene: Scene, kind: str = CALL) -> Outcome:
    """'Bel mij': first the number, then when. A number or a wish in the same message is taken at once.

    What was prepared in the dialogue it is asked from goes along. `kind` is that of the request: bellen or bezoek.
    """
    text = "" if scene.message.kind is Kind.BUTTON else scene.message.text
    prepared = scene.state.awaited(scene.message.at)
    waiting = scene.waiting(
        CALL,
        "nummer",
        topic=scene.state.topic,
        wish=mask_rest(text).text if find_moment(text, scene.now).is_empty() is False else "",
        kind=kind,
        details=prepared.data.get("details", "") if prepared else "",
    )
    number = phone_in(text)
    asked = "werkgever.bezoek" if kind == VISIT else "medewerker.nummer"
    return _ask_when(scene, waiting.having(phone=number)) if number else _ask_number(scene, waiting, asked)


def call_again(scene: Scene) -> Outcome | None:
    """'Nee, liever woensdag' after a call was planned in this contact: another window for the same number. None without one."""
    owed = [one for one in requests.of_person(scene.db, scene.person) if one.kind == CALL and one.contact == scene.state.contact]
    if not owed:
        return None
    wish = mask_rest(scene.message.text).text
    waiting = scene.waiting(CALL, "wanneer", topic=scene.state.topic, wish=wish, kind=CALL, details=owed[-1].details, phone=owed[-1].phone)
    return _ask_when(scene, waiting)


def visit(scene: Scene) -> Outcome:
    """'Kom langs op de zaak' is a request: we call first to speak about it."""
    return call_me(scene, VISIT)


def not_called(scene: Scene) -> Outcome:
    """Nobody calls: what was planned goes off the list of staff, and the ways without a telephone are shown."""
    for request in requests.of_person(scene.db, scene.person):
        if request.kind in (CALL, VISIT):
            requests.finish(scene.db, request.id, scene.now)
    buttons = [scene.come, scene.button("antwoord-hier", "schrijf"), scene.button("menu", "menu"), scene.human]
    state = replace(scene.state, waiting=None, chosen="", unsure=0)
    return outcome(scene, scene.say("vervolg.niet-bellen"), buttons, state=state, topic="medewerker-spreken")


def _ask_number(scene: Scene, waiting: Waiting, key: str) -> Outcome:
    buttons = [scene.button("deel-nummer", "deel", StepKind.CALL_BACK, asks_contact=True), scene.come, scene.button("stop", "stop")]
    return outcome(scene, scene.say(key), buttons, state=replace(scene.state, waiting=waiting))


def _without_telephone(scene: Scene) -> Outcome:
    """Who cannot be called comes along, makes an appointment, or writes here."""
    buttons = [scene.come, scene.button("afspraak", "b", StepKind.APPOINTMENT), scene.button("antwoord-hier", "schrijf")]
    text = scene.say("medewerker.zonder-telefoon")
    return outcome(scene, text, [*buttons, scene.button("stop", "stop")], state=replace(scene.state, waiting=None))


def _ask_when(scene: Scene, waiting: Waiting, key: str = "medewerker.wanneer") -> Outcome:
    wish = find_moment(waiting.data.get("wish", ""), scene.now)
    windows = call_windows(scene.opened, scene.now, wish)
    if not windows:  # what is shown instead is not what was asked for, and that is said
        key = key if wish.is_empty() else "medewerker.niet-dan"
        windows = call_windows(scene.opened, scene.now, Moment())
    buttons = [Button(_window_label(one), f"w:{one.begin:%Y-%m-%dT%H:%M}/{one.end:%H:%M}", StepKind.CALL_BACK.value) for one in windows]
    waiting = waiting.having("wanneer", wish="")
    return outcome(scene, scene.say(key), [*buttons, scene.come, scene.button("stop", "stop")], state=replace(scene.state, waiting=waiting))


def answered(scene: Scene, waiting: Waiting) -> Outcome | None:
    """What someone typed or shared while we wait for a number or a moment; None when it is something else."""
    if waiting.step == "nummer":
        if scene.message.kind is Kind.CONTACT:
            number = scene.message.phone
            return _ask_when(scene, waiting.having(phone=number)) if number else _ask_number(scene, waiting, "medewerker.ander-nummer")
        number = phone_in(scene.message.text)
        if number:
            return _ask_when(scene, waiting.having(phone=number))
        if has_no_telephone(scene.message.text):
            return _without_telephone(scene)
        return _ask_number(scene, waiting, "medewerker.geen-nummer") if sum(map(str.isdecimal, scene.message.text)) >= 6 else None
    wish = find_moment(scene.message.text, scene.now)
    if wish.is_empty():
        return None
    windows = call_windows(scene.opened, scene.now, wish, limit=1)
    return _noted(scene, waiting, windows[0]) if windows else _ask_when(scene, waiting, _why_not(scene, wish))


def _why_not(scene: Scene, wish: Moment) -> str:
    """The key of the text that says why we cannot call then: we are closed, or nobody knows yet whether we are open."""
    days = [day for day in (wish.date, *wish.alternatives) if day]
    uncertain = any(is_uncertain(place, day) for day in days for place in scene.opened.locations.values())
    return "medewerker.niet-dan-onzeker" if uncertain else "medewerker.niet-dan"


def window_chosen(scene: Scene, argument: str) -> Outcome | None:
    """A window was tapped: `2026-11-23T10:00/12:00`. None when we are not waiting for one."""
    waiting = scene.state.awaited(scene.message.at)
    if waiting is None or waiting.dialogue != CALL or waiting.step != "wanneer":
        return None
    window = _window_of(argument)
    kept = window is not None and keeps(scene.opened, scene.now, window)
    return _noted(scene, waiting, window) if window and kept else _ask_when(scene, waiting, "medewerker.niet-dan")


def _window_of(argument: str) -> Window | None:
    """The window that a button names; None when it names none."""
    begin, _, end = argument.partition("/")
    begins, ends = wall_told(begin), wall_told(f"{begin[:10]}T{end}")
    return Window(begins, ends) if begins and ends else None


def repeat(scene: Scene, waiting: Waiting) -> Outcome:
    """The open question once more."""
    return _ask_number(scene, waiting, "medewerker.nummer") if waiting.step == "nummer" else _ask_when(scene, waiting)


def _noted(scene: Scene, waiting: Waiting, window: Window) -> Outcome:
    local_form = "%Y-%m-%dT%H:%M"
    kind = waiting.data.get("kind") or CALL
    for older in requests.of_person(scene.db, scene.person):
        if (older.kind, older.contact) == (kind, scene.state.contact):  # the same call at another moment, not a second one
            requests.finish(scene.db, older.id, scene.now)
    request = request_of(scene, waiting, kind, call_from=window.begin.strftime(local_form), call_until=window.end.strftime(local_form))
    requests.ask(scene.db, request, scene.now)
    day, hours = formatting.day(window.begin.date(), year_of=scene.now.date()), formatting.hours(window.begin, window.end)
    text = scene.say("werkgever.bezoek-genoteerd" if kind == VISIT else "medewerker.bellen-genoteerd", dag=day, uren=hours)
    state = replace(scene.state, waiting=None, chosen=scene.say("vervolg.wij-bellen", dag=day, uren=hours))
    return consent.asked_to_pass_on(scene, done(scene, text, state, f"{day} {hours}"), request.id)


def _window_label(window: Window) -> str:
    return f"{formatting.capital(formatting.day(window.begin.date(), year_of=window.begin.date()))}, {formatting.hours(window.begin, window.end)}"


# The way to a person: walk in, be called, or write something that staff answer here.

WRITE = "bericht"


def human(scene: Scene) -> Outcome:
    """'Medewerker': the next walk-in moment, being called, or writing here."""
    walk_in = opening_hours.next_walk_in(scene.opened, scene.now)
    address, website = scene.answers.fill("{adres}"), scene.answers.fill("{website}")
    if walk_in is None:
        text = scene.say("stap.inloop-onbekend", adres=address, website=website)
    elif walk_in.now_open:
        text = scene.say("medewerker.nu-open", tot=formatting.clock(local(walk_in.end)), adres=address)
    elif opening_hours.is_uncertain(walk_in.location, scene.now.date()):
        text = scene.say("medewerker.nu-onzeker", dag=_day(scene, walk_in), uren=_hours(walk_in), adres=address, website=website)
    else:
        text = scene.say("medewerker.nu-dicht", dag=_day(scene, walk_in), uren=_hours(walk_in), adres=address)
    buttons = [scene.come, scene.call, scene.button("antwoord-hier", "schrijf"), scene.button("menu", "menu")]
    return outcome(scene, text, buttons, topic="medewerker-spreken")


def human_or_call(scene: Scene) -> Outcome:
    """'Bel me morgen na elf uur' asks for a call at once; 'ik wil een mens' gets the ways to one; 'bel mij niet' is obeyed."""
    if refuses_call(scene.message.text):
        return not_called(scene)
    wants_call = not find_moment(scene.message.text, scene.now).is_empty() or bool(phone_in(scene.message.text))
    return call_me(scene) if wants_call and scene.message.kind is Kind.TEXT else human(scene)


def too_far(scene: Scene) -> Outcome:
    """'Te ver weg': by telephone, the own municipality, or closer by; counted (report R8)."""
    buttons = [scene.call, scene.button("eigen-gemeente", "gemeente", StepKind.REFERRAL), scene.human]
    return outcome(scene, scene.say("afspraak.te-ver"), buttons, events=(Event("signal", label="te ver weg"),))


def walk_in(scene: Scene, day: str = "") -> Outcome:
    """'Ik kom langs': when and where, recorded as the step chosen. `day`, as 2026-11-24, is the one that was spoken of."""
    spoken_of = wall_told(day)
    after = max(scene.now, spoken_of) if spoken_of else scene.now
    found = opening_hours.next_walk_in(scene.opened, after)
    address = scene.answers.fill("{adres}")
    if found is None:
        text = scene.say("stap.inloop-onbekend", adres=address, website=scene.answers.fill("{website}"))
    elif found.now_open:
        text = scene.say("stap.inloop-nu", tot=formatting.clock(local(found.end)), adres=found.location.address)
    else:
        text = scene.say("stap.inloop-straks", dag=_day(scene, found), uren=_hours(found), adres=found.location.address)
    if found and found.perhaps_earlier:
        text = f"{text} {answering.perhaps_earlier(scene)}"
    if notice := scene.knowledge.notice_on(scene.now.date(), "inloop"):
        text = f"{notice}\n\n{text}"
    label = f"{_day(scene, found)}, {_hours(found)}" if found else ""
    state = replace(scene.state, chosen=text, waiting=None)
    buttons = [scene.button("menu", "menu"), scene.human]
    if not scene.state.crisis:
        buttons = [scene.button("afspraak", "b", StepKind.APPOINTMENT), *buttons]
    return outcome(scene, text, buttons, state=state, topic=scene.state.topic, step=Chosen(StepKind.WALK_IN, label))


def write(scene: Scene) -> Outcome:
    """'Antwoord hier': the next message is kept for staff."""
    waiting = scene.waiting(WRITE, "vraag", topic=scene.state.topic)
    buttons = [scene.come, scene.call, scene.button("stop", "stop")]
    return outcome(scene, scene.say("medewerker.typ-vraag"), buttons, state=replace(scene.state, waiting=waiting))


def question_typed(scene: Scene, waiting: Waiting) -> Outcome | None:
    """The question that was typed, kept for staff."""
    request = request_of(scene, waiting, "antwoord", question=mask_rest(scene.message.text).text)
    requests.ask(scene.db, request, scene.now)
    found = opening_hours.next_walk_in(scene.opened, scene.now)
    text = scene.say("medewerker.vraag-genoteerd", dag=_day(scene, found) if found else "")
    state = replace(scene.state, waiting=None, chosen=scene.say("vervolg.wij-antwoorden"))
    return done(scene, text, state, "antwoord")


def ask_question_again(scene: Scene, waiting: Waiting) -> Outcome:
    """The open question once more."""
    del waiting
    return write(scene)


def _day(scene: Scene, found: opening_hours.WalkIn) -> str:
    return formatting.day(local(found.begin).date(), year_of=scene.now.date())


def _hours(found: opening_hours.WalkIn) -> str:
    return formatting.hours(local(found.begin), local(found.end))
