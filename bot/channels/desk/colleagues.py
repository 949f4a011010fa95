"""Beheer: colleagues who come and go, their role, another app for the codes, and the trace of what was done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from bot.app import exports
from bot.channels.desk import server, trace
from bot.channels.desk.guard import asks
from bot.channels.desk.models import Colleague
from bot.channels.desk.rights import Act, Organisation, Role
from bot.channels.desk.surroundings import say

SHOWN = 100
"""So many lines of the trace on a page."""


class NewColleague(forms.Form):
    """Who comes to work here."""

    name = forms.CharField(max_length=60)
    email = forms.EmailField(max_length=254)
    role = forms.ChoiceField(choices=[(one.value, one.value) for one in Role])
    organisation = forms.ChoiceField(choices=[(one.value, one.value) for one in Organisation])


@asks(Act.COLLEAGUES)
@require_GET
def listed(http: HttpRequest) -> HttpResponse:
    """Everyone, who left last, and the form for a new one."""
    return _page(http, NewColleague(initial={"role": Role.STAFF, "organisation": Organisation.HOME}))


def _page(http: HttpRequest, form: NewColleague, *, twice: bool = False, status: int = 200) -> HttpResponse:
    everyone = Colleague.objects.order_by("-is_active", "name")
    told = {
        "form": form,
        "everyone": everyone,
        "roles": list(Role),
        "organisations": list(Organisation),
        "twice": twice,
        "deeds": trace.newest(SHOWN),
    }
    return render(http, "balie/beheer.html", told, status=status)


@asks(Act.COLLEAGUES)
@require_POST
@never_cache
def add(http: HttpRequest) -> HttpResponse:
    """A new colleague; what they need to come in is shown once and never again."""
    form = NewColleague(http.POST)
    if not form.is_valid():
        return _page(http, form, status=400)
    told: dict[str, Any] = form.cleaned_data
    if Colleague.objects.filter(email__iexact=told["email"]).exists():
        return _page(http, form, twice=True, status=400)
    try:
        with transaction.atomic():
            key = server.account(told["email"], told["name"], Role(told["role"]), Organisation(told["organisation"]))
            trace.note(http, Act.COLLEAGUES, f"collega {Colleague.objects.get(email=key.email).pk}")
    except IntegrityError:  # a second beheerder added them at this very moment
        return _page(http, form, twice=True, status=400)
    return _shown_once(http, key, told["name"])


@sensitive_variables("key")
def _shown_once(http: HttpRequest, key: server.Key, name: str) -> HttpResponse:
    """The password and the app's key, as text and as a picture made here."""
    drawing = exports.svg(key.address).decode()
    return render(http, "balie/nieuwe-collega.html", {"key": key, "name": name, "drawing": drawing[drawing.index("<svg") :]})


@asks(Act.COLLEAGUES)
@require_POST
@never_cache
def renew(http: HttpRequest, number: int) -> HttpResponse:
    """Another password and another app for who lost them; signed out everywhere."""
    who = get_object_or_404(Colleague, pk=number)
    with transaction.atomic():
        key = server.account(who.email, who.name, Role(who.role), Organisation(who.organisation))
        trace.note(http, Act.COLLEAGUES, f"collega {number}")
    return _shown_once(http, key, who.name)


@asks(Act.COLLEAGUES)
@require_POST
def leave(http: HttpRequest, number: int) -> HttpResponse:
    """Out of service: no way in from this moment; never oneself, so that a desk keeps its beheerder."""
    who = get_object_or_404(Colleague, pk=number)
    if who.pk == http.user.pk:
        say(http, "not-yourself")
        return redirect("/beheer/")
    with transaction.atomic():
        who.is_active, who.epoch = False, who.epoch + 1
        who.save(update_fields=["is_active", "epoch"])
        trace.note(http, Act.COLLEAGUES, f"collega {number}")
    say(http, "left", name=who.name)
    return redirect("/beheer/")


@asks(Act.COLLEAGUES)
@require_POST
def give_role(http: HttpRequest, number: int) -> HttpResponse:
    """Another role, from the next page on; never one's own."""
    who, role = get_object_or_404(Colleague, pk=number), http.POST.get("role", "")
    if who.pk == http.user.pk or role not in set(Role):
        say(http, "not-yourself" if who.pk == http.user.pk else "nothing-typed")
        return redirect("/beheer/")
    with transaction.atomic():
        who.role = role
        who.save(update_fields=["role"])
        trace.note(http, Act.COLLEAGUES, f"collega {number}")
    say(http, "role-given", name=who.name, role=role)
    return redirect("/beheer/")
