"""Moments that fit a wish: free ones, near ones, and the wish that grows as somebody adds to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from bot.content.entries import StepKind
from bot.content.services import PlaceKind, Service
from bot.dialogue.context import Outcome, Scene, Waiting, outcome
from bot.domain import formatting
from bot.domain.availability import Refusal, Slot, last_day, refusal
from bot.domain.messages import Button
from bot.domain.opening_hours import is_uncertain, openings
from bot.domain.suggestions import wished_days
from bot.domain.time import ZONE, local, wall_told
from bot.storage import appointment_rows, capacity
from bot.understanding.dates.find_moment import Moment, find_moment
from bot.understanding.entities import find_shift

# What holds for every moment that is shown, once someone said it: "alleen na drie uur", "niet op maandag".

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


# The moments that a booking offers, and how they read on buttons.

SHOWN = 4  # moments per message: more is a list to read, not a choice


def service_button(service: Service, waiting: Waiting) -> Button:
    """A service among those one can choose."""
    return Button(service.name, f"bk:{waiting.data['token']}:dienst:{service.id}", StepKind.APPOINTMENT.value)


def booking_button(scene: Scene, waiting: Waiting, key: str, what: str, step: StepKind | None = None) -> Button:
    """A button that only this booking understands."""
    return scene.button(key, f"bk:{waiting.data['token']}:{what}", step)


def slot_key(slot: Slot) -> str:
    """A moment and its place in a button: `2026-11-24T10:00/balie/groningen`."""
    return f"{local(slot.begin):%Y-%m-%dT%H:%M}/{slot.place.value}/{slot.location}"


def slot_of(scene: Scene, waiting: Waiting, key: str) -> Slot | None:
    """The moment that a button or a kept choice names."""
    begin, _, rest = key.partition("/")
    place, _, location = rest.partition("/")
    service = scene.calendar.services.get(waiting.data.get("dienst", ""))
    told = wall_told(begin)
    if service is None or told is None or location not in scene.calendar.locations or place not in tuple(PlaceKind):
        return None
    return Slot(location, PlaceKind(place), told, service.minutes)


def slot_at(scene: Scene, waiting: Waiting, day: date, hour: time) -> Slot | None:
    """The moment that was typed, at the first location that is open then."""
    service = scene.calendar.services[waiting.data["dienst"]]
    place = PlaceKind(waiting.data["plek"])
    wish = Moment(date=day, time=hour)
    free = capacity.free(
        scene.db, scene.calendar, service.id, place, scene.now, wish, scene.person, 1, moving=waiting.data.get("moving", "")
    )
    exact = [slot for slot in free if local(slot.begin).time() == hour and local(slot.begin).date() == day]
    location = exact[0].location if exact else next(iter(scene.calendar.locations))
    return Slot(location, place, datetime.combine(day, hour, ZONE), service.minutes)


def wish_told(scene: Scene, wish: Moment) -> str:
    """That we keep in mind when someone wants to come, empty when no day was named."""
    if wish.date is None:
        return ""
    said = formatting.day(wish.date, year_of=scene.now.date())
    return scene.say("afspraak.wens-onthouden", wens=f"{said}, {formatting.clock(wish.time)}" if wish.time else said)


def near(slot: Slot) -> Moment:
    """A wish for moments close to one that is not possible."""
    here = local(slot.begin)
    return Moment(date=here.date(), time=here.time())


def place_told(scene: Scene, slot: Slot) -> str:
    """Where it is, as a sentence."""
    if slot.place is PlaceKind.PHONE:
        return scene.say("afspraak.plek-telefoon")
    location = scene.calendar.locations[slot.location]
    return scene.say("afspraak.plek-balie", naam=location.name, adres=location.address)


def moments(scene: Scene, waiting: Waiting, wish: Moment, above: str = "") -> Outcome:
    """The first moments that fit the wish, the place named before the first tap; walk-in when there is none."""
    service = scene.calendar.services[waiting.data["dienst"]]
    place = PlaceKind(waiting.data["plek"])
    wish = narrowed(wish, waiting.data.get("alleen", ""))
    shown = SHOWN - 1 if waiting.data.get("details") else SHOWN  # there are more ways on then
    slots = capacity.free(
        scene.db, scene.calendar, service.id, place, scene.now, wish, scene.person, shown, moving=waiting.data.get("moving", "")
    )
    if not slots and not wish.is_empty():
        above = above or _why_none(scene, waiting, wish)
        slots = capacity.near(
            scene.db, scene.calendar, service.id, place, scene.now, wish, scene.person, shown, moving=waiting.data.get("moving", "")
        )
    if not slots:
        text = "\n\n".join(part for part in (above, scene.say("afspraak.geen-vrij")) if part)
        return outcome(scene, text, [scene.come, scene.call, scene.human], state=replace(scene.state, waiting=None))
    told = place_told(scene, slots[0])
    text = scene.say("afspraak.kies", dienst=service.name, minuten=service.minutes, plek=told)
    several = len({slot.location for slot in slots}) > 1
    buttons = [_slot_button(scene, waiting, slot, several) for slot in slots]
    waiting = waiting.having("moment", tot=local(slots[-1].begin).date().isoformat())
    state = replace(scene.state, waiting=waiting)
    return outcome(scene, f"{above}\n\n{text}" if above else text, [*buttons, *_beside(scene, waiting, service)], state=state)


def _why_none(scene: Scene, waiting: Waiting, wish: Moment) -> str:
    """Why a wish cannot be met: the day itself is no day to come, or everything that suits is taken."""
    if wish.date and not wish.alternatives:
        service, place = scene.calendar.services[waiting.data["dienst"]], PlaceKind(waiting.data["plek"])
        slot = Slot(
            next(iter(scene.calendar.locations)), place, datetime.combine(wish.date, wish.time or time(23, 45), ZONE), service.minutes
        )
        why = refusal(scene.opened, service, slot, scene.now)
        if why in (Refusal.PAST, Refusal.BEYOND_HORIZON, Refusal.CLOSED, Refusal.UNCERTAIN):
            return refused(scene, why, slot)
    if _only_uncertain(scene, wish):
        return scene.say("afspraak.geen-vrij-onzeker", website=scene.answers.fill("{website}"))
    return scene.say("afspraak.geen-vrij-wens")


def _only_uncertain(scene: Scene, wish: Moment) -> bool:
    """Whether the days asked for are none that we know to be open, and of some nobody knows yet."""
    if not (wish.date or wish.span):
        return False
    places = [(place, day) for day in wished_days(scene.opened, scene.now, wish) for place in scene.opened.locations.values()]
    return any(is_uncertain(*one) for one in places) and not any(openings(*one) for one in places)


def _slot_button(scene: Scene, waiting: Waiting, slot: Slot, several: bool) -> Button:
    label = formatting.moment_button(slot.begin)
    if several:
        label = f"{label}, {scene.calendar.locations[slot.location].name}"
    return Button(label, f"bk:{waiting.data['token']}:moment:{slot_key(slot)}", StepKind.APPOINTMENT.value)


def _beside(scene: Scene, waiting: Waiting, service: Service) -> list[Button]:
    """Later, by telephone or at the desk, too far away, stop."""
    desk = waiting.data["plek"] == PlaceKind.DESK
    buttons = [booking_button(scene, waiting, "later", "later", StepKind.APPOINTMENT)]
    if desk and PlaceKind.PHONE in service.places:
        buttons.append(booking_button(scene, waiting, "liever-bellen", PlaceKind.PHONE.value, StepKind.APPOINTMENT))
    if not desk and PlaceKind.DESK in service.places:
        buttons.append(booking_button(scene, waiting, "liever-langskomen", PlaceKind.DESK.value, StepKind.APPOINTMENT))
    if waiting.data.get("details"):
        buttons += [scene.call, scene.button("bezoek", "bezoek", StepKind.CALL_BACK)]
    elif desk:
        buttons.append(booking_button(scene, waiting, "te-ver", "ver"))
    return [*buttons, scene.button("stop", "stop")]


def refused(scene: Scene, why: Refusal, slot: Slot) -> str:
    """Why this moment cannot be, in its own sentence."""
    begin = local(slot.begin)
    slots: dict[Refusal, dict[str, object]] = {
        Refusal.PAST: {"wens": _capital_moment(scene, slot)},
        Refusal.TOO_SOON: {"wens": _capital_moment(scene, slot), "uren": scene.calendar.rules.lead_hours},
        Refusal.BEYOND_HORIZON: {
            "wens": _capital_moment(scene, slot),
            "dag": formatting.day(last_day(scene.calendar, scene.now), year_of=scene.now.date()),
        },
        Refusal.CLOSED: {"wens": formatting.capital(formatting.day(begin.date(), year_of=scene.now.date()))},
        Refusal.UNCERTAIN: {
            "dag": formatting.day(begin.date(), year_of=scene.now.date()),
            "website": scene.answers.fill("{website}"),
        },
        Refusal.OUTSIDE_HOURS: {"wens": _capital_moment(scene, slot)},
        Refusal.DOES_NOT_FIT: {"wens": _capital_moment(scene, slot)},
        Refusal.OFF_GRID: {"tijd": formatting.clock(begin)},
    }
    return scene.knowledge.phrases.say(f"afspraak.geweigerd-{why.value}", **slots.get(why, {}))


def _capital_moment(scene: Scene, slot: Slot) -> str:
    return formatting.capital(formatting.moment(slot.begin, scene.now))


# When someone wants to come, as typed during a booking: a moment, or later or earlier than the one that lies there.


def together(old: str, new: str, now: datetime) -> str:
    """Two wishes told one after the other, as one: 'dinsdag' and then 'om twee uur'. What is said last counts."""
    before, said = find_moment(old, now), find_moment(new, now)
    day, hour = said.date or before.date, said.time or before.time
    if said.is_empty() or before.is_empty() or not (day and hour):
        return new if not said.is_empty() else old
    return f"{day:%d-%m-%Y} {hour:%H:%M} uur"


def wish_in(scene: Scene, waiting: Waiting, text: str) -> Moment:
    """The wish that a text holds; "een half uur later" counts from the moment that was chosen, or from the old appointment."""
    shift = find_shift(text)
    slot = slot_of(scene, waiting, waiting.data.get("slot", ""))
    old = appointment_rows.find(scene.db, waiting.data.get("moving", ""))
    begin = slot.begin if slot else old.begin if old else None
    if shift is None or begin is None:
        return find_moment(text, scene.now)
    wished = local(begin).replace(tzinfo=None) + shift  # by the clock on the wall, also across a change of the clocks
    return Moment(date=wished.date(), time=wished.time())
