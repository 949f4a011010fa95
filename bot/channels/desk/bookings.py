"""Agenda: an appointment booked, moved or called off for who stands at the counter or calls; by the same rules, or overruled with a reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from bot.app.desk import visits
from bot.app.desk.agenda import agenda
from bot.channels.desk import trace
from bot.channels.desk.acts import SEEN, UNDO
from bot.channels.desk.filters import mark
from bot.channels.desk.guard import asks
from bot.channels.desk.rights import Act
from bot.channels.desk.surroundings import say
from bot.channels.desk.trouble import not_found
from bot.channels.desk.workplace import here
from bot.content.services import PlaceKind, Service
from bot.domain.appointment import Appointment, State
from bot.domain.time import wall_told
from bot.storage import appointment_rows
from bot.understanding.entities import phone_in

AHEAD = timedelta(days=13)
LONGEST_NAME = 40


def _day(told: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return otherwise


def _service(told: str) -> Service:
    services = here().known.calendar.services
    return services.get(told) or next(iter(services.values()))


def _place(told: str, service: Service) -> PlaceKind:
    return PlaceKind(told) if told in set(service.places) else service.places[0]


@asks(Act.BOOK)
@require_GET
def listed(http: HttpRequest) -> HttpResponse:
    """The coming two weeks, and the way to a new appointment."""
    return _page(http, http.GET)


def _page(http: HttpRequest, told: Any, wrong: str = "") -> HttpResponse:
    """The appointments to come, and with a day that was chosen its free moments."""
    place, asked = here(), {"dag": told.get("dag", ""), "naam": told.get("naam", ""), "telefoon": told.get("telefoon", "")}
    now = place.now
    service = _service(told.get("dienst", ""))
    held_at, overrule = _place(told.get("plek", ""), service), bool(told.get("tegen")) and http.user.may(Act.OVERRULE)
    day = _day(asked["dag"], now.date())
    free = visits.free_on(place.storage(), place.known, service.id, held_at, day, now, overrule=overrule) if asked["dag"] else ()
    found = agenda(place.storage(), place.known, now.date(), now.date() + AHEAD, now)
    shown = {
        **asked,
        "day": day,
        "service": service,
        "held_at": held_at,
        "places": list(PlaceKind),
        "overrule": overrule,
        "free": free,
        "wrong": wrong,
        "days": [one for one in found.days if one.visits],
        "services": place.known.calendar.services.values(),
    }
    return render(http, "balie/agenda.html", shown, status=400 if wrong else 200)


@asks(Act.BOOK)
@require_POST
def book(http: HttpRequest) -> HttpResponse:
    """One moment, for one person; what is refused says why and keeps what was typed."""
    place, told = here(), http.POST
    service = _service(told.get("dienst", ""))
    held_at, begin = _place(told.get("plek", ""), service), wall_told(told.get("moment", ""))
    name, phone = " ".join(told.get("naam", "").split())[:LONGEST_NAME], phone_in(told.get("telefoon", ""))
    overrule, reason = bool(told.get("tegen")), told.get("reden", "").strip()
    wrong = _mistake(http, begin, held_at, phone, reason)
    if wrong or begin is None:
        return _page(http, told, wrong)
    try:
        with transaction.atomic(), place.storage().transaction():
            made = visits.book(
                place.storage(), place.known, service.id, begin, place.now,
                place=held_at, name=name, phone=phone, trial=_trial(), overrule=overrule,
            )  # fmt: skip
            trace.note(http, Act.OVERRULE if overrule else Act.BOOK, made.id, reason=reason)
    except visits.SlotTaken:
        return _page(http, told, "taken")
    except visits.NotBookable as error:
        return _page(http, told, error.refusal.value)
    say(http, "booked", code=made.code, begin=made.wall)
    return redirect(f"/agenda/{made.id}/")


def _mistake(http: HttpRequest, begin: datetime | None, held_at: PlaceKind, phone: str, reason: str) -> str:
    """The key of what is missing; empty when nothing is."""
    if begin is None:
        return "no-moment"
    if held_at is PlaceKind.PHONE and not phone:
        return "no-phone"
    if http.POST.get("tegen"):
        return "" if reason and http.user.may(Act.OVERRULE) else "no-reason"
    return ""


def _trial() -> bool:
    place = here()
    return place.settings.trial or bool(place.known.calendar.unconfirmed())


@asks(Act.BOOK)
@require_GET
def one(http: HttpRequest, number: str) -> HttpResponse:
    """One appointment to come, or one that we gave up and that has no new moment; with what can be done with it."""
    place = here()
    made = _open(number)
    if made is None:
        return not_found(http)
    day = _day(http.GET.get("dag", ""), max(made.begin.date(), place.now.date()))
    free = visits.free_on(place.storage(), place.known, made.service, made.place, day, place.now, moving=made.id)
    service = place.known.calendar.services.get(made.service)
    shown = {"made": made, "service": service.name if service else made.service, "day": day, "free": free}
    return render(http, "balie/afspraak.html", shown)


def _open(number: str) -> Appointment | None:
    with here().storage().reading() as db:
        made = appointment_rows.find(db, number)
    return made if made and (made.state is State.VOID or (made.stands and made.begin > here().now)) else None


@asks(Act.BOOK)
@require_POST
def change(http: HttpRequest, number: str, act: str) -> HttpResponse:
    """Moved, called off by us, or by the person; the person hears it after a minute."""
    place = here()
    made = _open(number)
    if made is None or mark(made) != http.POST.get(SEEN):
        say(http, "row-changed" if made else "row-gone", who=trace.who_last(number))
        return redirect(f"/agenda/{number}/" if made else "/agenda/")
    try:
        with transaction.atomic(), place.storage().transaction():
            told = _changed(http, made, act)
            trace.note(http, Act.BOOK, number)
    except (visits.SlotTaken, visits.NotBookable):
        say(http, "not-free")
        return redirect(f"/agenda/{number}/")
    except visits.NoSuchCode:
        say(http, "row-gone")
        return redirect("/agenda/")
    if told is None:
        return not_found(http)
    say(http, f"visit-{act}", told=told.told, begin=told.appointment.wall, phone=made.phone)
    return redirect(f"/agenda/{number}/" if told.appointment.stands else "/agenda/")


def _changed(http: HttpRequest, made: Appointment, act: str) -> visits.Acted | None:
    place, begin = here(), wall_told(http.POST.get("moment", ""))
    if act == "verzet" and begin is not None:
        return visits.move(place.storage(), place.known, made.id, begin, place.now, after=UNDO)
    if act == "hoeft-niet":
        return visits.needs_none(place.storage(), made.id, place.now)
    if act == "wij-niet":
        return visits.call_off(place.storage(), place.known, made.id, place.now, after=UNDO)
    return visits.cancelled(place.storage(), place.known, made.id, place.now, after=UNDO) if act == "afgezegd" else None
