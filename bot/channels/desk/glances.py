"""A page that asks by itself whether something changed: most find nothing new, and are answered before it is asked who looks.

Fifty screens ask every five seconds. "Nothing changed" tells nobody anything, least of all who sends the mark of what they saw already; so it
needs no session, no colleague and no app of codes, for half a minute after a whole look that was let in. A look that finds something goes
the whole way, as do the first of each half minute (a screen that must lock, a colleague who left) and all that is no look.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bot.channels.desk import day
from bot.channels.desk.guard import View
from bot.channels.desk.workplace import CoreGone, here
from bot.storage.database import StorageTrouble

TRUSTED = timedelta(seconds=30)
"""So long after a whole look the short ones count."""
MOST = 1000
"""Screens that are remembered: more than a desk ever has."""
NOTHING_NEW = 204


class Glances:
    """Stands before everything that costs something."""

    def __init__(self, following: View) -> None:
        self.following = following
        self.let_in: dict[str, datetime] = {}
        """When each session was let in by a whole look last."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing new at once, or the whole way."""
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if not _is_glance(request):
            self.let_in.pop(session, None)  # they do something: signing out, locking the screen
            return self.following(request)
        if self._trusts(session) and _nothing_new(request):
            return HttpResponse(status=NOTHING_NEW)
        response = self.following(request)
        self._remember(session, response)
        return response

    def _trusts(self, session: str) -> bool:
        since = self.let_in.get(session)
        return since is not None and timedelta(0) <= here().now - since < TRUSTED

    def _remember(self, session: str, response: HttpResponse) -> None:
        """Who was let in; who was sent to the door or the lock is forgotten."""
        self.let_in.pop(session, None)
        if response.status_code == NOTHING_NEW or (response.status_code == 200 and "HX-Redirect" not in response):
            if len(self.let_in) >= MOST:
                self.let_in.clear()
            self.let_in[session] = here().now


def _is_glance(request: HttpRequest) -> bool:
    return request.method == "GET" and request.path == "/" and "HX-Request" in request.headers and "gezien" in request.GET


def _nothing_new(request: HttpRequest) -> bool:
    """Whether what they saw is what there is; a database that cannot be read is told by the whole way."""
    place = here()
    asked = day.day_of(request, place.now.date())
    try:
        return asked is not None and day.work_of(place, asked).mark == request.GET["gezien"]
    except (CoreGone, StorageTrouble):
        return False
