"""Booking an appointment: service, moment, number, summary, and the transaction that makes it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.content.entries import Audience, Entry, StepKind
from bot.content.services import PlaceKind, Service
from bot.dialogue import offers
from bot.dialogue.confirmation import confirmed
from bot.dialogue.context import Outcome, Scene, Waiting, outcome, prefixed
from bot.dialogue.offers import filter_of, together, wish_in
from bot.domain import formatting
from bot.domain.availability import Slot, refusal
from bot.domain.messages import Kind
from bot.domain.time import local
from bot.privacy.masking import mask_rest
from bot.storage import appointment_rows, appointments
from bot.storage.capacity import SlotTaken
from bot.storage.events import Event
from bot.understanding.dates.find_moment import Moment, find_moment
from bot.understanding.entities import find_shift, phone_in
from bot.understanding.text import words

# The tap that counts: booked or moved in this transaction, or a sentence that says why not.


def booked(scene: Scene, waiting: Waiting, value: str) -> Outcome | None:
    """Book or move in this transaction; what cannot be gets its own sentence and nothing changes."""
    slot = offers.slot_of(scene, waiting, value)
    if slot is None or waiting.data.get("slot") != value:
        return None
    data = waiting.data
    try:
        if moving := data.get("moving"):
            made = appointments.move(
                scene.db,
                scene.calendar,
                scene.person,
                moving,
                slot,
                scene.now,
                channel=scene.message.channel,
                phone=data.get("telefoon", ""),
            )
        else:
            made = appointments.book(
                scene.db,
                scene.calendar,
                scene.person,
                data["dienst"],
                slot,
                scene.now,
                channel=scene.message.channel,
                name=data.get("naam", ""),
                phone=data.get("telefoon", ""),
                subject=data.get("topic", ""),
                contact=scene.state.contact,
                source=scene.state.source,
                details=data.get("details", ""),
                trial=scene.trial,
            )
    except SlotTaken:
        return offers.moments(scene, waiting.having(slot=""), offers.near(slot), scene.say("afspraak.net-bezet"))
    except appointments.NotBookable as error:
        return offers.moments(scene, waiting.having(slot=""), offers.near(slot), offers.refused(scene, error.refusal, slot))
    except appointments.TooManyOpen:
        return too_many(scene)
    except appointments.NoSuchAppointment:
        return outcome(
            scene,
            scene.say("afspraak.niet-gevonden"),
            [scene.button("afspraak", "b", StepKind.APPOINTMENT), scene.come, scene.human],
            state=replace(scene.state, waiting=None),
        )
    return confirmed(scene, made, moved=bool(data.get("moving")))


def too_many(scene: Scene) -> Outcome:
    """Nobody holds more open appointments than the calendar allows; what stands can be changed."""
    appointments.release(scene.db, scene.person)
    count = len(appointment_rows.upcoming(scene.db, scene.person, scene.now))
    buttons = [scene.button("mijn-afspraak", "mijn", StepKind.APPOINTMENT), scene.come, scene.human]
    return outcome(scene, scene.say("afspraak.te-veel", aantal=count), buttons, state=replace(scene.state, waiting=None))


# What people type while an appointment is made: a subject, their name, another day; and whether a text is about it at all.

BARE_MOMENT = 4  # words: 'alleen na drie uur' is a wish; a longer sentence is what it says
BARE_SUBJECT = 3  # words: 'over mijn loopbaan'
SUMMED_UP = ("bevestig", "naam")
"""The steps of a booking at which the moment is held and everything about it is shown."""
_OTHER = re.compile(r"\b(?:andere?|aander) (?:dag|tijd|tijdstip|moment|datum)\b")
_NAMED = re.compile(r"(?:ik heet|mijn naam is|mien noam is|de naam is|naam:?)\s+(?P<name>[^\W\d_][\w'-]{1,29})[.!]?$", re.IGNORECASE)
_ABOUT_US = frozenset({"open", "dicht", "gesloten", "geopend", "inloop", "bellen"})


def claims(scene: Scene) -> bool:
    """Whether a text is about the booking, whatever else it may mean: 'op vrijdag', 'kan het een uur later'."""
    text, waiting = scene.message.text, scene.state.awaited(scene.message.at)
    if find_shift(text) is not None or wants_another(text) or name_in(text):
        return True
    if waiting and waiting.step in SUMMED_UP and phone_in(text):
        return True
    said = words(text)
    if waiting and waiting.step == "dienst" and len(said) <= BARE_SUBJECT and "?" not in text and subject(scene):
        return True
    short = len(said) <= BARE_MOMENT and "?" not in text and not _ABOUT_US.intersection(said)
    return short and not find_moment(text, scene.now).is_empty()


def wants_another(text: str) -> bool:
    """'Ik wil een andere dag.'"""
    return _OTHER.search(text.casefold()) is not None


def name_in(text: str) -> str:
    """The first name of 'ik heet Fatima'; empty when a text is something else."""
    found = _NAMED.match(text.strip())
    return found["name"] if found else ""


def subject(scene: Scene) -> str:
    """The service that a short answer names: by one of its words, or by a topic that leads to it."""
    return service_in(scene, scene.message.text) or _service_of(scene, scene.knowledge.entries.get(scene.meaning.topic or ""))


def service_of_topic(scene: Scene) -> str:
    """The service of what was just spoken of, for who is talking, so that 'ik wil een afspraak' needs no second question."""
    return _service_of(scene, scene.knowledge.entries.get(scene.state.topic))


def _service_of(scene: Scene, entry: Entry | None) -> str:
    services, audience = scene.calendar.services, scene.state.audience
    named = [services[step.service] for step in (entry.steps if entry else ()) if step.service in services]
    return next((one.id for one in named if not audience or one.audience in (Audience.BOTH, audience)), "")


def service_in(scene: Scene, text: str) -> str:
    """The service that a text asks for by one of its words, for who is talking: 'een afspraak over omscholing'. Empty when none or several do."""
    said, audience = set(words(text)), scene.state.audience
    fitting = [one for one in scene.calendar.services.values() if not audience or one.audience in (Audience.BOTH, audience)]
    found = [one.id for one in fitting if said.intersection(one.words)]
    return found[0] if len(found) == 1 else ""


# Making or moving an appointment: which service, which moment, the summary, confirmed.

BOOKING = "boeking"
NEUTRAL_SERVICE = "werkgesprek"
"""What an appointment about a sensitive topic is called (issue H.1)."""


def begin(scene: Scene, service_id: str = "", *, moving: str = "", details: str = "") -> Outcome:
    """Start a booking: with a service the first moments are shown at once, without one it is asked.

    `details` is what staff get to know beforehand.
    """
    if not moving and len(appointment_rows.upcoming(scene.db, scene.person, scene.now)) >= scene.calendar.rules.open_per_person:
        return too_many(scene)
    entry = scene.knowledge.entries.get(scene.state.topic)
    chosen = scene.calendar.services.get(service_id)
    # A conversation for employers is about their company, whatever was read before it.
    if entry and entry.sensitive and chosen and chosen.audience is not Audience.EMPLOYER and NEUTRAL_SERVICE in scene.calendar.services:
        service_id = NEUTRAL_SERVICE
    topic = "" if entry is None or entry.sensitive else entry.id
    text = "" if scene.message.kind is Kind.BUTTON else scene.message.text
    token, wish = str(scene.state.turn), mask_rest(text).text
    if not moving and not details:
        service_id = service_in(scene, text) or service_id
    waiting = scene.waiting(BOOKING, "dienst", token=token, topic=topic, moving=moving, wish=wish, details=details)
    service = scene.calendar.services.get(service_id)
    if service is None:
        return _ask_service(scene, waiting)
    return _with_service(scene, waiting, service)


def _ask_service(scene: Scene, waiting: Waiting) -> Outcome:
    audience = scene.state.audience
    fitting = [one for one in scene.calendar.services.values() if not audience or one.audience in (Audience.BOTH, audience)]
    if len(fitting) == 1:
        return _with_service(scene, waiting, fitting[0])
    buttons = [offers.service_button(one, waiting) for one in fitting]
    if audience:
        other = Audience.EMPLOYER if audience == Audience.INHABITANT else Audience.INHABITANT
        buttons.append(offers.booking_button(scene, waiting, other.value, f"wie:{other.value}"))
    state = replace(scene.state, waiting=waiting)
    return outcome(scene, scene.say("afspraak.welke"), [*buttons, scene.come, scene.button("stop", "stop")], state=state, numbered=True)


def _with_service(scene: Scene, waiting: Waiting, service: Service) -> Outcome:
    audience = scene.state.audience if service.audience is Audience.BOTH else service.audience.value
    waiting = waiting.having("moment", dienst=service.id, plek=waiting.data.get("plek") or service.places[0].value)
    scene = replace(scene, state=replace(scene.state, audience=audience, waiting=waiting))
    wish = wish_in(scene, waiting, waiting.data.get("wish", ""))
    return _wished(scene, waiting.having(wish=""), wish)


def pressed(scene: Scene, argument: str) -> Outcome | None:
    """A button of a booking: `<token>:<what>:<value>`. None when it belongs to an older booking."""
    token, what, value = (*argument.split(":", 2), "", "")[:3]
    waiting = scene.state.awaited(scene.message.at)
    if waiting is None or waiting.dialogue != BOOKING or waiting.data.get("token") != token:
        return None
    if what == "dienst" and value in scene.calendar.services:
        return _with_service(scene, waiting, scene.calendar.services[value])
    if what == "wie" and value in tuple(Audience):
        return _ask_service(replace(scene, state=replace(scene.state, audience=value)), waiting)
    if what == "moment":
        return _choose(scene, waiting, offers.slot_of(scene, waiting, value))
    if what == "bevestig":
        return booked(scene, waiting, value)
    return _aside(scene, waiting, what)


def _aside(scene: Scene, waiting: Waiting, what: str) -> Outcome | None:
    """The other buttons beside the moments and the summary."""
    if what in tuple(PlaceKind):
        return offers.moments(scene, waiting.having("moment", plek=what), Moment())
    if what == "ver":
        return _too_far(scene, waiting)
    if what == "later":
        return offers.moments(scene, waiting.having("moment"), _after(waiting, scene.now))
    if what == "ander":
        appointments.release(scene.db, scene.person)
        return offers.moments(scene, waiting.having("moment", slot=""), Moment())
    if what == "naam":
        return outcome(
            scene,
            scene.say("afspraak.voornaam"),
            [offers.booking_button(scene, waiting, "overslaan", "overslaan", StepKind.APPOINTMENT), scene.button("stop", "stop")],
            state=replace(scene.state, waiting=waiting.having("naam")),
        )
    return summary(scene, waiting.having("bevestig")) if what == "overslaan" and waiting.data.get("slot") else None


def _after(waiting: Waiting, now: datetime) -> Moment:
    """Moments from the day after the last one shown."""
    shown = waiting.data.get("tot", "")
    return Moment(date_from=date.fromisoformat(shown) + timedelta(days=1)) if shown else Moment(date_from=now.date())


def _too_far(scene: Scene, waiting: Waiting) -> Outcome:
    """'Te ver weg': by telephone or the own municipality, and counted (report R8)."""
    service = scene.calendar.services[waiting.data["dienst"]]
    buttons = [scene.button("eigen-gemeente", "gemeente", StepKind.REFERRAL), scene.call, scene.button("stop", "stop")]
    if PlaceKind.PHONE in service.places:
        buttons = [offers.booking_button(scene, waiting, "liever-bellen", PlaceKind.PHONE.value, StepKind.APPOINTMENT), *buttons]
    state = replace(scene.state, waiting=waiting)
    return outcome(scene, scene.say("afspraak.te-ver"), buttons, state=state, events=(Event("signal", label="te ver weg"),))


def answered(scene: Scene, waiting: Waiting) -> Outcome | None:
    """Something typed or shared during a booking; None when it is a question of another kind."""
    if waiting.step == "nummer":
        number = scene.message.phone if scene.message.kind is Kind.CONTACT else phone_in(scene.message.text)
        if number:
            return summary(scene, waiting.having("bevestig", telefoon=number))
        return _ask_number(scene, waiting, "medewerker.geen-nummer") if sum(map(str.isdecimal, scene.message.text)) >= 6 else None
    if waiting.step in SUMMED_UP and (added := _added(scene, waiting)):
        return added
    if waiting.step == "naam" and len(scene.message.text.split()) <= 2:
        return summary(scene, waiting.having("bevestig", naam=mask_rest(scene.message.text.strip()[:30]).text))
    text = scene.message.text.strip()
    # No numbers are shown beside moments, so a bare number is an hour (issue C.4).
    wish = wish_in(scene, waiting, f"{text} uur" if text.isdecimal() and len(text) <= 2 else text)
    if waiting.step == "dienst" and (service := scene.calendar.services.get(subject(scene))):
        said = together(waiting.data.get("wish", ""), mask_rest(text).text, scene.now)
        return _with_service(scene, waiting.having(wish=said), service)
    if waiting.step == "dienst" and not wish.is_empty():
        told = offers.wish_told(scene, wish)
        again = _ask_service(scene, waiting.having(wish=together(waiting.data.get("wish", ""), mask_rest(text).text, scene.now)))
        return prefixed(again, told) if told else again
    if waiting.step not in ("moment", "bevestig"):
        return None
    if wish.is_empty() and wants_another(text):
        return pressed(scene, f"{waiting.data['token']}:ander")
    if wish.impossible:
        return offers.moments(scene, waiting.having("moment"), Moment(), scene.say("afspraak.bestaat-niet", wens=wish.impossible))
    return None if wish.is_empty() else _wished(scene, waiting, wish)


def _added(scene: Scene, waiting: Waiting) -> Outcome | None:
    """A number or a first name told beside the summary goes with the appointment, and the moment stays held."""
    shared = scene.message.kind is Kind.CONTACT
    number = scene.message.phone if shared else phone_in(scene.message.text)
    if shared and not number:
        return prefixed(summary(scene, waiting.having("bevestig")), scene.say("medewerker.ander-nummer"))
    name = mask_rest(name_in(scene.message.text)).text
    said = {key: value for key, value in (("telefoon", number), ("naam", name)) if value}
    if not said:
        return None
    shown = summary(scene, waiting.having("bevestig", **said))
    return shown if number in shown.reply.text else prefixed(shown, scene.say("afspraak.nummer-erbij", nummer=number))


def _wished(scene: Scene, waiting: Waiting, wish: Moment) -> Outcome:
    """A moment was typed: chosen when it is exact, else the moments that fit it."""
    kept = waiting.data.get("dag", "")
    if wish.time and not wish.date and kept:
        wish = replace(wish, date=date.fromisoformat(kept))
    if wish.date and wish.time:
        return _choose(scene, waiting, offers.slot_at(scene, waiting, wish.date, wish.time))
    if kept := filter_of(wish):
        waiting = waiting.having(alleen=kept)
    if wish.date:
        waiting = waiting.having(dag=wish.date.isoformat())
    return offers.moments(scene, waiting.having("moment"), wish)


def _choose(scene: Scene, waiting: Waiting, slot: Slot | None) -> Outcome:
    """Hold the moment and show the summary; a moment that cannot be gets its own sentence and the nearest ones."""
    service = scene.calendar.services[waiting.data["dienst"]]
    if slot is None:
        return offers.moments(scene, waiting, Moment(), scene.say("afspraak.geen-vrij-wens"))
    old = appointment_rows.find(scene.db, waiting.data.get("moving", ""))
    if old and old.slot == slot:
        return offers.moments(scene, waiting, Moment(), scene.say("afspraak.zelfde-moment"))
    if why := refusal(scene.calendar, service, slot, scene.now):
        return offers.moments(scene, waiting, offers.near(slot), offers.refused(scene, why, slot))
    try:
        appointments.hold(scene.db, scene.calendar, scene.person, service.id, slot, scene.now, moving=waiting.data.get("moving", ""))
    except SlotTaken:
        return offers.moments(scene, waiting, offers.near(slot), scene.say("afspraak.net-bezet"))
    except appointments.NotBookable as error:
        return offers.moments(scene, waiting, offers.near(slot), offers.refused(scene, error.refusal, slot))
    waiting = waiting.having(slot=offers.slot_key(slot), dag=local(slot.begin).date().isoformat())
    if slot.place is PlaceKind.PHONE and not waiting.data.get("telefoon"):
        return _ask_number(scene, waiting, "afspraak.nummer")
    return summary(scene, waiting.having("bevestig"))


def _ask_number(scene: Scene, waiting: Waiting, key: str) -> Outcome:
    share = scene.button("deel-nummer", "deel", StepKind.APPOINTMENT, asks_contact=True)
    state = replace(scene.state, waiting=waiting.having("nummer"))
    return outcome(scene, scene.say(key), [share, scene.come, scene.button("stop", "stop")], state=state)


def summary(scene: Scene, waiting: Waiting) -> Outcome:
    """The moment with weekday and full date, the place, and until when it is held."""
    slot = offers.slot_of(scene, waiting, waiting.data.get("slot", ""))
    if slot is None:
        return offers.moments(scene, waiting, Moment())
    service = scene.calendar.services[waiting.data["dienst"]]
    until = scene.now + timedelta(minutes=scene.calendar.rules.hold_minutes)
    slots = {"moment": formatting.moment(slot.begin, scene.now), "tot": formatting.clock(local(until)), "dienst": service.name}
    confirm = "bevestig"
    if waiting.data.get("moving"):
        old = appointment_rows.find(scene.db, waiting.data["moving"])
        confirm, key = "bevestig-verzetten", "afspraak.verzet-samenvatting"
        slots |= {"plek": offers.place_told(scene, slot), "oud": formatting.moment(old.begin, scene.now) if old else ""}
        slots.pop("dienst")
    elif slot.place is PlaceKind.PHONE:
        key = "afspraak.samenvatting-telefoon"
        slots |= {"nummer": waiting.data["telefoon"]}
    else:
        key = "afspraak.samenvatting"
        slots |= {"plek": offers.place_told(scene, slot)}
    buttons = [
        offers.booking_button(scene, waiting, confirm, f"bevestig:{offers.slot_key(slot)}", StepKind.APPOINTMENT),
        offers.booking_button(scene, waiting, "ander-moment", "ander", StepKind.APPOINTMENT),
        offers.booking_button(scene, waiting, "voornaam", "naam"),
        scene.button("stop", "stop"),
    ]
    state = replace(scene.state, waiting=waiting.having("bevestig"))
    return outcome(scene, scene.say(key, **slots), buttons, state=state)


def repeat(scene: Scene, waiting: Waiting) -> Outcome:
    """The open question of the booking once more, after a question in between."""
    if waiting.step == "dienst":
        return _ask_service(scene, waiting)
    if waiting.step == "nummer":
        return _ask_number(scene, waiting, "afspraak.nummer")
    if waiting.step in ("bevestig", "naam") and waiting.data.get("slot"):
        return summary(scene, waiting)
    return offers.moments(scene, waiting, Moment())


def stopped(scene: Scene) -> Outcome:
    """'Stop' in a booking: the moment is given free."""
    appointments.release(scene.db, scene.person)
    buttons = [scene.come, scene.button("afspraak", "b", StepKind.APPOINTMENT), scene.human]
    return outcome(scene, scene.say("afspraak.gestopt"), buttons, state=replace(scene.state, waiting=None))


__all__ = ["BOOKING", "answered", "begin", "pressed", "repeat", "stopped", "summary"]
