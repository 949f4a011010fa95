"""Booking an appointment: service, moment, number, summary, and the transaction that makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.content.entries import Audience, StepKind
from bot.content.schema_answers import Said
from bot.content.services import PlaceKind, Service
from bot.dialogue import callback, contact, hindrance, offers, wish_words
from bot.dialogue.actions import Action
from bot.dialogue.booking_fields import (
    BARE_MOMENT,
    MOST_WORDS,
    MOVING,
    claims,
    moment_heard,
    name_heard,
    number_heard,
    service_heard,
    service_in,
    service_of_topic,
)
from bot.dialogue.confirmation import booked, summary, too_many
from bot.dialogue.context import TurnContext, TurnResult, Waiting, prefixed, reply_with
from bot.dialogue.form import Field, Form, Heard
from bot.domain.availability import Slot, refusal
from bot.domain.messages import Kind
from bot.domain.time import local
from bot.domain.wish import Wish, to_text
from bot.domain.wish_phrase import phrase_of
from bot.storage import appointment_rows, appointments
from bot.storage.capacity import SlotTaken
from bot.storage.events import Event
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.entities import wants_another
from bot.understanding.text import words

LEAST_DIGITS = 6  # of what may be meant as a telephone number
SUMMED_UP = ("bevestig", "naam")
"""The steps of a booking at which the moment is held and everything about it is shown."""
BOOKING = "boeking"


def begin(context: TurnContext, service_id: str = "", *, moving: str = "", details: str = "", place: str = "") -> TurnResult:
    """Start a booking: with a service the first moments are shown at once, without one it is asked.

    `details` is what staff get to know beforehand, `place` the kind of place when it was chosen already.
    """
    if not moving and len(appointment_rows.upcoming(context.db, context.person, context.now)) >= context.calendar.rules.open_per_person:
        return too_many(context)
    entry = context.knowledge.entries.get(context.state.topic)
    chosen = context.calendar.services.get(service_id)
    # A conversation for employers is about their company, whatever was read before it.
    neutral = context.roles.neutral_service
    if entry and entry.sensitive and chosen and chosen.audience is not Audience.EMPLOYER and neutral in context.calendar.services:
        service_id = neutral
    topic = "" if entry is None or entry.sensitive else entry.id
    text = "" if context.message.kind is Kind.BUTTON else context.message.text
    token = str(context.state.turn)
    waiting = context.waiting(BOOKING, "dienst", token=token, topic=topic, moving=moving, details=details, plek=place)
    if text and not moving and not details:
        service_id = service_in(context, hindrance.as_wish(context, text)) or service_id
    service = context.calendar.services.get(service_id)
    told = FORM.heard(context, waiting.having("moment")) if text and not details else Heard(waiting)
    waiting = replace(told.waiting, step="dienst")
    if service is None:
        return _subject_asked(context, replace(told, waiting=waiting))
    return _with_service(context, waiting, service, told.above)


def begun_at(context: TurnContext, key: str) -> TurnResult | None:
    """A moment was tapped below an answer: an appointment about what is spoken of, at that moment. None when there is no such moment any more."""
    begun = begin(context, service_of_topic(context) or context.roles.neutral_service)
    waiting = begun.state.waiting
    if waiting is None or waiting.dialogue != BOOKING:
        return begun
    slot = offers.slot_of(context, waiting, key)
    return _choose(context, waiting.having(plek=slot.place.value), slot) if slot else None


def _above(result: TurnResult, told: Sequence[str]) -> TurnResult:
    return prefixed(result, "\n\n".join(told)) if told else result


def _subject_asked(context: TurnContext, told: Heard) -> TurnResult:
    """What it is about, below what was told of when: that is kept."""
    wish = wish_words.words_of(context, offers.wish_of(context, told.waiting))
    result = _ask_service(context, told.waiting)
    asked = result.state.waiting is not None and result.state.waiting.step == "dienst"
    kept = [context.say("afspraak.wens-onthouden", wens=wish)] if asked and wish and told.told & MOVING else []
    return _above(result, [*told.above, *kept])


def _ask_service(context: TurnContext, waiting: Waiting) -> TurnResult:
    audience = context.state.audience
    fitting = [one for one in context.calendar.services.values() if not audience or one.audience in (Audience.BOTH, audience)]
    if len(fitting) == 1:
        return _with_service(context, waiting, fitting[0])
    buttons = [offers.service_button(one, waiting) for one in fitting]
    if audience:
        other = Audience.EMPLOYER if audience == Audience.INHABITANT else Audience.INHABITANT
        buttons.append(offers.booking_button(context, waiting, other.value, Action.AUDIENCE, other.value))
    state = replace(context.state, waiting=waiting)
    return reply_with(
        context, context.say("afspraak.welke"), [*buttons, context.come, context.button("stop", Action.STOP)], state=state, numbered=True
    )


def _with_service(context: TurnContext, waiting: Waiting, service: Service, above: Sequence[str] = ()) -> TurnResult:
    audience = context.state.audience if service.audience is Audience.BOTH else service.audience.value
    place = waiting.data.get("plek", "")
    waiting = waiting.having("moment", dienst=service.id, plek=place if place in service.places else service.places[0].value)
    context = replace(context, state=replace(context.state, audience=audience, waiting=waiting))
    if context.meaning.answer.place is Said.ONLINE and not above:
        above = (context.say("afspraak.niet-online"),)
    return _looked_for(context, waiting, above)


def _open(context: TurnContext, token: str) -> Waiting | None:
    """The booking that is under way, when a button is of it: `token` is the turn in which it began."""
    waiting = context.state.awaited(context.message.at)
    return waiting if waiting and waiting.dialogue == BOOKING and waiting.data.get("token") == token else None


def service_chosen(context: TurnContext, token: str, service: str) -> TurnResult | None:
    """What it is about was tapped. This and the next: None when the button belongs to an older booking."""
    waiting, chosen = _open(context, token), context.calendar.services.get(service)
    return _with_service(context, waiting, chosen) if waiting and chosen else None


def audience_chosen(context: TurnContext, token: str, audience: str) -> TurnResult | None:
    """[Ik ben werkgever]: the subjects for who is talking."""
    waiting = _open(context, token)
    if waiting is None or audience not in tuple(Audience):
        return None
    return _ask_service(replace(context, state=replace(context.state, audience=audience)), waiting)


def slot_chosen(context: TurnContext, token: str, key: str) -> TurnResult | None:
    """A moment was tapped."""
    waiting = _open(context, token)
    return _choose(context, waiting, offers.slot_of(context, waiting, key)) if waiting else None


def slot_confirmed(context: TurnContext, token: str, key: str) -> TurnResult | None:
    """The tap that counts."""
    waiting = _open(context, token)
    return booked(context, waiting, key) if waiting else None


def place_chosen(context: TurnContext, token: str, place: str) -> TurnResult | None:
    """[Liever bellen], [Liever langskomen]."""
    waiting = _open(context, token)
    if waiting is None or place not in tuple(PlaceKind):
        return None
    if not waiting.data.get("dienst"):
        return _taken(context, Heard(waiting).having(plek=place))
    return _looked_for(context, waiting.having("moment", plek=place, slot=""))


def too_far(context: TurnContext, token: str) -> TurnResult | None:
    """[Te ver weg]."""
    waiting = _open(context, token)
    return _too_far(context, waiting) if waiting and waiting.data.get("dienst") else None


def later(context: TurnContext, token: str) -> TurnResult | None:
    """[Later]: the moments after those that were shown."""
    waiting = _open(context, token)
    return offers.moments(context, waiting.having("moment"), after=_after(waiting, context.now)) if waiting else None


def other_moment(context: TurnContext, token: str) -> TurnResult | None:
    """[Ander moment]: the one that was held is given free."""
    waiting = _open(context, token)
    if waiting is None:
        return None
    appointments.release(context.db, context.person)
    wish = offers.wish_of(context, waiting)
    left = wish.only_days() if wish.exact is None else Wish()  # one moment that was refused is no wish any more
    return offers.moments(context, waiting.having("moment", slot="", zoekt=to_text(left)))


def name_asked(context: TurnContext, token: str) -> TurnResult | None:
    """[Voornaam erbij]."""
    waiting = _open(context, token)
    return _ask_name(context, waiting) if waiting else None


def name_skipped(context: TurnContext, token: str) -> TurnResult | None:
    """[Overslaan]: the summary without a name."""
    waiting = _open(context, token)
    return summary(context, waiting.having("bevestig")) if waiting and waiting.data.get("slot") else None


def _after(waiting: Waiting, now: datetime) -> date:
    """The day after the last one shown."""
    shown = waiting.data.get("tot", "")
    return date.fromisoformat(shown) + timedelta(days=1) if shown else now.date()


def _too_far(context: TurnContext, waiting: Waiting) -> TurnResult:
    """'Te ver weg': by telephone or the own municipality, and counted (report R8)."""
    service = context.calendar.services[waiting.data["dienst"]]
    buttons = [
        context.button("eigen-gemeente", Action.MUNICIPALITY, step=StepKind.REFERRAL),
        context.call,
        context.button("stop", Action.STOP),
    ]
    if PlaceKind.PHONE in service.places:
        buttons = [
            offers.booking_button(context, waiting, "liever-bellen", Action.PLACE, PlaceKind.PHONE.value, step=StepKind.APPOINTMENT),
            *buttons,
        ]
    state = replace(context.state, waiting=waiting)
    return reply_with(context, context.say("afspraak.te-ver"), buttons, state=state, events=(Event("signal", label="te ver weg"),))


def _before(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """Somebody else's number, or a visit at the company: that is no appointment here."""
    if context.message.kind is Kind.CONTACT and not context.message.phone:
        return prefixed(FORM.repeat(context, waiting), context.say("medewerker.ander-nummer"))
    visits = context.meaning.answer.place is Said.VISIT and not waiting.data.get("moving")
    return callback.visit(context) if visits else None


