"""What is done with one row of the day: shown rows are acted on as they were seen, noted, and taken back all day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from bot.app.desk import correspondence, outcomes, promises, visits
from bot.channels.desk import trace
from bot.channels.desk.filters import mark
from bot.channels.desk.guard import asks
from bot.channels.desk.models import Colleague
from bot.channels.desk.rights import Act, Organisation
from bot.channels.desk.surroundings import say
from bot.channels.desk.workplace import here
from bot.content.entries import StepKind
from bot.domain.appointment import Appointment, Outcome
from bot.domain.callback_slots import window_named
from bot.storage import appointment_rows, requests
from bot.storage.requests import Request

UNDO = timedelta(seconds=60)
"""So long a message to a person waits, so that taking it back is real."""
LONGEST_NOTE = 200
SEEN = "zag"


def back(request: HttpRequest, row: str) -> HttpResponse:
    """To the day from which the act was done, at its row."""
    day = request.POST.get("dag", "")
    try:
        asked = f"?dag={date.fromisoformat(day)}" if day and date.fromisoformat(day) != here().now.date() else ""
    except ValueError:
        asked = ""
    return redirect(f"/{asked}#{row}")


# A promise: a call, a question, a visit.


@dataclass(frozen=True)
class Doing:
    """One act on one request, inside both transactions."""

    http: HttpRequest
    request: Request

    @property
    def name(self) -> str:
        """The colleague as others read them."""
        return str(self.http.user.name)

    def typed(self, field: str) -> str:
        """What was filled in."""
        return str(self.http.POST.get(field, "")).strip()[:LONGEST_NOTE]

    def say(self, key: str, *, undo: bool = True, **slots: Any) -> None:
        """Tell it on the next page, with the way back."""
        say(self.http, key, undo=f"/verzoek/{self.request.id}/terug/" if undo else "", **slots)

    def note(self, what: str, **before: Any) -> None:
        """In the trace, with what an undo needs."""
        trace.note(self.http, Act.HANDLE_CALL, self.request.id, before={"what": what, **before})


def _take(doing: Doing) -> None:
    promises.take(here().storage(), doing.request.id, doing.name)
    doing.note("take", who=doing.request.taken_by)
    doing.say("taken")


def _hand_over(doing: Doing) -> None:
    to = Colleague.objects.filter(pk=doing.typed("wie") or 0, is_active=True, organisation=Organisation.HOME).first()
    if to is None:
        doing.say("nobody-chosen", undo=False)
        return
    promises.take(here().storage(), doing.request.id, to.name)
    doing.note("take", who=doing.request.taken_by)
    doing.say("handed-over", who=to.name)


def _done(doing: Doing) -> None:
    promises.done(here().storage(), doing.request.id, here().now)
    doing.note("settle")
    doing.say("done")


def _not_reached(doing: Doing) -> None:
    place, one, told = here(), doing.request, doing.typed("venster")
    chosen = window_named(told)
    try:
        if told and chosen is None:
            raise promises.WindowGone(told)
        kept = promises.not_reached(place.storage(), place.known, one.id, place.now, chosen=chosen, after=UNDO)
    except promises.WindowGone:
        doing.say("no-window", undo=False)
        return
    doing.note("try", call_from=one.call_from, call_until=one.call_until, missed=one.missed)
    key = "tried-out" if kept.request.done_at else "tried"
    doing.say(key, told=kept.told, begin=kept.request.call_from, end=kept.request.call_until, times=kept.request.tries)


def _put_off(doing: Doing) -> None:
    try:
        day = date.fromisoformat(doing.typed("tot"))
    except ValueError:
        day = None
    if day is None or day <= here().now.date():
        doing.say("no-later-day", undo=False)
        return
    try:
        promises.put_off(here().storage(), doing.request.id, day)
    except promises.WouldBreak:
        doing.say("would-break", undo=False, until=doing.request.call_until)
        return
    doing.note("later", day=doing.request.later)
    doing.say("put-off", day=day.isoformat())


def _remark(doing: Doing) -> None:
    if text := doing.typed("notitie"):
        promises.remark(here().storage(), doing.request.id, text)
        trace.note(doing.http, Act.HANDLE_CALL, doing.request.id)
    doing.say("noted" if text else "nothing-typed", undo=False)


REQUEST_ACTS: dict[str, Callable[[Doing], None]] = {
    "pak": _take,
    "geef": _hand_over,
    "klaar": _done,
    "niet-bereikt": _not_reached,
    "weg": _put_off,
    "notitie": _remark,
}


@asks(Act.HANDLE_CALL)
@require_POST
def with_request(http: HttpRequest, number: str, act: str) -> HttpResponse:
    """One act on a request that is as it was seen."""
    with transaction.atomic(), here().storage().transaction() as db:
        one = requests.find(db, number)
        if one is None or act not in REQUEST_ACTS:
            say(http, "row-gone")
        elif one.done_at or mark(one) != http.POST.get(SEEN):
            say(http, "row-changed", who=trace.who_last(number))
        else:
            REQUEST_ACTS[act](Doing(http, one))
    return back(http, f"r-{number}")


@asks(Act.HANDLE_CALL)
@require_POST
def undo_request(http: HttpRequest, number: str) -> HttpResponse:
    """The last act of today with this request, taken back."""
    with transaction.atomic(), here().storage().transaction():
        deed = trace.last_of(number, here().now)
        try:
            say(http, _undone(number, trace.before(deed)) if deed else "nothing-to-undo")
        except promises.AlreadyTold:
            say(http, "already-told")
            return back(http, f"r-{number}")
        except (promises.NoSuchRequest, correspondence.TooLateToUndo):
            say(http, "row-gone")
            return back(http, f"r-{number}")
        if deed:
            trace.taken_back(deed)
            trace.note(http, Act.HANDLE_CALL, number)
    return back(http, f"r-{number}")


def _undone(number: str, before: dict[str, Any]) -> str:
    """Take one kind of act back; the key of what is said of it."""
    place, what = here(), before["what"]
    if what == "take":
        promises.take(place.storage(), number, before["who"])
    elif what == "later":
        promises.put_off(place.storage(), number, date.fromisoformat(before["day"]) if before["day"] else None)
    elif what == "try":
        stood = Request(number, "", "", "", call_from=before["call_from"], call_until=before["call_until"], missed=before["missed"])
        promises.reached_after_all(place.storage(), number, stood, place.now)
        return "undone-unsent"
    else:
        undone = correspondence.undo(place.storage(), number, place.now)
        return "undone-unsent" if undone.unsent else "undone-sent" if what == "answer" else "undone"
    return "undone"


# A visit.


OUTCOMES = {"kwam": Outcome.SHOWN_UP, "kwam-niet": Outcome.NOT_SHOWN_UP}


@asks(Act.NOTE_OUTCOME)
@require_POST
def with_visit(http: HttpRequest, number: str, act: str) -> HttpResponse:
    """Whether someone came, the step after it, a note; on an appointment that is as it was seen."""
    with transaction.atomic(), here().storage().transaction() as db:
        made = appointment_rows.find(db, number)
        if made is None or not made.stands:
            say(http, "row-gone")
        elif mark(made) != http.POST.get(SEEN):
            say(http, "row-changed", who=trace.who_last(number))
        else:
            _visit_done(http, made, act)
    return back(http, f"a-{number}")


def _visit_done(http: HttpRequest, made: Appointment, act: str) -> None:
    place, undo = here(), f"/bezoek/{made.id}/terug/"
    try:
        if act in OUTCOMES:
            outcomes.note(place.storage(), made.id, OUTCOMES[act], place.now)
            say(http, "came" if act == "kwam" else "came-not", name=made.name, undo=undo)
        elif act == "stap" and (step := http.POST.get("stap", "")) in set(outcomes.STEPS):
            to = str(http.POST.get("naar-wie", "")).strip()[:60]
            outcomes.step(place.storage(), made.id, StepKind(step), to, place.known.version, place.now)
            say(http, "step-noted")
        elif act == "notitie" and (text := str(http.POST.get("notitie", "")).strip()[:LONGEST_NOTE]):
            visits.remark(place.storage(), made.id, text, place.now)
            say(http, "noted")
        else:
            say(http, "nothing-typed")
            return
    except outcomes.NotYet:
        say(http, "not-yet")
        return
    trace.note(http, Act.NOTE_OUTCOME, made.id)


@asks(Act.NOTE_OUTCOME)
@require_POST
def undo_visit(http: HttpRequest, number: str) -> HttpResponse:
    """What was noted last of an appointment, taken back."""
    try:
        with transaction.atomic(), here().storage().transaction():
            outcomes.undo(here().storage(), number, here().now)
            trace.note(http, Act.NOTE_OUTCOME, number)
            say(http, "undone")
    except (outcomes.NoSuchCode, outcomes.NotYet):
        say(http, "row-gone")
    except outcomes.NothingNoted:
        say(http, "nothing-to-undo")
    return back(http, f"a-{number}")
