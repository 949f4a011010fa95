"""Persoon: no profile, only what we hold and when it goes; and its erasure, for who reads a code in their chat, or by a beheerder."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare, salted_hmac
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
"""The field in which the erasing colleague repeats what the person shows or says, so that it is this person."""
PROOF = "proof"
"""The code that this colleague had sent, in their session: of whom, until when, how often it may still be tried."""
COUNTS_FOR, TRIES = timedelta(minutes=10), 3


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
    told = {"held": held, "number": number, "kept": kept, "sent": _sent(http, number) is not None, "wrong": http.GET.get("fout")}
    return render(http, "balie/persoon.html", told)


@asks(Act.ERASE_PROVEN)
@require_POST
def send_code(http: HttpRequest, number: str) -> HttpResponse:
    """Six figures in the chat of this person, who reads them aloud to whom they stand before."""
    place, code = here(), f"{secrets.randbelow(10**6):06d}"
    try:
        with transaction.atomic(), place.storage().transaction():
            told = person.send_code(place.storage(), place.known, number, code, place.now)
            trace.note(http, Act.ERASE_PROVEN, number)
    except person.NobodyThere:
        return not_found(http)
    if told:
        http.session[PROOF] = {"of": number, "code": _sealed(code), "until": (place.now + COUNTS_FOR).isoformat(), "tries": TRIES}
    say(http, "code-sent" if told else "cannot-write")
    return redirect(f"/persoon/{number}/")


def _sealed(code: str) -> str:
    return salted_hmac(PROOF, code).hexdigest()


def _sent(http: HttpRequest, number: str) -> dict[str, Any] | None:
    """The code that was sent to this person and still counts."""
    proof: dict[str, Any] | None = http.session.get(PROOF)
    counts = proof is not None and proof["of"] == number and proof["tries"] > 0 and here().now < datetime.fromisoformat(proof["until"])
    return proof if counts else None


@asks(Act.ERASE_PROVEN)
@require_POST
def erase_proven(http: HttpRequest, number: str) -> HttpResponse:
    """All of it gone, for who reads the code aloud; after three wrong ones another must be sent."""
    proof = _sent(http, number)
    typed = "".join(http.POST.get(CODE, "").split())
    if proof is None or not constant_time_compare(_sealed(typed), proof["code"]):
        if proof is not None:
            http.session[PROOF] = {**proof, "tries": proof["tries"] - 1}
        return redirect(f"/persoon/{number}/?fout={PROOF}")
    del http.session[PROOF]
    return _erased(http, number, Act.ERASE_PROVEN)


@asks(Act.ERASE)
@require_POST
def erase(http: HttpRequest, number: str) -> HttpResponse:
    """All of it gone, by a beheerder who repeats what the person shows or says."""
    place = here()
    try:
        held = person.held(place.storage(), number, place.settings.retention)
        if not _repeated(http.POST.get(CODE, ""), held.visits, [one.phone for one in held.owed]):
            return redirect(f"/persoon/{number}/?fout={CODE}")
    except person.NobodyThere:
        return not_found(http)
    return _erased(http, number, Act.ERASE)


def _erased(http: HttpRequest, number: str, act: Act) -> HttpResponse:
    place = here()
    try:
        with transaction.atomic(), place.storage().transaction():
            heard = person.erase(place.storage(), place.known, number, place.now)
            trace.note(http, act, number)
    except person.NobodyThere:
        return not_found(http)
    say(http, "erased", heard=heard)
    return redirect("/")


def _repeated(typed: str, visits: tuple[Appointment, ...], phones: list[str]) -> bool:
    """A code of an appointment, or a telephone number that we have, as the person at the counter says it."""
    told = "".join(typed.split()).replace("-", "").upper()
    return bool(told) and told in {*(one.code for one in visits), *(one.phone for one in visits if one.phone), *filter(None, phones)}
