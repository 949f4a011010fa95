"""Persoon: no profile, only what we hold and when it goes; and its erasure, which a beheerder looks at."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from bot.app.desk import person
from bot.channels.desk import trace
from bot.channels.desk.guard import asks
from bot.channels.desk.rights import Act
from bot.channels.desk.surroundings import say
from bot.channels.desk.trouble import not_found
from bot.channels.desk.workplace import here
from bot.domain.appointment import Appointment

CODE = "code"
"""The field in which the erasing colleague repeats the code of the appointment, so that it is this person."""


@asks(Act.SEE_PERSON)
@require_GET
def show(http: HttpRequest, number: str) -> HttpResponse:
    """Everything we hold of the person of an appointment or request; each look is noted."""
    place = here()
    try:
        held = person.held(place.storage(), number, place.settings.retention)
    except person.NobodyThere:
        return not_found(http)
    trace.note(http, Act.SEE_PERSON, number)
    kept = place.settings.retention
    return render(http, "balie/persoon.html", {"held": held, "number": number, "kept": kept, "wrong": http.GET.get("fout") == CODE})


@asks(Act.ERASE)
@require_POST
def erase(http: HttpRequest, number: str) -> HttpResponse:
    """All of it gone, by a beheerder who repeats what the person shows or says."""
    place = here()
    try:
        held = person.held(place.storage(), number, place.settings.retention)
        if not _repeated(http.POST.get(CODE, ""), held.visits, [one.phone for one in held.owed]):
            return redirect(f"/persoon/{number}/?fout={CODE}")
        with transaction.atomic(), place.storage().transaction():
            heard = person.erase(place.storage(), place.known, number, place.now)
            trace.note(http, Act.ERASE, number)
    except person.NobodyThere:
        return not_found(http)
    say(http, "erased", heard=heard)
    return redirect("/")


def _repeated(typed: str, visits: tuple[Appointment, ...], phones: list[str]) -> bool:
    """A code of an appointment, or a telephone number that we have, as the person at the counter says it."""
    told = "".join(typed.split()).replace("-", "").upper()
    return bool(told) and told in {*(one.code for one in visits), *(one.phone for one in visits if one.phone), *filter(None, phones)}
