"""Dicht: a day or a stretch closed at one location, seen first with whom it hits and what they read, listed, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bot.app.desk import closed_days
from bot.channels.desk import trace
from bot.channels.desk.acts import UNDO
from bot.channels.desk.guard import asks
from bot.channels.desk.rights import Act
from bot.channels.desk.surroundings import say
from bot.channels.desk.workplace import here
from bot.content.services import Closure
from bot.domain import formatting
from bot.domain.time import local

LONGEST_REASON = 80
LONGEST = timedelta(days=62)
"""A longer closing at the desk is more likely a slip; the file can hold one."""


@dataclass(frozen=True)
class Asked:
    """What was filled in, and what is wrong with it: per field the key of a mistake."""

    location: str
    first: str
    last: str
    reason: str
    wrong: dict[str, str]
    closure: Closure | None


def read(told: Any, now: datetime, locations: Any) -> Asked:
    """A closing of whole days, up to and including the last; today from now on."""
    location, first, last = told.get("plek", ""), told.get("van", ""), told.get("tot", "") or told.get("van", "")
    reason = told.get("reden", "").strip()[:LONGEST_REASON]
    wrong: dict[str, str] = {}
    begin, end = _day(first), _day(last)
    if location not in locations:
        wrong["location"] = "unknown"
    if begin is None:
        wrong["first"] = "no-day"
    elif begin < now.date():
        wrong["first"] = "past"
    if end is None:
        wrong["last"] = "no-day"
    elif begin and end < begin:
        wrong["last"] = "before"
    elif begin and end - begin > LONGEST:
        wrong["last"] = "too-long"
    closure = None
    if begin and end and not wrong:
        midnight = time(0)
        closure = Closure(datetime.combine(begin, midnight), datetime.combine(end + timedelta(days=1), midnight), reason)
    return Asked(location, first, last, reason, wrong, closure)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@asks(Act.SEE_CLOSURES)
@require_GET
def listed(http: HttpRequest) -> HttpResponse:
    """The closings to come, who still has no moment, and the form for another."""
    place = here()
    first = next(iter(place.known.calendar.locations))
    asked = Asked(first, place.now.date().isoformat(), "", "", {}, None)
    return _page(http, asked)


@asks(Act.CLOSE)
@require_http_methods(["POST"])
def close(http: HttpRequest) -> HttpResponse:
    """Looked at first; done with the second button."""
    place = here()
    asked = read(http.POST, place.now, place.known.calendar.locations)
    if asked.closure is None:
        return _page(http, asked, status=400)
    if http.POST.get("doe") != "sluit":
        hit = closed_days.hit_by(place.storage(), place.known, asked.location, asked.closure, place.now)
        return _page(http, asked, hit=hit, sample=_sample(hit))
    with transaction.atomic(), place.storage().transaction():
        told = closed_days.shut(place.storage(), place.known, asked.location, asked.closure, place.now, after=UNDO)
        trace.note(http, Act.CLOSE, f"{asked.location} {asked.first}", reason=asked.reason)
    unheard = [one for one, written in (*told.visits, *told.calls) if not written]
    say(http, "closed", people=len(told.visits) + len(told.calls), unheard=len(unheard))
    return redirect("/dicht/")


def _sample(hit: closed_days.Hit) -> str:
    """What the first of them will read."""
    place = here()
    if not hit.visits:
        return ""
    return place.known.phrases.say("afspraak.sluiting", moment=formatting.moment(hit.visits[0].begin, local(place.now)))


@asks(Act.CLOSE)
@require_POST
def reopen(http: HttpRequest, number: int) -> HttpResponse:
    """Open after all; who lost a moment and has no other is offered it again."""
    place = here()
    try:
        with transaction.atomic(), place.storage().transaction():
            told = closed_days.reopen(place.storage(), place.known, number, place.now, after=UNDO)
            trace.note(http, Act.CLOSE, f"sluiting {number}")
        say(http, "reopened", people=len(told))
    except closed_days.NoSuchClosure:
        say(http, "row-gone")
    return redirect("/dicht/")


def _page(http: HttpRequest, asked: Asked, *, hit: Any = None, sample: str = "", status: int = 200) -> HttpResponse:
    place = here()
    coming = closed_days.coming(place.storage(), place.now)
    rows = [(one, place.known.calendar.locations[one.made.location], one.made.closure.end - timedelta(days=1)) for one in coming]
    told = {"asked": asked, "hit": hit, "sample": sample, "rows": rows, "locations": place.known.calendar.locations.values()}
    return render(http, "balie/dicht.html", told, status=status)
