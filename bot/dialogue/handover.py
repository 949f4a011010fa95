"""The way to a person: walk in, be called, or write something that staff answer here."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from datetime import date, time

from bot import openings, wording
from bot.call_windows import Window, call_windows
from bot.dialogue import own_words
from bot.dialogue.scene import Chosen, Outcome, Scene, outcome
from bot.dialogue.state import State, Waiting
from bot.local_time import at, local
from bot.messages import Button, Kind
from bot.privacy import mask_rest
from bot.storage import requests
from bot.storage.ledger import Event
from bot.storage.requests import Request
from intents.calls import has_no_telephone, refuses_call, speaks_of_calling
from intents.dates import Moment, find_moment
from intents.understanding import Decision
from knowledge.entries import StepKind

CALL, WRITE, VISIT = "bellen", "bericht", "bezoek"
CALL_TOPICS = frozenset({"medewerker-spreken", "contact", "inloop", "afspraak-maken", "afspraak-verzetten"})
PHONE = re.compile(r"(?:\+|00)?[0-9][0-9 ().-]{7,16}[0-9]")


def phone_in(text: str) -> str:
    """A Dutch phone number in a text as ten digits (`06…`, `050…`), or a foreign one with its +; empty when there is none."""
    found = PHONE.search(text)
    if not found:
        return ""
    digits = re.sub(r"[^0-9+]", "", found[0].replace("(0)", ""))
    digits = re.sub(r"^(\+31|0031)0?", "0", digits)
    if digits.startswith(("+", "00")):
        return digits if 10 <= len(digits) <= 16 else ""
    return digits if len(digits) == 10 and digits.startswith("0") and digits[1] != "0" else ""


def human(scene: Scene) -> Outcome:
    """'Medewerker': the next walk-in moment, being called, or writing here."""
    walk_in = openings.next_walk_in(scene.opened, scene.now)
    address = scene.answers.fill("{adres}")
    if walk_in is None:
        text = scene.say("stap.inloop-onbekend", adres=address, website=scene.answers.fill("{website}"))
    elif walk_in.now_open:
        text = scene.say("medewerker.nu-open", tot=wording.clock(local(walk_in.end)), adres=address)
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


def asks_call(scene: Scene) -> bool:
    """'Bel me woensdag op 0612345678': the wish and the number in one message, and no question of another kind beside it."""
    meaning, text = scene.meaning, scene.message.text
    another = meaning.decision is Decision.ANSWER and meaning.topic not in CALL_TOPICS
    return bool(phone_in(text)) and speaks_of_calling(text) and not another


def not_called(scene: Scene) -> Outcome:
    """Nobody calls: what was planned goes off the list of staff, and the ways without a telephone are shown."""
    for request in requests.of_person(scene.db, scene.person):
        if request.kind in (CALL, VISIT):
            requests.finish(scene.db, request.id, scene.now)
    buttons = [scene.come, scene.button("antwoord-hier", "schrijf"), scene.button("menu", "menu"), scene.human]
    state = replace(scene.state, waiting=None, chosen="", unsure=0)
    return outcome(scene, scene.say("vervolg.niet-bellen"), buttons, state=state, topic="medewerker-spreken")


def is_phone_number(text: str) -> bool:
    """Whether a message is a phone number and hardly anything else."""
    return bool(phone_in(text)) and sum(map(str.isalpha, text)) <= 12


def too_far(scene: Scene) -> Outcome:
    """'Te ver weg': by telephone, the own municipality, or closer by; counted (report R8)."""
    buttons = [scene.call, scene.button("eigen-gemeente", "gemeente", StepKind.REFERRAL), scene.human]
    return outcome(scene, scene.say("afspraak.te-ver"), buttons, events=(Event("signal", label="te ver weg"),))


def walk_in(scene: Scene, day: str = "") -> Outcome:
    """'Ik kom langs': when and where, recorded as the step chosen. `day`, as 2026-11-24, is the one that was spoken of."""
    after = max(scene.now, at(date.fromisoformat(day), time(0))) if day else scene.now
    found = openings.next_walk_in(scene.opened, after)
    address = scene.answers.fill("{adres}")
    if found is None:
        text = scene.say("stap.inloop-onbekend", adres=address, website=scene.answers.fill("{website}"))
    elif found.now_open:
        text = scene.say("stap.inloop-nu", tot=wording.clock(local(found.end)), adres=found.location.address)
    else:
        text = scene.say("stap.inloop-straks", dag=_day(scene, found), uren=_hours(found), adres=found.location.address)
    if notice := scene.knowledge.notice_on(scene.now.date(), "inloop"):
        text = f"{notice}\n\n{text}"
    label = f"{_day(scene, found)}, {_hours(found)}" if found else ""
    state = replace(scene.state, chosen=text, waiting=None)
    buttons = [scene.button("menu", "menu"), scene.human]
    if not scene.state.crisis:
        buttons = [scene.button("afspraak", "b", StepKind.APPOINTMENT), *buttons]
    return outcome(scene, text, buttons, state=state, topic=scene.state.topic, step=Chosen(StepKind.WALK_IN, label))


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
    windows = call_windows(scene.opened, scene.now, wish) or call_windows(scene.opened, scene.now, Moment())
    buttons = [Button(_window_label(one), f"w:{one.begin:%Y-%m-%dT%H:%M}/{one.end:%H:%M}", StepKind.CALL_BACK.value) for one in windows]
    waiting = waiting.having("wanneer", wish="")
    return outcome(scene, scene.say(key), [*buttons, scene.come, scene.button("stop", "stop")], state=replace(scene.state, waiting=waiting))


def answered(scene: Scene, waiting: Waiting) -> Outcome | None:
    """What someone typed or shared while we wait for a number, a moment or a question; None when it is something else."""
    if waiting.dialogue == WRITE:
        return _written(scene, waiting)
    if waiting.step == "nummer":
        if scene.message.kind is Kind.CONTACT:
            number = scene.message.phone
            return _ask_when(scene, waiting.having(phone=number)) if number else _ask_number(scene, waiting, "medewerker.ander-nummer")
        number = phone_in(scene.message.text)
        if number:
            return _ask_when(scene, waiting.having(phone=number))
        if has_no_telephone(scene.message.text):
            return _without_telephone(scene)
        return _ask_number(scene, waiting, "medewerker.geen-nummer") if sum(map(str.isdigit, scene.message.text)) >= 6 else None
    wish = find_moment(scene.message.text, scene.now)
    if wish.is_empty():
        return None
    windows = call_windows(scene.opened, scene.now, wish, limit=1)
    return _noted(scene, waiting, windows[0]) if windows else _ask_when(scene, waiting, "medewerker.niet-dan")


def window_chosen(scene: Scene, argument: str) -> Outcome | None:
    """A window was tapped: `2026-11-23T10:00/12:00`. None when we are not waiting for one."""
    waiting = scene.state.awaited(scene.message.at)
    if waiting is None or waiting.dialogue != CALL or waiting.step != "wanneer":
        return None
    begin, _, end = argument.partition("/")
    window = next(
        (one for one in call_windows(scene.opened, scene.now, Moment(), limit=40) if f"{one.begin:%Y-%m-%dT%H:%M}" == begin), None
    )
    return _noted(scene, waiting, window) if window and end else _ask_when(scene, waiting, "medewerker.niet-dan")


def write(scene: Scene) -> Outcome:
    """'Antwoord hier': the next message is kept for staff."""
    waiting = scene.waiting(WRITE, "vraag", topic=scene.state.topic)
    buttons = [scene.come, scene.call, scene.button("stop", "stop")]
    return outcome(scene, scene.say("medewerker.typ-vraag"), buttons, state=replace(scene.state, waiting=waiting))


def repeat(scene: Scene, waiting: Waiting) -> Outcome:
    """The open question once more."""
    if waiting.dialogue == WRITE:
        return write(scene)
    return _ask_number(scene, waiting, "medewerker.nummer") if waiting.step == "nummer" else _ask_when(scene, waiting)


def _written(scene: Scene, waiting: Waiting) -> Outcome:
    request = _request(scene, waiting, "antwoord", question=mask_rest(scene.message.text).text)
    requests.ask(scene.db, request, scene.now)
    found = openings.next_walk_in(scene.opened, scene.now)
    text = scene.say("medewerker.vraag-genoteerd", dag=_day(scene, found) if found else "")
    state = replace(scene.state, waiting=None, chosen=scene.say("vervolg.wij-antwoorden"))
    return _done(scene, text, state, "antwoord")


def _noted(scene: Scene, waiting: Waiting, window: Window) -> Outcome:
    local_form = "%Y-%m-%dT%H:%M"
    kind = waiting.data.get("kind") or CALL
    for older in requests.of_person(scene.db, scene.person):
        if (older.kind, older.contact) == (kind, scene.state.contact):  # the same call at another moment, not a second one
            requests.finish(scene.db, older.id, scene.now)
    request = _request(scene, waiting, kind, call_from=window.begin.strftime(local_form), call_until=window.end.strftime(local_form))
    requests.ask(scene.db, request, scene.now)
    day, hours = wording.day(window.begin.date(), year_of=scene.now.date()), wording.hours(window.begin, window.end)
    text = scene.say("werkgever.bezoek-genoteerd" if kind == VISIT else "medewerker.bellen-genoteerd", dag=day, uren=hours)
    state = replace(scene.state, waiting=None, chosen=scene.say("vervolg.wij-bellen", dag=day, uren=hours))
    return own_words.asked_to_pass_on(scene, _done(scene, text, state, f"{day} {hours}"), request.id)


def _done(scene: Scene, text: str, state: State, label: str) -> Outcome:
    buttons = [scene.come, scene.button("menu", "menu")]
    return outcome(
        scene, text, buttons, state=state, topic=scene.state.topic, step=Chosen(StepKind.CALL_BACK, label), events=(Event("requested"),)
    )


def _request(scene: Scene, waiting: Waiting, kind: str, *, call_from: str = "", call_until: str = "", question: str = "") -> Request:
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


def _window_label(window: Window) -> str:
    return f"{wording.capital(wording.day(window.begin.date(), year_of=window.begin.date()))}, {wording.hours(window.begin, window.end)}"


def _day(scene: Scene, found: openings.WalkIn) -> str:
    return wording.day(local(found.begin).date(), year_of=scene.now.date())


def _hours(found: openings.WalkIn) -> str:
    return wording.hours(local(found.begin), local(found.end))