def _unread(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """Figures that are no number, a day that does not exist, a yes that names the moment again, another moment."""
    text = context.message.text.strip()
    if waiting.step == "nummer" and sum(map(str.isdecimal, text)) >= LEAST_DIGITS:
        return _ask_number(context, waiting, "medewerker.geen-nummer")
    if waiting.step not in ("moment", *SUMMED_UP):
        return None
    if impossible := find_moment(text, context.now).impossible:
        return offers.moments(context, waiting.having("moment"), context.say("afspraak.bestaat-niet", wens=impossible))
    if _says_the_same(context, waiting):
        return booked(context, waiting, waiting.data["slot"]) if context.meaning.answer.yes else summary(context, waiting)
    if wants_another(text):
        return other_moment(context, waiting.data["token"])
    once_more = waiting.step == "moment" and "?" not in text and len(words(text)) <= BARE_MOMENT
    return offers.moments(context, waiting) if once_more and not phrase_of(text, context.now).is_empty() else None


def _says_the_same(context: TurnContext, waiting: Waiting) -> bool:
    """'Ja, donderdag om elf uur is goed' at the summary of exactly that moment."""
    slot = offers.slot_of(context, waiting, waiting.data.get("slot", ""))
    said = phrase_of(context.message.text, context.now)
    if waiting.step not in SUMMED_UP or slot is None or said.is_empty() or len(words(context.message.text)) > MOST_WORDS:
        return False
    begin = local(slot.begin)
    return set(said.wish.days) <= {begin.date()} and set(said.wish.clocks) <= {begin.time()} and not said.wish.span and not said.shift


def _taken(context: TurnContext, told: Heard) -> TurnResult:
    """On with what was told: the next thing that is not known is asked, and what is known is never asked again."""
    waiting, above = told.waiting, list(told.above)
    if "telefoon" in told.told and waiting.data.get("plek") != PlaceKind.PHONE and waiting.step != "nummer":
        above.append(context.say("afspraak.nummer-erbij", nummer=waiting.data["telefoon"]))
    service = context.calendar.services.get(waiting.data.get("dienst", ""))
    if service is None:
        return _subject_asked(context, replace(told, above=tuple(above)))
    if told.told & MOVING:
        if waiting.step == "dienst":
            return _with_service(context, waiting, service, above)
        return _looked_for(context, waiting.having("moment", slot=""), above)
    if not waiting.data.get("slot"):
        return offers.moments(context, waiting.having("moment"), "\n\n".join(above))
    return _above(FORM.next(context, waiting), above)


def _called(context: TurnContext, waiting: Waiting) -> bool:
    """Whether the moment that was chosen is by telephone, so that we need a number."""
    slot = offers.slot_of(context, waiting, waiting.data.get("slot", ""))
    return slot is not None and slot.place is PlaceKind.PHONE


def _looked_for(context: TurnContext, waiting: Waiting, above: Sequence[str] = ()) -> TurnResult:
    """The moment that the wish names, or those that fit it. Of several times the first that is free."""
    wish = offers.wish_of(context, waiting)
    said = "\n\n".join(above)
    if wish.exact is None:
        return offers.moments(context, waiting, said)
    slots = [offers.slot_at(context, waiting, wish.days[0], clock) for clock in wish.clocks]
    chosen = next((slot for slot in slots if slot and offers.is_free(context, waiting, slot)), slots[0])
    return _above(_choose(context, waiting, chosen), above)


def _choose(context: TurnContext, waiting: Waiting, slot: Slot | None) -> TurnResult:
    """Hold the moment and show the summary; a moment that cannot be gets its own sentence and the nearest ones."""
    service = context.calendar.services[waiting.data["dienst"]]
    if slot is None:
        return offers.moments(context, waiting, context.say("afspraak.geen-vrij-wens"))
    old = appointment_rows.find(context.db, waiting.data.get("moving", ""))
    if old and old.slot == slot:
        return offers.moments(context, waiting, context.say("afspraak.zelfde-moment"), around=offers.near(slot))
    if why := refusal(context.calendar, service, slot, context.now):
        return offers.moments(context, waiting, offers.refused(context, why, slot), around=offers.near(slot))
    try:
        appointments.hold(
            context.db, context.calendar, context.person, service.id, slot, context.now, moving=waiting.data.get("moving", "")
        )
    except SlotTaken:
        return offers.moments(context, waiting, offers.taken(context, slot), around=offers.near(slot))
    except appointments.NotBookable as error:
        return offers.moments(context, waiting, offers.refused(context, error.refusal, slot), around=offers.near(slot))
    return FORM.next(context, waiting.having(slot=offers.slot_key(slot)))


def _ask_number(context: TurnContext, waiting: Waiting, key: str = "afspraak.nummer") -> TurnResult:
    share = context.button("deel-nummer", Action.SHARE_NUMBER, step=StepKind.APPOINTMENT, asks_contact=True)
    state = replace(context.state, waiting=waiting.having("nummer"))
    return reply_with(context, context.say(key), [share, context.come, context.button("stop", Action.STOP)], state=state)


def let_go(context: TurnContext) -> None:
    """The moment that was held is given free."""
    appointments.release(context.db, context.person)


def stopped(context: TurnContext) -> TurnResult:
    """'Stop' in a booking: the moment is given free, and what stood already stands."""
    let_go(context)
    buttons = [context.come, context.button("afspraak", Action.BOOK, step=StepKind.APPOINTMENT), context.human]
    return reply_with(context, context.say("afspraak.gestopt"), buttons, state=replace(context.state, waiting=None))


def _any_service(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """Who does not know what it is about gets a conversation without a subject."""
    neutral = context.calendar.services.get(context.roles.neutral_service)
    return _with_service(context, waiting, neutral) if neutral else None


def _without_telephone(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """Who does not know the number gets the ways without one; the moment is given free."""
    del waiting
    let_go(context)
    return contact.without_telephone(context)


def _back(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """Back from a summary, or what is asked with it, to the moments."""
    return other_moment(context, waiting.data["token"]) if waiting.step in ("nummer", *SUMMED_UP) else None


def _ask_name(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The first name: only for who wants to give it."""
    skip = offers.booking_button(context, waiting, "overslaan", Action.NO_FIRST_NAME, step=StepKind.APPOINTMENT)
    state = replace(context.state, waiting=waiting.having("naam"))
    return reply_with(context, context.say("afspraak.voornaam"), [skip, context.button("stop", Action.STOP)], state=state)


FORM = Form(
    BOOKING,
    fields=(
        Field("dienst", ask=_ask_service, read=service_heard, unknown=_any_service),
        Field("moment", key="slot", ask=offers.moments, read=moment_heard, unknown=offers.moments),
        Field("nummer", key="telefoon", ask=_ask_number, read=number_heard, needed=_called, unknown=_without_telephone),
        Field("naam", ask=_ask_name, read=name_heard, needed=lambda context, waiting: False, unknown=summary),
    ),
    complete=summary,
    before=_before,
    unread=_unread,
    onward=_taken,
    stepped_back=_back,
    claims=claims,
)
