"""Who comes in: every page asks for an act, and without a decision nobody passes. A screen that is left alone locks itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRedirect

from bot.channels.desk.rights import Act
from bot.channels.desk.workplace import here

View = Callable[..., HttpResponse]
SEEN, LOCKED = "seen", "locked"
NOTED_EVERY = timedelta(minutes=1)
"""So often a sign of life is written down: not at every tap."""
LOCK_PAGE = "/slot/"
NEW_PASSWORD_PAGE = "/wachtwoord/"


def asks(act: Act) -> Callable[[View], View]:
    """A page for who may do this."""

    def marked(view: View) -> View:
        @wraps(view)
        def seen(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            return view(request, *arguments, **named)

        seen.act = act  # type: ignore[attr-defined]
        return seen

    return marked


def for_everyone(view: View) -> View:
    """A page for who is not signed in."""

    @wraps(view)
    def seen(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        return view(request, *arguments, **named)

    seen.act = None  # type: ignore[attr-defined]
    return seen


class NoStore:
    """No page stays in the browser's cache: after signing out the way back shows nothing."""

    def __init__(self, following: View) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the rest answer, and forbid keeping it; our own files may be kept."""
        response = self.following(request)
        if not request.path.startswith(settings.STATIC_URL):
            response["Cache-Control"] = "no-store"
        return response


class Guard:
    """Asked before every page."""

    def __init__(self, following: View) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """What is decided is decided per page."""
        return self.following(request)

    def process_view(self, request: HttpRequest, view: View, _arguments: Any, _named: Any) -> HttpResponse | None:
        """None when this colleague may see this page now, else what they see instead."""
        act: Act | None = view.act  # type: ignore[attr-defined]  # a page that forgot to ask fails here, shut
        if act is None:
            return None
        who = request.user
        if not (who.is_authenticated and who.is_verified()):
            return _elsewhere(request, settings.LOGIN_URL)
        if _is_locked(request):
            return None if request.path == LOCK_PAGE or getattr(view, "while_locked", False) else _elsewhere(request, LOCK_PAGE)
        if who.must_change and request.path != NEW_PASSWORD_PAGE and not getattr(view, "while_locked", False):
            return redirect(NEW_PASSWORD_PAGE)
        if not who.may(act):
            return render(request, "balie/mag-niet.html", status=403)
        return None


def while_locked(view: View) -> View:
    """A page that works on a locked screen as well: signing out."""
    view.while_locked = True  # type: ignore[attr-defined]
    return view


def _is_locked(request: HttpRequest) -> bool:
    """Whether the screen is locked, by hand or because nobody touched it for so long. A page that asks by itself is no touch."""
    now, session = here().now, request.session
    idle = timedelta(minutes=here().settings.desk.lock_after_minutes)
    seen = datetime.fromisoformat(session[SEEN]) if SEEN in session else now
    if now - seen >= idle:
        session[LOCKED] = True
    if session.get(LOCKED):
        return True
    if SEEN not in session or (not request.htmx and not timedelta(0) <= now - seen < NOTED_EVERY):
        session[SEEN] = now.isoformat()
    return False


def _elsewhere(request: HttpRequest, page: str) -> HttpResponse:
    """To another page, and back here after it."""
    wanted = request.htmx.current_url_abs_path if request.htmx else request.get_full_path() if request.method == "GET" else ""
    address = f"{page}?naar={quote(wanted)}" if wanted else page
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
