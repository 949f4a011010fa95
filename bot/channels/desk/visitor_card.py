"""+ Bezoeker: someone without a chat; a topic, the next step and the municipality, counted, with a card to take home."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from bot.app.desk import visitors
from bot.channels.desk import trace
from bot.channels.desk.guard import asks
from bot.channels.desk.rights import Act
from bot.channels.desk.surroundings import say
from bot.channels.desk.trouble import not_found
from bot.channels.desk.workplace import here
from bot.content.entries import Audience, StepKind
from bot.domain.answers import Answers

LONGEST_PLACE = 60


@asks(Act.VISITOR)
@require_http_methods(["GET", "POST"])
def visitor(http: HttpRequest) -> HttpResponse:
    """Three choices; then the card."""
    if http.method == "GET":
        return _page(http)
    place, told = here(), _told(http.POST)
    try:
        chosen = visitors.read(place.known, told["onderwerp"], told["stap"], told["bij"], told["gemeente"])
    except visitors.NoSuchChoice:
        return _page(http, told)
    with transaction.atomic(), place.storage().transaction():
        visitors.note(place.storage(), place.known, chosen, place.now)
        trace.note(http, Act.VISITOR)
    say(http, "visitor-noted")
    return redirect(f"/bezoeker/kaart/?{urlencode(told)}")


def _told(form: Any) -> dict[str, str]:
    return {name: form.get(name, "").strip()[:LONGEST_PLACE] for name in ("onderwerp", "stap", "bij", "gemeente")}


def _page(http: HttpRequest, told: dict[str, str] | None = None) -> HttpResponse:
    known = here().known
    topics = sorted((one for one in known.entries.values() if one.label), key=lambda one: one.label.casefold())
    groups = [(audience, [one for one in topics if one.audience is audience]) for audience in Audience]
    shown = {"groups": groups, "steps": list(StepKind), "places": [one.name for one in known.municipalities], "told": told or {}}
    return render(http, "balie/bezoeker.html", {**shown, "wrong": told is not None}, status=400 if told else 200)


@asks(Act.VISITOR)
@require_GET
def card(http: HttpRequest) -> HttpResponse:
    """What was said, on half a sheet; nothing on it is about who takes it home."""
    place, told = here(), _told(http.GET)
    try:
        chosen = visitors.read(place.known, told["onderwerp"], told["stap"], told["bij"], told["gemeente"])
    except visitors.NoSuchChoice:
        return not_found(http)
    answers = Answers(place.known, place.now.date(), told["gemeente"])
    shown = {"chosen": chosen, "answer": answers.full(chosen.entry), "address": answers.address, "site": answers.website}
    return render(http, "balie/kaart.html", {**shown, "hours": answers.opening_hours()})
