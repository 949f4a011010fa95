"""Moments that fit a wish: free ones, near ones, and the wish that grows as somebody adds to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.content.clock import WEEKDAYS
from bot.content.entries import StepKind
from bot.content.services import PlaceKind, Service
from bot.dialogue import wish_words
from bot.dialogue.actions import Action, Pressed, decode, encode
from bot.dialogue.context import TurnContext, TurnResult, Waiting, reply_with
from bot.domain import formatting
from bot.domain.answers import place_phrase
from bot.domain.availability import Refusal, Slot, last_day, refusal
from bot.domain.messages import Button, Kind
from bot.domain.opening_hours import is_uncertain, openings
from bot.domain.suggestions import wished_days
from bot.domain.time import ZONE, local, wall, wall_told
from bot.domain.wish import Wish, from_text
from bot.domain.wish_phrase import narrowed
from bot.storage import capacity
from bot.storage.capacity import Sought
from bot.understanding.dates.find_moment import Moment


def wish_of(context: TurnContext, waiting: Waiting) -> Wish:
    """What was said about when; a conversation that was stored by an earlier version told it in other fields."""
    data = waiting.data
    if "zoekt" in data:
        return from_text(data["zoekt"])
    wish = _filter_before(data.get("alleen", ""))
    if day := data.get("dag", ""):
        wish = replace(wish, days=(date.fromisoformat(day),))
    return narrowed(wish, data.get("wish", ""), context.now)


_ANY = "-"


def _filter_before(kept: str) -> Wish:
    """The part of the day, bounds and weekdays that an earlier version kept as `middag 12:00 - maandag`."""
    if not kept:
        return Wish()
    part, begin, end, *excluded = kept.split()
    bounds = [None if bound == _ANY else time.fromisoformat(bound) for bound in (begin, end)]
    hours = (bounds[0], bounds[1]) if any(bounds) else None
    return Wish(part="" if part == _ANY else part, hours=hours, not_weekdays=tuple(excluded))


def in_sight(context: TurnContext) -> tuple[date, date] | None:
    """The first and last day of the moments that stand on buttons: a bare weekday means the one among them.

    None when none do, and when they span a week or more: then a weekday may be several of them.
    """
    read = (decode(button.action) for button in context.state.offered)
    keys = (one.arguments[-1] for one in read if isinstance(one, Pressed) and one.action in (Action.SLOT, Action.CALL_WINDOW))
    days = sorted(date.fromisoformat(key[:10]) for key in keys)
    return (days[0], days[-1]) if days and (days[-1] - days[0]).days < len(WEEKDAYS) else None


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
    free = capacity.free(context.db, context.calendar, sought(context, waiting), context.now, wish, 1)
    exact = [slot for slot in free if local(slot.begin).time() == hour and local(slot.begin).date() == day]
    location = exact[0].location if exact else next(iter(context.calendar.locations))
    return Slot(location, place, datetime.combine(day, hour, ZONE), service.minutes)


def sought(context: TurnContext, waiting: Waiting) -> Sought:
    """What the open question wants a moment for."""
    data = waiting.data
    return Sought(context.person, data["dienst"], PlaceKind(data["plek"]), moving=data.get("moving", ""))


def before(context: TurnContext, service_id: str, day: date) -> list[Button]:
    """The first moments before a day as buttons that begin an appointment, while no form is open; none when nothing is free."""
    service = context.calendar.services.get(service_id)
    if service is None:
        return []
    wish = Moment(span=(context.now.date(), day - timedelta(days=1)))
    asked = Sought(context.person, service.id, service.places[0])
    free = capacity.free(context.db, context.calendar, asked, context.now, wish, SHOWN)
    first = list({local(slot.begin).date(): slot for slot in reversed(free)}.values())[::-1][:BESIDE_ANSWER]
    return [
        Button(formatting.moment_button(slot.begin), encode(Action.BOOK_AT, slot_key(slot)), StepKind.APPOINTMENT.value)
        for slot in (first if len(first) == BESIDE_ANSWER else free[:BESIDE_ANSWER])
    ]


BESIDE_ANSWER = 2  # moments below an answer, beside its own steps


def is_free(context: TurnContext, waiting: Waiting, slot: Slot) -> bool:
    """Whether a moment that was named is among those that are free."""
    here = local(slot.begin)
    return _Search(context, waiting, SHOWN).has(slot, Moment(date=here.date(), time=here.time()))


def near(slot: Slot) -> Moment:
    """A wish for moments close to one that is not possible."""
    here = local(slot.begin)
    return Moment(date=here.date(), time=here.time())


def place_told(context: TurnContext, slot: Slot) -> str:
    """Where it is, as a sentence."""
    key, slots = place_phrase(slot.place, context.calendar.locations.get(slot.location))
    return context.say(key, **slots)


def moments(
    context: TurnContext, waiting: Waiting, above: str = "", *, around: Moment | None = None, after: date | None = None
) -> TurnResult:
    """The first moments that fit the wish, read back above them, the place named before the first tap; walk-in when there is none.

    `around`: near to a moment that cannot be, whatever else was wished; `after`: those from this day on.
    """
    wish = wish_of(context, waiting)
    shown = SHOWN - 1 if waiting.data.get("details") else SHOWN  # there are more ways on then
    search = _Search(context, waiting, shown)
    if around is not None:
        slots = search.near(around, _allowed(wish))
    else:
        slots, why = search.fitting(wish, after)
        above = "\n\n".join(part for part in (above, why) if part)
    if not slots:
        text = "\n\n".join(part for part in (above, context.say("afspraak.geen-vrij")) if part)
        return reply_with(context, text, [context.come, context.call, context.human], state=replace(context.state, waiting=None))
    service = context.calendar.services[waiting.data["dienst"]]
    text = context.say("afspraak.kies", dienst=service.name, minuten=service.minutes, plek=place_told(context, slots[0]))
    several = len({slot.location for slot in slots}) > 1
    buttons = [_slot_button(context, waiting, slot, several) for slot in slots]
    waiting = waiting.having("moment", tot=local(slots[-1].begin).date().isoformat())
    state = replace(context.state, waiting=waiting)
    return reply_with(context, f"{above}\n\n{text}" if above else text, [*buttons, *_beside(context, waiting, service)], state=state)


@dataclass(frozen=True)
class _Search:
    """The free moments for one booking."""

    context: TurnContext
    waiting: Waiting
    shown: int

    def fitting(self, wish: Wish, after: date | None) -> tuple[list[Slot], str]:
        """What fits, with the wish read back; else what comes nearest on both sides, with what fails."""
        asked = replace(wish, start=max(after, wish.start or after)) if after else wish
        if found := self._free(asked):
            return found, wish_words.read_back(self.context, wish)
        if wish.is_empty():
            return [], ""
        return self._beside(wish)

    def has(self, slot: Slot, moment: Moment) -> bool:
        """Whether a moment is free."""
        return slot in self._search(moment, self.shown)

    def _free(self, wish: Wish) -> list[Slot]:
        """The first of several times that is free on these days; without times, all that fit."""
        found: list[Slot] = []
        for clock in wish.clocks or (None,):
            found += [slot for slot in self._search(wish.moment(clock), self.shown) if slot not in found]
        return found[: self.shown]

    def _beside(self, wish: Wish) -> tuple[list[Slot], str]:
        """Other hours on these days, these hours on other days, and why."""
        if why := impossible(self.context, self.waiting, wish):
            return self.near(wish.moment(), _allowed(wish)), why
        same_days = self._search(wish.only_days().moment(), self.shown) if wish.has_days and wish.has_times else []
        same_hours = self.near(wish.moment(), _allowed(wish.only_times(), wish)) if wish.has_days and wish.has_times else []
        if not same_days and not same_hours:
            return self.near(wish.moment(), _allowed(wish)) or self.near(wish.moment()), self.context.say("afspraak.geen-vrij-wens")
        half = self.shown // 2
        some = [*same_days[: self.shown - min(half, len(same_hours))], *same_hours]
        both = sorted(dict.fromkeys(some[: self.shown]), key=lambda slot: slot.begin)
        days, hours = wish_words.days_of(self.context, wish), wish_words.hours_of(self.context, wish)
        if same_days:
            return both, formatting.capital(self.context.say("afspraak.uren-vol", dagen=days, uren=hours))
        return both, formatting.capital(self.context.say("afspraak.dagen-vol", dagen=days))

    def _search(self, wish: Moment, limit: int) -> list[Slot]:
        context = self.context
        return capacity.free(context.db, context.calendar, sought(context, self.waiting), context.now, wish, limit)

    def near(self, wish: Moment, within: Moment | None = None) -> list[Slot]:
        """The free moments nearest to one; `within` those that also fit this."""
        context = self.context
        return capacity.near(context.db, context.calendar, sought(context, self.waiting), context.now, wish, self.shown, within=within)


def _allowed(wish: Wish, whole: Wish | None = None) -> Moment | None:
    """What holds also of moments beside a wish: the days that were refused, of `whole` when that says more. None when nothing was."""
    refused = whole or wish
    kept = replace(wish if whole else Wish(), not_weekdays=refused.not_weekdays, not_dates=refused.not_dates)
    return None if kept == Wish() else kept.moment()


def impossible(context: TurnContext, waiting: Waiting, wish: Wish) -> str:
    """Why nobody can come on the day that was named: past, too far away, closed, or not known yet; empty when one can."""
    moment = wish.moment()
    if len(wish.days) == 1:
        service, place = context.calendar.services[waiting.data["dienst"]], PlaceKind(waiting.data["plek"])
        begin = datetime.combine(wish.days[0], moment.time or time(23, 45), ZONE)
        slot = Slot(next(iter(context.calendar.locations)), place, begin, service.minutes)
        why = refusal(context.opened, service, slot, context.now)
        if why in (Refusal.PAST, Refusal.BEYOND_HORIZON, Refusal.CLOSED, Refusal.UNCERTAIN):
            return refused(context, why, slot, whole_day=moment.time is None)
    if _only_uncertain(context, moment):
        return context.say("afspraak.geen-vrij-onzeker", website=context.answers.website)
    return ""


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


def taken(context: TurnContext, slot: Slot) -> str:
    """That a moment is not free: only one that stood on a button was chosen by somebody else just now."""
    read = (decode(button.action) for button in context.state.offered)
    shown = {one.arguments[-1] for one in read if isinstance(one, Pressed) and one.action in (Action.SLOT, Action.BOOK_AT)}
    if slot_key(slot) in shown or context.message.kind is Kind.BUTTON:
        return context.say("afspraak.net-bezet")
    return context.say("afspraak.niet-vrij", wens=formatting.capital(formatting.moment(slot.begin, context.now)))


def refused(context: TurnContext, why: Refusal, slot: Slot, *, whole_day: bool = False) -> str:
    """Why this moment cannot be, in its own sentence; of a whole day no hour is told."""
    begin = local(slot.begin)
    said = formatting.day(begin.date(), year_of=context.now.date()) if whole_day else formatting.moment(slot.begin, context.now)
    wens = formatting.capital(said)
    slots: dict[Refusal, dict[str, object]] = {
        Refusal.PAST: {"wens": wens},
        Refusal.TOO_SOON: {"wens": wens, "uren": context.calendar.rules.lead_hours},
        Refusal.BEYOND_HORIZON: {
            "wens": wens,
            "dag": formatting.day(last_day(context.calendar, context.now), year_of=context.now.date()),
        },
        Refusal.CLOSED: {"wens": formatting.capital(formatting.day(begin.date(), year_of=context.now.date()))},
        Refusal.UNCERTAIN: {
            "dag": formatting.day(begin.date(), year_of=context.now.date()),
            "website": context.answers.website,
        },
        Refusal.OUTSIDE_HOURS: {"wens": wens},
        Refusal.DOES_NOT_FIT: {"wens": wens},
        Refusal.OFF_GRID: {"tijd": formatting.clock(begin)},
    }
    return context.knowledge.phrases.say(f"afspraak.geweigerd-{why.value}", **slots.get(why, {}))
