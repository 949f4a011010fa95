"""Signing in and out, the lock of the screen, and a password of one's own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.models import AccessFailureLog
from django import forms
from django.contrib.auth import authenticate, login, logout, password_validation, update_session_auth_hash
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_otp import login as otp_login
from django_otp import match_token

from bot.channels.desk.guard import SEEN, asks, for_everyone, while_locked
from bot.channels.desk.models import Colleague
from bot.channels.desk.rights import Act
from bot.channels.desk.surroundings import LOCKED, first_page, say
from bot.channels.desk.workplace import here

KEPT = "houd-"
"""Begins the names of fields that were sent to a locked screen and wait for who sent them."""
TRIES = 5  # AXES_FAILURE_LIMIT
FIRST_PAUSE, LONGEST_PAUSE, GROWS = timedelta(minutes=1), timedelta(hours=1), 4


class SignIn(forms.Form):
    """What someone shows at the door: something they know, and something they have."""

    email = forms.EmailField(max_length=254)
    password = forms.CharField(max_length=200, strip=False)
    code = forms.CharField(max_length=10)

    def __init__(self, request: HttpRequest, *arguments: Any, **named: Any) -> None:
        self.request = request
        self.who: Any = None
        super().__init__(*arguments, **named)

    def clean(self) -> dict[str, Any]:
        """One answer for a wrong address, password or code: nobody learns which of them was right."""
        said: dict[str, Any] = super().clean()
        if self.errors:
            return said
        who = authenticate(self.request, username=said["email"], password=said["password"])
        device = match_token(who, said["code"].replace(" ", "")) if who else None
        if who and device is None:
            user_login_failed.send(__name__, credentials={"username": said["email"]}, request=self.request)
        if device is None:
            raise forms.ValidationError("", code="unknown")
        self.who = who
        who.otp_device = device
        return said


def name_tried(_request: HttpRequest, credentials: dict[str, str] | None) -> str:
    """Under which name tries are counted: large letters make no other name."""
    return str((credentials or {}).get("username") or "").lower()


def pause_after_failures(request: HttpRequest) -> timedelta:
    """How long nobody gets in under this name after so many failures of a day: a minute, and four times as long with every five more."""
    name = (request.POST.get("email") or getattr(request.user, "email", "")).lower() if request else ""
    since = timezone.now() - timedelta(days=1)
    failures = AccessFailureLog.objects.filter(username__iexact=name, attempt_time__gte=since).count()
    rounds = max(0, (failures - 1) // TRIES)
    return min(LONGEST_PAUSE, FIRST_PAUSE * GROWS**rounds)


def too_often(request: HttpRequest, _response: Any = None, _credentials: Any = None) -> HttpResponse:
    """Instead of the page, while it is shut."""
    return render(request, "balie/te-vaak.html", {"pause": pause_after_failures(request)}, status=429)


@for_everyone
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door."""
    form = SignIn(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.who)
        otp_login(request, form.who.otp_device)
        request.session[SEEN] = here().now.isoformat()
        _is_away(form.who, away=False)
        wanted = _wanted(request)
        return redirect(first_page(form.who.may) if wanted == "/" else wanted)
    if getattr(request, "axes_locked_out", False):
        return too_often(request)
    status = 400 if request.method == "POST" else 200
    return render(request, "balie/inloggen.html", {"form": form, "wanted": _wanted(request)}, status=status)


def _wanted(request: HttpRequest) -> str:
    """Where they wanted to go; never to another site."""
    wanted = request.POST.get("naar") or request.GET.get("naar") or "/"
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/") else "/"


@asks(Act.SELF)
@while_locked
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Away from this machine."""
    logout(request)
    return redirect("/inloggen/")


@asks(Act.SELF)
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Away from every machine."""
    who: Colleague = request.user
    who.epoch += 1
    who.save(update_fields=["epoch"])
    logout(request)
    return redirect("/inloggen/")


@asks(Act.SELF)
@require_POST
def presence(request: HttpRequest) -> HttpResponse:
    """Away for a while, or back; colleagues see it where they hand work over."""
    away = request.POST.get("ik") == "weg"
    _is_away(request.user, away=away)
    say(request, "away" if away else "back")
    return redirect(_wanted(request))


def _is_away(who: Colleague, *, away: bool) -> None:
    who.away = away
    who.save(update_fields=["away"])


@asks(Act.SELF)
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """The screen on lock: the session stays, nothing is shown."""
    request.session[LOCKED] = True
    return redirect(f"/slot/?naar={_wanted(request)}")


@asks(Act.SELF)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """The same colleague comes back with their password."""
    wrong = False
    kept = {name.removeprefix(KEPT): value for name, value in request.POST.items() if name.startswith(KEPT)}
    if request.method == "POST":
        who = authenticate(request, username=request.user.email, password=request.POST.get("password", ""))
        if who is not None and who.pk == request.user.pk:
            request.session.pop(LOCKED, None)
            request.session[SEEN] = here().now.isoformat()
            request.session.cycle_key()
            if kept:
                return render(request, "balie/verder.html", {"wanted": _wanted(request), "kept": kept})
            return redirect(_wanted(request))
        wrong = True
    status = 400 if wrong else 200
    return render(request, "balie/slot.html", {"wrong": wrong, "wanted": _wanted(request), "kept": kept}, status=status)


@asks(Act.SELF)
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """What one can do with one's own account."""
    return render(request, "balie/account.html")


@asks(Act.SELF)
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Another password, which only this colleague knows; other machines are signed out."""
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        old, new = request.POST.get("old", ""), request.POST.get("new", "")
        if authenticate(request, username=request.user.email, password=old) is None:
            wrong["old"] = True
        if new != request.POST.get("again", ""):
            wrong["again"] = True
        try:
            password_validation.validate_password(new, request.user)
        except forms.ValidationError as error:
            wrong["new"] = error.messages
        if not wrong:
            _set_password(request, new)
            return redirect("/")
    return render(request, "balie/wachtwoord.html", {"wrong": wrong}, status=400 if wrong else 200)


def _set_password(request: HttpRequest, new: str) -> None:
    who: Colleague = request.user
    who.set_password(new)
    who.must_change = False
    who.save(update_fields=["password", "must_change"])
    update_session_auth_hash(request, who)
    say(request, "password-changed")
