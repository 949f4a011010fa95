"""Vandaag: the work of a day in the order in which it must be done, and the search above it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_http_methods

from bot.app.desk.agenda import Agenda, Task, Visit, agenda, search
from bot.channels.desk import trace
from bot.channels.desk.guard import asks
from bot.channels.desk.rights import Act
from bot.channels.desk.rows import MOST_SHOWN, Rows, once, with_token
from bot.channels.desk.workplace import Workplace, here
from bot.content.entries import StepKind
from bot.domain.appointment import Appointment
from bot.domain.time import at, stamp
from bot.storage import appointment_rows, events, operations, requests
from bot.storage.outbox import Outgoing
from bot.storage.requests import Request

ANSWER = "antwoord"
"""The kind of a request that is a written question."""
LONGEST_SEARCH = 60
FURTHEST = timedelta(days=400)
"""So far back and ahead a day can be asked for; there is nothing beyond."""


@dataclass(frozen=True)
class Work:
    """One day as the page shows it."""

    day: date
    today: bool
    found: Agenda
    waiting: tuple[Task, ...]
    """Written questions: their people look at a chat in which nothing comes."""
    calls: tuple[Task, ...]
    visits: tuple[Visit, ...]
    undelivered: tuple[tuple[Outgoing, Appointment | Request | None], ...]
    """What did not arrive, with what it was about: so that somebody can call."""
    put_off: tuple[Task, ...]
    """What waits until a later day."""
    walked_in: int

    @property
    def many(self) -> bool:
        """Whether a part is longer than the page shows of it."""
        parts = (self.waiting, self.calls, self.visits, self.put_off, self.found.late, self.found.settled, self.found.lost)
        return any(len(part) > MOST_SHOWN for part in parts)

    @property
    def before(self) -> date:
        """The day before."""
        return self.day - timedelta(days=1)

    @property
    def after(self) -> date:
        """The day after."""
        return self.day + timedelta(days=1)

    @cached_property
    def mark(self) -> str:
        """The same as long as nothing changed that the page shows; of this process, for it is asked often."""
        shown = replace(self.found, now=datetime.min)  # noqa: DTZ901 - the clock alone is no change
        return f"{hash((self.day, shown, self.walked_in)) % 16**16:016x}"


_WORK: dict[Hashable, Work] = {}
MOST_DAYS = 16
"""Days that are kept: today, and those that some colleague looks at."""


def work_of(place: Workplace, day: date) -> Work:
    """The work of one day, as it is now: read again when a row of it changed, and every minute, for a moment may have passed."""
    storage, now = place.storage(), place.now
    key = (storage.path, day, operations.day_version(storage.db), f"{now:%Y%m%d%H%M}", place.known.version)
    return once(_WORK, key, MOST_DAYS, lambda: _read(place, day, now))  # what changes meanwhile has another version


def _read(place: Workplace, day: date, now: datetime) -> Work:
    storage = place.storage()
    found = agenda(storage, place.known, day, day, now)
    tasks = found.tasks
    return Work(
        day,
        day == now.date(),
        found,
        tuple(task for task in tasks if not task.waits and task.request.kind == ANSWER),
        tuple(task for task in tasks if not task.waits and task.request.kind != ANSWER),
        found.days[0].visits,
        _with_subjects(place, found.undelivered),
        tuple(task for task in tasks if task.waits),
        _walked_in(place, day),
    )


def _with_subjects(place: Workplace, rows: tuple[Outgoing, ...]) -> tuple[tuple[Outgoing, Appointment | Request | None], ...]:
    """Each with the appointment or request in whose name it was written, as its key says."""
    with place.storage().reading() as db:
        numbers = [(row, row.key.partition(":")[2].partition(":")[0]) for row in rows[:MOST_SHOWN]]
        return tuple((row, appointment_rows.find(db, number) or requests.find(db, number)) for row, number in numbers)


def _walked_in(place: Workplace, day: date) -> int:
    """In how many contacts of this day somebody chose to come by."""
    begin, end = at(day, time(0)), at(day + timedelta(days=1), time(0))
    with place.storage().reading() as db:
        counted = events.steps(db, stamp(begin), stamp(end))
    return sum(number for kind, step, _, number in counted if kind == "chosen" and step == StepKind.WALK_IN)


def day_of(request: HttpRequest, today: date) -> date | None:
    """The day that an address asks for; today without one, None when it is no day of ours."""
    told = request.GET.get("dag", "")
    if not told:
        return today
    try:
        day = date.fromisoformat(told)
    except ValueError:
        return None
    return day if abs(day - today) <= FURTHEST else None


@asks(Act.SEE_DAY)
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """The page; asked again by itself it answers only when something changed."""
    place = here()
    day = day_of(request, place.now.date())
    if day is None:
        return redirect("/")
    work = work_of(place, day)
    if request.htmx and request.GET.get("gezien") == work.mark:
        return HttpResponse(status=204)
    rows = drawn(request, work)
    return HttpResponse(rows) if request.htmx else render(request, "balie/vandaag.html", {"work": work, "rows": rows})


def drawn(request: HttpRequest, work: Work) -> SafeString:
    """The list of a day, of rows that were drawn before where they are the same."""
    rows, found = Rows(request, work.found.now), work.found
    told = {
        "work": work,
        "waiting": rows.of_tasks(work.waiting),
        "late": rows.of_tasks(found.late),
        "calls": rows.of_tasks(work.calls),
        "visits": rows.of_visits(work.visits),
        "lost": rows.of_visits(found.lost, lost=True),
        "put_off": rows.of_tasks(work.put_off),
        "settled": rows.of_settled(found.settled),
    }
    return with_token(request, render_to_string("balie/werk.html", told, request))


@asks(Act.SEARCH)
@require_http_methods(["GET", "POST"])
def look_for(request: HttpRequest) -> HttpResponse:
    """By a whole code or telephone number, or a first name of today. What was typed goes into no address and no trace."""
    place, text = here(), request.POST.get("wat", "").strip()[:LONGEST_SEARCH]
    shown = SafeString()
    if text:
        trace.note(request, Act.SEARCH)
        found, rows = search(place.storage(), place.known, text, place.now), Rows(request, place.now)
        shown = rows.of_visits(found.visits, lost=True) + rows.of_tasks(found.tasks)
    return render(request, "balie/zoek.html", {"text": text, "rows": with_token(request, shown)})
