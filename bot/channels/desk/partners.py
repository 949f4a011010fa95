"""Work passed on to another organisation: asked of its person by us, and seen and taken up by that organisation's own colleagues."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bot.app.desk import promises, referrals
from bot.channels.desk import trace
from bot.channels.desk.acts import SEEN, UNDO
from bot.channels.desk.filters import mark
from bot.channels.desk.guard import asks
from bot.channels.desk.rights import Act
from bot.channels.desk.surroundings import say
from bot.channels.desk.trouble import not_found
from bot.channels.desk.workplace import here
from bot.domain.appointment import Appointment
from bot.storage.referral_rows import Partner

HERE = "/doorgegeven/"

# At our own desk: what its person is asked.


@asks(Act.PASS_ON)
@require_http_methods(["GET", "POST"])
def pass_on(http: HttpRequest, number: str) -> HttpResponse:
    """What goes along and what its person reads; one button per organisation asks them."""
    place = here()
    try:
        shown = referrals.question(place.storage(), place.known, number, place.now)
    except referrals.NothingToPassOn:
        say(http, "row-gone", who=trace.who_last(number))
        return redirect("/")
    if http.method == "GET":
        return _question(http, number, shown)
    chosen = http.POST.get("naar", "")
    if chosen not in set(Partner):
        return _question(http, number, shown, status=400)
    if mark(shown.about) != http.POST.get(SEEN):
        say(http, "row-changed", who=trace.who_last(number))
        return redirect(f"/doorgeven/{number}/")
    return _asked(http, number, Partner(chosen), f"/#{'a' if isinstance(shown.about, Appointment) else 'r'}-{number}")


def _question(http: HttpRequest, number: str, shown: referrals.Question, status: int = 200) -> HttpResponse:
    before = {one.organisation for one in shown.before}
    ways = [(one, reply.text) for one, reply in shown.replies.items() if one not in before]
    return render(http, "balie/doorgeven.html", {"number": number, "shown": shown, "ways": ways}, status=status)


def _asked(http: HttpRequest, number: str, to: Partner, row: str) -> HttpResponse:
    place = here()
    try:
        with transaction.atomic(), place.storage().transaction():
            one = referrals.ask(place.storage(), place.known, number, to, place.now, after=UNDO)
            trace.note(http, Act.PASS_ON, number)
        say(http, "asked-to-pass-on", to=to.value, undo=f"/doorgeven/{one.id}/terug/")
    except referrals.OutOfReach:
        say(http, "cannot-write")
    except referrals.AskedBefore:
        say(http, "asked-before")
    except referrals.NothingToPassOn:
        say(http, "row-gone", who=trace.who_last(number))
    return redirect(row)


@asks(Act.PASS_ON)
@require_POST
def undo_asked(http: HttpRequest, number: str) -> HttpResponse:
    """The question does not leave after all."""
    place = here()
    try:
        with transaction.atomic(), place.storage().transaction():
            one = referrals.unask(place.storage(), number, place.now)
            trace.note(http, Act.PASS_ON, one.object)
        say(http, "undone-unsent")
    except promises.AlreadyTold:
        say(http, "already-asked")
    except referrals.NothingToPassOn:
        say(http, "row-gone")
    return redirect("/")


# At the desk of the other organisation.


def _theirs(http: HttpRequest) -> Partner:
    """The organisation of who looks; the guard lets in none but those of a partner."""
    return Partner(http.user.organisation)


@asks(Act.SEE_PASSED)
@require_GET
def listed(http: HttpRequest) -> HttpResponse:
    """What people said yes to, for this organisation alone."""
    found = referrals.passed_on(here().storage(), _theirs(http))
    told = {"new": [one for one in found if not one.taken_at], "taken": [one for one in found if one.taken_at]}
    return render(http, "balie/doorgegeven.html", told)


@asks(Act.TAKE_PASSED)
@require_POST
def take_up(http: HttpRequest, number: str, act: str) -> HttpResponse:
    """Taken up by the other organisation, or not after all; what its person took back is gone."""
    if act not in ("opgepakt", "nog-niet"):
        return not_found(http)
    place = here()
    try:
        with transaction.atomic(), place.storage().transaction():
            referrals.take_up(place.storage(), _theirs(http), number, place.now, back=act == "nog-niet")
            trace.note(http, Act.TAKE_PASSED, number)
    except referrals.NotYours:
        return not_found(http)
    if act == "opgepakt":
        say(http, "taken", undo=f"{HERE}{number}/nog-niet/")
    else:
        say(http, "undone")
    return redirect(HERE)
