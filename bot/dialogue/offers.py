"""Moments that fit a wish: free ones, near ones, and the wish that grows as somebody adds to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from bot.content.entries import StepKind
from bot.content.services import PlaceKind, Service
from bot.dialogue.actions import Action, encode
from bot.dialogue.context import TurnContext, TurnResult, Waiting, reply_with
from bot.domain import formatting
from bot.domain.answers import place_phrase
from bot.domain.availability import Refusal, Slot, last_day, refusal
from bot.domain.messages import Button
from bot.domain.opening_hours import is_uncertain, openings
from bot.domain.suggestions import wished_days
from bot.domain.time import ZONE, local, wall, wall_told
from bot.storage import appointment_rows, capacity
from bot.understanding.dates.find_moment import Moment, find_moment
from bot.understanding.entities import find_shift

_ANY = "-"


def filter_of(wish: Moment) -> str:
    """What of a wish lasts, as a short text for the state; empty when it names a day or an hour of its own."""
    if wish.date or wish.time or not (wish.part_of_day or wish.time_span or wish.exclude_weekdays):
        return ""
    bounds = [f"{bound:%H:%M}" if bound else _ANY for bound in wish.time_span or (None, None)]
    return " ".join([wish.part_of_day or _ANY, *bounds, *wish.exclude_weekdays])


def narrowed(wish: Moment, kept: str) -> Moment:
    """The wish within the filter; a time that is said now counts more than one that was said before."""
    if not kept or wish.time:
        return wish
    part, begin, end, *excluded = kept.split()
    if not (wish.part_of_day or wish.time_span):
        bounds = tuple(None if bound == _ANY else time.fromisoformat(bound) for bound in (begin, end))
        wish = replace(wish, part_of_day=None if part == _ANY else part, time_span=(bounds[0], bounds[1]) if any(bounds) else None)
    return replace(wish, exclude_weekdays=wish.exclude_weekdays or tuple(excluded))


SHOWN = 4  # moments per message: more is a list to read, not a choice


def service_button(service: Service, waiting: Waiting) -> Button:
    """A service among those one can choose."""
    return Button(service.name, encode(Action.SERVICE, waiting.data["token"], service.id), StepKind.APPOINTMENT.value)


def booking_button(
    context: TurnContext, waiting: Waiting, key: str, action: Action, *arguments: str, step: StepKind | None = None
) -> Button:
    """A button that only this booking understands."""
    return context.button(key, action, waiting.data["token"], *arguments, step=step)


def slot_key(slot: Slot) -> str:
    """A moment and its place in a button: `2026-11-24T10:00/balie/groningen`."""
    return f"{wall(slot.begin)}/{slot.place.value}/{slot.location}"


def slot_of(context: TurnContext, waiting: Waiting, key: str) -> Slot | None:
    """The moment that a button or a kept choice names."""
    begin, _, rest = key.partition("/")
    place, _, location = rest.partition("/")
    service = context.calendar.services.get(waiting.data.get("dienst", ""))
    told = wall_told(begin)
    if service is None or told is None or location not in context.calendar.locations or place not in tuple(PlaceKind):
        return None
    return Slot(location, PlaceKind(place), told, service.minutes)


def slot_at(context: TurnContext, waiting: Waiting, day: date, hour: time) -> Slot | None:
    """The moment that was typed, at the first location that is open then."""
    service = context.calendar.services[waiting.data["dienst"]]
    place = PlaceKind(waiting.data["plek"])
    wish = Moment(date=day, time=hour)
    free = capacity.free(
        context.db, context.calendar, service.id, place, context.now, wish, context.person, 1, moving=waiting.data.get("moving", "")
    )
    exact = [slot for slot in free if local(slot.begin).time() == hour and local(slot.begin).date() == day]
    location = exact[0].location if exact else next(iter(context.calendar.locations))
    return Slot(location, place, datetime.combine(day, hour, ZONE), service.minutes)


def wish_told(context: TurnContext, wish: Moment) -> str:
    """That we keep in mind when someone wants to come, empty when no day was named."""
    if wish.date is None:
        return ""
    said = formatting.day(wish.date, year_of=context.now.date())
    return context.say("afspraak.wens-onthouden", wens=f"{said}, {formatting.clock(wish.time)}" if wish.time else said)


def near(slot: Slot) -> Moment:
    """A wish for moments close to one that is not possible."""
    here = local(slot.begin)
    return Moment(date=here.date(), time=here.time())


def place_told(context: TurnContext, slot: Slot) -> str:
    """Where it is, as a sentence."""
    key, slots = place_phrase(slot.place, context.calendar.locations.get(slot.location))
    return context.say(key, **slots)


def moments(context: TurnContext, waiting: Waiting, wish: Moment, above: str = "") -> TurnResult:
    """The first moments that fit the wish, the place named before the first tap; walk-in when there is none."""
    service = context.calendar.services[waiting.data["dienst"]]
    place = PlaceKind(waiting.data["plek"])
    wish = narrowed(wish, waiting.data.get("alleen", ""))
    shown = SHOWN - 1 if waiting.data.get("details") else SHOWN  # there are more ways on then
    slots = capacity.free(
        context.db, context.calendar, service.id, place, context.now, wish, context.person, shown, moving=waiting.data.get("moving", "")
    )
    if not slots and not wish.is_empty():
        above = above or _why_none(context, waiting, wish)
        slots = capacity.near(
            context.db, context.calendar, service.id, place, context.now, wish, context.person, shown, moving=waiting.data.get("moving", "")
        )
    if not slots:
        text = "\n\n".join(part for part in (above, context.say("afspraak.geen-vrij")) if part)
        return reply_with(context, text, [context.come, context.call, context.human], state=replace(context.state, waiting=None))
    told = place_told(context, slots[0])
    text = context.say("afspraak.kies", dienst=service.name, minuten=service.minutes, plek=told)
    several = len({slot.location for slot in slots}) > 1
    buttons = [_slot_button(context, waiting, slot, several) for slot in slots]
    waiting = waiting.having("moment", tot=local(slots[-1].begin).date().isoformat())
    state = replace(context.state, waiting=waiting)
    return reply_with(context, f"{above}\n\n{text}" if above else text, [*buttons, *_beside(context, waiting, service)], state=state)


def _why_none(context: TurnContext, waiting: Waiting, wish: Moment) -> str:
    """Why a wish cannot be met: the day itself is no day to come, or everything that suits is taken."""
    if wish.date and not wish.alternatives:
        service, place = context.calendar.services[waiting.data["dienst"]], PlaceKind(waiting.data["plek"])
        slot = Slot(
            next(iter(context.calendar.locations)), place, datetime.combine(wish.date, wish.time or time(23, 45), ZONE), service.minutes
        )
        why = refusal(context.opened, service, slot, context.now)
        if why in (Refusal.PAST, Refusal.BEYOND_HORIZON, Refusal.CLOSED, Refusal.UNCERTAIN):
            return refused(context, why, slot)
    if _only_uncertain(context, wish):
        return context.say("afspraak.geen-vrij-onzeker", website=context.answers.website)
    return context.say("afspraak.geen-vrij-wens")


def _only_uncertain(context: TurnContext, wish: Moment) -> bool:
    """Whether the days asked for are none that we know to be open, and of some nobody knows yet."""
    if not (wish.date or wish.span):
        return False
    places = [(place, day) for day in wished_days(context.opened, context.now, wish) for place in context.opened.locations.values()]
    return any(is_uncertain(*one) for one in places) and not any(openings(*one) for one in places)


def _slot_button(context: TurnContext, waiting: Waiting, slot: Slot, several: bool) -> Button:
    label = formatting.moment_button(slot.begin)
    if several:
        label = f"{label}, {context.calendar.locations[slot.location].name}"
    return Button(label, encode(Action.SLOT, waiting.data["token"], slot_key(slot)), StepKind.APPOINTMENT.value)


def _beside(context: TurnContext, waiting: Waiting, service: Service) -> list[Button]:
    """Later, by telephone or at the desk, too far away, stop."""
    desk = waiting.data["plek"] == PlaceKind.DESK
    buttons = [booking_button(context, waiting, "later", Action.LATER, step=StepKind.APPOINTMENT)]
    if desk and PlaceKind.PHONE in service.places:
        buttons.append(booking_button(context, waiting, "liever-bellen", Action.PLACE, PlaceKind.PHONE.value, step=StepKind.APPOINTMENT))
    if not desk and PlaceKind.DESK in service.places:
        buttons.append(booking_button(context, waiting, "liever-langskomen", Action.PLACE, PlaceKind.DESK.value, step=StepKind.APPOINTMENT))
    if waiting.data.get("details"):
        buttons += [context.call, context.button("bezoek", Action.VISIT, step=StepKind.CALL_BACK)]
    elif desk:
        buttons.append(booking_button(context, waiting, "te-ver", Action.TOO_FAR))
    return [*buttons, context.button("stop", Action.STOP)]


def refused(context: TurnContext, why: Refusal, slot: Slot) -> str:
    """Why this moment cannot be, in its own sentence."""
    begin = local(slot.begin)
    slots: dict[Refusal, dict[str, object]] = {
        Refusal.PAST: {"wens": _capital_moment(context, slot)},
        Refusal.TOO_SOON: {"wens": _capital_moment(context, slot), "uren": context.calendar.rules.lead_hours},
        Refusal.BEYOND_HORIZON: {
            "wens": _capital_moment(context, slot),
            "dag": formatting.day(last_day(context.calendar, context.now), year_of=context.now.date()),
        },
        Refusal.CLOSED: {"wens": formatting.capital(formatting.day(begin.date(), year_of=context.now.date()))},
        Refusal.UNCERTAIN: {
            "dag": formatting.day(begin.date(), year_of=context.now.date()),
            "website": context.answers.website,
        },
        Refusal.OUTSIDE_HOURS: {"wens": _capital_moment(context, slot)},
        Refusal.DOES_NOT_FIT: {"wens": _capital_moment(context, slot)},
        Refusal.OFF_GRID: {"tijd": formatting.clock(begin)},
    }
    return context.knowledge.phrases.say(f"afspraak.geweigerd-{why.value}", **slots.get(why, {}))


def _capital_moment(context: TurnContext, slot: Slot) -> str:
    return formatting.capital(formatting.moment(slot.begin, context.now))


def together(old: str, new: str, now: datetime) -> str:
    """Two wishes told one after the other, as one: 'dinsdag' and then 'om twee uur'. What is said last counts."""
    before, said = find_moment(old, now), find_moment(new, now)
    day, hour = said.date or before.date, said.time or before.time
    if said.is_empty() or before.is_empty() or not (day and hour):
        return new if not said.is_empty() else old
    return f"{day:%d-%m-%Y} {hour:%H:%M} uur"


def wish_in(context: TurnContext, waiting: Waiting, text: str) -> Moment:
    """The wish that a text holds; "een half uur later" counts from the moment that was chosen, or from the old appointment."""
    shift = find_shift(text)
    slot = slot_of(context, waiting, waiting.data.get("slot", ""))
    old = appointment_rows.find(context.db, waiting.data.get("moving", ""))
    begin = slot.begin if slot else old.begin if old else None
    if shift is None or begin is None:
        return find_moment(text, context.now)
    wished = local(begin).replace(tzinfo=None) + shift  # by the clock on the wall, also across a change of the clocks
    return Moment(date=wished.date(), time=wished.time())
