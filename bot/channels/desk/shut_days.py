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

TODAY = "vandaag"
LONGEST_REASON = LONGEST_DAYS = 80
LONGEST = timedelta(days=62)
"""A longer closing at the desk is more likely a slip; the file can hold one."""


@dataclass(frozen=True)
class Asked:
    """What was filled in, and what is wrong with it: per field the key of a mistake."""

    location: str
    days: str
    """As a colleague writes them: "vandaag", "24 december t/m 3 januari"."""
    reason: str
    wrong: dict[str, str]
    stretch: tuple[date, date] | None = None
    """The first and the last day, when nothing is wrong."""

    @property
    def closure(self) -> Closure:
        """Whole days, up to and including the last."""
        assert self.stretch
        first, last = self.stretch
        return Closure(datetime.combine(first, time(0)), datetime.combine(last + timedelta(days=1), time(0)), self.reason)

    @property
    def exact(self) -> str:
        """The same days in figures: what was looked at is what is done, also after midnight."""
        assert self.stretch
        first, last = self.stretch
        return f"{first} t/m {last}"


def read(told: Any, now: datetime, locations: Any) -> Asked:
    """A closing as it was filled in."""
    location, days = told.get("plek", ""), told.get("dagen", "").strip()[:LONGEST_DAYS]
    stretch = closed_days.stretch_named(days, now)
    wrong = {} if location in locations else {"location": "unknown"}
    if mistake := _mistake(stretch, now.date()):
        wrong["days"] = mistake
    return Asked(location, days, told.get("reden", "").strip()[:LONGEST_REASON], wrong, None if wrong else stretch)


def _mistake(stretch: tuple[date, date] | None, today: date) -> str:
    """What is wrong with days, as a key; empty when nothing is."""
    if stretch is None:
        return "no-days"
    first, last = stretch
    if first < today:
        return "past"
    if last < first:
        return "before"
    return "too-long" if last - first > LONGEST else ""


@asks(Act.SEE_CLOSURES)
@require_GET
def listed(http: HttpRequest) -> HttpResponse:
    """The closings to come, who still has no moment, and the form for another."""
    place = here()
    first = next(iter(place.known.calendar.locations))
    return _page(http, Asked(first, TODAY, "", {}))


@asks(Act.CLOSE)
@require_http_methods(["POST"])
def close(http: HttpRequest) -> HttpResponse:
    """Looked at first; done with the second button."""
    place = here()
    asked = read(http.POST, place.now, place.known.calendar.locations)
    if asked.wrong:
        return _page(http, asked, status=200 if http.htmx else 400)  # what is shown while it is typed goes when it is no day any more
    if http.POST.get("doe") != "sluit":
        hit = closed_days.hit_by(place.storage(), place.known, asked.location, asked.closure, place.now)
        return _page(http, asked, hit=hit, sample=_sample(hit), notice=_notice(asked.closure))
    with transaction.atomic(), place.storage().transaction():
        told = closed_days.shut(place.storage(), place.known, asked.location, asked.closure, place.now, after=UNDO)
        trace.note(http, Act.CLOSE, f"{asked.location} {asked.exact}", reason=asked.reason)
    unheard = [one for one, written in (*told.visits, *told.calls) if not written]
    say(http, "closed", people=len(told.visits) + len(told.calls), unheard=len(unheard))
    return redirect("/dicht/")


def _sample(hit: closed_days.Hit) -> str:
    """What the first of them will read."""
    place = here()
    if not hit.visits:
        return ""
    return place.known.phrases.say("afspraak.sluiting", moment=formatting.moment(hit.visits[0].begin, local(place.now)))


def _notice(closure: Closure) -> str:
    """What stands above every answer on the first of those days."""
    day = formatting.day(closure.begin.date(), year_of=here().now.date())
    return here().known.phrases.say("antwoord.dag-dicht", dag=formatting.capital(day))


@asks(Act.CLOSE)
@require_POST
def reopen(http: HttpRequest, number: int) -> HttpResponse:
    """Open after all; who lost a moment and has no other is offered it again."""
    place = here()
    try:
        with transaction.atomic(), place.storage().transaction():
            told = closed_days.reopen(place.storage(), place.known, number, place.now, after=UNDO)
            trace.note(http, Act.CLOSE, f"sluiting {number}")
        heard = sum(written for _, written in told)
        say(http, "reopened", people=heard, unheard=len(told) - heard)
    except closed_days.NoSuchClosure:
        say(http, "row-gone")
    return redirect("/dicht/")


def _page(http: HttpRequest, asked: Asked, *, hit: Any = None, status: int = 200, **shown: str) -> HttpResponse:
    place = here()
    coming = closed_days.coming(place.storage(), place.now)
    rows = [(one, place.known.calendar.locations[one.made.location], one.made.closure.end - timedelta(days=1)) for one in coming]
    told = {"asked": asked, "hit": hit, "rows": rows, "locations": place.known.calendar.locations.values()}
    return render(http, "balie/dicht.html", {**told, **shown}, status=status)
